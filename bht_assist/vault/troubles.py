"""What can go wrong with what is kept; every message is a sentence for people."""

from __future__ import annotations


class VaultError(Exception):
    """Something about the vault that staff must know; nothing a client said is ever in it."""


class WrongPassphrase(VaultError):
    """No key fits."""

    def __init__(self, what: str = "passphrase") -> None:
        super().__init__(f"That {what} does not open the drafts on this computer. Try again.")


class Refused(VaultError):
    """A wish that the vault's rules do not allow: too short, too large, not the right shape."""


class Unsafe(VaultError):
    """A folder or file that others could read or change."""


class Missing(VaultError):
    """A vault, record or file that is not there."""


class Damaged(VaultError):
    """Bytes that are not what was sealed: changed, cut, or moved from another place."""

    def __init__(self, what: str = "This draft") -> None:
        super().__init__(
            f"{what} was changed or damaged outside this program and can't be opened."
            " A backup may still have it: bht-assist vault restore"
        )


class NotWritten(VaultError):
    """The disk did not take it. What is on the screen is still there; saving is tried again."""


class ChangedElsewhere(VaultError):
    """Somebody else saved or deleted this record since it was read."""

    def __init__(self) -> None:
        super().__init__("This draft was changed in another window.")


class KeysChanged(VaultError):
    """The vault's key was replaced since it was unlocked here."""

    def __init__(self) -> None:
        super().__init__(
            "The keys were changed in another window. Type your passphrase again to go on saving."
        )

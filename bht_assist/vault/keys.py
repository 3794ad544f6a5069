"""Ways to the vault's key: a passphrase for each of the staff, a recovery key, an escrow key.

Each slot is a pair of X25519 keys. The vault's key is sealed to the public half (HPKE, RFC 9180);
the private half is sealed under what a person knows. So the vault's key can be replaced without
anybody's passphrase, and a colleague who leaves takes nothing along that still opens anything.
"""

from __future__ import annotations

import hmac
import json
import os
import unicodedata
from dataclasses import asdict, astuple, dataclass, replace
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from .recovery import read_recovery_key
from .sealed import KEY_SIZE, about, seal, subkey, unseal
from .store import Slot
from .troubles import Damaged, Refused

if TYPE_CHECKING:
    from collections.abc import Iterable

PASSPHRASE, RECOVERY, ESCROW = "passphrase", "recovery", "escrow"
SHORTEST, LONGEST = 15, 1000
"""Characters of a passphrase: NIST SP 800-63B-4 asks for 15 where it is the only factor."""

_HPKE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess at a passphrase costs: Argon2id's memory in KiB, passes and lanes."""

    memory: int
    passes: int
    lanes: int

    @property
    def bounded(self) -> bool:
        """A file from elsewhere must not make this computer work without end."""
        numbers = all(type(each) is int for each in astuple(self))
        return (
            numbers
            and 8 * 1024 <= self.memory <= 1024 * 1024
            and 1 <= self.passes <= 10
            and 1 <= self.lanes <= 16
        )

    def spelled(self) -> str:
        return json.dumps({"argon2id": asdict(self)}, separators=(",", ":"), sort_keys=True)


SHIPPED = Cost(memory=64 * 1024, passes=3, lanes=4)
"""About 0.1 s here and above OWASP's least (19 MiB, 2, 1)."""


def read_cost(spelled: str) -> Cost:
    """Read a cost that stands in a file, before any work is done for it.

    Raises:
        Damaged: it is not one, or out of bounds.
    """
    try:
        cost = Cost(**json.loads(spelled)["argon2id"])
    except (ValueError, TypeError, KeyError, RecursionError):
        raise Damaged("A key") from None
    if not cost.bounded:
        raise Damaged("A key")
    return cost


def check_passphrase(passphrase: str) -> None:
    """Hold a new passphrase to the rules: long enough, and nothing else asked.

    Raises:
        Refused: with what to do.
    """
    if not SHORTEST <= len(passphrase) <= LONGEST or len(set(passphrase)) < 5:
        raise Refused(
            f"A passphrase needs at least {SHORTEST} characters. Four or five words that only"
            " you would put together are good, and easy to remember."
        )


def passphrase_key(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    """Derive the key that a passphrase stands for; the same on every keyboard (NFKC)."""
    argon = Argon2id(
        salt=salt,
        length=KEY_SIZE,
        iterations=cost.passes,
        lanes=cost.lanes,
        memory_cost=cost.memory,
    )
    return argon.derive(unicodedata.normalize("NFKC", passphrase).encode("utf-8", "surrogatepass"))


def _secret_key(slot: Slot, secret: str) -> bytes:
    if slot.kind == RECOVERY:
        return subkey(read_recovery_key(secret).encode() + slot.salt, b"bht1 recovery")
    return passphrase_key(secret, slot.salt, read_cost(slot.cost))


def _circumstances(vault: bytes, slot: Slot) -> bytes:
    return about("slot", vault, slot.id, slot.kind, slot.staff, slot.created, slot.cost, slot.salt)


def new_slot(  # noqa: PLR0913, PLR0917 - a slot has this many parts
    vault: bytes, key: bytes, kind: str, staff: str, secret: str, cost: Cost, now: int
) -> Slot:
    """Make a way to `key` for who knows `secret`."""
    spelled = cost.spelled() if kind == PASSPHRASE else ""
    pair = X25519PrivateKey.generate()
    public = pair.public_key().public_bytes_raw()
    bare = Slot(
        os.urandom(16), kind, staff, now, spelled, os.urandom(16), public, b"", b"", b""
    )  # fmt: skip
    private = seal(_secret_key(bare, secret), pair.private_bytes_raw(), _circumstances(vault, bare))
    return to_key(vault, key, replace(bare, private=private))


def escrow_slot(vault: bytes, key: bytes, public: bytes, now: int) -> Slot:
    """Make a way to `key` for who holds the private half, which this computer never sees."""
    bare = Slot(os.urandom(16), ESCROW, "facility", now, "", b"", public, b"", b"", b"")
    return to_key(vault, key, bare)


def to_key(vault: bytes, key: bytes, slot: Slot) -> Slot:
    """Give the slot so that it leads to `key`."""
    public = X25519PublicKey.from_public_bytes(slot.public)
    led = replace(slot, vault_key=_HPKE.encrypt(key, public, _circumstances(vault, slot)))
    return replace(led, mark=_mark(vault, key, led))


def _mark(vault: bytes, key: bytes, slot: Slot) -> bytes:
    said = _circumstances(vault, slot) + slot.public + slot.private + slot.vault_key
    return hmac.digest(subkey(key, b"bht1 slots"), said, "sha256")


def genuine(vault: bytes, key: bytes, slot: Slot) -> bool:
    """Tell whether a slot was made by somebody who held the vault's key."""
    return hmac.compare_digest(_mark(vault, key, slot), slot.mark)


def open_slot(vault: bytes, slot: Slot, secret: str) -> bytes:
    """Give the vault's key.

    Raises:
        Damaged: the secret does not fit, or the slot was changed.
        Refused: a recovery key with a slip in it.
    """
    private = unseal(_secret_key(slot, secret), slot.private, _circumstances(vault, slot))
    return open_escrow(vault, slot, private)


def open_escrow(vault: bytes, slot: Slot, private: bytes) -> bytes:
    """Give the vault's key to who holds the private half."""
    try:
        pair = X25519PrivateKey.from_private_bytes(private)
        key = _HPKE.decrypt(slot.vault_key, pair, _circumstances(vault, slot))
    except (InvalidTag, ValueError):
        raise Damaged("A key") from None
    if not genuine(vault, key, slot):
        raise Damaged("A key")
    return key


def find_key(vault: bytes, slots: Iterable[Slot], secret: str) -> tuple[bytes, Slot] | None:
    """Try the slots in turn; None when the secret fits none of them."""
    for slot in slots:
        try:
            return open_slot(vault, slot, secret), slot
        except Damaged:
            continue
    return None


def find_escrow(vault: bytes, slots: Iterable[Slot], private: bytes) -> bytes | None:
    """Give the vault's key to who holds the private half of one of these slots."""
    for slot in slots:
        try:
            return open_escrow(vault, slot, private)
        except Damaged:
            continue
    return None

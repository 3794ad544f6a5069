"""Drafts that last: setting a passphrase for them, the recovery key, and unlocking them."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from bht_assist.vault import opening, staff
from bht_assist.vault.troubles import VaultError
from bht_assist.vault.vault import PURGE_AFTER

from .foot import Foot
from .lines import AnswerLine
from .panels import PANEL_CSS, key
from .place import Place
from .words import plain

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from bht_assist.vault.vault import Vault

READING = 0.3
"""Seconds in which keys do nothing: they were typed for the screen before."""

KEEP = """\
Drafts can be kept on this computer, sealed with a passphrase of yours. Nobody reads them without \
one: not who finds the computer, and not we. Every colleague who has a passphrase here can open \
every draft; who opened what is written down.

Until then nothing is kept: what was said is gone when you leave."""

RECOVERY = """\
This is the recovery key. It opens the drafts when every passphrase is forgotten, and nothing else \
does. Write it down now and put it where your facility keeps such things: it is shown only once.

    {key}

Type it back, so that both of us know it was written down right."""


class SecretsScreen(Place[None]):
    """Lines to fill in one after the other; what they say is worked on beside the screen."""

    stays = True
    heading: ClassVar[str]
    DEFAULT_CSS = (
        PANEL_CSS
        + """
    SecretsScreen .said { height: auto; max-height: 70%; margin-bottom: 1; }
    SecretsScreen .fault { color: $warning; margin-top: 1; }
    """
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        key("enter", "next", "Next"),
        key("escape", "leave", "Not now"),
        ("up", "app.focus_previous"),
        ("down", "app.focus_next"),
    ]

    def lines(self) -> tuple[tuple[str, str], ...]:
        """Give the lines: what is asked, and its id; a line whose id ends in * shows no letters."""
        raise NotImplementedError

    def said(self) -> str:
        return ""

    def take(self, words: dict[str, str]) -> Callable[[], None]:
        """Do what was asked, on another thread; give what is left to do on the screen's.

        Raises:
            VaultError: it can't be done; the sentence says why.
        """
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        with Vertical(classes="panel"):
            yield Static(plain(self.heading), classes="title")
            with VerticalScroll(can_focus=False, classes="said"):
                yield Static(plain(self.said()))
            for asked, name in self.lines():
                yield Static(plain(asked))
                line = AnswerLine(id=name.rstrip("*"))
                line.password = name.endswith("*")
                line.disabled = True
                yield line
            yield Static(id="fault", classes="fault")
        yield Foot()

    def on_mount(self) -> None:
        self.set_timer(READING, self._listen)

    def _listen(self) -> None:
        for line in self.query(AnswerLine):
            line.disabled = False
        self.set_focus(self.query(AnswerLine).first())

    def action_next(self) -> None:
        """Go to the next line; after the last, do what was asked."""
        every = [*self.query(AnswerLine)]
        here = next((n for n, each in enumerate(every) if each.has_focus), None)
        if here is None:
            return
        if here + 1 < len(every):
            self.set_focus(every[here + 1])  # at once: keys are typed behind this one
            return
        words = {each.id or "": each.value for each in every}
        self.tell("One moment ...")
        self._work(words)

    @work(thread=True, exclusive=True, exit_on_error=False)
    def _work(self, words: dict[str, str]) -> None:
        try:
            after = self.take(words)
        except VaultError as error:
            self.app.call_from_thread(self._not_done, str(error))
        else:
            self.app.call_from_thread(after)

    def _not_done(self, why: str) -> None:
        """Say why, and begin anew with the secrets; a name stays."""
        self.tell(f"! {why}")
        for line in self.query(AnswerLine):
            if line.password:
                line.value = ""
        self.set_focus(self.query(AnswerLine).first())

    def tell(self, words: str) -> None:
        if self.is_mounted:
            self.query_one("#fault", Static).update(plain(self.desk.glyphs(words)))

    def action_leave(self) -> None:
        self.app.pop_screen()


class UnlockScreen(SecretsScreen):
    """The drafts on this computer, behind a passphrase."""

    where = "unlock"
    heading = "Drafts are kept on this computer"

    def said(self) -> str:
        return (
            "Your passphrase opens them. Esc goes on without: then nothing is kept.\n"
            "Forgotten? The recovery key helps: bht-assist vault recovery --use"
        )

    def lines(self) -> tuple[tuple[str, str], ...]:
        return (("Passphrase", "passphrase*"),)

    def take(self, words: dict[str, str]) -> Callable[[], None]:
        if (unlocked := self.desk.drafts.vault) is not None:
            unlocked.again(words["passphrase"])
            return self.action_leave
        folder = _folder(self)
        time.sleep(opening.seconds_to_wait(folder))
        days = self.desk.library.facility.settings.get("keep_days", "")
        keep = int(days) if days.isdecimal() else PURGE_AFTER
        vault = opening.unlock(folder, words["passphrase"], keep_days=keep)
        return lambda: self._opened(vault)

    def _opened(self, vault: Vault) -> None:
        self.app.pop_screen()
        self.desk.unlocked(vault)


class KeepScreen(SecretsScreen):
    """The choice to keep drafts: a name and a passphrase, no account."""

    where = "keep"
    heading = "Keep drafts on this computer"

    def said(self) -> str:
        return KEEP

    def lines(self) -> tuple[tuple[str, str], ...]:
        return (
            ("Your name or initials", "name"),
            ("A passphrase: 15 letters or more, such as five words", "passphrase*"),
            ("The passphrase once more", "again*"),
        )

    def take(self, words: dict[str, str]) -> Callable[[], None]:
        if words["passphrase"] != words["again"]:
            raise VaultError("The two passphrases differ. Type them again.")
        vault, recovery = opening.create(_folder(self), words["name"], words["passphrase"])
        return lambda: self._made(vault, recovery)

    def _made(self, vault: Vault, recovery: str) -> None:
        self.app.pop_screen()
        self.desk.unlocked(vault)
        self.app.push_screen(RecoveryScreen(vault, recovery))


class RecoveryScreen(SecretsScreen):
    """The recovery key, shown once and typed back."""

    where = "recovery"
    heading = "The recovery key"
    BINDINGS: ClassVar[list[BindingType]] = [key("escape", "leave", "Later: make a new one")]

    def __init__(self, vault: Vault, recovery: str) -> None:
        super().__init__()
        self._vault, self._recovery = vault, recovery

    def said(self) -> str:
        return RECOVERY.format(key=self._recovery)

    def lines(self) -> tuple[tuple[str, str], ...]:
        return (("Type it back, with or without hyphens", "back"),)

    def take(self, words: dict[str, str]) -> Callable[[], None]:
        if not staff.is_recovery_key(self._vault, words["back"]):
            raise VaultError("That is not the recovery key above. Type it again.")
        return self._well

    def _well(self) -> None:
        self.app.pop_screen()
        self.desk.say("Drafts are kept from now on.")

    def action_leave(self) -> None:
        self.app.pop_screen()
        self.desk.say("Make a recovery key soon: bht-assist vault recovery")


def _folder(screen: SecretsScreen) -> Path:
    folder = screen.desk.how.data
    if folder is None:
        raise VaultError("There is no folder here to keep drafts in.")
    return folder

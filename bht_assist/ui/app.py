"""The Textual app: how the program begins, covers itself, locks and ends."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, ClassVar, cast

from rich.text import Text
from textual import events

from . import themes
from .commands import EVERYWHERE, bindings
from .desk import Desk
from .drafts import AT_THE_END, clock_words
from .ending import end_on_signals, stopped_by
from .idle import COVER_AFTER, lock_after
from .lines import done_by
from .packed import How
from .start import LOCKED

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.binding import BindingType
    from textual.screen import Screen

    from bht_assist.content.library import Library

    from .place import Place


class Assistant(Desk):
    """BHT Assist on a screen."""

    TITLE = "BHT Assist"
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(EVERYWHERE)]
    CSS = """
    Screen { background: $background; color: $foreground; }
    AnswerLine { border: none; background: $panel; height: 1; }
    Footer { background: $footer-background; }
    PickList .pick-list--cursor { color: $primary; }
    .pick-list--cursor { color: $primary; }
    .pick-list--detail { color: $text-muted; }
    .pick-list--title { color: $accent; }
    """

    def __init__(self, load: Callable[..., Library], folder: Path, how: How | None = None) -> None:
        super().__init__(load, folder, how or How())
        self.animation_level = "none"
        self._warned = False
        """Whether staff were told that leaving loses what is not kept."""
        for theme in themes.ALL:
            self.register_theme(theme)
        self.theme = themes.CALM.name

    def get_default_screen(self) -> Screen[None]:
        from .home import HomeScreen  # noqa: PLC0415 - keeps the import of this module light

        return HomeScreen()

    def on_mount(self) -> None:
        self._name_window(f"\x1b[22;2t\x1b]2;{self.TITLE}\x07")
        self.set_interval(5, self._watch)
        end_on_signals(self.leave)
        if self.is_locked:
            self.unlock()

    def on_unmount(self) -> None:
        self.drafts.close()
        self._name_window("\x1b[23;2t")

    def _name_window(self, sequence: str) -> None:
        """Give the window a title that never changes, or the one it had."""
        if self._driver is not None and not self.is_headless:
            self._driver.write(sequence)

    # commands that work everywhere

    def action_crisis(self) -> None:
        self.crisis()

    def action_cover(self) -> None:
        from .panels import CoverScreen  # noqa: PLC0415

        if not isinstance(self.screen, CoverScreen):
            self.push_screen(CoverScreen())

    @property
    def _where(self) -> str:
        return getattr(self.screen, "where", "home")

    def action_help(self) -> None:
        from .lists import help_words  # noqa: PLC0415

        self.read("Help", help_words(self._where, self._works))

    def action_menu(self) -> None:
        from .lists import menu_rows  # noqa: PLC0415

        asking = self.screen

        def run(action: str) -> None:
            target = asking if hasattr(asking, f"action_{action}") else self
            self.call_later(getattr(target, f"action_{action}"))

        self.choose("Menu", menu_rows(self._where, self._works), run)

    def _works(self, action: str) -> bool:
        return all(each.check_action(action, ()) for each in (self, self.screen))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool:
        """Offer the way to the first screen where there is one: nobody walks out of a stop."""
        del parameters
        if action != "home":
            return True
        above = [cast("Place[Any]", each) for each in self.screen_stack[1:]]
        return bool(above) and not any(each.stays for each in above)

    def action_home(self) -> None:
        """Go to the first screen; what is half typed stays with its question."""
        self._put_aside()
        while len(self.screen_stack) > 1:
            self.pop_screen()

    def action_colors(self) -> None:
        names = [theme.name for theme in themes.ALL]
        self.theme = names[(names.index(self.theme) + 1) % len(names)]
        self.say(f"Colors: {self.theme}")

    async def action_quit(self) -> None:
        """Leave; where something would be lost, say so once."""
        if self._warned or self._is_kept():
            self.leave()
        else:
            self._warned = True

    def _is_kept(self) -> bool:
        """Save what there is; say why leaving would lose it."""
        self._put_aside()
        if self.drafts.saving is not None and not self.drafts.saving.flush(AT_THE_END):
            self.say("Not everything could be saved. Ctrl+Q again leaves all the same.")
        elif self.drafts.only_here and not self.how.training:
            self.say("What was said here is gone when you leave. Ctrl+Q again leaves.")
        else:
            return True
        return False

    def leave(self) -> None:
        """Save what there is, and end."""
        self._put_aside()
        self.drafts.close()
        self.exit()

    def _put_aside(self) -> None:
        for screen in self.screen_stack:
            cast("Place[Any]", screen).put_aside()

    # what is kept

    def on_desk_told(self, event: Desk.Told) -> None:
        """Say "Saved" beside the conversation, and louder what could not be saved."""
        from bht_assist.vault.saving import Saved  # noqa: PLC0415

        outcome = event.outcome
        draft = next((each for each in self.drafts.all if each.code == outcome.key), None)
        if draft is None:
            return
        if isinstance(outcome, Saved):
            if self.drafts.saving is not None and not self.drafts.saving.waits(outcome.key):
                draft.told = f"Saved {clock_words(outcome.at)}"
            if outcome.beside:
                self.drafts.set_beside(draft, outcome.entry)
                self.say(f"Changed in another window too. Both are kept; this one is {draft.code}.")
        else:
            draft.told = "! Not saved"
            self.say(outcome.why)
            if outcome.locked_out and self._where != "unlock":
                self.unlock()
        cast("Place[Any]", self.screen).told()

    def action_lock(self) -> None:
        """Save, and end the process: only that frees its memory. A fresh one asks who is there."""
        self._put_aside()
        if self.drafts.saving is not None and self.drafts.saving.flush(AT_THE_END):
            self.drafts.close()
            self.exit(return_code=LOCKED)
        else:
            self.action_cover()

    # privacy and ends

    async def on_event(self, event: events.Event) -> None:
        """Notice every key, click and paste, those too that a widget keeps to itself."""
        if isinstance(event, events.Key | events.MouseDown | events.Paste):
            self.idle.touch()
        typed = isinstance(event, events.Key | events.Paste) and not event.is_forwarded
        part = (self.focused or self.screen) if typed else None
        await super().on_event(event)
        if part is not None:
            await done_by(part)
            cast("Place[Any]", self.screen).typed()

    def _watch(self) -> None:
        """Cover the screen when nobody is there, and lock what is kept a little later."""
        settings = self._library.facility.settings if self._library else {}
        if self.drafts.vault is not None and self.idle.seconds > lock_after(settings):
            self.action_lock()
        elif self.idle.seconds > COVER_AFTER:
            self.action_cover()

    def copy_to_clipboard(self, text: str) -> None:
        """Keep what is copied inside the program; the computer's clipboard has a history."""
        self._clipboard = text

    def _fatal_error(self) -> None:
        """Say where the program failed and nothing that was said; Textual would print it all."""
        self.panic(stopped_by(sys.exc_info()[1]))

    def panic(self, *renderables: Any) -> None:
        """End with sentences of ours only."""
        ours = [each for each in renderables if isinstance(each, str)] or ["BHT Assist stopped."]
        super().panic(*(Text(each) for each in ours))

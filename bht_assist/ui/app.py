"""The Textual app: it holds the library and the drafts, and opens screens."""

from __future__ import annotations

import sys
import time
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from rich.text import Text
from textual import events
from textual.app import App

from . import themes
from .commands import EVERYWHERE, PLACES, bindings, commands, shown, spelled
from .drafts import Draft, Drafts
from .ending import end_on_signals, stopped_by
from .lines import done_by
from .picklist import Row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from textual.binding import BindingType
    from textual.screen import Screen

    from bht_assist.content.library import Library
    from bht_assist.flows.checks.findings import Finding
    from bht_assist.flows.guide import Guide
    from bht_assist.flows.session import Acknowledged, Answered
    from bht_assist.flows.view import View
    from bht_assist.search.shelf import Shelf

    from .flow import FlowScreen

COVER_AFTER = 120
"""Seconds without a key until the screen covers itself."""

IN_CONVERSATION = frozenset({"lexicons", "lists", "scenarios", "translations"})
"""Folders of a pack that only a conversation needs, and the first screen does not wait for."""

BLANK = "__________"

ASCII = str.maketrans("✓·–█▒─│╭╮╰╯•“”’→", '*.-#.-|++++*""\'>')


class Assistant(App[None]):
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

    def __init__(
        self, load: Callable[..., Library], folder: Path, *, ascii_only: bool = False
    ) -> None:
        super().__init__()
        self._load, self.folder, self._ascii = load, folder, ascii_only
        self.animation_level = "none"
        self.drafts = Drafts(datetime.now().astimezone().date())
        self._library: Library | None = None
        self._is_whole = False
        self._guides: dict[str, Guide] = {}
        self._as_packed: set[str] = set()
        """The conversations that are held without the facility's changes, which break them."""
        self._shelf: Shelf | None = None
        self._last_key = time.monotonic()
        for theme in themes.ALL:
            self.register_theme(theme)
        self.theme = themes.CALM.name

    # what the screens ask for

    @property
    def library(self) -> Library:
        """What the packs hold; until a conversation is opened, what there is to look for."""
        if self._library is None:
            self._library = self._load(without=IN_CONVERSATION)
        return self._library

    @property
    def whole_library(self) -> Library:
        if not self._is_whole:
            self._library, self._shelf, self._is_whole = self._load(), None, True
        return self.library

    @property
    def shelf(self) -> Shelf:
        if self._shelf is None:
            from bht_assist.search.shelf import Shelf  # noqa: PLC0415 - not before the first paint

            self._shelf = Shelf(self.library)
        return self._shelf

    def guide(self, flow: str) -> Guide:
        if flow not in self._guides:
            self._guides[flow] = self._guide_to(flow)
        return self._guides[flow]

    def _guide_to(self, flow: str) -> Guide:
        """Make a flow ready; where a facility's changes break it, as its own pack has it."""
        from bht_assist.content.problems import PackError  # noqa: PLC0415 - not before the paint
        from bht_assist.flows.guide import guide_to  # noqa: PLC0415

        try:
            return guide_to(self.whole_library, flow, self.drafts.today)
        except PackError:
            self._as_packed.add(flow)
            return guide_to(self._load(overlays=False), flow, self.drafts.today)

    def glyphs(self, words: str) -> str:
        """Give words in the signs that this terminal's font has."""
        return words.translate(ASCII) if self._ascii else words

    def page_text(self, now: View, width: int) -> str:
        from bht_assist.making import page_text  # noqa: PLC0415 - not before the first paint

        return self.glyphs(page_text(now, width))

    def say(self, words: str) -> None:
        """Say something in passing."""
        self.notify(words, markup=False, timeout=4)

    def clock(self) -> str:
        return f"{datetime.now().astimezone():%H:%M}"

    # screens

    def get_default_screen(self) -> Screen[None]:
        from .home import HomeScreen  # noqa: PLC0415 - keeps the import of this module light

        return HomeScreen()

    def on_mount(self) -> None:
        self._name_window(f"\x1b[22;2t\x1b]2;{self.TITLE}\x07")
        self.set_interval(5, self._cover_if_idle)
        end_on_signals(self.exit)

    def on_unmount(self) -> None:
        self._name_window("\x1b[23;2t")

    def _name_window(self, sequence: str) -> None:
        """Give the window a title that never changes, or the one it had."""
        if self._driver is not None and not self.is_headless:
            self._driver.write(sequence)

    def warm_up(self) -> None:
        """Make the rest ready after the first paint, step by step while nobody types."""
        from . import warming  # noqa: PLC0415 - not before the first paint

        if not self.is_headless:
            self._take_step(warming.steps(self), warming.PAUSE)

    def _take_step(self, steps: Iterator[Callable[[], object]], pause: float) -> None:
        if time.monotonic() - self._last_key > pause:
            step = next(steps, None)
            if step is None:
                return
            step()
        self.set_timer(pause / 10, partial(self._take_step, steps, pause))

    def open_flow(self, flow: str, *events: Answered) -> None:
        """Start a conversation with what is known already, at the first question that is open."""
        from bht_assist.content.problems import PackError  # noqa: PLC0415 - not before the paint
        from bht_assist.flows.session import Moved  # noqa: PLC0415

        try:
            guide = self.guide(flow)
        except PackError:
            self.say("This conversation can't be held. To see why: bht-assist packs check")
            return
        known = {each.step for each in events}
        first = next(each.id for each in guide.steps if each.id not in known)
        self.open_draft(self.drafts.start(guide.start().add(*events, Moved(first))))
        if flow in self._as_packed:
            self.say("Without the facility's changes. To see why: bht-assist packs check")

    def open_draft(self, draft: Draft) -> None:
        from .flow import FlowScreen  # noqa: PLC0415

        self.push_screen(FlowScreen(draft, self.guide(draft.flow)))

    def read(self, title: str, words: str) -> None:
        from .panels import ReadScreen  # noqa: PLC0415

        self.push_screen(ReadScreen(title, self.glyphs(words)))

    def choose(
        self, title: str, rows: tuple[Row, ...], then: Callable[[str], None], at: str = ""
    ) -> None:
        from .panels import ChooseScreen  # noqa: PLC0415

        def chosen(row: str | None) -> None:
            if row is not None:
                then(row)

        self.push_screen(ChooseScreen(title, rows, at), chosen)

    def hold(self, now: View, stop: Finding, told: Callable[[Acknowledged], None]) -> None:
        from .panels import StopScreen  # noqa: PLC0415

        words = f"{stop.say}\n\n{self.card_words(stop.card or 'crisis')}"
        del now
        self.push_screen(StopScreen(stop, self.glyphs(words), self.clock, told))

    def find(self, query: str = "") -> None:
        from .find import FindScreen  # noqa: PLC0415

        self.push_screen(FindScreen(query))

    def review(self, screen: FlowScreen) -> None:
        from .review import ReviewScreen  # noqa: PLC0415

        self.push_screen(ReviewScreen(screen.draft, screen.guide))

    def steps(self, screen: FlowScreen) -> None:
        from bht_assist.flows.session import Moved  # noqa: PLC0415

        marks = {"todo": "·", "done": "✓", "skipped": "–"}
        rows = tuple(
            Row(
                each.step.id, self.glyphs(f"{marks[each.status]} {n} {screen.now.label(each.step)}")
            )
            for n, each in enumerate(screen.now.visible, 1)
        )

        def go(step: str) -> None:
            screen.draft.session = screen.draft.session.add(Moved(step))

        self.choose("All questions", rows, go, screen.now.place or "")

    def skip(self, screen: FlowScreen, place: str) -> None:
        from bht_assist.flows.session import Skipped  # noqa: PLC0415

        rows = tuple(Row(each.id, each.say) for each in screen.guide.skip_reasons)

        def left_open(reason: str) -> None:
            screen.draft.session = screen.draft.session.add(Skipped(place, reason))

        self.choose("Why is it left open?", rows, left_open)

    def card_words(self, name: str) -> str:
        """Give a guidance card, with the facility's numbers; blanks where none are set."""
        card = self.library.cards.get(name)
        rows = [
            f"{each.role}: {each.name or BLANK} {each.phone or BLANK} {each.hours}".rstrip()
            for each in self.library.facility.escalation
        ]
        body = self.markdown(card.body) if card else ""
        return "\n".join(["Call", *(rows or [BLANK * 2]), "", body])

    def markdown(self, body: str, width: int = 72) -> str:
        """Give a card's Markdown as plain lines."""
        from bht_assist.making import markdown_text  # noqa: PLC0415 - not before the first paint

        return self.glyphs(markdown_text(body, min(width, self.size.width - 6)))

    # commands that work everywhere

    def action_crisis(self) -> None:
        self.read("Crisis", self.card_words("crisis"))

    def action_cover(self) -> None:
        from .panels import CoverScreen  # noqa: PLC0415

        if not isinstance(self.screen, CoverScreen):
            self.push_screen(CoverScreen())

    def action_help(self) -> None:
        where = getattr(self.screen, "where", "home")
        lines = [
            f"{', '.join(spelled(key) for key in each.keys.split(',')):16} {each.help}"
            for each in commands(where)
        ]
        purpose = PLACES.get(where, "")
        more = "If the terminal looks odd after the window was closed, type: reset"
        self.read("Help", "\n".join([purpose, "", *lines, "", more]))

    def action_menu(self) -> None:
        where = getattr(self.screen, "where", "home")
        asking = self.screen
        listed = {each.action: each for each in commands(where)}
        rows = tuple(
            Row(each.action, f"{each.label}: {each.help} ({shown(each.keys.split(',')[0])})")
            for each in listed.values()
        )

        def run(action: str) -> None:
            target = asking if hasattr(asking, f"action_{action}") else self
            self.call_later(getattr(target, f"action_{action}"))

        self.choose("Menu", rows, run)

    def action_colors(self) -> None:
        names = [theme.name for theme in themes.ALL]
        self.theme = names[(names.index(self.theme) + 1) % len(names)]
        self.say(f"Colors: {self.theme}")

    async def action_quit(self) -> None:
        self.exit()

    # privacy and ends

    async def on_event(self, event: events.Event) -> None:
        """Notice every key, click and paste, those too that a widget keeps to itself."""
        if isinstance(event, events.Key | events.MouseDown | events.Paste):
            self._last_key = time.monotonic()
        typed = isinstance(event, events.Key | events.Paste) and not event.is_forwarded
        part = (self.focused or self.screen) if typed else None
        await super().on_event(event)
        if part is not None:
            await done_by(part)

    def _cover_if_idle(self) -> None:
        if time.monotonic() - self._last_key > COVER_AFTER:
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

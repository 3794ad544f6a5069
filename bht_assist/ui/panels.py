"""Screens over the screen: something to read, a list to choose from, the stop, the cover."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Footer, Input, Static

from bht_assist.flows.session import Acknowledged

from .picklist import PickList, Row
from .place import Place
from .prompts import AnswerLine
from .words import plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from bht_assist.flows.checks.findings import Finding

BACK = Binding("escape", "app.pop_screen", "Back", key_display="Esc")

PANEL_CSS = """
    .panel { height: 1fr; padding: 1 2; }
    .panel > .title { height: auto; text-style: bold; margin-bottom: 1; }
    .panel VerticalScroll { height: 1fr; }
    .panel Static { height: auto; }
"""


class ReadScreen(Place[None]):
    """Something to read; Esc or Enter goes back."""

    where = "read"
    CSS = PANEL_CSS
    BINDINGS: ClassVar[list[BindingType]] = [
        BACK,
        ("enter", "app.pop_screen"),
        ("f4", "app.pop_screen"),
    ]

    def __init__(self, title: str, words: str) -> None:
        super().__init__()
        self._heading, self._body = title, words

    def compose(self) -> ComposeResult:
        with Vertical(classes="panel"):
            yield Static(plain(self._heading), classes="title")
            with VerticalScroll():
                yield Static(plain(self._body))
        yield Footer()

    def on_mount(self) -> None:
        self.query_one(VerticalScroll).focus()


class ChooseScreen(Place[str]):
    """A list to choose from; typing narrows it, Enter takes, Esc goes back."""

    where = "choose"
    CSS = PANEL_CSS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Back", key_display="Esc"),
        ("up", "move(-1)"),
        ("down", "move(1)"),
        ("pageup", "move(-8)"),
        ("pagedown", "move(8)"),
    ]

    def __init__(self, title: str, rows: tuple[Row, ...], at: str = "") -> None:
        super().__init__()
        self._heading, self._rows, self._at = title, rows, at

    def compose(self) -> ComposeResult:
        with Vertical(classes="panel"):
            yield Static(plain(self._heading), classes="title")
            yield AnswerLine(hint="Type to narrow the list")
            with VerticalScroll(can_focus=False):
                yield PickList(self._rows, most=200)
        yield Footer()

    def on_mount(self) -> None:
        self.query_one(AnswerLine).focus()
        shown = self.query_one(PickList)
        shown.cursor = next((n for n, row in enumerate(self._rows) if row.id == self._at), 0)

    def on_input_changed(self, event: Input.Changed) -> None:
        wanted = event.value.casefold().split()
        rows = tuple(
            row for row in self._rows if all(word in row.words.casefold() for word in wanted)
        )
        self.query_one(PickList).show(rows)

    def on_input_submitted(self) -> None:
        if row := self.query_one(PickList).row:
            self.dismiss(row.id)

    def on_pick_list_chosen(self, event: PickList.Chosen) -> None:
        self.dismiss(event.row.id)

    def action_move(self, by: int) -> None:
        self.query_one(PickList).action_move(by)

    def action_leave(self) -> None:
        self.dismiss(None)


class StopScreen(Place[None]):
    """The stop: what to do now and whom to call; it goes when somebody has been called."""

    where = "stop"
    CSS = PANEL_CSS + "StopScreen .title { color: $warning; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape", "stay"),
        ("pageup", "scroll(-5)"),
        ("pagedown", "scroll(5)"),
    ]

    def __init__(
        self,
        finding: Finding,
        words: str,
        now: Callable[[], str],
        told: Callable[[Acknowledged], None],
    ) -> None:
        super().__init__()
        self._finding, self._body, self._clock, self._tell = finding, words, now, told

    def compose(self) -> ComposeResult:
        heard = f"  Heard: “{self._finding.matched}”" if self._finding.matched else ""
        with Vertical(classes="panel"):
            yield Static(plain(f"STOP.{heard}"), classes="title")
            with VerticalScroll(can_focus=False):
                yield Static(plain(self._body))
            yield Static(plain("Who have you called? Name and role, then Enter to go on."))
            yield AnswerLine(hint="name and role")
        yield Footer()

    def on_mount(self) -> None:
        self.query_one(AnswerLine).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        name = event.value.strip()
        if not name:
            return
        stop = self._finding
        self.app.pop_screen()
        self._tell(Acknowledged(stop.step, stop.rule, stop.matched, name[:200], self._clock()))

    def action_stay(self) -> None:
        """Esc does not pass a stop."""

    def action_scroll(self, by: int) -> None:
        self.query_one(VerticalScroll).scroll_relative(y=by, animate=False)


class CoverScreen(Place[None]):
    """Covers everything; it keeps eyes off, it is no lock."""

    where = "cover"
    CSS = "CoverScreen { align: center middle; } CoverScreen Static { width: auto; height: auto; }"
    BINDINGS: ClassVar[list[BindingType]] = [("enter", "app.pop_screen", "Come back")]

    def compose(self) -> ComposeResult:
        yield Static(plain("Hidden. Press Enter to come back."))

    def on_click(self, event: events.Click) -> None:
        event.stop()

"""Screens over the screen: something to read, a list to choose from, the stop, the cover."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeAlias, cast

from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Input, Static

from bht_assist.flows.answers import AnswerError, text_of
from bht_assist.flows.heard import LONGEST_REASON, called
from bht_assist.flows.session import Acknowledged

from .commands import shown
from .foot import Foot
from .lines import AnswerLine
from .picklist import PickList, Row
from .place import Place
from .words import plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from bht_assist.flows.checks.findings import Finding

    from .desk import Desk

Words: TypeAlias = "str | Callable[[int], str]"
"""What there is to read; a function gives it in lines of at most so many columns."""

PANEL_CSS = """
    .panel { height: 1fr; padding: 1 2 0 2; }
    .panel > .title { height: auto; text-style: bold; margin-bottom: 1; }
    .panel VerticalScroll { height: 1fr; }
    .panel Static { height: auto; }
"""


LONGEST_LINE = 72
"""Columns; longer lines are hard to read."""


def key(keys: str, action: str, label: str) -> Binding:
    return Binding(keys, action, label, key_display=shown(keys))


MORE = Binding("pagedown", "scroll(5)", "More", key_display="PgDn")


class Reading(Static):
    """Words to read, broken anew where the window gets another width."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words, self._width = words, 0

    def on_resize(self) -> None:
        width = min(LONGEST_LINE, self.app.size.width - 6)
        if width != self._width:
            self._width = width
            words = self._words if isinstance(self._words, str) else self._words(width)
            self.update(plain(cast("Desk", self.app).glyphs(words)))


class ReadScreen(Place[None]):
    """Something to read; Esc or Enter goes back."""

    where = "read"
    DEFAULT_CSS = PANEL_CSS
    BINDINGS: ClassVar[list[BindingType]] = [
        key("enter", "app.pop_screen", "Back"),
        Binding("escape,f2,f3,f4", "app.pop_screen", show=False),
        MORE,
        ("pageup", "scroll(-5)"),
        ("down", "scroll(1)"),
        ("up", "scroll(-1)"),
    ]

    def __init__(self, title: str, words: Words) -> None:
        super().__init__()
        self._heading, self._body = title, words

    def compose(self) -> ComposeResult:
        with Vertical(classes="panel"):
            yield Static(plain(self._heading), classes="title")
            with VerticalScroll(can_focus=False):
                yield Reading(self._body)
        yield Foot()

    def action_scroll(self, by: int) -> None:
        self.query_one(VerticalScroll).scroll_relative(y=by, animate=False)


class ChooseScreen(Place[str]):
    """A list to choose from; typing narrows it, Enter takes, Esc goes back."""

    where = "choose"
    DEFAULT_CSS = PANEL_CSS + "ChooseScreen PickList { height: 1fr; margin-top: 1; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        key("enter", "choose", "Choose"),
        key("escape", "leave", "Back"),
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
            yield PickList(self._rows)
        yield Foot()

    def on_mount(self) -> None:
        self.query_one(AnswerLine).focus()
        shown = self.query_one(PickList)
        shown.cursor = next((n for n, row in enumerate(self._rows) if row.id == self._at), 0)

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._narrow(event.value)

    def _narrow(self, words: str) -> None:
        wanted = words.casefold().split()
        rows = tuple(
            row for row in self._rows if all(word in row.words.casefold() for word in wanted)
        )
        nothing = Row("", "Nothing by these words.", title=True)
        self.query_one(PickList).show(rows or (nothing,))

    def on_pick_list_chosen(self, event: PickList.Chosen) -> None:
        self.dismiss(event.row.id)

    def action_choose(self) -> None:
        self._narrow(self.query_one(AnswerLine).value)
        if row := self.query_one(PickList).row:
            self.dismiss(row.id)

    def action_move(self, by: int) -> None:
        self.query_one(PickList).action_move(by)

    def action_leave(self) -> None:
        self.dismiss(None)


class TellScreen(Place[str]):
    """A few words to write down; Enter takes them, Esc goes back."""

    where = "tell"
    DEFAULT_CSS = PANEL_CSS
    BINDINGS: ClassVar[list[BindingType]] = [
        key("enter", "take", "Write down"),
        key("escape", "leave", "Back"),
    ]

    def __init__(self, title: str, words: str, ask: str) -> None:
        super().__init__()
        self._heading, self._body, self._asked = title, words, ask

    def compose(self) -> ComposeResult:
        with Vertical(classes="panel"):
            yield Static(plain(self._heading), classes="title")
            with VerticalScroll(can_focus=False):
                yield Static(plain(self._body))
            yield Static(plain(self._asked))
            yield AnswerLine()
        yield Foot()

    def on_mount(self) -> None:
        self.query_one(AnswerLine).focus()

    def action_take(self) -> None:
        if words := _said(self.query_one(AnswerLine).value, LONGEST_REASON):
            self.dismiss(words)
        else:
            self.desk.say("Nothing is written down yet. Type a few words; Esc goes back.")

    def action_leave(self) -> None:
        self.dismiss(None)


class StopScreen(Place[None]):
    """The stop: what to do now and whom to call; it goes when somebody has been called."""

    where = "stop"
    stays = True
    DEFAULT_CSS = PANEL_CSS + "StopScreen .title { color: $warning; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        key("enter", "told", "Called, go on"),
        MORE,
        Binding("escape", "stay", show=False),
        ("pageup", "scroll(-5)"),
    ]
    reading: ClassVar[float] = 1.5
    """Seconds in which keys do nothing: who was typing has not seen the stop yet."""

    def __init__(
        self,
        finding: Finding,
        words: Words,
        now: Callable[[], str],
        told: Callable[[Acknowledged], None],
    ) -> None:
        super().__init__()
        self._finding, self._body, self._clock, self._tell = finding, words, now, told

    def compose(self) -> ComposeResult:
        heard = f"  Heard: “{self._finding.matched}”" if self._finding.matched else ""
        with Vertical(classes="panel"):
            yield Static(plain(self.desk.glyphs(f"STOP.{heard}")), classes="title")
            with VerticalScroll(can_focus=False):
                yield Reading(self._body)
            yield Static(plain("Whom have you called? Type name and role, then Enter."))
            yield AnswerLine(hint="name and role")
        yield Foot()

    def on_mount(self) -> None:
        self.query_one(AnswerLine).disabled = True
        self.set_timer(self.reading, self._listen)

    def _listen(self) -> None:
        line = self.query_one(AnswerLine)
        line.disabled = False
        line.focus()

    def action_told(self) -> None:
        stop, line = self._finding, self.query_one(AnswerLine)
        if line.disabled:
            return
        try:
            name = called(line.value, self.desk.library)
        except AnswerError as error:
            self.desk.say(str(error))
            return
        self.app.pop_screen()
        self._tell(Acknowledged(stop.step, stop.rule, stop.matched, name, self._clock()))

    def action_stay(self) -> None:
        """Esc does not pass a stop."""

    def action_scroll(self, by: int) -> None:
        self.query_one(VerticalScroll).scroll_relative(y=by, animate=False)


def _said(words: str, most: int) -> str:
    """Give words as they may be kept; nothing where there are none."""
    try:
        return text_of(words, "this line")[:most]
    except AnswerError:
        return ""


class CoverScreen(Place[None]):
    """Covers everything; it keeps eyes off, it is no lock."""

    where = "cover"
    stays = True
    DEFAULT_CSS = (
        "CoverScreen { align: center middle; } CoverScreen Static { width: auto; height: auto; }"
    )
    BINDINGS: ClassVar[list[BindingType]] = [key("enter", "app.pop_screen", "Come back")]

    def compose(self) -> ComposeResult:
        yield Static(plain("Hidden. Press Enter to come back."))

    def on_click(self, event: events.Click) -> None:
        event.stop()

"""The question card: one small widget for each way of answering.

A prompt shows what the view says and tells its screen what was said; it keeps no answers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual.containers import Vertical
from textual.widgets import Static, TextArea

from bht_assist.flows.expressions import said
from bht_assist.flows.typed import spelled_out

from .lines import AnswerLine, acted
from .raising import stopped_over
from .words import plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual import events
    from textual.app import ComposeResult

    from bht_assist.flows.view import StepView, View
    from bht_assist.search.shelf import Shelf

    from .desk import Desk
    from .flow import FlowScreen


class Prompt(Vertical, can_focus=True):
    """A way of answering one step.

    It takes the focus, and with it the keys, until its parts are there to take them.
    """

    DEFAULT_CSS = "Prompt { height: auto; margin-top: 1; }"
    focus_order: ClassVar[tuple[str, ...]] = ("AnswerLine", "Notes", "PickList")
    """Which part the cursor goes to first, of those that are there."""
    least: ClassVar[int] = 1
    """Lines without which it is of no use."""

    def __init__(
        self, view: View, here: StepView, shelf: Shelf, half: Mapping[str, str], room: int
    ) -> None:
        super().__init__()
        self.view, self.here, self.shelf = view, here, shelf
        self.half, self.room = half, room
        self.answered = False
        """Whether what stands here has been taken as the answer."""

    @property
    def step(self) -> Any:
        return self.here.step

    def on_mount(self) -> None:
        found = (part for kind in self.focus_order for part in self.query(kind) if part.display)
        if self.screen.focused in {None, self}:
            self.screen.set_focus(next(found, self))

    async def on_key(self, event: events.Key) -> None:
        await acted(self, event)

    def update_from(self, view: View, here: StepView, room: int) -> None:
        """Show what has been answered since."""
        self.view, self.here, self.room = view, here, room

    def submit(self) -> None:
        """Enter was pressed."""
        self.go_on()

    def pick(self) -> None:
        """Space was pressed on a list, or a row was clicked."""

    def half_typed(self) -> Mapping[str, str]:
        """Give what is typed and no answer yet, so that leaving loses nothing."""
        typed = "".join(each.value for each in self.query(AnswerLine))
        return {"line": typed} if typed else {}

    # said at once and not by message: a key behind Enter must find the next question

    def answer(self, raw: object, *, stay: bool = False) -> bool:
        """Tell the screen what was said; with `stay` there may be more to say."""
        return cast("FlowScreen", self.screen).take(raw, stay=stay)

    def go_on(self) -> None:
        cast("FlowScreen", self.screen).go_on()

    def heard(self, words: str) -> None:
        """Tell the screen of words that no blank takes; danger in them stops it all the same."""
        stopped_over(cast("FlowScreen", self.screen), self.step.id, words)

    @property
    def desk(self) -> Desk:
        return cast("FlowScreen", self.screen).desk

    def words(self, source: str) -> str:
        return self.view.words(source)

    @property
    def offered(self) -> str:
        """What the pack offers while nothing has been said."""
        return said(self.offer)

    @property
    def offer(self) -> Any:
        """What the pack offers, as it is."""
        return self.view.offer(self.here)

    @property
    def whose(self) -> str:
        """Whose words are asked for: where the client is not asked, staff's."""
        return "the client's own words" if self.step.client else "your own words"


class InfoPrompt(Prompt):
    """Something to read."""

    DEFAULT_CSS = "InfoPrompt { height: 0; margin: 0; }"
    least = 0

    def submit(self) -> None:
        self.answer(True)


class LinePrompt(Prompt):
    """One line: words, a number, a date, a time."""

    HINTS: ClassVar[dict[str, str]] = {
        "number": "a number",
        "date": "a date, like 11/30/2026",
        "time": "a time, like 2:05 PM",
    }

    def compose(self) -> ComposeResult:
        typed = self.half.get("line", self._before())
        yield AnswerLine(hint=self._hint(), value=typed)

    def on_mount(self) -> None:
        """What is only offered goes when somebody types."""
        super().on_mount()
        line = self.query_one(AnswerLine)
        if self.here.value is None and line.value == self.offered:
            line.action_select_all()

    def _hint(self) -> str:
        many = getattr(self.step, "range", False)
        own = f"{self.whose}, or yours" if self.step.client else self.whose
        return "a number, or two, like 6 to 10" if many else self.HINTS.get(self.step.ask, own)

    def _before(self) -> str:
        """Give what stood on the line before anybody typed."""
        if isinstance(self.here.value, tuple):
            return " to ".join(map(str, self.here.value))
        return said(self.here.value) if self.here.value is not None else self.offered

    def half_typed(self) -> Mapping[str, str]:
        typed = "".join(each.value for each in self.query(AnswerLine))
        return {} if typed == self._before() else {"line": typed}

    def submit(self) -> None:
        line = self.query_one(AnswerLine).value
        if line.strip() or self.here.value is not None:
            self.answer(spelled_out(self.step.ask, line, self.view.guide.today))
        else:
            self.go_on()


class Notes(TextArea):
    """Room for several lines; Enter on an empty line is done."""

    DEFAULT_CSS = """
    Notes { height: 5; background: $panel; padding: 0 1; }
    Notes:focus { outline-left: outer $primary; }
    """

    def __init__(self, text: str) -> None:
        super().__init__(text, soft_wrap=True, compact=True)
        self.cursor_blink = False
        self.move_cursor(self.document.end)

    async def _on_key(self, event: events.Key) -> None:
        breaks = event.key == "enter" and self.line.strip()
        if self.has_focus and (event.is_printable or breaks):
            await super()._on_key(event)
        else:
            await acted(self, event)

    @property
    def line(self) -> str:
        """The line on which the cursor stands."""
        return str(self.document.get_line(self.cursor_location[0]))


class LongPrompt(Prompt):
    """Several lines of words."""

    DEFAULT_CSS = "LongPrompt Static { color: $text-muted; height: auto; }"
    least = 4

    def compose(self) -> ComposeResult:
        notes = Notes(self.half.get("text", str(self.here.value or "")))
        notes.styles.height = max(3, min(8, self.room - 1))
        yield notes
        yield Static(plain("Enter on an empty line goes on."))

    def update_from(self, view: View, here: StepView, room: int) -> None:
        super().update_from(view, here, room)
        for notes in self.query(Notes):
            notes.styles.height = max(3, min(8, room - 1))

    def half_typed(self) -> Mapping[str, str]:
        typed = "".join(each.text for each in self.query(Notes))
        return {} if typed == str(self.here.value or "") else {"text": typed}

    def submit(self) -> None:
        text = self.query_one(Notes).text
        if text.strip() or self.here.value is not None:
            self.answer(text)
        else:
            self.go_on()

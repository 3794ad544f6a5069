"""The question card: one small widget for each way of answering.

A prompt shows what the view says and tells its screen what was said; it keeps no answers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input, Static, TextArea

from bht_assist.content.models import steps as kinds
from bht_assist.flows.expressions import context_over, said
from bht_assist.flows.guide import compiled
from bht_assist.flows.session import thawed

from .picklist import PickList, Row
from .words import plain

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from bht_assist.flows.view import StepView, View
    from bht_assist.search.shelf import Shelf


@dataclass
class Said(Message):
    """Something was answered; with `stay` there may be more to say."""

    raw: object
    stay: bool = False


class WentOn(Message):
    """Nothing more to say here: on to the next question."""


class AnswerLine(Input):
    """One line for words; a paste of several lines becomes one line, with nothing lost."""

    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(self, *, hint: str = "", value: str = "", id: str | None = None) -> None:
        super().__init__(value=value, placeholder=hint, id=id, compact=True)
        self.cursor_blink = False

    def _on_paste(self, event: events.Paste) -> None:
        lines = [line.strip() for line in event.text.splitlines() if line.strip()]
        self.insert_text_at_cursor("; ".join(lines))
        event.stop()
        event.prevent_default()


class Prompt(Vertical):
    """A way of answering one step."""

    DEFAULT_CSS = "Prompt { height: auto; }"

    def __init__(self, view: View, here: StepView, shelf: Shelf) -> None:
        super().__init__()
        self.view, self.here, self.shelf = view, here, shelf

    @property
    def step(self) -> Any:
        return self.here.step

    focus_order: ClassVar[tuple[str, ...]] = ("AnswerLine", "Notes", "PickList")
    """Which part the cursor goes to first, of those that are there."""

    def focus_first(self) -> None:
        found = (part for kind in self.focus_order for part in self.query(kind))
        next(found, self).focus()

    def update_from(self, view: View, here: StepView) -> None:
        """Show what has been answered since."""
        self.view, self.here = view, here

    def submit(self) -> None:
        """Enter was pressed."""
        self.post_message(WentOn())

    def pick(self) -> None:
        """Space was pressed on a list."""

    def answer(self, raw: object, *, stay: bool = False) -> None:
        self.post_message(Said(raw, stay))

    def words(self, source: str) -> str:
        return self.view.words(source)

    @property
    def offered(self) -> str:
        """What the pack offers while nothing has been said."""
        if self.here.status != "todo" or not self.step.default:
            return ""
        return said(compiled(self.step.default)(context_over(dict(self.view.scope))))


class InfoPrompt(Prompt):
    """Something to read."""

    can_focus = True

    def submit(self) -> None:
        self.answer(True)


class LinePrompt(Prompt):
    """One line: words, a number, a date, a time."""

    HINTS: ClassVar[dict[str, str]] = {
        "number": "a number",
        "date": "a date, like 11/30/2026",
        "time": "a time, like 2:05 PM",
        "text": "the client's own words, or yours",
    }

    def compose(self) -> ComposeResult:
        value = said(self.here.value) if self.here.value is not None else self.offered
        if isinstance(self.here.value, tuple):
            value = " to ".join(map(str, self.here.value))
        yield AnswerLine(hint=self.HINTS.get(self.step.ask, ""), value=value)

    def submit(self) -> None:
        line = self.query_one(AnswerLine).value
        if line.strip():
            self.answer(line)
        else:
            self.post_message(WentOn())


class Notes(TextArea):
    """Room for several lines; Enter on an empty line is done."""

    class Done(Message):
        """The text is complete."""

    def __init__(self, text: str) -> None:
        super().__init__(text, soft_wrap=True, compact=True)
        self.cursor_blink = False
        self.move_cursor(self.document.end)

    async def _on_key(self, event: events.Key) -> None:
        line = self.document.get_line(self.cursor_location[0])
        if event.key == "enter" and not line.strip():
            event.stop()
            event.prevent_default()
            self.post_message(self.Done())
        else:
            await super()._on_key(event)


class LongPrompt(Prompt):
    """Several lines of words."""

    DEFAULT_CSS = "LongPrompt Notes { height: 5; background: $panel; }"

    def compose(self) -> ComposeResult:
        yield Notes(str(self.here.value or ""))
        yield Static(plain("Enter on an empty line goes on."))

    def on_notes_done(self, event: Notes.Done) -> None:
        event.stop()
        self.submit()

    def submit(self) -> None:
        text = self.query_one(Notes).text
        if text.strip():
            self.answer(text)
        else:
            self.post_message(WentOn())


class Offers(PickList):
    """A list beside a line for own words: a letter typed on the list goes to the line.

    A space belongs to the words once there are any, and marks a row before that.
    """

    def on_key(self, event: events.Key) -> None:
        letter = event.character if event.is_printable else None
        for line in self.screen.query(AnswerLine):
            if letter and (letter != " " or line.value):
                event.stop()
                event.prevent_default()
                line.insert_text_at_cursor(letter)
                self.screen.set_focus(line)
                line.cursor_position = len(line.value)


class ListPrompt(Prompt):
    """Choose one, or several, from a list; with a line for own words where they are wanted."""

    DEFAULT_CSS = "ListPrompt PickList { max-height: 9; }"
    focus_order: ClassVar[tuple[str, ...]] = ("PickList", "AnswerLine")

    def compose(self) -> ComposeResult:
        rows = self.rows()
        if rows:
            yield Offers(rows, most=9) if self.takes_words else PickList(rows, most=9)
        if self.takes_words:
            yield AnswerLine(hint="Or type the client's own words")

    @property
    def takes_words(self) -> bool:
        return isinstance(self.step, kinds.Items) or bool(getattr(self.step, "own_words", False))

    @property
    def several(self) -> bool:
        return isinstance(self.step, kinds.Items | kinds.Choices)

    def have(self) -> list[str]:
        value = thawed(self.here.value)
        return list(value) if isinstance(value, list) else ([] if value is None else [value])

    def rows(self) -> tuple[Row, ...]:
        have = self.have()
        match self.step:
            case kinds.YesNo():
                said_yes = self.here.value
                return (
                    Row("yes", "Yes", picked=said_yes is True),
                    Row("no", "No", picked=said_yes is False),
                )
            case kinds.Scale(low=low, high=high):
                ends = {low: self.step.low_words, high: self.step.high_words}
                return tuple(
                    Row(str(n), f"{n}  {ends.get(n, '')}".rstrip(), picked=n == self.here.value)
                    for n in range(low, high + 1)
                )
            case kinds.Items():
                return self._item_rows(have)
            case _:
                options = {each.id: self.words(each.say) for each in self.step.options}
                own = [each for each in have if each not in options]
                shown = (*options.items(), *((each, each) for each in own))
                return tuple(Row(name, say, picked=name in have) for name, say in shown)

    def _item_rows(self, have: list[str]) -> tuple[Row, ...]:
        name = self.step.suggest.removeprefix("lists/")
        found = self.view.guide.library.lists.get(name)
        offers = [each for each in (found.items if found else ()) if each not in have]
        said_rows = [Row(f"={n}", each, picked=True) for n, each in enumerate(have)]
        return (*said_rows, *(Row(f"+{each}", each, picked=False) for each in offers))

    def update_from(self, view: View, here: StepView) -> None:
        super().update_from(view, here)
        rows = self.rows()
        shown = self.query(PickList)
        if shown:
            shown.first().show(rows)
        elif rows:
            self.mount(Offers(rows, most=9), before=0)

    def submit(self) -> None:
        lines = self.query(AnswerLine)
        words = lines.first().value if lines else ""
        if words.strip():
            lines.first().value = ""
            self.answer([*self.have(), words] if self.several else words, stay=self.several)
        elif self.several:
            self.post_message(WentOn())
        elif self.query(PickList) and (row := self.query_one(PickList).row):
            self.answer(row.id)

    def pick(self) -> None:
        row = self.query_one(PickList).row if self.query(PickList) else None
        if row is None:
            return
        if not self.several:
            self.answer(row.id, stay=True)
            return
        have = self.have()
        said_words = row.words if isinstance(self.step, kinds.Items) else row.id
        new = [each for each in have if each != said_words] if row.picked else [*have, said_words]
        self.answer(new, stay=True)


class RatePrompt(Prompt):
    """Several things, each rated with a number key."""

    def compose(self) -> ComposeResult:
        ends = f"{self.step.low} {self.step.low_words}  ·  {self.step.high} {self.step.high_words}"
        yield Static(plain(ends))
        yield PickList(self.rows(), most=9)

    def rows(self) -> tuple[Row, ...]:
        rated = dict(self.here.value or {})
        context = context_over(dict(self.view.scope))
        shown = [row for row in self.step.rows if not row.when or compiled(row.when)(context)]
        return tuple(
            Row(row.id, f"{rated.get(row.id, '_')}  {self.words(row.say)}") for row in shown
        )

    def update_from(self, view: View, here: StepView) -> None:
        super().update_from(view, here)
        self.query_one(PickList).show(self.rows())

    def on_key(self, event: events.Key) -> None:
        row = self.query_one(PickList).row
        if row is None or not (event.character or "").isdigit():
            return
        number = int(event.character or 0)
        if self.step.low <= number <= self.step.high:
            event.stop()
            self.answer({**(self.here.value or {}), row.id: number}, stay=True)
            self.query_one(PickList).action_move(1)


class AgendaPrompt(Prompt):
    """The timed plan; left and right change the minutes of a part."""

    def compose(self) -> ComposeResult:
        yield PickList(self.rows(), most=12)

    def rows(self) -> tuple[Row, ...]:
        if not self.here.value:
            return (
                Row(
                    "",
                    " ".join(self.here.problems) or "The topic and the minutes come first.",
                    title=True,
                ),
            )
        return tuple(
            Row(part["id"], f"{part['start']:>5}  {part['minutes']:>3} min  {part['title']}")
            for part in self.here.value["segments"]
        )

    def update_from(self, view: View, here: StepView) -> None:
        super().update_from(view, here)
        self.query_one(PickList).show(self.rows())

    def on_key(self, event: events.Key) -> None:
        row, by = self.query_one(PickList).row, {"left": -1, "right": 1}.get(event.key, 0)
        if row is None or not by or not self.here.value:
            return
        event.stop()
        minutes = {part["id"]: part["minutes"] for part in self.here.value["segments"]}
        self.answer({row.id: max(1, minutes[row.id] + by)}, stay=True)


class SearchPrompt(Prompt):
    """Services or topics, searched as one types; Enter picks, Enter on an empty line goes on."""

    def compose(self) -> ComposeResult:
        yield AnswerLine(hint="Type a few words to search")
        yield PickList(self.rows(""), most=9)

    @property
    def is_topic(self) -> bool:
        return isinstance(self.step, kinds.Topic)

    def _have(self) -> dict[str, str]:
        return {} if self.is_topic else {each["id"]: each["name"] for each in self.here.value or ()}

    def rows(self, query: str) -> tuple[Row, ...]:
        if self.is_topic:
            return tuple(
                Row(each.id, each.title, picked=each.id == self.here.value)
                for each in self.shelf.topics(query)
            )
        have = self._have()
        picked = [] if query.strip() else [Row(i, name, picked=True) for i, name in have.items()]
        found = (
            self.shelf.resources(query) if query.strip() else self.shelf.offer(self._needs(), have)
        )
        return (*picked, *(Row(r.id, r.name, r.what_for, picked=r.id in have) for r in found))

    def _needs(self) -> list[str]:
        named = [each for each in self.view.steps if each.step.id == self.step.needs_from]
        return [*(named[0].value or () if named else ()), *self.step.needs]

    def update_from(self, view: View, here: StepView) -> None:
        super().update_from(view, here)
        self.query_one(PickList).show(self.rows(self.query_one(AnswerLine).value))

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self.query_one(PickList).show(self.rows(event.value), keep=False)

    def on_key(self, event: events.Key) -> None:
        if event.key in {"up", "down", "pageup", "pagedown"}:
            event.stop()
            self.query_one(PickList).action_move(
                {"up": -1, "down": 1, "pageup": -8}.get(event.key, 8)
            )
            self.touched = True

    touched = False

    def submit(self) -> None:
        line, row = self.query_one(AnswerLine), self.query_one(PickList).row
        if row is None or not (line.value.strip() or self.touched):
            self.post_message(WentOn())
            return
        self.touched, line.value = False, ""
        self._take(row)

    def pick(self) -> None:
        if row := self.query_one(PickList).row:
            self._take(row)

    def _take(self, row: Row) -> None:
        if self.is_topic:
            self.answer(row.id)
            return
        have = list(self.here.value or ())
        kept = [each for each in have if each["id"] != row.id]
        self.answer(kept if row.picked else [*have, row.id], stay=True)

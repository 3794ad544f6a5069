"""Ways of answering with a list: pick and rate."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.widgets import Static

from bht_assist.content.models import steps as kinds
from bht_assist.flows.expressions import compiled, context_over
from bht_assist.flows.session import thawed

from .lines import AnswerLine
from .picklist import PickList, Row
from .prompts import Prompt
from .words import plain

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from bht_assist.flows.view import StepView, View


class Offers(PickList):
    """A list beside a line for own words: a letter typed on the list goes to the line.

    A space belongs to the words once there are any, and marks a row before that.
    """

    async def on_key(self, event: events.Key) -> None:
        line = self.line
        letter = event.character if self.has_focus and event.is_printable else None
        if letter is None or line is None or (letter == " " and not line.value):
            await super().on_key(event)
            return
        event.stop()
        event.prevent_default()
        line.cursor_position = len(line.value)
        line.insert_text_at_cursor(letter)
        self.screen.set_focus(line)

    @property
    def line(self) -> AnswerLine | None:
        return next(iter(self.parent.query(AnswerLine)), None) if self.parent else None

    @property
    def shows_cursor(self) -> bool:
        return self.has_focus

    def action_move(self, by: int) -> None:
        """Move; down from the last row is the line for own words."""
        before = self.cursor
        super().action_move(by)
        if by > 0 and self.cursor == before and self.line is not None:
            self.screen.set_focus(self.line)


class ByLetter(PickList):
    """A list in which a letter or digit goes to the next row that begins with it."""

    async def on_key(self, event: events.Key) -> None:
        letter = (event.character or "").casefold() if event.is_printable else ""
        if not letter.strip():
            await super().on_key(event)
            return
        event.stop()
        event.prevent_default()
        after = sorted(range(len(self.rows)), key=lambda n: (n <= self.cursor, n))
        found = (n for n in after if self.rows[n].words.casefold().startswith(letter))
        self.cursor = next(found, self.cursor)


OPEN = Row("open", "Not answered yet")
"""Stands first where one answer is wanted: it must be meant, and Enter by habit answers nothing."""


class ListPrompt(Prompt):
    """Choose one, or several, from a list; with a line for own words where they are wanted."""

    focus_order: ClassVar[tuple[str, ...]] = ("PickList", "AnswerLine")
    least = 5
    BINDINGS: ClassVar[list[BindingType]] = [("up", "to_list(-1)"), ("down", "to_list(0)")]

    def compose(self) -> ComposeResult:
        rows = self.rows()
        if rows:
            yield self._list(rows)
        if self.takes_words:
            hint = f"{'Or type' if rows else 'Type'} {self.whose}"
            yield AnswerLine(hint=hint, value=self.half.get("line", ""))

    def _list(self, rows: tuple[Row, ...]) -> PickList:
        kind = Offers if self.takes_words else ByLetter
        made = kind(rows, most=self._most)
        chosen = [n for n, row in enumerate(rows) if row.picked or row.id == self.offered]
        made.cursor = chosen[0] if chosen and not self.several else 0
        return made

    @property
    def _most(self) -> int:
        return max(3, self.room - self.takes_words)

    @property
    def takes_words(self) -> bool:
        return isinstance(self.step, kinds.Items) or bool(getattr(self.step, "own_words", False))

    @property
    def several(self) -> bool:
        return isinstance(self.step, kinds.Items | kinds.Choices)

    _changed = False
    """Whether something was picked or put back; then the pack's offer is out of the way."""

    def have(self) -> list[str]:
        """Give what was said, or what the pack offers while nothing was."""
        value = thawed(self.here.value)
        if value is None and self.several and not self._changed and self.offered:
            value = list(self.offer)
        return list(value) if isinstance(value, list) else ([] if value is None else [value])

    def rows(self) -> tuple[Row, ...]:
        is_open = self.here.value is None and not self.several and not self.offered
        return (OPEN, *self._choices()) if is_open else self._choices()

    def _choices(self) -> tuple[Row, ...]:
        have = self.have()
        match self.step:
            case kinds.YesNo():
                return tuple(
                    Row(say.casefold(), say, picked=self.here.value is means)
                    for say, means in (("Yes", True), ("No", False))
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

    def update_from(self, view: View, here: StepView, room: int) -> None:
        super().update_from(view, here, room)
        rows = self.rows()
        for shown in self.query(PickList):
            shown.most = self._most
            shown.show(rows)
        if rows and self.is_mounted and not self.query(PickList):
            self.mount(self._list(rows), before=0)

    def submit(self) -> None:
        line = next(iter(self.query(AnswerLine)), None)
        row = self.query_one(PickList).row if self.query(PickList) else None
        if line is not None and line.value.strip():
            self._add(line)
        elif self.several and self.here.value is None and self.have():
            self.answer(self.have())
        elif self.several or row in {None, OPEN} or (line is not None and line.has_focus):
            self.go_on()
        else:
            self.answer(row.id)

    def _add(self, line: AnswerLine) -> None:
        words = line.value
        raw: object = [*self.have(), words] if self.several else words
        if self.answer(raw, stay=self.several):
            line.value = ""
            for shown in self.query(PickList):  # what was just said stays in sight
                picked = [n for n, row in enumerate(shown.rows) if row.picked]
                shown.cursor = max(picked, default=0)

    def pick(self) -> None:
        row = self.query_one(PickList).row if self.query(PickList) else None
        if row is None or row is OPEN:
            return
        if not self.several:
            self.answer(row.id, stay=True)
            return
        have = self.have()
        said_words = row.words if isinstance(self.step, kinds.Items) else row.id
        new = [each for each in have if each != said_words] if row.picked else [*have, said_words]
        self._changed = True
        self.answer(new, stay=True)

    def action_to_list(self, end: int) -> None:
        """Go from the line to the list; up comes in from below."""
        for shown in self.query(PickList):
            shown.cursor = len(shown.rows) - 1 if end else 0
            self.screen.set_focus(shown)


class RatePrompt(Prompt):
    """Several things, each rated with a number key."""

    least = 6
    BINDINGS: ClassVar[list[BindingType]] = [(str(n), f"rate({n})") for n in range(10)]

    def compose(self) -> ComposeResult:
        low, high = self.step.low, self.step.high
        yield Static(plain(f"{low} {self.step.low_words}  to  {high} {self.step.high_words}"))
        yield PickList(self.rows(), most=max(3, self.room - 2))
        yield Static(plain(f"Press {low} to {high} for the line under the cursor."))

    def rows(self) -> tuple[Row, ...]:
        rated = dict(self.here.value or {})
        context = context_over(dict(self.view.scope))
        shown = [row for row in self.step.rows if not row.when or compiled(row.when)(context)]
        return tuple(
            Row(row.id, f"{rated.get(row.id, '_')}  {self.words(row.say)}") for row in shown
        )

    def update_from(self, view: View, here: StepView, room: int) -> None:
        super().update_from(view, here, room)
        for shown in self.query(PickList):
            shown.most = max(3, room - 2)
            shown.show(self.rows())

    def action_rate(self, number: int) -> None:
        row = self.query_one(PickList).row
        if row is not None and self.step.low <= number <= self.step.high:
            self.answer({**(self.here.value or {}), row.id: number}, stay=True)
            self.query_one(PickList).action_move(1)

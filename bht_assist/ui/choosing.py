"""Ways of answering with a list: pick, rate, time, search."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.widgets import Input, Static

from bht_assist.content.models import steps as kinds
from bht_assist.flows.expressions import context_over
from bht_assist.flows.guide import compiled
from bht_assist.flows.picking import asker, needs_of
from bht_assist.flows.rotation import last_run, ran_words, rested
from bht_assist.flows.session import thawed

from .lines import AnswerLine
from .picklist import PickList, Row
from .prompts import Prompt
from .words import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from bht_assist.flows.view import StepView, View
    from bht_assist.search.fitting import Fit


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


OPEN = Row("open", "Not answered yet")
"""Stands first where a yes must be meant: Enter by habit answers nothing."""


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
        kind = Offers if self.takes_words else PickList
        made = kind(rows, most=self._most)
        chosen = (n for n, row in enumerate(rows) if row.picked or row.id == self.offered)
        made.cursor = 0 if self.several else next(chosen, 0)
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
    """Something was picked or put back: the pack's offer is out of the way."""

    def have(self) -> list[str]:
        """Give what was said, or what the pack offers while nothing was."""
        value = thawed(self.here.value)
        if value is None and self.several and not self._changed and self.offered:
            return list(self.offer)
        return list(value) if isinstance(value, list) else ([] if value is None else [value])

    def rows(self) -> tuple[Row, ...]:
        have = self.have()
        match self.step:
            case kinds.YesNo():
                said = {True: "yes", False: "no"}.get(self.here.value)
                rows = tuple(Row(each, each.title(), picked=said == each) for each in ("yes", "no"))
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
                rows = tuple(Row(name, say, picked=name in have) for name, say in shown)
        return (OPEN, *rows) if self._stays_open else rows

    @property
    def _stays_open(self) -> bool:
        """Whether Enter by habit must answer nothing: it may stay blank, or a yes must be meant."""
        meant = self.step.locked and isinstance(self.step, kinds.YesNo)
        said_or_offered = self.here.value is not None or bool(self.offered)
        return (self.step.optional or meant) and not (said_or_offered or self.several)

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


class Found(PickList):
    """What a search found; its cursor shows when Enter would take the row under it."""

    meant = False

    @property
    def shows_cursor(self) -> bool:
        return self.meant


class SearchPrompt(Prompt):
    """Services or topics, searched as one types; Enter picks, Enter on an empty line goes on."""

    least = 5
    BINDINGS: ClassVar[list[BindingType]] = [
        ("up", "move(-1)"),
        ("down", "move(1)"),
        ("pageup", "move(-8)"),
        ("pagedown", "move(8)"),
    ]

    def compose(self) -> ComposeResult:
        typed = self.half.get("line", "")
        yield AnswerLine(hint="Type a few words to search, or use the arrow keys", value=typed)
        yield Found(self.rows(typed), most=self._most)

    @property
    def _most(self) -> int:
        return max(3, self.room - 1)

    @property
    def is_topic(self) -> bool:
        return isinstance(self.step, kinds.Topic)

    def _have(self) -> dict[str, str]:
        return {} if self.is_topic else {each["id"]: each["name"] for each in self.here.value or ()}

    def rows(self, query: str) -> tuple[Row, ...]:
        if self.is_topic:
            return tuple(self._topic_rows(query))
        have = self._have()
        picked = [] if query.strip() else [Row(i, name, picked=True) for i, name in have.items()]
        return (*picked, *(self._row(each, each.resource.id in have) for each in self._fits(query)))

    def _topic_rows(self, query: str) -> Iterator[Row]:
        """Yield topics; those that ran lately with their day, and last where nothing is typed."""
        guide = self.view.guide
        ran = last_run(guide.held, guide.today, self.step.lately)
        found = self.shelf.topics(query)
        for each in found if query.strip() else rested(found, ran):
            when = ran_words(ran[each.id]) if each.id in ran else ""
            yield Row(each.id, each.title, when, picked=each.id == self.here.value)

    def _fits(self, query: str) -> list[Fit]:
        """Give what the words find as they rank it, or the best for each need."""
        whom = asker(self.view, self.step, self.desk.now())
        if query.strip():
            return [self.shelf.fit(each, whom) for each in self.shelf.resources(query)]
        return self.shelf.offer(needs_of(self.view, self.step), self._have(), whom)

    def _row(self, fit: Fit, picked: bool) -> Row:
        each = fit.resource
        words = f"{each.what_for} ({fit.told})" if fit.told else each.what_for
        return Row(each.id, each.name, self.desk.glyphs(words), picked=picked)

    def update_from(self, view: View, here: StepView, room: int) -> None:
        super().update_from(view, here, room)
        for shown in self.query(Found):
            shown.most = self._most
            shown.show(self.rows(self.query_one(AnswerLine).value))

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        if event.value != self._searched:
            self._search(event.value)

    _searched = ""

    def _search(self, words: str) -> None:
        self._searched = words
        found = self.query_one(Found)
        found.meant = bool(words.strip())
        found.show(self.rows(words) or (_NOTHING,), keep=False)

    def action_move(self, by: int) -> None:
        found = self.query_one(Found)
        if found.meant:
            found.action_move(by)
        found.meant = True
        found.refresh()

    def submit(self) -> None:
        self._catch_up()
        found = self.query_one(Found)
        if not found.meant:
            self.go_on()
        elif found.row is not None:
            self.query_one(AnswerLine).value = ""
            self._searched, found.meant = "", False
            self.pick()
            found.cursor = 0

    def _catch_up(self) -> None:
        """Enter can come before the search for the last letters has run."""
        words = self.query_one(AnswerLine).value
        if words != self._searched:
            self._search(words)

    def pick(self) -> None:
        row = self.query_one(Found).row
        if row is None:
            return
        if self.is_topic:
            self.answer(row.id)
            return
        have = list(self.here.value or ())
        kept = [each for each in have if each["id"] != row.id]
        self.answer(kept if row.picked else [*have, row.id], stay=True)


_NOTHING = Row("", "Nothing by these words. Try one short word.", title=True)

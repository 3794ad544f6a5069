"""Answer by searching: services and topics, as one types."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from bht_assist.content.models import steps as kinds
from bht_assist.flows.picking import asker, needs_of
from bht_assist.flows.rotation import last_run, ran_words, rested

from .lines import AnswerLine
from .picklist import PickList, Row
from .prompts import Prompt

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.widgets import Input

    from bht_assist.flows.view import StepView, View
    from bht_assist.search.fitting import Fit


class Found(PickList):
    """What a search found; its cursor shows when Enter would take the row under it."""

    meant = False

    @property
    def shows_cursor(self) -> bool:
        return self.meant


class SearchLine(AnswerLine):
    """A line to search by; a space marks a row as long as there are no words it could belong to."""

    async def _on_key(self, event: events.Key) -> None:
        if event.character == " " and not self.value:
            event.stop()
            event.prevent_default()
            cast("SearchPrompt", self.parent).mark()
        else:
            await super()._on_key(event)


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
        yield SearchLine(hint="Type a few words to search, or use the arrow keys", value=typed)
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
        """Give what the words find, or the best for each need."""
        whom = asker(self.view, self.step, self.desk.now())
        if query.strip():
            return self.shelf.fits(query, whom)
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

    def mark(self) -> None:
        """Take the row that the arrows went to, and stay on it."""
        if self.query_one(Found).meant:
            self.pick()

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

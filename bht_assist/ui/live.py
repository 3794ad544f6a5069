"""The run-sheet while the session runs: now, next, the time that is left."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from textual.containers import VerticalScroll
from textual.widgets import Static

from bht_assist.content.models.steps import Agenda
from bht_assist.flows.filters import clock as spoken
from bht_assist.flows.live import begin, catch_up, for_the_note, go_on, time_of
from bht_assist.flows.session import Answered, frozen, thawed

from .commands import bindings
from .foot import Foot
from .picklist import Row
from .place import Place
from .words import plain, wrapped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from bht_assist.flows.view import View

    from .desk import Desk

NO_PLAN = "There is no timed plan to run yet."
SAY, HOW = "Say     ", "How     "
INDENT = " " * 8


def seconds_of_day() -> int:
    now = datetime.now().astimezone()
    return now.hour * 3600 + now.minute * 60 + now.second


def run(desk: Desk, now: View) -> None:
    """Run the timed plan of a conversation; where there is none, say so."""
    for each in now.visible:
        if isinstance(each.step, Agenda) and each.value:
            topic = str(now.step(each.step.topic).value)
            desk.push_screen(LiveScreen(thawed(each.value), topic, each.step.note))
            return
    desk.say(NO_PLAN)


class LiveScreen(Place[None]):
    """One session, run by the clock."""

    where = "live"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("live")]
    DEFAULT_CSS = """
    #time { height: 1; background: $panel; padding: 0 1; }
    #now { height: auto; border: round $primary; padding: 0 1; margin: 1 1 0 1; }
    LiveScreen.-ascii #now { border: ascii $primary; }
    #ahead { height: 1fr; padding: 0 2; }
    #ahead Static { height: auto; }
    """

    def __init__(
        self,
        plan: Mapping[str, Any],
        topic: str,
        note: str,
        clock: Callable[[], int] = seconds_of_day,
    ) -> None:
        super().__init__()
        self.clock, self.topic, self.note = clock, topic, note
        self.title_words = str(plan["topic"])
        self.plan, self.live = plan, begin(plan, clock())

    def compose(self) -> ComposeResult:
        yield Static(id="time")
        yield Static(id="now")
        with VerticalScroll(id="ahead", can_focus=False):
            yield Static(id="rest")
        yield Foot()

    def on_mount(self) -> None:
        self.set_interval(1, self.show)
        self.show()

    def show(self) -> None:
        """Draw what is so at this second."""
        if not self.is_active:
            return
        columns = max(20, self.app.size.width - 6)
        self._put("#time", self._time())
        self._put("#now", "\n".join(self._now(columns)))
        self._put("#rest", "\n".join(self._ahead()))

    def _put(self, where: str, words: str) -> None:
        self.query_one(where, Static).update(plain(self.desk.glyphs(words)))

    def _time(self) -> str:
        at = self.clock()
        late = self.live.late(at)
        state = f"{late} min late, L plans the rest again" if late else "on time"
        times = f"{spoken(time_of(at))}, ends {spoken(self.live.ends)}"
        return f"{times}    {state}    {self.title_words}"

    def _now(self, columns: int) -> Iterator[str]:
        now = self.live.now
        if now is None:
            yield "The session is over. Ctrl+S starts the note with what was really run."
            return
        left = self.live.left(self.clock())
        over = "over by " if left < 0 else ""
        yield f"NOW     {now.part.title}, {now.minutes} min"
        yield f"{INDENT}{over}{abs(left) // 60}:{abs(left) % 60:02d}{'' if over else ' left'}"
        for words, lead in ((now.part.say, SAY), (now.part.how, HOW)):
            if words:
                yield from wrapped(words, columns, lead, INDENT)

    def _ahead(self) -> Iterator[str]:
        for place, (when, each) in enumerate(zip(self.live.starts(), self.live.rest, strict=True)):
            lead = "" if place else "NEXT"
            yield f"{lead:<8}{spoken(when):>8}  {each.minutes:>3} min  {each.part.title}"
        for part in self.live.left_out:
            yield f"{INDENT}left out  {part.title}"
        for ran in self.live.done:
            yield f"{INDENT}done {ran.minutes} min of {ran.planned}  {ran.part.title}"

    # what staff do

    def action_next(self) -> None:
        self.live = go_on(self.live, self.clock())
        self.show()

    def action_late(self) -> None:
        self.live = catch_up(self.live, self.clock())
        self.show()

    def action_moment(self) -> None:
        """Show the sentence for each hard moment; the whole card is one key further."""
        topic = self.desk.library.topics.get(self.topic)
        likely = topic.moments if topic else ()
        cards = [card for card in self.desk.library.cards.values() if card.say]
        cards.sort(key=lambda card: card.card not in likely)
        rows = tuple(Row(card.card, card.sign, f"“{card.say}”") for card in cards)
        self.desk.choose("A hard moment", rows, self._read)

    def _read(self, name: str) -> None:
        card = self.desk.library.cards[name]
        said = f"Say: “{card.say}”\n\n"
        self.desk.read(card.title, lambda width: said + self.desk.markdown(card.body, width))

    def action_back(self) -> None:
        self.app.pop_screen()

    def action_make(self) -> None:
        """End the session, and start its note with all that is known."""
        at = self.clock()
        live = go_on(self.live, at)
        self.app.pop_screen()
        if not self.note:
            return
        facts = {"topic": self.topic, "day": self.desk.drafts.today.isoformat()}
        known = {step.id for step in self.desk.guide(self.note).steps}
        told = {**facts, **for_the_note(live, at)}
        said = [Answered(each, frozen(value)) for each, value in told.items() if each in known]
        self.desk.open_flow(self.note, *said)

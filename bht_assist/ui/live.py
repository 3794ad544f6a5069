"""The run-sheet while the session runs: now, next, the time that is left."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from textual.containers import VerticalScroll
from textual.widgets import Static

from bht_assist.content.models.agenda import Agenda
from bht_assist.flows.filters import clock as spoken
from bht_assist.flows.live import catch_up, for_the_note, gave_way, go_on, time_of
from bht_assist.flows.running import (
    BEGIN,
    END,
    LATE,
    NEXT,
    marked,
    running,
    seconds_of,
    take_back,
)
from bht_assist.flows.session import Answered, Marked, Undoable, frozen

from .commands import bindings
from .foot import Foot
from .picklist import Row
from .place import Place
from .words import plain, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from bht_assist.flows.running import Running

    from .flow import FlowScreen

NO_PLAN = "There is no timed plan to run yet."
GAVE_WAY = "There was no room for the minutes that were set by hand."
JUST_BEGUN = "The session has only begun; what was said before it stays while it runs."
TOOK_BACK = {NEXT: "the end of the last part", LATE: "the new plan", BEGIN: "beginning again"}
SAY, HOW = "Say     ", "How     "
INDENT = " " * 8


def now() -> datetime:
    return datetime.now().astimezone()


def run(talk: FlowScreen) -> None:
    """Go on with the session that runs, or begin one; without a timed plan, say so."""
    if take_up(talk):
        return
    for each in talk.now.visible:
        if isinstance(each.step, Agenda) and each.value:
            talk.draft.session = talk.session.add(marked(each.step.id, BEGIN, now()))
            talk.desk.drafts.keep(talk.draft)
            take_up(talk)
            return
    talk.desk.say(NO_PLAN)


def take_up(talk: FlowScreen) -> bool:
    """Go on with the session that runs, if one does."""
    found = running(talk.guide, talk.session, now())
    if found is not None:
        talk.desk.push_screen(LiveScreen(talk, found))
    return found is not None


def undo(talk: FlowScreen) -> bool:
    """Take back the last key of the session that runs, if nothing was said since."""
    done = (each for each in reversed(talk.session.events) if isinstance(each, (Marked, *Undoable)))
    if not isinstance(next(done, None), Marked) or running(talk.guide, talk.session, now()) is None:
        return False
    found = take_back(talk.guide, talk.session, now())
    if found is not None:
        talk.draft.session = found[0]
        talk.desk.drafts.keep(talk.draft)
    talk.desk.say(f"Took back: {TOOK_BACK[found[1]]}" if found else JUST_BEGUN)
    return True


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

    def __init__(self, talk: FlowScreen, found: Running) -> None:
        super().__init__()
        self.talk, self.step, self.live = talk, found.step, found.live
        self.title_words = str(found.plan["topic"])

    @property
    def topic(self) -> str:
        return str(self.talk.now.step(self.step.topic).value)

    def compose(self) -> ComposeResult:
        yield Static(id="time")
        yield Static(id="now")
        with VerticalScroll(id="ahead", can_focus=False):
            yield Static(id="rest")
        yield Foot()

    def on_mount(self) -> None:
        self.query_one("#now").border_title = plain(self.title_words)
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
        at = seconds_of(now())
        times = f"{spoken(time_of(at))}, ends {spoken(self.live.ends)}"
        return "    ".join(filter(None, (times, self._pace(at), self.talk.draft.told)))

    def _pace(self, at: int) -> str:
        """Say how far the group is from its plan, and the key where that would help."""
        late, early = self.live.late(at), self.live.early(at)
        if self.live.now is None or not (late or early):
            return "" if self.live.now is None else "on time"
        key = ", L plans again" if catch_up(self.live, at) != self.live else ""
        return f"{late} min late{key}" if late else f"{early} min early{key}"

    def told(self) -> None:
        self.show()

    def _now(self, columns: int) -> Iterator[str]:
        part = self.live.now
        if part is None:
            yield "The session is over. Ctrl+S starts the note with what was really run."
            return
        left = self.live.left(seconds_of(now()))
        over = "over by " if left < 0 else ""
        yield f"NOW     {part.part.title}, {part.minutes} min"
        yield f"{INDENT}{over}{abs(left) // 60}:{abs(left) % 60:02d}{'' if over else ' left'}"
        for words, lead in ((part.part.say, SAY), (part.part.how, HOW)):
            if words:
                yield from wrapped(words, columns, lead, INDENT)

    def _ahead(self) -> Iterator[str]:
        starts = self.live.starts(seconds_of(now()))
        for place, (when, each) in enumerate(zip(starts, self.live.rest, strict=True)):
            lead = "" if place else "NEXT"
            yield f"{lead:<8}{spoken(when):>8}  {each.minutes:>3} min  {each.part.title}"
        for part in self.live.left_out:
            yield f"{INDENT}left out  {part.title}"
        for ran in self.live.done:
            yield f"{INDENT}done {ran.minutes} min of {ran.planned}  {ran.part.title}"

    # what staff do

    def _mark(self, what: str) -> None:
        """Write a key down in the conversation, which is saved, and show what it comes to."""
        talk, at = self.talk, now()
        talk.draft.session = talk.session.add(marked(self.step.id, what, at))
        self.desk.drafts.keep(talk.draft)
        self._take_up()

    def _take_up(self) -> None:
        found = running(self.talk.guide, self.talk.session, now())
        self.live = found.live if found else self.live
        self.show()

    def action_undo(self) -> None:
        """Take back the last key: a slip of the finger must not cost the rest of the session."""
        undo(self.talk)
        self._take_up()

    def action_next(self) -> None:
        self._mark(NEXT)

    def action_late(self) -> None:
        self._mark(LATE)
        if gave_way(self.live):
            self.desk.say(GAVE_WAY)

    def action_again(self) -> None:
        """Begin again; what was run so far would be gone, so that must be meant."""
        if not self.live.done:
            self._mark(BEGIN)
            return
        rows = (
            Row("go_on", "Go on with the session as it is"),
            Row(BEGIN, "Begin again: the minutes that were run so far are gone"),
        )
        self.desk.choose("Begin the whole session again?", rows, self._again)

    def _again(self, chosen: str) -> None:
        if chosen == BEGIN:
            self._mark(BEGIN)

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
        at = now()
        live = go_on(self.live, seconds_of(at))
        self._mark(END)
        self.app.pop_screen()
        if not self.step.note:
            return
        asked = {step.id: step.ask for step in self.desk.guide(self.step.note).steps}
        alike = {
            each.step.id: each.value
            for each in self.talk.now.visible
            if each.value is not None and asked.get(each.step.id) == each.step.ask
        }
        facts = {"day": f"{at:%Y-%m-%d}", **for_the_note(live)}
        told = alike | {step: value for step, value in facts.items() if step in asked}
        said = [Answered(step, frozen(value)) for step, value in told.items()]
        self.desk.open_flow(self.step.note, *said)

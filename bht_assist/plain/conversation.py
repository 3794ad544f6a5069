"""The line-mode conversation: ask, keep, go on; stop when somebody must be called."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bht_assist.content.clean import clean
from bht_assist.content.models import steps as kinds
from bht_assist.flows.answers import AnswerError
from bht_assist.flows.answers_file import SKIP_REASONS
from bht_assist.flows.heard import LONGEST_NAME, LONGEST_REASON, danger
from bht_assist.flows.left_out import TOLD, left_out
from bht_assist.flows.log import can_dismiss
from bht_assist.flows.session import (
    Acknowledged,
    Answered,
    Cleared,
    Dismissed,
    Event,
    Moved,
    Raised,
    Session,
    Skipped,
    Undoable,
    Value,
)
from bht_assist.flows.view import StepView, View, view
from bht_assist.search.shelf import Shelf

from .asking import Turn, ask, numbered
from .showing import MARKS, heading
from .stopping import stop_words, who_was_called
from .talk import InputEnded, Move, Talk, numbers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime

    from bht_assist.flows.checks.findings import Finding
    from bht_assist.flows.guide import Guide


@dataclass
class Conversation:
    """One flow, talked through in lines."""

    guide: Guide
    lines: Iterator[str]
    show: Callable[[str], None]
    page: Callable[[View], str]
    """Gives the paper so far as plain text."""
    make: Callable[[View], tuple[str, Sequence[object]]]
    """Makes the Word files and says where they are, or what is wrong and no papers."""
    now: Callable[[], datetime]
    markdown: Callable[[str], str]
    """Gives Markdown, such as a card, as plain lines."""
    session: Session = field(init=False)
    finished: bool = False
    well: bool = True
    """False once papers could not be made, until they are."""

    def __post_init__(self) -> None:
        self.session = self.guide.start()
        self.talk = Talk(self.lines, self.show, self._explain, self._listen)
        self.shelf = Shelf(self.guide.library, self.guide.today)
        self._asked: str | None = None
        self._warned = False

    @property
    def view(self) -> View:
        return view(self.guide, self.session)

    def run(self) -> None:
        """Talk until the papers are made or staff leave.

        Raises:
            InputEnded: the lines ended before the review was reached.
        """
        self.show(f"{self.guide.flow.title}. {self.guide.flow.about}\n(h and Enter for help)")
        while not self.finished:
            self._turn(self.view)

    def _turn(self, now: View) -> None:
        try:
            if now.hold is not None:
                self._hold(now, now.hold)
            elif now.place is None:
                self._review(now)
            else:
                self._ask(now, now.step(now.place))
        except AnswerError as error:
            self._refuse(error)
        except Move as move:
            self._follow(move)

    def _refuse(self, error: AnswerError) -> None:
        """Say why words are no answer, and stop where they mean danger."""
        try:
            self._listen(self.talk.last)
        except Move as move:
            self._follow(move)
        else:
            self.show(f"! {error}")

    def _listen(self, words: str) -> None:
        """Look for danger in words that are kept as no answer.

        Raises:
            Move: the conversation has to stop over them.
        """
        found = danger(self.guide, self.view.place or "", clean(words))
        if found is None:
            return
        if found.level == "stop_now":
            raise Move("heard", words=clean(words)[:LONGEST_REASON]) from None
        self.show(f"  {found.told}")

    def _follow(self, move: Move) -> None:
        """Obey a command, and any that is given while it asks something itself."""
        order: Move | None = move
        while order:
            try:
                self._obey(order, self.view)
                order = None
            except Move as other:
                order = other

    def _ask(self, now: View, here: StepView) -> None:
        if self._asked != here.step.id:
            self._asked = here.step.id
            self.show(heading(now, here))
        turn = Turn(
            now, here, self.talk, self.shelf, self._keep, self.now, self._last(here.step.id)
        )
        ask(turn)
        self._coach(now, here.step.id)

    def _keep(self, *events: Event) -> None:
        self.session = self.session.add(*events)
        self._warned = False

    def _last(self, name: str) -> Value:
        """Give the last answer to a step as it was given; None when it was taken out."""
        undoable = (each for each in reversed(self.session.events) if isinstance(each, Undoable))
        last = next((each for each in undoable if each.step == name), None)
        return last.value if isinstance(last, Answered) else None

    def _coach(self, before: View, name: str) -> None:
        """Say one thing at most about what was just said: a probe helps, a list does not."""
        here = self.view.step(name)
        for problem in here.problems:
            self.show(f"! {problem}")
        new = [
            each
            for each in here.findings
            if each not in before.findings and each.level != "stop_now"
        ]
        if new:
            self.show(f"  {new[0].told}")

    def _hold(self, now: View, stop: Finding) -> None:
        """Stop here until somebody has been called; nothing else is asked before that."""
        self.show(stop_words(now, stop, self.markdown))
        if name := who_was_called(self.talk, self.guide.library):
            self._keep(Acknowledged(stop.step, stop.rule, stop.matched, name, self._clock))

    @property
    def _clock(self) -> str:
        return f"{self.now():%H:%M}"

    def _review(self, now: View) -> None:
        """Show what is open; Enter makes the papers."""
        self._asked = None
        self.show("\nReview")
        for number, each in enumerate(now.visible, start=1):
            if not isinstance(each.step, kinds.Info):
                self.show(f"  {number} {MARKS[each.status]} {now.label(each.step)}")
        missing = left_out(now)
        for finding in now.findings:
            if finding.level != "hint" and not finding.dismissed:
                self.show(f"  ! {finding.rule}: {finding.say}")
            if finding in missing:
                self.show(f"    “{finding.matched}”. {TOLD}")
        self.show("This checks the paper, not the person.")
        try:
            self._listen(
                self.talk.ask(
                    "Enter makes the Word files, g and a number goes to a step, q leaves:"
                )
            )
        except InputEnded:
            self.show("(no more lines: making the Word files)")
            self._make(now)
            self.finished = True
        else:
            self._make(now)

    def _make(self, now: View) -> None:
        """Make the papers; what keeps them from being made is said, and nothing is lost."""
        said, made = self.make(now)
        self.well = bool(made)
        self.finished = self.well
        self.show(said)

    def _obey(self, move: Move, now: View) -> None:
        orders: dict[str, Callable[[Move, View], None]] = {
            "back": self._back,
            "undo": self._undo,
            "redo": self._redo,
            "skip": self._skip,
            "make": lambda _move, now: self._make(now),
            "leave": self._leave,
            "go": self._go,
            "take out": self._take_out,
            "raise": self._raise,
            "heard": self._heard,
            "set aside": self._set_aside,
        }
        orders[move.name](move, now)

    def _back(self, _move: Move, now: View) -> None:
        names = [each.step.id for each in now.visible]
        index = names.index(now.place) if now.place else len(names)
        self._keep(Moved(names[max(index - 1, 0)]))

    def _undo(self, _move: Move, now: View) -> None:
        last = self.session.last_done
        self.session = self.session.undo()
        if last is None:
            self.show("There is nothing to take back.")
            return
        step = self.guide.by_id.get(last.step)
        what = "what was set aside at" if isinstance(last, Dismissed) else "the last answer to"
        self.show(f"Took back {what}: {now.label(step) if step else last.step}")

    def _redo(self, _move: Move, _now: View) -> None:
        self.show("Put back." if self.session.undone else "There is nothing to put back.")
        self.session = self.session.redo()

    def _skip(self, _move: Move, now: View) -> None:
        if now.place is None:
            return
        words = {option.id: option.say for option in self.guide.skip_reasons}
        self.show(numbered(words.get(reason, reason) for reason in SKIP_REASONS))
        picked = None
        while not picked or len(picked) > 1:
            line = self.talk.ask("Why is it left open? A number, or Enter to ask it again:")
            if not line.strip():
                return
            picked = numbers(line, len(SKIP_REASONS))
            self.talk.listen("" if picked else line)
        reason = SKIP_REASONS[picked[0] - 1]
        to = self.talk.ask("Who will take it up? Name and role:") if reason == "deferred" else ""
        if not now.step(now.place).step.escalate:  # or the view looks at it
            self.talk.listen(to)
        self._keep(Skipped(now.place, reason, clean(to)[:LONGEST_NAME]))

    def _leave(self, _move: Move, _now: View) -> None:
        if self.session.events and not self._warned:
            self._warned = True
            self.show(
                "Nothing is kept when you leave. q again leaves; m makes the Word files first."
            )
        else:
            self.finished = True

    def _go(self, move: Move, now: View) -> None:
        names = [each.step.id for each in now.visible]
        if 1 <= move.number <= len(names):
            self._keep(Moved(names[move.number - 1]))
        else:
            self.show(f"There are steps 1 to {len(names)}.")

    def _take_out(self, move: Move, now: View) -> None:
        """Take out one entry, or with no number the whole answer."""
        if now.place is None:
            return
        value = now.step(now.place).value
        if move.number == 0:
            self._keep(Cleared(now.place))
        elif isinstance(value, tuple) and move.number <= len(value):
            kept = value[: move.number - 1] + value[move.number :]
            self._keep(Answered(now.place, kept) if kept else Cleared(now.place), Moved(now.place))
        else:
            self.show("There is no such entry.")

    def _raise(self, _move: Move, now: View) -> None:
        """Stop by hand: what staff see and hear counts, whatever was typed."""
        button = self.guide.flow.by_hand
        if button is None:
            self.show("This conversation has no stop of its own. Call who your policy says.")
            return
        self.show(f"{button.title}. {button.remind}")
        reason = clean(self.talk.ask(button.ask))[:LONGEST_REASON]
        if reason:
            self._keep(Raised(now.place or "", reason, self._clock))
        else:
            self.show("Nothing was stopped. To stop, type ! and then a few words.")

    def _heard(self, move: Move, now: View) -> None:
        """Stop over words that are kept as no answer: they are kept with the stop."""
        place = now.place or ""
        if found := danger(self.guide, place, move.words):
            self._keep(Raised(place, move.words, self._clock, found.rule))

    def _set_aside(self, _move: Move, now: View) -> None:
        """Set one finding aside, with a reason."""
        rows = [
            each
            for each in now.findings
            if can_dismiss(each) and not each.dismissed and now.place in {each.step, None}
        ]
        if not rows:
            self.show("There is nothing here that can be set aside.")
            return
        self.show(numbered(f"{each.rule}: {each.say}" for each in rows))
        picked = numbers(self.talk.ask("Which one? A number, or Enter for none:"), len(rows))
        if not picked:
            return
        found = rows[picked[0] - 1]
        reason = clean(self.talk.ask("Why? In a few words:"))[:LONGEST_REASON]
        self.talk.listen(reason)
        if reason:
            self._keep(Dismissed(found.step, found.rule, found.matched, reason))

    def _explain(self, what: str) -> str:
        now = self.view
        if what == "page":
            return self.page(now)
        if what == "list":
            return "\n".join(
                f"  {n} {MARKS[each.status]} {now.label(each.step)}"
                for n, each in enumerate(now.visible, 1)
            )
        step = now.step(now.place).step if now.place else None
        if step is None:
            return "This is the review: what is open, and the papers."
        parts = [now.words(step.why), f"For example: {step.example}" if step.example else ""]
        return "\n".join(f"  {each}" for each in [*parts, *map(now.words, step.probes)] if each)

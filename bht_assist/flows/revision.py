"""Start again from an earlier plan: what is kept, moved or dropped, and what changed since."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from bht_assist.content.models import steps as kinds

from .log import fold
from .session import Answered, Moved, Revised, Session, Value
from .shapes import fits

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bht_assist.content.models import Step

    from .guide import Guide
    from .view import View

FATES = ("keep", "move", "drop")
OPEN = "open"
"""What an entry is that nobody has decided about yet: it stands until somebody does."""
Answers: TypeAlias = dict[str, Value]


class RevisionError(ValueError):
    """A decision about an earlier plan that can't be carried out; the text says why."""


@dataclass(frozen=True, slots=True)
class Change:
    """One entry that is not as it was: moved, dropped, added, or of a question not asked now."""

    step: str
    said: str
    fate: str
    """move, drop, add, unasked, or open."""
    reason: str = ""
    to: str = ""
    """The step to which it moved."""


def revised(
    earlier: Session, guide: Guide, decisions: Iterable[Revised] = (), rest: str = "keep"
) -> Session:
    """Give a new session, at its first question, that starts with what an earlier one said.

    What the flow asks `anew`, what was left open, stops and calls stay in the earlier session.
    What becomes of an entry of a list is decided one by one, and is `rest` for all others.

    Raises:
        RevisionError: a decision names no entry, or a step that can't hold it.
    """
    answers = _carried(earlier, guide)
    told = {(each.step, each.said): each for each in decisions}
    there = [Revised(step, said, rest) for step, said in _entries(answers, guide)]
    if unknown := sorted(told.keys() - {(each.step, each.said) for each in there}):
        step, said = unknown[0]
        raise RevisionError(f"The earlier plan has no “{said[:60]}” in {step}.")
    settled = tuple(told.get((each.step, each.said), each) for each in there)
    for each in settled:
        _carry_out(each, answers, guide)
    kept = (Answered(step, value) for step, value in answers.items() if value != ())
    return guide.start().add(*settled, *kept, Moved(guide.steps[0].id))


def standing(begun: View) -> tuple[Revised, ...]:
    """Give each entry that a plan has from an earlier one and asks about, once: as it is, kept."""
    asked = {each.step.id for each in begun.visible}
    return tuple(dict.fromkeys(each for each in begun.revised if each.step in asked))


def parts_for(step: str, plan: View) -> tuple[Step, ...]:
    """Give the steps to which an entry of `step` can move: those that the plan asks."""
    here = plan.guide.by_id[step]
    return tuple(each.step for each in plan.visible if _can_move(here, each.step))


def asked_anew(begun: View) -> tuple[Step, ...]:
    """Give the questions of a plan whose earlier answers count no more."""
    steps = (each.step for each in begun.visible)
    return tuple(each for each in steps if each.anew and not isinstance(each, kinds.Info))


def undecided(session: Session) -> bool:
    """Tell whether a new plan was begun before all of the earlier one had been gone through."""
    return any(isinstance(each, Revised) and each.fate == OPEN for each in session.events)


def kept(view: View) -> int:
    """Count the entries of the earlier plan that stand where they stood."""
    gone = sum(each.fate != "add" for each in changes(view))
    return len(view.revised) - gone


def changes(view: View) -> tuple[Change, ...]:
    """Give what is not as it was in the earlier plan; nothing where there was none."""
    if not view.revised:
        return ()
    values = {each.step.id: each.value for each in view.steps if each.value is not None}
    now = set(_entries(values, view.guide))
    hidden = {each.step.id for each in view.steps if not each.visible}
    placed = {(each.to if each.fate == "move" else each.step, each.said) for each in view.revised}
    return (
        *(change for each in view.revised if (change := _change(each, now, hidden)) is not None),
        *(
            Change(step, said, "add")
            for step, said in _entries(values, view.guide)
            if (step, said) not in placed
        ),
    )


def _change(each: Revised, now: set[tuple[str, str]], hidden: set[str]) -> Change | None:
    """Give what became of an entry, by the decision or by what was typed over it since."""
    where = each.to if each.fate == "move" else each.step
    stands = (where, each.said) in now
    if each.fate == "keep" and stands:
        return None
    gone = "unasked" if where in hidden and each.fate != "drop" else "drop"
    fate = each.fate if stands else gone
    return Change(each.step, each.said, fate, each.reason, each.to if fate == "move" else "")


def _carried(earlier: Session, guide: Guide) -> Answers:
    """Give the answers of an earlier session that are not asked anew, in the order of the plan.

    What no step of today holds comes last, by its old id.
    """
    last = fold(earlier.events, guide).last
    asked = (step.id for step in guide.steps if not step.anew)
    said = (
        (name, last.get(name))
        for name in (*asked, *(name for name in last if name not in guide.by_id))
    )
    return {step: event.value for step, event in said if isinstance(event, Answered)}


def _entries(answers: Mapping[str, Value], guide: Guide) -> Iterator[tuple[str, str]]:
    """Yield each entry of the lists that are decided about one by one."""
    for name, value in answers.items():
        step = guide.by_id.get(name)
        if step is not None and _is_list(step) and fits(step, value):
            yield from ((name, name_of(entry)) for entry in value)


def _can_move(here: Step, there: Step) -> bool:
    return here.ask == there.ask and _is_list(there) and here is not there


def _is_list(step: Step) -> bool:
    return isinstance(step, kinds.Items | kinds.People) and not step.private


def name_of(entry: Value) -> str:
    """Give what an entry is known by: its words, or the person's name or else their number."""
    return entry if isinstance(entry, str) else str(entry.get("name") or entry.get("phone") or "")


def _carry_out(each: Revised, answers: Answers, guide: Guide) -> None:
    if each.fate in {"keep", OPEN}:
        return
    if each.fate not in FATES:
        raise RevisionError(f"“{each.fate[:20]}” is none of: {', '.join(FATES)}.")
    gone = tuple(entry for entry in answers[each.step] if name_of(entry) == each.said)
    if each.fate == "move":
        here, there = guide.by_id[each.step], guide.by_id.get(each.to)
        if there is None or not _can_move(here, there):
            raise RevisionError(f"“{each.said[:60]}” can't stand in “{each.to[:60]}”.")
        answers[each.to] = (*answers.get(each.to, ()), *gone)
    answers[each.step] = tuple(entry for entry in answers[each.step] if entry not in gone)

"""A session that runs, as the log of its conversation has it.

Each key at the run-sheet is a mark in the log, and where the session stands is what its marks come
to: a program that was killed or locked takes it up where it was.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from bht_assist.content.models.agenda import Agenda

from .live import begin, catch_up, go_on
from .session import Marked
from .view import view

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from .guide import Guide
    from .live import Live
    from .session import Event, Session

BEGIN, NEXT, LATE, END = "begin", "next", "late", "end"
FORGOTTEN = 3 * 60 * 60
"""Seconds after its end until a session that nobody ended is taken to be over."""


@dataclass(frozen=True, slots=True)
class Running:
    step: Agenda
    plan: Mapping[str, Any]
    """The plan as it was when the session was begun; what is answered later does not change it."""
    live: Live


def running(guide: Guide, session: Session, now: datetime) -> Running | None:
    """Give the session that runs, if one was begun and neither ended nor forgotten."""
    start = _begun_at(session.events)
    if start is None:
        return None
    marks = [each for each in session.events[start:] if isinstance(each, Marked)]
    step = guide.by_id.get(marks[0].step)
    before = view(guide, replace(session, events=session.events[:start]))
    plan = before.step(step.id).value if isinstance(step, Agenda) else None
    if not isinstance(step, Agenda) or not plan:
        return None
    live = _taken_up(plan, marks)
    if live is None or _is_forgotten(live, marks[0], now):
        return None
    return Running(step, plan, live)


def marked(step: str, what: str, now: datetime) -> Marked:
    return Marked(step, what, f"{now:%Y-%m-%d %H:%M:%S}")


def seconds_of(moment: datetime) -> int:
    """Give the seconds of the day of a moment."""
    return moment.hour * 3600 + moment.minute * 60 + moment.second


def day_begun(events: Iterable[Event]) -> str:
    """Give the day on which a session was last begun; blank when it never was."""
    days = [each.at[:10] for each in events if isinstance(each, Marked) and each.what == BEGIN]
    return days[-1] if days else ""


def _begun_at(events: Sequence[Event]) -> int | None:
    """Give the place in the log where the session that was not ended was begun."""
    marks = [(place, each.what) for place, each in enumerate(events) if isinstance(each, Marked)]
    if not marks or marks[-1][1] == END:
        return None
    return next((place for place, what in reversed(marks) if what == BEGIN), None)


def _taken_up(plan: Mapping[str, Any], marks: Sequence[Marked]) -> Live | None:
    """Give where a session stands after its marks; None when a moment among them is none."""
    try:
        moments = [seconds_of(datetime.fromisoformat(each.at)) for each in marks]
    except ValueError:
        return None
    live = begin(plan, moments[0])
    for each, at in zip(marks[1:], moments[1:], strict=True):
        if each.what == NEXT:
            live = go_on(live, at)
        elif each.what == LATE:
            live = catch_up(live, at)
    return live


def _is_forgotten(live: Live, begun: Marked, now: datetime) -> bool:
    passed = now.replace(tzinfo=None) - datetime.fromisoformat(begun.at)
    return not 0 <= passed.total_seconds() < 60 * live.total + FORGOTTEN

"""A session that runs, as the log of its conversation has it.

Each key at the run-sheet is a mark in the log, and where the session stands is what its marks come
to: a program that was killed or locked takes it up where it was. A mark is never taken off the log;
one that was a slip of the finger is followed by a mark that takes it back.
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

BEGIN, NEXT, LATE, BACK, END = "begin", "next", "late", "back", "end"
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
    standing = _standing(session.events)
    begun = [number for number, (_, each) in enumerate(standing) if each.what == BEGIN]
    if not begun or standing[-1][1].what == END:
        return None
    start, marks = standing[begun[-1]][0], [each for _, each in standing[begun[-1] :]]
    step = guide.by_id.get(marks[0].step)
    before = view(guide, replace(session, events=session.events[:start]))
    plan = before.step(step.id).value if isinstance(step, Agenda) else None
    if not isinstance(step, Agenda) or not plan:
        return None
    live = _taken_up(plan, marks)
    if live is None or _is_forgotten(live, marks[0], now):
        return None
    return Running(step, plan, live)


def take_back(guide: Guide, session: Session, now: datetime) -> tuple[Session, str] | None:
    """Take back the last key of the session that runs, and say which key it was.

    None where nothing would run any more: what was begun can be left or ended, not taken back.
    """
    if running(guide, session, now) is None:
        return None
    _, last = _standing(session.events)[-1]
    again = session.add(marked(last.step, BACK, now))
    return None if running(guide, again, now) is None else (again, last.what)


def marked(step: str, what: str, now: datetime) -> Marked:
    return Marked(step, what, f"{now:%Y-%m-%d %H:%M:%S}")


def seconds_of(moment: datetime) -> int:
    """Give the seconds of the day of a moment."""
    return moment.hour * 3600 + moment.minute * 60 + moment.second


def day_begun(events: Iterable[Event]) -> str:
    """Give the day on which a session was last begun; blank when it never was."""
    days = [each.at[:10] for _, each in _standing(events) if each.what == BEGIN]
    return days[-1] if days else ""


def _standing(events: Iterable[Event]) -> list[tuple[int, Marked]]:
    """Give the marks that were not taken back, each with its place in the log."""
    standing: list[tuple[int, Marked]] = []
    for place, each in enumerate(events):
        if isinstance(each, Marked) and each.what != BACK:
            standing.append((place, each))
        elif isinstance(each, Marked):
            del standing[-1:]
    return standing


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

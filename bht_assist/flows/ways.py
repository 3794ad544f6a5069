"""When no plan fits the time: what would, each tried out and one answer away."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from bht_assist.content.models.agenda import Agenda

from .agenda import TooLong, TooShort
from .filters import clock
from .session import Answered, Cleared, thawed
from .view import view

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bht_assist.content.models import Step

    from .session import Event, Value
    from .view import View

OFFERED = 3
ROUND = 5
"""People plan in steps of five minutes."""
PAUSE = 10
"""Minutes between two sessions that stand in for a long one."""
LONGER = 90
"""How many minutes more are tried in the search for a usual plan."""


@dataclass(frozen=True, slots=True)
class Way:
    """Another answer to another step, and the plan that it gives; None takes the answer back."""

    say: str
    step: str
    value: Value

    @property
    def event(self) -> Event:
        return Cleared(self.step) if self.value is None else Answered(self.step, self.value)

    def to_json(self) -> dict[str, Any]:
        return {"say": self.say, "step": self.step, "value": thawed(self.value)}


def ways(now: View, step: Step) -> tuple[Way, ...]:
    """Give the first few answers that make a plan fit; none where one fits already."""
    if not isinstance(step, Agenda):
        return ()
    match now.step(step.id).misfit:
        case TooShort(needed=needed, short_by=short):
            found = _longer(now, step, needed - short, needed)
        case TooLong(most=most, over_by=over):
            found = _shorter(now, step, most + over, most)
        case _:
            return ()
    told = dict.fromkeys(chain(_without_hands(now, step), found))
    return tuple(islice(told, OFFERED))


def _without_hands(now: View, step: Agenda) -> Iterator[Way]:
    """Minutes set by hand may be all that is in the way."""
    yield from _tried(now, step, step.id, None, "Without the minutes set by hand")


def _longer(now: View, step: Agenda, given: int, needed: int) -> Iterator[Way]:
    near = range(needed, needed + ROUND)
    yield from islice(_lengths(now, step, near, "{} minutes, the least that works"), 1)
    yield from islice(_split(now, step, given), 1)
    round_ones = range(_up(needed), needed + LONGER, ROUND)
    yield from islice(_lengths(now, step, round_ones, "{} minutes, the usual way", usual=True), 1)
    yield from _lengths(now, step, round_ones, "{} minutes")


def _shorter(now: View, step: Agenda, given: int, most: int) -> Iterator[Way]:
    yield from _lengths(now, step, (most,), "Finish early, after {} minutes")
    half = (given - PAUSE) // 2
    say = f"Two sessions of {{}} minutes, with {PAUSE} minutes between, a topic for each"
    yield from _lengths(now, step, (half,), say)
    promised = tuple(sorted((each for each in step.must_fit if each < most), reverse=True))
    yield from _lengths(now, step, promised, "{} minutes")


def _up(minutes: int) -> int:
    return -(-minutes // ROUND) * ROUND


def _split(now: View, step: Agenda, given: int) -> Iterator[Way]:
    """Yield the same time with the group in two, three or four."""
    size = now.scope.get(step.size)
    people = max(size) if isinstance(size, tuple) else size
    for groups in (2, 3, 4):
        each = -(-people // groups) if isinstance(people, int) else 0
        if each > 1:
            say = f"{given} minutes, in {groups} groups of {each} people"
            yield from _tried(now, step, step.size, each, say)


def _lengths(
    now: View, step: Agenda, lengths: Iterable[int], say: str, *, usual: bool = False
) -> Iterator[Way]:
    for minutes in lengths:
        yield from _tried(now, step, step.minutes, minutes, say.format(minutes), usual=usual)


def _tried(  # noqa: PLR0913 - a try is an answer, its words and what it must give
    now: View, step: Agenda, name: str, value: Value, say: str, *, usual: bool = False
) -> Iterator[Way]:
    """Yield the answer as a way, if a plan comes of it."""
    way = Way(say, name, value)
    plan = view(now.guide, now.session.add(way.event)).step(step.id).value
    if plan and (plan["template"] == "standard" or not usual):
        parts = len(plan["segments"])
        yield replace(way, say=f"{say}: {parts} parts, until {clock(plan['end'])}")

"""Fits the parts of a session into whole minutes: exactly, and the same way every time.

Required parts always stay. Of the optional ones, those of higher priority come first, as long
as everything kept still has a comfortable time (halfway between its least and its usual).
Where only a tighter set fills the time, the least tight one is taken. The minutes are then
given out one at a time, to the part that has had the smallest share of its room so far, so a
longer session never takes a minute from a part that stays.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from itertools import count, islice
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Why = Literal["no_room", "rushed", "needs", "not_asked"]
"""Why a part is left out; one that would only rush the rest can still be asked for by a pin."""

NO_PINS: Mapping[str, int] = MappingProxyType({})


@dataclass(frozen=True)
class Part:
    """One part of a session; its place in the list is its place in the session."""

    id: str
    title: str
    required: bool
    priority: int
    min: int
    typical: int
    max: int
    needs: tuple[str, ...] = ()
    say: str = ""
    how: str = ""
    part: str = ""
    """The part of the topic that it shows: teach, core, second, third or discussion."""

    def __post_init__(self) -> None:
        if not 1 <= self.min <= self.typical <= self.max:
            raise ValueError(f"the minutes of {self.id!r} must rise from at least 1")

    @property
    def fixed(self) -> bool:
        return self.min == self.max

    @property
    def comfort(self) -> int:
        return (self.min + self.typical + 1) // 2


@dataclass(frozen=True)
class Timed:
    part: Part
    minutes: int


@dataclass(frozen=True)
class Dropped:
    part: Part
    kind: Why
    why: str


@dataclass(frozen=True)
class Fitted:
    """A session that fills its time to the minute."""

    parts: tuple[Timed, ...]
    dropped: tuple[Dropped, ...] = ()

    @property
    def minutes(self) -> Mapping[str, int]:
        return {timed.part.id: timed.minutes for timed in self.parts}

    @property
    def squeezed(self) -> tuple[str, ...]:
        return tuple(t.part.id for t in self.parts if t.minutes < t.part.typical)

    @property
    def stretched(self) -> tuple[str, ...]:
        return tuple(t.part.id for t in self.parts if t.minutes > t.part.typical)


@dataclass(frozen=True)
class TooShort:
    """The required parts alone need more time."""

    needed: int
    short_by: int

    @property
    def say(self) -> str:
        given = self.needed - self.short_by
        return f"{given} minutes is too short: this needs {self.needed}, {self.short_by} more."


@dataclass(frozen=True)
class TooLong:
    """No set of parts fills the time; `most` is the longest that one can fill."""

    most: int
    over_by: int

    @property
    def say(self) -> str:
        given = self.most + self.over_by
        return f"{given} minutes is too long: this fills {self.most} at most, {self.over_by} less."


def fit(
    parts: Sequence[Part], total: int, pins: Mapping[str, int] = NO_PINS
) -> Fitted | TooShort | TooLong:
    """Fill `total` minutes; a pinned part gets just its minutes, and 0 leaves it out."""
    _check_ids(parts)
    pinned = (_pin(part, pins[part.id]) if part.id in pins else part for part in parts)
    wanted = tuple(part for part in pinned if part is not None)
    wanted = _with_needs_of_required(wanted)
    needed = sum(part.min for part in wanted if part.required)
    if total < needed:
        return TooShort(needed, needed - total)
    kept = _choose(wanted, total)
    if kept is None:
        longest = min(total - 1, sum(part.max for part in wanted))
        most = next(t for t in range(longest, -1, -1) if _choose(wanted, t) is not None)
        return TooLong(most, total - most)
    return Fitted(_share(kept, total), tuple(_reasons(parts, wanted, kept, total)))


def clock(minute: int, start: str | None = None) -> str:
    """The time of day `minute` minutes after `start`, or the time since the beginning: 0:05."""
    if not start:
        return f"{minute // 60}:{minute % 60:02d}"
    hours, minutes = (int(figure) for figure in start.split(":"))
    now = (hours * 60 + minutes + minute) % (24 * 60)
    return f"{now // 60:02d}:{now % 60:02d}"


def _check_ids(parts: Iterable[Part]) -> None:
    for name, times in Counter(part.id for part in parts).items():
        if times > 1:
            raise ValueError(f"{name!r} is there {times} times")


def _pin(part: Part, minutes: int) -> Part | None:
    if minutes:
        return replace(part, required=True, min=minutes, typical=minutes, max=minutes)
    if part.required:
        raise ValueError(f"{part.id!r} is required and cannot be left out")
    return None


def _with_needs_of_required(parts: Sequence[Part]) -> tuple[Part, ...]:
    """The parts, with what required ones need, step by step, required too."""
    known = {part.id: part for part in parts}
    found: set[str] = set()
    todo = [part.id for part in parts if part.required]
    while todo:
        name = todo.pop()
        if name in known and name not in found:
            found.add(name)
            todo += known[name].needs
    return tuple(replace(part, required=part.id in found) for part in parts)


def _choose(parts: Sequence[Part], total: int) -> tuple[Part, ...] | None:
    """The parts to keep: the least tight set that fills the time, then the best ranked."""
    must = tuple(part for part in parts if part.required)
    ranked = sorted((part for part in parts if not part.required), key=lambda p: -p.priority)
    loosest = sum(part.comfort for part in parts)
    if _first(must, ranked, total, loosest) is None:
        return None
    rising = (_first(must, ranked, total, comfort) for comfort in count(total))
    kept = next(choice for choice in rising if choice is not None)
    return tuple(part for part in parts if part in kept)


def _first(
    kept: tuple[Part, ...], rest: Sequence[Part], total: int, comfort: int
) -> tuple[Part, ...] | None:
    """The best ranked choice from `rest` that fills the time, if there is one."""
    if sum(part.min for part in kept) > total or sum(part.comfort for part in kept) > comfort:
        return None
    if sum(part.max for part in (*kept, *rest)) < total:
        return None
    if not rest:
        return kept if _closed(kept) else None
    taken = _first((*kept, rest[0]), rest[1:], total, comfort)
    return _first(kept, rest[1:], total, comfort) if taken is None else taken


def _closed(kept: Sequence[Part]) -> bool:
    names = {part.id for part in kept}
    return all(part.required or names.issuperset(part.needs) for part in kept)


def _share(kept: Sequence[Part], total: int) -> tuple[Timed, ...]:
    """Give out the minutes above the least, in one fixed order that does not know the total."""
    order = sorted(
        (stage, given / width, -part.priority, place)
        for place, part in enumerate(kept)
        for stage, width in enumerate((part.typical - part.min, part.max - part.typical))
        for given in range(1, width + 1)
    )
    spare = total - sum(part.min for part in kept)
    extra = Counter(place for *_, place in islice(order, spare))
    return tuple(Timed(part, part.min + extra[place]) for place, part in enumerate(kept))


def _reasons(
    parts: Sequence[Part], wanted: Sequence[Part], kept: Sequence[Part], total: int
) -> Iterable[Dropped]:
    asked = {part.id for part in wanted}
    stays = {part.id for part in kept}
    titles = {part.id: part.title for part in parts}
    used = sum(part.comfort for part in kept)
    for part in parts:
        missing = [titles.get(name, name) for name in part.needs if name not in stays]
        if part.id in stays:
            continue
        if part.id not in asked:
            yield Dropped(part, "not_asked", "taken out by hand")
        elif missing:
            yield Dropped(part, "needs", f"needs what is left out: {', '.join(missing)}")
        else:
            yield _no_room(part, _least(wanted, part) - total, used + part.comfort - total)


def _least(parts: Sequence[Part], wished: Part) -> int:
    """The minutes without which what is required and the wished part can't be there."""
    must = (replace(each, required=each.required or each == wished) for each in parts)
    return sum(part.min for part in _with_needs_of_required(tuple(must)) if part.required)


def _no_room(part: Part, missing: int, rush: int) -> Dropped:
    """Say by how much it can't be there at all, or else what it would take from the rest."""
    more = missing if missing > 0 else rush
    noun = "minute" if more == 1 else "minutes"
    if missing > 0:
        return Dropped(part, "no_room", f"no room: needs {more} more {noun}")
    return Dropped(part, "rushed", f"would rush the rest by {more} {noun}")

"""Days in a request: tomorrow, on Friday, in 3 days, 12/5, December 5, the 12th."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from .pieces import parts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from bht_assist.content.models.asking import Days

    from .pieces import Piece

_FARTHEST = 366
"""Days ahead that somebody may leave."""


@dataclass(frozen=True, slots=True)
class Day:
    at: int
    """Its first piece."""
    after: int
    iso: str = ""
    """Empty where it stays open which day it is."""
    is_now: bool = False


class Dates:
    """What the packs call days, cut as a request is."""

    def __init__(self, words: Days) -> None:
        self.step = words.step
        self._ahead = {parts(each): days for days, says in words.ahead.items() for each in says}
        self._weekdays = {parts(each): n for n, says in words.weekdays.items() for each in says}
        self._months = {parts(each): n for n, says in words.months.items() for each in says}
        self._unsure, self._within = _cut(words.unsure), _cut(words.within)
        self._days, self._ordinals = _cut(words.days), _cut(words.ordinals)
        self._leads, self._now = _cut(words.leads), _cut(words.now)
        self._longest = max(map(len, self._ahead), default=0)

    def standing(
        self, said: Sequence[Piece], numbers: Mapping[int, float], today: date | None
    ) -> Iterator[Day]:
        """Yield the days that are named; without a `today` it stays open which they are."""
        at = 0
        while at < len(said):
            found = self._day(said, numbers, at, today or date.max)
            if found:
                when, start, after = found
                iso = when.isoformat() if when and today else ""
                now = tuple(piece.word for piece in said[start:after]) in self._now
                yield Day(start, after, iso, now)
            at = found[2] if found else at + 1

    def _day(
        self, said: Sequence[Piece], numbers: Mapping[int, float], at: int, today: date
    ) -> tuple[date | None, int, int] | None:
        ahead = self._in_days(said, numbers, at)
        if ahead:
            return _later(today, ahead[0]), at, ahead[1]
        if found := self._month_and_day(said, numbers, at):
            month, day, after = found
            return _next(today, month, day), at, after
        if (weekday := self._weekdays.get(_word(said, at))) is None:
            return None
        if _word(said, at - 1) in self._unsure:
            return None, at - 1, at + 1
        return _later(today, (weekday - today.weekday() - 1) % 7 + 1), at, at + 1

    def _in_days(
        self, said: Sequence[Piece], numbers: Mapping[int, float], at: int
    ) -> tuple[int, int] | None:
        """Read "tomorrow" and "in 3 days": how many days ahead, and the piece after it."""
        for length in range(self._longest, 0, -1):
            words = tuple(piece.word for piece in said[at : at + length])
            if words in self._ahead:
                return self._ahead[words], at + len(words)
        number = numbers.get(at + 1)
        if _word(said, at) in self._within and _word(said, at + 2) in self._days:
            return (int(number), at + 3) if number and number <= _FARTHEST else None
        return None

    def _month_and_day(
        self, said: Sequence[Piece], numbers: Mapping[int, float], at: int
    ) -> tuple[int, int, int] | None:
        """Read 12/5, December 5, 5 de diciembre and "the 12th", whose month is 0."""
        one, other = numbers.get(at), numbers.get(at + 1)
        if one and other and said[at + 1].gap == "/":
            return (int(one), int(other), at + 2)
        if (month := self._months.get(_word(said, at))) and other:
            after = at + 2 + (_word(said, at + 2) in self._ordinals)
            return (month, int(other), after)
        if one and (month := self._months.get(_word(said, at + 2))):
            return (month, int(one), at + 3)
        if one and _word(said, at + 1) in self._ordinals and _word(said, at - 1) in self._leads:
            return (0, int(one), at + 2)
        return None


def _cut(phrases: Iterable[str]) -> frozenset[tuple[str, ...]]:
    return frozenset(map(parts, phrases))


def _word(said: Sequence[Piece], at: int) -> tuple[str, ...]:
    return (said[at].word,) if 0 <= at < len(said) else ()


def _later(today: date, days: int) -> date | None:
    return today + timedelta(days=days) if date.max - today > timedelta(days=days) else None


def _next(today: date, month: int, day: int) -> date | None:
    """Give the next such day from today on; none where there is no such day."""
    for ahead in range(_FARTHEST if today != date.max else 0):
        when = today + timedelta(days=ahead)
        if when.day == day and month in {0, when.month}:
            return when
    return None

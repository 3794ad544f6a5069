"""Times of day in a request: from 2 to 2:45, quarter past 2 till 3, 9am."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .numbers import Numbers

HALF_DAY, _DAY = 720, 1440
_LONGEST = 360
"""Minutes that two times of day are apart at most to be a group's."""
_BACK = 120
"""Minutes: an end at most so long before its beginning is a slip, and not the next day's."""
_FIRST_HOUR = 7
"""A time without am or pm is taken to be between 7 in the morning and 7 in the evening."""


@dataclass(frozen=True, slots=True)
class Moment:
    minute: int
    """Of the day, or of its half where am and pm are not said."""
    after: int
    sure: bool = False
    """Whether it can be nothing but a time."""
    half: str = ""
    """am, pm, or neither."""
    packed: bool = False
    """Whether it is written as one number, like 1430."""


def between(numbers: Numbers, at: int) -> tuple[tuple[int, str], int] | None:
    """Give how many minutes lie between two times, when they begin, and the chunk after them."""
    first = at + numbers.has(at, "from", "at")
    begin = _moment(numbers, first)
    if begin is None:
        return None
    joined = numbers.gap(begin.after) in {"-", "\u2013", "\u2014"}
    if not joined and not numbers.has(begin.after, "to"):
        return None
    end = _moment(numbers, begin.after + (not joined))
    led = (first > at or numbers.has(at - 1, "weekday")) and end is not None
    if end is None or not _are_times(begin, end, led=led and _bare(numbers, end.after)):
        return None
    minutes = _apart(begin, end)
    if minutes is None:
        return None
    half = end.half or begin.half
    start = (_of_day(end, half) - minutes) % _DAY if end.half else _of_day(begin, half)
    return (minutes, _written(start)), end.after


def _apart(begin: Moment, end: Moment) -> int | None:
    """Give the minutes from one time to another, fewer than none where it ends before it begins.

    From 10 pm to 8 is a night; without am and pm at its beginning nobody means one.
    """
    if begin.half and end.half:
        minutes = (_of_day(end, end.half) - _of_day(begin, begin.half)) % _DAY
        return minutes - _DAY if minutes >= _DAY - _BACK else minutes
    minutes = (end.minute - begin.minute) % HALF_DAY
    if minutes >= HALF_DAY - _BACK and not begin.half:
        return minutes - HALF_DAY
    return minutes if minutes <= _LONGEST else None


def _are_times(begin: Moment, end: Moment, *, led: bool) -> bool:
    """Whether two numbers are surely times: one says so, "from" does, or both are like 1430."""
    return begin.sure or end.sure or led or (begin.packed and end.packed)


def moment(numbers: Numbers, at: int) -> tuple[str, int] | None:
    """Give a single time of day as 14:05, and the chunk after it."""
    first = at + numbers.has(at, "at")
    found = _moment(numbers, first)
    if found is None or numbers.has(found.after, "minutes"):
        return None
    if not (found.sure or (first > at and _bare(numbers, found.after))):
        return None
    return _written(_of_day(found, found.half)), found.after


def packed(number: int | tuple[int, ...]) -> bool:
    """Whether a number may be a time of day that is written as one, like 1430."""
    return number in range(1000, 2400) and int(str(number)[2:]) < 60


def _bare(numbers: Numbers, after: int) -> bool:
    """Whether nothing follows that a number could count."""
    return not numbers.has(after, "minutes", "hours", "people", "not_people", "years")


def _moment(numbers: Numbers, at: int) -> Moment | None:
    first = at + numbers.has(at, "article")
    for role, minutes in (("half", 30), ("quarter", 15)):
        if numbers.has(first, role) and numbers.has(first + 1, "past", "before", "to"):
            hour = numbers.number(first + 2)
            if hour and 1 <= hour[0] <= 12:
                past = numbers.has(first + 1, "past")
                minute = int(hour[0]) * 60 + (minutes if past else -minutes)
                return _with_half(numbers, Moment(minute, hour[1], sure=True))
    if numbers.has(at, "noon"):
        return Moment(HALF_DAY, at + 1, sure=True, half="pm")
    return _in_numbers(numbers, at)


def _in_numbers(numbers: Numbers, at: int) -> Moment | None:
    if at >= len(numbers.chunks) or (hour := numbers.chunks[at].number) is None:
        return None
    after = at + 1
    if hour >= 100 and hour == int(hour) and 100 <= hour < 2400 and hour % 100 < 60:
        return _with_half(numbers, Moment(int(hour // 100 * 60 + hour % 100), after, packed=True))
    if hour != int(hour) or not 0 <= hour <= 23:
        return None
    if after < len(numbers.chunks) and numbers.chunks[after].gap == ":":
        minute = numbers.chunks[after].number
        if minute is None or minute >= 60 or minute != int(minute):
            return None
        return _with_half(numbers, Moment(int(hour * 60 + minute), after + 1, sure=True))
    if not 1 <= hour <= 12:
        return None
    return _with_half(numbers, Moment(int(hour) * 60, after))


def _with_half(numbers: Numbers, found: Moment) -> Moment:
    for half in ("am", "pm"):
        if numbers.has(found.after, half):
            return Moment(found.minute, found.after + 1, sure=True, half=half)
    return found


def _of_day(found: Moment, half: str) -> int:
    if found.minute >= HALF_DAY + 60:
        return found.minute % _DAY
    minute = found.minute % HALF_DAY
    late = half == "pm" or (not half and minute < _FIRST_HOUR * 60)
    return minute + HALF_DAY if late else minute


def _written(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"

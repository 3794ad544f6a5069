"""What can be reckoned with days in the pack language: pure, and blank for what is no day.

A day is text as 2026-11-23. Holidays are rows of a pack's calendar.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from .blank import BLANK

FARTHEST = 3660
"""Days that can be added at once: ten years."""
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_SATURDAY, _SUNDAY = 5, 6
_LONGEST_REST = 14
"""Days off in a row, at most, before a workday is no longer looked for."""


def day_of(value: Any) -> date | None:
    """Give a day, or None for anything that is not one."""
    try:
        return date.fromisoformat(value) if isinstance(value, str) and len(value) == 10 else None
    except ValueError:
        return None


def add_days(value: Any, count: Any) -> Any:
    """Give the day so many days later, or earlier for a count below zero; ten years at most."""
    day = day_of(value)
    if day is None or isinstance(count, bool) or not isinstance(count, int):
        return BLANK
    if abs(count) > FARTHEST:
        return BLANK
    try:
        return (day + timedelta(days=count)).isoformat()
    except OverflowError:
        return BLANK


def days_until(value: Any, other: Any) -> Any:
    """Give the days from one day to another: 0 for the same, below zero for one before."""
    start, end = day_of(value), day_of(other)
    return (end - start).days if start and end else BLANK


def weekday(value: Any) -> Any:
    """Give the name of a day of the week: Monday."""
    day = day_of(value)
    return f"{day:%A}" if day else BLANK


def short_date(value: Any) -> Any:
    """Give 2026-11-23 as Mon, Nov 23; anything else as it is."""
    day = day_of(value)
    return f"{day:%a, %b} {day.day}" if day else value


def is_weekend(value: Any) -> bool:
    day = day_of(value)
    return day is not None and day.weekday() in (_SATURDAY, _SUNDAY)


def holiday(value: Any, holidays: Any) -> Any:
    """Give the name of the holiday that is kept on a day, or blank."""
    day = day_of(value)
    return next(_kept_on(day, _rows(holidays)), BLANK) if day else BLANK


def is_holiday(value: Any, holidays: Any) -> bool:
    return bool(holiday(value, holidays))


def is_workday(value: Any, holidays: Any) -> bool:
    """Tell whether offices are open: no weekend and no holiday."""
    return day_of(value) is not None and not (is_weekend(value) or is_holiday(value, holidays))


def workday_before(value: Any, holidays: Any) -> Any:
    """Give the day itself where offices are open on it, or the last such day before."""
    days = (add_days(value, -back) for back in range(_LONGEST_REST + 1))
    return next((day for day in days if is_workday(day, holidays)), BLANK)


def _rows(holidays: Any) -> Iterator[Mapping[str, Any]]:
    if isinstance(holidays, Iterable) and not isinstance(holidays, str | Mapping):
        yield from (each for each in holidays if isinstance(each, Mapping))


def _kept_on(day: date, rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    for row in rows:
        rule = (row.get("month"), row.get("day"), row.get("weekday"), row.get("nth"))
        years = (day.year - 1, day.year, day.year + 1)  # January 1 may be kept in December
        if day in {_kept(year, *rule) for year in years}:
            yield str(row.get("say", ""))


@lru_cache(maxsize=512)
def _kept(year: int, month: Any, day: Any, name: Any, nth: Any) -> date | None:
    """Give the day on which a holiday of a year is kept (5 USC 6103); None if there is none."""
    try:
        return _observed(date(year, month, day)) if day else _counted(year, month, name, nth)
    except (ValueError, TypeError, OverflowError):
        return None


def _observed(day: date) -> date:
    shift = {_SATURDAY: -1, _SUNDAY: 1}.get(day.weekday(), 0)
    return day + timedelta(days=shift)


def _counted(year: int, month: int, name: str, nth: int) -> date:
    """Give the nth such weekday of a month; below zero from its end."""
    first, length = monthrange(year, month)
    start = 1 + (_DAYS.index(name) - first) % 7
    days = range(start, length + 1, 7)
    return date(year, month, days[nth if nth < 0 else nth - 1])


ALL: dict[str, Callable[..., Any]] = {
    "add_days": add_days,
    "days_until": days_until,
    "holiday": holiday,
    "is_holiday": is_holiday,
    "is_weekend": is_weekend,
    "is_workday": is_workday,
    "short_date": short_date,
    "weekday": weekday,
    "workday_before": workday_before,
}

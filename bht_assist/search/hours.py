"""Whether a service is open, by the weekly hours that its record states."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bht_assist.content.models import Opening, Resource

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WINTER = {"ET": -5, "CT": -6, "MT": -7, "PT": -8, "AKT": -9, "HT": -10}
"""Hours from UTC; in summer one more, but not in Hawaii."""
_NO_SUMMER = {"HT"}
EVENING = "18:00"
"""Open at this time on a weekday is open in the evening, after a day's work or program."""


def is_open(resource: Resource, now: datetime) -> bool | None:
    """Tell whether a service is open at a time with its zone; None where hours are not stated."""
    if resource.always_open:
        return True
    if not resource.open:
        return None
    return any(_holds(each, _there(each.zone, now)) for each in resource.open)


def is_open_in_the_evening(resource: Resource) -> bool:
    weekdays = set(_DAYS[:5])
    return resource.always_open or any(
        weekdays & set(_days(each)) and _spans(each, EVENING) for each in resource.open
    )


def _there(zone: str, now: datetime) -> datetime:
    """Give the time where a service stands; `local` is the caller's own."""
    return _in(zone, now) if zone in _WINTER else now


@lru_cache(maxsize=32)
def _in(zone: str, now: datetime) -> datetime:
    standard = now.astimezone(timezone(timedelta(hours=_WINTER[zone])))
    summer = zone not in _NO_SUMMER and _is_summer(standard)
    return standard + timedelta(hours=1) if summer else standard


def _is_summer(standard: datetime) -> bool:
    """Daylight saving time by 15 USC 260a: from March's second Sunday to November's first, 2 am."""
    year = standard.year
    begins = _sunday(date(year, 3, 8))
    ends = _sunday(date(year, 11, 1))
    here = standard.replace(tzinfo=None)
    two = timedelta(hours=2)
    first = datetime.combine(begins, datetime.min.time()) + two
    last = datetime.combine(ends, datetime.min.time()) + two - timedelta(hours=1)
    return first <= here < last


def _sunday(day: date) -> date:
    """Give the first Sunday from a day on."""
    return day + timedelta(days=6 - day.weekday())


def _holds(opening: Opening, there: datetime) -> bool:
    """Tell whether an opening holds at a time; past midnight it belongs to the day before."""
    today, yesterday = _DAYS[there.weekday()], _DAYS[there.weekday() - 1]
    clock = f"{there:%H:%M}"
    days = set(_days(opening))
    if opening.from_ < opening.to:
        return today in days and opening.from_ <= clock < opening.to
    return (today in days and clock >= opening.from_) or (yesterday in days and clock < opening.to)


def _spans(opening: Opening, clock: str) -> bool:
    if opening.from_ < opening.to:
        return opening.from_ <= clock < opening.to
    return clock >= opening.from_


def _days(opening: Opening) -> Iterator[str]:
    """Yield the days of `mon-fri,sun`; a run may go over the end of the week."""
    for part in opening.days.split(","):
        first, _, last = part.partition("-")
        start = _DAYS.index(first)
        length = (_DAYS.index(last or first) - start) % 7
        yield from (_DAYS[(start + step) % 7] for step in range(length + 1))

"""calendar.yaml: the days on which offices are closed, and the parts of a day."""

from __future__ import annotations

from typing import Annotated, Literal

from .base import Entry, Name, Prose
from .bounds import Bounds
from .resources import Clock


class Holiday(Entry):
    """A day off each year: a date, or a weekday of a month counted from its start or its end.

    A date that falls on a Saturday is kept on the Friday before, on a Sunday the Monday after.
    """

    id: Name
    say: Prose
    month: Annotated[int, Bounds(ge=1, le=12)]
    day: Annotated[int, Bounds(ge=1, le=31)] | None = None
    weekday: Literal["", "mon", "tue", "wed", "thu", "fri", "sat", "sun"] = ""
    nth: Annotated[int, Bounds(ge=-1, le=4)] = 0
    """Which of these weekdays in the month; -1 is the last."""

    def __post_init__(self) -> None:
        if (self.day is None) != bool(self.weekday and self.nth):
            raise ValueError("needs either `day`, or `weekday` and `nth`")


class PartOfDay(Entry):
    """A stretch of the day by name, such as the evening; `to` before `from` runs past midnight."""

    say: Prose
    from_: Clock
    to: Clock


class Calendar(Entry):
    """What a pack knows of days: holidays add up over packs by id, parts are the last pack's."""

    holidays: tuple[Holiday, ...] = ()
    parts: tuple[PartOfDay, ...] = ()


def one_calendar(files: tuple[Calendar, ...]) -> Calendar:
    """Give the calendar of several packs."""
    holidays = {holiday.id: holiday for each in files for holiday in each.holidays}
    parts = next((each.parts for each in reversed(files) if each.parts), ())
    return Calendar(holidays=tuple(holidays.values()), parts=parts)

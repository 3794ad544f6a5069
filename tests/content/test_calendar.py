"""The calendar of packs: holidays by id, parts of the day from the last that has them."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from bht_assist.content.explain import valid
from bht_assist.content.models import Calendar, Holiday, one_calendar

CORE = valid(
    Calendar,
    {
        "holidays": [
            {"id": "new_year", "say": "New Year's Day", "month": 1, "day": 1},
            {"id": "king", "say": "King Day", "month": 1, "weekday": "mon", "nth": 3},
        ],
        "parts": [{"say": "AM", "from": "09:00", "to": "12:00"}],
    },
)


@pytest.mark.parametrize(
    "rule", [{}, {"weekday": "mon"}, {"nth": 2}, {"day": 1, "weekday": "mon", "nth": 1}]
)
def test_a_holiday_is_a_date_or_a_weekday_of_a_month(rule: dict[str, object]) -> None:
    with pytest.raises(ValidationError, match="needs either"):
        valid(Holiday, {"id": "odd", "say": "Odd", "month": 3, **rule})


def test_a_facility_adds_a_day_changes_one_and_keeps_the_parts() -> None:
    ours = valid(
        Calendar,
        {
            "holidays": [
                {"id": "king", "say": "Dr. King's Day", "month": 1, "weekday": "mon", "nth": 3},
                {"id": "staff", "say": "Staff day", "month": 6, "day": 1},
            ]
        },
    )
    one = one_calendar((CORE, ours))
    assert [each.say for each in one.holidays] == ["New Year's Day", "Dr. King's Day", "Staff day"]
    assert one.parts == CORE.parts

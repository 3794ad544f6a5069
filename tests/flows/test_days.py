"""Days in the pack language: what can be reckoned, and that nothing raises."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bht_assist.content.library import load
from bht_assist.flows import days
from bht_assist.flows.blank import BLANK, is_blank
from bht_assist.flows.expressions import context_over, expression
from bht_assist.flows.session import frozen

HOLIDAYS = frozen(load(without=("topics", "resources")).calendar.plain())["holidays"]
DAYS = st.dates(min_value=date(1, 2, 1), max_value=date(9998, 12, 31))
ANYTHING = st.one_of(st.none(), st.just(BLANK), st.text(max_size=12), st.integers(), st.booleans())


def worth(source: str, **scope: object) -> object:
    return expression(source)(context_over({"holidays": HOLIDAYS, **scope}))


@pytest.mark.parametrize(
    ("source", "result"),
    [
        ("day | add_days(7)", "2030-03-11"),
        ("day | add_days(-4)", "2030-02-28"),
        ("day | days_until(day | add_days(30))", 30),
        ("day | days_until('2030-03-01')", -3),
        ("day | weekday", "Monday"),
        ("day | short_date", "Mon, Mar 4"),
        ("'soon' | short_date", "soon"),
        ("day | is_weekend", False),
        ("'2030-03-09' | is_weekend", True),
        ("'2026-11-26' | holiday(holidays)", "Thanksgiving Day"),
        ("day | is_holiday(holidays)", False),
        ("day | is_workday(holidays)", True),
        ("'2026-11-28' | workday_before(holidays)", "2026-11-27"),
        ("'2027-07-05' | workday_before(holidays)", "2027-07-02"),
        ("'2030-03-04x' | add_days(1)", BLANK),
        ("day | add_days(yes)", BLANK),
        ("day | add_days(3661)", BLANK),
        ("'9999-12-31' | add_days(1)", BLANK),
        ("nothing | weekday", BLANK),
        ("nothing | workday_before(holidays)", BLANK),
    ],
)
def test_each_filter_gives_what_an_author_expects(source: str, result: object) -> None:
    assert worth(source, day="2030-03-04", yes=True) == result


OBSERVED_IN_2026 = [
    ("2026-01-01", "New Year's Day"),
    ("2026-01-19", "Martin Luther King Jr. Day"),
    ("2026-02-16", "Presidents' Day"),
    ("2026-05-25", "Memorial Day"),
    ("2026-06-19", "Juneteenth"),
    ("2026-07-03", "Independence Day"),
    ("2026-09-07", "Labor Day"),
    ("2026-10-12", "Columbus Day"),
    ("2026-11-11", "Veterans Day"),
    ("2026-11-26", "Thanksgiving Day"),
    ("2026-12-25", "Christmas Day"),
]


@pytest.mark.parametrize("words", ["2026-13-45", "next week!", "2026-11-3", "", 20261126])
def test_what_is_no_day_is_none(words: object) -> None:
    assert days.day_of(words) is None


def test_a_year_has_the_federal_holidays_on_the_days_they_are_kept() -> None:
    year = [(date(2026, 1, 1) + timedelta(n)).isoformat() for n in range(365)]
    found = [(day, str(days.holiday(day, HOLIDAYS))) for day in year]
    assert [row for row in found if row[1]] == OBSERVED_IN_2026


@pytest.mark.parametrize("day", ["2021-12-31", "2023-01-02"])
def test_new_year_on_a_weekend_is_kept_on_the_nearest_workday(day: str) -> None:
    assert days.holiday(day, HOLIDAYS) == "New Year's Day"


@given(DAYS, st.integers(-days.FARTHEST, days.FARTHEST))
def test_adding_days_and_counting_them_agree(day: date, count: int) -> None:
    later = days.add_days(day.isoformat(), count)
    assert is_blank(later) or days.days_until(day.isoformat(), later) == count


@given(DAYS)
def test_the_workday_before_is_a_workday_and_none_stands_between(day: date) -> None:
    found = days.workday_before(day.isoformat(), HOLIDAYS)
    assert days.is_workday(found, HOLIDAYS)
    between = [days.add_days(found, n) for n in range(1, days.days_until(found, str(day)) + 1)]
    assert not any(days.is_workday(each, HOLIDAYS) for each in between)


@given(st.integers(2, 9998))
def test_every_year_keeps_eleven_holidays_that_are_never_on_a_weekend(year: int) -> None:
    kept = [
        days._kept(year, *(row[key] for key in ("month", "day", "weekday", "nth")))
        for row in HOLIDAYS
    ]
    assert len(kept) == 11
    assert all(day is not None and day.weekday() < 5 for day in kept)


@given(ANYTHING, ANYTHING)
def test_no_filter_of_days_raises_whatever_it_is_given(one: object, other: object) -> None:
    for name, filter_ in days.ALL.items():
        two = {"add_days", "days_until", "holiday", "is_holiday", "is_workday", "workday_before"}
        filter_(one, other) if name in two else filter_(one)


@pytest.mark.parametrize(
    "rows",
    ["text", 3, [{"say": "Odd"}], [{"say": "Odd", "month": 2, "day": 30}], [{"month": 13}], ["a"]],
)
def test_rows_that_are_no_holidays_are_no_holidays(rows: object) -> None:
    assert not days.is_holiday("2026-02-28", rows)


def test_without_a_workday_in_two_weeks_there_is_none() -> None:
    always = [{"say": "Closed", "month": 3, "day": day} for day in range(1, 32)]
    assert is_blank(days.workday_before("2030-03-31", always))

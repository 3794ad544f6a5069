"""What staff type in short."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bht_assist.flows.typed import spelled_out

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("12/5", "2026-12-05"),
        (" 12/05 ", "2026-12-05"),
        ("11/1", "2026-11-01"),
        ("1/4", "2027-01-04"),
        ("Dec 5", "2026-12-05"),
        ("december 5", "2026-12-05"),
        ("2/29", "2028-02-29"),
    ],
)
def test_a_day_without_its_year_is_the_one_nearest_to_today(words: str, meant: str) -> None:
    today = date(2027, 11, 23) if words == "2/29" else TODAY
    assert spelled_out("date", words, today) == meant


@pytest.mark.parametrize("words", ["12/5/2026", "2026-12-05", "13/5", "2/30", "soon", "", "12"])
def test_any_other_day_stays_as_it_was_typed(words: str) -> None:
    assert spelled_out("date", words, TODAY) == words


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(-170, 170))
def test_a_day_less_than_half_a_year_away_needs_no_year(today: date, away: int) -> None:
    day = today + timedelta(days=away)
    assert spelled_out("date", f"{day.month}/{day.day}", today) == day.isoformat()


@pytest.mark.parametrize(("words", "meant"), [("1430", "14:30"), ("0905", "09:05")])
def test_four_digits_are_a_time(words: str, meant: str) -> None:
    assert spelled_out("time", words, TODAY) == meant


@pytest.mark.parametrize("words", ["930", "2:05 PM", "14305", "١٤٣٠"])
def test_any_other_time_stays_as_it_was_typed(words: str) -> None:
    assert spelled_out("time", words, TODAY) == words


@pytest.mark.parametrize("kind", ["text", "number", "phone"])
def test_words_of_another_kind_are_never_touched(kind: str) -> None:
    assert spelled_out(kind, "12/5", TODAY) == "12/5"
    assert spelled_out(kind, "1430", TODAY) == "1430"


@given(st.text(), st.dates(date(1, 1, 1), date(9999, 12, 31)))
def test_no_words_and_no_day_are_too_much(words: str, today: date) -> None:
    assert isinstance(spelled_out("date", words, today), str)

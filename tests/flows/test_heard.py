"""Danger in words that answer nothing, as at a question that takes a yes or a no."""

from datetime import date

import pytest

from bht_assist.flows.guide import Guide, guide_to
from bht_assist.flows.heard import danger
from tests.core import core


@pytest.fixture(scope="module")
def plan() -> Guide:
    return guide_to(core(), "safety_plan", date(2026, 11, 23))


@pytest.mark.parametrize(
    ("words", "level"),
    [
        ("I took all my pills an hour ago", "stop_now"),
        ("no, I took all my pills an hour ago", "stop_now"),
        ("yes I want to kill myself tonight", "stop_now"),
        ("no I took all my pills an hour ago", "pause_check"),
        ("no suicidal thoughts", "pause_check"),
        ("no thanks", ""),
        ("6 to 10", ""),
        ("", ""),
    ],
)
def test_a_stop_is_a_stop_and_behind_a_no_it_is_asked_about(
    plan: Guide, words: str, level: str
) -> None:
    found = danger(plan, "read_back", words)
    assert (found.level if found else "") == level

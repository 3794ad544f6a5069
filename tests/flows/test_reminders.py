"""The days on which a plan is looked at again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bht_assist.flows.lint import flow_problems
from bht_assist.flows.reminders import reminders

from .packs import flow, guide, library, seen
from .test_core_flows import talk

if TYPE_CHECKING:
    from pathlib import Path

    from bht_assist.flows.guide import Guide

STEPS = """\
- {id: day, ask: date, client: When?}
- {id: note, ask: text, client: More?}
"""


def declared(*days: str) -> str:
    return f"revision: {{say: Ask., then: Go., reminders: [{', '.join(days)}]}}"


@pytest.fixture
def plan(tmp_path: Path) -> Guide:
    return guide(tmp_path, STEPS, declared("made | add_days(120)", "day", "made | add_days(1)"))


def test_they_come_from_what_was_said_and_from_the_day_of_the_papers(plan: Guide) -> None:
    now = seen(plan, day="2026-12-01")
    assert reminders(now, "2026-11-23") == ("2026-11-24", "2026-12-01", "2027-03-23")


def test_a_day_that_comes_up_twice_reminds_once(plan: Guide) -> None:
    assert len(reminders(seen(plan, day="2026-11-24"), "2026-11-23")) == 2


def test_before_there_are_papers_only_what_was_said_counts(plan: Guide) -> None:
    assert reminders(seen(plan, day="2026-12-01"), "") == ("2026-12-01",)
    assert reminders(seen(plan), "") == ()


def test_a_flow_that_is_never_revised_has_none(tmp_path: Path) -> None:
    assert reminders(seen(guide(tmp_path, STEPS), day="2026-12-01"), "2026-11-23") == ()


def test_the_safety_plan_is_looked_at_after_a_day_on_its_own_day_and_after_four_months() -> None:
    now = seen(talk("safety_plan"), review_date="2026-12-01")
    assert reminders(now, "2026-11-23") == ("2026-11-24", "2026-12-01", "2027-03-23")


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("gone", "there is no `gone`"),
        ("note", "`note` asks for no day"),
        ("day | add_dayz(1)", "add_dayz"),
    ],
)
def test_a_reminder_that_can_not_be_used_is_told_of_at_its_place(
    tmp_path: Path, day: str, told: str
) -> None:
    text = flow(STEPS, declared("day", day))
    (problem,) = flow_problems(library(tmp_path, {"flows/small.yaml": text}), "small")
    assert told in problem.text
    assert problem.place.column > 50


def test_no_step_may_be_called_as_reminders_call_the_day_of_the_papers(tmp_path: Path) -> None:
    text = flow("- {id: made, ask: date, client: When?}")
    (problem,) = flow_problems(library(tmp_path, {"flows/small.yaml": text}), "small")
    assert problem.code == "reserved-name"

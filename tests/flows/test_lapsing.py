"""A yes of the clinician is about the plan as it was read: when that changes, it counts no more."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bht_assist.flows.answers_file import take
from bht_assist.flows.guide import Guide, guide_to
from bht_assist.flows.session import (
    Acknowledged,
    Answered,
    Cleared,
    Event,
    Raised,
    Session,
    Skipped,
    frozen,
)
from bht_assist.flows.view import View, view
from tests.core import core

from .packs import guide as small

PAPER = "---\ntitle: Paper\nfor: small\naudience: {}\n---\n# Paper\n{{{{ {} }}}}\n"
STEPS = """
- {id: short, ask: yes_no, staff: Short?, print: [chart]}
- {id: signs, ask: items, staff: Signs?, title: Early signs, print: [mine, chart]}
- {id: more, ask: text, staff: More?, when: not brief, print: [mine]}
- {id: seen, ask: text, staff: Seen?, print: [chart]}
- {id: secret, ask: text, staff: Secret?, private: true}
- {id: read, ask: yes_no, staff: Read?, lapses: true, print: [chart]}
"""
MORE = "documents: [mine, chart]\nvalues: {brief: short}\n"


@pytest.fixture(scope="module")
def plan() -> Guide:
    return guide_to(core(), "safety_plan", date(2026, 11, 23))


def said(**answers: Any) -> list[Event]:
    return [Answered(step, frozen(value)) for step, value in answers.items()]


READ = said(warning_signs=["I skip meals"], coping=["Walk"], clinician="D. Fox", readiness=["time"])
YES = Answered("clinician_reviewed", True)
CHANGED = "Changed after it was read: "


def after(plan: Guide, *events: Event) -> View:
    return view(plan, plan.start().add(*READ, YES, *events))


def is_read(now: View) -> bool:
    return now.step("clinician_reviewed").value is True


def why(now: View) -> str:
    return next((each.say for each in now.findings if each.rule == "not_reviewed"), "")


def test_an_answer_on_the_clients_paper_that_changes_takes_the_yes_back(plan: Guide) -> None:
    now = after(plan, *said(warning_signs=["I stop sleeping"]))
    assert not is_read(now)
    assert not now.scope["final"]
    assert now.step("clinician_reviewed").status == "todo"
    assert why(now).startswith(f"{CHANGED}Early signs. The plan is a draft again")
    assert now.step("clinician_reviewed").hints[0].startswith(f"{CHANGED}Early signs.")


@pytest.mark.parametrize(
    "event",
    [
        Cleared("coping"),
        Skipped("coping", "declined"),
        Answered("reasons", ("My cat",)),
        Answered("plan_kind", "express"),
        Answered("clinician", "Somebody else"),
    ],
    ids=str,
)
def test_so_does_what_is_taken_out_added_or_asked_no_more(plan: Guide, event: Event) -> None:
    assert not is_read(after(plan, event))


def test_what_stands_on_the_chart_alone_takes_nothing_back(plan: Guide) -> None:
    events = said(readiness=["sober", "time"], copies=["client"], took_part=True, read_back=True)
    assert is_read(after(plan, *events))


def test_the_same_words_again_and_words_put_back_leave_it(plan: Guide) -> None:
    assert is_read(after(plan, *said(coping=["Walk"])))
    assert is_read(after(plan, *said(coping=["Run"]), *said(coping=["Walk"])))


def test_undoing_the_change_puts_the_yes_back(plan: Guide) -> None:
    session = plan.start().add(*READ, YES, *said(coping=["Run"]))
    assert is_read(view(plan, session.undo()))


def test_a_yes_after_the_change_counts(plan: Guide) -> None:
    now = after(plan, *said(coping=["Run"]), YES)
    assert is_read(now)
    assert why(now) == ""


def test_a_no_never_lapses(plan: Guide) -> None:
    session = plan.start().add(*READ, Answered("clinician_reviewed", False), *said(coping=["Run"]))
    assert view(plan, session).step("clinician_reviewed").value is False
    assert why(view(plan, session)).startswith("The clinician has not read this plan yet.")


@pytest.mark.parametrize(
    "event",
    [
        Raised("coping", "went quiet", "14:00"),
        Acknowledged("coping", "S02", "took it", "Dana", "14:00"),
    ],
    ids=str,
)
def test_a_stop_since_then_makes_it_a_draft_again(plan: Guide, event: Event) -> None:
    now = after(plan, event)
    assert not is_read(now)
    assert "Things I can do on my own" in why(now)


def test_a_stop_at_the_review_is_named_as_the_button_is(plan: Guide) -> None:
    now = after(plan, Raised("", "went quiet", "14:00"))
    assert why(now).startswith(f"{CHANGED}Stop now.")


def test_a_stop_before_it_was_read_takes_nothing_back(plan: Guide) -> None:
    told = Acknowledged("coping", "S02", "took it", "Dana", "14:00")
    assert is_read(view(plan, plan.start().add(*READ, told, YES)))


def test_an_answers_file_has_no_before_and_after(plan: Guide) -> None:
    answers = {
        "clinician_reviewed": "yes",
        "coping": ["Walk"],
        "acknowledged": [{"step": "coping", "rule": "S02", "matched": "x", "name": "Dana"}],
    }
    assert is_read(view(plan, take(plan, answers).session))


def test_only_papers_for_others_and_what_decides_about_them_count(tmp_path: Path) -> None:
    papers = {
        "documents/mine.md": PAPER.format("client", "signs"),
        "documents/chart.md": PAPER.format("chart", "seen"),
    }
    guide = small(tmp_path, STEPS, MORE, papers)
    assert guide.read_by_others == ("short", "signs", "more")


def test_without_a_yes_nothing_has_lapsed(plan: Guide) -> None:
    assert view(plan, Session("safety_plan")).scope["lapsed"] == {}

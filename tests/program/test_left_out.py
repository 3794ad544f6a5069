"""Words that stopped the conversation stand on no copy for others; the chart keeps them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from bht_assist.documents import text
from bht_assist.flows.answers_file import take
from bht_assist.flows.guide import Guide, guide_to
from bht_assist.flows.left_out import TOLD, for_others, left_out
from bht_assist.flows.session import Acknowledged
from bht_assist.flows.view import View, view
from bht_assist.making import Wish, page_text, papers
from bht_assist.ui.review import open_rows
from tests.core import core

from .packs import talked
from .test_copies import ANSWERS, CHART

if TYPE_CHECKING:
    from pathlib import Path

DAY = date(2026, 11, 23)
DANGER = "I took forty pills an hour ago Qdanger"
NOTICE = "Some of what was said is not on this paper."
WHERE: dict[str, Any] = {
    "coping": ["Qcopingone", DANGER, "Qcopingtwo"],
    "plan_name": DANGER,
    "help_people": [{"name": "Ana", "phone": "602-555-0102", "opening": DANGER}],
    "first_days": [{"when": "Friday", "what": DANGER}],
    "means": {**ANSWERS["means"], "clinician": DANGER},
    "reasons": {"skip": "deferred", "to": DANGER},
}


@pytest.fixture(scope="module")
def plan() -> Guide:
    return guide_to(core(), "safety_plan", DAY)


def said(plan: Guide, **answers: Any) -> View:
    """Give the plan with these answers, once somebody has been called about each stop."""
    session = take(plan, {**ANSWERS, **answers}).session
    while stop := view(plan, session).hold:
        told = Acknowledged(stop.step, stop.rule, stop.matched, "Dana", "14:00")
        yes = session.events[-1]
        session = session.add(told, yes)
    return view(plan, session)


def pages(now: View, tmp_path: Path) -> dict[str, str]:
    return {
        each.document.document: text.render(each.page, 200) + each.page.title
        for each in papers(now, Wish(tmp_path))
    }


@pytest.mark.parametrize("step", WHERE)
def test_no_copy_for_others_prints_them_and_the_plan_stays_a_draft(
    plan: Guide, tmp_path: Path, step: str
) -> None:
    now = said(plan, **{step: WHERE[step]})
    assert now.step("clinician_reviewed").value is True
    made = pages(now, tmp_path)
    assert {name for name, page in made.items() if "Qdanger" in page} <= {CHART}
    assert all("Draft" in page for page in made.values())
    assert {name for name, page in made.items() if NOTICE in page} == {
        name for name in made if name in plan.by_id[step].print and name != CHART
    }


def test_the_chart_keeps_them_with_what_was_heard_and_who_was_told(
    plan: Guide, tmp_path: Path
) -> None:
    page = pages(said(plan, coping=WHERE["coping"]), tmp_path)[CHART]
    assert DANGER in page
    assert "Dana" in page


def test_the_entries_beside_them_are_printed(plan: Guide, tmp_path: Path) -> None:
    page = pages(said(plan, coping=WHERE["coping"]), tmp_path)["safety_plan_client"]
    assert "Qcopingone" in page
    assert "Qcopingtwo" in page


def test_words_in_private_notes_hold_no_paper_back(plan: Guide, tmp_path: Path) -> None:
    now = said(plan, story=DANGER)
    assert left_out(now) == ()
    assert not any("Draft" in page or NOTICE in page for page in pages(now, tmp_path).values())


def test_once_they_are_in_other_words_the_plan_can_be_final(plan: Guide, tmp_path: Path) -> None:
    now = said(plan)
    assert for_others(now) is now
    assert not any("Draft" in page or NOTICE in page for page in pages(now, tmp_path).values())


def test_the_paper_as_it_grows_leaves_them_out_before_anybody_was_called(plan: Guide) -> None:
    now = view(plan, take(plan, {"coping": [DANGER, "Walk"]}).session)
    assert now.hold is not None
    assert "Walk" in page_text(now)
    assert "Qdanger" not in page_text(now)


def test_the_review_says_so_on_the_screen_and_in_lines(plan: Guide) -> None:
    rows = open_rows(said(plan, coping=WHERE["coping"]))
    assert any("Called Dana at 14:00." in row.detail and TOLD in row.detail for row in rows)
    steps = [each.step.id for each in view(plan, plan.start()).visible]
    talk = talked(plan, f"g{steps.index('coping') + 1}", DANGER, "Dana Fox", *[""] * 80)
    assert TOLD in "\n".join(talk.shown)

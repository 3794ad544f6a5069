"""What a facility decides about the safety plan: who leads, in which order, what staff read."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from bht_assist.content.library import load
from bht_assist.content.starter import start_pack
from bht_assist.documents.page import Heading
from bht_assist.documents.template import write
from bht_assist.flows.answers_file import take
from bht_assist.flows.expressions import compiled, context_over
from bht_assist.flows.guide import Guide, guide_to
from bht_assist.flows.view import View, view

if TYPE_CHECKING:
    from pathlib import Path

DAY = date(2026, 11, 25)


def here(folder: Path, settings: str = "", overlay: str = "") -> Guide:
    root = start_pack(folder, "westside")
    facility = f"name: West\nsettings:\n  {settings}\n" if settings else "name: West\n"
    (root / "facility.yaml").write_text(facility, encoding="utf-8")
    if overlay:
        (root / "overlays").mkdir()
        text = f"overlay: safety_plan\n{overlay}\n"
        (root / "overlays" / "safety_plan.yaml").write_text(text, encoding="utf-8")
    library = load(root)
    assert library.problems == ()
    return guide_to(library, "safety_plan", DAY)


def at(guide: Guide, **answers: Any) -> View:
    taken = take(guide, answers)
    assert taken.problems == ()
    return view(guide, taken.session)


@pytest.mark.parametrize(
    ("mode", "opened_by"),
    [
        ("clinician_led", {"with_clinician"}),
        ("trained_bht", {"yes", "with_clinician"}),
        ("handoff_only", set()),
    ],
)
def test_the_setting_says_when_rows_may_be_written(
    tmp_path: Path, mode: str, opened_by: set[str]
) -> None:
    guide = here(tmp_path, f"means_mode: {mode}")
    means: Any = guide.by_id["means"]
    asked = next(field for field in means.head if field.id == "asked")
    scope = dict(at(guide).scope)
    condition = compiled(means.items_when)
    opened = {
        option.id
        for option in asked.options
        if condition(context_over({**scope, "asked": option.id}))
    }
    assert opened == opened_by


@pytest.mark.parametrize(
    ("mode", "words"),
    [
        ("clinician_led", "Clinician-led here"),
        ("trained_bht", "Trained staff may write"),
        ("handoff_only", "only open the door"),
    ],
)
def test_staff_are_told_how_far_they_go(tmp_path: Path, mode: str, words: str) -> None:
    hints = at(here(tmp_path, f"means_mode: {mode}")).step("means").hints
    assert len(hints) == 1
    assert words in hints[0]


def test_staff_read_which_licenses_may_finalize_here(tmp_path: Path) -> None:
    now = at(here(tmp_path, "may_finalize: LCSW or LPC"))
    assert "Here it can be: LCSW or LPC." in now.words(now.guide.by_id["clinician"].staff)


def test_the_clients_paper_follows_the_order_of_the_conversation(tmp_path: Path) -> None:
    order = "order: [pros, signs, alone, company, helpers]"
    guide = here(tmp_path, overlay=order)
    parts = [section.id for section in guide.flow.sections]
    assert parts[:3] == ["before", "pros", "signs"]
    assert parts[-1] == "close"
    page = write(guide.library.documents["safety_plan_client"], at(guide)).page
    headings = ["".join(run.text for run in b.line) for b in page.blocks if isinstance(b, Heading)]
    assert headings[1:3] == ["Professionals and lines", "Early signs"]


def test_five_lines_grow_into_the_whole_plan_and_lose_nothing(tmp_path: Path) -> None:
    guide = here(tmp_path)
    said = {"plan_kind": "express", "warning_signs": ["I pace"], "coping": ["Sing"]}
    short = at(guide, **said)
    whole = at(guide, **{**said, "plan_kind": "full"})
    assert {each.step.id for each in short.visible} - {"grow"} < {
        each.step.id for each in whole.visible
    }
    assert whole.step("warning_signs").value == ("I pace",)


def test_there_are_a_first_and_a_last_day_to_look_at_it_again(tmp_path: Path) -> None:
    scope = at(here(tmp_path)).scope
    assert (scope["first_look"], scope["last_look"]) == ("2026-11-26", "2027-03-25")

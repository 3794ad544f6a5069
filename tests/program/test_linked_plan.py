"""A step-down list that takes the early signs from a safety plan, and nothing else of it."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import TYPE_CHECKING, Any

from bht_assist.content.models import steps as kinds
from bht_assist.flows.answers_file import take
from bht_assist.flows.guide import guide_to
from bht_assist.flows.linking import crosses, linked
from bht_assist.flows.session import saved
from tests.core import core
from tests.program.packs import EXAMPLES, answers_file, example, made, run, words_in
from tests.program.test_packet import DAY, packet, paper

if TYPE_CHECKING:
    from pathlib import Path

    from bht_assist.flows.guide import Guide

SIGNS = ["I stop answering *my* sister", "I pace the hall <after> midnight"]


def marked(value: Any) -> Any:
    """Put a mark into every text that somebody could have typed."""
    match value:
        case dict():
            return {key: marked(each) for key, each in value.items()}
        case list():
            return [marked(each) for each in value]
        case str() if " " in value and not re.match(r"\d", value):
            return f"SECRET {value}"
    return value


@cache
def plan_guide() -> Guide:
    return guide_to(core(), "safety_plan", DAY)


def plan() -> dict[str, Any]:
    said = {name: marked(each) for name, each in example("safety_plan").items()}
    return {**said, "story": "SECRET fight on the phone", "warning_signs": SIGNS}


def test_the_signs_come_from_the_file_of_a_plan_and_the_rest_stays_there(tmp_path: Path) -> None:
    answers = {key: each for key, each in example("discharge").items() if key != "warning_signs"}
    given = answers_file(tmp_path, plan(), "plan.json")
    papers = made(tmp_path, "discharge", answers, "--from", str(given))
    words = {name: words_in(each) for name, each in papers.items()}
    assert all("SECRET" not in each for each in words.values())
    assert SIGNS[0] in words["next_steps"]
    assert "after> midnight" in words["next_steps"]


def test_own_answers_stand_over_what_was_taken_over(tmp_path: Path) -> None:
    papers = made(
        tmp_path,
        "discharge",
        example("discharge"),
        "--from",
        str(answers_file(tmp_path, plan(), "plan.json")),
    )
    words = words_in(papers["next_steps"])
    assert example("discharge")["warning_signs"][0] in words
    assert SIGNS[0] not in words


def test_a_session_that_takes_over_holds_no_other_word_of_the_plan() -> None:
    here = guide_to(core(), "discharge", DAY)
    (link,) = here.flow.links
    session = take(plan_guide(), plan()).session
    over = here.start().add(*linked(here, link, plan_guide(), session, "2026-11-20"))
    kept = json.dumps(saved(over), ensure_ascii=False)
    assert "SECRET" not in kept
    assert all(sign in kept for sign in SIGNS)


def test_the_pad_and_what_is_said_about_means_never_cross() -> None:
    apart = {step.id for step in plan_guide().steps if not crosses(step)}
    assert {"story", "means", "means_new_place"} <= apart
    assert "warning_signs" not in apart


def test_the_step_down_list_has_room_for_all_signs_of_a_plan() -> None:
    here = guide_to(core(), "discharge", DAY).by_id["warning_signs"]
    there = plan_guide().by_id["warning_signs"]
    assert isinstance(here, kinds.Items)
    assert isinstance(there, kinds.Items)
    assert here.max >= there.max


def test_signs_that_were_taken_over_are_on_no_copy_for_others() -> None:
    copies = ["third_party", "home_copy", "court_copy", "school_copy", "work_copy"]
    of = packet({**example("discharge"), "warning_signs": SIGNS, "copies": ["home", "court"]})
    assert all(SIGNS[0] not in paper(name, of) for name in copies)


def test_a_conversation_without_links_says_that_it_takes_nothing_over(tmp_path: Path) -> None:
    given = EXAMPLES / "safety_plan.yaml"
    result = run("make", "safety_plan", "--answers", given, "--from", given, "--out", tmp_path)
    assert result.exit_code == 2
    assert "safety_plan takes nothing over" in result.stderr


def test_what_can_not_be_taken_over_is_told_and_the_rest_is_used(tmp_path: Path) -> None:
    given = answers_file(tmp_path, {"warning_signs": SIGNS, "nonsense": "x"}, "plan.json")
    answers = answers_file(tmp_path, {})
    result = run("review", "discharge", "--answers", answers, "--from", given)
    assert "`nonsense` is not a step of safety_plan" in result.stderr
    assert "✓ Early signs" in result.stdout


def test_a_conversation_in_lines_starts_with_what_was_taken_over(tmp_path: Path) -> None:
    given = answers_file(tmp_path, plan(), "plan.json")
    out = tmp_path / "papers"
    out.mkdir()
    result = run("plain", "discharge", "--from", given, "--out", out, lines="\n" * 30)
    assert "SECRET" not in result.stdout
    assert any(SIGNS[0] in words_in(each) for each in out.iterdir())

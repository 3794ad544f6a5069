"""An earlier plan, started from at the command line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.program.packs import EXAMPLES, answers_file, names, run, words_in

if TYPE_CHECKING:
    from pathlib import Path

OLD, NEW = EXAMPLES / "safety_plan.yaml", EXAMPLES / "safety_plan_leaving.yaml"


def test_the_chart_lists_what_changed_and_no_other_copy_does(tmp_path: Path) -> None:
    made = run("make", "safety_plan", "--earlier", OLD, "--answers", NEW, "--out", tmp_path)
    assert made.exit_code == 0, made.output
    for name in names(tmp_path):
        words = words_in(tmp_path / name)
        assert ("What changed since the earlier plan" in words) is ("chart" in name)
        assert ("the sink here is not" in words) is ("chart" in name)


def test_a_review_gives_what_changed() -> None:
    told = run("review", "safety_plan", "--earlier", OLD, "--answers", NEW, "--json")
    changes = json.loads(told.stdout)["changes"]
    assert {"step", "said", "fate", "reason", "to"} == set(changes[0])
    assert run("review", "safety_plan", "--answers", OLD, "--json").exit_code == 0


def test_a_conversation_in_lines_begins_with_what_was_said(tmp_path: Path) -> None:
    lines = "\n" * 15
    told = run("plain", "safety_plan", "--earlier", OLD, "--out", tmp_path, lines=lines)
    assert told.exit_code == 1
    assert "  1 I stop answering my sister Inés" in told.output


def test_what_an_earlier_plan_can_not_give_is_told_of_and_the_rest_is_used(tmp_path: Path) -> None:
    folder = tmp_path / "old"
    folder.mkdir()
    old = answers_file(folder, {"coping": ["Walk"], "gone": "x"})
    new = answers_file(tmp_path, {"observations": ["nothing_new"]})
    told = run("review", "safety_plan", "--earlier", old, "--answers", new, "--json")
    assert "gone" in told.stderr
    steps = {each["id"]: each["value"] for each in json.loads(told.stdout)["steps"]}
    assert steps["coping"] == ["Walk"]

"""What the core papers must show, and what they must never show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bht_assist.content.library import CORE
from tests.program.packs import DATA, EXAMPLES, FLOWS, contents, example, made, names, run, words_in

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

ITEM = {
    "what": "ZEBRAWHAT",
    "who": "ZEBRAWHO",
    "where": "ZEBRAWHERE",
    "when": "ZEBRAWHEN",
    "status": "agreed",
}


def with_means(**more: Any) -> dict[str, Any]:
    means = {
        "asked": "yes",
        "firearm_access": "yes",
        "clinician": "R. Alvarez",
        "note": "ZEBRANOTE",
        "items": [{**ITEM, **more}],
    }
    return {**example("safety_plan"), "story": "ZEBRASTORY over and gone", "means": means}


def texts(papers: Mapping[str, Path]) -> dict[str, str]:
    return {name: words_in(path) for name, path in papers.items()}


def test_nothing_private_is_anywhere_in_the_files(tmp_path: Path) -> None:
    papers = texts(made(tmp_path, "safety_plan", with_means(on_copy="yes")))
    assert len(papers) == 3
    for words in papers.values():
        assert "ZEBRASTORY" not in words
        assert "ZEBRAWHERE" not in words
        assert "firearm" not in words.lower()


def test_the_talk_about_safer_surroundings_is_never_on_the_wallet_card(tmp_path: Path) -> None:
    papers = texts(made(tmp_path, "safety_plan", with_means(on_copy="yes")))
    assert "ZEBRA" not in papers["safety_plan_wallet"]


@pytest.mark.parametrize(("wish", "shown"), [("yes", True), ("no", False)])
def test_the_client_decides_whether_it_is_on_their_own_copy(
    tmp_path: Path, wish: str, shown: bool
) -> None:
    papers = texts(made(tmp_path, "safety_plan", with_means(on_copy=wish)))
    assert ("ZEBRAWHAT" in papers["safety_plan_client"]) is shown
    assert "ZEBRANOTE" not in papers["safety_plan_client"]
    assert "ZEBRAWHAT" in papers["safety_plan_chart"]


def test_private_steps_of_the_step_down_list_stay_off_paper(tmp_path: Path) -> None:
    answers = {**example("discharge"), "from_setting": "ZEBRAFROM", "to_setting": "ZEBRATO"}
    assert all(
        "ZEBRA" not in words for words in texts(made(tmp_path, "discharge", answers)).values()
    )


def test_words_from_the_story_that_stopped_the_talk_stay_off_the_chart(tmp_path: Path) -> None:
    words = "kill myself tonight"
    told = {"step": "story", "rule": "S01", "matched": words, "name": "Dana", "time": "14:05"}
    answers = {**example("safety_plan"), "story": f"I said I would {words}", "acknowledged": [told]}
    chart = texts(made(tmp_path, "safety_plan", answers))["safety_plan_chart"]
    assert words not in chart
    assert "Dana" in chart


@pytest.mark.parametrize("flow", FLOWS)
def test_the_owner_of_a_protected_form_is_named_nowhere(tmp_path: Path, flow: str) -> None:
    for words in texts(made(tmp_path, flow, example(flow))).values():
        assert "stanley" not in words.lower()


def test_the_owner_of_a_protected_form_is_not_named_in_the_pack() -> None:
    named = [
        path.name
        for path in CORE.rglob("*")
        if path.is_file() and "stanley" in path.read_text(encoding="utf-8").lower()
    ]
    assert named == []


def test_every_number_is_on_the_copies_that_show_it(tmp_path: Path) -> None:
    answers = example("safety_plan")
    papers = texts(made(tmp_path, "safety_plan", answers))
    people = [*answers["distraction_people"], *answers["help_people"], *answers["professionals"]]
    for person in people:
        for name, words in papers.items():
            assert person["phone"] in words, (person, name)


@pytest.mark.parametrize("typed", ["6025550142", "+16025550142", "16025550142"])
def test_a_bare_number_gets_its_dashes_on_every_copy(tmp_path: Path, typed: str) -> None:
    answers = {**example("safety_plan"), "help_people": [{"name": "Inés", "phone": typed}]}
    answers["caregiver"] = []
    for words in texts(made(tmp_path, "safety_plan", answers)).values():
        assert "602-555-0142" in words


LISTS = ("warning_signs", "coping", "distraction_places", "walk_in", "reasons", "fixes", "kept")


def test_the_first_and_the_last_sign_of_every_answer_survive(tmp_path: Path) -> None:
    answers = example("safety_plan")
    said = {name: [f"*{name} one\\", f"[{name} two]", f"#{name} three:"] for name in LISTS}
    answers |= said
    answers["help_people"] = [{"name": "_Inés|", "phone": "602-555-0142", "opening": "¿Vienes? <3"}]
    client = texts(made(tmp_path, "safety_plan", answers))["safety_plan_client"]
    spoken = [each for texts_of in said.values() for each in texts_of]
    for words in [*spoken, "_Inés|", "¿Vienes? <3"]:
        assert words in client, words


def test_a_plan_with_nothing_said_still_names_988_on_every_client_paper(tmp_path: Path) -> None:
    papers = texts(made(tmp_path, "safety_plan", {}))
    assert "988" in papers["safety_plan_client"]
    assert "988" in papers["safety_plan_wallet"]


@pytest.mark.parametrize("flow", FLOWS)
def test_lines_make_the_same_papers_as_a_file_of_answers(tmp_path: Path, flow: str) -> None:
    from_file, from_lines = tmp_path / "file", tmp_path / "lines"
    from_file.mkdir()
    from_lines.mkdir()
    answers = EXAMPLES / f"{flow}.yaml"
    lines = (DATA / f"{flow}.txt").read_text(encoding="utf-8")
    assert run("make", flow, "--answers", answers, "--out", from_file).exit_code == 0
    spoken = run("plain", flow, "--out", from_lines, lines=lines)
    assert spoken.exit_code == 0, spoken.output
    assert contents(from_lines) == contents(from_file)
    assert len(names(from_lines)) >= 2


@pytest.mark.parametrize("flow", FLOWS)
def test_json_and_yaml_answers_make_the_same_papers_every_time(tmp_path: Path, flow: str) -> None:
    out = tmp_path / "yaml"
    out.mkdir()
    run("make", flow, "--answers", EXAMPLES / f"{flow}.yaml", "--out", out)
    made(tmp_path, flow, example(flow))
    assert contents(tmp_path / "papers") == contents(out)

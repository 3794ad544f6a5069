"""The commands of `bht-assist packs`: to check a pack, to show it, to begin one."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.flows.packs import flow
from tests.program.packs import PACK, names, pack, run

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.usefixtures("small_core")
def test_a_pack_without_mistakes_is_told_of_as_one() -> None:
    result = run("packs", "check")
    assert result.exit_code == 0
    assert ": 0 errors, " in result.stdout.splitlines()[-1]


def checked(*words: str | Path, code: int) -> Any:
    result = run("packs", "check", *words, "--json")
    assert result.exit_code == code
    return json.loads(result.stdout)


@pytest.mark.usefixtures("small_core")
def test_all_mistakes_of_a_pack_are_given_with_their_places(tmp_path: Path) -> None:
    west = pack(
        tmp_path,
        facility="nmae: West\n",
        lists__short="list: short\ntitle: Short\nitems: []\n",
        notes="x: y\n",
    )
    shape = checked(west, code=1)
    assert {(each["code"], each["level"]) for each in shape["problems"]} >= {
        ("unknown-key", "error"),
        ("not-read", "warning"),
    }
    for each in shape["problems"]:
        assert list(each) == ["code", "level", "file", "line", "column", "text", "hint"]
    assert shape["counts"]["error"] >= 2
    assert shape["counts"]["warning"] >= 1


@pytest.mark.usefixtures("small_core")
def test_mistakes_are_read_line_by_line_and_warnings_are_marked(tmp_path: Path) -> None:
    west = pack(tmp_path, facility="nmae: West\n", notes="x: y\n")
    result = run("packs", "check", west)
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert [line for line in lines if line.startswith(f"{west}/facility.yaml:1:1 unknown-key")]
    assert [line for line in lines if "notes.yaml" in line and line.endswith("(warning)")]


@pytest.mark.usefixtures("small_core")
def test_the_proofreader_sees_problems_of_every_room(tmp_path: Path) -> None:
    documents = tmp_path / "west" / "documents"
    documents.mkdir(parents=True)
    (documents / "paper.md").write_text("---\ntitle: P\nfor: small\naudience: client\n---\n{{ x }}")
    west = pack(tmp_path, flows__small=flow("- {id: it, ask: info}", "documents: [paper]"))
    assert [each["code"] for each in checked(west, code=1)["problems"]] == ["unknown-name"]


@pytest.mark.usefixtures("small_core")
def test_a_scenario_that_fails_is_an_error(tmp_path: Path) -> None:
    west = pack(
        tmp_path,
        flows__small=flow("- {id: it, ask: yes_no, optional: true, private: true}"),
        scenarios__one="scenario: One\nflow: small\nanswers: {}\nexpect: {hidden: [it]}\n",
    )
    assert [each["code"] for each in checked(west, code=1)["problems"]] == ["scenario-fails"]
    result = run("packs", "scenarios", "--pack", west)
    assert result.exit_code == 1
    assert "should be hidden and is asked" in result.stdout
    assert result.stdout.splitlines()[-1].endswith("scenarios, 1 not as expected")


@pytest.mark.usefixtures("small_core")
def test_scenarios_that_come_out_as_expected_are_counted() -> None:
    result = run("packs", "scenarios")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[-1] == "2 scenarios, 0 not as expected"


def test_the_schema_for_editors_is_json() -> None:
    schema = json.loads(run("packs", "schema").stdout)
    assert "properties" in schema


def test_a_flow_is_shown_to_proofread() -> None:
    page = run("packs", "show", "safety_plan").stdout
    assert page.startswith("Safety plan (safety_plan), about 30 minutes\n")
    assert "private, " not in page.splitlines()[0]
    assert "What tells me that a hard time may be starting?" in page


def test_there_must_be_a_flow_to_show() -> None:
    result = run("packs", "show", "safetyplan")
    assert result.exit_code == 2
    assert "did you mean `safety_plan`?" in result.stderr


def test_a_new_pack_says_what_to_do_next(tmp_path: Path) -> None:
    result = run("packs", "new", "west", "--in", tmp_path)
    assert result.exit_code == 0
    assert "open facility.yaml" in result.stdout
    assert names(tmp_path / "west") == ["facility.yaml", "pack.yaml"]


def test_a_pack_that_is_there_is_left_alone(tmp_path: Path) -> None:
    west = pack(tmp_path)
    result = run("packs", "new", "west", "--in", tmp_path)
    assert result.exit_code == 2
    assert (west / "pack.yaml").read_text() == PACK


@pytest.mark.parametrize("name", ["West Side", "../west", ""])
def test_the_name_of_a_pack_must_do_for_one(tmp_path: Path, name: str) -> None:
    result = run("packs", "new", name, "--in", tmp_path)
    assert result.exit_code == 2
    assert "lower-case letters" in result.stderr
    assert names(tmp_path) == []

"""`search`: rows first to last, notices, facets, and the JSON that scripts rely on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.program.packs import run, words_in


def shape(*words: str) -> dict[str, Any]:
    result = run("search", *words, "--json")
    assert result.exit_code == 0
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def test_a_hit_has_what_a_script_needs() -> None:
    found = shape("medcaid", "--limit", "2")
    assert found["query"] == "medcaid"
    keys = ["query", "pinned", "hits", "notices", "lacks", "unknown", "nothing_found", "needs"]
    assert list(found) == keys
    first = found["hits"][0]
    assert (first["kind"], first["id"], first["phone"]) == (
        "resource",
        "medicaid",
        "1-877-267-2323",
    )
    assert first["why"][0] == "medcaid → medicaid"
    assert first["stale"] in {True, False}
    assert isinstance(first["but"], list)
    assert first["score"] > 0
    assert len(found["hits"]) == 2


def test_words_of_danger_are_pinned() -> None:
    found = shape("i", "want", "to", "dye", "kill myself")
    assert [hit["id"] for hit in found["pinned"]] == ["988-lifeline", "crisis"]
    assert found["pinned"][1]["phone"] == ""


def test_what_ended_is_a_notice_and_its_replacements_are_hits() -> None:
    found = shape("neda helpline")
    assert [each["id"] for each in found["notices"]] == ["neda-helpline"]
    assert found["notices"][0]["use_instead"] == [hit["id"] for hit in found["hits"][:2]]
    lines = run("search", "neda helpline").stdout.splitlines()
    assert lines[0].startswith("! NEDA Helpline")
    assert "(1-888-375-7767; " in lines[1]  # whether it is open now may follow
    assert "; instead of NEDA Helpline" in lines[1]


def test_words_that_find_nothing_lead_somewhere() -> None:
    found = shape("xqzzy")
    assert found["nothing_found"]
    assert found["hits"][0]["id"] == "211"
    lines = run("search", "xqzzy").stdout.splitlines()
    assert lines[0].startswith("Nothing by these words.")
    assert "Help right now" in lines[1]
    assert run("search", "xqzzy", "--kind", "topic").stdout.splitlines()[1:] == []


@pytest.mark.parametrize(
    ("facets", "passing"),
    [
        (("--need", "food", "--language", "Spanish"), "whyhunger"),
        (("--who", "veterans"), "homeless-veterans-call-center"),
        (("--age", "15", "--free"), "runaway-safeline"),
        (("--area", "United States", "--text-or-chat", "--evening"), "crisis-text-line"),
        (("--open-now",), "988-lifeline"),
    ],
)
def test_facets_narrow_services(facets: tuple[str, ...], passing: str) -> None:
    found = shape("food veteran housing runaway text crisis", *facets, "--limit", "60")
    assert passing in [hit["id"] for hit in found["hits"]]


def test_a_facet_that_no_service_has_is_wrong_use_with_a_hint() -> None:
    result = run("search", "food", "--need", "fod")
    assert result.exit_code == 2
    assert "no service with the need “fod”" in result.stderr
    assert "food" in result.stderr


def test_one_kind_can_be_looked_for() -> None:
    assert {hit["kind"] for hit in shape("plan", "--kind", "flow")["hits"]} == {"flow"}
    assert shape("silence", "--kind", "card")["hits"][0]["id"] == "silence"


def test_blank_words_find_nothing() -> None:
    assert run("search", " ").stdout == ""


def test_what_was_found_can_be_printed_at_once(tmp_path: Path) -> None:
    result = run("search", "food stamps", "--limit", "2", "--make", "--out", tmp_path, "--json")
    assert result.exit_code == 0
    (paper,) = json.loads(result.stdout)["documents"]
    assert paper["id"] == "quick_list"
    found = shape("food stamps", "--kind", "resource", "--limit", "2")["hits"]
    words = words_in(Path(paper["path"]))
    assert len(found) == 2
    assert all(hit["title"] in words for hit in found)


def test_what_to_look_at_before_handing_a_sheet_over_is_said(tmp_path: Path) -> None:
    result = run("search", "domestic violence", "--make", "--out", tmp_path)
    assert result.exit_code == 0
    assert "Ask in private" in result.stderr


def test_no_sheet_is_made_of_words_that_find_nothing(tmp_path: Path) -> None:
    result = run("search", "xqzzy", "--make", "--out", tmp_path)
    assert result.exit_code == 1
    assert "No service by these words." in result.stderr
    assert not list(tmp_path.iterdir())


def test_no_sheet_is_made_of_more_than_it_holds(tmp_path: Path) -> None:
    result = run("search", "housing", "--limit", "30", "--make", "--out", tmp_path)
    assert result.exit_code == 1
    assert "There is room for 12" in result.stderr
    assert not list(tmp_path.iterdir())


COUNTY = """
resources:
  - {id: far-pantry, name: A Pantry, needs: [food], what_for: Food., tags: [pantry],
     phones: [{number: 602-555-0134}], hours: Ask, audience: Adults, min_age: 18, cost: Free,
     area: "Tucson, Pima County", verified_on: 2026-11-20, verified_how: Called.}
  - {id: near-pantry, name: B Pantry, needs: [food], what_for: Food., tags: [pantry],
     phones: [{number: 602-555-0135}], hours: Ask, audience: Anyone, cost: Free,
     area: "Mesa, Maricopa County", verified_on: 2026-11-20, verified_how: Called.}
"""
FAR = "far: Tucson, Pima County"


@pytest.fixture
def county(tmp_path: Path) -> Path:
    (tmp_path / "resources").mkdir()
    (tmp_path / "resources" / "county.yaml").write_text(COUNTY, encoding="utf-8")
    head = {"id": "county", "version": "1", "title": "County", "extends": "core"}
    (tmp_path / "pack.yaml").write_text(json.dumps(head), encoding="utf-8")
    return tmp_path


def pantries(county: Path, *words: str) -> list[tuple[str, list[str]]]:
    found = shape(*words, "--pack", str(county))
    return [(hit["id"], hit["but"]) for hit in found["hits"] if hit["id"].endswith("-pantry")]


def test_what_is_near_comes_first_and_what_is_far_is_kept_and_says_so(county: Path) -> None:
    near: tuple[str, list[str]] = ("near-pantry", [])
    assert pantries(county, "pantry", "--near", "Mesa") == [near, ("far-pantry", [FAR])]
    assert pantries(county, "pantry", "--area", "Mesa, Maricopa County") == [near]
    told = run("search", "a pantry", "--near", "Mesa", "--pack", str(county)).stdout
    assert f"A Pantry (602-555-0134; ! {FAR}" in told


def test_a_facility_that_says_where_it_is_has_what_is_near_first(county: Path) -> None:
    assert [name for name, _ in pantries(county, "pantry")] == ["far-pantry", "near-pantry"]
    (county / "facility.yaml").write_text("name: West\narea: Mesa\n", encoding="utf-8")
    assert [name for name, _ in pantries(county, "pantry")] == ["near-pantry", "far-pantry"]


def test_what_a_client_is_not_eligible_for_can_be_kept_and_put_last(county: Path) -> None:
    assert pantries(county, "pantry", "--age", "16") == [("near-pantry", [])]
    kept = [("near-pantry", []), ("far-pantry", ["says: Adults"])]
    found = pantries(county, "pantry", "--age", "16", "--keep-all", "--limit", "40")
    assert found == kept

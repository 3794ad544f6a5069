"""`resources changed-since`: from the small print of a paper to the numbers that changed."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from bht_assist.cli.options import ledger_file
from bht_assist.directory import ledger
from bht_assist.flows.answers_file import take
from bht_assist.flows.guide import guide_to
from bht_assist.flows.view import view
from bht_assist.making import Wish, _is_reached, make, papers
from tests.core import core
from tests.program.packs import EXAMPLES, example, run

if TYPE_CHECKING:
    from pathlib import Path


DAY = date(2026, 11, 25)


def made(out: Path) -> dict[str, ledger.HandedOut]:
    result = run("make", "discharge", "--answers", EXAMPLES / "discharge.yaml", "--out", out)
    assert result.exit_code == 0
    return {each.fingerprint: each for each in ledger.read(ledger_file())}


def test_a_paper_says_that_nothing_changed_and_later_what_did(tmp_path: Path) -> None:
    kept = made(tmp_path)
    mark, paper = next((k, v) for k, v in kept.items() if "oxford-house" in v.numbers)
    same = run("resources", "changed-since", mark)
    assert (same.exit_code, "Every number is still the same." in same.output) == (0, True)
    old = replace(paper, fingerprint="0ld", numbers={**paper.numbers, "oxford-house": ("555",)})
    ledger.keep(ledger_file(), [old])
    other = run("resources", "changed-since", "0LD", "--json")
    assert other.exit_code == 1
    assert [row["id"] for row in json.loads(other.stdout)["changed"]] == ["oxford-house"]


def test_the_ledger_holds_no_word_of_the_client(tmp_path: Path) -> None:
    made(tmp_path)
    kept = ledger_file().read_text(encoding="utf-8")
    for word in ["Dee", "Renée", "Corner Drugs", "602-555", "sober", "Main Street"]:
        assert word not in kept


def test_an_unknown_fingerprint_is_a_sentence() -> None:
    result = run("resources", "changed-since", "nothere")
    assert result.exit_code == 2
    assert "No paper with the fingerprint" in result.output


def test_papers_are_made_though_the_ledger_can_not_be_written_and_practice_leaves_no_trace(
    tmp_path: Path,
) -> None:
    guide = guide_to(core(), "discharge", DAY)
    seen = view(guide, take(guide, example("discharge")).session)
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    assert make(seen, Wish(tmp_path, ("resource_list",), ledger=blocked / "x"), DAY)
    trace = tmp_path / "trace.jsonl"
    wish = Wish(tmp_path, ("resource_list", "sign_page"), training=True, ledger=trace)
    assert make(seen, wish, DAY)
    assert not trace.exists()
    make(seen, replace(wish, training=False), DAY)
    (kept,) = ledger.read(trace)
    small = papers(seen, wish)[0].page.small_print
    assert kept.fingerprint in small


def test_a_plain_list_of_numbers_without_a_name_is_in_the_ledger_too(tmp_path: Path) -> None:
    guide = guide_to(core(), "safety_plan", DAY)
    answers = {
        **example("safety_plan"),
        "copies": ["discreet"],
        "lines": ["988-lifeline", "veterans-crisis-line"],
    }
    now = view(guide, take(guide, answers).session)
    kept = tmp_path / "kept.jsonl"
    wish = Wish(tmp_path, ("safety_plan_discreet",), ledger=kept)
    (made_paper,) = make(now, wish, DAY)
    (paper,) = ledger.read(kept)
    assert paper.fingerprint in made_paper.written.page.small_print
    assert set(paper.numbers) == {"988-lifeline", "veterans-crisis-line"}


def test_a_number_within_a_longer_one_is_no_service_on_the_paper() -> None:
    row = {"name": "Nobody", "phone": "211"}
    assert not _is_reached(row, "602-555-0211, 211-555-0142")
    assert _is_reached(row, "Dial 211.")

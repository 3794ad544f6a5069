"""The ledger of numbers that went out: what it keeps, and what changed since."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from types import MappingProxyType

from bht_assist.content.library import Library
from bht_assist.content.models import Ended, Phone, Resource
from bht_assist.directory.ledger import HandedOut, changed_since, keep, read

DAY = date(2026, 11, 25)


def resource(name: str, *numbers: str) -> Resource:
    return Resource(
        id=name,
        name=name.title(),
        needs=("food",),
        what_for="Food.",
        phones=tuple(Phone(number=each) for each in numbers),
        hours="Mon",
        audience="Anyone",
        cost="Free",
        verified_on=DAY,
        verified_how="Called.",
    )


SHELVES = Library(resources=MappingProxyType({"pantry": resource("pantry", "1", "2")}))
PAPER = HandedOut("abcd1234", "2026-11-25", "core 1", {"pantry": ("1", "2")})


def test_a_paper_is_kept_once_and_comes_back_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "new" / "out.jsonl"
    keep(file, [PAPER])
    keep(file, [PAPER, replace(PAPER, fingerprint="other")])
    keep(file, [PAPER])
    assert list(read(file)) == [PAPER, replace(PAPER, fingerprint="other")]
    assert file.stat().st_mode & 0o077 == 0


def test_a_line_that_was_cut_short_costs_no_other(tmp_path: Path) -> None:
    file = tmp_path / "out.jsonl"
    file.write_text('{"fingerprint": "x", "num\n[]\n{"fingerprint": "x"}\n', encoding="utf-8")
    keep(file, [PAPER])
    assert list(read(file)) == [PAPER]


def test_without_a_file_there_are_no_papers(tmp_path: Path) -> None:
    assert list(read(tmp_path / "none.jsonl")) == []


def test_the_same_numbers_in_another_order_have_not_changed() -> None:
    assert changed_since(replace(PAPER, numbers={"pantry": ("2", "1")}), SHELVES) == []


def test_another_number_is_told_with_what_stood_on_the_paper() -> None:
    found = changed_since(replace(PAPER, numbers={"pantry": ("1", "9")}), SHELVES)
    assert [str(each) for each in found] == ["Pantry: had 1, 9; now 1, 2"]
    bare = replace(SHELVES, resources=MappingProxyType({"pantry": resource("pantry")}))
    assert str(changed_since(PAPER, bare)[0]) == "Pantry: had 1, 2; now no number"


def test_what_ended_or_left_says_so() -> None:
    ended = Ended(id="old", name="Old Line", say="It closed.", verified_on=DAY)
    shelves = replace(SHELVES, ended=MappingProxyType({"old": ended}))
    found = changed_since(replace(PAPER, numbers={"old": ("1",), "gone": ("2",)}), shelves)
    assert [str(each) for each in found] == [
        "Old Line: It closed.",
        "gone: It is no longer in the directory.",
    ]
    assert found[0].to_json()["was"] == ("1",)

"""Lists as counties keep them: doubles, notes in the cells of numbers, headers of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bht_assist.content.library import load
from bht_assist.directory.columns import map_for
from bht_assist.directory.importing import Wish, import_directory

from .sources import csv_import, only, write

if TYPE_CHECKING:
    from pathlib import Path

DOUBLES = "Name,Phone,Address,Description\n"


def notes(tmp_path: Path, rows: str) -> list[str]:
    outcome = csv_import(tmp_path, DOUBLES + rows)
    return [str(each) for each in outcome.report.issues]


def test_services_at_one_address_that_are_named_alike_may_be_one(tmp_path: Path) -> None:
    said = notes(
        tmp_path,
        'Elm Food Bank,602-555-0114,"12 N. Elm St, Mesa, AZ 85201",Food.\n'
        'Elm Food Pantry,602-555-0115,"12 North Elm Street, Mesa, AZ 85201",Food.\n'
        'Hope Clinic,602-555-0116,"12 N Elm St, Mesa AZ 85201",Care.\n'
        'Elm Food Shelf,602-555-0117,"14 N Elm St, Mesa AZ 85201",Food.\n',
    )
    assert [each for each in said if "may be" in each and "Pantry" in each]
    assert not [each for each in said if "may be" in each and ("Hope" in each or "Shelf" in each)]


def test_an_address_without_a_house_number_is_shared_by_nobody(tmp_path: Path) -> None:
    said = notes(
        tmp_path,
        'Elm Food Bank,602-555-0114,"PO Box, Mesa",Food.\n'
        'Elm Food Pantry,602-555-0115,"PO Box, Mesa",Food.\n',
    )
    assert not [each for each in said if "may be" in each]


def test_what_stands_beside_a_number_is_kept_for_staff_and_told(tmp_path: Path) -> None:
    said = notes(tmp_path, "Hill House,602-555-0114 call Maria after 5,,Food.\n")
    made = only(tmp_path / "pack")
    assert made.note == "Phone: 602-555-0114 call Maria after 5"
    assert [phone.number for phone in made.phones] == ["602-555-0114"]
    assert [each for each in said if "says more than a number" in each and "as a note" in each]


@pytest.mark.parametrize(
    "cell",
    [
        "602-555-0114",
        "(602) 555-0114 ext. 12",
        "602-555-0114 / 602-555-0115",
        "602-555-0114 (main)",
        "1-800-FLOWERS-9",
        "211 or 602-555-0114",
    ],
)
def test_a_cell_that_is_all_number_leaves_no_note(tmp_path: Path, cell: str) -> None:
    notes(tmp_path, f"Hill House,{cell},12 Elm St,Food.\n")
    assert only(tmp_path / "pack").note == ""


def test_columns_that_nothing_reads_are_named(tmp_path: Path) -> None:
    outcome = csv_import(tmp_path, "Name,Tel.,Wait,Room\nHill House,602-555-0114,2 days,4\n")
    told = [str(each) for each in outcome.report.issues]
    assert [each for each in told if "these columns are not read: room, wait" in each]
    assert only(tmp_path / "pack").phones[0].number == "602-555-0114"


def test_a_file_whose_columns_are_all_read_says_nothing_of_them(tmp_path: Path) -> None:
    outcome = csv_import(tmp_path, "Name,Phone\nHill House,602-555-0114\n")
    assert not [each for each in outcome.report.issues if "columns" in each.text]


@pytest.mark.parametrize(
    ("written", "read"),
    [("3/4/2026", "2026-03-04"), ("11/1/26", "2026-11-01"), ("2026-11-01T08:00", "2026-11-01")],
)
def test_days_are_read_as_people_here_write_them(tmp_path: Path, written: str, read: str) -> None:
    csv_import(tmp_path, f"Name,Phone,Last updated\nHill House,602-555-0114,{written}\n")
    assert only(tmp_path / "pack").verified_on.isoformat() == read


def test_a_service_whose_name_is_that_it_closed_stays_out(tmp_path: Path) -> None:
    outcome = csv_import(
        tmp_path, "Name,Phone\nCLOSED,602-555-0114\nClosed Door Theater,602-555-0115\n"
    )
    assert outcome.report.kept == 1


def test_a_service_of_another_pack_at_the_same_address_may_be_the_same(tmp_path: Path) -> None:
    csv_import(tmp_path, DOUBLES + 'Elm Food Bank,602-555-0114,"12 Elm St, Mesa",Food.\n')
    other = DOUBLES + 'Elm Food Pantry,602-555-0115,"12 Elm St, Mesa",Food.\n'
    source = write(tmp_path, {"new.csv": other}) / "new.csv"
    wish = Wish(source, tmp_path / "second", map_for(["name"]))
    told = import_directory(wish, load(tmp_path / "pack")).report.issues
    assert [each for each in told if each.column == "address" and "may be" in each.text]

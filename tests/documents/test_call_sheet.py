"""The paper with which a directory is checked by phone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bht_assist.content.models import CallSheet
from bht_assist.directory.upkeep import Due
from bht_assist.documents.call_sheet import call_sheet
from bht_assist.documents.page import Heading, Keep, Page, Table
from bht_assist.documents.rows import words
from bht_assist.documents.text import render

WORDS = CallSheet(
    title="Call sheet",
    lead="Call and ask.",
    call="Call:",
    checked="Checked:",
    columns=("Ask", "On file", "Still so", "Now"),
    ends=("No answer", "Ended"),
    who="Who:",
    nothing="Nothing is due.",
)


def due(name: str, field: str, value: str) -> Due:
    day = date(2026, 1, 2)
    return Due(name, name.title(), field, value, "602-555-0110", day, "A. Reyes", day, 0)


def tables(page: Page) -> list[Table]:
    keeps = [block for block in page.blocks if isinstance(block, Keep)]
    return [block for keep in keeps for block in keep.blocks if isinstance(block, Table)]


def test_each_resource_is_a_table_that_stays_together() -> None:
    rows = [
        due("hill", "phone 1", "602-555-0110"),
        due("hill", "hours", "Any"),
        due("barn", "url", "x"),
    ]
    page = call_sheet(rows, WORDS, "ours 1")
    assert [len(table.rows) for table in tables(page)] == [2, 1]
    assert page.small_print == "ours 1"


def test_the_sheet_says_whom_to_call_what_is_on_file_and_when_it_was_checked() -> None:
    text = render(call_sheet([due("hill", "hours", "Any day")], WORDS), 200)
    for said in ("Hill", "Call: 602-555-0110", "Checked: 2026-01-02 A. Reyes (hill)", "Any day"):
        assert said in text


def test_each_fact_has_a_box_to_mark_and_room_to_write() -> None:
    page = call_sheet([due("hill", "phone 2", "602-555-0110")], WORDS)
    (table,) = tables(page)
    assert [words(cell) for cell in table.header] == ["Ask", "On file", "Still so", "Now"]
    assert [words(cell) for cell in table.rows[0]] == ["phone 2", "602-555-0110", "☐", ""]
    assert "☐ No answer   ☐ Ended" in render(page, 200)


def test_a_number_says_what_sort_it_is() -> None:
    page = call_sheet([replace(due("hill", "phone 2", "988"), sort="text")], WORDS)
    assert words(tables(page)[0].rows[0][0]) == "phone 2 text"


def test_a_sheet_without_rows_says_that_nothing_is_due() -> None:
    page = call_sheet([], WORDS)
    assert isinstance(page.blocks[0], Heading)
    assert "Nothing is due." in render(page, 80)

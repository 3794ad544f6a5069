"""Files that are broken in every known way give a report and a pack of what was good."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bht_assist.directory import rows as reading
from bht_assist.directory.cells import tidy
from bht_assist.directory.report import LISTED, Refused, Report, Spot
from bht_assist.directory.rows import Row, headers, read_rows

from .sources import csv_import, done, only, resources

if TYPE_CHECKING:
    from pathlib import Path

HEAD = "Name,Phone,Description\n"
GOOD = "Corner Pantry,602-555-0110,Food to take home.\n"


def read(raw: bytes) -> tuple[list[Row], Report]:
    report = Report()
    return list(read_rows(lambda: io.BytesIO(raw), "list.csv", report)), report


def cells(raw: bytes) -> list[dict[str, str]]:
    return [dict(row.cells) for row in read(raw)[0]]


def test_a_windows_file_keeps_its_letters_and_says_how_it_was_read(tmp_path: Path) -> None:
    outcome = csv_import(tmp_path, f"{HEAD}Café Niño,602-555-0110,Food.\n".encode("cp1252"))
    assert only(tmp_path / "pack").name == "Café Niño"
    assert done(outcome) == ["list.csv:1: this is not UTF-8; read it as Windows-1252"]


@pytest.mark.parametrize("end", ["\r", "\n", "\r\n"])
def test_any_line_end_ends_a_line(end: str) -> None:
    raw = "a,b\n1,2\n3,4\n".replace("\n", end).encode()
    assert cells(raw) == [{"a": "1", "b": "2"}, {"a": "3", "b": "4"}]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_is_no_part_of_the_first_header(encoding: str) -> None:
    assert cells("näme\nx\n".encode(encoding)) == [{"näme": "x"}]


@pytest.mark.parametrize("mark", [";", "\t", "|"])
def test_other_marks_between_cells_are_found(mark: str) -> None:
    assert cells(f"a{mark}b\n1{mark}2\n".encode()) == [{"a": "1", "b": "2"}]


def test_a_short_row_is_kept_and_said() -> None:
    made, report = read(b"a,b,c\n1,2\n")
    assert made == [Row(Spot("list.csv", 2), {"a": "1", "b": "2"})]
    assert "2 cells where 3 belong; took the missing ones as blank" in str(report.issues[0])


def test_cells_beyond_the_header_are_left_out_and_said() -> None:
    made, report = read(b"a\n1,2\n1,\n")
    assert [dict(row.cells) for row in made] == [{"a": "1"}, {"a": "1"}]
    assert [str(each) for each in report.issues] == [
        "list.csv:2: 2 cells where 1 belong; left out the last"
    ]


def test_a_blank_line_is_no_row() -> None:
    assert cells(b"a,b\n\n , \n1,2\n") == [{"a": "1", "b": "2"}]


def test_a_column_without_a_header_is_not_read_and_the_first_of_two_counts() -> None:
    assert cells(b"a,,a\n1,2,3\n") == [{"a": "1"}]


def test_a_file_of_nothing_has_no_rows() -> None:
    assert cells(b"") == []
    assert headers(lambda: io.BytesIO(b""), "list.csv") == frozenset()


def test_quoted_cells_may_hold_marks_quotes_and_line_ends() -> None:
    raw = b'a,b\n"x, ""y""\nz",2\n"",3\n'
    assert cells(raw) == [{"a": 'x, "y"\nz', "b": "2"}, {"b": "3"}]


def test_a_quote_inside_a_word_is_a_letter() -> None:
    assert cells(b'a,b\n5" pipe,2\n1,2\n') == [{"a": '5" pipe', "b": "2"}, {"a": "1", "b": "2"}]


def test_a_quote_that_is_never_closed_costs_its_own_line_only() -> None:
    made, report = read(b'a,b\n"x,1\ny,2\nz,3\n')
    assert [dict(row.cells) for row in made] == [
        {"a": "x", "b": "1"},
        {"a": "y", "b": "2"},
        {"a": "z", "b": "3"},
    ]
    assert [each.spot.line for each in report.issues] == [2]


def test_a_quote_that_stays_open_for_very_many_lines_is_given_up() -> None:
    raw = b'a,b\n"x,1\n' + b"y,2\n" * 500
    made, _ = read(raw)
    assert len(made) == 501


def test_a_line_without_end_is_cut_and_the_rest_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LINE", 16)
    made, report = read(b"a,b\n" + b"x" * 50 + b",1\ny,2\n")
    assert [row.cells["a"] for row in made] == ["x" * 16, "y"]
    assert made[1].spot.line == 3
    assert "this line is too long" in str(report.issues[0])


def test_a_formula_never_comes_in(tmp_path: Path) -> None:
    outcome = csv_import(tmp_path, f"{HEAD}=cmd|' /C calc'!A0,602-555-0110,x\n{GOOD}")
    assert only(tmp_path / "pack").name == "Corner Pantry"
    assert any("took out a formula" in each for each in done(outcome))
    assert any("it has no name; left it out" in each for each in done(outcome))


def test_scrambled_letters_markup_and_nothing_bytes_are_set_right(tmp_path: Path) -> None:
    row = "Ni\u00c3\u00b1o <b>House</b>\0,602-555-0110,One &amp; all.<br/>Two\\nThree\n"
    outcome = csv_import(tmp_path, (HEAD + row).encode())
    made = only(tmp_path / "pack")
    assert (made.name, made.what_for) == ("Niño House", "One & all. Two Three")
    assert {"set scrambled letters right", "took out markup"} <= {
        each.done for each in outcome.report.issues
    }


def test_a_row_that_is_no_use_is_left_out_and_the_others_come_in(tmp_path: Path) -> None:
    outcome = csv_import(tmp_path, f"{HEAD}Nowhere,no phone,x\n{GOOD}")
    assert [each.name for each in resources(tmp_path / "pack").values()] == ["Corner Pantry"]
    assert (outcome.report.read, outcome.report.kept, outcome.report.skipped) == (2, 1, 1)


def test_a_strict_import_stops_at_the_first_repair() -> None:
    with pytest.raises(Refused, match=r"list\.csv:2"):
        list(read_rows(lambda: io.BytesIO(b"a,b\n1\n"), "list.csv", Report(strict=True)))


def test_a_report_lists_so_many_issues_and_counts_the_rest() -> None:
    report = Report()
    for line in range(LISTED + 5):
        report.say(Spot("list.csv", line), "", "wrong", "nothing", "note")
    assert report.to_json()["issues_not_listed"] == 5


@given(st.binary(max_size=300))
def test_no_bytes_stop_the_reading_of_a_table(raw: bytes) -> None:
    for row in read(b"name,phone\n" + raw)[0]:
        assert all(text.strip() for text in row.cells.values())


@given(st.lists(st.lists(st.text("ab \"',\n\r", min_size=1), min_size=2, max_size=2), min_size=1))
def test_what_a_csv_writer_wrote_is_read_back(table: list[list[str]]) -> None:
    out = io.StringIO()
    csv.writer(out).writerows([["one", "two"], *table])
    made = cells(out.getvalue().encode())
    wanted = [
        {key: tidy_text(text) for key, text in zip(("one", "two"), row, strict=True)}
        for row in table
    ]
    wanted = [{key: text for key, text in row.items() if text} for row in wanted]
    assert [row for row in made if row] == [row for row in wanted if row]


def tidy_text(text: str) -> str:
    return tidy(text)[0]

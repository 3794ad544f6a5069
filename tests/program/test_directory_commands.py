"""The directory's commands, as scripts and people call them."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

from tests.program.packs import run, words_in

if TYPE_CHECKING:
    from pathlib import Path

LIST = "id,name,phone,cost\n1,House,602-555-0110,Free\n2,Barn,no phone,Free\n"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    (tmp_path / "list.csv").write_text(LIST, encoding="utf-8")
    return tmp_path / "list.csv"


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bht_assist.cli.directory.today", lambda: date(2027, 6, 1))


def imported(source: Path, *more: str, kind: str = "csv") -> dict[str, object]:
    result = run("import", kind, source, "--out", source.parent / "pack", "--json", *more)
    assert result.exit_code == 0, result.output
    made: dict[str, object] = json.loads(result.stdout)
    return made


def test_an_import_says_in_json_what_was_done(source: Path) -> None:
    made = imported(source)
    assert (made["read"], made["kept"], made["skipped"], made["repaired"]) == (2, 1, 1, 0)
    assert made["issues"] == [
        {
            "file": "list.csv",
            "line": 3,
            "column": "",
            "level": "left_out",
            "text": "“Barn” has no phone, address or site",
            "done": "left it out",
        }
    ]


def test_an_import_says_in_lines_what_was_done_and_what_waits(source: Path) -> None:
    out = ("import", "csv", source, "--out", source.parent / "pack")
    first = run(*out).output
    assert "2 services read, 1 kept, 1 left out." in first
    assert "+ csv-1: House" in first
    source.write_text(LIST.replace("Free", "$5"), encoding="utf-8")
    second = run(*out).output
    assert "~ csv-1 cost: Free -> $5" in second
    assert "1 difference. Nothing was written: add --accept" in second
    assert "Wrote" in run(*out, "--accept").output


def test_a_long_report_is_shown_in_part(source: Path) -> None:
    rows = "".join(f"{each},House {each},602-555-0110\n" for each in range(90))
    source.write_text("id,name,phone,cost\n" + rows, encoding="utf-8")
    output = run("import", "csv", source, "--out", source.parent / "pack").output
    assert "more; --json lists them." in output
    assert "… and 50 more differences; --json lists them." in output


def test_a_saved_map_is_used(source: Path) -> None:
    saved = source.parent / "map.yaml"
    saved.write_text("title: T\nprefix: ours\ncolumns: {name: name}\nphones: [{number: phone}]\n")
    imported(source, "--map", str(saved))
    assert "- id: ours-" in (source.parent / "pack/resources/import-0001.yaml").read_text()


def test_hsds_takes_no_map(source: Path) -> None:
    result = run("import", "hsds", source, "--out", source.parent / "pack", "--map", source)
    assert (result.exit_code, "needs no --map" in result.output) == (2, True)


def test_a_strict_import_exits_with_one_and_writes_nothing(source: Path) -> None:
    result = run("import", "csv", source, "--out", source.parent / "pack", "--strict")
    assert result.exit_code == 1
    assert "list.csv:3: “Barn” has no phone" in result.output
    assert not (source.parent / "pack").exists()


def test_a_source_that_is_not_there_exits_with_two(tmp_path: Path) -> None:
    result = run("import", "hsds", tmp_path / "none", "--out", tmp_path / "pack")
    assert (result.exit_code, "can't be read" in result.output) == (2, True)


@pytest.mark.parametrize("name", ["out", "out.json"])
def test_an_export_is_imported_again(tmp_path: Path, name: str) -> None:
    result = run("export", "hsds", "--out", tmp_path / name)
    assert (result.exit_code, "163 resources" in result.output) == (0, True)
    assert imported(tmp_path / name, kind="hsds")["kept"] == 163


def test_an_export_never_writes_over_anything(tmp_path: Path) -> None:
    result = run("export", "hsds", "--out", tmp_path)
    assert (result.exit_code, "is there already" in result.output) == (2, True)
    result = run("export", "hsds", "--out", tmp_path / "none" / "out")
    assert (result.exit_code, "can't be written" in result.output) == (2, True)


@pytest.mark.usefixtures("later")
def test_what_is_due_is_listed_in_lines_and_in_json() -> None:
    lines = run("resources", "due", "--most", "2").output
    assert "988-lifeline phone 1: 988 (checked 2026-11-23)" in lines
    rows = json.loads(run("resources", "due", "--most", "2", "--json").stdout)["due"]
    assert rows[0]["id"] == "988-lifeline"


@pytest.mark.usefixtures("later")
def test_a_call_sheet_is_a_word_file(tmp_path: Path) -> None:
    result = run("resources", "due", "--out", tmp_path / "sheet.docx")
    assert result.exit_code == 0, result.output
    assert "988 Suicide &amp; Crisis Lifeline" in words_in(tmp_path / "sheet.docx")


@pytest.mark.usefixtures("later")
def test_a_filled_sheet_is_taken_into_the_pack(tmp_path: Path, source: Path) -> None:
    imported(source)
    sheet = tmp_path / "sheet.csv"
    assert run("resources", "due", "--out", sheet, "--most", "1", "--json").exit_code == 0
    head, first, *_ = sheet.read_text(encoding="utf-8-sig").splitlines()
    filled = first.replace(",,,,,,", ",ok,,,B. Cho,2027-05-30,Called")
    sheet.write_text(f"{head}\n{filled}\n", encoding="utf-8")
    result = run("--pack", source.parent / "pack", "resources", "checked", sheet, "--json")
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)["kept"] == 1
    text = (source.parent / "pack/resources/checked.yaml").read_text(encoding="utf-8")
    assert "who: B. Cho" in text


def test_a_row_that_does_not_fit_is_said_and_exits_with_one(tmp_path: Path, source: Path) -> None:
    imported(source)
    sheet = tmp_path / "sheet.csv"
    sheet.write_text("id,field,result\nnobody,hours,ok\n", encoding="utf-8")
    result = run("resources", "checked", sheet, "--pack", source.parent / "pack")
    assert result.exit_code == 1
    assert "sheet.csv:2 id: there is no resource `nobody`" in result.output
    assert "0 rows taken over." in result.output


def test_without_a_pack_there_is_nowhere_to_write(tmp_path: Path) -> None:
    result = run("resources", "checked", tmp_path / "sheet.csv")
    assert (result.exit_code, "the core pack is never written" in result.output) == (2, True)


@pytest.mark.usefixtures("later")
def test_a_sheet_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    result = run("resources", "due", "--out", tmp_path / "none" / "sheet.docx")
    assert (result.exit_code, "could not be written" in result.output) == (2, True)


def test_the_same_import_again_says_that_nothing_has_changed(tmp_path: Path) -> None:
    source = tmp_path / "list.csv"
    source.write_text("Name,Phone\nHill House,602-555-0114\n", encoding="utf-8")
    pack = str(tmp_path / "pack")
    run("import", "csv", str(source), "--out", pack)
    again = run("import", "csv", str(source), "--out", pack).stdout
    assert "Nothing has changed since the last import. Nothing was written." in again
    assert "--accept" not in again

"""A second import: a difference to accept, and what people changed stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bht_assist.content.library import load
from bht_assist.directory import pack_files
from bht_assist.directory.merging import Difference, marks_of, merged
from bht_assist.directory.pack_files import pack_at
from bht_assist.directory.report import SourceError

from .sources import csv_import, only, resources

if TYPE_CHECKING:
    from pathlib import Path

    from bht_assist.directory.importing import Outcome

FIRST = "id,name,phone,cost\n1,House,602-555-0110,Free\n2,Barn,602-555-0111,Free\n"
FILE = "pack/resources/import-0001.yaml"


def again(folder: Path, content: str, *, accept: bool = True) -> Outcome:
    return csv_import(folder, content, accept=accept)


def said(outcome: Outcome) -> list[str]:
    return [str(each) for each in outcome.differences]


def edit(folder: Path, old: str, new: str) -> None:
    path = folder / FILE
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new, 1))


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_the_same_source_again_changes_no_byte(tmp_path: Path) -> None:
    csv_import(tmp_path, FIRST)
    before = tree(tmp_path)
    outcome = again(tmp_path, FIRST)
    assert said(outcome) == []
    assert tree(tmp_path) == before


def test_a_change_is_shown_and_waits_to_be_accepted(tmp_path: Path) -> None:
    csv_import(tmp_path, FIRST)
    before = tree(tmp_path / "pack")
    changed = FIRST.replace("1,House,602-555-0110,Free", "1,House,602-555-0110,$5")
    changed = changed.replace("2,Barn,602-555-0111,Free", "3,Mill,602-555-0112,Free")
    outcome = again(tmp_path, changed, accept=False)
    assert outcome.waiting
    assert said(outcome) == [
        "~ csv-1 cost: Free -> $5",
        "- csv-2: no longer in the source",
        "+ csv-3: Mill",
    ]
    assert tree(tmp_path / "pack") == before
    assert outcome.to_json()["differences"][0] == {
        "kind": "changed",
        "id": "csv-1",
        "field": "cost",
        "was": "Free",
        "now": "$5",
    }
    again(tmp_path, changed)
    assert {name: each.cost for name, each in resources(tmp_path / "pack").items()} == {
        "csv-1": "$5",
        "csv-3": "Free",
    }


def test_what_people_changed_wins_and_the_source_is_told_of(tmp_path: Path) -> None:
    csv_import(tmp_path, FIRST)
    edit(tmp_path, "cost: Free", "cost: Free on Mondays")
    assert said(again(tmp_path, FIRST)) == []
    outcome = again(tmp_path, FIRST.replace("0110,Free", "0110,$9"))
    assert said(outcome) == ["= csv-1 cost: kept as you made it; the source has $9"]
    assert resources(tmp_path / "pack")["csv-1"].cost == "Free on Mondays"


def test_an_edit_still_wins_the_time_after(tmp_path: Path) -> None:
    csv_import(tmp_path, FIRST)
    edit(tmp_path, "cost: Free", "cost: Free on Mondays")
    for price in ("$9", "$10", "$11"):
        again(tmp_path, FIRST.replace("0110,Free", f"0110,{price}"))
    assert resources(tmp_path / "pack")["csv-1"].cost == "Free on Mondays"


def test_a_field_that_people_added_or_took_out_stays_so(tmp_path: Path) -> None:
    csv_import(tmp_path, FIRST.replace("name,phone", "name,phone").replace("cost", "alert"))
    edit(tmp_path, "  note: Free\n", "  tags: [quiet]\n")
    again(tmp_path, FIRST.replace("cost", "alert"))
    made = resources(tmp_path / "pack")["csv-1"]
    assert (made.note, made.tags) == ("", ("quiet",))


def test_what_people_took_out_stays_out(tmp_path: Path) -> None:
    csv_import(tmp_path, FIRST)
    text = (tmp_path / FILE).read_text()
    (tmp_path / FILE).write_text(text[: text.index("- id: csv-2")])
    assert said(again(tmp_path, FIRST)) == []
    assert only(tmp_path / "pack").id == "csv-1"
    outcome = again(tmp_path, FIRST.replace("0111,Free", "0111,$5"))
    assert said(outcome) == ["= csv-2: kept as you made it; the source has Barn"]
    assert only(tmp_path / "pack").id == "csv-1"


def test_what_left_the_source_stays_when_people_changed_it(tmp_path: Path) -> None:
    csv_import(tmp_path, FIRST)
    edit(tmp_path, "name: Barn", "name: Big Barn")
    outcome = again(tmp_path, FIRST.partition("2,")[0])
    assert said(outcome) == ["= csv-2: kept as you made it; the source has nothing"]
    assert set(resources(tmp_path / "pack")) == {"csv-1", "csv-2"}


def test_what_left_both_is_forgotten(tmp_path: Path) -> None:
    csv_import(tmp_path, FIRST)
    text = (tmp_path / FILE).read_text()
    (tmp_path / FILE).write_text(text[: text.index("- id: csv-2")])
    again(tmp_path, FIRST.partition("2,")[0])
    assert "csv-2" not in (tmp_path / "pack/import.jsonl").read_text()


def test_a_source_that_has_nothing_left_takes_everything_away(tmp_path: Path) -> None:
    csv_import(tmp_path, FIRST)
    outcome = again(tmp_path, "id,name,phone,cost\n")
    assert said(outcome) == [f"- csv-{each}: no longer in the source" for each in (1, 2)]
    assert resources(tmp_path / "pack") == {}


def test_many_resources_go_in_several_files_and_fewer_take_them_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pack_files, "_EACH", 15)
    rows = [f"{each},House {each},602-555-{each:04}\n" for each in range(100, 140)]
    csv_import(tmp_path, "id,name,phone\n" + "".join(rows))
    files = tmp_path / "pack/resources"
    assert len(list(files.glob("import-0*.yaml"))) == 3
    assert len(resources(tmp_path / "pack")) == 40
    again(tmp_path, "id,name,phone\n" + rows[0])
    assert sorted(path.name for path in files.iterdir()) == [
        "import-0001.yaml",
        "import-needs.yaml",
    ]


def test_a_broken_file_of_the_pack_stops_an_import_before_it_loses_anything(tmp_path: Path) -> None:
    csv_import(tmp_path, FIRST)
    (tmp_path / FILE).write_text("resources: [")
    with pytest.raises(SourceError, match="Put this right first"):
        again(tmp_path, FIRST)
    assert (tmp_path / FILE).read_text() == "resources: ["


def test_a_file_of_the_pack_that_cannot_be_opened_is_said(tmp_path: Path) -> None:
    csv_import(tmp_path, FIRST)
    (tmp_path / FILE).unlink()
    (tmp_path / FILE).mkdir()
    with pytest.raises(SourceError, match="can't be read"):
        again(tmp_path, FIRST)


def test_a_file_with_something_else_in_it_holds_no_resources(tmp_path: Path) -> None:
    csv_import(tmp_path, FIRST)
    (tmp_path / FILE).write_text("- nothing\n")
    assert said(again(tmp_path, FIRST, accept=False)) == []


def test_a_mark_that_cannot_be_read_counts_as_never_imported(tmp_path: Path) -> None:
    csv_import(tmp_path, FIRST)
    marks = tmp_path / "pack/import.jsonl"
    marks.write_text("{\n" + "[1]\n" + marks.read_text().splitlines()[1] + "\n")
    outcome = again(tmp_path, FIRST.replace("0110,Free", "0110,$9"))
    assert said(outcome) == ["= csv-1 cost: kept as you made it; the source has $9"]


def test_a_folder_that_is_no_pack_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "pack").mkdir()
    with pytest.raises(SourceError, match="is no pack"):
        csv_import(tmp_path, FIRST)


def test_a_name_that_no_pack_can_have_is_said(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="can't be started"):
        pack_at(tmp_path / "My Pack!")


def test_a_pack_that_has_the_other_need_itself_is_not_given_it_twice(tmp_path: Path) -> None:
    csv_import(tmp_path, FIRST)
    again(tmp_path, FIRST.replace("Free", "$5"))
    assert not load(tmp_path / "pack").problems


values = st.one_of(st.none(), st.sampled_from(["a", "b", "c"]))


@given(base=values, local=values, new=values)
def test_the_rule_for_one_field(base: str | None, local: str | None, new: str | None) -> None:
    def draft(value: str | None) -> dict[str, str]:
        return {"name": "House"} | ({"cost": value} if value else {})

    made = merged("x", marks_of(draft(base)), draft(local), draft(new))
    assert made.draft == draft(new if local == base else local)
    assert made.marks == marks_of(draft(new))
    kinds = {each.kind for each in made.differences}
    assert kinds == (
        set()
        if local == new or (local != base and new == base)
        else {"changed"}
        if local == base
        else {"kept"}
    )


def test_a_difference_is_said_in_a_line_however_long_the_value() -> None:
    text = str(Difference("changed", "x", "about", None, "word " * 100))
    assert len(text) < 120
    assert "nothing -> word" in text

"""Flat files, by the built-in maps and by a saved one."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest

from bht_assist.directory.columns import map_for, read_map
from bht_assist.directory.importing import Wish, import_directory
from bht_assist.directory.report import SourceError
from bht_assist.directory.sources import UNPACKED, opened
from tests.core import core

from .sources import csv_import, done, only, resources, write

if TYPE_CHECKING:
    from pathlib import Path

MAP = """\
title: Our list
prefix: ours
id: [Nr]
description_row: true
columns:
  name: Agency
  aka: Other names
  description: [What, More]
  hours: Open
  languages: Languages
  area: County
  min_age: From
  max_age: To
  email: Mail
  terms: [Kind]
phones:
  - {number: Call, label: Who, kind_column: Type, extension: Ext}
timetable:
  - {days: Mon-Fri, opens: Opens, closes: Closes}
split: "/"
skip: {Shown: ["No"]}
defaults: {area: Maricopa County, checked_on: 2026-10-01, cost: Free}
"""
HEAD = (
    "Nr,Agency,Other names,What,More,Open,Languages,County,From,To,Mail,Kind,"
    "Call,Who,Type,Ext,Opens,Closes,Shown\n"
)
EXPLAINED = "number,the name,,,,,,,,,,,,,,,,,\n"


def test_a_saved_map_says_what_every_column_is(tmp_path: Path) -> None:
    row = (
        "7,Hill House,The Hill/HH,,Talk with peers.,By appointment,English/Spanish,,18,,"
        "a@hill.example,Warm line,602 555 0110,Front desk,TTY,5,9am,5pm,Yes\n"
    )
    csv_import(tmp_path, HEAD + EXPLAINED + row, MAP)
    made = only(tmp_path / "pack").plain(defaults=False)
    assert made == {
        "id": "ours-7",
        "name": "Hill House",
        "aka": ["The Hill", "HH"],
        "needs": ["warmline"],
        "what_for": "Talk with peers.",
        "phones": [
            {"kind": "tty", "number": "602-555-0110", "extension": "5", "label": "Front desk"}
        ],
        "email": "a@hill.example",
        "hours": "Mon-Fri, 9 am to 5 pm; By appointment",
        "open": [{"days": "mon-fri", "from_": "09:00", "to": "17:00"}],
        "languages": ["English", "Spanish"],
        "audience": "Call and ask who they serve",
        "min_age": 18,
        "cost": "Free",
        "area": "Maricopa County",
        "tags": ["Warm line"],
        "verified_on": "2026-10-01",
        "verified_how": "Imported. The date is the source's own; not called.",
    }


def test_a_row_that_the_map_skips_is_noted_and_left_out(tmp_path: Path) -> None:
    rows = [
        f"{nr},House {nr},,,,,,,,,,,602-555-0110,,,,,,{shown}\n"
        for nr, shown in ((1, "no"), (2, ""))
    ]
    outcome = csv_import(tmp_path, HEAD + EXPLAINED + "".join(rows), MAP)
    assert only(tmp_path / "pack").name == "House 2"
    assert "list.csv:3: Shown is “no”; left it out" in done(outcome)


def test_what_is_no_age_site_date_or_mailbox_is_left_out(tmp_path: Path) -> None:
    head = "name,phone,min age,max age,website,email,last updated\n"
    csv_import(tmp_path, head + "House,602-555-0110,grown,200,ask us,nobody,someday\n")
    made = only(tmp_path / "pack")
    assert (made.min_age, made.max_age, made.url, made.email) == (None, None, "", "")
    assert made.verified_on == core().keeping.unsaid.verified_on


@pytest.mark.parametrize(
    ("site", "kept"),
    [
        ("hill.example", "https://hill.example"),
        ("HTTP://hill.example/a", "HTTP://hill.example/a"),
        ("https://hill.example see there", "https://hill.example"),
        ("none", ""),
    ],
)
def test_a_site_gets_its_scheme(tmp_path: Path, site: str, kept: str) -> None:
    csv_import(tmp_path, f"name,phone,website\nHouse,602-555-0110,{site}\n")
    assert only(tmp_path / "pack").url == kept


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("SAINT ANNE FOOD PANTRY", "Saint Anne Food Pantry"),
        ("YMCA OF THE VALLEY", "YMCA of the Valley"),
        ("NAMI", "NAMI"),
        ("Saint Anne", "Saint Anne"),
    ],
)
def test_a_name_that_shouts_is_written_as_names_are(tmp_path: Path, name: str, kept: str) -> None:
    csv_import(tmp_path, f"name,phone\n{name},602-555-0110\n")
    assert only(tmp_path / "pack").name == kept


def test_hours_in_a_line_stay_as_they_are_and_are_read(tmp_path: Path) -> None:
    rows = "1,A,602-555-0110,Mon-Fri 9am-5pm\n2,B,602-555-0111,24/7\n3,C,602-555-0112,Call\n"
    outcome = csv_import(tmp_path, f"id,name,phone,hours\n{rows}")
    made = list(resources(tmp_path / "pack").values())
    assert [each.hours for each in made] == ["Mon-Fri 9am-5pm", "24/7", "Call"]
    assert [len(each.open) for each in made] == [1, 1, 0]
    assert [each.always_open for each in made] == [False, True, False]
    assert done(outcome) == ["list.csv:4 hours: “Call”; kept it as text"]


def test_a_long_description_is_cut_for_clients_and_whole_for_staff(tmp_path: Path) -> None:
    whole = "Food for all. " + "Then more words than fit here. " * 12
    csv_import(tmp_path, f"name,phone,description\nHouse,602-555-0110,{whole}\n")
    made = only(tmp_path / "pack")
    assert made.what_for.startswith("Food for all. Then more")
    assert len(made.what_for) <= 200
    assert made.about == whole.strip()


def test_a_sentence_longer_than_the_list_is_cut_at_a_word(tmp_path: Path) -> None:
    csv_import(
        tmp_path,
        f"name,phone,description\nHouse,602-555-0110,{'word, ' * 80}\n".replace("word, ", "word "),
    )
    assert only(tmp_path / "pack").what_for.endswith("word…")


def test_without_a_word_that_is_known_a_service_gets_the_other_need(tmp_path: Path) -> None:
    csv_import(tmp_path, "name,phone\nZyx,602-555-0110\n")
    assert only(tmp_path / "pack").needs == ("other-help",)
    assert "other-help" in (tmp_path / "pack/resources/import-needs.yaml").read_text()


def test_a_row_without_an_id_has_the_same_one_every_time(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        csv_import(tmp_path / folder, "name,phone\nHouse,602-555-0110\n")
    first, second = (resources(tmp_path / folder / "pack") for folder in ("a", "b"))
    assert first.keys() == second.keys()


def test_two_rows_with_one_id_are_one_and_the_second_is_said(tmp_path: Path) -> None:
    outcome = csv_import(tmp_path, "id,name,phone\n1,A,602-555-0110\n1,B,602-555-0111\n")
    assert only(tmp_path / "pack").name == "A"
    assert "list.csv:3 id: a second service comes to csv-1; left it out" in done(outcome)
    assert (outcome.report.read, outcome.report.kept) == (2, 1)


ICAROL = (
    "ResourceAgencyNum,ParentAgencyNum,TaxonomyLevelName,PublicName,AgencyStatus,Phone1Number,"
    "Phone1IsPrivate,PhysicalAddress1,PhysicalCity,PhysicalAddressIsPrivate,WebsiteAddress\n"
    "1,,Agency,Valley Help,Active,602-555-0110,No,1 Main Street,Mesa,No,valley.example\n"
    "2,1,Program,Night Meals,Active,602-555-0111,No,,,,\n"
    "3,1,Program,Closed Kitchen,Inactive,602-555-0112,No,,,,\n"
    '4,1,Program,Quiet Kitchen,"Active, but do not refer",602-555-0113,No,,,,\n'
    "5,9,Site,Harbor,Active,,,9 Hidden Lane,Mesa,Yes,\n"
    "6,5,Program,Harbor Talks,Active,602-555-0114,Yes,,,,harbor.example\n"
    "8,8,Program,Round Table,Active,602-555-0115,No,,,,\n"
)


def test_icarol_rows_borrow_from_the_rows_above_them(tmp_path: Path) -> None:
    csv_import(tmp_path, ICAROL)
    made = {each.name: each for each in resources(tmp_path / "pack").values()}
    assert made.keys() == {"Night Meals", "Harbor Talks", "Round Table"}
    meals = made["Night Meals"]
    assert (meals.id, meals.org, meals.url) == ("icarol-2", "Valley Help", "https://valley.example")
    assert meals.address == "1 Main Street, Mesa"


def test_icarol_flags_hide_what_they_name(tmp_path: Path) -> None:
    csv_import(tmp_path, ICAROL)
    made = {each.name: each for each in resources(tmp_path / "pack").values()}
    assert made["Harbor Talks"].phones == ()
    assert made["Harbor Talks"].private_address
    text = (tmp_path / "pack/resources/import-0001.yaml").read_text()
    assert "Hidden" not in text
    assert "0114" not in text


def test_a_map_with_a_fault_names_its_line(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"map\.yaml:2:11 unknown-key `nom`"):
        csv_import(tmp_path, "name\n", "title: Ours\ncolumns: {nom: Name}\n")


@pytest.mark.parametrize("text", ["a: [", "title: A\ntitle: B\ncolumns: {name: N}\n"])
def test_a_map_that_is_no_yaml_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(SourceError, match=r"map\.yaml:"):
        csv_import(tmp_path, "name\n", text)


def test_a_map_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="can't be read"):
        read_map(tmp_path / "map.yaml")


def test_a_folder_or_zip_of_lists_is_read_whole(tmp_path: Path) -> None:
    lists = {f"{each}.csv": f"name,phone\n{each},602-555-0110\n" for each in "ab"}
    by = map_for(frozenset({"name"}))
    folder = write(tmp_path / "in", {**lists, ".hidden.csv": "x", "note.md": "x"})
    import_directory(Wish(folder, tmp_path / "pack", by), core())
    assert len(resources(tmp_path / "pack")) == 2


def test_a_folder_without_a_list_is_said(tmp_path: Path) -> None:
    with (
        pytest.raises(SourceError, match="holds no"),
        opened(write(tmp_path / "in", {"a.md": "x"})),
    ):
        pass


def test_a_zip_with_a_password_or_without_end_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("a.csv", "name\n")
    raw = bytearray(path.read_bytes())
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    locked = tmp_path / "locked.zip"
    locked.write_bytes(raw)
    with pytest.raises(SourceError, match="locked with a password"), opened(locked):
        pass
    monkeypatch.setattr("bht_assist.directory.sources.UNPACKED", 2)
    with pytest.raises(SourceError, match="unfolds to more"), opened(path):
        pass
    assert UNPACKED > 2


def test_a_broken_zip_is_said(tmp_path: Path) -> None:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as packed:
        packed.writestr("a.csv", "name,phone\nHouse,602-555-0110\n" * 50)
    path = tmp_path / "a.zip"
    path.write_bytes(raw.getvalue().replace(b"House", b"Mouse", 1))
    by = map_for(frozenset({"name"}))
    with pytest.raises(SourceError, match="can't be read"):
        import_directory(Wish(path, tmp_path / "pack", by), core())


def test_a_source_without_a_service_writes_nothing(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no service that can be used"):
        csv_import(tmp_path, "name,phone\n")
    assert not (tmp_path / "pack").exists()


def test_services_that_share_a_number_and_a_name_are_suggested_not_merged(tmp_path: Path) -> None:
    rows = [
        "1,Corner Food Pantry,602-555-0110,1 Elm Street",
        "2,Corner Food Pantry Inc,602-555-0110,",
        "3,Elm Office,602-555-0110,1 Elm Street",
        "4,Quite Another,602-555-0110,",
        "5,SAMHSA National Helpline,1-800-662-4357,",
    ]
    outcome = csv_import(tmp_path, "id,name,phone,address\n" + "\n".join(rows))
    assert len(resources(tmp_path / "pack")) == 5
    said = [each for each in done(outcome) if "kept both" in each]
    assert [each.split("“")[1].split("”")[0] for each in said] == [
        "SAMHSA National Helpline",
        "Corner Food Pantry Inc",
        "Elm Office",
    ]

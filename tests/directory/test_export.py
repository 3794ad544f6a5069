"""An export is valid HSDS 3.0, and importing it gives back what was exported."""

from __future__ import annotations

import csv
import io
import json
import os
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bht_assist.content.explain import valid
from bht_assist.content.models import Opening, Phone, Resource
from bht_assist.directory.export import TABLES, service_tree, tables, trees_text
from bht_assist.directory.importing import Wish, import_directory
from tests.core import core

from .sources import resources, write

SAMPLES = next(
    Path(os.environ.get("BHT_HSDS_SAMPLES", "/nowhere")).glob("**/datapackage_3.0.json"), None
)
"""The data package of the HSDS specification, where the tester has it."""

words = st.lists(
    st.text(st.sampled_from("abcdefg éñ'(),.-"), min_size=1, max_size=8), min_size=1, max_size=4
).map(lambda parts: " ".join("".join(parts).split()))
line = words.filter(lambda text: text and text[0] not in "'(-.,+")
names = st.text(st.sampled_from("abc0-"), min_size=1, max_size=12).filter(lambda t: t[0] != "-")
lists = st.lists(line, max_size=3, unique=True).map(tuple)
numbers = st.integers(0, 9999).map(lambda last: f"602-555-{last:04}")
phones = st.builds(
    Phone,
    kind=st.sampled_from(["voice", "text", "tty", "videophone", "fax"]),
    number=numbers | st.sampled_from(["988", "211", "1-800-662-4357"]),
    extension=st.just("") | st.integers(0, 9999).map(str),
    say=st.just("") | line,
    label=st.just("") | line,
    languages=lists,
    verified_on=st.none() | st.dates(date(1990, 1, 1), date(2030, 1, 1)),
    verified_by=st.just("") | line,
)
clock = st.sampled_from(["00:00", "09:30", "12:00", "17:00"])
opening = st.builds(
    lambda days, start, end, zone: valid(
        Opening, {"days": days, "from": start, "to": end, "zone": zone}
    ),
    st.sampled_from(["mon-fri", "sat", "mon,wed-thu", "mon-sun"]),
    clock,
    clock | st.just("24:00"),
    st.sampled_from(["ET", "local"]),
)
made = st.builds(
    Resource,
    id=names,
    name=line,
    aka=lists,
    org=st.just("") | line,
    needs=st.lists(names, min_size=1, max_size=3, unique=True).map(tuple),
    what_for=line,
    about=st.just("") | line,
    phones=st.lists(phones, max_size=3, unique_by=lambda each: each.number).map(tuple),
    chat=st.just("") | st.just("https://chat.example/x"),
    url=st.just("https://site.example"),
    email=st.just("") | st.just("help@site.example"),
    hours=line,
    open=st.lists(opening, max_size=2).map(tuple),
    always_open=st.booleans(),
    languages=lists,
    audience=line,
    eligibility=st.dictionaries(names, st.sampled_from(["yes", "no", "ask"]), max_size=3),
    min_age=st.none() | st.integers(0, 120),
    max_age=st.none() | st.integers(0, 120),
    cost=line,
    insurance=lists,
    how_to_start=st.just("") | line,
    bring=lists,
    access=lists,
    transport=st.just("") | line,
    area=line,
    address=st.just("") | line,
    private_address=st.booleans(),
    crisis=st.booleans(),
    tags=lists,
    confidence=st.sampled_from(["verified", "sure"]),
    source=st.just("") | line,
    verified_on=st.dates(date(1990, 1, 1), date(2030, 1, 1)),
    verified_by=st.just("") | line,
    verified_how=line,
    note=st.just("") | line,
)


def as_hsds_holds(resource: Resource) -> Resource:
    """Give what may leave: nothing of a private place, and not who checked which field."""
    kept = resource.but(checked={})
    if not kept.private_address:
        return kept
    gone = {"address": "", "private_address": False, "transport": "", "access": ()}
    return kept.but(**gone)


def brought_back(files: dict[str, str]) -> dict[str, Resource]:
    with TemporaryDirectory() as folder:
        source = write(Path(folder) / "in", dict(files))
        import_directory(Wish(source, Path(folder) / "pack"), core())
        return resources(Path(folder) / "pack")


@settings(deadline=None, max_examples=8)
@given(st.lists(made, min_size=1, max_size=3, unique_by=lambda each: each.id))
def test_importing_an_export_gives_back_every_fact(found: list[Resource]) -> None:
    wanted = {each.id: as_hsds_holds(each) for each in found}
    assert brought_back(tables(found)) == wanted
    assert brought_back({"all.json": trees_text(found)}) == wanted


def test_a_place_goes_along_with_the_way_there() -> None:
    open_place = private().but(private_address=False)
    assert brought_back(tables([open_place])) == {"harbor": open_place}


def test_the_core_directory_comes_back_whole() -> None:
    found = core().resources
    wanted = {name: as_hsds_holds(each) for name, each in found.items()}
    assert brought_back(tables(found.values())) == wanted


def private() -> Resource:
    facts: dict[str, Any] = {
        "id": "harbor",
        "name": "Harbor",
        "needs": ["shelter"],
        "what_for": "A place to sleep.",
        "hours": "Call",
        "audience": "Anyone",
        "cost": "Free",
        "url": "https://harbor.example",
        "address": "77 Hidden Lane",
        "private_address": True,
        "transport": "Bus to Hidden Lane",
        "access": ["Ramp on Hidden Lane"],
        "verified_on": "2026-11-01",
        "verified_how": "Called.",
    }
    return valid(Resource, facts)


def test_a_private_address_is_nowhere_in_an_export() -> None:
    assert "Hidden" not in "".join(tables([private()]).values()) + trees_text([private()])


def test_no_cell_of_an_export_is_a_formula() -> None:
    found = private().but(name="=1+1", note="@x")
    cells = [
        cell
        for text in tables([found]).values()
        for row in csv.reader(io.StringIO(text))
        for cell in row
    ]
    assert "'=1+1" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "@"))]


def test_an_export_is_the_same_every_time() -> None:
    found = list(core().resources.values())[:20]
    assert tables(found) == tables(found)
    assert trees_text(found) == trees_text(found)


def test_every_table_names_rows_that_are_there() -> None:
    files = tables([*core().resources.values()][:40])
    rows = {
        kind: list(csv.DictReader(io.StringIO(files.get(f"{name}.csv", ""))))
        for kind, name in TABLES.items()
    }
    ids = {kind: {row["id"] for row in found} for kind, found in rows.items()}
    assert all(len(ids[kind]) == len(found) for kind, found in rows.items())
    for found in rows.values():
        for row in found:
            for column, value in row.items():
                owner = column.removesuffix("_id")
                if column.endswith("_id") and value and owner in ids:
                    assert value in ids[owner], column


def test_a_tree_has_what_hsds_requires() -> None:
    tree = service_tree(core().resources["988-lifeline"])
    assert {"id", "name", "status"} <= tree.keys()
    assert all({"id", "number"} <= phone.keys() for phone in tree["phones"])


@pytest.mark.skipif(not SAMPLES, reason="BHT_HSDS_SAMPLES names no folder with HSDS data packages")
def test_the_tables_fit_the_specifications_own_data_package() -> None:
    assert SAMPLES
    package = json.loads(SAMPLES.read_text(encoding="utf-8"))
    files = tables([*core().resources.values()])
    for table in package["resources"]:
        rows = list(csv.DictReader(io.StringIO(files.pop(Path(table["path"]).name, ""))))
        fields = {
            field["name"]: field.get("constraints", {}) for field in table["schema"]["fields"]
        }
        for row in rows:
            assert row.keys() <= fields.keys()
            for name, rule in fields.items():
                assert row.get(name) or not rule.get("required"), name
                assert not row.get(name) or row[name] in rule.get("enum", [row[name]]), name
    assert files.keys() == {"datapackage.json"}

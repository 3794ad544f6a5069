"""Whatever a source holds, an import ends in a report or a sentence, and its pack is in order."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bht_assist.directory import pack_files
from bht_assist.directory.report import Refused, SourceError
from bht_assist.directory.sources import Source, opened
from bht_assist.directory.stage import Stage

from .sources import as_json, csv_import, hsds_import, resources, service, write

if TYPE_CHECKING:
    from bht_assist.directory.pack_files import Writing

scalars = (
    st.none()
    | st.booleans()
    | st.integers(-5, 300)
    | st.text(max_size=12)
    | st.sampled_from(["\ud800", "=cmd()", "602-555-0110", "1", "active", "Mon", "9am", "x" * 90])
)
keys = st.sampled_from(
    [
        *("id", "name", "phones", "number", "organization", "location", "schedules", "byday"),
        *(
            "service_at_locations",
            "addresses",
            "address_1",
            "attributes",
            "taxonomy_term",
            "status",
        ),
        *("opens_at", "closes_at", "services", "languages", "minimum_age", "url", "service_id"),
        *("alternate_name", "description", "contents", "services.csv", "\ud800_id", "taxonomy"),
    ]
)
trees = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=6),
    max_leaves=25,
)


@settings(deadline=None, max_examples=60)
@given(st.dictionaries(keys, trees, max_size=8), st.booleans())
def test_no_tree_stops_an_import(tree: dict[str, Any], strict: bool) -> None:
    with TemporaryDirectory() as folder:
        source = write(Path(folder) / "in", {"a.json": json.dumps([tree, service()])})
        try:
            hsds_import(source, Path(folder) / "pack", strict=strict)
        except (Refused, SourceError):
            return
        assert resources(Path(folder) / "pack")


columns = st.lists(
    st.sampled_from(["name", "phone", "hours", "address", "id", "cost", "fax", "age", "min age"]),
    min_size=1,
    max_size=6,
)
cells = st.text(max_size=12) | st.sampled_from(["602-555-0110", "=x", "House", "a" * 200])


@settings(deadline=None, max_examples=40)
@given(columns, st.lists(st.lists(cells, max_size=7), max_size=4))
def test_no_table_stops_an_import(head: list[str], table: list[list[str]]) -> None:
    out = io.StringIO()
    csv.writer(out).writerows([head, *table])
    raw = out.getvalue().encode("utf-8", "surrogatepass")
    with TemporaryDirectory() as folder:
        try:
            outcome = csv_import(Path(folder), raw)
        except SourceError:
            return
        assert len(resources(Path(folder) / "pack")) == outcome.report.kept


def test_a_pack_that_cannot_be_written_is_said_and_left_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: Writing) -> list[Path]:
        self.marks.flush()
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(pack_files.Writing, "done", full)
    source = write(tmp_path / "in", {"a.json": as_json(service())})
    with pytest.raises(SourceError, match="can't be written: No space left"):
        hsds_import(source, tmp_path / "pack")
    assert not list((tmp_path / "pack" / "resources").iterdir())


def test_a_disk_without_room_for_the_rows_is_said() -> None:
    with pytest.raises(SourceError, match="needs room on the disk"), Stage():
        raise sqlite3.OperationalError("database or disk is full")


def test_a_file_name_of_any_bytes_can_be_said(tmp_path: Path) -> None:
    path = tmp_path / "\udcff.csv"
    path.write_text("name\n", encoding="utf-8")
    with opened(path) as found:
        assert [each.name for each in found] == ["?.csv"]
        assert isinstance(found[0], Source)

"""JSON of every shape and size, broken or not."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bht_assist.directory import trees
from bht_assist.directory.report import Report
from bht_assist.directory.trees import read_trees


def read(text: str | bytes) -> tuple[list[Any], Report]:
    raw = text.encode() if isinstance(text, str) else text
    report = Report()
    found = read_trees(lambda: io.BytesIO(raw), "a.json", report)
    return [(table, record) for table, _, record in found], report


@pytest.mark.parametrize(
    ("text", "records"),
    [
        ('{"id": "1"}', [("", {"id": "1"})]),
        ('[{"id": "1"}, {"id": "2"}]', [("", {"id": "1"}), ("", {"id": "2"})]),
        ('{"contents": [{"id": "1"}], "size": 1}', [("", {"id": "1"})]),
        ('{"services.csv": [{"id": "1"}]}', [("services", {"id": "1"})]),
        ('{"id": "1"}\n{"id": "2"}\n\n', [("", {"id": "1"}), ("", {"id": "2"})]),
        ('{"size": 1}', []),
        ("[]", []),
    ],
)
def test_every_shape_gives_its_records(text: str, records: list[Any]) -> None:
    made, report = read(text)
    assert made == records
    assert not report.issues


def test_numbers_stay_as_they_are_written() -> None:
    assert read('{"id": 007e1}'.replace("007e1", "1.50"))[0] == [("", {"id": "1.50"})]


def test_a_broken_line_is_left_out_and_the_others_come_in() -> None:
    made, report = read('{"id": "1"}\n{"id": \n[1]\n{"id": "2"}\n')
    assert [record["id"] for _, record in made] == ["1", "2"]
    assert [each.spot.line for each in report.issues] == [2, 3]


def test_lines_of_records_are_known_even_when_the_first_is_broken() -> None:
    made, _ = read('{"id": "1"\n{"id": "2"}\n')
    assert [record["id"] for _, record in made] == ["2"]


@pytest.mark.parametrize(
    "text",
    ['[{"id": "1"}, {"id": ', '[{"id": "1"}, oops]', '{"contents": [{"id": "1"}, }'],
)
def test_a_list_that_breaks_off_keeps_what_came_before(text: str) -> None:
    made, report = read(text)
    assert made == [("", {"id": "1"})]
    assert "the JSON is broken here" in str(report.issues[0])


def test_a_list_that_is_not_closed_is_said() -> None:
    made, report = read('[{"id": "1"}')
    assert made == [("", {"id": "1"})]
    assert "the list is not closed" in str(report.issues[0])


def test_a_record_that_is_none_is_left_out_with_its_line() -> None:
    made, report = read('[\n{"id": "1"},\n5]')
    assert made == [("", {"id": "1"})]
    assert report.issues[0].spot.line == 3


@pytest.mark.parametrize("text", ["", "  ", "hello", '"x"', "\x00"])
def test_what_is_no_json_is_said(text: str) -> None:
    made, report = read(text)
    assert made == []
    assert len(report.issues) == 1


def test_nesting_without_end_is_said_and_not_followed() -> None:
    made, report = read("[" + "[" * 100_000)
    assert made == []
    assert report.issues


def test_a_value_longer_than_a_chunk_is_read_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trees, "_CHUNK", 7)
    records = [{"id": str(number), "name": "x" * number} for number in range(40)]
    assert [record for _, record in read(json.dumps(records, indent=1))[0]] == records


def test_a_record_larger_than_any_service_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trees, "_CHUNK", 8)
    monkeypatch.setattr(trees, "RECORD", 64)
    made, report = read('[{"id": "' + "x" * 400 + '"}]')
    assert made == []
    assert "broken" in str(report.issues[0])


@given(st.binary(max_size=200))
def test_no_bytes_stop_the_reading_of_json(raw: bytes) -> None:
    read(raw)
    read(b'{"contents": [{"id": "1"}, ' + raw)

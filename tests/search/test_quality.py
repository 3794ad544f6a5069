"""The right row stands among the first, by kind of query: `queries.yaml` has what people type."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from bht_assist.search.shelf import Shelf
from tests.core import core

QUERIES = yaml.safe_load((Path(__file__).parent / "queries.yaml").read_text(encoding="utf-8"))
OVERALL, EACH_KIND = 0.92, 0.85


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    return Shelf(core(), date(2026, 11, 23))


def found(shelf: Shelf, kind: str) -> list[bool]:
    """Tell for each query whether one of the wanted rows stands high enough."""
    first = 1 if kind == "safety" else 3
    return [
        any(hit.id in map(str, row["want"]) for hit in shelf.find(str(row["q"])).rows[:first])
        for row in QUERIES[kind]
    ]


@pytest.mark.parametrize("kind", QUERIES)
def test_every_kind_of_query_finds_what_is_meant(shelf: Shelf, kind: str) -> None:
    hits = found(shelf, kind)
    assert sum(hits) / len(hits) >= (1 if kind == "safety" else EACH_KIND)


def test_overall_the_right_row_is_among_the_first_three(shelf: Shelf) -> None:
    hits = [hit for kind in QUERIES for hit in found(shelf, kind)]
    assert len(hits) >= 150
    assert sum(hits) / len(hits) >= OVERALL


def test_every_wanted_id_is_in_the_core_pack(shelf: Shelf) -> None:
    library = shelf.library
    known = {*library.resources, *library.topics, *library.cards, *library.flows}
    wanted = {str(each) for rows in QUERIES.values() for row in rows for each in row["want"]}
    assert wanted <= known


def test_what_a_synonym_stands_for_can_be_found(shelf: Shelf) -> None:
    for row in shelf.library.synonyms:
        assert shelf.index.search(f"{row.means} ", None, 1), row.means

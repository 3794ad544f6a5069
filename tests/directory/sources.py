"""Small sources written for these tests, and the import of them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from bht_assist.content.library import load
from bht_assist.directory.columns import map_for, read_map
from bht_assist.directory.importing import Outcome, Wish, import_directory
from bht_assist.directory.rows import headers
from bht_assist.directory.sources import opened
from tests.core import core

if TYPE_CHECKING:
    from pathlib import Path

    from bht_assist.content.models import Resource


def write(folder: Path, files: dict[str, str | bytes]) -> Path:
    """Write the files of a source and give its folder."""
    folder.mkdir(exist_ok=True, parents=True)
    for name, content in files.items():
        raw = content.encode() if isinstance(content, str) else content
        (folder / name).write_bytes(raw)
    return folder


def csv_import(folder: Path, content: str | bytes, saved_map: str = "", **how: Any) -> Outcome:
    """Import a CSV file into the pack `pack` beside it, by its own map or the one that fits."""
    source = write(folder, {"list.csv": content}) / "list.csv"
    if saved_map:
        by = read_map(write(folder, {"map.yaml": saved_map}) / "map.yaml")
    else:
        with opened(source) as sources:
            by = map_for(headers(sources[0].open, sources[0].name))
    return import_directory(Wish(source, folder / "pack", by, **how), core())


def hsds_import(source: Path, pack: Path, **how: Any) -> Outcome:
    return import_directory(Wish(source, pack, **how), core())


def resources(pack: Path) -> dict[str, Resource]:
    """Give the resources of a pack, which must be in order, without the core's."""
    library = load(pack, core=False)
    assert not library.problems, [str(each) for each in library.problems]
    return dict(library.resources)


def only(pack: Path) -> Resource:
    (one,) = resources(pack).values()
    return one


def done(outcome: Outcome) -> list[str]:
    return [str(each) for each in outcome.report.issues]


SERVICE: dict[str, Any] = {
    "id": "11111111-1111-4111-8111-111111111111",
    "name": "Night Kitchen",
    "alternate_name": "The Kitchen; Kitchen on Fifth",
    "description": "Hot meals and a food pantry.",
    "status": "active",
    "url": "kitchen.example",
    "minimum_age": 18,
    "assured_date": "2026-05-04",
    "organization": {"id": "o1", "name": "Fifth Street Church", "website": "https://fifth.example"},
    "phones": [
        {"id": "p1", "number": "(602) 555-0142 x12", "type": "voice"},
        {"id": "p2", "number": "602-555-0143", "type": "fax"},
    ],
    "schedules": [
        {
            "id": "s1",
            "freq": "WEEKLY",
            "byday": "MO,TU,WE",
            "opens_at": "17:00",
            "closes_at": "20:00",
        }
    ],
    "languages": [{"id": "l1", "name": "Spanish", "code": "es"}],
    "service_at_locations": [
        {
            "id": "j1",
            "location": {
                "id": "loc1",
                "location_type": "physical",
                "name": "Church hall",
                "transportation": "Bus 3",
                "addresses": [
                    {
                        "id": "a1",
                        "address_1": "5 Fifth Street",
                        "city": "Mesa",
                        "state_province": "AZ",
                        "postal_code": "85201",
                        "country": "US",
                        "address_type": "physical",
                    }
                ],
            },
        }
    ],
}


def service(**changes: Any) -> dict[str, Any]:
    return {**SERVICE, **changes}


def as_json(*services: dict[str, Any]) -> str:
    return json.dumps(list(services) if len(services) != 1 else services[0])

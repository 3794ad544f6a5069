"""HSDS in every form comes in as the same pack."""

from __future__ import annotations

import json
import zipfile
from typing import TYPE_CHECKING

import pytest

from bht_assist.directory.report import Refused, SourceError

from .sources import as_json, done, hsds_import, only, resources, service, write

if TYPE_CHECKING:
    from pathlib import Path

TABLES: dict[str, str | bytes] = {
    "organizations.csv": "id,name,website\no1,Fifth Street Church,https://fifth.example\n",
    "services.csv": (
        "id,organization_id,name,alternate_name,description,url,status,minimum_age,assured_date\n"
        "11111111-1111-4111-8111-111111111111,o1,Night Kitchen,The Kitchen; Kitchen on Fifth,"
        "Hot meals and a food pantry.,kitchen.example,active,18,2026-05-04\n"
    ),
    "phones.csv": (
        "id,service_id,number,type\n"
        "p1,11111111-1111-4111-8111-111111111111,(602) 555-0142 x12,voice\n"
        "p2,11111111-1111-4111-8111-111111111111,602-555-0143,fax\n"
    ),
    "schedules.csv": (
        "id,service_id,freq,byday,opens_at,closes_at\n"
        's1,11111111-1111-4111-8111-111111111111,WEEKLY,"MO,TU,WE",17:00,20:00\n'
    ),
    "languages.csv": (
        "id,service_id,name,code\nl1,11111111-1111-4111-8111-111111111111,Spanish,es\n"
    ),
    "service_at_location.csv": (
        "id,service_id,location_id\nj1,11111111-1111-4111-8111-111111111111,loc1\n"
    ),
    "locations.csv": ("id,location_type,name,transportation\nloc1,physical,Church hall,Bus 3\n"),
    "addresses.csv": (
        "id,location_id,address_1,city,state_province,postal_code,country,address_type\n"
        "a1,loc1,5 Fifth Street,Mesa,AZ,85201,US,physical\n"
    ),
}


def _older(tables: dict[str, str | bytes]) -> dict[str, str | bytes]:
    """Give the same tables as HSDS 1.1 has them."""
    service_id = "11111111-1111-4111-8111-111111111111"
    hours = "".join(
        f"s{day},{service_id},{day},17:00,20:00\n" for day in ("Monday", "Tuesday", "Wednesday")
    )
    return {
        "organizations.csv": str(tables["organizations.csv"]).replace("website", "url"),
        "services.csv": tables["services.csv"],
        "phones.csv": tables["phones.csv"],
        "regular_schedules.csv": f"id,service_id,weekday,opens_at,closes_at\n{hours}",
        "languages.csv": f"id,service_id,language\nl1,{service_id},Spanish\n",
        "services_at_location.csv": tables["service_at_location.csv"],
        "locations.csv": tables["locations.csv"],
        "physical_addresses.csv": tables["addresses.csv"],
        "taxonomy.csv": "id,name\n",
    }


def test_a_service_tree_gives_a_resource_with_every_fact(tmp_path: Path) -> None:
    source = write(tmp_path / "in", {"service.json": as_json(service())})
    hsds_import(source, tmp_path / "pack")
    made = only(tmp_path / "pack").model_dump(exclude_defaults=True, mode="json", by_alias=True)
    assert made == {
        "id": "hsds-11111111-1111-4111-8111-111111111111",
        "name": "Night Kitchen",
        "aka": ["The Kitchen", "Kitchen on Fifth"],
        "org": "Fifth Street Church",
        "needs": ["food"],
        "what_for": "Hot meals and a food pantry.",
        "phones": [
            {"number": "602-555-0142", "extension": "12"},
            {"kind": "fax", "number": "602-555-0143"},
        ],
        "url": "https://kitchen.example",
        "hours": "Mon-Wed, 5 pm to 8 pm",
        "open": [{"days": "mon-wed", "from": "17:00", "to": "20:00"}],
        "languages": ["Spanish"],
        "audience": "Call and ask who they serve",
        "min_age": 18,
        "cost": "Ask about the cost",
        "transport": "Bus 3",
        "address": "5 Fifth Street, Mesa, AZ 85201",
        "verified_on": "2026-05-04",
        "verified_how": "Imported. The date is the source's own; not called.",
    }


@pytest.mark.parametrize(
    "files",
    [
        {"a.json": as_json(service())},
        {"a.json": json.dumps([service()])},
        {"a.json": json.dumps({"total_items": 1, "contents": [service()]}, indent=2)},
        {"a.ndjson": json.dumps(service()) + "\n"},
        TABLES,
        _older(TABLES),
        {
            "a.json": json.dumps(
                {
                    "id": "o1",
                    "name": "Fifth Street Church",
                    "website": "https://fifth.example",
                    "services": [service(organization=None)],
                }
            )
        },
    ],
    ids=["tree", "list", "page", "lines", "tables 3.0", "tables 1.1", "organization"],
)
def test_every_form_of_hsds_gives_the_same_pack(
    tmp_path: Path, files: dict[str, str | bytes]
) -> None:
    hsds_import(write(tmp_path / "one", {"a.json": as_json(service())}), tmp_path / "wanted")
    hsds_import(write(tmp_path / "two", files), tmp_path / "pack")
    wanted, made = (tmp_path / name / "resources/import-0001.yaml" for name in ("wanted", "pack"))
    assert made.read_text() == wanted.read_text()


def test_a_zip_is_read_like_the_folder_in_it(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "export.zip", "w") as packed:
        for name, text in TABLES.items():
            packed.writestr(f"export/{name}", text)
    hsds_import(tmp_path / "export.zip", tmp_path / "pack")
    assert only(tmp_path / "pack").name == "Night Kitchen"


def test_a_service_at_two_places_becomes_two_resources(tmp_path: Path) -> None:
    second = json.loads(json.dumps(service()["service_at_locations"][0]).replace("loc1", "loc2"))
    second["id"] = "j2"
    both = service(service_at_locations=[*service()["service_at_locations"], second])
    hsds_import(write(tmp_path / "in", {"a.json": as_json(both)}), tmp_path / "pack")
    assert len(resources(tmp_path / "pack")) == 2


def test_an_organization_that_is_missing_is_said_and_done_without(tmp_path: Path) -> None:
    tables = {**TABLES, "organizations.csv": "id,name\n"}
    outcome = hsds_import(write(tmp_path / "in", tables), tmp_path / "pack")
    assert "services.csv:2 organization_id: there is no organization o1; went on without it" in (
        done(outcome)
    )
    assert only(tmp_path / "pack").org == ""


def test_a_strict_import_writes_nothing_when_there_is_something_to_repair(tmp_path: Path) -> None:
    tables = {**TABLES, "organizations.csv": "id,name\n"}
    with pytest.raises(Refused, match=r"services\.csv:2"):
        hsds_import(write(tmp_path / "in", tables), tmp_path / "pack", strict=True)
    assert not (tmp_path / "pack").exists()


def test_a_source_that_is_not_there_is_said_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="can't be read"):
        hsds_import(tmp_path / "nowhere", tmp_path / "pack")

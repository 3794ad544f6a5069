"""HSDS in every form comes in as the same pack."""

from __future__ import annotations

import json
import os
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from bht_assist.directory.report import Refused, SourceError

from .sources import as_json, done, hsds_import, only, resources, service, write

if TYPE_CHECKING:
    from bht_assist.content.models import Resource

SAMPLES = [
    str(path)
    for folder in filter(None, [os.environ.get("BHT_HSDS_SAMPLES")])
    for pattern in ("**/services.csv", "**/service_full.json", "**/tabular.json")
    for found in sorted(Path(folder).glob(pattern))
    for path in [found.parent if found.suffix == ".csv" else found]
]
"""Sources in a folder of real HSDS samples, where the tester has one."""

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
    made = only(tmp_path / "pack").plain(defaults=False)
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
        "open": [{"days": "mon-wed", "from_": "17:00", "to": "20:00"}],
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


def _lines(folder: Path, *services: dict[str, Any]) -> tuple[list[str], dict[str, Resource]]:
    """Import services as lines, and give what was said and what came of it."""
    text = "\n".join(map(json.dumps, [*services, {"id": "z", "name": "Zed", "url": "zed.example"}]))
    outcome = hsds_import(write(folder / "in", {"a.ndjson": text}), folder / "pack")
    return done(outcome), resources(folder / "pack")


def test_a_service_that_is_closed_is_noted_and_left_out(tmp_path: Path) -> None:
    said, made = _lines(tmp_path, service(status="defunct"))
    assert said == ["a.ndjson:1 status: it is “defunct”; left it out"]
    assert set(made) == {"hsds-z"}


def test_a_service_without_a_name_or_a_second_of_one_id_is_left_out(tmp_path: Path) -> None:
    said, _ = _lines(tmp_path, service(id="a", name=None), service(id="b"), service(id="b"))
    assert said == [
        "a.ndjson:1 name: a service without it; left it out",
        "a.ndjson:3 id: b stands twice; left it out",
    ]


def test_a_phone_from_elsewhere_is_left_out_and_said(tmp_path: Path) -> None:
    said, made = _lines(tmp_path, service(phones=[{"id": "p", "number": "+44 1234 234567"}]))
    assert said == ["a.ndjson:1 phone: “+44 1234 234567” is no US number; left it out"]
    assert not made["hsds-11111111-1111-4111-8111-111111111111"].phones


def test_an_id_of_any_kind_becomes_one_that_a_pack_may_hold(tmp_path: Path) -> None:
    _, made = _lines(tmp_path, service(id="Ñ/7 " + "x" * 90))
    assert [len(name) <= 64 for name in made] == [True, True]


def test_a_name_that_several_organizations_use_says_whose_it_is(tmp_path: Path) -> None:
    other = service(id="b", organization={"id": "o2", "name": "Sixth Street Church"})
    _, made = _lines(tmp_path, service(), other)
    assert {each.name for each in made.values()} == {
        "Fifth Street Church: Night Kitchen",
        "Sixth Street Church: Night Kitchen",
        "Zed",
    }


def test_a_place_that_is_missing_is_said(tmp_path: Path) -> None:
    tables = {**TABLES, "locations.csv": "id,name\n"}
    outcome = hsds_import(write(tmp_path / "in", tables), tmp_path / "pack")
    assert done(outcome) == [
        "service_at_location.csv:2 location_id: there is no location loc1; left out the place"
    ]


def test_the_oldest_tables_name_a_service_s_place_in_the_service(tmp_path: Path) -> None:
    services = "id,location_id,name,languages,taxonomy_ids\n1,loc1,Night Kitchen,,\n"
    places = "id,organization_id,name,languages,accessibility\nloc1,o1,Hall,English,ramp\n"
    tables = {
        "organizations.csv": TABLES["organizations.csv"],
        "services.csv": services,
        "locations.csv": places,
        "addresses.csv": TABLES["addresses.csv"],
        "funding.csv": "id\n1\n",
        "wishes.csv": "id\n1\n",
    }
    outcome = hsds_import(write(tmp_path / "in", tables), tmp_path / "pack")
    made = only(tmp_path / "pack")
    assert (made.address, made.org) == ("5 Fifth Street, Mesa, AZ 85201", "Fifth Street Church")
    assert (made.languages, made.access) == (("English",), ("ramp",))
    assert done(outcome) == ["wishes.csv:1: HSDS has no table of this name; left the file out"]


def test_tables_inside_one_json_file_are_read(tmp_path: Path) -> None:
    text = json.dumps(
        {
            "services.csv": [{"id": "1", "name": "Night Kitchen", "url": None}],
            "phones.csv": [{"id": "2", "service_id": "1", "number": "602-555-0110"}],
            "wishes.csv": [{"id": "3"}],
        }
    )
    outcome = hsds_import(write(tmp_path / "in", {"a.json": text}), tmp_path / "pack")
    assert only(tmp_path / "pack").phones[0].number == "602-555-0110"
    assert done(outcome) == ["a.json:1 wishes: this is no HSDS record; left it out"]


def test_a_tree_may_grow_from_the_place(tmp_path: Path) -> None:
    join = service()["service_at_locations"][0]
    tree = {**join, "service": service(service_at_locations=None)}
    place = {"id": "x", "location_type": "physical"}
    text = json.dumps([tree, place])
    hsds_import(write(tmp_path / "in", {"a.json": text}), tmp_path / "pack")
    assert only(tmp_path / "pack").address == "5 Fifth Street, Mesa, AZ 85201"


def test_odd_branches_of_a_tree_do_no_harm(tmp_path: Path) -> None:
    odd = service(
        alternate_name=["One", "Two"],
        phones=["602-555-0199", {"number": "602-555-0110"}],
        extra={"a": 1},
        more=[{"a": 1}],
        fees_description="<b>Free</b>",
        alert="<br>",
    )
    said, made = _lines(tmp_path, odd)
    first = made["hsds-11111111-1111-4111-8111-111111111111"]
    assert (first.aka, first.cost, first.note) == (("One", "Two"), "Free", "")
    assert [each.number for each in first.phones] == ["602-555-0110"]
    assert "took out markup" in said[0]


def test_branches_without_end_are_left_out(tmp_path: Path) -> None:
    deep: dict[str, Any] = {"id": "x"}
    for _ in range(400):
        deep = {"organization": deep}
    said, made = _lines(tmp_path, service(organization=deep))
    assert set(made) >= {"hsds-z"}
    assert all(
        "no record" in each or "no HSDS record" in each or "organization" in each for each in said
    )


def test_facts_of_ours_that_do_not_fit_take_the_service_out(tmp_path: Path) -> None:
    term = {"id": "t", "name": "id", "taxonomy": "bht_assist"}
    odd = service(attributes=[{"id": "a", "value": "Bad Id!", "taxonomy_term": term}])
    said, made = _lines(tmp_path, odd)
    assert set(made) == {"hsds-z"}
    assert said[-1].endswith("left the service out")


def test_costs_payments_papers_chat_and_areas_are_told(tmp_path: Path) -> None:
    told = service(
        cost_options=[{"id": "c", "option": "Adults", "amount": 5, "currency": "usd"}],
        payments_accepted=[{"id": "p", "payment": "Medicaid"}],
        required_documents=[{"id": "d", "document": "Photo ID"}],
        additional_urls=[{"id": "u", "label": "Chat", "url": "chat.example"}],
        service_areas=[{"id": "s", "name": "Mesa"}],
        eligibility=[{"id": "e", "eligibility": "adult"}],
        attributes=[{"id": "a", "taxonomy_term": {"id": "t", "name": "Meals"}}],
        program={"id": "g", "name": "Table"},
    )
    _, made = _lines(tmp_path, told)
    first = made["hsds-11111111-1111-4111-8111-111111111111"]
    assert (first.cost, first.insurance, first.bring) == (
        "Adults 5 usd",
        ("Medicaid",),
        ("Photo ID",),
    )
    assert (first.chat, first.area, first.audience) == ("https://chat.example", "Mesa", "adult")
    assert (first.tags, first.aka[-1]) == (("Meals",), "Table")


@pytest.mark.skipif(not SAMPLES, reason="BHT_HSDS_SAMPLES names no folder of HSDS samples")
@pytest.mark.parametrize("path", SAMPLES)
def test_real_samples_come_in_as_packs_in_order(tmp_path: Path, path: str) -> None:
    outcome = hsds_import(Path(path), tmp_path / "pack")
    assert outcome.report.kept
    assert len(resources(tmp_path / "pack")) == outcome.report.kept

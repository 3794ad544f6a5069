"""What hides never comes in: addresses, private lines, numbers that sell calls."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.core import core

from .sources import SERVICE, as_json, csv_import, done, hsds_import, only, service, write

if TYPE_CHECKING:
    from pathlib import Path

HIDDEN = "77 Hidden Lane"


def _placed(**changes: Any) -> dict[str, Any]:
    """Give the service with another address, and what else is said of its place."""
    join = SERVICE["service_at_locations"][0]
    address = {**join["location"]["addresses"][0], "address_1": HIDDEN, **changes.pop("at", {})}
    location = {**join["location"], "addresses": [address], **changes.pop("location", {})}
    return service(service_at_locations=[{**join, "location": location}], **changes)


def _pack_text(pack: Path) -> str:
    return "\n".join(path.read_text() for path in sorted(pack.rglob("*")) if path.is_file())


@pytest.mark.parametrize(
    "changes",
    [
        {"name": "Harbor Domestic Violence Shelter"},
        {"description": "A safe house for people who flee."},
        {"attributes": [{"id": "t", "value": "Domestic violence shelters"}]},
        {"location": {"name": "Confidential location"}},
        {"at": {"attention": "do not publish"}},
        {"at": {"address_2": "(address withheld)"}},
    ],
    ids=["name", "description", "term", "place", "attention", "address"],
)
def test_an_address_that_hides_is_nowhere_in_the_pack(
    tmp_path: Path, changes: dict[str, Any]
) -> None:
    changes["location"] = {**changes.get("location", {}), "transportation": "Bus 3 to 77 Hidden"}
    source = write(tmp_path / "in", {"a.json": as_json(_placed(**changes))})
    outcome = hsds_import(source, tmp_path / "pack")
    made = only(tmp_path / "pack")
    assert (made.address, made.private_address, made.transport) == ("", True, "")
    assert "hidden" not in _pack_text(tmp_path / "pack").casefold()
    assert any("this place is private" in each for each in done(outcome))


def test_a_text_that_gives_the_street_away_stays_out(tmp_path: Path) -> None:
    told = _placed(
        name="Harbor Safe House",
        application_process="Walk to 77 hidden-lane, ring twice.",
        fees_description="Free",
    )
    hsds_import(write(tmp_path / "in", {"a.json": as_json(told)}), tmp_path / "pack")
    made = only(tmp_path / "pack")
    assert (made.how_to_start, made.cost) == ("", "Free")
    assert "hidden" not in _pack_text(tmp_path / "pack").casefold()


def test_a_shelter_without_an_address_is_private_all_the_same(tmp_path: Path) -> None:
    csv_import(tmp_path, "name,phone\nHarbor Safe House,602-555-0110\n")
    assert only(tmp_path / "pack").private_address


def test_an_open_address_comes_in(tmp_path: Path) -> None:
    hsds_import(write(tmp_path / "in", {"a.json": as_json(_placed())}), tmp_path / "pack")
    assert HIDDEN in only(tmp_path / "pack").address


@pytest.mark.parametrize(
    "phone",
    [
        {"number": "602-555-0199", "description": "Staff only"},
        {"number": "602-555-0199 (do not give out)"},
        {"number": core().keeping.never_import[0]},
    ],
    ids=["label", "in the number", "sells calls"],
)
def test_a_phone_that_is_not_for_the_public_stays_out(
    tmp_path: Path, phone: dict[str, str]
) -> None:
    told = service(phones=[*SERVICE["phones"], {"id": "p3", "type": "voice", **phone}])
    hsds_import(write(tmp_path / "in", {"a.json": as_json(told)}), tmp_path / "pack")
    numbers = [each.number for each in only(tmp_path / "pack").phones]
    assert numbers == ["602-555-0142", "602-555-0143"]


MAP = """\
title: Ours
columns: {name: Name}
phones:
  - {number: Phone}
  - {number: Desk, private: Desk private}
address:
  - {parts: [Street, City], private: [Street private]}
private: {Kind: [Shelter for families]}
"""


@pytest.mark.parametrize(
    ("kind", "private"), [("", "yes"), ("shelter for families", ""), ("", "TRUE")]
)
def test_a_map_names_the_columns_that_hide(tmp_path: Path, kind: str, private: str) -> None:
    head = "Name,Phone,Desk,Desk private,Street,City,Street private,Kind\n"
    row = f"Harbor,602-555-0110,602-555-0199,Y,{HIDDEN},Mesa,{private},{kind}\n"
    csv_import(tmp_path, head + row, MAP)
    made = only(tmp_path / "pack")
    assert (made.address, made.private_address) == ("", True)
    assert [each.number for each in made.phones] == ["602-555-0110"]
    assert "hidden" not in _pack_text(tmp_path / "pack").casefold()

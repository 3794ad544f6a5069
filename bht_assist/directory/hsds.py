"""Services as HSDS tells of them, its rows linked: one for each place where a service is given.

What belongs to a service goes before what belongs to its place, and that before its organization.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .hsds_names import kind_of_table, kind_of_tree, renamed, rows_of
from .told import Told, ToldHours, ToldPhone

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from .report import Report, Spot
    from .stage import Filed, Stage

OURS = "bht_assist"
"""The taxonomy under which our own exports keep what HSDS has no field for."""

_SPLIT = re.compile(r"\s*[;|]\s*")
_COMMAS = re.compile(r"\s*[;,|]\s*")


def file_row(stage: Stage, table: str, spot: Spot, cells: Mapping[str, str]) -> None:
    """Put a row of a table on the stage, with older columns under their newer names.

    Raises:
        KeyError: HSDS has no such table.
    """
    kind = kind_of_table(table)
    if not kind:
        return
    made = renamed(kind, cells)
    if kind == "service_at_location":
        for place in _COMMAS.split(made.get("location_id", "")):
            one = {**made, "location_id": place, "id": made.get("id", f"{spot.line}/{place}")}
            stage.file(kind, spot, one)
        return
    if kind == "service" and "location_id" in made:  # before services_at_location there was this
        link = {"service_id": made.get("id", ""), "location_id": made.pop("location_id")}
        stage.file("service_at_location", spot, {"id": f"own/{spot.line}", **link})
    stage.file(kind, spot, made)


def file_tree(stage: Stage, spot: Spot, tree: Mapping[str, Any], report: Report) -> None:
    """Put a tree on the stage, taken apart into rows."""
    for kind, cells in rows_of(kind_of_tree(tree), tree, spot, report):
        stage.file(kind, spot, cells)


def services(stage: Stage, report: Report) -> Iterator[Told]:
    """Yield every service, once for each of its places; the first of two with one id counts."""
    last = None
    for service in stage.each("service"):
        if not service.id or not service["name"]:
            report.read += 1
            missing = "id" if service["name"] else "name"
            report.say(service.spot, missing, "a service without it", "left it out", "left_out")
        elif service.id == last:
            report.say(service.spot, "id", f"{service.id} stands twice", "left it out", "left_out")
        else:
            last = service.id
            yield from _at_each_place(stage, service, report)


def _at_each_place(stage: Stage, service: Filed, report: Report) -> Iterator[Told]:
    joins = stage.owned("service_at_location", "service", service.id)
    places = {join["location_id"]: join for join in joins}
    found: list[tuple[Filed | None, Filed | None]] = [
        (join, place) for name, join in places.items() if (place := stage.find("location", name))
    ]
    for name in sorted(places.keys() - {place.id for _, place in found if place}):
        text = f"there is no location {name}"
        report.say(places[name].spot, "location_id", text, "left out the place", "left_out")
    for join, place in found or [(None, None)]:
        owners = _Owners(service, join, place, _organization(stage, service, place, report))
        yield _told(stage, owners, several=len(found) > 1)


def _organization(
    stage: Stage, service: Filed, place: Filed | None, report: Report
) -> Filed | None:
    name = service["organization_id"] or (place["organization_id"] if place else "")
    program = stage.find("program", service["program_id"])
    name = name or (program["organization_id"] if program else "")
    found = stage.find("organization", name)
    if name and not found:
        text = f"there is no organization {name}"
        report.say(service.spot, "organization_id", text, "went on without it")
    return found


@dataclass(frozen=True, slots=True)
class _Owners:
    """A service and the rows around it."""

    service: Filed
    join: Filed | None
    place: Filed | None
    org: Filed | None

    def named(self) -> list[tuple[str, str]]:
        rows = {"service": self.service, "service_at_location": self.join}
        rows |= {"location": self.place, "organization": self.org}
        return [(kind, row.id) for kind, row in rows.items() if row]

    def cell(self, column: str) -> str:
        """Give the first value of a column: the service's, the place's, the organization's."""
        for row in (self.service, self.join, self.place, self.org):
            if row and row[column]:
                return row[column]
        return ""


def _first(stage: Stage, kind: str, owners: _Owners) -> list[Filed]:
    """Give the rows of the nearest owner that has any."""
    for owner, name in owners.named():
        if rows := stage.owned(kind, owner, name):
            return rows
    return []


def _all(stage: Stage, kind: str, owners: _Owners) -> list[Filed]:
    return [row for owner, name in owners.named() for row in stage.owned(kind, owner, name)]


def _told(stage: Stage, owners: _Owners, *, several: bool) -> Told:
    service, place, org = owners.service, owners.place, owners.org
    addresses = stage.owned("address", "location", place.id) if place else []
    address = next((row for row in addresses if row["address_type"] != "postal"), None)
    program = stage.find("program", service["program_id"])
    terms, own = _terms(stage, service)
    names = (service["alternate_name"], program["name"] if program else "")
    return Told(
        spot=service.spot,
        id=f"{service.id}-{place.id}" if several and place else service.id,
        name=service["name"],
        org=org["name"] if org else "",
        aka=tuple(each for name in names for each in _SPLIT.split(name) if each),
        description=service["description"] or (org["description"] if org else ""),
        phones=tuple(_phone(stage, row, own) for row in _first(stage, "phone", owners)),
        url=service["url"] or (org["website"] if org else "") or (place["url"] if place else ""),
        chat=_chat(stage, service),
        email=service["email"] or (org["email"] if org else ""),
        address=_address(address) if address else "",
        where=_where(address, place),
        hours=tuple(map(_hours, _first(stage, "schedule", owners))),
        languages=_languages(stage, owners),
        eligibility=service["eligibility_description"] or _listed(stage, "eligibility", owners),
        min_age=service["minimum_age"],
        max_age=service["maximum_age"],
        cost=service["fees_description"] or service["fees"] or _costs(stage, service),
        insurance=_payments(stage, service),
        how_to_start=service["application_process"],
        bring=_bring(stage, service),
        access=_access(stage, owners),
        transport=place["transportation"] if place else "",
        area=_areas(stage, service),
        terms=terms,
        status=service["status"],
        alert=service["alert"],
        checked_on=service["assured_date"] or service["last_modified"],
        checked_by=service["assurer_email"],
        own={key: tuple(values) for key, values in own.items() if "/" not in key},
    )


def _terms(stage: Stage, service: Filed) -> tuple[tuple[str, ...], dict[str, list[str]]]:
    """Give what a service is filed under, and the facts that an export of ours put there."""
    terms, own = [], dict[str, list[str]]()
    for row in stage.owned("attribute", "link", service.id):
        term = stage.find("taxonomy_term", row["taxonomy_term_id"])
        if term and term["taxonomy"] == OURS:
            own.setdefault(term["name"], []).append(row["value"])
        else:
            terms += [term["name"]] if term and term["name"] else []
            terms += [row["value"]] if row["value"] else []
    terms += [each for each in _COMMAS.split(service["keywords"]) if each]
    return tuple(dict.fromkeys(terms)), own


def _phone(stage: Stage, row: Filed, own: Mapping[str, list[str]]) -> ToldPhone:
    named = tuple(each["name"] for each in stage.owned("language", "phone", row.id))
    listed = tuple(each for each in _COMMAS.split(row["language"]) if each)
    prefix = f"phone/{row.id}/"
    ours = {key.removeprefix(prefix): own[key][0] for key in own if key.startswith(prefix)}
    return ToldPhone(
        number=row["number"],
        extension=row["extension"],
        kind=row["type"],
        label=row["description"],
        languages=named or listed,
        own=ours,
    )


def _chat(stage: Stage, service: Filed) -> str:
    rows = stage.owned("url", "service", service.id)
    return next((row["url"] for row in rows if "chat" in row["label"].casefold()), "")


def _address(row: Filed) -> str:
    street = " ".join(filter(None, (row["address_1"], row["address_2"])))
    state = " ".join(filter(None, (row["state_province"], row["postal_code"])))
    return ", ".join(filter(None, (street, row["city"], state)))


def _where(address: Filed | None, place: Filed | None) -> tuple[str, ...]:
    said = [*address.cells.values()] if address else []
    columns = ("name", "alternate_name", "description", "transportation")
    return (*said, *(place[column] for column in columns if place and place[column]))


def _hours(row: Filed) -> ToldHours:
    weekly = row["freq"].upper() in {"", "WEEKLY"} and row["interval"] in {"", "1"}
    text = row["description"] or row["notes"]
    zone = row["timezone"]
    return ToldHours(row["byday"], row["opens_at"], row["closes_at"], text, zone, weekly=weekly)


def _languages(stage: Stage, owners: _Owners) -> tuple[str, ...]:
    rows = _first(stage, "language", owners)
    named = [row["name"] or row["code"] for row in rows]
    said = _COMMAS.split(owners.service["languages"] or owners.cell("languages"))
    return tuple(dict.fromkeys(filter(None, named or said)))


def _listed(stage: Stage, kind: str, owners: _Owners) -> str:
    rows = stage.owned(kind, "service", owners.service.id)
    column = "eligibility" if kind == "eligibility" else "name"
    return owners.service["eligibility"] or ", ".join(filter(None, (row[column] for row in rows)))


def _costs(stage: Stage, service: Filed) -> str:
    rows = stage.owned("cost_option", "service", service.id)
    said = (
        " ".join(filter(None, (r["option"], r["amount"], r["currency"], r["amount_description"])))
        for r in rows
    )
    return "; ".join(filter(None, said))


def _payments(stage: Stage, service: Filed) -> tuple[str, ...]:
    rows = stage.owned("payment", "service", service.id)
    named = [row["name"] for row in rows] or _COMMAS.split(service["insurance"])
    return tuple(dict.fromkeys(filter(None, named)))


def _bring(stage: Stage, service: Filed) -> tuple[str, ...]:
    rows = stage.owned("required_document", "service", service.id)
    named = [row["document"] for row in rows] or _COMMAS.split(service["required_documents"])
    return tuple(dict.fromkeys(filter(None, named)))


def _access(stage: Stage, owners: _Owners) -> tuple[str, ...]:
    rows = stage.owned("accessibility", "location", owners.place.id) if owners.place else []
    said = _COMMAS.split(owners.place["accessibility"] if owners.place else "")
    named = [row["description"] or row["details"] for row in rows] or said
    interpreters = owners.service["interpretation_services"]
    return tuple(dict.fromkeys(filter(None, [*named, interpreters])))


def _areas(stage: Stage, service: Filed) -> str:
    rows = stage.owned("service_area", "service", service.id)
    named = [row["name"] or row["description"] for row in rows]
    return "; ".join(filter(None, named)) or service["service_areas"]

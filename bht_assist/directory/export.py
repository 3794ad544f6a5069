"""The directory as HSDS 3.0: one tree for each resource, or the tables of one folder.

Source: openreferral/specification, branch 3.0. What HSDS has no field for goes along as attributes
under a taxonomy of our own, so that an import of ours gives back what was exported. Private
addresses stay here.
"""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_URL, uuid5

from . import hours
from .cells import quoted
from .drafting import NATIVE
from .hsds import OURS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bht_assist.content.models import Opening, Phone, Resource

Tree = dict[str, Any]

TABLES = {
    "organization": "organizations",
    "service": "services",
    "phone": "phones",
    "schedule": "schedules",
    "language": "languages",
    "cost_option": "cost_options",
    "required_document": "required_documents",
    "service_area": "service_areas",
    "service_at_location": "service_at_location",
    "location": "locations",
    "address": "addresses",
    "accessibility": "accessibility",
    "attribute": "attributes",
    "taxonomy_term": "taxonomy_terms",
}
"""Kinds of row, and the tables of 3.0 they stand in."""

_PHONES = {
    "voice": "voice",
    "text": "text",
    "tty": "textphone",
    "videophone": "video",
    "fax": "fax",
}
_BYDAY = dict(zip(hours.DAYS, ("MO", "TU", "WE", "TH", "FR", "SA", "SU"), strict=True))
_NOT_OURS = NATIVE - {"transport", "access"} | {"private_address", "checked"}
"""Fields that need no attribute; a place says how to get there, and who has none says it here."""


def uuid(*parts: str) -> str:
    """Give the id that HSDS wants for a part of a resource: always the same one."""
    return str(uuid5(NAMESPACE_URL, "/".join((OURS, *parts))))


def service_tree(resource: Resource) -> Tree:
    """Give a resource as an HSDS service with all that belongs to it; blank fields left out."""
    name = uuid(resource.id)
    placed = resource.address and not resource.private_address
    tree = {
        "id": name,
        "organization": _organization(resource),
        "name": resource.name,
        "alternate_name": "; ".join(resource.aka),
        "description": resource.about or resource.what_for,
        "url": resource.url,
        "email": resource.email,
        "status": "active",
        "application_process": resource.how_to_start,
        "fees_description": resource.cost,
        "eligibility_description": resource.audience,
        "minimum_age": resource.min_age,
        "maximum_age": resource.max_age,
        "assured_date": resource.verified_on.isoformat(),
        "alert": resource.note,
        "phones": [_phone(resource, *each) for each in enumerate(resource.phones)],
        "schedules": [_schedule(resource, *each) for each in enumerate(resource.open)],
        "service_areas": [{"id": uuid(resource.id, "area"), "name": resource.area}],
        "languages": _languages(resource.id, resource.languages),
        "required_documents": [
            {"id": uuid(resource.id, "bring", str(at)), "document": each}
            for at, each in enumerate(resource.bring)
        ],
        "service_at_locations": [_place(resource)] if placed else [],
        "attributes": list(_attributes(resource)),
    }
    return _filled(tree)


def _filled(tree: Mapping[str, Any]) -> Tree:
    return {key: value for key, value in tree.items() if value not in ("", None, [], ())}


def _organization(resource: Resource) -> Tree:
    name = resource.org or resource.name
    facts = {"id": uuid("org", name), "name": name, "description": name}
    return {**facts, "website": resource.url} if resource.url and not resource.org else facts


def _phone(resource: Resource, at: int, phone: Phone) -> Tree:
    name = uuid(resource.id, "phone", str(at))
    return _filled(
        {
            "id": name,
            "number": phone.number,
            "extension": phone.extension,
            "type": _PHONES[phone.kind],
            "description": phone.label,
            "languages": _languages(name, phone.languages),
        }
    )


def _languages(owner: str, names: Iterable[str]) -> list[Tree]:
    return [{"id": uuid(owner, "language", each), "name": each} for each in dict.fromkeys(names)]


def _schedule(resource: Resource, at: int, opening: Opening) -> Tree:
    closes = "23:59" if opening.to == "24:00" else opening.to
    return {
        "id": uuid(resource.id, "open", str(at)),
        "freq": "WEEKLY",
        "byday": ",".join(_BYDAY[day] for day in hours.days(opening.days)),
        "opens_at": opening.from_,
        "closes_at": closes,
        "description": resource.hours,
    }


def _place(resource: Resource) -> Tree:
    """The place: our address is one line, and stands whole in the first line of theirs."""
    name = uuid(resource.id, "place")
    address = {
        "id": uuid(resource.id, "address"),
        "address_1": resource.address,
        "city": "",
        "state_province": "",
        "postal_code": "",
        "country": "US",
        "address_type": "physical",
    }
    access = [
        {"id": uuid(resource.id, "access", str(at)), "description": each}
        for at, each in enumerate(resource.access)
    ]
    location = {
        "id": name,
        "location_type": "physical",
        "name": resource.name,
        "transportation": resource.transport,
        "addresses": [address],
        "accessibility": access,
    }
    return {"id": uuid(resource.id, "at"), "location": _filled(location)}


def _attributes(resource: Resource) -> Iterator[Tree]:
    name = uuid(resource.id)
    for number, each in enumerate(_own(resource)):
        yield _attribute(name, "service", number, *each)
    for at, phone in enumerate(resource.phones):
        name = uuid(resource.id, "phone", str(at))
        for number, each in enumerate(_own_of_phone(phone)):
            yield _attribute(name, "phone", number, *each)


def _attribute(owner: str, kind: str, number: int, field: str, value: str) -> Tree:
    return {
        "id": uuid(owner, "own", str(number), field),
        "link_id": owner,
        "link_type": OURS,
        "link_entity": kind,
        "value": value,
        "taxonomy_term": {
            "id": uuid("term", field),
            "name": field,
            "description": field,
            "taxonomy": OURS,
        },
    }


def _own(resource: Resource) -> Iterator[tuple[str, str]]:
    """Yield our own facts, each as a field and a text."""
    placed = resource.address and not resource.private_address
    there = {"transport", "access"} if placed or resource.private_address else set[str]()
    facts = resource.plain(defaults=False, without=_NOT_OURS | there)
    for field, value in facts.items():
        match field, value:
            case "open", _:
                for row in resource.open:
                    yield field, f"{row.days} {row.from_} {row.to} {row.zone}"
            case "eligibility", _:
                yield from ((field, f"{who}={fit}") for who, fit in value.items())
            case _, list():
                yield from ((field, str(each)) for each in value)
            case _:
                yield field, str(value).lower() if value is True else str(value)


def _own_of_phone(phone: Phone) -> Iterator[tuple[str, str]]:
    native = {"kind", "label", "languages", "extension"}
    facts = phone.plain(defaults=False, without=native)
    return ((field, str(value)) for field, value in facts.items())


def rows(trees: Iterable[Tree]) -> Iterator[tuple[str, Tree]]:
    """Take trees apart into the rows of the tables, each kind with its own id once."""
    seen: set[tuple[str, str]] = set()
    for tree in trees:
        for kind, row in _rows("service", tree, {}):
            if (kind, row["id"]) not in seen:
                seen.add((kind, row["id"]))
                yield kind, row


_CHILDREN = {
    "phones": "phone",
    "schedules": "schedule",
    "languages": "language",
    "service_areas": "service_area",
    "required_documents": "required_document",
    "service_at_locations": "service_at_location",
    "addresses": "address",
    "accessibility": "accessibility",
    "attributes": "attribute",
}
_ONE = {"organization", "location", "taxonomy_term"}


def _rows(kind: str, tree: Tree, links: Mapping[str, str]) -> Iterator[tuple[str, Tree]]:
    flat: Tree = {**links, "id": tree["id"]}
    for key, value in tree.items():
        if key in _ONE:
            flat[f"{key}_id"] = value["id"]
            yield from _rows(key, value, {})
        elif key in _CHILDREN:
            link = "link_id" if key == "attributes" else f"{kind}_id"
            for each in value:
                yield from _rows(_CHILDREN[key], each, {link: tree["id"]})
        else:
            flat[key] = value
    yield kind, flat


def tables(resources: Iterable[Resource]) -> dict[str, str]:
    """Give the tables of an export: the names of its files, and their texts."""
    made: dict[str, list[Tree]] = {}
    for kind, row in rows(map(service_tree, resources)):
        made.setdefault(kind, []).append(row)
    files = {f"{TABLES[kind]}.csv": _csv(made[kind]) for kind in TABLES if kind in made}
    return {**files, "datapackage.json": _data_package(files)}


def _csv(rows: list[Tree]) -> str:
    columns = list(dict.fromkeys(column for row in rows for column in row))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([quoted(str(row.get(column, ""))) for column in columns])
    return out.getvalue()


def _data_package(files: Iterable[str]) -> str:
    """Name the tables, as Frictionless data packages do."""
    named = [{"name": each.removesuffix(".csv"), "path": each} for each in files]
    return json.dumps({"name": "hsds", "resources": named}, indent=2) + "\n"


def trees_text(resources: Iterable[Resource]) -> str:
    """Give an export as one JSON text: a list of services, each with all that belongs to it."""
    trees = [service_tree(each) for each in resources]
    return json.dumps(trees, ensure_ascii=False, indent=2) + "\n"

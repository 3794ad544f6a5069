"""The names of HSDS 1.x, 2.0 and 3.x, read as those of 3.0.

Source: openreferral/specification, branches 1.1, 2.0, 3.0 and 3.1-dev. Versions are told by the
fields that are there, never by a version number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .cells import tidy

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .report import Report, Spot

KINDS = {
    "accessibility": "accessibility",
    "accessibility_for_disabilities": "accessibility",
    "addresses": "address",
    "attributes": "attribute",
    "contacts": "contact",
    "cost_options": "cost_option",
    "eligibility": "eligibility",
    "eligibilities": "eligibility",
    "languages": "language",
    "locations": "location",
    "mail_addresses": "postal_address",
    "organizations": "organization",
    "other_attributes": "attribute",
    "payments_accepted": "payment",
    "phones": "phone",
    "physical_addresses": "address",
    "postal_addresses": "postal_address",
    "programs": "program",
    "regular_schedules": "schedule",
    "required_documents": "required_document",
    "schedules": "schedule",
    "service_areas": "service_area",
    "service_at_location": "service_at_location",
    "service_at_locations": "service_at_location",
    "service_attributes": "attribute",
    "services": "service",
    "services_at_location": "service_at_location",
    "services_taxonomy": "attribute",
    "taxonomy": "taxonomy_term",
    "taxonomy_terms": "taxonomy_term",
    "url": "url",
    "urls": "url",
    "additional_urls": "url",
}
"""A table's name, and the kind of row it holds."""

_PASSED_OVER = {
    "capacities", "contact", "datapackage", "funding", "holiday_schedules", "metadata", "units",
    "meta_table_descriptions", "organization_identifiers", "service_capacity", "taxonomies",
}  # fmt: skip
"""Tables that say nothing which a directory prints."""

_COLUMNS: Mapping[str, Mapping[str, str]] = {
    "accessibility": {"accessibility": "description"},
    "attribute": {"taxonomy_id": "taxonomy_term_id", "service_id": "link_id"},
    "language": {"language": "name"},
    "location": {"website": "url"},
    "organization": {"url": "website"},
    "payment": {"payment": "name", "payment_accepted": "name"},
    "phone": {"department": "description", "number_type": "type", "phone_number": "number"},
    "schedule": {"weekday": "byday"},
    "service": {"website": "url", "accepted_payments": "insurance"},
    "taxonomy_term": {"term": "name"},
}
"""Older names of columns; one that has the newer name too keeps that."""

_PARTS = {"location": "location", "organization": "organization", "program": "program"}


def kind_of_table(name: str) -> str:
    """Give the kind of row a table holds; empty when it is known and of no use here.

    Raises:
        KeyError: HSDS has no such table.
    """
    stem = name.rpartition("/")[2].removesuffix(".csv").casefold()
    return "" if stem in _PASSED_OVER or stem.startswith("31dev") else KINDS[stem]


def renamed(kind: str, cells: Mapping[str, str]) -> dict[str, str]:
    """Give a row's cells under their names in 3.0."""
    names = _COLUMNS.get(kind, {})
    made = {column: value for column, value in cells.items() if column not in names}
    for column, value in cells.items():
        made.setdefault(names.get(column, column), value)
    return made


def kind_of_tree(tree: Mapping[str, Any]) -> str:
    """Tell what a record is by what it holds."""
    if "location_type" in tree or "addresses" in tree:
        return "location"
    if "location" in tree and "name" not in tree:
        return "service_at_location"
    if {"services", "locations", "website", "tax_status", "legal_status"} & tree.keys():
        return "organization"
    return "service"


def rows_of(
    kind: str,
    tree: Mapping[str, Any],
    spot: Spot,
    report: Report,
    owner: tuple[str, str] = ("", ""),
) -> Iterator[tuple[str, dict[str, str]]]:
    """Take a tree apart into rows that name their owners, as the tables of 3.0 have them."""
    name = str(tree.get("id") or "") or f"{owner[1] or f'{spot.file}:{spot.line}'}/{kind}"
    flat: dict[str, str] = {"id": name}
    if owner[0]:
        flat["link_id" if kind == "attribute" else f"{owner[0]}_id"] = owner[1]
    for key, value in tree.items():
        if isinstance(value, dict):
            yield from _part(key, value, (kind, name), flat, spot, report)
        elif isinstance(value, list):
            yield from _children(key, value, (kind, name), flat, spot, report)
        elif value is not None and value is not False:
            _fill(flat, key, str(value), spot, report)
    yield kind, renamed(kind, flat)


def _fill(flat: dict[str, str], key: str, raw: str, spot: Spot, report: Report) -> None:
    text, done = tidy(raw)
    for each in done:
        report.say(spot, key, f"“{raw[:40]}”", each)
    if text:
        flat.setdefault(key, text)


def _part(  # noqa: PLR0913, PLR0917 - a branch, the tree it grows on, and where that is
    key: str,
    tree: Mapping[str, Any],
    owner: tuple[str, str],
    flat: dict[str, str],
    spot: Spot,
    report: Report,
) -> Iterator[tuple[str, dict[str, str]]]:
    """A branch that is one thing: the tree names it, as a row does."""
    kind = {"taxonomy_term": "taxonomy_term", "service": "service", **_PARTS}.get(key)
    if kind is None:
        return
    for made, cells in rows_of(kind, {"id": f"{owner[1]}/{kind}", **tree}, spot, report):
        if made == kind:
            flat.setdefault(f"{kind}_id", cells["id"])
        yield made, cells


def _children(  # noqa: PLR0913, PLR0917 - a branch, the tree it grows on, and where that is
    key: str,
    trees: list[Any],
    owner: tuple[str, str],
    flat: dict[str, str],
    spot: Spot,
    report: Report,
) -> Iterator[tuple[str, dict[str, str]]]:
    """A branch that is a list: each of its things names the tree; plain words stay words."""
    words = [str(each) for each in trees if isinstance(each, str)]
    if words:
        _fill(flat, key, "; ".join(words), spot, report)
    for number, tree in enumerate(each for each in trees if isinstance(each, dict)):
        if key in KINDS:
            given = {**tree, "id": tree.get("id") or f"{owner[1]}/{key}/{number}"}
            yield from rows_of(KINDS[key], given, spot, report, owner)

"""What services can be narrowed by, as far as their facts are written in a form to reckon with.

A facet is `kind:value`; what a record does not state is never taken for a no.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from .hours import is_open, is_open_in_the_evening

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from datetime import datetime

    from bht_assist.content.models import Need, Resource

_FIXED = (
    ("open:always", "Open day and night"),
    ("open:now", "Open now"),
    ("open:evening", "Open in the evening"),
    ("cost:free", "Free"),
    ("way:text", "By text or chat"),
)
ANYONE = "anyone"
"""The group of people that everybody belongs to."""


def choices(
    resources: Iterable[Resource], needs: Mapping[str, Need]
) -> tuple[tuple[str, str], ...]:
    """Give the facets that these services differ in, each with its words."""
    every = tuple(resources)
    wanted = {need for each in every for need in each.needs}
    areas = sorted({each.area for each in every})
    served = {g for each in every for g, fit in each.eligibility.items() if fit == "yes"}
    groups = sorted(served - {ANYONE})
    languages = sorted({language for each in every for language in languages_of(each)})
    return (
        *_FIXED,
        *((f"need:{each.id}", each.say) for each in needs.values() if each.id in wanted),
        *((f"who:{each}", f"For: {each.replace('_', ' ')}") for each in groups),
        *((f"language:{each}", f"Language: {each}") for each in languages),
        *((f"area:{each}", f"Area: {each}") for each in areas if len(areas) > 1),
    )


def passes_all(resource: Resource, names: Collection[str], now: datetime | None = None) -> bool:
    """Tell whether a service passes facets: of each kind that is named, one is enough."""
    if not names:
        return True
    kinds = groupby(sorted(names), key=lambda name: name.partition(":")[0])
    return all(any(passes(resource, name, now) for name in group) for _, group in kinds)


def passes(resource: Resource, name: str, now: datetime | None = None) -> bool:
    """Tell whether a service passes one facet; without `now`, none is known to be open now.

    Raises KeyError for a kind of facet that there is not.
    """
    kind, _, wanted = name.partition(":")
    match kind:
        case "open":
            return _is_open(resource, wanted, now)
        case "cost":
            return is_free(resource)
        case "way":
            return bool(resource.chat) or any(each.kind == "text" for each in resource.phones)
        case "who":
            return _serves(resource, wanted)
        case "age":
            return (resource.min_age or 0) <= int(wanted) <= (resource.max_age or 999)
        case "language":
            return wanted in languages_of(resource)
        case "area":
            return wanted == resource.area
        case "need":
            return wanted in resource.needs
    raise KeyError(name)


def is_free(resource: Resource) -> bool:
    return resource.cost.casefold().startswith("free")


def _is_open(resource: Resource, wanted: str, now: datetime | None) -> bool:
    if wanted == "evening":
        return is_open_in_the_evening(resource)
    if wanted == "now" and now is not None:
        return is_open(resource, now) is True
    return resource.always_open


def _serves(resource: Resource, group: str) -> bool:
    """A group that is not named is served where anyone is."""
    fit = resource.eligibility.get(group) or resource.eligibility.get(ANYONE, "ask")
    return fit == "yes"


def languages_of(resource: Resource) -> Iterator[str]:
    """Yield languages without what is said about them: "Spanish (press 2)", "ASL by videophone"."""
    for language in resource.languages:
        yield language.split(" (")[0].split(" by ")[0].split(" in ")[0]

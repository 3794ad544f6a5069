"""What services can be narrowed by, as far as their facts are written in a form to reckon with."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from bht_assist.content.models import Need, Resource


def choices(
    resources: Iterable[Resource], needs: Mapping[str, Need]
) -> tuple[tuple[str, str], ...]:
    """Give the facets there are, each as `kind:value` with its words."""
    every = tuple(resources)
    languages = sorted({each for resource in every for each in resource.languages})
    areas = sorted({resource.area for resource in every})
    audiences = sorted({resource.audience for resource in every})
    return (
        ("open:always", "Open day and night"),
        ("cost:free", "Free"),
        ("way:text", "By text or chat"),
        *((f"need:{each.id}", each.say) for each in needs.values()),
        *((f"language:{each}", f"Language: {each}") for each in languages),
        *((f"area:{each}", f"Area: {each}") for each in areas if len(areas) > 1),
        *((f"audience:{each}", f"For: {each}") for each in audiences if len(audiences) > 1),
    )


def passes_all(resource: Resource, names: Collection[str]) -> bool:
    """Tell whether a service passes facets: one of each kind that is named is enough."""
    kinds = groupby(sorted(names), key=lambda name: name.partition(":")[0])
    return all(any(passes(resource, name) for name in group) for _, group in kinds)


def passes(resource: Resource, name: str) -> bool:
    """Tell whether a service passes one facet."""
    kind, _, wanted = name.partition(":")
    match kind:
        case "open":
            return resource.always_open
        case "cost":
            return resource.cost.casefold().startswith("free")
        case "way":
            return bool(resource.chat) or any(each.kind == "text" for each in resource.phones)
        case "language":
            return wanted in resource.languages
        case "area":
            return wanted == resource.area
        case "audience":
            return wanted == resource.audience
        case _:
            return wanted in resource.needs

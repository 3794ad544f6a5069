"""Facts copied from the library when staff pick something: an old plan reprints the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bht_assist.content.freshness import is_stale

from .filters import phone as dashed
from .session import Value, frozen

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from bht_assist.content.library import Library
    from bht_assist.content.models import Phone, Resource, Topic


def picked_resource(resource: Resource) -> dict[str, Any]:
    """Copy what a paper needs; a private address stays behind."""
    left_out = {"private_address", "verified_on", "verified_how", "confidence"}
    facts = resource.model_dump(mode="json", exclude=left_out | _hidden(resource))
    return {
        **facts,
        "phone": _first(resource, "voice"),
        "text": _first(resource, "text"),
        "need": resource.needs[0],
        "checked": resource.verified_on.isoformat(),
    }


def listed(library: Library, copy: Mapping[str, Any], today: date) -> Value:
    """Give a copy with the facts of the directory as it is now, and what became of it since.

    `ended` says why it is no more, `gone` that the directory does not have it, `stale` that a fact
    must be checked again, `was_phone` which number stood here when it was picked.
    """
    name = str(copy.get("id"))
    resource = library.resources.get(name)
    if resource is None:
        ended = library.ended.get(name)
        marks = {"ended": ended.say if ended else "", "gone": ended is None}
        return frozen({**copy, **marks})
    now = picked_resource(resource)
    changed = copy.get("phone", now["phone"]) != now["phone"]
    return frozen(
        {
            **now,
            "need_calls": _scripts(library, resource),
            "stale": is_stale(resource, library.keeping.expiry, today),
            "was_phone": copy["phone"] if changed else "",
            "hides_address": resource.private_address,
        }
    )


def _scripts(library: Library, resource: Resource) -> Mapping[str, Mapping[str, str]]:
    """Give what to say on the phone about each need that a resource meets."""
    needs = (library.needs[name] for name in resource.needs if name in library.needs)
    return {need.id: need.call.model_dump() for need in needs if need.call}


def _hidden(resource: Resource) -> set[str]:
    return {"address"} if resource.private_address else set()


def _first(resource: Resource, kind: str) -> str:
    return next((ready(each) for each in resource.phones if each.kind == kind), "")


def ready(way: Phone) -> str:
    """Give a way to reach somebody as it is printed: the number, then what to do."""
    number = dashed(way.number) + (f" ext. {way.extension}" if way.extension else "")
    if way.kind == "text":
        return f"{way.say} to {number}" if way.say else number
    return f"{number}, {way.say}" if way.say else number


def picked_topic(topic: Topic) -> dict[str, Any]:
    return topic.model_dump(mode="json")

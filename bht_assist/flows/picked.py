"""Facts copied from the library when staff pick something: an old plan reprints the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .filters import phone as dashed

if TYPE_CHECKING:
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

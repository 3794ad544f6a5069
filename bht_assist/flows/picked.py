"""Facts copied from the library when staff pick something: an old plan reprints the same."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from bht_assist.content import reading
from bht_assist.content.freshness import is_stale
from bht_assist.content.readable import GRADE

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
    facts = resource.plain(without=left_out | _hidden(resource))
    return {
        **facts,
        "phone": _first(resource, "voice"),
        "text": _first(resource, "text"),
        "need": resource.needs[0],
        "checked": resource.verified_on.isoformat(),
    }


def current(library: Library, name: str, today: date) -> Value:
    """Give what the directory says of a resource today, for a paper; None where it has none.

    `stale` says that a fact must be checked again, `need_calls` what to say on the phone about each
    need, `script` what to say to this one about the first; blank where there is nothing to say.
    """
    resource = library.resources.get(name)
    if resource is None:
        return None
    scripts = _scripts(library, resource)
    return frozen(
        {
            **picked_resource(resource),
            "need_calls": scripts,
            "script": resource.call.plain() if resource.call else _first_of(scripts),
            "stale": is_stale(resource, library.keeping.expiry, today),
            "hides_address": resource.private_address,
            "hard_to_read": reading.grade(resource.what_for) > GRADE,
        }
    )


def listed(library: Library, copy: Mapping[str, Any], now: Value) -> Value:
    """Give a copy as the directory has it `now`, and what became of it since it was picked.

    `ended` says why it is no more, `gone` that the directory does not have it, `was_phone` which
    number stood here before.
    """
    if now is None:
        ended = library.ended.get(str(copy.get("id")))
        return frozen({**copy, "ended": ended.say if ended else "", "gone": ended is None})
    before = ((copy.get(way), now[way]) for way in ("phone", "text"))
    was = next((old for old, new in before if old and old != new), "")
    return MappingProxyType({**now, "was_phone": was})


def _scripts(library: Library, resource: Resource) -> Mapping[str, Mapping[str, str]]:
    """Give what to say on the phone about each need that a resource meets."""
    needs = (library.needs[name] for name in resource.needs if name in library.needs)
    return {need.id: need.call.plain() for need in needs if need.call}


def _first_of(scripts: Mapping[str, Mapping[str, str]]) -> Mapping[str, str]:
    return next(iter(scripts.values()), {})


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
    return topic.plain()

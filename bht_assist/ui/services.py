"""What is said of a service."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bht_assist.flows.filters import month
from bht_assist.flows.picked import ready

from .words import wrapped

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date

    from bht_assist.content.models import Resource

_LABEL = 10
"""Columns in which a fact has its name."""


def details(resource: Resource, why: Collection[str] = (), width: int = 43) -> str:
    """Give everything that staff may read out about a service."""
    facts = [*_facts(resource), ("Matched", ", ".join(why))]
    rows = [
        line
        for label, words in facts
        if words
        for line in wrapped(words, width, f"{label:{_LABEL}}", " " * _LABEL)
    ]
    parts = [resource.name, resource.what_for, "\n".join(rows), resource.note]
    return "\n\n".join(each for each in parts if each)


def _facts(each: Resource) -> Iterator[tuple[str, str]]:
    for way in each.phones:
        yield _WAYS[way.kind], f"{ready(way)} {way.label}".rstrip()
    yield "Chat", each.chat
    yield "Site", each.url
    yield "Address", "kept private" if each.private_address else each.address
    yield "Hours", each.hours
    yield "Who", each.audience
    yield "Area", each.area
    yield "Cost", each.cost
    yield "Language", ", ".join(each.languages)
    yield "Checked", f"{each.verified_on}, {each.verified_how}"


_WAYS = {"voice": "Phone", "text": "Text", "tty": "TTY", "videophone": "Video", "fax": "Fax"}


def in_short(
    resource: Resource, why: str = "", but: Collection[str] = (), never: date | None = None
) -> str:
    """Give the first number, what speaks against it, when it was checked, and why it was found.

    `never` is the day that stands where nobody knows of a check.
    """
    at = "" if resource.private_address else resource.address
    number = next((ready(way) for way in resource.phones), resource.url or at)
    against = (f"! {each}" for each in but)
    known = resource.verified_on != never
    checked = f"checked {month(resource.verified_on.isoformat())}" if known else "never checked"
    return " · ".join(part for part in (number, *against, checked, why) if part)

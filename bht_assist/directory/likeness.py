"""Services that may be one and the same: suggested, never merged."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from .numbers import digits_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bht_assist.content.library import Library

    from .report import Report
    from .stage import Stage

ALIKE = 0.6
"""The share of three-letter parts that two names of one service have in common, at least."""

_COMPARED = 20
"""Services behind one number that are compared: a switchboard has hundreds."""


def alike(stage: Stage, library: Library, report: Report) -> None:
    """Say which new services share a number, and a name or an address, with another."""
    known = _by_number(library)
    told: set[tuple[str, str]] = set()
    for number in stage.owners("number"):
        found = [stage.find("draft", row.id) for row in stage.owned("number", "dialed", number)]
        drafts = [(row.spot, json.loads(row["draft"])) for row in found[:_COMPARED] if row]
        here = {draft["id"] for _, draft in drafts}
        others = [each for each in known.get(digits_of(number), ()) if each["id"] not in here]
        for at, (spot, draft) in enumerate(drafts):
            before = [each for _, each in drafts[:at] if each["id"] != draft["id"]]
            for other in [*others, *before]:
                pair = (draft["id"], other["id"])
                if pair not in told and _same(draft, other):
                    told.add(pair)
                    text = f"“{draft['name'][:60]}” may be {other['id']}"
                    report.say(spot, "phone", text, "kept both; look at them", "note")


def _by_number(library: Library) -> dict[str, list[dict[str, Any]]]:
    known: dict[str, list[dict[str, Any]]] = {}
    for each in library.resources.values():
        facts = {"id": each.id, "name": each.name, "address": each.address}
        for digits in {digits_of(phone.number) for phone in each.phones}:
            known.setdefault(digits, []).append(facts)
    return known


def _same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    if one.get("address") and one.get("address") == other.get("address"):
        return True
    first, second = _parts(one["name"]), _parts(other["name"])
    return len(first & second) >= ALIKE * len(first | second)


def _parts(name: str) -> frozenset[str]:
    padded = f"  {' '.join(name.casefold().split())} "
    return frozenset(_windows(padded))


def _windows(text: str) -> Iterable[str]:
    return (text[at : at + 3] for at in range(len(text) - 2))

"""Services that may be one and the same: suggested, never merged."""

from __future__ import annotations

import json
import re
from itertools import chain
from typing import TYPE_CHECKING, Any

from bht_assist.search.text import folded

from .numbers import digits_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from bht_assist.content.library import Library

    from .report import Report, Spot
    from .stage import Stage

ALIKE, NEIGHBORS = 0.6, 0.35
"""The share of three-letter parts that two names of one service have in common, at least: where
they share a number, and where they share an address alone, as a house may hold many services."""

_SUGGESTED = 2_000
"""Pairs that are suggested; nobody looks through more."""

_COMPARED = 20
"""Services behind one number that are compared: a switchboard has hundreds."""

_Facts = dict[str, Any]


def alike(stage: Stage, library: Library, report: Report) -> None:
    """Say which new services share a number or an address with another, and are named alike."""
    told: set[tuple[str, str]] = set()
    by_number = _near(stage, ("number", "dialed"), _by_number(library), digits_of)
    by_place = _near(stage, ("place", "stands"), _by_place(library), str)
    pairs = chain(
        ((*pair, "phone") for pair in by_number if _same(*pair[1:])),
        ((*pair, "address") for pair in by_place if _likeness(*pair[1:]) >= NEIGHBORS),
    )
    for spot, draft, other, column in pairs:
        pair = (draft["id"], other["id"])
        if pair not in told and len(told) < _SUGGESTED:
            told.add(pair)
            text = f"“{draft['name'][:60]}” may be {other['id']}"
            report.say(spot, column, text, "kept both; look at them", "note")


def _near(
    stage: Stage,
    rows: tuple[str, str],
    known: Mapping[str, list[_Facts]],
    key: Callable[[str], str],
) -> Iterator[tuple[Spot, _Facts, _Facts]]:
    """Yield new services with each other one of the same key, as rows of one kind have it."""
    kind, owner = rows
    for name in stage.owners(kind):
        found = [stage.find("draft", row.id) for row in stage.owned(kind, owner, name)]
        drafts = [(row.spot, json.loads(row["draft"])) for row in found[:_COMPARED] if row]
        here = {draft["id"] for _, draft in drafts}
        others = [each for each in known.get(key(name), ()) if each["id"] not in here]
        for at, (spot, draft) in enumerate(drafts):
            before = [each for _, each in drafts[:at] if each["id"] != draft["id"]]
            yield from ((spot, draft, other) for other in [*others, *before])


def place_of(address: str) -> str:
    """Give what two spellings of one address have in common: numbers, and first letters.

    Blank where no number tells one house from another.
    """
    words = re.findall(r"\d+|[a-z]+", folded(address))
    told = " ".join(word if word.isdigit() else word[0] for word in words)
    return told if re.search(r"\d", told) else ""


def _by_number(library: Library) -> dict[str, list[_Facts]]:
    known: dict[str, list[_Facts]] = {}
    for each in library.resources.values():
        facts = {"id": each.id, "name": each.name, "address": each.address}
        for digits in {digits_of(phone.number) for phone in each.phones}:
            known.setdefault(digits, []).append(facts)
    return known


def _by_place(library: Library) -> dict[str, list[_Facts]]:
    known: dict[str, list[_Facts]] = {}
    for each in library.resources.values():
        if place := place_of(each.address):
            known.setdefault(place, []).append({"id": each.id, "name": each.name})
    return known


def _same(one: _Facts, other: _Facts) -> bool:
    if place_of(one.get("address", "")) == place_of(other.get("address", "")) != "":
        return True
    return _likeness(one, other) >= ALIKE


def _likeness(one: _Facts, other: _Facts) -> float:
    """Give the share of three-letter parts that two names have in common."""
    first, second = _parts(one["name"]), _parts(other["name"])
    return len(first & second) / len(first | second)


def _parts(name: str) -> frozenset[str]:
    padded = f"  {' '.join(name.casefold().split())} "
    return frozenset(padded[at : at + 3] for at in range(len(padded) - 2))

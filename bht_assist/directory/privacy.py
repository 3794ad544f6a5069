"""What a source must not pass on: places that hide, private lines, numbers that sell calls.

The words and numbers are the pack's (directory.yaml); here stands only where they are looked for.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from .numbers import digits_of, numbers_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bht_assist.content.models import Keeping

    from .report import Report
    from .told import Told, ToldPhone

_TEXTS = (
    "description",
    "transport",
    "alert",
    "how_to_start",
    "eligibility",
    "area",
    "cost",
    "name",
)


@lru_cache(maxsize=64)
def _pattern(words: Sequence[str]) -> re.Pattern[str]:
    parts = (r"\W+".join(map(re.escape, word.split())) for word in words)
    return re.compile(rf"(?i)(?<!\w)(?:{'|'.join(parts)})(?!\w)" if words else r"(?!)")


def says(words: Sequence[str], *texts: str) -> bool:
    """Whether one of the words or phrases stands in one of the texts."""
    pattern = _pattern(tuple(words))
    return any(pattern.search(text) for text in texts)


def without_private(told: Told, keeping: Keeping, report: Report) -> tuple[Told, bool]:
    """Give what may come in, and whether the service's address is hidden."""
    named = (told.name, told.org, *told.aka, *told.terms, told.description)
    shelter = says(keeping.shelter_words, *named)
    marked = told.address_private or says(keeping.private_words, told.address, *told.where)
    if hidden := shelter or marked:
        told = _unplaced(told, report)
    return replace(told, phones=_open_phones(told, keeping, report)), hidden


def _unplaced(told: Told, report: Report) -> Told:
    """Take out the address, the way there, and every text that gives the street away."""
    if told.address:
        report.say(
            told.spot, "address", "this place is private", "left out the address", "left_out"
        )
    changes: dict[str, str] = {"address": "", "transport": ""}
    for key in _TEXTS:
        text = getattr(told, key)
        if text and key not in changes and any(each in _plain(text) for each in _streets(told)):
            report.say(told.spot, key, "it tells a private address", "left it out", "left_out")
            changes[key] = ""
    return replace(told, **changes, where=(), access=())  # type: ignore[arg-type]


def _streets(told: Told) -> set[str]:
    """Give the parts of an address that tell where a house stands: a number and a street's name."""
    said = {_plain(told.address.split(",")[0]), *map(_plain, told.where)}
    parts = (re.match(r"\d+\w? +\w+( \w+)?", each) for each in said)
    return {part.group() for part in parts if part}


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()


def _open_phones(told: Told, keeping: Keeping, report: Report) -> tuple[ToldPhone, ...]:
    never = {digits_of(each) for each in keeping.never_import}
    kept = []
    for phone in told.phones:
        dialed = {
            digits_of(each.number) for each in numbers_in(phone.number, phone.kind, keeping.codes)
        }
        if phone.private or says(keeping.private_words, phone.label, phone.number):
            report.say(told.spot, "phone", "this line is private", "left it out", "left_out")
        elif dialed & never:
            text = f"{phone.number} only looks official"
            report.say(told.spot, "phone", text, "left it out", "left_out")
        else:
            kept.append(phone)
    return tuple(kept)

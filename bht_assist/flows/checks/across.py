"""Entries of one plan held against each other: people, numbers, names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from .hearing import tokens
from .phones import dialed
from .words import alike

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bht_assist.content.models import Check

    from .patterns import Phrases
    from .words import Spoken

Texts: TypeAlias = Mapping[str, tuple["Spoken", ...]]
"""What was said, by step."""
_SAME = 90
"""Letters in a hundred that two names share when they name one person."""
_NAME = re.compile(r"\b[^\W\d_a-z]\w{2,}")
"""A word that begins with a capital letter; a text's first word may have one anyway."""


@dataclass(frozen=True, slots=True)
class Shared:
    """An entry that stands out among the others: where, and the words that show it."""

    step: str
    item: int
    matched: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What a comparison looks at."""

    texts: Texts
    unless: Phrases[None]
    facility: frozenset[str] = frozenset()
    """The numbers of this place, as they are compared."""


def _rows(plan: Plan, steps: Iterable[str], blank: str) -> Iterator[tuple[str, Spoken]]:
    """Yield one blank of every entry; a step without blanks has its texts."""
    for step in steps:
        for each in plan.texts.get(step, ()):
            if each.text and (each.blank == blank or (not each.blank and each.main)):
                yield step, each


def _plain(text: str) -> str:
    return " ".join(token.word for token in tokens(text))


def _one_number(check: Check, plan: Plan) -> Iterator[Shared]:
    names = {
        (step, each.item): _plain(each.text) for step, each in _rows(plan, check.steps, "name")
    }
    owner: dict[str, str] = {}
    for step, each in _rows(plan, check.steps, "phone"):
        number, name = dialed(each.text), names.get((step, each.item), "")
        if number and not alike(owner.setdefault(number, name), name, _SAME):
            yield Shared(step, each.item, each.text)


def _same_person(check: Check, plan: Plan) -> Iterator[Shared]:
    known = [_plain(each.text) for _, each in _rows(plan, check.steps, "name")]
    for step, each in _rows(plan, check.against, "name"):
        if any(alike(name, _plain(each.text), _SAME) for name in known):
            yield Shared(step, each.item, each.text)


def _same_name(check: Check, plan: Plan) -> Iterator[Shared]:
    """Look in other texts for names, as a capital letter shows them."""
    said = {
        word
        for _, each in _rows(plan, check.against, "")
        if not any(plan.unless.spans(tokens(each.text)))
        for word in _NAME.findall(each.text)
    }
    for step, each in _rows(plan, check.steps, "name"):
        names = (name for name in _NAME.finditer(each.text) if each.blank or name.start())
        if found := next((name.group() for name in names if name.group() in said), None):
            yield Shared(step, each.item, found)


def _most_on_one(check: Check, plan: Plan) -> Iterator[Shared]:
    rows = list(_rows(plan, check.steps, "name"))
    counted = Counter(_plain(each.text) for _, each in rows)
    for name, times in counted.most_common(1):
        if times > 1 and times * 100 > check.percent * len(rows):
            step, last = [row for row in rows if _plain(row[1].text) == name][-1]
            yield Shared(step, last.item, last.text)


def _facility_number(check: Check, plan: Plan) -> Iterator[Shared]:
    for step, each in _rows(plan, check.steps, "phone"):
        if dialed(each.text) in plan.facility:
            yield Shared(step, each.item, each.text)


COMPARED: Mapping[str, Callable[[Check, Plan], Iterator[Shared]]] = {
    "one_number": _one_number,
    "same_person": _same_person,
    "same_name": _same_name,
    "most_on_one": _most_on_one,
    "facility_number": _facility_number,
}

"""How well services fit somebody, by what they have said: the best first, each with the reason.

What a record does not state is never taken for a no, and what nobody has said is never guessed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bht_assist.content.models.resources import EVERYWHERE

from .facets import is_free, languages_of
from .hours import is_open
from .text import folded, words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from bht_assist.content.models import Resource

REFUSED, LATER, NOT_NOW = 100, 10, 1
"""How far back a reason puts a service: turned away, a detour, or only at this hour."""
OLD = "checked long ago"
Reason = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Asker:
    """What is known of whom services are for; nothing, when blank."""

    groups: tuple[str, ...] = ()
    """Ids as in `eligibility`."""
    age: int | None = None
    language: str = ""
    area: str = ""
    now: datetime | None = None
    """With its zone; without it nothing is closed."""


@dataclass(frozen=True, slots=True)
class Fit:
    """A service as it is offered, with what speaks for it and what against it."""

    resource: Resource
    why: tuple[str, ...] = ()
    but: tuple[str, ...] = ()
    against: tuple[int, ...] = ()
    """How far back each reason against it puts it."""

    @property
    def rank(self) -> int:
        """The lowest is the best."""
        return sum(self.against) - len(self.why)

    @property
    def refused(self) -> bool:
        return self.rank >= REFUSED - LATER

    @property
    def told(self) -> str:
        """What stands beside it in a list: what is against it first."""
        return " · ".join([*(f"! {each}" for each in self.but), *self.why])


def fit(resource: Resource, asker: Asker, *, stale: bool = False) -> Fit:
    """Say how well a service fits somebody; `stale` when it was checked long ago."""
    good = tuple(_good(resource, asker))
    bad = against(resource, asker, stale=stale)
    return Fit(resource, good, tuple(words for _, words in bad), tuple(far for far, _ in bad))


def against(resource: Resource, asker: Asker, *, stale: bool = False) -> tuple[Reason, ...]:
    """Give what speaks against a service for somebody, each with how far back it puts it."""
    return (*_bad(resource, asker), *((LATER, OLD),) * stale)


def _good(resource: Resource, asker: Asker) -> Iterator[str]:
    if _is_near(resource, asker):
        yield f"near: {resource.area}"
    elif _stands_near(resource, asker):
        yield f"near: {asker.area.partition(',')[0].strip()}"
    for group in asker.groups:
        if resource.eligibility.get(group) == "yes":
            yield f"for {group.replace('_', ' ')}"
    yield from (each for each in languages_of(resource) if _same(each, asker.language))
    if is_free(resource):
        yield "free"
    if resource.always_open:
        yield "day and night"


def _bad(resource: Resource, asker: Asker) -> Iterator[Reason]:
    if _refuses(resource, asker):
        yield REFUSED, f"says: {resource.audience}"
    if asker.area.strip() and resource.area != EVERYWHERE and not _shared(resource, asker):
        yield LATER, f"far: {resource.area}"
    spoken = [*languages_of(resource)]
    if asker.language and spoken and not any(_same(each, asker.language) for each in spoken):
        yield LATER, f"{asker.language} not stated"
    if asker.now is not None and is_open(resource, asker.now) is False:
        yield NOT_NOW, "closed now"


def _refuses(resource: Resource, asker: Asker) -> bool:
    low, high = resource.min_age or 0, resource.max_age or 999
    of_age = asker.age is None or low <= asker.age <= high
    return not of_age or any(resource.eligibility.get(each) == "no" for each in asker.groups)


def _is_near(resource: Resource, asker: Asker) -> bool:
    """Whether the closest part of one place, which is named first, is a part of the other."""
    here, there = _parts(asker.area), _parts(resource.area)
    if resource.area == EVERYWHERE or not here:
        return False
    return any(_alike(here[0], each) for each in there) or any(
        _alike(there[0], each) for each in here
    )


def _stands_near(resource: Resource, asker: Asker) -> bool:
    """Whether an address that may be told is in the closest part of where somebody is."""
    here = _parts(asker.area)
    told = "" if resource.private_address else resource.address
    return bool(here) and here[0] in _parts(told)


def _shared(resource: Resource, asker: Asker) -> bool:
    """Whether two places may be near each other: they share a part, such as the state."""
    here, there = _parts(asker.area), _parts(resource.area)
    return any(_alike(one, other) for one in here for other in there)


def _parts(area: str) -> list[frozenset[str]]:
    found = (frozenset(each.text for each in words(part)) for part in area.split(","))
    return [each for each in found if each]


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether one has all the words of the other: Maricopa, Maricopa County."""
    return one <= other or other <= one


def _same(language: str, other: str) -> bool:
    return folded(language) == folded(other.strip())

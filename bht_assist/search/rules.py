"""The packs' rules of finding that no score may overrule: see `content/models/finding.py`."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from itertools import chain, zip_longest
from typing import TYPE_CHECKING

from rapidfuzz.process import extract

from bht_assist.content.freshness import is_stale

from .found import Hit
from .phrases import Phrases
from .text import words as split

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
    from datetime import date

    from bht_assist.content.library import Library
    from bht_assist.content.models import Need, Pin, Resource

FIRST = 3
"""Rows that are surely read."""
_ALIKE, _LETTERS = 70, 60
"""How much a need has to look like what was typed, of 100, and the letters that are compared."""
_SAFETY, _ANY_NEED, _NEAREST = "safety comes first", "for any need", "the nearest there is"


class Rules:
    """The rules of all packs, over what stands on their shelves."""

    def __init__(self, library: Library, today: date | None) -> None:
        self._library, self._today = library, today
        self._stale: dict[str, bool] = {}
        self._needs = {
            text: name
            for name, need in library.needs.items()
            for text in (need.say, *need.synonyms)
        }

    def stale(self, resource: Resource) -> bool:
        """Tell whether a fact of a service was checked longer ago than the packs allow."""
        if self._today is None:
            return False
        if resource.id not in self._stale:
            expiry = self._library.keeping.expiry
            self._stale[resource.id] = is_stale(resource, expiry, self._today)
        return self._stale[resource.id]

    # safety

    def pinned(self, words: str, known: Callable[[str], bool]) -> Iterator[Hit]:
        """Yield what has to come first because of a phrase; `known` words are never misspelt."""
        for pin in self._held_in(words, known):
            yield from map(_pin, self.services(pin.resources, _SAFETY))
            for name in pin.cards:
                if card := self._library.cards.get(name):
                    yield _pin(Hit("card", name, card.title, (_SAFETY,)))

    def _held_in(self, words: str, known: Callable[[str], bool]) -> list[Pin]:
        return [self._pins[name] for name in self._phrases.found(words, known)]

    @cached_property
    def _pins(self) -> dict[str, Pin]:
        return {pin.pin: pin for rules in self._library.finding for pin in rules.pins}

    @cached_property
    def _phrases(self) -> Phrases:
        return Phrases({name: tuple(self._words(pin)) for name, pin in self._pins.items()})

    def _words(self, pin: Pin) -> Iterator[str]:
        yield from chain.from_iterable(pin.words.values())
        lexicons = self._library.lexicons
        for lexicon in (lexicons[name] for name in pin.lexicons if name in lexicons):
            for group in lexicon.groups:
                yield from chain.from_iterable(group.words.values())

    # what belongs together

    def services(self, names: Iterable[str], why: str) -> Iterator[Hit]:
        """Yield services that a rule names, with its reason."""
        for name in names:
            if resource := self._library.resources.get(name):
                yield Hit("resource", name, resource.name, (why,))

    def replacements(self, ended: Hit) -> Iterator[Hit]:
        """Yield what is there instead of a program that ended."""
        instead = self._library.ended[ended.id].use_instead
        return self.services(instead, f"instead of {ended.title}")

    def told_apart(self, rows: Sequence[Hit]) -> list[Hit]:
        """Put near the first row what is often taken for it, and say what tells them apart."""
        told = list(rows)
        for pair in chain.from_iterable(rules.mixed_up for rules in self._library.finding):
            if told and told[0].kind == "resource" and told[0].id in pair.resources:
                told[0] = replace(told[0], why=(*told[0].why, pair.say))
                near = {row.id for row in told[:FIRST]}
                others = [name for name in pair.resources if name not in near]
                told[FIRST - 1 : FIRST - 1] = self.services(others, pair.say)
        return told

    # what the directory lacks

    def lacking(
        self, words: str, known: Callable[[str], bool]
    ) -> Iterator[tuple[Need, frozenset[str]]]:
        """Yield needs that no service here is for, each with the words that ask for it."""
        said = [word.text for word in split(words[:_LETTERS])]
        for name, first, after in self._unserved.standing(said, known):
            yield self._library.needs[name], frozenset(said[first:after])

    @cached_property
    def _unserved(self) -> Phrases:
        served = set(chain.from_iterable(each.needs for each in self._library.resources.values()))
        lacks = (each for each in self._library.needs.values() if each.instead)
        return Phrases({each.id: each.synonyms for each in lacks if each.id not in served})

    def nearest(self, need: Need) -> Iterator[Hit]:
        return self.services(need.instead, _NEAREST)

    def for_anybody(self) -> dict[str, Resource]:
        """Give by their ids the services that help with any need."""
        names = (each.nothing_found.resources for each in self._library.finding)
        known = self._library.resources
        return {name: known[name] for name in chain.from_iterable(names) if name in known}

    @cached_property
    def joiners(self) -> frozenset[str]:
        return frozenset(chain.from_iterable(each.joiners for each in self._library.finding))

    # nothing found

    def for_any_need(self) -> Iterator[Hit]:
        for rules in self._library.finding:
            yield from self.services(rules.nothing_found.resources, _ANY_NEED)

    def nearest_needs(self, words: str) -> tuple[str, ...]:
        """Give the ids of the needs whose words look most like these."""
        alike = extract(words[:_LETTERS], list(self._needs), score_cutoff=_ALIKE, limit=2 * FIRST)
        near = [self._needs[text] for text, _, _ in alike]
        usual = chain.from_iterable(each.nothing_found.needs for each in self._library.finding)
        known = [name for name in (*near, *usual) if name in self._library.needs]
        return tuple(dict.fromkeys(known))[:FIRST]


def _pin(hit: Hit) -> Hit:
    return replace(hit, pinned=True)


def in_turns(found: Iterable[Iterable[Hit]]) -> list[Hit]:
    """Give the best row of each, then the next of each."""
    return [hit for turn in zip_longest(*found) for hit in turn if hit is not None]


def once(rows: Iterable[Hit], without: Collection[Hit] = ()) -> Iterator[Hit]:
    """Yield each thing once, where it first comes, and not those that stand elsewhere."""
    seen = {(hit.kind, hit.id) for hit in without}
    for hit in rows:
        if (hit.kind, hit.id) not in seen:
            seen.add((hit.kind, hit.id))
            yield hit

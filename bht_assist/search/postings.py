"""Which records hold which words, and where in them.

What a query word finds is a map with one byte for each record. Read as one long number, the
maps of several words add up in a single step, so that common words cost as little as rare ones.
"""

from __future__ import annotations

from array import array
from functools import lru_cache
from itertools import chain, islice
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

TIERS: Mapping[str, float] = {"name": 10, "tags": 6, "needs": 4, "text": 2}
"""Where a word was found, and what that is worth."""
NEAR, FAR = 4, 0
"""By how many bits a tier's bit is shifted for words that are near or far."""
_BITS = {"name": 8, "tags": 4, "needs": 2, "text": 1}
NAMED = _BITS["name"] << NEAR | _BITS["name"] << FAR
_COMMON = 48
"""A word that one record in so many holds is kept as a map, once somebody asks for it."""
_MAPS = 256
_STEPS = 12
"""How finely places are told apart before the best records are weighed exactly."""


class Layer(NamedTuple):
    """Words that may stand for what was typed, and how near they all come to it: 0 to 1."""

    words: Sequence[str] = ()
    likeness: float = 0


class Postings:
    """The words of some records; a record is known by its number."""

    def __init__(self, texts: Iterable[Mapping[str, Collection[str]]]) -> None:
        self._held: dict[str, dict[str, array[int]]] = {tier: {} for tier in TIERS}
        self.size = 0
        for number, record in enumerate(texts):
            for tier, words in record.items():
                self._add(self._held[tier], words, number)
            self.size = number + 1
        self.vocabulary = sorted(set().union(*self._held.values()))
        self._common = lru_cache(_MAPS)(self._as_map)

    def _add(self, held: dict[str, array[int]], words: Iterable[str], number: int) -> None:
        for word in words:
            if (numbers := held.get(word)) is None:
                held[word] = array("I", (number,))
            else:
                numbers.append(number)

    def __contains__(self, word: str) -> bool:
        return any(word in held for held in self._held.values())

    def count(self, words: Iterable[str]) -> int:
        """Count in how many places words stand."""
        none = ()
        return sum(len(held.get(word, none)) for word in words for held in self._held.values())

    def _as_map(self, word: str) -> int:
        places = bytearray(self.size)
        for tier, held in self._held.items():
            _fill(places, held.get(word, ()), _BITS[tier])
        return int.from_bytes(places, "little")

    def everywhere(self, near: Layer, far: Layer) -> bytes:
        """Give a map with the tiers in which each record has one of the words."""
        places, common = bytearray(self.size), 0
        for shift, layer in ((NEAR, near), (FAR, far)):
            for word in layer.words:
                rows = [(tier, held[word]) for tier, held in self._held.items() if word in held]
                if sum(len(numbers) for _, numbers in rows) * _COMMON > self.size:
                    common |= self._common(word) << shift
                else:
                    for tier, numbers in rows:
                        _fill(places, numbers, _BITS[tier] << shift)
        if not common:
            return bytes(places)
        return (int.from_bytes(places, "little") | common).to_bytes(self.size, "little")

    def foremost(
        self, near: Layer, far: Layer, among: bytes | None, most: int
    ) -> Mapping[int, int]:
        """Give the places of the records for which the words are worth most, by number."""
        found: dict[int, int] = {}
        rows = (
            (layer, shift, tier) for shift, layer in ((NEAR, near), (FAR, far)) for tier in TIERS
        )
        for layer, shift, tier in sorted(rows, key=lambda row: -row[0].likeness * TIERS[row[2]]):
            held = self._held[tier]
            every = chain.from_iterable(held[word] for word in layer.words if word in held)
            for number in islice(_only(every, among), most - len(found)):
                found.setdefault(number, _BITS[tier] << shift)
        return found


def _fill(places: bytearray, numbers: Iterable[int], bit: int) -> None:
    for number in numbers:
        places[number] |= bit


def _only(numbers: Iterable[int], among: bytes | None) -> Iterator[int]:
    if among is None:
        yield from numbers
    else:
        yield from (number for number in numbers if among[number])


@lru_cache
def worths(near: float, far: float) -> tuple[float, ...]:
    """Give what each byte of a map is worth, for words that come so near."""
    bits = [
        (_BITS[tier] << shift, likeness * worth)
        for shift, likeness in ((NEAR, near), (FAR, far))
        for tier, worth in TIERS.items()
    ]
    return tuple(
        max((worth for bit, worth in bits if code & bit), default=0) for code in range(256)
    )


def shares(words: int) -> tuple[int, int]:
    """Divide a byte: what having a word counts, and the most that its place may add to that.

    One word more outweighs any places, and all words in the best places still fit.
    """
    counts = 255 // (words + 1)
    return counts, min((counts - 1) // words, _STEPS)


def best_of(sums: bytes, words: int, enough: int, most: int) -> list[int]:
    """Give the records with most of the words, in the best places; those with fewer till enough."""
    counts, places = shares(words)
    found: list[int] = []
    for covered in range(words, 0, -1):
        for level in range(covered * (counts + places), covered * counts - 1, -1):
            found += islice(_places(sums, level), most - len(found))
        if len(found) >= enough:
            break
    return found


def _places(sums: bytes, level: int) -> Iterator[int]:
    at = sums.find(level)
    while at >= 0:
        yield at
        at = sums.find(level, at + 1)

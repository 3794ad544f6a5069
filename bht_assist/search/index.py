"""A small fuzzy index: from a few typed words to what the packs hold, with the reason for each hit.

Misspelling is settled word by word against the vocabulary, so that records are only looked up.
"""

from __future__ import annotations

from functools import lru_cache
from heapq import nsmallest
from math import log
from typing import TYPE_CHECKING, Any, NamedTuple

from .found import Hit
from .postings import NAMED, TIERS, Postings, best_of, shares, worths
from .reading import Group, Reader
from .text import folded, indexed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from .records import Record

_CLOSEST = 0.5
"""What a name that is all that was asked adds to a score."""
_WHOLE_NAME = 2.0
_BEGUN = 1.1
_ENOUGH = 150
"""Records that are weighed exactly."""
_REMEMBERED = 64
_LONGEST, _WORDS = 200, 12
"""Letters and words of a query that are looked at; more finds nothing better."""


class _Scored(NamedTuple):
    score: float
    groups: Sequence[Group]
    """The reading of the query that led here."""


class _Asking(NamedTuple):
    groups: Sequence[Group]
    whole: str
    """The query as a name would be compared with it."""
    letter: str
    """The first letter of a word, after a space: too little to look for, enough to prefer by."""
    among: bytes | None
    limit: int


class Index:
    """The vocabulary of some records, and which record holds which word."""

    def __init__(
        self,
        records: Iterable[Record],
        synonyms: Mapping[str, str] | None = None,
        small: Iterable[str] = (),
        everyday: Iterable[str] = (),
        fillers: Iterable[str] = (),
    ) -> None:
        """Take records, what phrases stand for, and words as `text.words` gives them.

        The small ones only join others, everyday ones are never a misspelt other word, and
        fillers count only inside a phrase.
        """
        key = lambda record: (len(record.title.split()), record.title, record.id)  # noqa: E731
        self.records = sorted(records, key=key)
        self._name_sizes = [max(len(record.title.split()), 1) for record in self.records]
        self._held = Postings(map(_by_tier, self.records))
        common = (frozenset(each) for each in (small, everyday, fillers))
        self._reader = Reader(self._held, synonyms or {}, *common)
        self._map = lru_cache(_REMEMBERED)(self._everywhere)
        self._value = lru_cache(_REMEMBERED)(self._values)
        self._shared = lru_cache(_REMEMBERED)(self._share)
        self._worths = lru_cache(2048)(lambda number: _worths_in(self.records[number]))

    def among(self, wanted: Callable[[Record], bool]) -> bytes:
        """Give the records that are wanted, in the form that `search` takes."""
        return bytes(255 * wanted(record) for record in self.records)

    def knows(self, word: str) -> bool:
        """Tell whether a record has a word, as `text.words` gives it."""
        return word in self._held

    def unknown(self, query: str) -> tuple[str, ...]:
        """Give the words of a query that stand for nothing here, as typed."""
        said = self._reader.asked(query[:_LONGEST])[:_WORDS]
        unknown = self._reader.unknown(said, not query[-1:].isspace())
        return tuple(word.typed for word in unknown if not word.text.isdigit())

    def understands(self, word: str) -> bool:
        """Tell whether a record or a synonym has a word."""
        return self._reader.understands(word)

    def search(self, query: str, among: bytes | None = None, limit: int = 20) -> tuple[Hit, ...]:
        """Find records, best first; an empty query finds nothing."""
        query = query[:_LONGEST]
        said = self._reader.asked(query)[:_WORDS]
        typing = bool(said) and not query[-1].isspace()
        letter = ""
        if typing and len(said) > 1 and len(said[-1].text) == 1 and said[-1].text not in self._held:
            letter, said, typing = f" {said[-1].text}", said[:-1], False
        best: dict[int, _Scored] = {}
        for freely in (False, True):
            complete = False
            for groups in self._reader.readings(said, typing, freely=freely):
                asking = _Asking(groups, folded(query.strip()), letter, among, limit)
                complete |= self._weigh(asking, best)
            if complete:
                break
        first = nsmallest(limit, best, key=lambda number: (-best[number].score, number))
        whole = folded(query.strip())
        return tuple(self._hit(number, best[number], whole) for number in first)

    def _hit(self, number: int, scored: _Scored, whole: str) -> Hit:
        record, worths = self.records[number], self._worths(number)
        led = [(group, word) for group in scored.groups if (word := group.best(worths))]
        why = tuple(dict.fromkeys(group.why(word) for group, word in led))
        matched = frozenset(word for _, word in led)
        apt = all(worths[word] > TIERS["text"] for _, word in led)
        standing = (len(led) / len(scored.groups), apt)
        named = whole in _called(record)
        facts = (record.kind, record.id, record.title)
        return Hit(*facts, why, scored.score, matched, standing, named)

    def _weigh(self, asking: _Asking, best: dict[int, _Scored]) -> bool:
        """Keep the better reading for each record; tell whether one has all that was asked."""
        found = [group for group in asking.groups if group.near.words or group.far.words]
        if len(found) == 1:
            maps: list[Any] = [self._foremost(found[0], asking)]
            numbers: Iterable[int] = maps[0]
        else:
            maps = [self._map(group) for group in found]
            numbers = self._candidates(found, asking) if found else ()
        lookups = list(zip(maps, map(self._value, found), strict=True))
        most = 0
        for number in numbers:
            score, covered, named = 0.0, 0, 0
            for places, values in lookups:
                if place := places[number]:
                    score += values[place]
                    covered += 1
                    named += place & NAMED > 0
            score *= self._fit(number, covered, named, asking)
            if number not in best or best[number].score < score:
                best[number] = _Scored(score, asking.groups)
            most = max(most, covered)
        return most == len(asking.groups)

    def _fit(self, number: int, covered: int, named: int, asking: _Asking) -> float:
        """Weigh how much of what was asked a record has, and how close its name comes."""
        size = len(asking.groups)
        fit = (covered / size) ** 2 * (1 + _CLOSEST * min(named / self._name_sizes[number], 1))
        record = self.records[number]
        if named == size and asking.whole in _called(record):
            fit *= _WHOLE_NAME
        if asking.letter and asking.letter in folded(record.title):
            fit *= _BEGUN
        return fit

    def _foremost(self, group: Group, asking: _Asking) -> Mapping[int, int]:
        most = max(_ENOUGH, asking.limit)
        return self._held.foremost(group.near, group.far, asking.among, most)

    def _candidates(self, groups: Sequence[Group], asking: _Asking) -> Iterable[int]:
        """Give the records that have the most of what was asked, in the best places."""
        total = sum(self._shared(group, len(groups)) for group in groups)
        if asking.among is not None:
            total &= int.from_bytes(asking.among, "little")
        sums = total.to_bytes(self._held.size, "little")
        return best_of(sums, len(groups), asking.limit, max(_ENOUGH, asking.limit))

    def _everywhere(self, group: Group) -> bytes:
        return self._held.everywhere(group.near, group.far)

    def _values(self, group: Group) -> Sequence[float]:
        """Give what each byte of a group's map adds to a score: rare words add more."""
        held = self._held.count((*group.near.words, *group.far.words))
        rarity = group.part * log(1 + self._held.size / max(held, 1))
        scale = worths(group.near.likeness, group.far.likeness)
        return [rarity * worth for worth in scale]

    def _share(self, group: Group, words: int) -> int:
        """Give a group's map as a number that adds up with those of the other words."""
        counts, places = shares(words)
        best = log(1 + self._held.size) * max(TIERS.values())
        adds = [counts + round(places * value / best) for value in self._value(group)]
        table = bytes([0, *adds[1:]])
        return int.from_bytes(self._map(group).translate(table), "little")


def _called(record: Record) -> tuple[str, ...]:
    return (record.id, *map(folded, record.tiers[0][1]))


def _worths_in(record: Record) -> dict[str, float]:
    """Give a record's words, each with what its best place is worth."""
    return {word: TIERS[tier] for tier, words in _by_tier(record).items() for word in words}


def _by_tier(record: Record) -> Mapping[str, set[str]]:
    """Give a record's words by the best tier that has them."""
    seen: set[str] = set()
    tiers = {}
    for tier, texts in record.tiers:
        tiers[tier] = indexed(*texts) - seen
        seen |= tiers[tier]
    return tiers

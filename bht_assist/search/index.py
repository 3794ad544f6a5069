"""A small fuzzy index: from a few typed words to what the packs hold, with the reason for each hit.

Misspelling is settled word by word against the vocabulary, so that records are only looked up.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from heapq import nsmallest
from math import log
from typing import TYPE_CHECKING, NamedTuple

from .spelling import Spelling
from .text import Word, asked, folded, indexed, singular

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set

    from bht_assist.content.library import Library

TIERS: Mapping[str, float] = {"name": 10, "tags": 6, "needs": 4, "text": 2}
"""Where a word was found, and what that is worth."""
_RISING = sorted(TIERS.items(), key=lambda tier: tier[1])
_PREFIX, _SLIP, _SYNONYM, _WHOLE_NAME = 0.8, 0.25, 0.9, 2.0
_CLOSEST = 1.5
"""The most that a name which holds all that was asked adds to a score."""
_ENOUGH = 500
"""Records that are weighed where none has all that was asked; words this common only add."""


@dataclass(frozen=True, slots=True)
class Record:
    """Something that can be found; `fields` holds its texts by tier, beside the title."""

    kind: str
    id: str
    title: str
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Hit:
    kind: str
    id: str
    title: str
    why: tuple[str, ...]
    """Which words led here: "food", "medcaid → medicaid", "food stamps = snap"."""
    score: float


@dataclass(frozen=True, slots=True)
class _Query:
    """What was asked, and how freely to read it."""

    said: tuple[Word, ...]
    last: Word | None
    """The word that is still being typed."""
    kind: str | None
    limit: int
    fuzzy: bool = False
    """Look for misspellings of words that are known, too."""


@dataclass(frozen=True, slots=True)
class _Slot:
    """One thing asked for: what was typed, and how near each word comes that may stand for it."""

    typed: str
    alike: Mapping[str, float]
    sign: str = "→"

    def why(self, found: str) -> str:
        begun = self.sign == "→" and found.startswith(singular(folded(self.typed)))
        return found if begun else f"{self.typed} {self.sign} {found}"


@dataclass(frozen=True, slots=True)
class _Found:
    """The records for one slot."""

    worth: Mapping[int, float]
    """What the best word of the slot is worth in each record."""
    named: Set[int]
    """The records that have one of the words in their name."""


class _Posted(NamedTuple):
    """Where a word stands."""

    worth: float
    named: bool
    numbers: Collection[int]


class _Scored(NamedTuple):
    score: float
    slots: Sequence[_Slot]
    """The reading of the query that led here."""


class Index:
    """The vocabulary of some records, and which record holds which word."""

    def __init__(
        self, records: Iterable[Record], synonyms: Mapping[str, str] | None = None
    ) -> None:
        self.records = sorted(records, key=lambda record: (record.title, record.id))
        self._held: defaultdict[str, dict[float, list[int]]] = defaultdict(dict)
        self._whole: defaultdict[str, list[int]] = defaultdict(list)
        self._kinds: defaultdict[str, set[int]] = defaultdict(set)
        for number, record in enumerate(self.records):
            self._add(number, record)
        self._name_sizes = [len(record.title.split()) for record in self.records]
        self._vocabulary = sorted(self._held)
        self._spelling = Spelling(self._vocabulary)
        self._synonyms = {_key(asked(said)): means for said, means in (synonyms or {}).items()}
        self._longest = max(map(len, self._synonyms), default=0)

    @classmethod
    def of(cls, library: Library) -> Index:
        """Index the resources, topics, cards and flows of the packs."""
        from .records import records_of, synonyms_of  # noqa: PLC0415 - made of this module's Record

        return cls(records_of(library), synonyms_of(library))

    def _add(self, number: int, record: Record) -> None:
        """Put a record under its kind, its whole name and its words."""
        self._kinds[record.kind].add(number)
        for whole in {folded(record.title), record.id}:
            self._whole[whole].append(number)
        for word, worth in _worths(record).items():
            self._held[word].setdefault(worth, []).append(number)

    def search(self, query: str, kind: str | None = None, limit: int = 20) -> tuple[Hit, ...]:
        """Find records, best first; an empty query finds nothing."""
        said = asked(query)
        typing = bool(said) and not query[-1].isspace()
        if typing and len(said) > 1 and len(said[-1].text) == 1 and said[-1].text not in self._held:
            said, typing = said[:-1], False  # one letter says nothing yet beside other words
        asking = _Query(said, said[-1] if typing else None, kind, limit)
        best, complete = self._best(asking)
        if not complete:
            best, _ = self._best(replace(asking, fuzzy=True))
        for number in self._whole.get(folded(query.strip()), ()):
            if number in best:
                best[number] = best[number]._replace(score=best[number].score * _WHOLE_NAME)
        first = nsmallest(limit, best, key=lambda number: (-best[number].score, number))
        return tuple(self._hit(number, best[number]) for number in first)

    def _hit(self, number: int, scored: _Scored) -> Hit:
        record = self.records[number]
        worths = _worths(record)
        why = (_why(slot, worths) for slot in scored.slots)
        led = tuple(dict.fromkeys(each for each in why if each))
        return Hit(record.kind, record.id, record.title, led, scored.score)

    def _best(self, query: _Query) -> tuple[dict[int, _Scored], bool]:
        """Keep the better reading for each record; tell whether one has all that was asked."""
        best: dict[int, _Scored] = {}
        complete = False
        for slots in self._readings(query):
            scores, all_there = self._scores(slots, query)
            complete |= all_there
            for number, score in scores.items():
                if number not in best or best[number].score < score:
                    best[number] = _Scored(score, slots)
        return best, complete

    def _readings(self, query: _Query) -> Iterator[list[_Slot]]:
        """Yield the query as typed, and once more with its synonyms put in."""
        yield [slot for word in query.said for slot in self._slots(word, query)]
        meant: list[_Slot] = []
        place, swapped = 0, False
        while place < len(query.said):
            size = self._phrase(query.said[place:])
            span = query.said[place : place + (size or 1)]
            meant += self._swapped(span) if size else self._slots(span[0], query)
            place, swapped = place + len(span), swapped or bool(size)
        if swapped:
            yield meant

    def _phrase(self, said: Sequence[Word]) -> int:
        """Give how many words from the first on stand for others, the longest first; 0 for none."""
        sizes = range(min(self._longest, len(said)), 0, -1)
        phrase = next((size for size in sizes if _key(said[:size]) in self._synonyms), 0)
        return phrase or 2 * ("".join(_key(said[:2])) in self._held and len(said) > 1)

    def _swapped(self, span: Sequence[Word]) -> Iterator[_Slot]:
        """Yield what a phrase stands for: its synonym, or its words run together."""
        typed = " ".join(word.typed for word in span)
        if (means := self._synonyms.get(_key(span))) is None:
            yield _Slot(typed, {"".join(_key(span)): 1.0}, "=")
            return
        for word in asked(means):
            yield _Slot(typed, {word.text: _SYNONYM}, "=")

    def _slots(self, word: Word, query: _Query) -> Iterator[_Slot]:
        """Yield a word as one slot, or as two where it is two words run together."""
        alike = self._alike(word, word is query.last)
        if not alike and (halves := self._halves(word.text)):
            yield from (_Slot(half, {half: 1.0}) for half in halves)
        elif word.short or (alike and not query.fuzzy):
            yield _Slot(word.typed, alike)
        else:
            yield _Slot(word.typed, {**self._slips(word.text, word is query.last), **alike})

    def _alike(self, word: Word, typing: bool) -> dict[str, float]:
        """Give the word itself, and while it is being typed those it begins."""
        exact = {word.text: 1.0} if word.text in self._held else {}
        if not typing or (exact and (word.short or len(word.text) == 1)):
            return exact
        return {**dict.fromkeys(self._beginning(word.text), _PREFIX), **exact}

    def _beginning(self, start: str) -> Iterator[str]:
        for place in range(bisect_left(self._vocabulary, start), len(self._vocabulary)):
            if not self._vocabulary[place].startswith(start):
                return
            yield self._vocabulary[place]

    def _halves(self, word: str) -> tuple[str, str] | None:
        cuts = ((word[:cut], word[cut:]) for cut in range(2, len(word) - 1))
        return next((cut for cut in cuts if cut[0] in self._held and cut[1] in self._held), None)

    def _slips(self, word: str, typing: bool) -> dict[str, float]:
        """Give the words that this may be a misspelling of, and while typing what they begin."""
        near = {
            other: 1 - _SLIP * distance - _SLIP * (other[0] != word[0])
            for other, distance in self._spelling.near(word)
        }
        if near or not typing:
            return near
        begun = self._spelling.begun(word)
        return {other: _PREFIX - _SLIP * slip for other, slip in begun}

    def _scores(self, slots: Sequence[_Slot], query: _Query) -> tuple[dict[int, float], bool]:
        """Score what may come first, and tell whether a record has all that was asked."""
        if len(slots) == 1:
            found = [self._found(self._foremost(slots[0], query.kind))]
        else:
            found = [self._found(self._rows(slot)) for slot in slots]
        there = [each for each in found if each.worth]
        numbers, every = self._candidates(there, query)
        rarity = [log(1 + len(self.records) / len(each.worth)) for each in there]
        rough = dict.fromkeys(numbers, 0.0)
        for rare, each in zip(rarity, there, strict=True):
            for number in numbers & each.worth.keys():
                rough[number] += rare * each.worth[number]
        fit = self._fit(_most(rough, _ENOUGH), there, len(found))
        complete = len(there) == len(found) and bool(every)
        return {number: rough[number] * fit[number] for number in fit}, complete

    def _candidates(self, found: Sequence[_Found], query: _Query) -> tuple[Set[int], bool]:
        """Give the records to weigh, and tell whether some have everything.

        Where those are few, those with the rarer words come too; common words only add to them.
        """
        if not found:
            return frozenset(), False
        kind = None if query.kind is None else self._kinds[query.kind]
        by_rarity = sorted((each.worth.keys() for each in found), key=len)
        every = set(by_rarity[0]).intersection(*by_rarity[1:])
        every = every if kind is None else every & kind
        if len(every) >= query.limit or len(found) == 1:
            return every, bool(every)
        some = every
        for each in by_rarity:
            if len(some) + len(each) <= _ENOUGH or not some:
                some = some | (each if kind is None else each & kind)
        return some, bool(every)

    def _fit(
        self, numbers: Collection[int], found: Sequence[_Found], asked_for: int
    ) -> dict[int, float]:
        """Weigh how much of what was asked each record has, and how close its name comes."""
        covered, named = Counter[int](), Counter[int]()
        these = set(numbers)
        for each in found:
            covered.update(these & each.worth.keys())
            named.update(these & each.named)
        sizes = self._name_sizes
        return {
            number: (covered[number] / asked_for) ** 2
            * (1 + (_CLOSEST - 1) * min(named[number] / max(sizes[number], 1), 1))
            for number in numbers
        }

    def _rows(self, slot: _Slot) -> list[_Posted]:
        """Look a slot's words up, those worth most first."""
        rows = (
            _Posted(likeness * tier, tier == TIERS["name"], numbers)
            for word, likeness in slot.alike.items()
            for tier, numbers in self._held.get(word, {}).items()
        )
        return sorted(rows, key=lambda row: -row.worth)

    def _foremost(self, slot: _Slot, kind: str | None) -> Iterator[_Posted]:
        """Yield enough of a slot that is all that was asked: what is worth less comes later."""
        count = 0
        for row in self._rows(slot):
            wanted = row.numbers if kind is None else self._kinds[kind].intersection(row.numbers)
            yield row._replace(numbers=wanted)
            count += len(wanted)
            if count >= _ENOUGH:
                return

    def _found(self, rows: Iterable[_Posted]) -> _Found:
        """Give each record the best worth; of the rows the first is the best."""
        best_first = list(rows)
        worth: dict[int, float] = {}
        for row in reversed(best_first):
            worth.update(dict.fromkeys(row.numbers, row.worth))
        named = set().union(*(row.numbers for row in best_first if row.named))
        return _Found(worth, named)


def _worths(record: Record) -> dict[str, float]:
    """Give a record's words, each with what its best place is worth."""
    worths: dict[str, float] = {}
    for tier, worth in _RISING:
        said = record.fields.get(tier, "")
        for word in indexed(f"{record.title} {said}" if tier == "name" else said):
            worths[word] = worth
    return worths


def _why(slot: _Slot, worths: Mapping[str, float]) -> str:
    """Say which word of a record stands for a slot; nothing where none does."""
    alike = {word: slot.alike[word] * worth for word, worth in worths.items() if word in slot.alike}
    return slot.why(max(alike, key=alike.__getitem__)) if alike else ""


def _most(scores: Mapping[int, float], most: int) -> Collection[int]:
    """Give the records with the highest scores, where there are very many."""
    if len(scores) <= most:
        return scores.keys()
    return sorted(scores, key=scores.__getitem__, reverse=True)[:most]


def _key(said: Iterable[Word]) -> tuple[str, ...]:
    return tuple(word.text for word in said)

"""A small fuzzy index: from a few typed words to what the packs hold, with the reason for each hit.

Misspelling is settled word by word against the vocabulary, so that records are only looked up.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field, replace
from math import log
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from .text import Word, asked, folded, indexed, singular, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from bht_assist.content.library import Library

TIERS: Mapping[str, float] = {"name": 10, "tags": 6, "needs": 4, "text": 2}
"""Where a word was found, and what that is worth."""
_RISING = sorted(TIERS.items(), key=lambda tier: tier[1])
_PREFIX, _SLIP, _SYNONYM, _WHOLE_NAME = 0.8, 0.25, 0.9, 2.0


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
    fuzzy: bool = False
    """Look for misspellings of words that are known, too."""


@dataclass(frozen=True, slots=True)
class _Slot:
    """One thing asked for: what was typed, and how near each word comes that may stand for it."""

    typed: str
    alike: Mapping[str, float]
    sign: str = "→"

    def why(self, found: str) -> str:
        same = self.sign == "→" and singular(folded(self.typed)) == found
        return found if same else f"{self.typed} {self.sign} {found}"


@dataclass(slots=True)
class _Scored:
    score: float = 0
    covered: int = 0
    """How many of the things asked for it has."""
    named: int = 0
    """How many of them stand in its name."""
    why: list[str] = field(default_factory=list)


class Index:
    """The vocabulary of some records, and which record holds which word."""

    def __init__(
        self, records: Iterable[Record], synonyms: Mapping[str, str] | None = None
    ) -> None:
        self.records = tuple(records)
        self._held: defaultdict[str, dict[int, float]] = defaultdict(dict)
        for number, record in enumerate(self.records):
            self._add(number, record)
        self._name_sizes = [len(words(record.title)) for record in self.records]
        self._vocabulary = sorted(self._held)
        self._by_length: dict[int, list[str]] = {}
        for word in self._vocabulary:
            self._by_length.setdefault(len(word), []).append(word)
        self._synonyms = {_key(asked(said)): means for said, means in (synonyms or {}).items()}
        self._longest = max(map(len, self._synonyms), default=0)

    @classmethod
    def of(cls, library: Library) -> Index:
        """Index the resources, topics, cards and flows of the packs."""
        from .records import records_of, synonyms_of  # noqa: PLC0415 - made of this module's Record

        return cls(records_of(library), synonyms_of(library))

    def _add(self, number: int, record: Record) -> None:
        """Put a record under its words, the least worth first so that the most stays."""
        for tier, worth in _RISING:
            said = record.fields.get(tier, "")
            for word in indexed(f"{record.title} {said}" if tier == "name" else said):
                self._held[word][number] = worth

    def search(self, query: str, kind: str | None = None, limit: int = 20) -> tuple[Hit, ...]:
        """Find records, best first; an empty query finds nothing."""
        said = asked(query)
        typing = bool(said) and not query[-1].isspace()
        asking = _Query(said, said[-1] if typing else None, kind)
        best = self._best(asking)
        if max((each.covered for each in best.values()), default=0) < len(said):
            best = self._best(replace(asking, fuzzy=True))
        hits = (self._hit(number, scored, query) for number, scored in best.items())
        return tuple(sorted(hits, key=lambda hit: (-hit.score, hit.title, hit.id))[:limit])

    def _hit(self, number: int, scored: _Scored, query: str) -> Hit:
        record = self.records[number]
        whole = folded(query.strip()) in {folded(record.title), record.id}
        score = scored.score * (_WHOLE_NAME if whole else 1)
        return Hit(record.kind, record.id, record.title, tuple(dict.fromkeys(scored.why)), score)

    def _best(self, query: _Query) -> dict[int, _Scored]:
        """Score each reading of the query, and keep the better one for each record."""
        best: dict[int, _Scored] = {}
        for slots in self._readings(query):
            for number, scored in self._scored(slots, query.kind).items():
                if number not in best or best[number].score < scored.score:
                    best[number] = scored
        return best

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
        if not typing or (word.short and exact):
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
        slips = _slips_in(word)
        near = {
            other: 1 - _SLIP * distance - _SLIP * (other[0] != word[0])
            for length in range(len(word) - slips, len(word) + slips + 1)
            for other, distance in _near(word, self._by_length.get(length, ()), slips)
        }
        if near or not typing:
            return near
        longer = [other for other in self._vocabulary if len(other) > len(word)]
        starts = dict(_near(word, {other[: len(word)] for other in longer}, slips))
        begun = ((other, starts.get(other[: len(word)])) for other in longer)
        return {other: _PREFIX - _SLIP * slip for other, slip in begun if slip is not None}

    def _scored(self, slots: Sequence[_Slot], kind: str | None) -> dict[int, _Scored]:
        scored: dict[int, _Scored] = {}
        for slot in slots:
            nearest = self._nearest(slot, kind)
            rarity = log(1 + len(self.records) / max(len(nearest), 1))
            for number, (worth, word) in nearest.items():
                into = scored.setdefault(number, _Scored())
                into.score += rarity * worth
                into.covered += 1
                into.named += self._held[word][number] == TIERS["name"]
                into.why.append(slot.why(word))
        for number, each in scored.items():
            closeness = each.named / max(self._name_sizes[number], 1)
            each.score *= (each.covered / len(slots)) ** 2 * (1 + closeness / 2)
        return scored

    def _nearest(self, slot: _Slot, kind: str | None) -> dict[int, tuple[float, str]]:
        """Give, for each record that holds one of the slot's words, the best of them."""
        nearest: dict[int, tuple[float, str]] = {}
        for word, likeness in slot.alike.items():
            for number, tier in self._held.get(word, {}).items():
                if kind is not None and self.records[number].kind != kind:
                    continue
                if number not in nearest or nearest[number][0] < likeness * tier:
                    nearest[number] = (likeness * tier, word)
        return nearest


def _key(said: Iterable[Word]) -> tuple[str, ...]:
    return tuple(word.text for word in said)


def _slips_in(word: str) -> int:
    """Allow one slip in four or five letters and two from six on; numbers have none."""
    return 0 if len(word) < 4 or word.isdigit() else 1 if len(word) < 6 else 2


def _near(word: str, others: Iterable[str], slips: int) -> Iterator[tuple[str, int]]:
    """Yield the words within `slips` of this one that share its first or second letter."""
    anchored = [other for other in others if other[0] == word[0] or other[1:2] == word[1:2]]
    if slips:
        found = extract(word, anchored, scorer=OSA.distance, score_cutoff=slips, limit=None)
        yield from ((other, distance) for other, distance, _ in found)

"""What somebody may have meant: for each thing typed, the known words that stand for it."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice, product
from typing import TYPE_CHECKING

from .postings import Layer
from .spelling import Spelling
from .text import asked, folded, singular

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping, Sequence

    from .postings import Postings
    from .text import Word

_BEGUN, _SLIP, _SYNONYM = 0.8, 0.25, 0.9
_LONGEST_FIRST = "\U0010ffff"
_GUESSES = 4
"""Spellings of one word that a synonym is looked up by."""
_TRIES = 48
_NONE = Layer()
_SHORTEST_HALF = 3
_LONG = 6


@dataclass(frozen=True, eq=False)
class Group:
    """One thing that was asked for: what was typed, and the words that may stand for it."""

    typed: str
    near: Layer = _NONE
    far: Layer = _NONE
    sign: str = "→"
    part: float = 1
    """Its share, where several words stand for one thing typed."""

    @cached_property
    def alike(self) -> Mapping[str, float]:
        """Each word, and how near it comes."""
        layers = (self.far, self.near)
        return {word: layer.likeness for layer in layers for word in layer.words}

    def best(self, worths: Mapping[str, float]) -> str:
        """Give the word of a record that best stands for what was typed, or none."""
        alike = [
            (-self.alike[word] * worths[word], word) for word in worths.keys() & self.alike.keys()
        ]
        return min(alike, default=(0, ""))[1]

    def why(self, found: str) -> str:
        """Say how a word stands for what was typed."""
        typed = singular(folded(self.typed))
        begun = typed == found or (self.sign == "→" and found.startswith(typed))
        return found if begun else f"{self.typed} {self.sign} {found}"


class Reader:
    """Reads queries against a vocabulary and its synonyms; remembers words from key to key."""

    def __init__(
        self,
        postings: Postings,
        synonyms: Mapping[str, str],
        small: Container[str] = (),
        everyday: Container[str] = (),
        fillers: Container[str] = (),
    ) -> None:
        self._held, self._words, self._small = postings, postings.vocabulary, small
        self._everyday, self._fillers = everyday, fillers
        self._synonyms: dict[tuple[str, ...], str] = {}
        for said, means in synonyms.items():
            self._synonyms.setdefault(_key(self.asked(said)), means)
        self._longest = max(map(len, self._synonyms), default=0)
        self._said = sorted({word for key in self._synonyms for word in key})
        self._spelling = Spelling(self._words)
        self._guessing = Spelling({*self._said, *self._words})
        self._known = {*self._said, *self._words}
        self.group = lru_cache(1024)(self._group)
        self._guesses = lru_cache(1024)(self._spelled_like)
        self._means = lru_cache(1024)(self._meant)

    def asked(self, text: str) -> tuple[Word, ...]:
        return asked(text, self._small)

    def understands(self, word: str) -> bool:
        return word in self._known

    def readings(
        self, said: Sequence[Word], typing: bool, *, freely: bool
    ) -> Iterator[list[Group]]:
        """Yield the query as typed, and once more with its synonyms put in.

        Freely, known words too may be misspelt.
        """
        last = len(said) - 1 if typing else -1
        plain = [
            () if word.text in self._fillers else self._groups(word, at == last, freely)
            for at, word in enumerate(said)
        ]
        if not any(plain):
            plain = [self._groups(word, at == last, freely) for at, word in enumerate(said)]
        yield [group for groups in plain for group in groups]
        meant: list[Group] = []
        at, swapped = 0, False
        while at < len(said):
            groups, size = self._phrase(said, at, last)
            meant += groups or plain[at]
            swapped |= bool(groups)
            at += size
        if swapped:
            yield meant

    def unknown(self, said: Sequence[Word], typing: bool) -> Iterator[Word]:
        """Yield the words that stand for nothing here."""
        last, at = len(said) - 1 if typing else -1, 0
        while at < len(said):
            groups, size = self._phrase(said, at, last)
            found = groups or self._groups(said[at], at == last, freely=False)
            known = any(group.near.words or group.far.words for group in found)
            if not known and said[at].text not in self._fillers:
                yield said[at]
            at += size

    def _groups(self, word: Word, typing: bool, freely: bool) -> tuple[Group, ...]:
        return self.group(word.text, word.typed, word.short, typing, freely)

    def _group(
        self, text: str, typed: str, short: bool, typing: bool, freely: bool
    ) -> tuple[Group, ...]:
        """Give a word as one group, or as two where it is two words run together."""
        exact = (text,) if text in self._held else ()
        begun = (
            self._begun(self._words, text)
            if typing and not (exact and (short or len(text) == 1))
            else ()
        )
        if short or ((exact or begun) and not freely) or text in self._everyday:
            return (Group(typed, Layer(exact, 1), Layer(begun, _BEGUN)),)
        near, far = self._slips(text, typing)
        if exact:
            return (Group(typed, Layer(exact, 1), near),)
        if not begun and near.likeness < 1 - _SLIP and (halves := self._halves(text)):
            return tuple(Group(half, Layer((half,), 1)) for half in halves)
        return (Group(typed, near, far),)

    def _begun(self, words: Sequence[str], start: str) -> Sequence[str]:
        return words[bisect_left(words, start) : bisect_left(words, start + _LONGEST_FIRST)]

    def _halves(self, word: str) -> tuple[str, str] | None:
        cuts = range(_SHORTEST_HALF, len(word) - _SHORTEST_HALF + 1)
        halves = ((word[:cut], word[cut:]) for cut in cuts)
        return next(
            (each for each in halves if each[0] in self._held and each[1] in self._held), None
        )

    def _slips(self, word: str, typing: bool) -> tuple[Layer, Layer]:
        """Give the words that this may be a misspelling of, and while typing what they begin."""
        found = {other: slips + (other[0] != word[0]) for other, slips in self._spelling.near(word)}
        found = {other: slips for other, slips in found.items() if _may_be(word, other)}
        best = 1.0
        if not found and typing:
            longer = dict(self._spelling.begun(word))
            found, best = {o: n for o, n in longer.items() if _may_be(word, o)}, _BEGUN
        least = min(found.values(), default=0)
        near = [other for other, slips in found.items() if slips == least]
        if not near:
            return _NONE, _NONE
        far = [other for other, slips in found.items() if slips > least]
        return Layer(near, best - _SLIP * least), Layer(far, best - _SLIP * (least + 1))

    def _phrase(self, said: Sequence[Word], at: int, last: int) -> tuple[tuple[Group, ...], int]:
        """Give what the longest phrase from here stands for, and how many words it has."""
        for size in range(min(self._longest, len(said) - at), 0, -1):
            span = said[at : at + size]
            typed = " ".join(word.typed for word in span)
            guesses = (
                self._guesses(each.text, each.short, n == last) for n, each in enumerate(span, at)
            )
            for key in islice(product(*guesses), _TRIES):
                if key in self._synonyms:
                    return self._means(typed, self._synonyms[key]), size
        pair = [word.typed for word in said[at : at + 2]]
        joined = singular(folded("".join(pair)))
        if len(pair) > 1 and joined in self._held:
            return (Group(" ".join(pair), Layer((joined,), 1), sign="="),), 2
        return (), 1

    def _spelled_like(self, text: str, short: bool, typing: bool) -> tuple[str, ...]:
        """Give a word, or where it is not known those of the synonyms that it may be."""
        if short or text in self._known or text in self._everyday:
            return (text,)
        begun = self._begun(self._said, text) if typing and len(text) >= _SHORTEST_HALF else ()
        near = {o: slips for o, slips in self._guessing.near(text) if _may_be(text, o)}
        least = min(near.values(), default=0)
        best = sorted(word for word, slips in near.items() if slips == least)
        return (text, *begun[:_GUESSES], *best[:_GUESSES])

    def _meant(self, typed: str, means: str) -> tuple[Group, ...]:
        words = [each.text for each in self.asked(means)]
        part = 1 / len(words)
        return tuple(Group(typed, Layer((each,), _SYNONYM), sign="=", part=part) for each in words)


def _may_be(word: str, other: str) -> bool:
    """Whether somebody may have meant the other word: short ones are rarely begun wrong."""
    begun = word[0] == other[0] or word[:2] == other[1::-1]
    return word != other and (begun or len(word) >= _LONG)


def _key(said: Sequence[Word]) -> tuple[str, ...]:
    return tuple(word.text for word in said)

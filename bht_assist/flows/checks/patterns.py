"""Phrases with parts: read once, found anywhere in words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeAlias, TypeVar

from bht_assist.content.models.lexicons import PART

from .hearing import plain_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from .hearing import Token

_PIECE = re.compile(rf"{PART}|(?<!\S)(\.\.)(?!\S)|(?<!\S)(#)(?!\S)|[^\s<]+|<")
_GAP = 3
NUMBER = "#"
_COUNTS = {"": (1, 1), "?": (0, 1), "*": (0, 3)}

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Part:
    """A place in a phrase that any of some phrases can fill."""

    phrases: Phrases[None]
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Gap:
    """Up to a few words of any kind, in the same clause."""


Piece: TypeAlias = "str | Part | Gap"
Pattern: TypeAlias = tuple[Piece, ...]


_Needs: TypeAlias = "tuple[frozenset[str], tuple[Phrases[None], ...]]"
"""The words without which a phrase stands nowhere, and the parts of which one must stand there."""
_Read: TypeAlias = tuple[Pattern, T, str, _Needs]
"""A phrase, what it stands for, the word that has to follow its first, or "", and its needs."""


def _read(pattern: Pattern, tag: T) -> _Read[T]:
    seconds = pattern[1:2] if isinstance(pattern[0], str) else ()
    second = next((each for each in seconds if isinstance(each, str) and each != NUMBER), "")
    words = frozenset(each for each in pattern if isinstance(each, str) and each != NUMBER)
    parts = dict.fromkeys(each.phrases for each in pattern if isinstance(each, Part) and each.least)
    return pattern, tag, second, (words, tuple(parts))


class Phrases(Generic[T]):
    """Phrases by their first word, each with what it stands for; read when that word is heard."""

    def __init__(self, written: Iterable[tuple[str, T]], grammar: Grammar) -> None:
        self._grammar = grammar
        self._written: dict[str, list[tuple[str, T]]] = {}
        for row in written:
            for word in grammar.first_words(row[0]):
                self._written.setdefault(word, []).append(row)
        self._read: dict[str, tuple[_Read[T], ...]] = {}
        self._last: tuple[tuple[Token, ...], dict[int, tuple[int, ...]]] = ((), {})
        self._begun: tuple[tuple[Token, ...], bool] = ((), False)

    @property
    def first_words(self) -> Iterable[str]:
        return self._written.keys()

    def _beginning_with(self, word: str) -> tuple[_Read[T], ...]:
        if word not in self._read:
            rows = self._written[word]
            self._read[word] = tuple(_read(self._grammar.pattern(text), tag) for text, tag in rows)
        return self._read[word]

    def at(self, words: tuple[Token, ...], at: int) -> Iterator[tuple[int, T]]:
        """Yield where each phrase that begins at a word ends."""
        word = words[at].word
        known = self._written
        candidates = self._beginning_with(word) if word in known else ()
        if NUMBER in known and is_number(word):
            candidates += self._beginning_with(NUMBER)
        follows = words[at + 1].word if at + 1 < len(words) else ""
        for pattern, tag, second, needs in candidates:
            if (not second or second == follows) and self._is_possible(needs, words):
                for end in _ends(pattern, 0, words, at):
                    yield end, tag

    def _is_possible(self, needs: _Needs, words: tuple[Token, ...]) -> bool:
        """Tell whether all that a phrase needs is there at all: nearly every phrase fails here."""
        said, parts = needs
        return said <= self._grammar.present(words) and all(each.begins(words) for each in parts)

    def begins(self, words: tuple[Token, ...]) -> bool:
        """Tell whether a word with which one of these begins is there; asked often of one text."""
        last, known = self._begun
        if last is not words:
            first, there = self._written.keys(), self._grammar.present(words)
            known = not first.isdisjoint(there) or NUMBER in first
            self._begun = words, known
        return known

    def ends(self, words: tuple[Token, ...], at: int) -> tuple[int, ...]:
        """Give every place where a phrase that begins at a word ends; asked often of one text."""
        last, known = self._last
        if last is not words:
            self._last = words, (known := {})
        if at not in known:
            known[at] = tuple(dict.fromkeys(end for end, _ in self.at(words, at)))
        return known[at]

    def spans(
        self, words: tuple[Token, ...], most: int | None = None
    ) -> Iterator[tuple[int, int, T]]:
        """Yield where phrases stand, as ranges of words, the longest from each of `most` words."""
        written, numbers = self._written, NUMBER in self._written
        for start, token in enumerate(words[:most]):
            if token.word not in written and not (numbers and is_number(token.word)):
                continue  # nearly every word
            if found := max(self.at(words, start), key=lambda each: each[0], default=None):
                yield start, *found

    def ends_at(self, words: tuple[Token, ...], end: int) -> bool:
        """Tell whether a phrase of the same clause ends right before the word at `end`."""
        if not self._written or end >= len(words):
            return False
        clause = words[end].clause
        starts = range(end - 1, max(end - 12, 0) - 1, -1)
        return any(
            found == end
            for start in starts
            if words[start].clause == clause
            for found, _ in self.at(words, start)
        )


def is_number(word: str) -> bool:
    return any(letter.isdigit() for letter in word)


def _ends(pattern: Pattern, index: int, words: tuple[Token, ...], at: int) -> Iterator[int]:
    """Yield every place where the rest of a pattern, from a word on, can end."""
    while index < len(pattern) and isinstance(piece := pattern[index], str):
        if at >= len(words) or not _is(words[at].word, piece):
            return
        index, at = index + 1, at + 1
    if index == len(pattern):
        yield at
        return
    piece = pattern[index]
    over = _over_part(piece, words, at) if isinstance(piece, Part) else _over_gap(words, at)
    for after in over:
        yield from _ends(pattern, index + 1, words, after)


def _is(word: str, piece: str) -> bool:
    return word == piece or (piece == NUMBER and is_number(word))


def _over_gap(words: tuple[Token, ...], at: int) -> Iterator[int]:
    yield at
    for after in range(at + 1, min(at + _GAP, len(words) - 1) + 1):
        if words[after].clause != words[at - 1].clause:
            return
        yield after


def _over_part(part: Part, words: tuple[Token, ...], at: int) -> Iterator[int]:
    reached = {at}
    if not part.least:
        yield at
    for _ in range(part.most):
        starts = [start for start in reached if start < len(words)]
        reached = {end for start in starts for end in part.phrases.ends(words, start)}
        if not reached:
            return
        yield from sorted(reached)


class Grammar:
    """Reads phrases as a pack writes them; parts that it does not have are its parent's."""

    def __init__(
        self,
        parts: Mapping[str, Iterable[str]],
        right: Callable[[str], str] = str,
        parent: Grammar | None = None,
    ) -> None:
        self._written, self._right, self._parent = parts, right, parent
        self._made: dict[str, Phrases[None]] = {}
        self._heard: tuple[tuple[Token, ...], frozenset[str]] = ((), frozenset())

    def present(self, words: tuple[Token, ...]) -> frozenset[str]:
        """Give the words of a text; asked often of one text."""
        last, there = self._heard
        if last is not words:
            there = frozenset(each.word for each in words)
            self._heard = words, there
        return there

    def pattern(self, text: str) -> Pattern:
        """Read one phrase; a part that nobody wrote fits nothing."""
        return tuple(self._pieces(text))

    def _pieces(self, text: str) -> Iterator[Piece]:
        for found in _PIECE.finditer(text):
            name, how, gap, number = found.groups()
            if name:
                yield Part(self._part(name), *_COUNTS[how])
            elif gap:
                yield Gap()
            elif number:
                yield NUMBER
            else:
                yield from map(self._right, plain_words(found.group()))

    def first_words(self, text: str) -> Iterator[str]:
        """Give every word that a phrase can begin with; none for one without a word."""
        first = text.split(None, 1)[0] if text else ""
        if first.isascii() and first.isalnum():  # nearly all of them
            yield self._right(first.lower())
            return
        for piece in self._pieces(text):
            if isinstance(piece, str):
                yield piece
                return
            if isinstance(piece, Part):
                yield from piece.phrases.first_words
                if piece.least:
                    return

    def _part(self, name: str) -> Phrases[None]:
        if self._parent is not None and name not in self._written:
            return self._parent._part(name)
        if name not in self._made:
            self._made[name] = Phrases((), self)  # a part inside itself fits nothing
            self._made[name] = self.phrases((text, None) for text in self._written.get(name, ()))
        return self._made[name]

    def phrases(self, written: Iterable[tuple[str, T]]) -> Phrases[T]:
        """Make phrases ready, each with what it stands for; one without a word is left out."""
        return Phrases(written, self)

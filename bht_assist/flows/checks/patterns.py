"""Phrases with parts: read once, found anywhere in words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeAlias, TypeVar

from .hearing import plain_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from .hearing import Token

PART = re.compile(r"<([a-z][a-z0-9_]*)([?*]?)>")
"""A part of a phrase: its name, and whether it may be missing or come more than once."""
_PIECE = re.compile(rf"{PART.pattern}|(?<!\S)(\.\.)(?!\S)|(?<!\S)(#)(?!\S)|[^\s<]+|<")
_GAP = 3
_NUMBER = "#"
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


class Phrases(Generic[T]):
    """Patterns by their first word, each with what it stands for."""

    def __init__(self, patterns: Iterable[tuple[Pattern, T]]) -> None:
        found: dict[str, list[tuple[Pattern, T]]] = {}
        for pattern, tag in patterns:
            for word in _first_words(pattern):
                found.setdefault(word, []).append((pattern, tag))
        self._by_first = {word: tuple(rest) for word, rest in found.items()}

    @property
    def first_words(self) -> Iterable[str]:
        return self._by_first.keys()

    def at(self, words: tuple[Token, ...], at: int) -> Iterator[tuple[int, T]]:
        """Yield where each phrase that begins at a word ends."""
        word = words[at].word
        candidates = self._by_first.get(word, ())
        if _NUMBER in self._by_first and _is_number(word):
            candidates += self._by_first[_NUMBER]
        for pattern, tag in candidates:
            for end in _ends(pattern, words, at):
                yield end, tag

    def spans(self, words: tuple[Token, ...]) -> Iterator[tuple[int, int, T]]:
        """Yield where phrases stand, as ranges of words, the longest from each word."""
        for start in range(len(words)):
            if found := max(self.at(words, start), key=lambda each: each[0], default=None):
                yield start, *found

    def ends_at(self, words: tuple[Token, ...], end: int) -> bool:
        """Tell whether a phrase of the same clause ends right before the word at `end`."""
        if not self._by_first or end >= len(words):
            return False
        clause = words[end].clause
        starts = range(end - 1, max(end - 12, 0) - 1, -1)
        return any(
            found == end
            for start in starts
            if words[start].clause == clause
            for found, _ in self.at(words, start)
        )


def _is_number(word: str) -> bool:
    return any(letter.isdigit() for letter in word)


def _first_words(pattern: Pattern) -> Iterator[str]:
    for piece in pattern:
        if isinstance(piece, str):
            yield piece
            return
        if isinstance(piece, Part):
            yield from piece.phrases.first_words
            if piece.least:
                return


def _ends(pattern: Pattern, words: tuple[Token, ...], at: int) -> Iterator[int]:
    """Yield every place where a pattern that begins at a word can end."""
    if not pattern:
        yield at
        return
    piece, rest = pattern[0], pattern[1:]
    match piece:
        case str():
            if at < len(words) and (
                words[at].word == piece or (piece == _NUMBER and _is_number(words[at].word))
            ):
                yield from _ends(rest, words, at + 1)
        case Gap():
            for after in _over_gap(words, at):
                yield from _ends(rest, words, after)
        case Part():
            for after in _over_part(piece, words, at):
                yield from _ends(rest, words, after)


def _over_gap(words: tuple[Token, ...], at: int) -> Iterator[int]:
    yield at
    for after in range(at + 1, min(at + _GAP, len(words) - 1) + 1):
        if words[after - 1].clause != words[at - 1].clause:
            return
        yield after


def _over_part(part: Part, words: tuple[Token, ...], at: int) -> Iterator[int]:
    reached = {at}
    if not part.least:
        yield at
    for _ in range(part.most):
        reached = {
            end
            for start in reached
            if start < len(words)
            for end, _ in part.phrases.at(words, start)
        }
        yield from sorted(reached)


class Grammar:
    """Reads phrases as a pack writes them."""

    def __init__(
        self, parts: Mapping[str, Iterable[str]], right: Callable[[str], str] = str
    ) -> None:
        self._written, self._right = parts, right
        self._made: dict[str, Phrases[None]] = {}

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
                yield _NUMBER
            else:
                yield from map(self._right, plain_words(found.group()))

    def _part(self, name: str) -> Phrases[None]:
        if name not in self._made:
            self._made[name] = Phrases(())  # a part inside itself fits nothing
            self._made[name] = self.phrases((text, None) for text in self._written.get(name, ()))
        return self._made[name]

    def phrases(self, written: Iterable[tuple[str, T]]) -> Phrases[T]:
        """Read phrases, each with what it stands for; one without a word is left out."""
        return Phrases((made, tag) for text, tag in written if (made := self.pattern(text)))

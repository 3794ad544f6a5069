"""Words as they are compared: without case, accents or apostrophes, spelled as the pack knows."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bht_assist.content.models import Wording

_APOSTROPHES = "'`\u00b4\u02bc\u2018\u2019\u2032\uff07"
"""What keyboards and phones put where an apostrophe belongs."""
_DROPPED = str.maketrans("", "", _APOSTROPHES)
_WORD = re.compile(rf"[^\W_]+(?:[{_APOSTROPHES}][^\W_]+)*")
_CLAUSE_END = re.compile(r"[,:]|(?P<sentence>[.;!?\n]+)")
_SHORTENED = re.compile(r"\b[^\W\daeiouy_]{2,4}$", re.IGNORECASE)
"""A word without a vowel, after which a period ends nothing: pt., dr."""
_DRAWN_OUT = re.compile(r"(.)\1\1+")
_SHORTEST_CLOSE = 5
"""Shorter words have too many neighbors to be heard with a letter wrong."""


@dataclass(frozen=True, slots=True)
class Token:
    """One word: as it is compared, where it stands, and in which clause and sentence."""

    word: str
    start: int
    end: int
    clause: int = 0
    sentence: int = 0


def plain(word: str) -> str:
    """Give a word as it is compared."""
    if word.isascii() and word.isalnum():
        return word.lower()  # most words, and a pack has thousands
    parts = unicodedata.normalize("NFKD", word.translate(_DROPPED).casefold())
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def plain_words(text: str) -> list[str]:
    return [plain(word) for word in _WORD.findall(text)]


@lru_cache(maxsize=8192)
def tokens(text: str) -> tuple[Token, ...]:
    """Split into words, as they are spelled."""
    return tuple(_tokens(text))


def _tokens(text: str) -> Iterator[Token]:
    clause = sentence = last = 0
    for found in _WORD.finditer(text):
        for mark in _CLAUSE_END.finditer(text, last, found.start()):
            if mark.group() == "." and _SHORTENED.search(text, 0, mark.start()):
                continue
            clause += 1
            sentence += mark["sentence"] is not None
        last = found.end()
        yield Token(plain(found.group()), found.start(), last, clause, sentence)


class Spelling:
    """How people misspell the words that matter; every other word stays as it is."""

    def __init__(self, wordings: Iterable[Wording] = ()) -> None:
        self._right: dict[str, str] = {}
        self._close: dict[str, list[str]] = {}
        self._itself: set[str] = set()
        for wording in wordings:
            for right, wrongs in wording.spellings.items():
                self._right.update((plain(wrong), plain(right)) for wrong in wrongs)
            self._itself.update(map(plain, (*wording.not_close, *wording.close)))
            for word in map(plain, wording.close):
                for shorter in {word, *_without_one(word)}:
                    self._close.setdefault(shorter, []).append(word)
        self._known: dict[str, str] = {}
        self.hear = lru_cache(maxsize=1024)(self._hear)

    def right(self, word: str) -> str:
        """Give the word that was meant, or the word itself."""
        known = self._known.get(word)
        if known is None:
            known = self._known[word] = self._meant(word)
        return known

    def _meant(self, word: str) -> str:
        if word in self._itself:
            return word
        if word in self._right:
            return self._right[word]
        short = _DRAWN_OUT.sub(r"\1", word)
        if short != word and not word.isdigit():
            return self._meant(short)
        if len(word) < _SHORTEST_CLOSE:
            return word
        near = (
            close for part in (word, *_without_one(word)) for close in self._close.get(part, ())
        )
        return next((close for close in near if _one_apart(word, close)), word)

    def _hear(self, text: str) -> tuple[Token, ...]:
        """Split into words, each as it was meant and where it stands."""
        return tuple(
            token
            if (right := self.right(token.word)) == token.word
            else Token(right, token.start, token.end, token.clause, token.sentence)
            for token in tokens(text)
        )


def _without_one(word: str) -> list[str]:
    return [word[:index] + word[index + 1 :] for index in range(len(word))]


def _one_apart(one: str, other: str) -> bool:
    """Tell whether one letter too many, missing, wrong, or two swapped make the difference."""
    if abs(len(one) - len(other)) > 1 or one[0] != other[0]:
        return False
    same = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    if same is None:
        return len(one) != len(other)
    a, b = one[same:], other[same:]
    return a[1:] == b or a == b[1:] or a[1:] == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])


def parts_of(wordings: Iterable[Wording]) -> Mapping[str, tuple[str, ...]]:
    """Give the shared parts of phrases, all languages together."""
    made: dict[str, tuple[str, ...]] = {}
    for wording in wordings:
        for name, said in wording.parts.items():
            made[name] = made.get(name, ()) + tuple(
                each for texts in said.values() for each in texts
            )
    return made

"""Text as the index compares it: case, accents, hyphens, plurals and the small words gone."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container, Set

_PIECE = re.compile(r"[^\W_]+(?:['\u2019\-\u2010\u2011.][^\W_]+)*")
_PART = re.compile(r"[^'\u2019\-\u2010\u2011.]+")
_ABBREVIATION = 4
_PLURAL = 3
_HISSING = ("xes", "ches", "shes", "sses", "zzes")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text."""

    text: str
    """As compared."""
    typed: str
    short: bool = False
    """An abbreviation in capitals: it stands for itself, never for a word that is like it."""


def folded(text: str) -> str:
    """Give text without case and accents."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def singular(word: str) -> str:
    """Take off a plural ending; the result need not be a word, only the same for both."""
    if len(word) > _PLURAL + 1 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > _PLURAL + 1 and word.endswith(_HISSING):
        return word[:-2]
    if len(word) > _PLURAL and word.endswith("s") and word[-2] not in "suia":
        return word[:-1]
    return word


def words(text: str) -> tuple[Word, ...]:
    """Give the words of a text; "al-anon" is two, and so is "800-662"."""
    return tuple(word for piece in _PIECE.findall(text) for word in _words_in(piece))


@lru_cache(maxsize=256)
def _words_in(piece: str) -> tuple[Word, ...]:
    return (_word(piece),) if piece.isalnum() else tuple(map(_word, _parts(piece)))


def _parts(piece: str) -> list[str]:
    """Split at hyphens and dots, and close up over apostrophes."""
    return _PART.findall(re.sub("['\u2019]", "", piece))


def _word(part: str) -> Word:
    short = 1 < len(part) <= _ABBREVIATION and part.isupper() and part.isalpha()
    return Word(singular(folded(part)), part, short)


def indexed(*texts: str) -> set[str]:
    """Give what texts can be found by: their words, and hyphened ones run together."""
    return set(chain.from_iterable(map(_entries, _PIECE.findall("\n".join(texts)))))


@lru_cache(maxsize=2_048)
def _entries(piece: str) -> tuple[str, ...]:
    if piece.isascii() and piece.isalpha():  # most are, and an index has thousands to read
        return (singular(piece.lower()),)
    alone = tuple(word.text for word in _words_in(piece))
    joined = alone[0] if len(alone) == 1 else singular(folded("".join(_parts(piece))))
    if joined.isdigit() and len(joined) in {10, 11}:
        return (*alone, joined, *_dialed(joined))
    return alone if len(alone) == 1 else (*alone, joined)


def _dialed(digits: str) -> tuple[str, ...]:
    """Give the other ways to write a number: without its 1, and in its three parts."""
    local = digits[-10:]
    return (local, local[:3], local[3:6], local[6:])


def asked(query: str, small: Container[str] = ()) -> tuple[Word, ...]:
    """Give the words of a query; the small ones go when others remain."""
    every = words(query)
    return tuple(word for word in every if word.short or word.text not in small) or every


def wants_in(query: str, joiners: Container[str]) -> list[str]:
    """Give the parts of a query between words and signs that join two wants."""
    parts: list[list[str]] = [[]]
    for word in re.split(r"\s+|(?<=,)|(?=,)", query):
        if word.lower() in joiners:
            parts.append([])
        else:
            parts[-1].append(word)
    return [text for part in parts if (text := " ".join(part).strip())]


def marks(text: str, matched: Set[str]) -> list[tuple[int, int]]:
    """Give where the words that led to a hit stand in a text, as first and last place.

    `matched` is a hit's `matched`; the same works in its title, its number or its details.
    """
    return [
        (at.start(), at.end())
        for at in _PIECE.finditer(text)
        if not matched.isdisjoint(_entries(at[0]))
    ]

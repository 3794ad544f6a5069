"""The words and numbers of a request, each with its place."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from string import digits

from bht_assist.search.text import folded, singular

_LETTERS = r"[^\W\d_\u00bc-\u00be]+"
_PIECE = re.compile(
    rf"[0-9]+(?:\.[0-9]+)?|{_LETTERS}(?:['\u2019\u02bc`]{_LETTERS})*|[\u00bc-\u00be&]"
)
_APOSTROPHE = re.compile("['\u2019\u02bc`]")
_CLAUSE_END = re.compile(r"[,;:!?\n]|\.(?:\s|$)|\s[-\u2013\u2014]\s")
_LONGEST_NUMBER = 6


@dataclass(frozen=True, slots=True)
class Piece:
    """A word as it is compared, or a number."""

    word: str
    start: int
    end: int
    gap: str = ""
    """What stands between it and the piece before."""
    number: float | None = None
    capital: bool = False
    shouted: bool = False
    """Whether all of it is in capitals."""

    @property
    def opens(self) -> bool:
        """Whether a clause begins with it."""
        return bool(_CLAUSE_END.search(self.gap))


def pieces(text: str) -> tuple[Piece, ...]:
    found, last = [], 0
    for at in _PIECE.finditer(text):
        found.append(_piece(at[0], at.start(), text[last : at.start()]))
        last = at.end()
    return tuple(found)


def _piece(typed: str, start: int, gap: str) -> Piece:
    end = start + len(typed)
    if typed[0] in digits or len(typed) == 1:
        number = float(typed) if typed[0] in digits else unicodedata.numeric(typed, None)
        return Piece(
            _compared(typed), start, end, gap, number if end - start <= _LONGEST_NUMBER else None
        )
    capital, shouted = typed[0].isupper(), typed.isupper()
    return Piece(_compared(typed), start, end, gap, capital=capital, shouted=shouted)


@lru_cache(maxsize=8192)
def _compared(typed: str) -> str:
    return singular(folded(_APOSTROPHE.sub("", typed)))


def parts(phrase: str) -> tuple[str, ...]:
    """Split a phrase of a pack as requests are."""
    if phrase.isascii() and phrase.replace(" ", "").isalpha():
        return tuple(map(_compared, phrase.split()))  # most are so, and packs have thousands
    return tuple(piece.word for piece in pieces(phrase))

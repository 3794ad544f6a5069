"""Words as they are compared: without case, accents and the many kinds of apostrophe."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_APOSTROPHES = re.compile("[`\u00b4\u02bc\u2018\u2019\u2032\uff07]")
"""What keyboards and phones put where an apostrophe belongs."""
_WORD = re.compile(rf"[^\W_]+(?:['{_APOSTROPHES.pattern[1:]}[^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Token:
    """One word: as it is compared, and where it stands."""

    word: str
    start: int
    end: int


@lru_cache(maxsize=8192)
def tokens(text: str) -> tuple[Token, ...]:
    """Split into words, compared without case or accents."""
    return tuple(Token(_plain(m.group()), m.start(), m.end()) for m in _WORD.finditer(text))


def _plain(word: str) -> str:
    if word.isascii() and word.isalpha():
        return word.lower()  # most words, and a lexicon has thousands
    parts = unicodedata.normalize("NFKD", _APOSTROPHES.sub("'", word).casefold())
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def phrase_of(text: str) -> tuple[str, ...]:
    """Give the words of a text as they are compared."""
    return tuple(map(_plain, _WORD.findall(text)))

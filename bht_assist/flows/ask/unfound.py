"""Which words of a request that found nothing may be kept: never a sentence, never a name."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from .heard import Heard

if TYPE_CHECKING:
    from .listening import Listener

MOST_WORDS = 6
"""Words of a request, at most; a longer one may be something that a client said."""
_SHORTEST, _LONGEST = 4, 20
"""Letters of a word that is worth keeping."""


def words_to_keep(listener: Listener, text: str) -> frozenset[str]:
    """Give the single words that no pack knows, lower case; none of what may be private.

    A request is left out whole where it has a name, a digit or a sign, tells of somebody, is longer
    than a search, or has two unknown words side by side, as names do.
    """
    if not text.replace(" ", "").replace("'", "").isalpha() or len(text.split()) > MOST_WORDS:
        return frozenset()
    heard = Heard(listener, text)
    if heard.private or listener.safety.is_about_somebody(heard.sight):
        return frozenset()
    unknown = [not listener.knows(piece.word) for piece in heard.said]
    if any(one and other for one, other in pairwise(unknown)) or _is_urgent(listener, text):
        return frozenset()
    typed = [text[piece.start : piece.end] for piece in heard.said]
    words = (word for word, new in zip(typed, unknown, strict=True) if new and word.isalpha())
    plain = (word for word in words if word.islower() or word.isupper())
    return frozenset(word.lower() for word in plain if _SHORTEST <= len(word) <= _LONGEST)


def _is_urgent(listener: Listener, text: str) -> bool:
    return listener.understand(text).kind == "urgent"

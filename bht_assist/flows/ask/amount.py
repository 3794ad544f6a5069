"""One number of a request, and what it counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its head: what it counts, and the chunks that say so."""

    kind: str
    """minutes, hours, share, size, ages, start, series, place, topics or none.

    no_minutes and no_size are a length and a count of people that no group has.
    """
    value: Any
    at: int
    after: int
    by: str
    bound: str = ""
    """at_most, at_least, or neither: it is a length that has to be met."""


def most(value: Any) -> int:
    """The number itself, or the upper end of a range."""
    return max(value) if isinstance(value, tuple) else int(value)

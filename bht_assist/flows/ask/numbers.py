"""The numbers that stand in a request, whatever they count."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .vocabulary import Chunk

_RANGE = {"-", "\u2013", "\u2014"}
_PARTS = {2, 3, 4}
"""What a fraction's lower number can be; 5/10 is not a fraction of an hour."""
_TENS = range(20, 100, 10)


class Numbers:
    """Reads numbers, in digits and in words, and ranges of them."""

    def __init__(self, chunks: Sequence[Chunk]) -> None:
        self.chunks = chunks

    def has(self, at: int, *roles: str) -> bool:
        return 0 <= at < len(self.chunks) and self.chunks[at].has(*roles)

    def gap(self, at: int) -> str:
        return self.chunks[at].gap.strip() if at < len(self.chunks) else ""

    def number(self, at: int) -> tuple[float, int] | None:
        """Give the number that begins at a chunk, and the chunk after it."""
        if at >= len(self.chunks) or (first := self.chunks[at].number) is None:
            return None
        if at + 1 < len(self.chunks) and (second := self.chunks[at + 1].number) is not None:
            gap = self.gap(at + 1)
            if gap == "/" and second in _PARTS and first < second:
                return first / second, at + 2
            if first in _TENS and 0 < second < 10 and gap in {"", "-"} and self.in_words(at):
                return first + second, at + 2
            part = self.number(at + 1)
            if part and 0 < part[0] < 1 and not gap:
                return first + part[0], part[1]
        return first, at + 1

    def in_words(self, at: int) -> bool:
        return self.chunks[at].meaning.number is not None

    def several(self, at: int) -> tuple[tuple[float, ...], int] | None:
        """Give one number, or the two ends of a range."""
        first = self.number(at)
        if first is None:
            return None
        value, after = first
        if self.gap(after) in _RANGE:
            second = self.number(after)
        elif self.has(after, "to", "or") or (
            self.has(at - 1, "between") and self.has(after, "and")
        ):
            second = self.number(after + 1)
        else:
            second = None
        if second and value < second[0]:
            return (value, second[0]), second[1]
        return (value,), after

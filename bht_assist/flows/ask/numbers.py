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
_SCALES = (100, 1000)
_FAR = 2
"""Words that may stand between a number and the people it counts."""


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
        if part := self._part(at):
            return part, at + 2
        if (part := self._part(at + 1)) and not self.gap(at + 1):
            return first + part, at + 3
        follows = self.chunks[at + 1].number if at + 1 < len(self.chunks) else None
        if follows is not None and 0 < follows < 1 and not self.gap(at + 1):
            return first + follows, at + 2
        return self._spelled(at) if self.in_words(at) else (first, at + 1)

    def _part(self, at: int) -> float:
        """Give a part of one that begins at a chunk: 3/4."""
        row = [each.number for each in self.chunks[at : at + 2]]
        if len(row) < 2 or self.gap(at + 1) != "/" or row[0] is None or row[1] not in _PARTS:
            return 0
        return row[0] / row[1] if row[0] < row[1] else 0

    def in_words(self, at: int) -> bool:
        return at < len(self.chunks) and self.chunks[at].meaning.number is not None

    def _spelled(self, at: int) -> tuple[float, int]:
        """Give a number of several words: two hundred and five, ochenta y cinco."""
        value, after = self.chunks[at].number or 0, at + 1
        while more := self._joined(value, after):
            value, after = more
        return value, after

    def _joined(self, value: float, at: int) -> tuple[float, int] | None:
        """Give a number in words with the next of its words, and the chunk after that."""
        after = at + self.has(at, "and")
        if not self.in_words(after) or not {self.gap(at), self.gap(after)} <= {"", "-"}:
            return None
        more = self.chunks[after].number or 0
        if after == at and more in _SCALES and 0 < value < 10:
            return value * more, after + 1
        below = 10 if value % 100 in _TENS else 0 if value % 100 else 100
        return (value + more, after + 1) if value and 0 < more < below else None

    def counts_people(self, after: int) -> int:
        """Give the chunk after the people that a number counts, or 0."""
        for near in range(after, min(after + _FAR + 1, len(self.chunks))):
            chunk = self.chunks[near]
            if (
                chunk.opens
                or chunk.number is not None
                or chunk.has("minutes", "hours", "negation", "am", "pm")
            ):
                return 0
            if chunk.has("people"):
                return near + 1
        return 0

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

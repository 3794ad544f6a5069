"""What clauses say beside a topic: what to plan around, and that something is not wanted."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from bht_assist.content.models.asking import WeighedClauses

    from ..checks.weighing import Scales
    from .pieces import Piece
    from .vocabulary import Chunk

_TOPIC = "@topic"
"""Stands for the words that name a topic: which one it is says nothing here."""


@dataclass(frozen=True, slots=True)
class Clause:
    """Part of a request, up to a comma, a negation, or what counts elsewhere."""

    said: tuple[tuple[int, str], ...]
    """Its words, each with the chunk that it stands in."""

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(word for _, word in self.said)

    @property
    def places(self) -> set[int]:
        return {at for at, _ in self.said}

    @property
    def names_a_topic(self) -> bool:
        return _TOPIC in self.words


def clauses(
    said: Sequence[Piece], chunks: Sequence[Chunk], used: Collection[int]
) -> Iterator[Clause]:
    """Yield the clauses of a request; those `used` are numbers or left out, and stand in none."""
    clause: list[tuple[int, str]] = []
    for at, chunk in enumerate(chunks):
        negates = chunk.has("negation") and not chunk.meaning.means_something()
        if clause and (at in used or chunk.opens or negates):
            yield Clause(tuple(clause))
            clause = []
        if at not in used:
            clause += ((at, word) for word in _words(said, chunk))
    if clause:
        yield Clause(tuple(clause))


def _words(said: Sequence[Piece], chunk: Chunk) -> list[str]:
    meaning = chunk.meaning
    if meaning.topics and not (meaning.says or meaning.without):
        return [_TOPIC]
    return [piece.word for piece in said[chunk.at : chunk.after]]


class ClauseScales:
    """The table for clauses, ready to weigh them."""

    def __init__(self, how: WeighedClauses, scales: Scales) -> None:
        self._how, self._scales = how, scales
        pairs = how.opposites.items()
        self._opposites = {**how.opposites, **{other: one for one, other in pairs}}

    def answers(self, clause: Clause, said: Collection[str]) -> Iterator[tuple[str, str, int]]:
        """Yield the step, what a clause answers by enough, and the chunk that says so most.

        Of two answers that are opposite, one that phrases have `said` counts, or what weighs more.
        """
        weights = self._weigh(clause)
        for value, weight in weights.items():
            other = self._opposites.get(value, "")
            meant = other not in said and weights.get(other, -inf) < weight
            if value != self._how.refused and weight >= self._how.heard_from and meant:
                pulls = [self._scales.pull([word], 0, value) for word in clause.words]
                yield self._how.step, value, clause.said[pulls.index(max(pulls))][0]

    def refuses(self, clause: Clause) -> bool:
        """Whether a clause says that what it names is not wanted."""
        return self._weigh(clause).get(self._how.refused, -inf) >= self._how.refused_from

    def has(self, word: str) -> bool:
        """Whether a word stands in the table."""
        return self._scales.has(word)

    def _weigh(self, clause: Clause) -> dict[str, float]:
        """Give how much a clause says of each thing; too few words say nothing."""
        words = clause.words
        return self._scales.weigh(words) if len(words) >= self._how.words_from else {}

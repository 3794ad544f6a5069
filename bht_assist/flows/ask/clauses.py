"""What clauses say beside a topic: what to plan around, and that something is not wanted."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from math import inf
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from bht_assist.content.models.asking import WeighedClauses

    from ..checks.weighing import Scales
    from .pieces import Piece
    from .vocabulary import Chunk

_TOPIC = "@topic"
"""Stands for the words that name a topic: which one it is says nothing here."""
_NOTHING: Mapping[str, float] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Clause:
    """Part of a request, up to a comma, a negation, or what counts elsewhere."""

    said: tuple[tuple[int, str], ...]
    """Its words, each with the chunk that it stands in."""
    weights: Mapping[str, float] = field(default_factory=lambda: _NOTHING)
    """How much it says of each thing."""

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
        self._opposites = {frozenset(pair) for pair in how.opposites.items()}

    def answers(self, clause: Clause, said: Collection[str]) -> Iterator[tuple[str, str, int]]:
        """Yield the step, what a clause answers by enough, and the chunk that says so most.

        Of two answers that are opposite, one that phrases have `said` counts, or what weighs more.
        """
        for value, weight in clause.weights.items():
            enough = value != self._how.refused and weight >= self._how.heard_from
            if enough and self._is_meant(value, clause, said):
                pulls = [self._scales.pull([word], 0, value) for word in clause.words]
                yield self._how.step, value, clause.said[pulls.index(max(pulls))][0]

    def _is_meant(self, value: str, clause: Clause, said: Collection[str]) -> bool:
        """Whether nothing that it is the opposite of is said, or weighs more."""
        pairs = (pair for pair in self._opposites if value in pair)
        others, weights = frozenset().union(*pairs) - {value}, clause.weights
        more = (weights.get(other, -inf) >= weights[value] for other in others)
        return others.isdisjoint(said) and not any(more)

    def refuses(self, clause: Clause) -> bool:
        """Whether a clause says that what it names is not wanted."""
        return clause.weights.get(self._how.refused, -inf) >= self._how.refused_from

    def doubts(self, clause: Clause) -> bool:
        """Whether a clause may say so, so that nothing is better offered but the best."""
        return clause.weights.get(self._how.refused, -inf) >= self._how.doubted_from

    def has(self, word: str) -> bool:
        """Whether a word stands in the table."""
        return self._scales.has(word)

    def weighed(self, clause: Clause) -> Clause:
        """Give a clause with what it says of each thing; too few words say nothing."""
        if len(clause.said) < self._how.words_from:
            return clause
        return replace(clause, weights=self._scales.weigh(clause.words))

"""What a request says as a whole, where no phrase says it: all its words, weighed together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from bht_assist.content.models.asking import WeighedRequests

    from ..checks.hearing import Spelling
    from ..checks.weighing import Scales

OTHER = "none"
"""A request that speaks for none of the things there are."""
FIND, IMPOSSIBLE, REDIRECT, URGENT = "find", "infeasible", "redirect", "urgent"
"""Kinds that are no flow; all rules of scope together are one."""


@dataclass(frozen=True, slots=True)
class Gist:
    """What a request speaks for, where it does so by enough."""

    kind: str = OTHER
    """urgent, redirect, infeasible, find, or the flow that it begins."""
    lead: float = 0
    """By how much more than for anything else."""
    rule: str = ""
    """The rule of scope that it meets."""
    against: frozenset[str] = frozenset()
    """The kinds that it speaks against so clearly that a phrase alone does not count."""


class Gists:
    """The table for requests, ready to weigh them."""

    def __init__(
        self, how: WeighedRequests, scales: Scales, spelling: Spelling, rules: Collection[str]
    ) -> None:
        self._how, self._scales, self._rules = how, scales, rules
        self._hear = spelling.hear

    def of(self, text: str) -> Gist:
        words = [token.word for token in self._hear(text)]
        if not any(map(self._scales.has, words)):
            return Gist()
        weights = self._scales.weigh(words)
        kinds = {OTHER: 0.0}
        for name, weight in weights.items():
            kind = REDIRECT if name in self._rules else name
            kinds[kind] = max(weight, kinds.get(kind, weight))
        kind, lead = self._first(kinds)
        if kind == IMPOSSIBLE and lead < self._how.bars.get(kind, 0):
            kind, lead = self._first(kinds, but=kind)
        against = self._against(kinds, kind)
        if len(words) < self._how.words_from:
            return Gist(against=against & {FIND})
        sure = lead >= self._how.bars.get(kind, 0)
        rule = max(self._rules, key=lambda rule: weights.get(rule, 0), default="")
        return Gist(kind, lead, rule, against) if sure else Gist(against=against)

    def _first(self, kinds: Mapping[str, float], but: str = "") -> tuple[str, float]:
        """Give the heaviest kind, and by how much it leads."""
        rows = ((weight, kind) for kind, weight in kinds.items() if kind != but)
        (most, kind), (next_most, _) = sorted(rows, reverse=True)[:2]
        return kind, most - next_most

    def _against(self, kinds: Mapping[str, float], best: str) -> frozenset[str]:
        rows = ((kind, by) for kind, by in self._how.overruled.items() if best in by)
        return frozenset(
            kind for kind, by in rows if kind in kinds and kinds[best] - kinds[kind] >= by[best]
        )

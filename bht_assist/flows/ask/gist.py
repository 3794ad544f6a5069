"""What a request says as a whole, where no phrase says it: all its words, weighed together."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from bht_assist.content.models.asking import WeighedRequests

    from ..checks.hearing import Spelling
    from ..checks.weighing import Scales

OTHER = "none"
"""A request that speaks for none of the things there are."""
FIND, REDIRECT, URGENT = "find", "redirect", "urgent"
"""Kinds that are no flow; all rules of scope together are one."""


@dataclass(frozen=True, slots=True)
class Gist:
    """What a request speaks for, where it does so by enough."""

    kind: str = OTHER
    """urgent, redirect, find, or the flow that it begins."""
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
        if len(words) < self._how.words_from:
            return Gist()
        weights = self._scales.weigh(words)
        kinds = {OTHER: 0.0}
        for name, weight in weights.items():
            kind = REDIRECT if name in self._rules else name
            kinds[kind] = max(weight, kinds.get(kind, weight))
        most = max(kinds, key=kinds.__getitem__)
        return Gist(
            next((kind for kind in self._how.bars if self._is_heard(kind, kinds)), OTHER),
            max(self._rules, key=lambda rule: weights.get(rule, 0), default=""),
            self._against(kinds, kinds[most]) if most in self._how.overruling else frozenset(),
        )

    def _is_heard(self, kind: str, kinds: Mapping[str, float]) -> bool:
        """Whether a kind is spoken for by enough more than any other, and than nothing at all."""
        bar, weight = self._how.bars[kind], kinds.get(kind, -inf)
        others = max(each for name, each in kinds.items() if name not in {kind, OTHER})
        return weight - others >= bar and weight >= max(bar, 0)

    def _against(self, kinds: Mapping[str, float], most: float) -> frozenset[str]:
        least = self._how.overruled.items()
        return frozenset(kind for kind, far in least if most - kinds.get(kind, most) >= far)

"""Phrases that count wherever they stand in a text: misspelt, run together or split, too."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from .spelling import Spelling
from .text import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

_READ = 10_000
"""Letters of a text that are looked at."""
_SAFE = 8
"""Letters from which a phrase may stand inside a longer run of letters."""
_LIKE = 3
"""Words that one misspelt word is tried as."""
_SHORT = 3
"""Words of so many letters are known again only with their letters in another order."""
_END = ""


class Phrases:
    """Phrases by name, as a tree of words."""

    def __init__(
        self,
        named: Mapping[str, Iterable[str]],
        split: Callable[[str], Iterable[str]] | None = None,
    ) -> None:
        self._tree: dict[str, Any] = {}
        self._runs: dict[str, str] = {}
        self._order = list(named)
        self._heard: set[str] = set()
        for name, phrases in named.items():
            for phrase in phrases:
                parts = list(split(phrase)) if split else [word.text for word in words(phrase)]
                self._heard.update(parts)
                self._add(parts, name)
        self._spelling = Spelling(sorted(self._heard))
        self._short = sorted(word for word in self._heard if len(word) == _SHORT)
        self._longest = max(map(len, self._runs), default=0)
        self._spelled = lru_cache(512)(self._spellings)

    def _add(self, parts: Sequence[str], name: str) -> None:
        node = self._tree
        for part in parts:
            node = node.setdefault(part, {})
        node.setdefault(_END, name)
        self._runs.setdefault("".join(parts), name)

    def found(self, text: str, known: Callable[[str], bool]) -> list[str]:
        """Give the names of the phrases that a text holds, in their order.

        A word that is `known` elsewhere is not taken for a misspelt one.
        """
        said = [word.text for word in words(text[:_READ])]
        spelled = [(word,) if known(word) else self._spelled(word) for word in said]
        here = {name for at in range(len(said)) for name, _ in self._from(spelled, at, self._tree)}
        here.update(self._run_together(said))
        return [name for name in self._order if name in here]

    def standing(
        self, said: Sequence[str], known: Callable[[str], bool]
    ) -> Iterator[tuple[str, int, int]]:
        """Yield each phrase that stands in these words: its name, its first word, and the next."""
        spelled = [(word,) if known(word) else self._spelled(word) for word in said]
        for at in range(len(said)):
            for name, after in self._from(spelled, at, self._tree):
                yield name, at, after

    def _from(
        self, spelled: Sequence[Sequence[str]], at: int, node: Mapping[str, Any]
    ) -> Iterator[tuple[str, int]]:
        """Yield the phrases that begin with a word, each with the place of the word after it."""
        if _END in node:
            yield node[_END], at
        for word in spelled[at] if at < len(spelled) else ():
            if word in node:
                yield from self._from(spelled, at + 1, node[word])

    def _spellings(self, word: str) -> tuple[str, ...]:
        """Give a word, and where no phrase has it the words of phrases that it may be."""
        if word in self._heard:
            return (word,)
        best = sorted(self._spelling.near(word), key=lambda each: (each[1], each[0]))
        swapped = [other for other in self._short if sorted(other) == sorted(word)]
        return (word, *swapped, *(other for other, _ in best[:_LIKE]))

    def _run_together(self, said: Sequence[str]) -> Iterator[str]:
        """Yield the names of phrases whose words are split, or stand in one run of letters."""
        for at, first in enumerate(said):
            run = ""
            for word in said[at:]:
                run += word
                if len(run) > self._longest:
                    break
                if run in self._runs:
                    yield self._runs[run]
            if len(first) > _SAFE and first not in self._heard:
                yield from (
                    n for run, n in self._runs.items() if len(run) >= _SAFE and run in first
                )

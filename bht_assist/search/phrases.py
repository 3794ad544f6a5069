"""Phrases that count wherever they stand in a text: misspelt, run together or split, too."""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

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


class Phrases:
    """Phrases by name."""

    def __init__(
        self,
        named: Mapping[str, Iterable[str]],
        split: Callable[[str], Iterable[str]] | None = None,
    ) -> None:
        self._begun: dict[str, str | None] = {}
        """Every beginning of a phrase by its words, and the name of the phrase that ends there.

        One flat table: packs have thousands of phrases, and a table for each word would be large.
        """
        self._order = list(named)
        self._heard: set[str] = set()
        for name, phrases in named.items():
            for phrase in phrases:
                parts = list(split(phrase)) if split else [word.text for word in words(phrase)]
                self._heard.update(parts)
                self._add(parts, name)
        self._spelling = Spelling(sorted(self._heard))
        self._short = sorted(word for word in self._heard if len(word) == _SHORT)
        self._spelled = lru_cache(512)(self._spellings)

    def _add(self, parts: Sequence[str], name: str) -> None:
        begun = ""
        for part in parts:
            begun = f"{begun} {part}" if begun else part
            begun = name if begun == name else begun  # packs have thousands: keep one of the two
            self._begun.setdefault(begun, None)
        if begun and self._begun[begun] is None:
            self._begun[begun] = name

    @cached_property
    def _runs(self) -> dict[str, str]:
        """The phrases in one run of letters."""
        whole = ((begun.replace(" ", ""), name) for begun, name in self._begun.items())
        return {run: name for run, name in whole if name is not None}

    @cached_property
    def _longest(self) -> int:
        return max(map(len, self._runs), default=0)

    def has_word(self, word: str) -> bool:
        """Whether a phrase has a word, spelled so."""
        return word in self._heard

    def found(self, text: str, known: Callable[[str], bool]) -> list[str]:
        """Give the names of the phrases that a text holds, in their order.

        A word that is `known` elsewhere is not taken for a misspelt one.
        """
        said = [word.text for word in words(text[:_READ])]
        spelled = [(word,) if known(word) else self._spelled(word) for word in said]
        here = {name for at in range(len(said)) for name, _ in self._from(spelled, at)}
        here.update(self._run_together(said))
        return [name for name in self._order if name in here]

    def standing(
        self, said: Sequence[str], known: Callable[[str], bool]
    ) -> Iterator[tuple[str, int, int]]:
        """Yield each phrase that stands in these words: its name, its first word, and the next."""
        spelled = [(word,) if known(word) else self._spelled(word) for word in said]
        for at in range(len(said)):
            for name, after in self._from(spelled, at):
                yield name, at, after

    def _from(
        self, spelled: Sequence[Sequence[str]], at: int, begun: str = ""
    ) -> Iterator[tuple[str, int]]:
        """Yield the phrases that begin with a word, each with the place of the word after it."""
        for word in spelled[at] if at < len(spelled) else ():
            longer = f"{begun} {word}" if begun else word
            if longer in self._begun:
                name = self._begun[longer]
                if name is not None:
                    yield name, at + 1
                yield from self._from(spelled, at + 1, longer)

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

"""Weighs words together, for what no phrase says by itself: the pack has the table."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from itertools import repeat
from math import sqrt
from typing import TYPE_CHECKING

from .findings import finding_of, milder
from .patterns import NUMBER, is_number
from .words import Match

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from bht_assist.content.models import Lexicon, StepBase, Weighed

    from .findings import Finding
    from .hearing import Spelling
    from .words import Spoken

_BEGINS = 5
"""Letters by which a longer word is known whatever its ending."""
FEW = 4
"""Cues that count as there and adding nothing, so that one word alone never says much."""
_STRONGEST = 3
"""Words that are shown, with what stands between them: those that weigh most."""


def cues_at(words: Sequence[str], at: int) -> Iterator[str]:
    """Yield what a word is weighed by: itself, how it begins, and with the word after it."""
    word = _digits_alike(words[at])
    yield word
    if len(word) > _BEGINS:
        yield f"{word[:_BEGINS]}*"
    if at + 1 < len(words):
        yield f"{word} {_digits_alike(words[at + 1])}"


def cues(words: Sequence[str]) -> frozenset[str]:
    """Give all that a text is weighed by, each once."""
    return frozenset(cue for at in range(len(words)) for cue in cues_at(words, at))


def _digits_alike(word: str) -> str:
    return NUMBER if is_number(word) else word


class Scales:
    """A table of cues in their order, looked up where it stands, for a copy takes megabytes."""

    def __init__(self, rows: str) -> None:
        head, start, _ = rows.split("\n", 2)
        self._names = head.split(",")[1:]
        self._start = [float(each) for each in start.split(",")[1:]]
        self._table = rows
        lines = _lines(rows, len(head) + len(start) + 2)
        self._lines = array("I", lines)
        self._row = lru_cache(maxsize=2048)(self._read)

    def weigh(self, words: Sequence[str]) -> dict[str, float]:
        """Give how much a text speaks for each thing.

        What its cues add is divided by the root of their number, so that many words do not
        speak louder than few.
        """
        rows = [row for cue in cues(words) if (row := self._row(cue))]
        root = sqrt(len(rows) + FEW)
        sums = map(sum, zip(*rows, strict=True)) if rows else repeat(0)
        return {
            name: start + added / root
            for name, start, added in zip(self._names, self._start, sums, strict=False)
        }

    def has(self, cue: str) -> bool:
        return bool(self._row(cue))

    def pull(self, words: Sequence[str], at: int, name: str) -> int:
        """Give what one word adds for a thing."""
        column = self._names.index(name)
        return sum(row[column] for cue in cues_at(words, at) if (row := self._row(cue)))

    def _read(self, cue: str) -> tuple[int, ...]:
        """Give what a cue adds for each thing; nothing where the table has no such cue."""
        found = bisect_left(self._lines, cue, key=self._cue)
        at = self._lines[found] if found < len(self._lines) else 0
        if self._cue(at) != cue:
            return ()
        numbers = self._table[at + len(cue) + 1 : self._table.index("\n", at)]
        return tuple(int(each or 0) for each in numbers.split(","))

    def _cue(self, at: int) -> str:
        return self._table[at : self._table.index(",", at)]


def _lines(table: str, at: int) -> Iterator[int]:
    """Yield where each line begins, from a place on."""
    while at < len(table):
        yield at
        at = table.index("\n", at) + 1


@dataclass(frozen=True, slots=True)
class Heard:
    """The rule that a text speaks for most, by how much, and the letters that say so."""

    rule: str
    weight: float
    matched: str


class Weigher:
    """The scales for one key of a step, and how much is enough."""

    def __init__(
        self,
        how: Weighed,
        scales: Scales,
        spelling: Spelling,
        lexicon: Callable[[StepBase, str], Lexicon | None],
    ) -> None:
        self._how, self._scales, self._spelling, self._lexicon = how, scales, spelling, lexicon
        self._hear = lru_cache(maxsize=512)(self.hear)

    def findings(self, step: StepBase, texts: Iterable[Spoken]) -> Iterator[Finding]:
        """Give what each text speaks for most, where that is enough."""
        for each in texts:
            heard = self._hear(each.text, step.id if self._how.by_step else "")
            lexicon = self._lexicon(step, heard.rule) if heard else None
            if heard is None or lexicon is None:
                continue
            level = milder(lexicon, step.id, self._level(heard.weight))
            if level != "none":
                match = Match(each.item, heard.matched, self._how.why)
                yield finding_of(lexicon, step.id, match, level)

    def _level(self, weight: float) -> str:
        stops = self._how.stops_from is None or weight >= self._how.stops_from
        return "stop_now" if stops else "pause_check"

    def hear(self, text: str, step: str = "") -> Heard | None:
        """Give what a text speaks for, where that is enough; too few words say nothing."""
        tokens = self._spelling.hear(text)
        if len(tokens) < self._how.words_from:
            return None
        words = [*([f"@{step}"] if step else ()), *(token.word for token in tokens)]
        rule, weight = max(self._scales.weigh(words).items(), key=lambda row: row[1])
        if weight < self._how.heard_from:
            return None
        first = len(words) - len(tokens)
        pulls = [self._scales.pull(words, at, rule) for at in range(first, len(words))]
        most = sorted(range(len(tokens)), key=lambda at: -pulls[at])[:_STRONGEST]
        return Heard(rule, weight, text[tokens[min(most)].start : tokens[max(most)].end])

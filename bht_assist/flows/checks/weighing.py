"""Weighs words together, for what no phrase says by itself: the pack has the table."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import repeat
from math import sqrt
from typing import TYPE_CHECKING

from .findings import PRESSING, finding_of, milder
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
    return "#" if any(letter.isdigit() for letter in word) else word


class Scales:
    """A table of cues, ready to weigh; each row is read when its cue is heard."""

    def __init__(self, rows: str) -> None:
        head, start, *lines = rows.splitlines()
        self._names = head.split(",")[1:]
        self._start = [float(each) for each in start.split(",")[1:]]
        self._written = dict(line.split(",", 1) for line in lines)
        self._rows: dict[str, tuple[int, ...]] = {}

    def weigh(self, words: Sequence[str]) -> dict[str, float]:
        """Give how much a text speaks for each thing.

        What its cues add is divided by the root of their number, so that many words do not
        speak louder than few.
        """
        rows = [self._row(cue) for cue in cues(words) if cue in self._written]
        root = sqrt(len(rows) + FEW)
        sums = map(sum, zip(*rows, strict=True)) if rows else repeat(0)
        return {
            name: start + added / root
            for name, start, added in zip(self._names, self._start, sums, strict=False)
        }

    def pull(self, words: Sequence[str], at: int, name: str) -> int:
        """Give what one word adds for a thing."""
        column = self._names.index(name)
        return sum(self._row(cue)[column] for cue in cues_at(words, at) if cue in self._written)

    def _row(self, cue: str) -> tuple[int, ...]:
        if cue not in self._rows:
            self._rows[cue] = tuple(map(int, self._written[cue].split(",")))
        return self._rows[cue]


@dataclass(frozen=True, slots=True)
class Heard:
    """The rule that a text speaks for most, by how much, and the letters that say so."""

    rule: str
    weight: float
    matched: str


class Weigher:
    """The scales for what stops a conversation, and how much is enough."""

    def __init__(
        self,
        how: Weighed,
        scales: Scales,
        spelling: Spelling,
        lexicon: Callable[[str], Lexicon | None],
    ) -> None:
        self._how, self._scales, self._spelling, self._lexicon = how, scales, spelling, lexicon
        self._hear = lru_cache(maxsize=512)(self.hear)

    def findings(self, step: StepBase, texts: Iterable[Spoken]) -> Iterator[Finding]:
        """Give what each text speaks for most, where that is enough to ask or to stop."""
        for each in texts:
            heard = self._hear(each.text)
            lexicon = self._lexicon(heard.rule) if heard else None
            if heard is None or lexicon is None:
                continue
            level = "stop_now" if heard.weight >= self._how.stops_from else "pause_check"
            match = Match(each.item, heard.matched, self._how.why)
            found = finding_of(lexicon, step.id, match, milder(lexicon, step.id, level))
            if found.level in PRESSING:
                yield found

    def hear(self, text: str) -> Heard | None:
        """Give what a text speaks for, where that is enough; too few words say nothing."""
        tokens = self._spelling.hear(text)
        words = [token.word for token in tokens]
        if len(words) < self._how.words_from:
            return None
        rule, weight = max(self._scales.weigh(words).items(), key=lambda row: row[1])
        if weight < self._how.asks_from:
            return None
        start, end = self._strongest(words, rule)
        return Heard(rule, weight, text[tokens[start].start : tokens[end].end])

    def _strongest(self, words: Sequence[str], rule: str) -> tuple[int, int]:
        """Give the first and the last of the words that weigh most."""
        pulls = [self._scales.pull(words, at, rule) for at in range(len(words))]
        most = sorted(range(len(words)), key=lambda at: -pulls[at])[:_STRONGEST]
        return min(most), max(most)

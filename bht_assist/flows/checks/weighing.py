"""Weighs words together, for what no phrase says by itself: the pack has the table."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING

from .findings import PRESSING, finding_of, milder
from .words import Match

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bht_assist.content.models import Lexicon, StepBase, Weighed

    from .findings import Finding
    from .hearing import Spelling, Token
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
        self._rows = dict(line.split(",", 1) for line in lines)

    def weigh(self, words: Sequence[str]) -> dict[str, float]:
        """Give how much a text speaks for each thing.

        What its cues add is divided by the root of their number, so that many words do not
        speak louder than few.
        """
        rows = [self._row(cue) for cue in cues(words) if cue in self._rows]
        sums = [sum(column) for column in zip(*rows, strict=True)] or [0] * len(self._start)
        root = sqrt(len(rows) + FEW)
        weights = [start + added / root for start, added in zip(self._start, sums, strict=True)]
        return dict(zip(self._names, weights, strict=True))

    def pull(self, words: Sequence[str], at: int, name: str) -> int:
        """Give what one word adds for a thing."""
        column = self._names.index(name)
        return sum(self._row(cue)[column] for cue in cues_at(words, at) if cue in self._rows)

    def _row(self, cue: str) -> list[int]:
        return [int(each) for each in self._rows[cue].split(",")]


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

    def findings(self, step: StepBase, texts: Sequence[Spoken]) -> Iterator[Finding]:
        """Give what each text speaks for most, where that is enough to ask or to stop."""
        for each in texts:
            words = self._spelling.hear(each.text)
            if len(words) < self._how.words_from:
                continue
            rule, weight = max(
                self._scales.weigh([token.word for token in words]).items(), key=lambda row: row[1]
            )
            lexicon = self._lexicon(rule)
            if lexicon is None or weight < self._how.asks_from:
                continue
            level = "stop_now" if weight >= self._how.stops_from else "pause_check"
            match = Match(each.item, self._heard(each.text, words, rule), self._how.why)
            finding = finding_of(lexicon, step.id, match, milder(lexicon, step.id, level))
            if finding.level in PRESSING:
                yield finding

    def _heard(self, text: str, words: tuple[Token, ...], rule: str) -> str:
        """Give the letters from the first to the last of the words that weigh most."""
        said = [token.word for token in words]
        pulls = [self._scales.pull(said, at, rule) for at in range(len(words))]
        most = sorted(range(len(words)), key=lambda at: -pulls[at])[:_STRONGEST]
        if not most:
            return text
        return text[words[min(most)].start : words[max(most)].end]

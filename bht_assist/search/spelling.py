"""Which known words a typed one may be a misspelling of."""

from __future__ import annotations

from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


_SHORT = 3


class Spelling:
    """The vocabulary by length, and by first and by second letter."""

    def __init__(self, vocabulary: Iterable[str]) -> None:
        self._anchored: defaultdict[tuple[int, int, str], list[str]] = defaultdict(list)
        self._lengths: set[int] = set()
        for word in vocabulary:
            if not word.isdigit():
                self._add(word)

    def _add(self, word: str) -> None:
        self._lengths.add(len(word))
        self._anchored[len(word), 0, word[0]].append(word)
        self._anchored[len(word), 1, word[1:2]].append(word)

    def near(self, word: str) -> Iterator[tuple[str, int]]:
        """Yield the words within a slip or two of this one, and how many there are."""
        if slips := slips_in(word):
            shortest = max(len(word) - slips, _SHORT + 1)  # short words are too much alike
            lengths = range(shortest, len(word) + slips + 1)
            yield from _within(word, self._like(word, lengths), slips)

    def begun(self, word: str) -> Iterator[tuple[str, int]]:
        """Yield the longer words whose beginning is within a slip or two of this one."""
        slips, size = slips_in(word), len(word)
        if slips:
            longer = self._like(word, [each for each in self._lengths if each > size])
            starts = dict(_within(word, list({other[:size] for other in longer}), slips))
            yield from ((o, starts[o[:size]]) for o in longer if o[:size] in starts)

    def _like(self, word: str, lengths: Iterable[int]) -> list[str]:
        """Give the words of these lengths that share this one's first or second letter.

        Those of its own length that begin with its second letter come too: the first two letters
        are often swapped.
        """
        anchors = [(size, place, word[place]) for size in lengths for place in (0, 1)]
        anchors.append((len(word), 0, word[1]))
        found = chain.from_iterable(self._anchored.get(anchor, ()) for anchor in anchors)
        return list(dict.fromkeys(found))


def slips_in(word: str) -> int:
    """Allow one slip in three to five letters and two from six on; numbers have none."""
    return 0 if len(word) < _SHORT or word.isdigit() else 1 if len(word) < 6 else 2


def _within(word: str, others: Sequence[str], slips: int) -> Iterator[tuple[str, int]]:
    found = extract(word, others, scorer=OSA.distance, score_cutoff=slips, limit=None)
    yield from ((other, distance) for other, distance, _ in found)

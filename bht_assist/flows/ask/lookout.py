"""Words that many watches wait for, looked for in one pass over a request."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from bht_assist.search.phrases import Phrases

from .pieces import parts
from .vocabulary import is_like

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from .pieces import Piece

_NEAR = 5
"""Words within which the words of a chain follow each other."""

Range = tuple[int, int]
"""The first piece of something, and the one after its last."""
Near = tuple[tuple[str, ...], ...]
Frame = tuple[str, ...]
"""The names of families, in the order of their words."""


@dataclass(frozen=True, slots=True)
class Sightings:
    """What stands in one request, by the number of the list that it is in."""

    said: tuple[Piece, ...]
    _like: Mapping[int, Sequence[Range]]
    _same: Mapping[int, Sequence[Range]]

    def of(self, number: int, *, exactly: bool = False) -> Sequence[Range]:
        """Give where the phrases of a list stand; `exactly` where they are not misspelt."""
        return (self._same if exactly else self._like).get(number, ())


class Lookout:
    """Lists of phrases. All are added before the first request."""

    def __init__(self, families: Mapping[str, Iterable[str]]) -> None:
        self._lists: defaultdict[str, tuple[int, ...]] = defaultdict(tuple)
        self._number = 0
        self._families = {name: self.add(words) for name, words in families.items()}

    def family(self, name: str) -> int:
        """Give the number of a family; one that no pack has never stands anywhere."""
        return self._families.get(name, 0)

    def add(self, phrases: Iterable[str]) -> int:
        """Add a list, and give its number."""
        self._number += 1
        alone = (self._number,)  # one for all its phrases, of which packs have thousands
        for phrase in phrases:
            self._lists[" ".join(parts(phrase))] += alone
        return self._number

    def knows(self, word: str) -> bool:
        """Whether a phrase of a list has a word."""
        return self._phrases.has_word(word)

    @cached_property
    def _phrases(self) -> Phrases:
        return Phrases({phrase: (phrase,) for phrase in self._lists if phrase}, str.split)

    def sight(self, said: tuple[Piece, ...], known: Callable[[str], bool]) -> Sightings:
        """Look over a request once; a word that is `known` is not taken for a misspelt one."""
        words = [piece.word for piece in said]
        like: defaultdict[int, list[Range]] = defaultdict(list)
        same: defaultdict[int, list[Range]] = defaultdict(list)
        for phrase, at, after in self._phrases.standing(words, known):
            name = phrase.split(" ")
            if not is_like(words[at:after], name):
                continue
            for number in self._lists[phrase]:
                like[number].append((at, after))
                if name == words[at:after]:
                    same[number].append((at, after))
        return Sightings(said, like, same)


class Watch:
    """Phrases, and words that follow each other, which tell of one thing."""

    def __init__(
        self,
        lookout: Lookout,
        phrases: Iterable[str],
        near: Sequence[Near] = (),
        frames: Sequence[Frame] = (),
    ) -> None:
        self._phrases = lookout.add(phrases)
        self._near = [[lookout.add(words) for words in chain] for chain in near]
        self._near += [[lookout.family(name) for name in frame] for frame in frames]

    def heard(self, sight: Sightings, *, exactly: bool = False) -> Iterator[Range]:
        """Yield where something stands."""
        yield from sight.of(self._phrases, exactly=exactly)
        for first, *rest in self._near:
            stands = sight.of(first)
            for part in rest if stands else ():
                nexts = sight.of(part)
                ends = [(at, _next(after, nexts, sight.said)) for at, after in stands]
                stands = [(at, end) for at, end in ends if end]
            yield from stands

    def is_heard(self, sight: Sightings) -> bool:
        return any(True for _ in self.heard(sight))


class Together:
    """Families of which one word each stands anywhere in a request."""

    def __init__(self, lookout: Lookout, rows: Sequence[Frame]) -> None:
        self._rows = [[lookout.family(name) for name in row] for row in rows]

    def heard(self, sight: Sightings) -> Iterator[Range]:
        """Yield where the words of whole rows stand."""
        for row in self._rows:
            if all(map(sight.of, row)):
                yield from chain.from_iterable(map(sight.of, row))

    def is_heard(self, sight: Sightings) -> bool:
        return any(True for _ in self.heard(sight))


def _next(after: int, nexts: Iterable[Range], said: Sequence[Piece]) -> int:
    """Give the end of the first that follows within a few words of the same clause, or 0."""
    near = (each for each in nexts if after <= each[0] < after + _NEAR)
    same = (end for at, end in near if not any(piece.opens for piece in said[after : at + 1]))
    return next(same, 0)

"""Conversations with one client that a sentence starts, and the answers that stand in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .dates import Dates
from .lookout import Together, Watch
from .pieces import parts
from .understanding import Filled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bht_assist.content.library import Library
    from bht_assist.content.models.asking import Begun

    from .heard import Heard
    from .lookout import Lookout, Sightings
    from .understanding import Span

Named = tuple[str, str, int, int]
"""A step, its value, and the first of the pieces that say so with the one after the last."""


class Opening:
    """A conversation besides the plan: the words that ask for it, and those that answer steps."""

    def __init__(self, library: Library, begun: Begun, lookout: Lookout) -> None:
        self.flow, self._begun = begun.begins, begun
        self._steps = library.flows[begun.begins].steps
        self._named = Watch(lookout, begun.say)
        self._told = Watch(lookout, (), begun.near, begun.frames)
        self._together = Together(lookout, begun.together)
        self._unless = Watch(lookout, begun.unless)
        self.dates = Dates(begun.day) if begun.day else None
        said = _by_value(library, begun).items()
        self._answers = [(*answer, Watch(lookout, phrases)) for answer, phrases in said]

    def is_named(self, sight: Sightings) -> bool:
        return self._named.is_heard(sight)

    def is_told_of(self, sight: Sightings) -> bool:
        """Whether it is what is needed by what is told, though nobody names it."""
        return self._told.is_heard(sight) or self._together.is_heard(sight)

    def spans(self, sight: Sightings) -> Iterator[Span]:
        """Yield where its name stands, or what tells of it."""
        for watch in (self._named, self._told, self._together):
            for at, after in watch.heard(sight):
                yield sight.said[at].start, sight.said[after - 1].end

    def answers(self, heard: Heard) -> tuple[Filled, ...]:
        """Give what the words answer, each step once, in the order of the conversation."""
        levels = list(self._levels(heard))
        reached = [(at, after) for _, _, at, after in levels]
        needed = self._answered(heard.sight)
        named = [*levels, *(each for each in needed if not any(_meet(each, at) for at in reached))]
        if self.dates:
            day = self.dates.step
            named += [(day, each.iso, each.at, each.after) for each in heard.days if each.iso]
        private = [heard.pieces_of(at) for at in sorted(heard.private)]
        empty = [*private, *self._unless.heard(heard.sight)]
        named = [each for each in named if not any(_meet(each, other) for other in empty)]
        return tuple(self._filled(heard, named))

    def _answered(self, sight: Sightings) -> Iterator[Named]:
        """Yield what is named, by its longest words."""
        found = [
            (step, value, at, after)
            for step, value, watch in self._answers
            for at, after in watch.heard(sight)
        ]
        taken: dict[str, set[int]] = {}
        for each in sorted(found, key=lambda each: (each[2] - each[3], each[2])):
            step, _, at, after = each
            places = taken.setdefault(step, set())
            if places.isdisjoint(range(at, after)):
                places.update(range(at, after))
                yield each

    def _levels(self, heard: Heard) -> Iterator[Named]:
        """Yield the levels of care after words that say whether they are left or gone to."""
        toward = {parts(word): each.step for each in self._begun.toward for word in each.say}
        words = [piece.word for piece in heard.said]
        for chunk in heard.chunks:
            if not any(said.step == self._begun.levels for said in chunk.meaning.says):
                continue
            before = (tuple(words[max(chunk.at - n, 0) : chunk.at]) for n in (2, 1))
            step = next((toward[each] for each in before if each in toward), "")
            if step:
                yield step, heard.text[chunk.start : chunk.end], chunk.at, chunk.after

    def _filled(self, heard: Heard, named: Iterable[Named]) -> Iterator[Filled]:
        by_step: dict[str, list[Named]] = {}
        for each in sorted(named, key=lambda each: each[2]):
            by_step.setdefault(each[0], []).append(each)
        for step in self._steps:
            if step.id in by_step:
                these = by_step[step.id]
                these = these if step.ask == "choices" else these[:1]
                said = heard.said
                span = said[these[0][2]].start, max(said[each[3] - 1].end for each in these)
                values = tuple(dict.fromkeys(each[1] for each in these))
                yield Filled(step.id, values if step.ask == "choices" else values[0], span, "words")


def _by_value(library: Library, begun: Begun) -> Mapping[tuple[str, str], list[str]]:
    """Give the phrases for each step and the value that they answer it with."""
    said: dict[tuple[str, str], list[str]] = {}
    for each in begun.answers:
        said.setdefault((each.step, each.value), []).extend(each.say)
    steps = {step.id: step for step in library.flows[begun.begins].steps}
    for option in getattr(steps.get(begun.needs), "options", ()):
        if need := library.needs.get(option.id):
            said.setdefault((begun.needs, need.id), []).extend((need.say, *need.synonyms))
    return said


def _meet(named: Named, other: tuple[int, int]) -> bool:
    return named[2] < other[1] and other[0] < named[3]

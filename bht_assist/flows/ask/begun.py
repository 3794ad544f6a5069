"""Conversations with one client that a sentence starts, and the answers that stand in it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bht_assist.search.phrases import Phrases

from .pieces import parts
from .safety import Watch
from .understanding import Filled
from .vocabulary import is_like

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from bht_assist.content.library import Library
    from bht_assist.content.models.asking import Begun, Days

    from .heard import Heard
    from .pieces import Piece
    from .understanding import Span

Named = tuple[str, str, int, int]
"""A step, its value, and the first of the pieces that say so with the one after the last."""

_FARTHEST = 366
"""Days ahead that somebody may leave."""


class Opening:
    """A conversation besides the plan: the words that ask for it, and those that answer steps."""

    def __init__(self, library: Library, begun: Begun) -> None:
        self.flow, self._begun = begun.begins, begun
        self._steps = library.flows[begun.begins].steps
        self._named = Watch(begun.begins, begun.say, ())
        self._told = Watch(begun.begins, (), begun.near)
        self._answers = Phrases(_by_value(library, begun), parts)

    def is_named(self, said: Sequence[Piece], known: Callable[[str], bool]) -> bool:
        return any(True for _ in self._named.heard(said, known))

    def is_told_of(self, said: Sequence[Piece], known: Callable[[str], bool]) -> bool:
        """Whether it is what is needed by what is told, though nobody names it."""
        return any(True for _ in self._told.heard(said, known))

    def spans(self, said: Sequence[Piece], known: Callable[[str], bool]) -> Iterator[Span]:
        """Yield where its name stands, or what tells of it."""
        for watch in (self._named, self._told):
            for at, after in watch.heard(said, known):
                yield said[at].start, said[after - 1].end

    def answers(
        self, heard: Heard, known: Callable[[str], bool], today: date | None
    ) -> tuple[Filled, ...]:
        """Give what the words answer, each step once, in the order of the conversation."""
        levels = list(self._levels(heard))
        reached = [(at, after) for _, _, at, after in levels]
        needed = self._answered(heard, known)
        named = [*levels, *(each for each in needed if not any(_meet(each, at) for at in reached))]
        day = self._begun.day
        if day and today:
            named += _days(day, heard, today)
        private = [heard.pieces_of(at) for at in sorted(heard.private)]
        named = [each for each in named if not any(_meet(each, other) for other in private)]
        return tuple(self._filled(heard, named))

    def _answered(self, heard: Heard, known: Callable[[str], bool]) -> Iterator[Named]:
        """Yield what is named, by its longest words."""
        words = [piece.word for piece in heard.said]
        found = [
            (after - at, at, after, name)
            for name, at, after in self._answers.standing(words, known)
        ]
        taken: dict[str, set[int]] = {}
        for _, at, after, name in sorted(found, key=lambda each: (-each[0], each[1])):
            step, value, phrase = name.split("\n")
            places = taken.setdefault(step, set())
            if places.isdisjoint(range(at, after)) and is_like(words[at:after], parts(phrase)):
                places.update(range(at, after))
                yield step, value, at, after

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


def _by_value(library: Library, begun: Begun) -> Mapping[str, tuple[str, ...]]:
    """Give each phrase under the step and the value that it answers."""
    said = [(each.step, each.value, phrase) for each in begun.answers for phrase in each.say]
    if begun.needs:
        steps = {step.id: step for step in library.flows[begun.begins].steps}
        options = {option.id for option in getattr(steps[begun.needs], "options", ())}
        said += [
            (begun.needs, need.id, phrase)
            for need in library.needs.values()
            if need.id in options
            for phrase in (need.say, *need.synonyms)
        ]
    return {f"{step}\n{value}\n{phrase}": (phrase,) for step, value, phrase in said}


def _days(words: Days, heard: Heard, today: date) -> Iterator[Named]:
    """Yield the days that are named."""
    typed = tuple(piece.word for piece in heard.said)
    numbers = {chunk.at: chunk.number for chunk in heard.chunks}
    for at in range(len(typed)):
        found = _ahead(words, typed, at) or _counted(words, typed, numbers.get(at + 1), at)
        if found is None and not _stands(words.unsure, typed, at - 1):
            found = _weekday(words, typed, at, today)
        if found:
            ahead, after = found
            yield words.step, (today + timedelta(days=ahead)).isoformat(), at, after


def _ahead(words: Days, typed: Sequence[str], at: int) -> tuple[int, int] | None:
    found = [
        (len(parts(phrase)), ahead)
        for ahead, phrases in words.ahead.items()
        for phrase in phrases
        if tuple(typed[at : at + len(parts(phrase))]) == parts(phrase)
    ]
    return (max(found)[1], at + max(found)[0]) if found else None


def _weekday(words: Days, typed: Sequence[str], at: int, today: date) -> tuple[int, int] | None:
    for weekday, phrases in words.weekdays.items():
        if _stands(phrases, typed, at):
            return ((weekday - today.weekday() - 1) % 7 + 1, at + 1)
    return None


def _counted(
    words: Days, typed: Sequence[str], number: float | None, at: int
) -> tuple[int, int] | None:
    """Read "in 3 days"."""
    if number is None or not 0 <= number <= _FARTHEST or number != int(number):
        return None
    stands = _stands(words.within, typed, at) and _stands(words.days, typed, at + 2)
    return (int(number), at + 3) if stands else None


def _stands(phrases: Iterable[str], typed: Sequence[str], at: int) -> bool:
    return 0 <= at < len(typed) and any(parts(each) == (typed[at],) for each in phrases)


def _meet(named: Named, other: tuple[int, int]) -> bool:
    return named[2] < other[1] and other[0] < named[3]

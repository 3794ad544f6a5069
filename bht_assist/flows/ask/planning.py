"""The plan that a request asks for: each step's answer, and what is still to be asked."""

from __future__ import annotations

from itertools import chain
from math import inf
from typing import TYPE_CHECKING, Any

from bht_assist.content.models import steps as kinds

from .amount import most
from .heard import meet
from .misfit import Misfit
from .understanding import Filled, Understanding
from .wishes import are_two

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bht_assist.content.models import Step

    from .amount import Amount
    from .heard import Heard
    from .listening import Listener
    from .understanding import Span
    from .vocabulary import Chunk

_ALTERNATIVES = 5
_AGES = frozenset({"adults", "teens", "children", "older_adults"})
"""Audiences that topics say whether they are written for."""


class Plan:
    """What a request says about a group."""

    def __init__(self, listener: Listener, heard: Heard, topics: Sequence[str]) -> None:
        self._listener, self._heard, self._topics = listener, heard, topics
        self._held = listener.plan
        self._answers: dict[str, Filled] = {each.step: each for each in self._filled()}

    def understood(self) -> Understanding:
        heard, answers = self._heard, self._answers
        defaults = self._listener.defaults
        return Understanding(
            kind="plan",
            flow=self._held.flow,
            answers=tuple(answers.values()),
            topics=tuple(self._topics[:_ALTERNATIVES]),
            excluded_topics=tuple(each for each in heard.unwanted if each not in self._topics),
            must_ask=tuple(step for step in self._listener.required if step not in answers),
            constraints=tuple(dict.fromkeys(self._constraints())),
            flags=(*heard.flags, *self._outside()),
            not_understood=tuple(each for each in heard.left_over if not self._tells(each)),
            dropped=heard.dropped,
            assumptions={step: each for step, each in defaults.items() if step not in answers},
            say=self._listener.asking.say.dropped if heard.dropped else "",
        )

    def _tells(self, span: Span) -> bool:
        """Whether all words in a place speak for the planned topic, or say what a clause says."""
        topic = next(iter(self._topics), "")
        rows = enumerate(self._heard.chunks)
        inside = [(at, chunk) for at, chunk in rows if meet((chunk.start, chunk.end), span)]
        return all(at in self._heard.told or self._speaks_for(topic, chunk) for at, chunk in inside)

    def _speaks_for(self, topic: str, chunk: Chunk) -> bool:
        words = (piece.word for piece in self._heard.said[chunk.at : chunk.after])
        return chunk.number is None and all(self._listener.tells(word, topic) for word in words)

    def misfit(self) -> str:
        """Say what keeps it from being a plan: size, topics, time, or nothing."""
        minutes, size = self._value(self._held.minutes), self._value(self._held.size)
        topic = next(iter(self._topics), "")
        return Misfit(self._listener, self._heard, self._most_people).of(topic, minutes, size)

    @property
    def _most_people(self) -> float:
        """How many people the flow can plan for."""
        steps = (each for each in self._listener.flow.steps if each.id == self._held.size)
        return next((each.max for each in steps if isinstance(each, kinds.Number)), inf)

    def _value(self, step: str) -> Any:
        return self._answers[step].value if step in self._answers else None

    # what fills the steps

    def _filled(self) -> Iterator[Filled]:
        if self._topics:
            at = self._heard.wishes.first.get(self._topics[0])
            span = self._heard.span(at, at + 1) if at is not None else (0, len(self._heard.text))
            by = "words" if at is not None else "likeness"
            yield Filled(self._held.topic, self._topics[0], span, by)
        yield from self._length()
        yield from self._size()
        yield from self._start()
        yield from self._said()

    def _length(self) -> Iterator[Filled]:
        lengths = self._heard.of_kind("minutes", "hours")
        for each in sorted(lengths, key=self._is_odd)[:1]:
            span = self._heard.span(each.at, each.after)
            minutes = each.value[0] if each.kind == "hours" else each.value
            yield Filled(self._held.minutes, minutes, span, each.by)
            if each.bound:
                held = self._held.at_most if each.bound == "at_most" else self._held.at_least
                yield Filled(held.step, held.value, span, each.by)

    def _is_odd(self, length: Amount) -> bool:
        """Whether no group is so long; of several lengths, another one is meant."""
        minutes = length.value[0] if length.kind == "hours" else length.value
        return not self._held.can_last(minutes)

    def _size(self) -> Iterator[Filled]:
        """One person is not a group; of several sizes, the others are a part of the largest."""
        said = self._heard.of_kind("size")
        sizes = [each for each in said if 1 < most(each.value) <= self._most_people]
        if sizes:
            best = max(sizes, key=lambda each: most(each.value))
            yield Filled(
                self._held.size, best.value, self._heard.span(best.at, best.after), best.by
            )

    def _start(self) -> Iterator[Filled]:
        for each in self._heard.of_kind("start", "hours")[:1]:
            moment = each.value[1] if each.kind == "hours" else each.value
            yield Filled(self._held.start, moment, self._heard.span(each.at, each.after), each.by)

    def _said(self) -> Iterator[Filled]:
        """The answers that words give, each step's in one."""
        heard: dict[str, list[tuple[str, int]]] = {}
        ways = (self._by_words(), self._heard.answered, self._by_age(), self._side_by_side())
        for step, value, at in chain.from_iterable(ways):
            heard.setdefault(step, []).append((value, at))
        spoken = self._language()
        if spoken and self._held.language not in heard:
            whole = (0, len(self._heard.text))
            yield Filled(self._held.language, spoken, whole, "the language of the request")
        for each in self._listener.flow.steps:
            if each.id in heard:
                yield self._one(each, heard[each.id])

    def _by_words(self) -> Iterator[tuple[str, str, int]]:
        for said, at in self._heard.wishes.said:
            yield said.step, said.value, at

    def _by_age(self) -> Iterator[tuple[str, str, int]]:
        for each in self._heard.of_kind("ages"):
            for said in self._listener.asking.answers:
                if said.ages and said.ages[0] <= each.value[0] <= said.ages[1]:
                    yield said.step, said.value, each.at

    def _side_by_side(self) -> Iterator[tuple[str, str, int]]:
        wishes = self._heard.wishes
        if are_two(wishes, self._topics, self._heard.chunks):
            at = max(wishes.first[topic] for topic in self._topics[:2])
            yield self._held.constraints, self._held.two_topics, at

    def _one(self, step: Step, values: Sequence[tuple[str, int]]) -> Filled:
        if step.ask != "choices":
            value, at = values[0]
            return Filled(step.id, value, self._heard.span(at, at + 1), "words")
        places = [at for _, at in values]
        chosen = tuple(dict.fromkeys(value for value, _ in values))
        return Filled(step.id, chosen, self._heard.span(min(places), max(places) + 1), "words")

    def _language(self) -> str:
        """The language that the request is in, where many of its words show one."""
        said, spoken = self._heard.said, self._listener.vocabulary.spoken
        shown = [language for piece in said for language in spoken.get(piece.word, ())]
        words = sum(piece.number is None for piece in said)
        often = (each for each in dict.fromkeys(shown) if shown.count(each) > 1)
        return next((each for each in often if shown.count(each) * 3 >= words), "")

    # what follows from it

    def _constraints(self) -> Iterator[str]:
        yield from self._value(self._held.constraints) or ()
        for series in self._heard.of_kind("series"):
            yield f"series:{series.value}"
        language = self._value(self._held.language)
        if language and language != self._listener.defaults.get(self._held.language):
            yield f"language:{language}"
        size = most(self._value(self._held.size) or 0)
        minutes = self._value(self._held.minutes) or 0
        for each in self._held.derived:
            few = 0 < size <= each.size_to
            many = 0 < each.size_from <= size
            if few or many or 0 < minutes <= each.minutes_to:
                yield each.constraint

    def _outside(self) -> Iterator[str]:
        """Whether the topic is not written for the ages that come."""
        values: Mapping[str, Any] = {step: each.value for step, each in self._answers.items()}
        ages = {value for each in values.values() if isinstance(each, tuple) for value in each}
        topic = self._listener.library.topics.get(next(iter(self._topics), ""))
        if topic and not (ages & _AGES) <= set(topic.audience):
            yield "audience_outside_pack"

"""Everything that the packs know of requests, and the phrases of it that stand in one."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import chain, takewhile
from types import MappingProxyType
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from bht_assist.search.phrases import Phrases

from .pieces import parts

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence

    from bht_assist.content.library import Library
    from bht_assist.content.models import Asking
    from bht_assist.content.models.asking import Said

    from .pieces import Piece

_OWN, _PHRASE, _TITLE, _TAG, _ASIDE = 2.0, 1.8, 1.6, 1.2, 0.8
"""What a phrase that leads to a topic is worth, by where the packs have it."""
_NUMBER = 5
"""Letters from which a number in words may be misspelt."""
_STEM = 4
"""Letters from which the beginning of a word may stand for it."""
_LONG = 9
"""Letters from which a word may have two slips."""
_BESIDE = 0.5
"""What is left of it where the same words answer a step."""
_NOWHERE: Mapping[str, float] = MappingProxyType({})


@dataclass(slots=True, eq=False)
class Meaning:
    """All that a phrase may mean; what is empty is shared, as packs have thousands."""

    roles: frozenset[str] = frozenset()
    number: int | None = None
    parts: int = 0
    """Of how many topics it is made, where all of it is asked for."""
    topics: Mapping[str, float] = field(default_factory=lambda: _NOWHERE)
    no_topic: bool = False
    """Whether a group may be about it, and no topic is."""
    says: tuple[Said, ...] = ()
    without: tuple[Said, ...] = ()
    cards: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    flows: tuple[str, ...] = ()

    def means_something(self) -> bool:
        return bool(self.topics or self.says or self.without)

    def all_of_it(self) -> Hashable:
        """What two phrases that mean the same have alike."""
        answers = (*map(id, self.says), None, *map(id, self.without))
        elsewhere = self.cards, self.flags, self.flows, self.no_topic
        return self.roles, self.number, self.parts, tuple(self.topics.items()), answers, elsewhere


NOTHING = Meaning()


@dataclass(frozen=True, slots=True)
class Chunk:
    """A phrase that is known, a number, or what is not: one word, or words that no topic is for."""

    at: int
    """Its first piece."""
    after: int
    start: int
    end: int
    opens: bool
    """Whether a clause begins with it."""
    gap: str
    meaning: Meaning = NOTHING
    number: float | None = None
    known: bool = True

    def has(self, *roles: str) -> bool:
        return not self.meaning.roles.isdisjoint(roles)


class Vocabulary:
    """The phrases of a library's packs, by their words."""

    def __init__(self, library: Library, asking: Asking) -> None:
        self._meanings: defaultdict[str, Meaning] = defaultdict(Meaning)
        self.spoken: dict[str, list[str]] = {}
        """The languages that a word is of."""
        self._short = {
            part: parts(word)[0]
            for word, forms in asking.shorthand.items()
            for form in forms
            for part in parts(form)
        }
        self._gather(asking)
        self._gather_shelves(library)
        for phrase in asking.no_topic:
            self._at(phrase).no_topic = not self._at(phrase).topics
        for meaning in self._meanings.values():
            if meaning.says or meaning.without:
                _weaken(meaning)
        self._share()
        keys = {key: (key,) for key in self._meanings if key}
        self._phrases = Phrases(keys, str.split)
        self._words = {word for key in self._meanings for word in key.split(" ")}
        self._leading = sorted(
            key for key, meaning in self._meanings.items() if " " not in key and meaning.topics
        )

    def knows(self, word: str) -> bool:
        return word in self._words

    def is_group(self, word: str) -> bool:
        """Whether a word by itself says that a group is wanted."""
        return word in self._meanings and "group" in self._meanings[word].roles

    def _share(self) -> None:
        """Let phrases that mean the same share one meaning: thousands lead to one topic only."""
        kept: dict[Hashable, Meaning] = {}
        for key, meaning in self._meanings.items():
            self._meanings[key] = kept.setdefault(meaning.all_of_it(), meaning)

    def _at(self, phrase: str) -> Meaning:
        return self._meanings[" ".join(parts(phrase))]

    def _gather(self, asking: Asking) -> None:
        self._gather_roles(asking)
        for number, phrases in asking.numbers.items():
            for phrase in phrases:
                self._at(phrase).number = number
        for count, phrases in asking.curricula.items():
            for phrase in phrases:
                self._at(phrase).parts = count
        for language, phrases in asking.spoken.items():
            for phrase in phrases:
                self._at(phrase)
                self.spoken.setdefault(" ".join(parts(phrase)), []).append(language)
        for said in asking.answers:
            self._answer(said)
        for each in asking.topics:
            self._lead(each.topic, each.say, _OWN)
        for each in asking.asides:
            self._lead(each.topic, each.say, _ASIDE)

    def _gather_roles(self, asking: Asking) -> None:
        private = {"names": asking.private.before, "birth": asking.private.birth}
        private |= {"code": asking.private.numbers, "name": asking.private.names}
        opening = {"question": asking.questions, "move": asking.moves, "find": asking.finds}
        roles = chain(asking.words.items(), private.items(), opening.items())
        for role, phrases in roles:
            for phrase in phrases:
                self._at(phrase).roles |= {role}
        for card in asking.cards:
            for phrase in card.say:
                self._at(phrase).cards += (card.card,)
        for flag in asking.flags:
            for phrase in flag.say:
                self._at(phrase).flags += (flag.flag,)

    def _answer(self, said: Said) -> None:
        for phrase in said.say:
            self._at(phrase).says += (said,)
            if said.people:
                self._at(phrase).roles |= {"people"}
        for phrase in said.without:
            self._at(phrase).without += (said,)

    def _gather_shelves(self, library: Library) -> None:
        for topic in library.topics.values():
            self._lead(topic.id, topic.staff_phrases, _PHRASE)
            self._lead(topic.id, (topic.title,), _TITLE)
            self._lead(topic.id, topic.tags, _TAG)
        for card in library.cards.values():
            for phrase in card.asks:
                self._at(phrase).cards += (card.card,)
        for flow in library.flows.values():
            for phrase in (flow.title, *flow.asks):
                self._at(phrase).flows += (flow.flow,)

    def _lead(self, topic: str, phrases: Sequence[str], worth: float) -> None:
        for phrase in phrases:
            meaning = self._at(phrase)
            if topic not in meaning.topics:
                meaning.topics = {**meaning.topics, topic: worth}

    def chunks(self, said: Sequence[Piece], known: Callable[[str], bool]) -> tuple[Chunk, ...]:
        """Cut a request into its longest known phrases; what is spelled right goes first."""
        words = [self._meant(piece.word, known) for piece in said]
        longest: dict[int, tuple[tuple[int, bool], str, int]] = {}
        for name, at, after in self._phrases.standing(words, known):
            if not self._fits(words[at:after], name):
                continue
            rank = (after - at, name == " ".join(words[at:after]))
            if at not in longest or rank > longest[at][0]:
                longest[at] = (rank, name, after)
        return tuple(self._cut(said, longest))

    def _fits(self, typed: Sequence[str], name: str) -> bool:
        """Whether a phrase is what was typed; paid is no pair, and tight is not eight."""
        if " ".join(typed) == name:
            return True
        strict = len(name) < _NUMBER or name[0] != typed[0][0]
        if strict and self._meanings[name].number is not None:
            return False
        return is_like(typed, name.split(" "))

    def _meant(self, word: str, known: Callable[[str], bool]) -> str:
        """Give the word that a short form stands for, or that only one topic begins with.

        A word that is `known` is whole, and no beginning of another.
        """
        if word in self._short:
            return self._short[word]
        if len(word) < _STEM or known(word):
            return word
        at = bisect_left(self._leading, word)
        begun = list(takewhile(lambda each: each.startswith(word), self._leading[at:]))
        topics = {max(m, key=m.__getitem__) for each in begun if (m := self._meanings[each].topics)}
        return min(begun, key=len) if len(topics) == 1 else word

    def _cut(
        self, said: Sequence[Piece], longest: Mapping[int, tuple[tuple[int, bool], str, int]]
    ) -> Iterator[Chunk]:
        at = 0
        while at < len(said):
            piece = said[at]
            if at in longest:
                _, name, after = longest[at]
                meaning = self._meanings[name]
                number = piece.number if after == at + 1 and piece.number else meaning.number
            else:
                after, meaning, number = at + 1, NOTHING, piece.number
            yield Chunk(
                *(at, after, piece.start, said[after - 1].end, piece.opens, piece.gap),
                meaning,
                number,
                (at in longest and not meaning.no_topic) or number is not None,
            )
            at = after


def is_like(typed: Sequence[str], name: Sequence[str]) -> bool:
    """Whether each word is near enough: ordinary words are too often two letters from another."""
    return all(
        one == other or len(one) >= _LONG or OSA.distance(one, other) < 2
        for one, other in zip(typed, name, strict=True)
    )


def _weaken(meaning: Meaning) -> None:
    """Words that answer a step lead less to a topic, and tags not at all."""
    named = {topic: worth for topic, worth in meaning.topics.items() if worth != _TAG}
    meaning.topics = {topic: worth * _BESIDE for topic, worth in named.items()}

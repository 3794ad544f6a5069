"""Looks at what somebody said, as one lexicon asks: Python knows the kind, the pack the words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from .hearing import Spelling, Token, parts_of, tokens
from .patterns import Grammar, Phrases
from .people import sentences_of, told_of_others
from .phones import can_reach

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from bht_assist.content.models import Context, Lexicon, WordGroup, Wording
    from bht_assist.content.models.lexicons import Patterns

_COMPARED = 300
"""Letters of an answer that are held against the others; the time grows with their square."""
_KEPT = 2048
"""Texts of which a lexicon remembers what it heard."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """One text that somebody gave: which entry of the answer, and which blank of it."""

    item: int
    blank: str
    text: str
    main: bool = True
    """Whether it is what the entry is about, rather than a note to it."""


@dataclass(frozen=True, slots=True)
class Match:
    item: int
    matched: str
    """The very letters that matched."""
    why: str
    group: WordGroup | None = None
    becomes: str = ""
    """The level that the words around it give it, or ""."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase that stands in words, as a range of them."""

    start: int
    end: int
    group: WordGroup
    becomes: str = ""


@dataclass(frozen=True, slots=True)
class _Around:
    """A context, ready to be looked for."""

    before: Phrases[None]
    after: Phrases[None]
    near: Phrases[None]
    around: Phrases[None]
    not_in: frozenset[str]

    def reach(self, words: tuple[Token, ...], start: int, end: int) -> tuple[int, int] | None:
        """Give the range of words with what stands around it; None when nothing does."""
        for found, after, _ in self.near.spans(words):
            if words[found].sentence == words[start].sentence:
                return min(found, start), max(after, end)
        stands = (
            self.before.ends_at(words, start)
            or (end < len(words) and any(self.after.at(words, end)))
            or _overlaps(start, end, self.around.spans(words))
        )
        return (start, end) if stands else None


class Ear:
    """The wording that lexicons share, made ready."""

    def __init__(self, wordings: Iterable[Wording] = ()) -> None:
        self._wordings = tuple(wordings)
        self.spelling = Spelling(self._wordings)
        self.parts = parts_of(self._wordings)
        self.grammar = Grammar(self.parts, self.spelling.right)
        self._contexts: dict[str, _Around] = {}

    def context(self, name: str) -> _Around:
        if name not in self._contexts:
            self._contexts[name] = self._around(self._named(name))
        return self._contexts[name]

    def _named(self, name: str) -> list[Context]:
        return [each.contexts[name] for each in self._wordings if name in each.contexts]

    def not_in(self, name: str) -> frozenset[str]:
        """Give the steps where a context changes nothing."""
        return frozenset(step for each in self._named(name) for step in each.not_in)

    def _around(self, found: list[Context]) -> _Around:
        before, after, near, around = (
            self.grammar.phrases(
                (text, None) for each in found for text in _all(getattr(each, place))
            )
            for place in ("before", "after", "near", "around")
        )
        apart = frozenset(step for each in found for step in each.not_in)
        return _Around(before, after, near, around, apart)


def _all(words: Patterns) -> Iterator[str]:
    return (each for said in words.values() for each in said)


class Checker:
    """A lexicon made ready."""

    def __init__(self, lexicon: Lexicon, ear: Ear | None = None) -> None:
        self.lexicon = lexicon
        self._ear = ear or Ear()
        grammar = self._ear.grammar
        if lexicon.parts:
            own = {name: tuple(_all(said)) for name, said in lexicon.parts.items()}
            grammar = Grammar(own, self._ear.spelling.right, grammar)
        self.words = grammar.phrases(
            (words, group) for group in lexicon.groups for words in _all(group.words)
        )
        self._unless = grammar.phrases((words, None) for words in _all(lexicon.unless))
        self.raw = {words: group for group in lexicon.groups for words in _all(group.words)}
        names = {name for group in lexicon.groups for name in group.contexts} | {*lexicon.contexts}
        self._apart = {step for name in names for step in self._ear.not_in(name)}
        """Steps where some words around a phrase change nothing."""
        self._heard: dict[tuple[str, str], tuple[tuple[Token, ...], tuple[Hit, ...]]] = {}

    def matches(self, spoken: tuple[Spoken, ...], step: str = "") -> tuple[Match, ...]:
        """Give what the lexicon finds in the texts of one answer."""
        blanks = self.lexicon.blanks
        looked_at = [each for each in spoken if not blanks or each.blank in blanks]
        return tuple(_KINDS[self.lexicon.kind](self, looked_at, step))

    def hear(self, text: str, step: str) -> tuple[tuple[Token, ...], tuple[Hit, ...]]:
        """Give the words of a text and what stands in them; the same text is heard only once."""
        key = text, step if step in self._apart else ""
        if key not in self._heard:
            if len(self._heard) >= _KEPT:
                self._heard.clear()
            words = self._ear.spelling.hear(text)
            self._heard[key] = words, tuple(self._hits(words, step))
        return self._heard[key]

    def _hits(self, words: tuple[Token, ...], step: str) -> Iterator[Hit]:
        """Yield where the lexicon's words stand and mean what they say."""
        at_start = self.lexicon.kind in {"whole", "starts"}
        found = list(self.words.spans(words, 1 if at_start else None))
        if not found:
            return
        excused = list(self._unless.spans(words))
        standing = (each for each in found if not _overlaps(each[0], each[1], excused))
        ranges = _joined_up(standing) if self.lexicon.kind == "stop" else standing
        for start, end, group in ranges:
            hit = self._judged(words, step, Hit(start, end, group))
            if hit.becomes != "none":
                yield hit

    def _judged(self, words: tuple[Token, ...], step: str, hit: Hit) -> Hit:
        """Give what the words around a phrase make of it; what makes it urgent is heard with it."""
        found = [
            (level, reach)
            for name, level in {**self.lexicon.contexts, **hit.group.contexts}.items()
            if step not in (context := self._ear.context(name)).not_in
            and (reach := context.reach(words, hit.start, hit.end))
        ]
        if not found:
            return hit
        level, reach = min(found, key=lambda each: _FIRST.get(each[0], 2))
        return Hit(*(reach if level == "stop_now" else (hit.start, hit.end)), hit.group, level)


_FIRST = {"none": 0, "stop_now": 1}
"""Words that excuse weigh most, then words that make it urgent, then the order of the pack."""


def _overlaps(start: int, end: int, others: Iterable[tuple[int, int, object]]) -> bool:
    return any(other[0] < end and start < other[1] for other in others)


def _joined_up(
    hits: Iterable[tuple[int, int, WordGroup]],
) -> Iterator[tuple[int, int, WordGroup]]:
    """Join ranges that overlap into one thing that was said, keeping the first reason."""
    joined: list[tuple[int, int, WordGroup]] = []
    for start, end, group in hits:
        if joined and start < joined[-1][1]:
            first = joined[-1]
            joined[-1] = (first[0], max(end, first[1]), first[2])
        else:
            joined.append((start, end, group))
    yield from joined


def _match(each: Spoken, words: tuple[Token, ...], hit: Hit) -> Match:
    matched = each.text[words[hit.start].start : words[hit.end - 1].end]
    return Match(each.item, matched, hit.group.why, hit.group, hit.becomes)


def _whole(checker: Checker, spoken: Iterable[Spoken], step: str) -> Iterator[Match]:
    for each in spoken:
        if not _counts(checker, each):
            continue
        words, hits = checker.hear(each.text, step)
        if words and hits and (hits[0].start, hits[0].end) == (0, len(words)):
            yield Match(each.item, each.text, hits[0].group.why, hits[0].group, hits[0].becomes)
        elif not words and (group := checker.raw.get(each.text.strip())):
            yield Match(each.item, each.text, group.why, group)


def _counts(checker: Checker, each: Spoken) -> bool:
    """Tell whether a text is what an entry is about, or a blank that the lexicon names."""
    return each.main or bool(checker.lexicon.blanks)


def _contains(checker: Checker, spoken: Iterable[Spoken], step: str) -> Iterator[Match]:
    for each in spoken:
        words, hits = checker.hear(each.text, step)
        if hits:
            yield _match(each, words, hits[0])


def _starts(checker: Checker, spoken: Iterable[Spoken], step: str) -> Iterator[Match]:
    for each in spoken:
        words, hits = checker.hear(each.text, step)
        if _counts(checker, each) and hits and hits[0].start == 0:
            yield _match(each, words, hits[0])


def _stop(checker: Checker, spoken: Iterable[Spoken], step: str) -> Iterator[Match]:
    for each in spoken:
        words, hits = checker.hear(each.text, step)
        for hit in hits:
            yield _match(each, words, hit)


def _too_long(checker: Checker, spoken: Iterable[Spoken], _step: str) -> Iterator[Match]:
    for each in spoken:
        if each.main and len(tokens(each.text)) > checker.lexicon.limit:
            yield Match(each.item, each.text, "")


def _too_short(checker: Checker, spoken: Iterable[Spoken], step: str) -> Iterator[Match]:
    for each in spoken:
        words, hits = checker.hear(each.text, step)
        if _counts(checker, each) and not hits and 0 < len(words) <= checker.lexicon.limit:
            yield Match(each.item, each.text, "")


def _digits(_checker: Checker, spoken: Iterable[Spoken], _step: str) -> Iterator[Match]:
    for each in spoken:
        if each.blank == "name" and (digits := re.search(r"\d[\d\s().-]*", each.text)):
            yield Match(each.item, digits.group().strip(), "")


def _no_words(_checker: Checker, spoken: Iterable[Spoken], _step: str) -> Iterator[Match]:
    for each in spoken:
        if (
            each.main
            and not tokens(each.text)
            and any(ord(letter) > 0x2000 for letter in each.text)
        ):
            yield Match(each.item, each.text, "")


def _phone(checker: Checker, spoken: Iterable[Spoken], _step: str) -> Iterator[Match]:
    for each in spoken:
        if each.blank == "phone" and not can_reach(each.text, checker.raw):
            yield Match(each.item, each.text, "")


def _duplicate(checker: Checker, spoken: Iterable[Spoken], _step: str) -> Iterator[Match]:
    said = [(each, _joined(each)) for each in spoken if each.main and each.text]
    for index, (each, words) in enumerate(said):
        if any(alike(words, before, checker.lexicon.limit) for _, before in said[:index]):
            yield Match(each.item, each.text, "")


def _joined(spoken: Spoken) -> str:
    return (" ".join(token.word for token in tokens(spoken.text)) or spoken.text)[:_COMPARED]


def alike(one: str, other: str, percent: int) -> bool:
    """Tell whether two texts are the same by `percent` of their letters."""
    compared = SequenceMatcher(None, one, other, autojunk=False)
    bounds = compared.real_quick_ratio, compared.quick_ratio, compared.ratio
    return all(bound() * 100 >= percent for bound in bounds)


def _others(checker: Checker, spoken: Iterable[Spoken], _step: str) -> Iterator[Match]:
    told = told_of_others(tuple(spoken), checker.raw, _all(checker.lexicon.unless))
    return (Match(item, matched, "") for item, matched in told)


def _alike_records(checker: Checker, spoken: Iterable[Spoken], step: str) -> Iterator[Match]:
    sentences = tuple(Spoken(*each) for each in sentences_of(tuple(spoken)))
    return _duplicate(checker, sentences, step)


_KINDS: Mapping[str, Callable[[Checker, Iterable[Spoken], str], Iterator[Match]]] = {
    "whole": _whole,
    "contains": _contains,
    "starts": _starts,
    "too_long": _too_long,
    "too_short": _too_short,
    "phone": _phone,
    "digits": _digits,
    "no_words": _no_words,
    "duplicate": _duplicate,
    "stop": _stop,
    "others": _others,
    "alike": _alike_records,
}

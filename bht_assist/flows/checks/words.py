"""Looks at what somebody said, as one lexicon asks: Python knows the kind, the pack the words."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

from .people import NAME, named, people
from .tokens import Token, phrase_of, tokens

if TYPE_CHECKING:
    from bht_assist.content.models import Lexicon

_COMPARED = 300
"""Letters of an answer that are held against the others; the time grows with their square."""
_SENTENCE = 4
"""Words from which an answer can be called copied."""
_CLAUSE_END = re.compile(r"[.,;:!?\n]")


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


class Checker:
    """A lexicon made ready: its phrases by their first word."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        phrases = {
            phrase_of(words) or (words,): group.why
            for group in lexicon.groups
            for said in group.words.values()
            for words in said
        }
        self.by_first = _by_first(phrases)
        self.unless = _by_first(dict.fromkeys(map(phrase_of, _all(lexicon.unless)), ""))
        self.negations = _by_first(dict.fromkeys(map(phrase_of, _all(lexicon.negations)), ""))
        self.raw = {
            words: group.why
            for group in lexicon.groups
            for said in group.words.values()
            for words in said
        }

    def matches(self, spoken: tuple[Spoken, ...]) -> tuple[Match, ...]:
        """Give what the lexicon finds in the texts of one answer."""
        return tuple(_KINDS[self.lexicon.kind](self, spoken))


Phrases = Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]


def _all(words: Mapping[Any, Iterable[str]]) -> list[str]:
    return [each for said in words.values() for each in said]


def _by_first(phrases: Mapping[tuple[str, ...], str]) -> Phrases:
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for phrase, why in phrases.items():
        if phrase:
            found.setdefault(phrase[0], []).append((phrase, why))
    return {
        first: tuple(sorted(rest, key=lambda each: -len(each[0]))) for first, rest in found.items()
    }


def spans(words: tuple[Token, ...], phrases: Phrases) -> Iterator[tuple[int, int, str]]:
    """Yield where a phrase stands, as a range of words, and why it matters."""
    for index, token in enumerate(words):
        for phrase, why in phrases.get(token.word, ()):
            after = index + len(phrase)
            if tuple(each.word for each in words[index:after]) == phrase:
                yield index, after, why
                break


def _cut(spoken: Spoken, words: tuple[Token, ...], start: int, end: int) -> str:
    return spoken.text[words[start].start : words[end - 1].end]


def _whole(checker: Checker, spoken: tuple[Spoken, ...]) -> Iterator[Match]:
    for each in spoken:
        if not each.main:
            continue
        words = tokens(each.text)
        hit = next(_hits(checker, words), None)
        if words and hit and hit[:2] == (0, len(words)):
            yield Match(each.item, each.text, hit[2])
        elif not words and each.text.strip() in checker.raw:
            yield Match(each.item, each.text, checker.raw[each.text.strip()])


def _contains(checker: Checker, spoken: tuple[Spoken, ...]) -> Iterator[Match]:
    for each in spoken:
        words = tokens(each.text)
        for start, end, why in _hits(checker, words):
            yield Match(each.item, _cut(each, words, start, end), why)
            break


def _starts(checker: Checker, spoken: tuple[Spoken, ...]) -> Iterator[Match]:
    for each in spoken:
        words = tokens(each.text)
        hit = next(_hits(checker, words), None)
        if each.main and hit and hit[0] == 0:
            yield Match(each.item, _cut(each, words, 0, hit[1]), hit[2])


def _hits(checker: Checker, words: tuple[Token, ...]) -> Iterator[tuple[int, int, str]]:
    """Yield where the lexicon's words stand, but for phrases that mean something else."""
    excused = list(spans(words, checker.unless))
    for start, end, why in spans(words, checker.by_first):
        if not _overlaps(start, end, excused):
            yield start, end, why


def _overlaps(start: int, end: int, others: Iterable[tuple[int, int, str]]) -> bool:
    return any(other[0] < end and start < other[1] for other in others)


def _stop(checker: Checker, spoken: tuple[Spoken, ...]) -> Iterator[Match]:
    """Find words that stop the conversation; phrases that overlap are one thing that was said."""
    for each in spoken:
        words = tokens(each.text)
        denials = [after for _, after, _ in spans(words, checker.negations)]
        heard = [
            hit
            for hit in _hits(checker, words)
            if not _denied(checker, each, words, hit[0], denials)
        ]
        for start, end, why in _joined_up(heard):
            yield Match(each.item, _cut(each, words, start, end), why)


def _denied(
    checker: Checker, each: Spoken, words: tuple[Token, ...], start: int, denials: Iterable[int]
) -> bool:
    """Tell whether a negation stands close before, in the same clause."""
    for after in denials:
        between = each.text[words[after - 1].end : words[start].start]
        if start - checker.lexicon.limit <= after <= start and not _CLAUSE_END.search(between):
            return True
    return False


def _joined_up(hits: Iterable[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """Join ranges that overlap, keeping the first reason."""
    joined: list[tuple[int, int, str]] = []
    for start, end, why in hits:
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]), joined[-1][2])
        else:
            joined.append((start, end, why))
    yield from joined


def _too_long(checker: Checker, spoken: tuple[Spoken, ...]) -> Iterator[Match]:
    for each in spoken:
        if each.main and len(tokens(each.text)) > checker.lexicon.limit:
            yield Match(each.item, "", "")


def _digits(_checker: Checker, spoken: tuple[Spoken, ...]) -> Iterator[Match]:
    for each in spoken:
        if each.blank == "name" and (digits := re.search(r"\d[\d\s().-]*", each.text)):
            yield Match(each.item, digits.group().strip(), "")


def _phone(checker: Checker, spoken: tuple[Spoken, ...]) -> Iterator[Match]:
    for each in spoken:
        if each.blank == "phone" and not can_reach(each.text, checker.raw):
            yield Match(each.item, each.text, "")


_EXTENSION = re.compile(r"\s*(?:,|;|x|ext\.?|extension)\s*\d{1,6}\s*$", re.IGNORECASE)


def can_reach(text: str, codes: Container[str] = ()) -> bool:
    """Tell whether `text` may be a way to reach somebody.

    A number needs ten digits as in North America, or a + and 8 to 15, or to be one of `codes`.
    Anything that is mostly words (a handle, a place, "in person") is taken as it is.
    """
    bare = _EXTENSION.sub("", text)
    digits = re.sub(r"\D", "", bare)
    if len(digits) < 3 or sum(letter.isalpha() for letter in bare) > len(digits):
        return not digits or any(letter.isalpha() for letter in bare)
    if bare.strip().startswith("+") and not digits.startswith("1"):
        return 8 <= len(digits) <= 15
    return digits in codes or is_dialable(digits)


def is_dialable(digits: str) -> bool:
    """Tell whether digits can be a North American number, by its numbering plan."""
    digits = digits[1:] if len(digits) == 11 and digits.startswith("1") else digits
    return bool(re.fullmatch(r"[2-9]\d{2}(?!.11)[2-9]\d{6}", digits)) and len(set(digits)) > 1


def _duplicate(checker: Checker, spoken: tuple[Spoken, ...]) -> Iterator[Match]:
    said = [(each, _joined(each)) for each in spoken if each.main and each.text]
    for index, (each, words) in enumerate(said):
        if any(_alike(words, before, checker.lexicon.limit) for _, before in said[:index]):
            yield Match(each.item, each.text, "")


def _joined(spoken: Spoken) -> str:
    return (" ".join(token.word for token in tokens(spoken.text)) or spoken.text)[:_COMPARED]


def _alike(one: str, other: str, percent: int) -> bool:
    compared = SequenceMatcher(None, one, other, autojunk=False)
    bounds = compared.real_quick_ratio, compared.quick_ratio, compared.ratio
    return all(bound() * 100 >= percent for bound in bounds)


def _others(checker: Checker, spoken: tuple[Spoken, ...]) -> Iterator[Match]:
    """Find in each record the first word for whom another one is about."""
    known = people(spoken)
    for each in spoken:
        if each.main or each.blank == NAME:
            continue
        own = known.get(each.item)
        others = [person for item, person in known.items() if item != each.item]
        hits = (named(each.text, other, own, checker) for other in others)
        if hit := next(filter(None, hits), ""):
            yield Match(each.item, hit, "")


def _alike_records(checker: Checker, spoken: tuple[Spoken, ...]) -> Iterator[Match]:
    """Find records that repeat another's words; short answers repeat by chance."""
    said: dict[int, list[str]] = {}
    for each in spoken:
        if not each.main and each.blank != NAME and len(tokens(each.text)) >= _SENTENCE:
            said.setdefault(each.item, []).append(each.text)
    whole = [Spoken(item, "", " ".join(texts)) for item, texts in said.items()]
    yield from _duplicate(checker, tuple(whole))


_KINDS: Mapping[str, Callable[[Checker, tuple[Spoken, ...]], Iterator[Match]]] = {
    "whole": _whole,
    "contains": _contains,
    "starts": _starts,
    "too_long": _too_long,
    "phone": _phone,
    "digits": _digits,
    "duplicate": _duplicate,
    "stop": _stop,
    "others": _others,
    "alike": _alike_records,
}

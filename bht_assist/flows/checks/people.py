"""Whether the record of one person tells of another: by a seat, a name or initials."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from .hearing import Token, plain_words, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from .words import Spoken

NAME = "name"
"""The blank of a record that holds a person's name or initials."""
_INITIALS = re.compile(r"[A-Z](?:\.?\s?[A-Z]){1,3}\.?")
_OWNED = re.compile(r"['\u2019]s$", re.IGNORECASE)
_SENTENCE = 4
"""Words from which an answer can be called copied; shorter ones are alike by chance."""


@dataclass(frozen=True, slots=True)
class Person:
    """Whom a record is about: a code such as a seat, the words of a name, the initials."""

    code: tuple[str, ...] = ()
    names: frozenset[str] = frozenset()
    initials: str = ""


@dataclass(frozen=True, slots=True)
class _Words:
    before: frozenset[str]
    """Words that stand before a code that is all digits."""
    unless: frozenset[str]
    """Names that are words too."""


def told_of_others(
    spoken: tuple[Spoken, ...], before: Iterable[str], unless: Iterable[str]
) -> Iterator[tuple[int, str]]:
    """Yield each text's record and the first words in it that tell of another record's person."""
    words = _Words(_all_words(before), _all_words(unless))
    known = people(spoken)
    for each in spoken:
        if each.main or each.blank == NAME:
            continue
        own = known.get(each.item, Person())
        others = (person for item, person in known.items() if item != each.item)
        hits = (_named(each.text, other, own, words) for other in others)
        if hit := next(filter(None, hits), ""):
            yield each.item, hit


def _all_words(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(word for text in texts for word in plain_words(text))


def people(spoken: Iterable[Spoken]) -> Mapping[int, Person]:
    """Give whom each record is about: its first blank is the code, `name` the name."""
    found: dict[int, Person] = {}
    for each in spoken:
        person = found.get(each.item, Person())
        if each.main:
            found[each.item] = replace(person, code=tuple(plain_words(each.text)))
        elif each.blank == NAME:
            names = frozenset(word for word in plain_words(each.text) if len(word) > 1)
            found[each.item] = replace(person, names=names, initials=_letters(each.text))
    return found


def _letters(name: str) -> str:
    """Give the initials of a name, or the name where it is nothing but initials."""
    if _INITIALS.fullmatch(name.strip()):
        return re.sub(r"[^A-Z]", "", name)
    first = [word[0].upper() for word in plain_words(name)]
    return "".join(first) if len(first) > 1 else ""


def _named(text: str, other: Person, own: Person, words: _Words) -> str:
    """Give the words of a text that tell of another person, or nothing."""
    names = other.names - own.names
    said = tokens(text)
    for index, token in enumerate(said):
        if _is_name(text[token.start : token.end], token, names, words):
            return text[token.start : token.end]
        if other.code != own.code and _is_code(said, index, other, words):
            return text[said[max(0, index - 1)].start : token.end]
    return _spelled(text, other.initials) if other.initials != own.initials else ""


def _is_name(written: str, token: Token, names: frozenset[str], words: _Words) -> bool:
    bare = token.word[:-1] if _OWNED.search(written) else token.word
    return bare in names and (written[0].isupper() or bare not in words.unless)


def _is_code(said: tuple[Token, ...], index: int, other: Person, words: _Words) -> bool:
    """Whether a code stands here: after a word such as seat, or alone if it is not all digits."""
    stands = tuple(each.word for each in said[index : index + len(other.code)]) == other.code
    if not other.code or not stands:
        return False
    told = index > 0 and said[index - 1].word in words.before
    return told or not "".join(other.code).isdigit()


def _spelled(text: str, initials: str) -> str:
    """Find initials in capitals, with or without periods."""
    if not initials:
        return ""
    letters = r"\.?\s?".join(initials)
    found = re.search(rf"(?<![^\W_]){letters}(?![^\W_])\.?", text)
    return found.group() if found else ""


def sentences_of(spoken: tuple[Spoken, ...]) -> Iterator[tuple[int, str, str]]:
    """Yield for each record its item, no blank, and all its sentences in a row."""
    said: dict[int, list[str]] = {}
    for each in spoken:
        is_told = not each.main and each.blank != NAME
        if is_told and len(tokens(each.text)) >= _SENTENCE:
            said.setdefault(each.item, []).append(each.text)
    for item, texts in said.items():
        yield item, "", " ".join(texts)

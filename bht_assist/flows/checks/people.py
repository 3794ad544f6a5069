"""Whether the record of one person tells of another: a seat, a name, initials."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from .tokens import Token, phrase_of, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from .words import Checker, Spoken


NAME = "name"
"""The blank of a record that holds a person's name or initials."""
_INITIALS = re.compile(r"[A-Z](?:\.?\s?[A-Z]){1,3}\.?")


@dataclass(frozen=True, slots=True)
class Person:
    """Whom a record is about: a code such as a seat, the words of a name, the initials."""

    code: tuple[str, ...] = ()
    names: frozenset[str] = frozenset()
    initials: str = ""


def people(spoken: Iterable[Spoken]) -> Mapping[int, Person]:
    """Give whom each record is about: its first blank is the code, `name` the name."""
    found: dict[int, Person] = {}
    for each in spoken:
        person = found.get(each.item, Person())
        if each.main:
            found[each.item] = replace(person, code=phrase_of(each.text))
        elif each.blank == NAME:
            found[each.item] = replace(
                person, names=_names(each.text), initials=_letters(each.text)
            )
    return found


def _names(text: str) -> frozenset[str]:
    return frozenset(token.word for token in tokens(text) if len(token.word) > 2)


def _letters(name: str) -> str:
    """Give the initials of a name, or the name where it is nothing but initials."""
    if _INITIALS.fullmatch(name.strip()):
        return re.sub(r"[^A-Z]", "", name)
    first = [token.word[0].upper() for token in tokens(name)]
    return "".join(first) if len(first) > 1 else ""


def named(text: str, other: Person, own: Person | None, checker: Checker) -> str:
    """Give the words of a text that tell of another person, or nothing."""
    mine = own or Person()
    words = tokens(text)
    for index, token in enumerate(words):
        said = text[token.start : token.end]
        bare = token.word.removesuffix("'s")
        is_word = (bare,) in {phrase for phrase, _ in checker.unless.get(bare, ())}
        if bare in other.names - mine.names and (said[0].isupper() or not is_word):
            return said
        if _is_code(words, index, other, checker) and other.code != mine.code:
            return text[words[max(0, index - 1)].start : token.end]
    if not other.initials or other.initials == mine.initials:
        return ""
    spelled = r"\.?\s?".join(other.initials)
    found = re.search(rf"(?<![^\W_]){spelled}(?![^\W_])\.?", text)
    return found.group() if found else ""


def _is_code(words: tuple[Token, ...], index: int, other: Person, checker: Checker) -> bool:
    """Whether a code stands here: after a word such as seat, or alone if it is not all digits."""
    after = index + len(other.code)
    if not other.code or tuple(each.word for each in words[index:after]) != other.code:
        return False
    told = index > 0 and words[index - 1].word in checker.by_first
    return told or not "".join(other.code).isdigit()

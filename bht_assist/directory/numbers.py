"""Phone numbers as people write them, read as they are dialed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from bht_assist.content.directory_lint import KEYPAD, TOLL_FREE, phone_problem
from bht_assist.content.models import Phone

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_EXTENSION = re.compile(
    r"(?i)[\s,;(]*(?:\bext(?:ension|n)?\b|\bx(?=[\s.:]*\d)|#)[\s.:]*(\d{1,8})\)?"
)
_NUMBER = re.compile(
    r"(?<![\w-])(?:\+?1[\s.\-/]*)?\(?([2-9]\d{2})\)?[\s.\-/]*([2-9]\d{2})[\s.\-/]*(\d{4})(?!\d)"
)
_CODE = re.compile(r"(?<!\d)([2-9]\d\d)(?!\d)")
_LETTERS = re.compile(
    r"(?i)(?<!\w)1?[\s\-.]*\(?([2-9]\d{2})\)?[\s\-.]+((?=[\d-]*[a-z])[a-z\d-]{7,14})"
)
_SHORT = re.compile(r"(?<!\d)\d{5,6}(?!\d)")


class Dialed(NamedTuple):
    number: str
    extension: str = ""
    vanity: str = ""


def numbers_in(text: str, kind: str = "voice", codes: Collection[str] = ()) -> Iterator[Dialed]:
    """Yield the numbers that stand in a text, in order; an extension belongs to the one before.

    `codes` are as for `phone_problem`.
    """
    if kind == "text" and (short := _SHORT.search(text)) and not _NUMBER.search(text):
        yield Dialed(short.group())
        return
    found = sorted(
        [(m.start(), m.end(), _dashed(*m.groups()), "") for m in _NUMBER.finditer(text)]
        + [(m.start(), m.end(), *_spelled(m)) for m in _LETTERS.finditer(text)]
    )
    found = found or [(m.start(), m.end(), m.group(), "") for m in _CODE.finditer(text)]
    ends = [start for start, *_ in found[1:]] + [len(text)]
    for (_, end, number, vanity), until in zip(found, ends, strict=False):
        extension = _EXTENSION.match(text, end, until)
        dialed = Dialed(number, extension.group(1) if extension else "", vanity)
        if not phone_problem(Phone(number=number, vanity=vanity), codes):
            yield dialed


def says_more(text: str, kind: str = "voice", codes: Collection[str] = ()) -> bool:
    """Tell whether a text says something beside its numbers: when to call, whom to ask for."""
    if kind == "text" and _SHORT.search(text):
        return False
    rest = _EXTENSION.sub(" ", _LETTERS.sub(" ", _NUMBER.sub(" ", text)))
    known = "|".join(map(re.escape, ["911", "211", *codes]))
    words = re.findall(r"[^\W_]+", re.sub(rf"\b(?:{known})\b", " ", rest))
    return len(words) > 1 and any(word.isalpha() for word in words)


def digits_of(number: str) -> str:
    """Give the digits by which two spellings of one number are the same."""
    digits = re.sub(r"\D", "", number)
    return digits.removeprefix("1") if len(digits) == 11 else digits


def _dashed(area: str, exchange: str, line: str) -> str:
    return f"{'1-' if area in TOLL_FREE else ''}{area}-{exchange}-{line}"


def _spelled(found: re.Match[str]) -> tuple[str, str]:
    area, letters = found.groups()
    digits = re.sub(r"[^0-9A-Z]", "", letters.upper()).translate(KEYPAD)[:7]
    return _dashed(area, digits[:3], digits[3:]), f"1-{area}-{letters.upper()}"

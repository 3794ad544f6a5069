"""The filters of the pack language: plain functions on plain values, none that raises on blank."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from . import coverage, days, referrals
from .blank import BLANK, is_blank


class Chosen(str):
    """A picked option: equal to its id, printed as its words."""

    __slots__ = ("say",)
    say: str

    def __str__(self) -> str:
        return self.say

    @classmethod
    def of(cls, name: str, say: str) -> Chosen:
        made = cls(name)
        made.say = say
        return made


def yes_or_no(value: bool) -> str:
    return "yes" if value else "no"


def part(value: Any, key: Any) -> Any:
    """Give one part of a mapping or list, or None; Python's own attributes do not exist here."""
    if isinstance(value, Mapping):
        return value.get(key)
    if isinstance(value, list | tuple) and isinstance(key, int) and 0 <= key < len(value):
        return value[key]
    return value.say if isinstance(value, Chosen) and key == "say" else None


def _many(value: Any) -> list[Any]:
    if is_blank(value):
        return []
    if isinstance(value, Mapping):
        return list(value)
    if isinstance(value, str) or not isinstance(value, Iterable):
        return [value]
    return list(value)


def said(value: Any) -> str:
    """Give a value in words: the one way from a value to text, on screen and on paper."""
    if is_blank(value):
        return ""
    if isinstance(value, bool):
        return yes_or_no(value)
    if isinstance(value, Mapping):
        value = tuple(value.values())
    if isinstance(value, list | tuple):
        return ", ".join(filter(None, map(said, value)))
    return str(value)


def length(value: Any) -> int:
    return len(value) if isinstance(value, str) else len(_many(value))


def join(value: Any, between: Any = ", ") -> str:
    return said(between).join(said(each) for each in _many(value))


def first(value: Any) -> Any:
    return next(iter(_many(value)), BLANK)


def last(value: Any) -> Any:
    return next(reversed(_many(value)), BLANK)


def default(value: Any, other: Any = "") -> Any:
    return value if value not in (None, "", ()) and not is_blank(value) else other


def unique(value: Any) -> list[Any]:
    kept: list[Any] = []
    return [each for each in _many(value) if not (each in kept or kept.append(each))]  # type: ignore[func-returns-value]


def _is_sooner(one: Any, other: Any) -> bool:
    """Tell whether a day or a time is before another; what is blank is neither."""
    texts = isinstance(one, str) and isinstance(other, str)
    return texts and bool(one) and bool(other) and one < other


_TESTS: dict[str, Callable[[Any, Any], bool]] = {
    "equalto": lambda value, other: bool(value == other),
    "eq": lambda value, other: bool(value == other),
    "ne": lambda value, other: bool(value != other),
    "in": lambda value, other: value in _many(other),
    "contains": lambda value, other: other in _many(value),
    "defined": lambda value, _: not is_blank(value),
    "none": lambda value, _: is_blank(value),
    "before": _is_sooner,
    "after": lambda value, other: _is_sooner(other, value),
    "meets": lambda value, other: any(each in _many(other) for each in _many(value)),
    "workday": days.is_workday,
}


def _passes(value: Any, test: str, other: Any) -> bool:
    return bool(value) if not test else _TESTS.get(test, _TESTS["eq"])(value, other)


def select(value: Any, test: str = "", other: Any = None) -> list[Any]:
    return [each for each in _many(value) if _passes(each, test, other)]


def reject(value: Any, test: str = "", other: Any = None) -> list[Any]:
    return [each for each in _many(value) if not _passes(each, test, other)]


def selectattr(value: Any, key: str, test: str = "", other: Any = None) -> list[Any]:
    return [each for each in _many(value) if _passes(part(each, key), test, other)]


def rejectattr(value: Any, key: str, test: str = "", other: Any = None) -> list[Any]:
    return [each for each in _many(value) if not _passes(part(each, key), test, other)]


def mapped(value: Any, *, attribute: str) -> list[Any]:
    return [found for each in _many(value) if (found := part(each, attribute)) is not None]


def sort(value: Any, attribute: str = "") -> list[Any]:
    return sorted(_many(value), key=lambda each: said(part(each, attribute) if attribute else each))


def limit(value: Any, count: int) -> list[Any]:
    return _many(value)[:count]


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None


def long_date(value: Any) -> str:
    """Give 2026-11-23 as Monday, November 23, 2026; anything else as it is."""
    day = _day(value)
    return f"{day:%A, %B} {day.day}, {day.year}" if day else said(value)


def month(value: Any) -> str:
    """Give 2026-11-23 as November 2026."""
    day = _day(value)
    return f"{day:%B} {day.year}" if day else said(value)


def clock(value: Any) -> str:
    """Give 14:05 as 2:05 PM; a time since the beginning, such as 0:05, stays."""
    words = said(value)
    try:
        then = datetime.strptime(words, "%H:%M") if len(words) == 5 else None
    except ValueError:
        return words
    return f"{then.hour % 12 or 12}:{then:%M %p}" if then else words


def phone(value: Any) -> str:
    """Put dashes into ten bare digits; leave every other way to reach somebody as it was said."""
    words = said(value)
    bare = words.removeprefix("+1").removeprefix("1") if len(words) > 10 else words
    if len(bare) == 10 and bare.isascii() and bare.isdigit():
        return f"{bare[:3]}-{bare[3:6]}-{bare[6:]}"
    return words


def mentions(value: Any, phrases: Any) -> list[Any]:
    """Give the phrases that stand in a text, however it is spaced and in capitals or not."""
    words = " ".join(said(value).casefold().split())
    return [each for each in _many(phrases) if " ".join(said(each).casefold().split()) in words]


def values(value: Any) -> list[Any]:
    """Give what stands in a mapping, without its keys."""
    return list(value.values()) if isinstance(value, Mapping) else []


ALL: dict[str, Callable[..., Any]] = {
    "clock": clock,
    "count": length,
    "default": default,
    "first": first,
    "join": join,
    "last": last,
    "length": length,
    "limit": limit,
    "list": _many,
    "long_date": long_date,
    "lower": lambda value: said(value).lower(),
    "map": mapped,
    "mentions": mentions,
    "month": month,
    "phone": phone,
    "reject": reject,
    "rejectattr": rejectattr,
    "select": select,
    "selectattr": selectattr,
    "sort": sort,
    "trim": lambda value: said(value).strip(),
    "unique": unique,
    "values": values,
    "upper": lambda value: said(value).upper(),
    **days.ALL,
    **referrals.ALL,
    **coverage.ALL,
}

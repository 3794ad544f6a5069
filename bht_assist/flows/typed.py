"""What staff type in short, spelled out before it is parsed."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

_SHORT_DAYS = ("%m/%d", "%b %d", "%B %d")
_FOUR_DIGITS = re.compile("([0-9]{2})([0-9]{2})")


def spelled_out(kind: str, words: str, today: date) -> str:
    """Give a day its year and a time its colon; all other words stay as they are.

    A day without its year, like 12/5 or Dec 5, is the one nearest to `today`.
    """
    if kind == "date":
        near = min(_days(words.strip(), today), key=lambda day: abs(day - today), default=None)
        return near.isoformat() if near else words
    if kind == "time" and (found := _FOUR_DIGITS.fullmatch(words.strip())):
        return f"{found[1]}:{found[2]}"
    return words


def _days(words: str, today: date) -> Iterator[date]:
    for year in (today.year - 1, today.year, today.year + 1):
        for form in _SHORT_DAYS:
            with suppress(ValueError):
                yield datetime.strptime(f"{words} {year:04}", f"{form} %Y").date()

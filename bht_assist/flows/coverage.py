"""Who answers when: the week as a grid, from the hours that resources state.

A part of a day counts only if somebody answers through all of it. Hours with a zone are moved to
that of the reader, where that is known; in between there is no guess.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from .referrals import Row, rows_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_BEHIND = {"ET": 0, "CT": 1, "MT": 2, "PT": 3, "AKT": 4, "HT": 5}
"""Hours behind Eastern time, for most of the year."""
_DAY, _WEEK = 24 * 60, 7 * 24 * 60


def week_grid(value: Any, parts: Any, zone: Any = "") -> dict[str, Any]:
    """Give `keys`, the resources with stated hours by number, and `rows`, one for each day.

    Days on end that are the same share a row: Mon-Fri. A row has `day` and `cells`; a cell has the
    `numbers` of those that answer, none in a gap.
    """
    told = [row for row in rows_of(value) if row.get("always_open") or row.get("open")]
    keys = [
        {"number": index, "name": row.get("name"), "phone": row.get("phone") or row.get("text")}
        for index, row in enumerate(told, start=1)
    ]
    minutes = [_minutes(row, zone) for row in told]
    stretches = [_stretch(part) for part in rows_of(parts)]
    rows = [
        {"day": NAMES[day], "cells": [_cell(day, each, minutes) for each in stretches]}
        for day in range(7)
    ]
    return {"keys": keys, "rows": list(_joined(rows))}


def _joined(rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for cells, same in groupby(rows, key=lambda row: row["cells"]):
        days = [row["day"] for row in same]
        yield {"day": "-".join(dict.fromkeys((days[0], days[-1]))), "cells": cells}


def _cell(
    day: int, stretch: tuple[int, int], minutes: list[list[tuple[int, int]]]
) -> dict[str, Any]:
    start, length = day * _DAY + stretch[0], stretch[1]
    held = [n for n, spans in enumerate(minutes, start=1) if _holds(spans, start, start + length)]
    return {"numbers": held, "gap": not held}


def _holds(spans: list[tuple[int, int]], start: int, end: int) -> bool:
    """Tell whether one span covers all of a stretch, which may run over the end of the week."""
    return any(
        first <= start + turn and end + turn <= last
        for first, last in spans
        for turn in (-_WEEK, 0, _WEEK)
    )


def _minutes(row: Row, zone: Any) -> list[tuple[int, int]]:
    """Give the spans of a week in which somebody answers, in minutes from Monday 0:00, joined."""
    if row.get("always_open"):
        return [(-_WEEK, 2 * _WEEK)]
    spans = sorted(span for each in rows_of(row.get("open")) for span in _spans(each, zone))
    joined: list[tuple[int, int]] = []
    for first, last in spans:
        if joined and first <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], last))
        else:
            joined.append((first, last))
    return joined


def _spans(opening: Row, zone: Any) -> Iterator[tuple[int, int]]:
    start, length = _stretch(opening)
    moved = _moved(opening.get("zone"), zone) * 60
    for day in weekdays(opening.get("days")):
        first = day * _DAY + start + moved
        yield first, first + length


def _stretch(part: Row) -> tuple[int, int]:
    """Give when a stretch of a day begins and how long it is, in minutes."""
    start, end = _minute(part.get("from_")), _minute(part.get("to"))
    return start, (end - start) if end > start else end - start + _DAY


def _minute(clock: Any) -> int:
    hour, _, minute = str(clock).partition(":")
    return int(hour) * 60 + int(minute) if hour.isdigit() and minute.isdigit() else 0


def _moved(theirs: Any, here: Any) -> int:
    if theirs in _BEHIND and here in _BEHIND:
        return _BEHIND[theirs] - _BEHIND[here]
    return 0


def weekdays(text: Any) -> Iterator[int]:
    """Yield the days of `mon-fri,sun` from 0 for Monday; a run may go over the week's end."""
    for part in str(text).split(","):
        first, _, last = part.partition("-")
        if first in DAYS and (not last or last in DAYS):
            start = DAYS.index(first)
            length = (DAYS.index(last or first) - start) % 7
            yield from ((start + step) % 7 for step in range(length + 1))


ALL: dict[str, Callable[..., Any]] = {"week_grid": week_grid}

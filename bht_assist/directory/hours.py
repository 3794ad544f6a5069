"""Timetables as sources write them, read as weekly hours; what can't be read stays text."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .told import ToldHours

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
ZONES = ("ET", "CT", "MT", "PT", "AKT", "HT")

_DAY = re.compile(
    r"(?i)\b(mo|tu|we|th|fr|sa|su)(?:n|e|es|d|u|ur|urs|i|t)?(?:day|nesday|sday|rday|urday)?s?\b\.?"
)
_RUN = re.compile(r"\s*(?:-|\u2013|to|through|thru)\s*", re.I)
_CLOCK = re.compile(r"(?i)^\s*(\d{1,2})(?::?(\d{2}))?(?::\d{2})?\s*([ap])?\.?(?:m\.?)?\s*$")
_NUMBERS = {"mo": 0, "tu": 1, "we": 2, "th": 3, "fr": 4, "sa": 5, "su": 6}
_EVERY = re.compile(r"(?i)\b(daily|every ?day|7 days)\b")

Opening = dict[str, Any]
"""Plain keys and values, as a pack has them: days, from, to, zone."""


def clock(text: str) -> str:
    """Give a time of day as 09:00, or nothing when it can't be told for sure."""
    found = _CLOCK.match(text)
    if not found:
        return {"noon": "12:00", "midnight": "24:00"}.get(text.strip().casefold(), "")
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").casefold()
    if half:
        hour = hour % 12 + (12 if half == "p" else 0) if 1 <= hour <= 12 else 99
    if not half and found[2] is None:
        return ""  # a bare 9 may be morning or evening
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else ""


def days(text: str) -> tuple[str, ...]:
    """Give the days a text names, as mon to sun, in the order of the week."""
    if _EVERY.search(text):
        return DAYS
    found: set[int] = set()
    last, end = -1, 0
    for match in _DAY.finditer(text):
        day = _NUMBERS[match[1].casefold()]
        if last >= 0 and _RUN.fullmatch(text[end : match.start()]):
            found.update((last + step) % 7 for step in range((day - last) % 7 + 1))
        found.add(day)
        last, end = day, match.end()
    return tuple(DAYS[each] for each in sorted(found))


def said(openings: Sequence[Opening]) -> str:
    """Say weekly hours in a line of text: `Mon-Fri, 9 am to 5 pm`."""
    return "; ".join(f"{_days_said(each['days'])}, {_span(each)}" for each in openings)


def _days_said(text: str) -> str:
    return "-".join(part.capitalize() for part in text.split("-")).replace(",", ", ")


def _span(opening: Opening) -> str:
    zone = opening.get("zone", "local")
    tail = f" {zone}" if zone != "local" else ""
    return f"{_hour_said(opening['from'])} to {_hour_said(opening['to'])}{tail}"


def _hour_said(text: str) -> str:
    hour, minute = int(text[:2]), text[3:]
    named = {0: "midnight", 12: "noon", 24: "midnight"}.get(hour) if minute == "00" else None
    clock_face = f"{(hour - 1) % 12 + 1}{'' if minute == '00' else f':{minute}'}"
    return named or f"{clock_face} {'am' if hour < 12 else 'pm'}"


def openings(rows: Iterable[ToldHours]) -> tuple[list[Opening], list[str]]:
    """Give weekly hours, and the texts of what could not be read as such."""
    spans: dict[tuple[str, str, str], set[int]] = {}
    unread: list[str] = []
    for row in rows:
        start, end = clock(row.opens), clock(row.closes)
        named = days(row.days)
        if row.weekly and start and end and named:
            end = "24:00" if end in {"23:59", "00:00"} else end
            zone = row.zone if row.zone in ZONES else "local"
            spans.setdefault((start, end, zone), set()).update(map(DAYS.index, named))
        elif row.opens or row.closes or not row.days:
            unread.append(row.text or " ".join(filter(None, (row.days, row.opens, row.closes))))
    made = [(min(week), start, end, zone, week) for (start, end, zone), week in spans.items()]
    return [
        {
            "days": _run(week),
            "from": start,
            "to": end,
            **({"zone": zone} if zone != "local" else {}),
        }
        for _, start, end, zone, week in sorted(made, key=lambda each: each[:4])
    ], list(dict.fromkeys(filter(None, unread)))


def _run(week: set[int]) -> str:
    """Write days as runs: {0, 1, 2, 4} as mon-wed,fri."""
    runs = [
        [day for _, day in run]
        for _, run in groupby(enumerate(sorted(week)), key=lambda pair: pair[1] - pair[0])
    ]
    return ",".join(
        DAYS[run[0]] if len(run) == 1 else f"{DAYS[run[0]]}-{DAYS[run[-1]]}" for run in runs
    )


def is_always(opening: Sequence[Opening]) -> bool:
    """Whether hours run round the clock, all week."""
    return [(each["days"], each["from"], each["to"]) for each in opening] == [
        ("mon-sun", "00:00", "24:00")
    ]

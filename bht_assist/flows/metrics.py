"""What groups come to over time, from their notes: counts and minutes, and never who."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bht_assist.content.library import Library

    from .view import View

AWAY, PARTLY = "absent", "part"
TEXTS = ("day", "topic", "family", "group")
NUMBERS = ("session", "planned", "minutes", "expected", "there", "partly", "away")
FACTS = (*TEXTS, *NUMBERS)


@dataclass(frozen=True, slots=True)
class Held:
    """One group that was held, in numbers; no word that anybody wrote is among them."""

    day: str
    topic: str
    family: str
    planned: int | None = None
    minutes: int | None = None
    expected: int | None = None
    there: int = 0
    partly: int = 0
    away: int = 0
    group: str = ""
    """Which group it was: an option of the flow."""
    session: int | None = None
    """Its number in a series."""
    levels: Mapping[str, int] = field(default_factory=dict)
    """People by how they took part."""

    def to_json(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in FACTS} | dict(self.levels)


def held(note: View) -> Held:
    """Count one note after a group; what was not said is None."""
    library = note.guide.library
    topic = library.topics.get(str(_said(note, "topic")))
    rows = list((_said(note, "participants") or {}).get("items", ()))
    came = [row for row in rows if row.get("attended") != AWAY]
    levels = [name for name in library.participation if name != AWAY]
    return Held(
        day=str(_said(note, "day") or ""),
        topic=topic.id if topic else "",
        family=topic.family if topic else "",
        planned=_said(note, "planned_minutes"),
        minutes=_said(note, "group_minutes"),
        expected=_most(_said(note, "group_size")),
        there=len(came),
        partly=sum(row.get("attended") == PARTLY for row in came),
        away=len(rows) - len(came),
        group=str(_said(note, "group") or ""),
        session=_said(note, "session_number"),
        levels={name: sum(row.get("part") == name for row in came) for name in levels},
    )


def _most(size: int | tuple[int, int] | None) -> int | None:
    """Where from so many to so many were expected, the plan was made for the most."""
    return max(size) if isinstance(size, tuple) else size


def _said(note: View, step: str) -> Any:
    return note.step(step).value if step in note.guide.by_id else None


@dataclass(frozen=True, slots=True)
class Family:
    """The groups of one family, added up."""

    family: str
    sessions: int
    minutes: int
    planned: int
    seats: int
    """People who were there, each time they were."""


def by_family(groups: Iterable[Held]) -> tuple[Family, ...]:
    """Add up by family, the most sessions first."""
    found: dict[str, list[Held]] = {}
    for each in groups:
        found.setdefault(each.family, []).append(each)
    rows = (
        Family(
            name,
            len(all_of),
            sum(each.minutes or 0 for each in all_of),
            sum(each.planned or 0 for each in all_of),
            sum(each.there for each in all_of),
        )
        for name, all_of in found.items()
    )
    return tuple(sorted(rows, key=lambda row: (-row.sessions, row.family)))


def last_held(groups: Iterable[Held]) -> Mapping[str, str]:
    """Give each topic's last day, the latest first: what a unit has run lately."""
    ordered = sorted(groups, key=lambda each: (each.day, each.topic))
    latest = {each.topic: each.day for each in ordered if each.topic}
    return dict(sorted(latest.items(), key=lambda row: row[1], reverse=True))


def next_up(library: Library, groups: Sequence[Held], most: int = 5) -> tuple[str, ...]:
    """Give topics to run next: of the families run least, what was never run or longest ago."""
    last = last_held(groups)
    counted = {each.family: each.sessions for each in by_family(groups)}
    order = sorted(
        library.topics.values(),
        key=lambda topic: (last.get(topic.id, ""), counted.get(topic.family, 0), topic.id),
    )
    first_of_each: dict[str, str] = {}
    for topic in order:
        first_of_each.setdefault(topic.family, topic.id)
    return tuple(first_of_each.values())[:most]


def counts(library: Library, groups: Sequence[Held]) -> dict[str, Any]:
    """Give all that a page for a supervisor says of some groups, ready to print."""
    days = sorted(each.day for each in groups if each.day)
    timed = [each for each in groups if each.planned and each.minutes]
    expected = [each for each in groups if each.expected]
    return {
        "sessions": len(groups),
        "first": days[0] if days else "",
        "last": days[-1] if days else "",
        "timed": _timed(timed),
        "attendance": {
            "sessions": len(expected),
            "expected": sum(each.expected or 0 for each in expected),
            "came": sum(each.there for each in expected),
        },
        "there": sum(each.there for each in groups),
        "partly": sum(each.partly for each in groups),
        "away": sum(each.away for each in groups),
        "families": [_family(library, each) for each in by_family(groups)],
        "levels": [
            {"say": level.say, "people": sum(each.levels.get(name, 0) for each in groups)}
            for name, level in library.participation.items()
            if name != AWAY
        ],
        "last_held": [
            {"title": _title(library, name), "day": day} for name, day in last_held(groups).items()
        ],
        "next_up": [_title(library, name) for name in next_up(library, groups)],
    }


def _timed(timed: Sequence[Held]) -> dict[str, int]:
    """Hold what was planned against what was delivered, where both are known."""
    over = [(each.minutes or 0) - (each.planned or 0) for each in timed]
    return {
        "sessions": len(timed),
        "planned": sum(each.planned or 0 for each in timed),
        "delivered": sum(each.minutes or 0 for each in timed),
        "shorter": sum(each < 0 for each in over),
        "longer": sum(each > 0 for each in over),
    }


def _family(library: Library, row: Family) -> dict[str, Any]:
    known = library.families.get(row.family)
    numbers = {name: getattr(row, name) for name in ("sessions", "minutes", "planned", "seats")}
    return {"say": known.say if known else "", **numbers}


def _title(library: Library, topic: str) -> str:
    known = library.topics.get(topic)
    return known.title if known else topic

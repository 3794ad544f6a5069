"""What a unit has run lately, so that topics come round: days and topics, and never who."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from .log import fold
from .metrics import Held
from .picked import picked_topic
from .running import day_begun
from .session import Answered

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bht_assist.content.library import Library
    from bht_assist.content.models import Topic

    from .guide import Guide
    from .session import Session


def ran(guide: Guide, session: Session, made: str = "") -> Held | None:
    """Give the group that a kept conversation tells of; None while it was not held.

    A note was held on its day, a plan on the day on which it was run by the clock, or else on
    the day on which its papers were `made`.
    """
    last = fold(session.events, guide).last
    said = {step: each.value for step, each in last.items() if isinstance(each, Answered)}
    topic = guide.library.topics.get(str(said.get("topic")))
    day = said.get("day") or day_begun(session.events) or made
    if topic is None or not day:
        return None
    number = said.get("session_number")
    return Held(day, topic.id, topic.family, group=said.get("group") or "", session=number)


def lately(library: Library, held: Iterable[Held], today: date) -> list[dict[str, Any]]:
    """Give what flows and papers see of groups before today, the latest first."""
    known = [each for each in held if each.topic in library.topics and _days_ago(each, today) > 0]
    known.sort(key=lambda each: (each.day, each.session or 0), reverse=True)
    facts = {each.topic: picked_topic(library.topics[each.topic]) for each in known}
    return [
        {"day": each.day, "group": each.group, "session": each.session, "topic": facts[each.topic]}
        for each in known
    ]


def last_run(held: Iterable[Held], today: date, days: int) -> Mapping[str, str]:
    """Give the last day of each topic that ran in the last so many days, before today."""
    recent = (each for each in held if 0 < _days_ago(each, today) <= days)
    return {each.topic: each.day for each in sorted(recent, key=lambda each: each.day)}


def rested(topics: Iterable[Topic], ran_on: Mapping[str, str]) -> Sequence[Topic]:
    """Put topics that ran lately after the others, the longest ago first; none is left out."""
    return sorted(topics, key=lambda topic: ran_on.get(topic.id, ""))


def ran_words(day: str) -> str:
    """Say when a topic ran: Ran Nov 18."""
    return f"Ran {date.fromisoformat(day):%b} {int(day[-2:])}"


def _days_ago(held: Held, today: date) -> int:
    """Give the days since; 0 for a day that is none."""
    try:
        return (today - date.fromisoformat(held.day)).days
    except ValueError:
        return 0

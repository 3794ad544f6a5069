"""Whether every topic fits the lengths that an agenda promises."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bht_assist.content.models.agenda import Agenda
from bht_assist.content.spot import Spot

from .guide import Guide, guide_to
from .session import Answered
from .view import view

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from bht_assist.content.library import Library
    from bht_assist.content.models import Topic
    from bht_assist.content.problems import Problem


def agenda_problems(library: Library, name: str, today: date) -> Iterator[Problem]:
    """Try each topic at each length in `must_fit`, with the fewest and the most people it takes."""
    agendas = [step for step in library.flows[name].steps if isinstance(step, Agenda)]
    guide = guide_to(library, name, today)
    for step in agendas:
        for topic in library.topics.values():
            yield from _misfits(guide, step, topic)


def _misfits(guide: Guide, step: Agenda, topic: Topic) -> Iterator[Problem]:
    for minutes in step.must_fit:
        for people in sorted({topic.group_size.min, topic.group_size.max}):
            for reason in _told(guide, step, topic.id, minutes, people):
                yield Spot(guide.library, "topics", topic.id).warning(
                    "does-not-fit",
                    f"`{topic.id}` with {people} people: {reason}",
                    f"change the minutes of its parts, or take {minutes} out of `must_fit`",
                )


def _told(guide: Guide, step: Agenda, topic: str, minutes: int, people: int) -> tuple[str, ...]:
    """Give why there is no plan; nothing when there is one."""
    answers = {step.topic: topic, step.minutes: minutes, step.size: people}
    session = guide.start().add(*(Answered(name, value) for name, value in answers.items()))
    return view(guide, session).step(step.id).problems

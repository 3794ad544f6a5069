"""A series of sessions: those that were held, this one, and a proposal for those to come."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from bht_assist.content.models.agenda import Agenda

from .expressions import compiled, context_over
from .rotation import last_run

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from bht_assist.content.models import Topic
    from bht_assist.content.models.agenda import Series

    from .session import Value
    from .view import View


def series(now: View) -> tuple[dict[str, Any], ...]:
    """Give each session of the series with its topic; nothing outside of one."""
    agendas = (each.step for each in now.steps if isinstance(each.step, Agenda))
    found = ((step, step.series) for step in agendas if step.series)
    return tuple(
        row for step, rule in found if _holds(now, rule.when) for row in _rows(now, step, rule)
    )


def _holds(now: View, condition: str, **names: Any) -> bool:
    return bool(compiled(condition)(context_over({**now.scope, **names}))) if condition else False


def _rows(now: View, step: Agenda, rule: Series) -> Iterator[dict[str, Any]]:
    topics = now.guide.library.topics
    here = topics.get(str(now.step(step.topic).value))
    if here is None:
        return
    number = now.step(rule.number).value or 1
    count = max(number, now.step(rule.count).value or rule.sessions)
    before = _before(now, now.step(rule.group).value or "", number) or _told(now, rule, number)
    yield from before
    yield _row(number, "today", now.scope["today"], now.guide.topic(here.id))
    ahead = min(count - number, rule.most)
    so_far = [*(topics[row["topic"]["id"]] for row in before), here]
    for place, topic in enumerate(_next(now, step, rule, so_far, ahead), start=number + 1):
        yield _row(place, "proposed", "", now.guide.topic(topic.id))


def _row(number: int, state: str, day: str, topic: Value) -> dict[str, Any]:
    return {"session": number, "state": state, "day": day, "topic": topic}


def _before(now: View, group: str, number: int) -> list[dict[str, Any]]:
    """Give the sessions of this group that are remembered: of each number, the last."""
    found: dict[int, dict[str, Any]] = {}
    for row in now.scope["groups"]["lately"]:
        session = row["session"] or 0
        if group and row["group"] == group and 0 < session < number:
            found.setdefault(session, {**row, "state": "held"})
    return [found[session] for session in sorted(found)]


def _told(now: View, rule: Series, number: int) -> list[dict[str, Any]]:
    """Give the session before, where staff say what it was about."""
    last = now.scope.get(rule.last) if rule.last else None
    return [_row(number - 1, "held", "", last)] if last and number > 1 else []


def _next(
    now: View, step: Agenda, rule: Series, so_far: Sequence[Topic], count: int
) -> tuple[Topic, ...]:
    fitting = [
        topic
        for topic in now.guide.library.topics.values()
        if not rule.fits or _holds(now, rule.fits, **{step.topic: now.guide.topic(topic.id)})
    ]
    days = getattr(now.guide.by_id[step.topic], "lately", 0)
    ran = last_run(now.guide.held, now.guide.today, days)
    ages = {name: (now.guide.today - date.fromisoformat(day)).days for name, day in ran.items()}
    tired = {name: rule.lately * (days - age + 1) / days for name, age in ages.items()}
    stays = _holds(now, rule.stay)
    return proposed(fitting, so_far, tired, -rule.family if stays else rule.family, count)


def proposed(
    topics: Iterable[Topic],
    so_far: Sequence[Topic],
    tired: Mapping[str, float],
    family: float,
    count: int,
) -> tuple[Topic, ...]:
    """Choose the next topics one by one, each time the one that costs the least.

    A topic costs what it is `tired` from having run lately, and `family` for each session of
    the series so far in its own family; less than nothing draws to that family. None comes
    twice. Of equals, the one that stands first in the library is taken.
    """
    chosen: list[Topic] = []
    left = [topic for topic in topics if topic.id not in {each.id for each in so_far}]

    def cost(topic: Topic) -> float:
        alike = sum(each.family == topic.family for each in (*so_far, *chosen))
        return tired.get(topic.id, 0) + family * alike

    for _ in range(min(count, len(left))):
        chosen.append(min(left, key=cost))
        left.remove(chosen[-1])
    return tuple(chosen)

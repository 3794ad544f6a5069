"""The same session if things turn out otherwise: another number of people, a late start."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bht_assist.content.models.agenda import Agenda

from .agenda import clock
from .session import Answered, Cleared
from .view import view

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bht_assist.content.models.agenda import Otherwise

    from .session import Event
    from .view import View


def otherwise(now: View) -> tuple[dict[str, Any], ...]:
    """Give each thing that may happen with the plan for it; none without a plan.

    Minutes set by hand give way where they would be in the way. A plan stays blank where nothing
    changes, or where no plan would fit.
    """
    agendas = [each.step for each in now.steps if isinstance(each.step, Agenda) and each.value]
    return tuple(_row(now, step, each) for step in agendas for each in step.otherwise)


def _row(now: View, step: Agenda, each: Otherwise) -> dict[str, Any]:
    events = tuple(_events(now, step, each))
    plan = (
        (_plan(now, step, *events) or _plan(now, step, *events, Cleared(step.id))) if events else ()
    )
    return {"id": each.id, "say": each.say, "do": each.do, "plan": plan}


def _plan(now: View, step: Agenda, *events: Event) -> Any:
    return view(now.guide, now.session.add(*events)).step(step.id).value or ()


def _events(now: View, step: Agenda, each: Otherwise) -> Iterator[Event]:
    if each.people:
        yield Answered(step.size, each.people)
    if each.late:
        yield Answered(step.minutes, now.scope[step.minutes] - each.late)
        if start := now.scope.get(step.start):
            yield Answered(step.start, clock(each.late, str(start)))

"""Picking services: which conversation asks for them, for which needs, and for whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bht_assist.search.fitting import Asker

from .expressions import said

if TYPE_CHECKING:
    from datetime import datetime

    from bht_assist.content.library import Library
    from bht_assist.content.models.steps import Resources

    from .view import View


def asking(library: Library, kind: str) -> tuple[str, str]:
    """Give the flow and the step that ask for a topic, or for services by what somebody needs."""
    steps = [(flow.flow, step) for flow in library.flows.values() for step in flow.steps]
    fitting = [(flow, step) for flow, step in steps if step.ask == kind]
    fitting.sort(key=lambda each: not getattr(each[1], "needs_from", ""))
    return fitting[0][0], fitting[0][1].id


def quick(library: Library) -> tuple[str, str]:
    """Give the flow and the step that ask for services and nothing else, to print them at once.

    Without such a flow it is the one that `asking` gives.
    """
    for flow in library.flows.values():
        asked = [step for step in flow.steps if step.ask != "info"]
        if [step.ask for step in asked] == ["resources"]:
            return flow.flow, asked[0].id
    return asking(library, "resources")


def needs_of(view: View, step: Resources) -> list[str]:
    """Give the ids of the needs to offer first: those that were picked, then the step's own."""
    return [*(_answer(view, step.needs_from) or ()), *step.needs]


def asker(view: View, step: Resources, now: datetime) -> Asker:
    """Give what is known of whom the resources are for."""
    whom = step.whom
    return Asker(
        tuple(_answer(view, whom.groups) or ()),
        _answer(view, whom.age),
        said(_answer(view, whom.language) or ""),
        said(_answer(view, whom.area) or ""),
        now,
    )


def _answer(view: View, step: str) -> Any:
    return next((each.value for each in view.steps if each.step.id == step), None)

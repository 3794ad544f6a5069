"""Which conversation asks for what is picked elsewhere, such as services that were searched for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bht_assist.content.library import Library


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

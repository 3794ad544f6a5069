"""Runs the packs' own scenarios, and says which conditions none of them has seen both ways."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from bht_assist.content.overlays import NEVER
from bht_assist.content.problems import Place, Problem, did_you_mean

from .answers_file import take
from .guide import Guide, guide_to
from .review import blocks
from .view import View, view

if TYPE_CHECKING:
    from datetime import date

    from bht_assist.content.library import Library
    from bht_assist.content.models import Flow, Scenario


def scenario_problems(library: Library, today: date) -> list[Problem]:
    """Give every scenario that does not come out as expected, and every condition half seen."""
    problems: list[Problem] = []
    for flow in library.flows.values():
        guide = guide_to(library, flow.flow, today)
        views = [
            (each, run(guide, each))
            for each in library.scenarios.values()
            if each.flow == flow.flow
        ]
        for scenario, (seen, refused) in views:
            problems += [*refused, *_unexpected(library, scenario, seen)]
        problems += _half_seen(library, flow, [seen for _, (seen, _) in views])
    return problems + [
        _no_flow(library, each)
        for each in library.scenarios.values()
        if each.flow not in library.flows
    ]


def run(guide: Guide, scenario: Scenario) -> tuple[View, tuple[Problem, ...]]:
    """Answer a flow as a scenario does."""
    tree = guide.library.trees.get(("scenarios", scenario.scenario))
    answers = tree.get("answers") if isinstance(tree, Mapping) else None
    taken = take(guide, answers if isinstance(answers, Mapping) else scenario.answers)
    return view(guide, taken.session), taken.problems


def _no_flow(library: Library, scenario: Scenario) -> Problem:
    place = library.place("scenarios", scenario.scenario, "flow")
    return Problem(
        place,
        "unknown-flow",
        f"there is no flow `{scenario.flow}`",
        did_you_mean(scenario.flow, library.flows),
    )


def _unexpected(library: Library, scenario: Scenario, seen: View) -> Iterator[Problem]:
    hidden = {each.step.id for each in seen.steps if not each.visible}
    asked = {each.step.id for each in seen.steps if each.visible}
    found = {finding.rule for finding in seen.findings}
    free = set(seen.guide.flow.documents) - set(blocks(seen))
    expect = scenario.expect
    wanted = (
        ("hidden", set(expect.hidden) - hidden, "should be hidden and is asked"),
        ("asked", set(expect.asked) - asked, "should be asked and is not"),
        ("findings", set(expect.findings) - found, "should be found and is not"),
        ("no_findings", set(expect.no_findings) & found, "should not be found and is"),
        ("documents", set(expect.documents) - free, "should be free to make and is not"),
    )
    for key, names, text in wanted:
        for name in sorted(names):
            place = library.place("scenarios", scenario.scenario, "expect", key)
            said = f"{scenario.scenario}: `{name}` {text}"
            yield _failure(place, said, changed=scenario.flow in library.overlaid)


def _failure(place: Place, text: str, *, changed: bool) -> Problem:
    """A flow that a facility has changed may differ from what its scenarios expect."""
    if changed:
        hint = "a facility's overlay changes this flow; look whether that is meant"
        return Problem(place, "scenario-fails", text, hint, "warning")
    return Problem(place, "scenario-fails", text, "mend the flow, or what the scenario expects")


def _half_seen(library: Library, flow: Flow, views: list[View]) -> Iterator[Problem]:
    for s, section in enumerate(flow.sections):
        for i, step in enumerate(section.steps):
            ways = {each.step(step.id).visible for each in views}
            if step.when not in {"", NEVER} and len(ways) < 2:
                unseen = "true nor false" if not ways else ("false" if True in ways else "true")
                place = library.place("flows", flow.flow, "sections", s, "steps", i, "when")
                yield Problem(
                    place,
                    "when-half-seen",
                    f"no scenario has seen the `when` of `{step.id}` {unseen}",
                    "add a scenario",
                    "warning",
                )

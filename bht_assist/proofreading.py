"""Everything that can be wrong with packs, from every room, in one list."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bht_assist.content.lint import library_problems
from bht_assist.documents.lint import document_problems
from bht_assist.flows.lint import flow_problems
from bht_assist.flows.lint_agenda import agenda_problems
from bht_assist.flows.scenarios import scenario_problems

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from bht_assist.content.library import Library
    from bht_assist.content.problems import Problem


def proofread(library: Library, today: date) -> tuple[Problem, ...]:
    """Give all problems of the packs, in the order of their files."""
    in_flows = {name: flow_problems(library, name) for name in library.flows}
    problems = [*library.problems, *library_problems(library, today)]
    problems += [problem for found in in_flows.values() for problem in found]
    problems += document_problems(_without_broken(library, in_flows))
    broken = any(problem.level == "error" for problem in problems)
    if not broken:
        problems += scenario_problems(library, today)
        problems += [
            each for name in library.flows for each in agenda_problems(library, name, today)
        ]
    return tuple(sorted(set(problems), key=lambda each: (each.place, each.code, each.text)))


def _without_broken(library: Library, in_flows: Mapping[str, Sequence[Problem]]) -> Library:
    """Leave out flows with errors and their documents, which can't be looked at before."""
    broken = {name for name, found in in_flows.items() if any(p.level == "error" for p in found)}
    flows = {name: flow for name, flow in library.flows.items() if name not in broken}
    papers = {name: each for name, each in library.documents.items() if each.for_ not in broken}
    return replace(library, flows=flows, documents=papers)

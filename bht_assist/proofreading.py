"""Everything that can be wrong with packs, from every room, in one list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bht_assist.content.lint import library_problems
from bht_assist.documents.lint import document_problems
from bht_assist.flows.lint import flow_problems
from bht_assist.flows.scenarios import scenario_problems

if TYPE_CHECKING:
    from datetime import date

    from bht_assist.content.library import Library
    from bht_assist.content.problems import Problem


def proofread(library: Library, today: date) -> tuple[Problem, ...]:
    """Give all problems of the packs, in the order of their files."""
    in_flows = [each for name in library.flows for each in flow_problems(library, name)]
    problems = [*library.problems, *library_problems(library, today), *in_flows]
    problems += document_problems(library) if not any(p.level == "error" for p in in_flows) else []
    broken = any(problem.level == "error" for problem in problems)
    problems += [] if broken else scenario_problems(library, today)
    return tuple(sorted(set(problems), key=lambda each: (each.place, each.code)))

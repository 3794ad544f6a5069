"""Who may read an answer: papers that stay in the house, and papers that others hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bht_assist.content.models import steps as kinds

from .expressions import compiled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bht_assist.content.library import Library
    from bht_assist.content.models import Flow, Step

FOR_STAFF = frozenset({"staff", "chart"})
"""The readers of papers that stay in the house."""


def shown_to_others(flow: Flow, library: Library) -> Iterator[str]:
    """Yield the steps that a paper for others may show."""
    papers = {name for name in flow.documents if not is_for_staff(library, name)}
    yield from (each.id for each in flow.steps if may_show(each, papers))


def is_for_staff(library: Library, name: str) -> bool:
    """Whether a paper stays in the house; one that nobody knows does not."""
    document = library.documents.get(name)
    return document is not None and document.audience in FOR_STAFF


def may_show(step: Step, papers: set[str]) -> bool:
    """Whether a paper of these may show the step: any may, where it names none."""
    if step.private or isinstance(step, kinds.Info):
        return False
    return bool(papers) and (not step.print or not papers.isdisjoint(step.print))


def read_by_others(flow: Flow, library: Library) -> Iterator[str]:
    """Yield the steps that a paper for others may show, and those that decide whether one does."""
    steps = {each.id: each for each in flow.steps}
    found = set(shown_to_others(flow, library))
    waiting: Iterable[str] = [steps[name].when for name in found]
    while waiting:
        names = {name for when in waiting if when for name in compiled(when).names}
        more = (names & steps.keys()) - found
        found |= more
        waiting = [
            *(steps[name].when for name in more),
            *(flow.values[name] for name in names & flow.values.keys()),
        ]
    yield from (each.id for each in flow.steps if each.id in found)

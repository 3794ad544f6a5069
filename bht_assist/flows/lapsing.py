"""A yes to what was read counts no more once that has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bht_assist.content.models import steps as kinds

from .session import Answered

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bht_assist.content.library import Library
    from bht_assist.content.models import Flow, Step

    from .guide import Guide
    from .log import Folded, Read

FOR_STAFF = frozenset({"staff", "chart"})
"""The readers of papers that stay in the house."""


def lapsed(guide: Guide, folded: Folded) -> Mapping[str, tuple[str, ...]]:
    """Give each yes that counts no more, with the titles of what changed since it was said."""
    changed = {
        step: tuple(dict.fromkeys(_changed(guide, folded, read)))
        for step, read in folded.read.items()
        if _is_yes(folded, step)
    }
    return {step: titles for step, titles in changed.items() if titles}


def _is_yes(folded: Folded, step: str) -> bool:
    said = folded.last.get(step)
    return isinstance(said, Answered) and said.value is True


def _changed(guide: Guide, folded: Folded, read: Read) -> Iterator[str]:
    for step in guide.read_by_others:
        if folded.last.get(step) != read.answers.get(step):
            yield guide.titles[step]
    yield from (guide.titles.get(step) or step for step in read.stops)


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
    from .guide import compiled  # noqa: PLC0415 - which reads this

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

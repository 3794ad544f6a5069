"""How far the paper is: what is filled in, and what is personal and usable. Never one number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bht_assist.content.models import steps as kinds

from .plan import count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..view import StepView, View
    from .findings import Finding


@dataclass(frozen=True, slots=True)
class Point:
    """One check of the paper: a step, or an entry of it, and what is still in the way."""

    step: str
    item: int | None
    met: bool
    rule: str = ""
    say: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """Checks of one kind; they are shown beside others and never added to them."""

    points: tuple[Point, ...]

    @property
    def met(self) -> int:
        return sum(point.met for point in self.points)

    def to_json(self) -> dict[str, Any]:
        waiting = [
            {"step": each.step, "item": each.item, "rule": each.rule, "say": each.say}
            for each in self.points
            if not each.met
        ]
        return {"met": self.met, "of": len(self.points), "open": waiting}


@dataclass(frozen=True, slots=True)
class Bars:
    """Two bars about the paper, and what the clinician should read."""

    filled_in: Bar
    personal_and_usable: Bar
    clinician: tuple[Finding, ...]


def bars(view: View) -> Bars:
    """Look at the paper of a view; it says nothing about the person.

    A step is filled in when it holds enough, or was left open for a reason. An entry is personal
    and usable when no check that is about this found something that still stands.
    """
    return Bars(
        Bar(tuple(_filled(view))),
        Bar(tuple(point for each in view.visible for point in _usable(each))),
        tuple(each for each in view.findings if each.clinician and not each.dismissed),
    )


def _filled(view: View) -> Iterator[Point]:
    for each in view.visible:
        if not each.step.optional and not isinstance(each.step, kinds.Info):
            met = each.status == "skipped" or (each.status == "done" and not each.problems)
            yield Point(each.step.id, None, met, say="" if met else view.label(each.step))


def _usable(each: StepView) -> Iterator[Point]:
    if each.status != "done" or not each.step.coach:
        return
    standing: dict[int, Finding] = {}
    for finding in each.findings:
        if finding.personal and not finding.dismissed and finding.item is not None:
            standing.setdefault(finding.item, finding)
    entries = count(each.value) if isinstance(each.step, kinds.Counted) else 1
    for item in range(entries):
        found = standing.get(item)
        yield Point(
            each.step.id,
            item,
            found is None,
            found.rule if found else "",
            found.say if found else "",
        )

"""The review: one row a step, what was found, and which paper waits for what."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from .checks.bars import bars
from .checks.findings import EVERY, highest
from .revision import changes
from .session import thawed
from .ways import ways

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .checks.findings import Finding
    from .view import StepView, View


def blocks(view: View) -> Mapping[str, tuple[str, ...]]:
    """Give, for each document that has to wait, the rules it waits for.

    A stop that nobody has been called about holds back every paper of the flow.
    """
    told = {held.finding for held in view.held}
    waiting: dict[str, list[str]] = {}
    for finding in view.findings:
        stops = finding.level == "stop_now"
        if stops and finding in told and finding != view.hold:
            continue
        every = stops or finding.blocks == EVERY
        for document in view.guide.flow.documents if every else finding.blocks:
            waiting.setdefault(document, []).append(finding.rule)
    return {document: tuple(dict.fromkeys(rules)) for document, rules in waiting.items()}


def to_look_at(view: View) -> tuple[Finding, ...]:
    """Give the findings that stand, without hints and questions that are only open."""
    return tuple(
        each
        for each in view.findings
        if each.level != "hint" and not each.dismissed and not is_blank(view, each)
    )


def is_blank(view: View, found: Finding) -> bool:
    """Whether all there is to say is that a question has not been answered.

    A plan that does not fit its minutes is open too, and there is more to say about it.
    """
    if found.level != "gap" or not found.step:
        return False
    here = view.step(found.step)
    return here.status == "todo" and here.misfit is None


def report(view: View, problems: Mapping[str, tuple[str, ...]] | None = None) -> dict[str, Any]:
    """Give the review in its stable JSON shape; `problems` are answers that could not be taken."""
    refused = problems or {}
    paper = bars(view)
    return {
        "flow": view.guide.flow.flow,
        "steps": [_row(view, each, refused.get(each.step.id, ())) for each in view.steps],
        "findings": [finding.to_json() for finding in view.findings],
        "level": highest(view.findings),
        "filled_in": paper.filled_in.to_json(),
        "personal_and_usable": paper.personal_and_usable.to_json(),
        "clinician": [finding.to_json() for finding in paper.clinician],
        "held": [
            {**each.finding.to_json(), "name": each.name, "time": each.time} for each in view.held
        ],
        "blocks": {document: list(rules) for document, rules in blocks(view).items()},
        "changes": [asdict(change) for change in changes(view)],
        "leftovers": [{"step": each.step, "value": thawed(each.value)} for each in view.leftovers],
    }


def _row(view: View, each: StepView, refused: tuple[str, ...]) -> dict[str, Any]:
    hints = [
        finding.say
        for finding in each.findings
        if finding.level == "hint" and not finding.dismissed
    ]
    row: dict[str, Any] = {
        "id": each.step.id,
        "title": view.label(each.step),
        "status": each.status,
        "value": thawed(each.value),
        "problems": [*refused, *each.problems],
        "hints": [*each.hints, *hints],
    }
    if each.misfit is not None:
        row["options"] = [way.to_json() for way in ways(view, each.step)]
    return {**row, "reason": each.reason, "to": each.to} if each.status == "skipped" else row

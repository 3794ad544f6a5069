"""How a question and its standing are shown in lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bht_assist.flows.view import StepView, View

MARKS = {"todo": "·", "done": "✓", "skipped": "–", "hidden": " "}


def heading(now: View, here: StepView) -> str:
    """Give a question with its number, what to say, what to ask, and its hints."""
    names = [each.step.id for each in now.visible]
    step = here.step
    number = f"{names.index(step.id) + 1} of {len(names)}"
    lines = [
        f"\nStep {number}: {now.label(step)} ({here.section.title})",
        f"Say: {now.words(step.staff)}" if step.staff else "",
        f"Ask: {now.words(step.client)}" if step.client else "",
        *(f"  {hint}" for hint in here.hints),
    ]
    return "\n".join(line for line in lines if line)

"""Ways to move about in a conversation that every way of asking shares."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .view import View


def back_to(view: View) -> str | None:
    """Give the step before the one where the conversation stands; None on the first."""
    names = [each.step.id for each in view.visible]
    index = names.index(view.place) if view.place in names else len(names)
    return names[index - 1] if index > 0 else None

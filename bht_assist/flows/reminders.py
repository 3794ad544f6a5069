"""The days on which a plan is looked at again, as its flow says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .blank import BLANK
from .days import day_of
from .expressions import compiled, context_over

if TYPE_CHECKING:
    from .view import View

MADE = "made"
"""What reminders call the day on which the papers were made; blank before that."""


def reminders(view: View, made: str) -> tuple[str, ...]:
    """Give the days, as 2026-11-30, the first one first; what comes to no day is left out."""
    revision = view.guide.flow.revision
    if revision is None:
        return ()
    context = context_over({**view.scope, MADE: made or BLANK})
    days = (day_of(compiled(each)(context)) for each in revision.reminders)
    return tuple(sorted({day.isoformat() for day in days if day is not None}))

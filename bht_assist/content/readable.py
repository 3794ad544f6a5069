"""Whether a client can read a text with ease."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import reading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .problems import Problem
    from .spot import Spot

GRADE = 6
"""The highest reading grade for a client, as the AMA, HHS and NIH advise."""


def hard_to_read(text: str, name: str, spot: Spot) -> Iterator[Problem]:
    """Say when a text for clients reads above the highest grade; `name` is what to call it."""
    if (grade := reading.grade(text)) > GRADE:
        hardest = ", ".join(reading.hardest(text))
        yield spot.warning(
            "hard-to-read",
            f"`{name}` reads at grade {grade:.0f}",
            f"shorter sentences, or other words for: {hardest}",
        )

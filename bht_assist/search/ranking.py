"""Services that fit somebody less well go further down; none is hidden by it."""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING, TypeAlias

from .fitting import LATER, NOT_NOW, REFUSED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from .fitting import Reason
    from .found import Hit

Against: TypeAlias = "Callable[[Hit], Sequence[Reason]]"
"""Tells what speaks against a hit; nothing does against what is no service."""

_LEFT = {REFUSED: 0.3, LATER: 0.6, NOT_NOW: 0.85}
"""What each reason against a service leaves of its score."""


def ranked(hits: Sequence[Hit], against: Against) -> list[Hit]:
    """Put further down the hits that have something against them.

    What is called just what was asked stays where it is, and nothing sinks below what has less
    of what was asked; where nothing speaks against a service, the order is the one given.
    """
    return sorted(hits, key=lambda hit: -_score(hit, against(hit), hits))


def _score(hit: Hit, reasons: Sequence[Reason], hits: Iterable[Hit]) -> float:
    if hit.named or not reasons:
        return hit.score
    lesser = (each.score for each in hits if each.standing < hit.standing)
    floor = max((score for score in lesser if score < hit.score), default=0)
    return max(hit.score * prod(_LEFT[weight] for weight, _ in reasons), floor)

"""Whom to call in an emergency: the facility's own numbers, and blanks where none are set."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bht_assist.content.library import Library

CRISIS = "crisis"
"""The card for an emergency."""
_BLANK = "__________"


def call_words(library: Library) -> str:
    """Give whom to call, a line each; a number is never invented."""
    rows = [
        f"{each.role}: {each.name or _BLANK} {each.phone or _BLANK} {each.hours}".rstrip()
        for each in library.facility.escalation
    ]
    return "\n".join(["Call", *(rows or [_BLANK * 2])])

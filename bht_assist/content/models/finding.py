"""finding.yaml: the rules of the search that no score may overrule."""

from __future__ import annotations

from dataclasses import field
from typing import Annotated, Literal

from .base import Entry, Name, Names, Prose, Some, Texts, Words
from .bounds import Bounds


class Pin(Entry):
    """Phrases that bring the same rows first, whatever else was typed, and misspelt too."""

    pin: Name
    words: dict[Literal["en", "es"], Texts] = field(default_factory=dict)
    lexicons: Words = ()
    """Checks whose words count as well."""
    resources: Some[Name]
    cards: Names = ()


class MixedUp(Entry):
    """Services that people take for each other: where one comes first, the others are near it."""

    resources: Annotated[Names, Bounds(min_length=2)]
    say: Prose
    """What tells them apart."""


class NothingFound(Entry):
    """What is offered where the words find nothing, so that no search ends blank."""

    resources: Names = ()
    needs: Names = ()
    """Needs that are shown where none comes near the words."""


class Finding(Entry):
    """A pack's rules; those of all packs count, the core pack's first."""

    pins: tuple[Pin, ...] = ()
    mixed_up: tuple[MixedUp, ...] = ()
    nothing_found: NothingFound = NothingFound()
    small_words: Texts = ()
    """Words that join others; they count only where nothing else was typed."""
    filler_words: Texts = ()
    """Words that count only inside a synonym, as in "kicked out"."""
    joiners: Texts = ()
    """Words and signs between two wants: "food and a ride"."""
    everyday_words: str = ""
    """Words, with spaces between, that are never taken for a misspelt other word."""

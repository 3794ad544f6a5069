"""What a search gives: hits, and what has to be told with them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bht_assist.content.models import Ended


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that was found."""

    kind: str
    id: str
    title: str
    why: tuple[str, ...]
    """Which words led here: "food", "medcaid → medicaid", "food stamps = snap"."""
    score: float = 0
    matched: frozenset[str] = frozenset()
    """The words of the record that led here, as `text.marks` takes them."""
    complete: bool = True
    """It has all that was asked for."""
    pinned: bool = False
    """A rule put it first, whatever else was typed."""
    stale: bool = False
    """It was checked long ago."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a search gave. `rows` are to be shown in their order, the notices before them."""

    pinned: tuple[Hit, ...] = ()
    hits: tuple[Hit, ...] = ()
    notices: tuple[Ended, ...] = ()
    """Programs that were found and are no more; what is there instead stands in the hits."""
    nothing: bool = False
    """The words found nothing; the hits are what helps with any need."""
    needs: tuple[str, ...] = ()
    """Where the words found nothing: ids of the needs nearest to them."""

    @property
    def rows(self) -> tuple[Hit, ...]:
        return self.pinned + self.hits

    @property
    def by_words(self) -> tuple[Hit, ...]:
        """The rows without those that are there only because nothing was found."""
        return self.pinned if self.nothing else self.rows

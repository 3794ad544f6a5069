"""What a search gives: hits, and what has to be told with them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .fitting import OLD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bht_assist.content.models import Ended, Need


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
    standing: tuple[float, bool] = (1, True)
    """The share it has of what was asked, and whether all of that in its names, tags or needs."""
    named: bool = False
    """It is called just what was asked."""
    pinned: bool = False
    """A rule put it first, whatever else was typed."""
    but: tuple[str, ...] = ()
    """What speaks against it: it is closed, far, for others, or was checked long ago."""

    @property
    def stale(self) -> bool:
        return OLD in self.but

    @property
    def complete(self) -> bool:
        """It has all that was asked for."""
        return self.standing[0] == 1


@dataclass(frozen=True, slots=True)
class Found:
    """What a search gave. `rows` are to be shown in their order, the notices before them."""

    pinned: tuple[Hit, ...] = ()
    hits: tuple[Hit, ...] = ()
    notices: tuple[Ended, ...] = ()
    """Programs that were found and are no more; what is there instead stands in the hits."""
    lacks: tuple[Need, ...] = ()
    """Needs that were asked for and that no service here is for; the nearest come first."""
    unknown: tuple[str, ...] = ()
    """Words that nothing here has; the hits are for the others."""
    nothing: bool = False
    """The words found nothing; the hits are what helps with any need."""
    needs: tuple[str, ...] = ()
    """Where the words found nothing: ids of the needs nearest to them."""

    @property
    def rows(self) -> tuple[Hit, ...]:
        return self.pinned + self.hits

    @property
    def told(self) -> Iterator[str]:
        """Say which programs that were found are no more, and what nothing here is for."""
        for each in self.notices:
            yield f"! {each.name}: {' '.join(each.say.split())}"
        for need in self.lacks:
            yield f"! No service here is for: {need.say}. The nearest come first."
        if self.unknown:
            words = ", ".join(f"“{word}”" for word in self.unknown)
            yield f"! Nothing here has {words}. The rows are for the other words."

    @property
    def by_words(self) -> tuple[Hit, ...]:
        """The rows without those that are there only because nothing was found."""
        return self.pinned if self.nothing else self.rows

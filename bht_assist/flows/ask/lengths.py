"""How long a group is to be: an hour and a half, no more than 40, 90 seconds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .amount import Amount
from .numbers import Numbers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bht_assist.content.models.asking import Planned

    from .vocabulary import Chunk

_BOUNDS = ("at_most", "at_least")
_UNIT, _SECONDS = "a unit", "seconds"
COUNTED = {_UNIT, _SECONDS}
"""By which lengths are known that are counted; others are words of no time, or without an end."""
BARE_HOUR = "a bare hour"
"""An hour that nothing counts may be no length: the worst hour, happy hour."""
_DAY = 24 * 60
"""Minutes; so many are seldom meant for a session: "24 hour care"."""
_MINUTE = 60
_NEAR = 2
"""Words that may stand between a day and the group that is to last so long."""


class Lengths(Numbers):
    """Reads lengths, and tells those that no group has."""

    def __init__(self, chunks: Sequence[Chunk], plan: Planned) -> None:
        super().__init__(chunks)
        self.plan = plan

    def length(self, at: int) -> Amount | None:
        start, at, bound = at, *self._bound(at)
        begins = self.has(at, "starts_in")
        found = self._hour_words(at) or self._counted(at + begins)
        if found:
            minutes, after, plus = found
            after, follows = self._bound(after) if self.has(after, *_BOUNDS) else (after, "")
            kind = "none" if begins else self._kind(minutes, at, after)
            by = BARE_HOUR if self.has(at, "hours") else _UNIT
            return Amount(kind, minutes, start, after, by, bound or follows or plus)
        bare = self.number(at) if bound else None
        if bare and bare[0] >= self.plan.usual_minutes[0] and not self.counts_people(bare[1]):
            return Amount("minutes", round(bare[0]), start, bare[1], bound.replace("_", " "), bound)
        return None

    def _kind(self, minutes: int, at: int, after: int) -> str:
        """Tell a length that a group may have, or is wanted to have, from others."""
        if 0 < minutes < _DAY:
            return "minutes"
        return "no_minutes" if minutes <= 0 or self._is_of_a_group(at, after) else "none"

    def _is_of_a_group(self, at: int, after: int) -> bool:
        """Whether a group lasts a day, or stands beside one: 24 hour group, but no 24 hour care."""
        for near in range(after, min(after + _NEAR + 1, len(self.chunks))):
            chunk = self.chunks[near]
            if chunk.opens or chunk.number is not None or chunk.has("head", "people", "negation"):
                break
            if chunk.has("group"):
                return True
        ends = after == len(self.chunks) or self.chunks[after].opens
        if self.has(at - 1, "lasts", "ours"):
            return True
        leads = self.has(at - 1, "of") or (ends and self.has(at - 1, "for"))
        return self.has(at - 1 - leads, "group")

    def seconds(self, at: int) -> Amount | None:
        """Read a length in seconds; what each one takes, or one thing, is none."""
        first = self._bound(at)[0]
        found = self.several(first)
        if not found or not self.has(found[1], "seconds") or self.chunks[found[1]].opens:
            return None
        seconds, after = found[0][-1], found[1] + 1
        real = self.plan.least_minutes * _MINUTE <= seconds
        to_do = self.has(after, "to") and not self.number(after + 1)
        for_each = to_do or self.has(after, "each") or self.has(first - 1, "each")
        kind = "none" if for_each else "minutes" if real else "no_minutes"
        return Amount(kind, int(seconds // _MINUTE), at, after, _SECONDS)

    def _bound(self, at: int) -> tuple[int, str]:
        """Give what stands after "no more than" or "about", and which of them it is."""
        bound = ""
        while self.has(at, *_BOUNDS, "about") and not self._hour_words(at):
            bound = bound or next((role for role in _BOUNDS if self.has(at, role)), "")
            at += 1
        return at, bound

    def _hour_words(self, at: int) -> tuple[int, int, str] | None:
        """Half an hour, a quarter of an hour, an hour and a half."""
        first = at + self.has(at, "article")
        for role, minutes in (("half", 30), ("quarter", 15)):
            if self.has(first, role):
                after = first + 1
                while self.has(after, "article", "of"):
                    after += 1
                if self.has(after, "hours"):
                    return minutes, after + 1, ""
        if self.has(first, "hours") and (first > at or not self.number(at)):
            ends = first == at and self._opens(first + 1)
            minutes, after = (60, first + 1) if ends else self._and_more(60, first + 1)
            return minutes, after, ""
        return None

    def _opens(self, at: int) -> bool:
        return at < len(self.chunks) and self.chunks[at].opens

    def _counted(self, at: int) -> tuple[int, int, str] | None:
        found = self.several(at)
        if found is None:
            return None
        values, after = found
        ranged = "at_most" if len(values) > 1 else ""
        bound = "at_least" if self.gap(after).startswith("+") else ranged
        if self._opens(after):
            return None
        if self.has(after, "quarter") and (hours := self._hour_words(after)):
            return round(values[0] * hours[0]), hours[1], ""
        if self.has(after, "minutes"):
            return round(values[-1]), after + 1, bound
        if self.has(after, "hours"):
            minutes, after = self._and_more(values[-1] * 60, after + 1)
            return minutes, after, bound
        half = after + 1 + self.has(after + 1, "article")
        if self.has(after, "and") and self.has(half, "half") and self.has(half + 1, "hours"):
            return round(values[0] * 60 + 30), half + 2, ""
        return None

    def _and_more(self, minutes: float, at: int) -> tuple[int, int]:
        """Add what follows hours: and a half, 15 minutes."""
        after = at + self.has(at, "and")
        after += self.has(after, "article")
        for role, more in (("half", 30), ("quarter", 15)):
            if after > at and self.has(after, role):
                return round(minutes) + more, after + 1
        if (found := self.number(at + self.has(at, "and"))) and found[0] < 60:
            if self.has(found[1], "minutes"):
                return round(minutes + found[0]), found[1] + 1
            if not self.gap(at) and not self.chunks[at].gap:
                return round(minutes + found[0]), found[1]
            if self._is_the_rest(at, found):
                return round(minutes + found[0]), found[1]
        return round(minutes), at

    def _is_the_rest(self, at: int, found: tuple[float, int]) -> bool:
        """Whether a bare number after "an hour and" is minutes."""
        counts = self.counts_people(found[1]) or self.has(found[1], "not_people")
        return self.has(at, "and") and found[0] in self.plan.usual_minutes and not counts

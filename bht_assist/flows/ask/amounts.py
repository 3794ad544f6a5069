"""Numbers in a request: how long, how many, how old, when; and those that are none of these."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from . import clock
from .numbers import Numbers

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bht_assist.content.models.asking import Planned

    from .vocabulary import Chunk

_MINUS = re.compile(r"(?:^|\s)[-\u2212\u2013]$")
BARE = "a bare number"
_BOUNDS = ("at_most", "at_least")
_FAR = 2
"""Words that may stand between a number and the people it counts."""
_UP_TO = 2
_DAY = 24 * 60
"""Minutes; so many are never meant for a session: "24 hour care"."""
_LONG = 30
"""From here on a usual number of minutes is never the number of a session."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its head: what it counts, and the chunks that say so."""

    kind: str
    """minutes, size, ages, start, series, place or none."""
    value: Any
    at: int
    after: int
    by: str
    bound: str = ""
    """at_most, at_least, or neither: it is a length that has to be met."""


class Amounts(Numbers):
    """Reads the amounts of one request from left to right."""

    def __init__(self, chunks: Sequence[Chunk], plan: Planned, tail: str = "") -> None:
        super().__init__(chunks)
        self._plan, self._tail = plan, tail
        self._negatives = [at for at, c in enumerate(chunks) if c.number and _MINUS.search(c.gap)]

    def read(self) -> list[Amount]:
        found: list[Amount] = []
        loose: list[Amount] = []
        at = 0
        while at < len(self.chunks):
            amount = None if self._is_negative(at) else self._amount(at) or self._loose(at)
            if amount:
                (loose if amount.kind == "loose" else found).append(amount)
            at = amount.after if amount else at + 1
        return [*found, *self._settled(found, loose)]

    def _amount(self, at: int) -> Amount | None:
        readers = (
            *(self._place, self._head, self._ages, self._hours_of_day, self._series),
            *(self._length, self._time, self._people),
        )
        return next((found for read in readers if (found := read(at))), None)

    def _is_negative(self, at: int) -> bool:
        """Whether it is the only number after a minus sign; several are the rows of a list."""
        return self._negatives == [at]

    # what is not counted

    def _place(self, at: int) -> Amount | None:
        """Rooms and beds: they say where somebody is."""
        found = self.number(at + 1) if self.has(at, "place") else None
        if found and not self.has(found[1], "minutes", "hours", "people"):
            after = found[1]
            if (
                after < len(self.chunks)
                and not self.chunks[after].gap
                and not self.has(after, "minutes")
            ):
                after += 1
            return Amount("place", None, at, after, "a place")
        return None

    def _head(self, at: int) -> Amount | None:
        """Step 4, week 3 of 8: a number that names something."""
        if self.has(at, "head") and (found := self.several(at + 1)):
            if self.has(at, "group") and self._is_long(found[0][0]):
                return None  # "budgeting session 45"
            after = found[1]
            if self.has(after, "of") and (whole := self.number(after + 1)):
                after = whole[1]
            if not self.has(after, "minutes", "hours", "people", "am", "pm"):
                return Amount("none", None, at, after, "a number that names something")
        return None

    def _is_long(self, number: float) -> bool:
        return number >= _LONG and number in self._plan.usual_minutes

    def _ages(self, at: int) -> Amount | None:
        named = self.has(at, "ages")
        first = at + named
        found = self.several(first)
        if found is None:
            return None
        ages, after = found
        plus = self.gap(after).startswith("+") or self._ends_with_plus(after)
        if self.has(after, "years"):
            return Amount("ages", ages, at, after + 1, "years")
        follows = self.has(at - 1, "people") and len(ages) == _UP_TO and ages[1] - ages[0] < 12
        counted = self.has(after, "minutes", "hours", "people", "am", "pm", "to")
        if plus and self.has(after, "minutes", "hours"):
            return None
        if named or plus or (follows and not counted and not self.chunks[at].opens):
            return Amount("ages", ages, at, after, "ages")
        return None

    def _ends_with_plus(self, after: int) -> bool:
        return after == len(self.chunks) and self._tail.startswith("+")

    # how long

    def _length(self, at: int) -> Amount | None:
        start, at, bound = at, *self._bound(at)
        begins = self.has(at, "starts_in")
        found = self._hour_words(at) or self._counted(at + begins)
        if found:
            minutes, after, plus = found
            kind = "none" if begins or minutes >= _DAY else "minutes"
            after, follows = self._bound(after) if self.has(after, *_BOUNDS) else (after, "")
            return Amount(kind, minutes, start, after, "a unit", bound or follows or plus)
        bare = self.number(at) if bound else None
        if bare and bare[0] >= self._plan.usual_minutes[0] and not self._counts_people(bare[1]):
            return Amount("minutes", round(bare[0]), start, bare[1], bound.replace("_", " "), bound)
        return None

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
            minutes, after = self._and_more(60, first + 1)
            return minutes, after, ""
        return None

    def _counted(self, at: int) -> tuple[int, int, str] | None:
        found = self.several(at)
        if found is None:
            return None
        values, after = found
        ranged = "at_most" if len(values) > 1 else ""
        bound = "at_least" if self.gap(after).startswith("+") else ranged
        if self.has(after, "quarter") and (hours := self._hour_words(after)):
            return round(values[0] * hours[0]), hours[1], ""
        if after < len(self.chunks) and self.chunks[after].opens:
            return None
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
        counts = self._counts_people(found[1]) or self.has(found[1], "not_people")
        return self.has(at, "and") and found[0] in self._plan.usual_minutes and not counts

    # when

    def _hours_of_day(self, at: int) -> Amount | None:
        found = clock.between(self, at)
        return Amount("hours", found[0], at, found[1], "the clock") if found else None

    def _time(self, at: int) -> Amount | None:
        found = clock.moment(self, at)
        return Amount("start", found[0], at, found[1], "the clock") if found else None

    # how many

    def _series(self, at: int) -> Amount | None:
        if self.has(at, "series_of") and (found := self.number(at + 1)):
            return Amount("series", round(found[0]), at, found[1], "a series")
        found = self.number(at)
        if found and 1 < found[0] <= 12 and self.has(found[1], "series"):
            return Amount("series", round(found[0]), at, found[1] + 1, "a series")
        return None

    def _people(self, at: int) -> Amount | None:
        start = at
        marked = self.has(at, "for") and self.chunks[at].after - self.chunks[at].at == 1
        times = marked and at + 1 < len(self.chunks) and not self.chunks[at + 1].gap
        at += marked
        found = self.several(at)
        if found is None:
            return None
        values, after = found
        if self.has(after, "minutes", "hours") or any(
            value != int(value) or value > self._plan.most_people * 5 for value in values
        ):
            return None
        size = tuple(map(int, values)) if len(values) > 1 else int(values[0])
        if self.has(after, "not_people"):
            return Amount("none", None, start, after + 1, "not people")
        if times and len(values) == 1:
            return Amount("size", size, start, after, "times")
        if people := self._counts_people(after):
            return Amount("size", size, at, people, "people")
        usual = set(self._plan.usual_minutes)
        if marked and max(values) <= self._plan.most_people and not usual.intersection(values):
            return Amount("size", size, at, after, "for so many")
        return None

    def _counts_people(self, after: int) -> int:
        """Give the chunk after the people that a number counts, or 0."""
        for near in range(after, min(after + _FAR + 1, len(self.chunks))):
            chunk = self.chunks[near]
            if (
                chunk.opens
                or chunk.number is not None
                or chunk.has("minutes", "hours", "negation", "am", "pm")
            ):
                return 0
            if chunk.has("people"):
                return near + 1
        return 0

    # two bare numbers

    def _loose(self, at: int) -> Amount | None:
        found = self.several(at)
        if found is None:
            return None
        values, after = found
        whole = tuple(int(value) for value in values if value == int(value))
        value = whole if len(whole) > 1 else whole[0] if whole else 0
        return Amount("loose", value, at, after, BARE)

    def _settled(self, found: Sequence[Amount], loose: Sequence[Amount]) -> Iterator[Amount]:
        """Of the bare numbers, one of the usual minutes is the minutes, and one is the size."""
        kinds = {each.kind for each in found if each.kind != "size" or each.value != 1}
        left = [each for each in loose if each.value and not self._has_a_head(each)]
        if "minutes" not in kinds and "hours" not in kinds:
            usual = [each for each in left if each.value in self._plan.usual_minutes]
            usual = [each for each in usual if each.value == max(other.value for other in usual)]
            if usual and (len(left) == 1 or all(_most(usual[0]) >= _most(each) for each in left)):
                left.remove(usual[0])
                yield Amount("minutes", usual[0].value, usual[0].at, usual[0].after, usual[0].by)
        if "size" not in kinds and len(left) == 1 and _most(left[0]) <= self._plan.most_people:
            yield Amount("size", left[0].value, left[0].at, left[0].after, left[0].by)

    def _has_a_head(self, each: Amount) -> bool:
        """Whether a bare number in words counts something else ("one idea")."""
        return self.in_words(each.at) and self.has(each.at, "small", "article")


def _most(each: Amount) -> int:
    return max(each.value) if isinstance(each.value, tuple) else int(each.value)

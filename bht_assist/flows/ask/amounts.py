"""Numbers in a request: how long, how many, how old, when; and those that are none of these."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from . import clock
from .amount import Amount, most
from .lengths import BARE_HOUR, Lengths

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bht_assist.content.models.asking import Planned

    from .vocabulary import Chunk

_MINUS = re.compile(r"(?:^|\s)[-\u2212\u2013]$")
BARE = "a bare number"
CLOCK = "the clock"
_UP_TO = 2
_BELOW = {"minutes": "no_minutes", "size": "no_size"}
_OLDEST = 100
"""From here on a number with a plus is no age: 65+, but 100+ people."""
_LONG = 30
"""From here on a usual number of minutes is never the number of a session."""
_HOUSE = 5
"""More than so many times the largest group are counted only where people stand right after."""
_CROWD = 2
"""Words between a bare number and those that say that all of them come together."""


class Amounts(Lengths):
    """Reads the amounts of one request from left to right."""

    def __init__(self, chunks: Sequence[Chunk], plan: Planned, tail: str = "") -> None:
        super().__init__(chunks, plan)
        self._tail = tail
        self._negatives = [at for at, c in enumerate(chunks) if c.number and _MINUS.search(c.gap)]

    def read(self) -> list[Amount]:
        found: list[Amount] = []
        loose: list[Amount] = []
        at = 0
        while at < len(self.chunks):
            amount = self._impossible(at)
            if not (amount or self._is_negative(at)):
                amount = self._amount(at) or self._loose(at)
            if amount:
                (loose if amount.kind == "loose" else found).append(amount)
            at = amount.after if amount else at + 1
        found += self._settled(found, loose)
        timed = [each for each in found if each.kind in {"minutes", "hours"}]
        if any(each.by != BARE_HOUR for each in timed):
            found = [each for each in found if each.by != BARE_HOUR]
        shares = [each for each in timed if self._is_a_share(each)]
        if len(shares) < len(timed):
            found = [replace(each, kind="share") if each in shares else each for each in found]
        return [each for each in found if not (timed and each.kind == "no_minutes")]

    def _is_a_share(self, amount: Amount) -> bool:
        """Whether minutes are what each of those who come gets, and not what a session takes."""
        if self.has(amount.after, "each", "apiece") and not self.chunks[amount.after].opens:
            return amount.value not in self.plan.usual_minutes
        first = next((at for at in range(amount.at, 0, -1) if self.chunks[at].opens), 0)
        return any(self.has(at, "apiece", "turns") for at in range(first, amount.at))

    def _amount(self, at: int) -> Amount | None:
        readers = (
            *(self._place, self._head, self._ages, self._hours_of_day, self._series),
            *(self.seconds, self.length, self._time, self._people),
        )
        return next((found for read in readers if (found := read(at))), None)

    def _is_negative(self, at: int) -> bool:
        """Whether it is the only number after a minus sign; several are the rows of a list."""
        return self._negatives == [at]

    # what no group can be

    def _impossible(self, at: int) -> Amount | None:
        """No time, nobody, and numbers below nothing."""
        if self.has(at, "no_time") and not self._is_for_other_work(at + 1):
            return Amount("no_minutes", 0, at, at + 1, "no time")
        if self.has(at, "endless"):
            return Amount("no_minutes", self.plan.most_minutes + 1, at, at + 1, "no end")
        if self.has(at, "nobody") and self._ends(at + 1):
            return Amount("no_size", 0, at, at + 1, "nobody")
        if self.has(at, "size_of") and (few := self.number(at + 1)) and few[0] <= 1:
            counts = self.has(few[1], "minutes", "hours", "half", "quarter")
            return None if counts else Amount("no_size", 0, at, few[1], "people")
        return self._below_nothing(at)

    def _is_for_other_work(self, at: int) -> bool:
        """Whether there is no time for something that is no group: no time at all to plan."""
        return self.has(at, "to", "each") or (self.has(at, "for") and not self.number(at + 1))

    def _ends(self, at: int) -> bool:
        """Whether what is said of nobody ends: it is not what they do, and not what once was."""
        if at == len(self.chunks):
            return True
        chunk = self.chunks[at]
        goes_on = chunk.has("negation_after")
        ends = chunk.opens or chunk.number is not None or chunk.has("turn", "weekday")
        return ends and not goes_on

    def _below_nothing(self, at: int) -> Amount | None:
        first = at + self.has(at, "for")
        said = self.has(first, "minus") and not self.gap(first + 1)
        if not (said or self._is_negative(first)):
            return None
        found = self.length(first + said) or self._people(first + said)
        if found and (kind := _BELOW.get(found.kind)):
            return Amount(kind, -most(found.value), at, found.after, "minus")
        counts = first > at or self.has(at - 1, "of", "size_of")
        bare = self.number(first + said) if counts else None
        return Amount("no_size", -round(bare[0]), at, bare[1], "minus") if bare else None

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
        return number >= _LONG and number in self.plan.usual_minutes

    def _ages(self, at: int) -> Amount | None:
        named = self.has(at, "ages")
        first = at + named
        found = self.several(first)
        if found is None:
            return None
        ages, after = found
        plus = self.gap(after).startswith("+") or self._ends_with_plus(after)
        plus = plus and ages[-1] < _OLDEST
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

    # when

    def _hours_of_day(self, at: int) -> Amount | None:
        found = clock.between(self, at)
        if not found:
            return None
        if not 0 < found[0][0] <= clock.HALF_DAY:
            return Amount("no_minutes", found[0][0], at, found[1], CLOCK)
        return Amount("hours", found[0], at, found[1], CLOCK)

    def _time(self, at: int) -> Amount | None:
        found = clock.moment(self, at)
        return Amount("start", found[0], at, found[1], CLOCK) if found else None

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
        if self.has(after, "minutes", "hours", "years") or any(
            value != int(value) for value in values
        ):
            return None
        size = tuple(map(int, values)) if len(values) > 1 else int(values[0])
        if topics := self._topics(at, after, size):
            return topics
        if max(values) > self.plan.most_people * _HOUSE:
            return self._house(at, after, size)
        us = self.has(after, "of_us")
        if self.has(after, "not_people") or (us and max(values) <= self.plan.most_leaders):
            return Amount("none", None, start, after + 1, "not people")
        if times and len(values) == 1:
            return Amount("size", size, start, after, "times")
        if people := after + 1 if us else self.counts_people(after):
            size, people = self._with_others(size, people)
            return Amount("size" if max(values) else "no_size", size, at, people, "people")
        usual = set(self.plan.usual_minutes)
        if marked and max(values) <= self.plan.most_people and not usual.intersection(values):
            return Amount("size", size, at, after, "for so many")
        return None

    def _with_others(self, size: int | tuple[int, ...], after: int) -> tuple[Any, int]:
        """Add those of another kind who come too: 6 girls and 4 boys, but no 8 and 2 of them."""
        more = self.number(after + 1) if self.has(after, "and") else None
        if isinstance(size, tuple) or more is None or not self.counts_people(more[1]):
            return size, after
        kinds = (self.chunks[at].meaning.says for at in (after - 1, more[1]))
        return (size + round(more[0]), more[1] + 1) if all(kinds) else (size, after)

    def _house(self, at: int, after: int, size: object) -> Amount | None:
        """So many that they are no group: 1000 clients, but no 1430 on the clock."""
        people = self.counts_people(after) == after + 1 and not self.has(at - 1, "at")
        return Amount("no_size", size, at, after + 1, "people") if people else None

    def _topics(self, at: int, after: int, count: object) -> Amount | None:
        """How many topics there are to be, but no ideas for them."""
        after += self.has(after, "small") and not self.has(after, "topics")
        is_count = self.has(after, "topics") and not self.has(after + 1, "not_people", "or")
        return Amount("topics", count, at, after + 1, "topics") if is_count else None

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
        counted = any(each.kind == "no_size" and most(each.value) > 0 for each in found)
        left = [each for each in loose if each.value and not self._has_a_head(each)]
        if kinds.isdisjoint({"minutes", "hours", "no_minutes"}):
            usual = [each for each in left if each.value in self.plan.usual_minutes]
            usual = [each for each in usual if each.value == max(other.value for other in usual)]
            if usual and (
                len(left) == 1 or all(usual[0].value >= most(each.value) for each in left)
            ):
                left.remove(usual[0])
                yield Amount("minutes", usual[0].value, usual[0].at, usual[0].after, usual[0].by)
        if "size" not in kinds and not counted:
            yield from self._sizes(left)

    def _sizes(self, left: Sequence[Amount]) -> Iterator[Amount]:
        """Of what is left, the number of all who come together, or the only one there is."""
        crowd = next((each for each in left if self._is_crowd(each)), None)
        left = [each for each in left if self.has(each.at - 1, "size_of", "about")] or left
        if crowd:
            yield Amount("no_size", crowd.value, crowd.at, crowd.after, crowd.by)
        elif len(left) == 1 and most(left[0].value) <= self.plan.most_people:
            yield Amount("size", left[0].value, left[0].at, left[0].after, left[0].by)

    def _is_crowd(self, each: Amount) -> bool:
        """Whether a number too large for a group is said to be one: for 200, 150 in one circle."""
        if most(each.value) <= self.plan.most_people or self.has(each.at, "helpline"):
            return False
        before = each.at - 1 - self.has(each.at - 1, "about")
        if self.has(before, "size_of") or (
            self.has(before, "for") and not clock.packed(each.value)
        ):
            return True
        near = range(each.at - _CROWD, each.after + _CROWD)
        return any(self.has(at, "crowd") for at in near)

    def _has_a_head(self, each: Amount) -> bool:
        """Whether a bare number in words counts something else ("one idea")."""
        return self.in_words(each.at) and self.has(each.at, "small", "article")

"""What keeps a request for a group from being a plan: its size, its topics, or its time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..agenda import TooShort
from ..session_plan import plan
from .amount import most

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .heard import Heard
    from .listening import Listener

_ALL = 3
"""Words from those that ask for all of something to what it is, or from a topic to its parts."""
_BETWEEN = 2
"""Words that may stand between two topics of one list."""


class Misfit:
    """Whether what is asked for can be done, by what the pack says a group takes."""

    def __init__(self, listener: Listener, heard: Heard, most_people: float) -> None:
        self._listener, self._heard, self._most_people = listener, heard, most_people
        self._held, self._chunks = listener.plan, heard.chunks

    def of(self, topic: str, minutes: int | None, size: int | tuple[int, int] | None) -> str:
        """Say what does not fit: size, topics or time; nothing where all does."""
        if self._has_no_size():
            return "size"
        if self._has_many_topics(minutes):
            return "topics"
        return "time" if self._has_no_time(topic, minutes, size) else ""

    def _has_no_size(self) -> bool:
        """Whether no count that is given is a group's; where one is, others are of the house."""
        sizes = [most(each.value) for each in self._heard.of_kind("size", "no_size")]
        counts = [size for size in sizes if size != 1]
        return bool(counts) and not any(1 < size <= self._most_people for size in counts)

    def _has_no_time(
        self, topic: str, minutes: int | None, size: int | tuple[int, int] | None
    ) -> bool:
        """Whether no plan for this topic and so many people fits the minutes."""
        if minutes is None:
            return bool(self._heard.of_kind("no_minutes"))
        held, agenda = self._held, self._listener.agenda
        if not held.can_last(minutes):
            return True
        if minutes < most(size or 0) * self._turn():
            return True
        if agenda is None or not topic:
            return False
        found = plan(
            agenda, self._listener.library.topics[topic], minutes, size, None, lambda _: False
        )
        return isinstance(found, TooShort)

    def _turn(self) -> float:
        """Give the minutes that everybody is to have, one after another."""
        shares = [each.value for each in self._heard.of_kind("share")]
        least = self._held.least_turn_minutes if self._heard.has("turns") else 0
        return float(max(*shares, least, 0))

    # many topics

    def _has_many_topics(self, minutes: int | None) -> bool:
        """Whether each of many topics would get less time than the least one takes."""
        if self._heard.of_kind("series"):
            return False
        counted = [most(each.value) for each in self._heard.of_kind("topics")]
        count = max(*counted, self._listed(), self._parts(), 0)
        room = self._held.most_minutes if minutes is None else minutes
        return count >= self._held.topics_from and room < count * self._held.least_topic_minutes

    def _listed(self) -> int:
        """How many different topics the longest list names."""
        named = self._heard.wishes.named
        lists = (row for row in self._lists() if not self._is_about_one(row[0]))
        return max((len({*map(named.get, row), *self._unknown(row)}) for row in lists), default=0)

    def _lists(self) -> list[list[int]]:
        """The chunks that name topics, those of one list together."""
        lists: list[list[int]] = []
        for at in self._heard.wishes.named:
            if lists and self._is_joined(lists[-1][-1], at):
                lists[-1].append(at)
            else:
                lists.append([at])
        return lists

    def _is_joined(self, last: int, at: int) -> bool:
        """Whether a topic stands in one list with the one before: side by side, or and, a comma."""
        between, steps = self._chunks[last + 1 : at], self._chunks[last + 1 : at + 1]
        if len(between) > _BETWEEN or any(c.number is not None or ":" in c.gap for c in steps):
            return False
        return not between or any(c.opens or c.has("and") or c.gap.strip() for c in steps)

    def _is_about_one(self, at: int) -> bool:
        """Whether a list says what one topic is made of, or what those who come have."""
        before = self._chunks[max(at - _ALL, 0) : at]
        if not before:
            return False
        if ":" in self._chunks[at].gap:
            return any(each.meaning.topics for each in before)
        with_it = before[-1].has("tackle") and any(each.has("people") for each in before[-2:-1])
        return with_it or before[-1].has("about")

    def _unknown(self, row: Sequence[int]) -> Iterator[int]:
        """Yield what stands within a list as a topic does, and is none that is known."""
        for at in range(row[0], row[-1]):
            if self._chunks[at].opens and not self._chunks[at].known:
                yield at

    def _parts(self) -> int:
        """Of how many topics it is made, where all of something is asked for."""
        made = ((at, c.meaning.parts) for at, c in enumerate(self._chunks) if c.meaning.parts)
        return max((count for at, count in made if self._is_all(at)), default=0)

    def _is_all(self, at: int) -> bool:
        """Whether all of it is asked for: all four of them, los doce pasos completos."""
        if self._chunks[at].has("all_of") or any(
            c.has("in_full") for c in self._chunks[at + 1 :][:1]
        ):
            return True
        for before in range(at - 1, max(at - _ALL, 0) - 1, -1):
            if self._chunks[before + 1].opens or self._chunks[before].has("people", "for", "amid"):
                return False
            if self._chunks[before].has("all_of"):
                return True
        return False

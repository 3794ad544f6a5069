"""A session while it runs: what is done stays done, and the rest is planned again when asked.

The clock is given from outside, in seconds of the day. Nothing is planned again unasked: a
session that runs late or ahead says so, and one wish plans what is left, with the last part
protected, and minutes set by hand as long as there is room for them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from .agenda import NO_PINS, Fitted, Part, Timed, TooLong, clock, fit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

DAY = 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Ran:
    """A part that is over, with its minutes as planned at first and the seconds it took."""

    part: Part
    planned: int
    seconds: int

    @property
    def minutes(self) -> int:
        """Whole minutes, at least one: what was begun was run."""
        return max(1, round(self.seconds / 60))


@dataclass(frozen=True, slots=True)
class Live:
    """A running session: `now` is the part being run, `rest` what comes after it."""

    total: int
    """Minutes until it has to end, from its beginning."""
    planned: Mapping[str, int]
    by_hand: Mapping[str, int]
    """The minutes of parts for which they were set by hand."""
    began: int
    """Seconds of the day."""
    now: Timed | None
    rest: tuple[Timed, ...]
    since: int = 0
    """Seconds from the beginning to the beginning of `now`."""
    done: tuple[Ran, ...] = ()
    left_out: tuple[Part, ...] = ()

    def elapsed(self, at: int) -> int:
        """Seconds since the beginning, over midnight too."""
        return (at - self.began) % DAY

    def left(self, at: int) -> int:
        """Seconds that are left for the part being run; less than none when it runs over."""
        minutes = self.now.minutes if self.now else 0
        return self.since + 60 * minutes - self.elapsed(at)

    def late(self, at: int) -> int:
        """Whole minutes that the end would come late, if every part took its time from here."""
        return max(0, -(-self._over(at) // 60))

    def early(self, at: int) -> int:
        """Whole minutes that the end would come early, if every part took its time from here."""
        return max(0, -self._over(at) // 60)

    def _over(self, at: int) -> int:
        """Seconds that the end would come late; less than none when it would come early."""
        behind = max(0, -self.left(at))
        end = self.since + behind + 60 * sum(each.minutes for each in self.ahead)
        return end - 60 * self.total

    @property
    def ahead(self) -> tuple[Timed, ...]:
        return ((self.now,) if self.now else ()) + self.rest

    @property
    def ends(self) -> str:
        return clock(self.total, time_of(self.began))

    def starts(self, at: int) -> tuple[str, ...]:
        """Give when each part of the rest begins, if the one being run takes its time."""
        begins = (self.elapsed(at) + max(0, self.left(at))) // 60
        found = []
        for each in self.rest:
            found.append(clock(begins, time_of(self.began)))
            begins += each.minutes
        return tuple(found)


def time_of(seconds: int) -> str:
    """Give seconds of the day as 14:05."""
    return clock(seconds // 60, "00:00")


def begin(plan: Mapping[str, Any], at: int) -> Live:
    """Begin the first part of a plan now; it ends as long after as was planned."""
    parts = tuple(Timed(_part(row), row["minutes"]) for row in plan["segments"])
    planned = {each.part.id: each.minutes for each in parts}
    by_hand = {row["id"]: row["minutes"] for row in plan["segments"] if row["by_hand"]}
    return Live(plan["minutes"], planned, by_hand, at, parts[0], parts[1:])


def _part(row: Mapping[str, Any]) -> Part:
    """The part of a row; minutes set by hand may be outside what is usual."""
    given = row["minutes"]
    return Part(
        id=row["id"],
        title=f"{row['title']}: {row['name']}" if row["name"] else row["title"],
        required=row["required"],
        priority=row["priority"],
        min=min(row["least"], given),
        typical=row["usual"],
        max=max(row["most"], given),
        say=row["say"],
        how=row["how"],
        part="pause" if row["pause"] else row["from"],
    )


def go_on(live: Live, at: int) -> Live:
    """End the part being run, and begin the next; after the last one there is none."""
    if live.now is None:
        return live
    elapsed = live.elapsed(at)
    planned = live.planned.get(live.now.part.id, 0)
    ran = Ran(live.now.part, planned, elapsed - live.since)
    now, rest = (live.rest[0], live.rest[1:]) if live.rest else (None, ())
    return replace(live, now=now, rest=rest, since=elapsed, done=(*live.done, ran))


def catch_up(live: Live, at: int) -> Live:
    """Plan the rest again so that it ends on time; the last part keeps its place in any case.

    The part being run keeps the minutes that it has had, and may get more. Where the time is
    too short, minutes set by hand give way first, and then what is least important; the last
    part is the one that stays, with its least minutes, even when that ends late.
    """
    if live.now is None:
        return live
    spent = -(-(live.elapsed(at) - live.since) // 60)
    room = (60 * live.total - live.since) // 60
    minutes = _fitted(_at_least(live.ahead, spent), room, _not_under(live, spent))
    now, *rest = (
        Timed(each.part, minutes[each.part.id]) for each in live.ahead if each.part.id in minutes
    )
    gone = tuple(each.part for each in live.rest if each.part.id not in minutes)
    return replace(live, now=now, rest=tuple(rest), left_out=(*live.left_out, *gone))


def gave_way(live: Live) -> bool:
    """Tell whether a part that is not over yet lost the minutes that were set by hand."""
    left = {each.part.id: each.minutes for each in live.ahead}
    left |= {part.id: 0 for part in live.left_out}
    return any(left.get(part, minutes) != minutes for part, minutes in live.by_hand.items())


def _at_least(ahead: Sequence[Timed], spent: int) -> tuple[Part, ...]:
    """The parts ahead; the first can't have less than it has had, and is required by now."""
    now, *rest = (each.part for each in ahead)
    least = max(1, spent)
    first = replace(
        now,
        required=True,
        min=least,
        typical=max(least, now.typical),
        max=max(least, now.max),
    )
    return (first, *rest)


def _not_under(live: Live, spent: int) -> Mapping[str, int]:
    """The minutes set by hand; the part being run can't have less than it has had."""
    name = live.now.part.id if live.now else ""
    return {part: max(n, spent) if part == name else n for part, n in live.by_hand.items()}


def _fitted(parts: Sequence[Part], room: int, by_hand: Mapping[str, int]) -> Mapping[str, int]:
    """The minutes in the room there is: as wished, else with only the first and last required."""
    last = len(parts) - 1
    loose = tuple(replace(each, required=at in {0, last}) for at, each in enumerate(parts))
    for choice, pins in ((parts, by_hand), (parts, NO_PINS), (loose, NO_PINS)):
        found = fit(choice, room, pins)
        if isinstance(found, TooLong):
            found = fit(choice, found.most, pins)
        if isinstance(found, Fitted):
            return found.minutes
    return {part.id: part.min for at, part in enumerate(parts) if at in {0, last}}


def minutes_run(live: Live) -> tuple[int, int]:
    """Give the whole minutes in the group and the minutes of breaks."""
    pauses = sum(each.seconds for each in live.done if each.part.part == "pause")
    whole = round(sum(each.seconds for each in live.done) / 60)
    return max(0, whole - round(pauses / 60)), round(pauses / 60)


def for_the_note(live: Live) -> dict[str, Any]:
    """Give what a note can know of the session, by the names that a flow for notes uses.

    It ended with its last part, however long afterward somebody begins to write.
    """
    group, breaks = minutes_run(live)
    done = "; ".join(f"{each.part.title}, {each.minutes} min" for each in live.done)
    return {
        "started": time_of(live.began),
        "ended": time_of((live.began + live.since) % DAY),
        "group_minutes": group,
        "planned_minutes": live.total,
        "break_minutes": breaks,
        "participants": {"done": done},
    }

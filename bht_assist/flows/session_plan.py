"""Makes the timed plan of a group session: an agenda step of the pack, a topic, the minutes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from bht_assist.content import models
from bht_assist.flows.agenda import Dropped, Fitted, Part, TooLong, TooShort, clock, fit

if TYPE_CHECKING:
    from bht_assist.content.models.agenda import Agenda, Limit, PerPerson

Holds = Callable[[str], bool]
"""Whether a condition of the pack is true now."""

Words = Callable[[str], str]
"""Fills a text of the pack with what has been said."""

NOTHING: Mapping[str, Any] = MappingProxyType({})
ORDER = "activities"
"""Among what is set by hand: the activities that come first, by id. All else is minutes."""

EXACT, AT_MOST, AT_LEAST = "exact", "max", "min"
"""How the minutes bind: the values of the step that an agenda names as its `bound`."""

QUICK_ABOVE = 5
"""A part that grows with the group turns quick above one fifth of the session."""


def plan(  # noqa: PLR0913, PLR0917 - what a session depends on
    step: Agenda,
    topic: models.Topic,
    minutes: int,
    size: int | tuple[int, int] | None,
    start: str | None,
    holds: Holds,
    by_hand: Mapping[str, Any] = NOTHING,
    words: Words = str,
    bound: str = EXACT,
) -> Mapping[str, object] | TooShort | TooLong:
    """The timed plan as plain data; where the usual template is too long, the short one.

    It is made for the most who may come; with no size given, for the middle of what the topic
    calls ideal. Minutes set by hand stand, and 0 leaves a part out; see ORDER for the rest.
    With the bound `max` it may end early: where nothing more fits, or when each part has had its
    usual time. With `min` it may run longer: as long as it needs. `asked` keeps what was wished.
    """
    people, limits = _people(size, topic), _limits(step, holds)
    ordered = _in_order(topic, by_hand.get(ORDER, ()))
    pins = {name: each for name, each in by_hand.items() if isinstance(each, int)}

    def filling(length: int) -> Mapping[str, object] | TooShort | TooLong:
        session = _Session(ordered, length, people, limits, holds, words, pins)
        return _filled_with(session, step, start)

    found = filling(minutes)
    while bound == AT_MOST and isinstance(found, TooLong):
        found = filling(found.most)
    while bound == AT_LEAST and isinstance(found, TooShort):
        found = filling(found.needed)
    if bound == AT_MOST and isinstance(found, Mapping):
        found = _unhurried(found, filling)
    return found if isinstance(found, TooShort | TooLong) else {**found, "asked": minutes}


def _unhurried(
    found: Mapping[str, Any], filling: Callable[[int], Mapping[str, object] | TooShort | TooLong]
) -> Mapping[str, object]:
    """The same parts, each in its usual time, where that ends sooner."""
    usual = sum(row["usual"] for row in found["segments"])
    sooner = filling(usual) if usual < found["minutes"] else found
    return sooner if isinstance(sooner, Mapping) else found


def _filled_with(
    session: _Session, step: Agenda, start: str | None
) -> Mapping[str, object] | TooShort | TooLong:
    usual = session.fill(step.segments)
    pins = _known(session.pins, usual)
    fitted = fit(_parts(usual), session.minutes, pins)
    if isinstance(fitted, Fitted):
        return session.show(fitted, usual, "standard", start)
    if isinstance(fitted, TooLong) or not step.short_segments:
        return fitted
    if pins and not isinstance(fit(_parts(usual), session.minutes), TooShort):
        return fitted  # it is what was set by hand that has no room; the short way would lose it
    quick = session.fill(step.short_segments)
    short = fit(_parts(quick), session.minutes, _known(session.pins, quick))
    if isinstance(short, Fitted):
        return session.show(short, quick, "short", start)
    return short if isinstance(short, TooShort) else fitted


def _in_order(topic: models.Topic, first: Sequence[str]) -> models.Topic:
    """The topic with these activities first, then its core one, then the rest."""
    rank = {name: place for place, name in enumerate(first)}
    ordered = sorted(
        topic.activities, key=lambda each: (rank.get(each.id, len(rank)), not each.core)
    )
    return topic.but(activities=tuple(ordered))


def _people(size: int | tuple[int, int] | None, topic: models.Topic) -> int:
    if size is None:
        return ceil(sum(topic.group_size.ideal) / 2)
    return max(size) if isinstance(size, tuple) else size


def _limits(step: Agenda, holds: Holds) -> Mapping[str, Limit]:
    """For each part, the strictest limit that holds now."""
    return {
        limit.segment: limit
        for limit in sorted(step.limits, key=lambda limit: -limit.max)
        if holds(limit.when)
    }


@dataclass(frozen=True)
class _Filled:
    """A segment of the template once the topic, the group and the limits are known."""

    part: Part
    activity: models.Activity | None
    quick: bool
    pause: bool


def _parts(filled: Sequence[_Filled]) -> tuple[Part, ...]:
    return tuple(each.part for each in filled)


def _known(pins: Mapping[str, int], filled: Sequence[_Filled]) -> Mapping[str, int]:
    """Leave out pins that mean nothing now, as after a change of topic or of the group."""
    return {
        each.part.id: pins[each.part.id]
        for each in filled
        if each.part.id in pins and (pins[each.part.id] or not each.part.required)
    }


@dataclass(frozen=True)
class _Session:
    topic: models.Topic
    minutes: int
    people: int
    limits: Mapping[str, Limit]
    holds: Holds
    words: Words
    pins: Mapping[str, int]
    """Minutes set by hand."""

    def fill(self, segments: Sequence[models.Segment]) -> tuple[_Filled, ...]:
        asked = (each for each in segments if not each.when or self.holds(each.when))
        return tuple(filled for each in asked if (filled := self._fill(each)) is not None)

    def _fill(self, segment: models.Segment) -> _Filled | None:
        """The segment with its minutes; None where the topic has nothing to put in it."""
        activity, from_topic = self._from_topic(segment.from_)
        bounds, quick = self._bounds(segment, from_topic)
        if bounds is None:
            return None
        cap = self.limits[segment.id].max if segment.id in self.limits else bounds.max
        part = Part(
            id=segment.id,
            title=segment.title,
            required=segment.required
            or bool(segment.required_when and self.holds(segment.required_when)),
            priority=segment.priority,
            min=max(1, min(bounds.min, cap)),
            typical=max(1, min(bounds.typical, cap)),
            max=max(1, min(bounds.max, cap)),
            needs=segment.needs,
            say=self.words(segment.say),
            how=segment.how or (activity.how if activity else ""),
            part=segment.from_,
        )
        return _Filled(part, activity, quick, segment.pause)

    def _from_topic(self, part: str) -> tuple[models.Activity | None, models.Minutes | None]:
        if part == "teach":
            return None, self.topic.teach.minutes
        if part == "discussion":
            return None, self.topic.discussion.minutes
        places = zip(("core", "second", "third"), self.topic.activities, strict=False)
        activity = dict(places).get(part)
        return activity, activity.minutes if activity else None

    def _bounds(
        self, segment: models.Segment, from_topic: models.Minutes | None
    ) -> tuple[models.Minutes | None, bool]:
        """The minutes, and whether they are the quick ones; the segment's own come first."""
        if segment.from_ and from_topic is None:
            return None, False
        if segment.per_person is None:
            return segment.minutes or from_topic, False
        usual = _grown(segment.per_person, self.people)
        if segment.quick is None or not self._is_long(usual.typical, segment.id):
            return usual, False
        return _grown(segment.quick, self.people), True

    def _is_long(self, minutes: int, segment: str) -> bool:
        limited = segment in self.limits and minutes > self.limits[segment].max
        return limited or minutes * QUICK_ABOVE > self.minutes

    def show(
        self, fitted: Fitted, filled: Sequence[_Filled], template: str, start: str | None
    ) -> Mapping[str, object]:
        """The plan as answers and documents hold it."""
        known = {each.part.id: each for each in filled}
        return {
            "minutes": self.minutes,
            "people": self.people,
            "start": clock(0, start),
            "end": clock(self.minutes, start),
            "topic": self.topic.title,
            "activities": [{"id": each.id, "name": each.name} for each in self.topic.activities],
            "template": template,
            "segments": [
                _row(known[timed.part.id], by_hand=timed.part.id in self.pins) | times
                for timed, times in zip(fitted.parts, _times(fitted, start), strict=True)
            ],
            "dropped": [_gone(each) for each in fitted.dropped],
            "limits": [
                {"id": limit.segment, "max": limit.max, "why": limit.why}
                for limit in self.limits.values()
                if limit.segment in fitted.minutes
            ],
        }


def _times(fitted: Fitted, start: str | None) -> Iterator[dict[str, object]]:
    now = 0
    for timed in fitted.parts:
        end = now + timed.minutes
        yield {"minutes": timed.minutes, "start": clock(now, start), "end": clock(end, start)}
        now = end


def _gone(dropped: Dropped) -> Mapping[str, object]:
    part = dropped.part
    return {
        "id": part.id,
        "title": part.title,
        "kind": dropped.kind,
        "why": dropped.why,
        "least": part.min,
    }


def _row(filled: _Filled, *, by_hand: bool) -> dict[str, object]:
    part, activity = filled.part, filled.activity
    return {
        "id": part.id,
        "title": part.title,
        "least": part.min,
        "usual": part.typical,
        "most": part.max,
        "priority": part.priority,
        "required": part.required,
        "by_hand": by_hand,
        "say": part.say,
        "how": part.how,
        "from": part.part,
        "activity": activity.id if activity else "",
        "name": activity.name if activity else "",
        "quick": filled.quick,
        "pause": filled.pause,
    }


def _grown(rate: PerPerson, people: int) -> models.Minutes:
    """The minutes for this many people: whole ones, rounded up, and never above the cap."""
    least, usual, most = (
        min(rate.cap, base + ceil(people * seconds / 60))
        for base, seconds in (
            (rate.base.min, rate.seconds.min),
            (rate.base.typical, rate.seconds.typical),
            (rate.base.max, rate.seconds.max),
        )
    )
    return models.Minutes(min=least, typical=usual, max=most)

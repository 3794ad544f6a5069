"""The timed plan of a session: its parts, their minutes, and what moves when time is short."""

from __future__ import annotations

from typing import Annotated, Literal

from .base import Entry, Expression, Minutes, Natural, Prose, Some, Whole, Word, Words
from .bounds import Bounds
from .step_base import StepBase


class PerPerson(Entry):
    """Minutes that grow with the group: a base, and seconds for each person, up to a cap."""

    base: Minutes
    seconds: Minutes
    cap: Natural = 30


class Segment(Entry):
    """One part of a session. Its minutes are given, come from the topic, or grow with the group."""

    id: Word
    title: Prose
    required: bool = False
    required_when: str = ""
    when: str = ""
    priority: Annotated[int, Bounds(ge=0, le=100)] = 50
    """When time is short, the lowest goes first."""
    minutes: Minutes | None = None
    from_: Literal["", "teach", "core", "second", "third", "discussion"] = ""
    """The part of the topic that it is."""
    per_person: PerPerson | None = None
    quick: PerPerson | None = None
    """Used instead of `per_person` where its usual time would pass a fifth of the session."""
    needs: Words = ()
    pause: bool = False
    """A break, which does not count as time in the group."""
    say: str = ""
    """What the facilitator can say; it may name anything said before."""
    how: str = ""


class Limit(Entry):
    """Caps the minutes of a segment while `when` holds."""

    when: Expression
    segment: Word
    max: Natural
    why: Prose


class Otherwise(Entry):
    """Something that may turn out otherwise; papers show the plan for it, ready to use."""

    id: Word
    say: Prose
    """When: "Only two people come"."""
    do: str = ""
    """What to do then, beside the other minutes."""
    people: Whole = 0
    """This many come."""
    late: Whole = 0
    """The session starts this many minutes late, and ends on time."""


class Series(Entry):
    """A session that is one of a series, and how topics for the next ones are proposed.

    The topic that costs the least comes first. None comes twice in a series.
    """

    when: Expression
    """Whether there is a series."""
    group: Word
    """The step that says which group it is."""
    number: Word
    """The step that says the how-manyth session this is."""
    last: str = ""
    """The step that says what the session before was about, where that is not remembered."""
    count: Word
    """The step that says how many there are."""
    sessions: Natural = 4
    """How many there are, unless said."""
    most: Natural = 12
    """The most that are proposed."""
    fits: str = ""
    """Which topics may come: an expression over each in turn, by the name of the topic's step."""
    lately: Annotated[float, Bounds(ge=0)] = 1
    """What a topic costs that ran yesterday; it falls to nothing over the topic's `lately` days."""
    family: Annotated[float, Bounds(ge=0)] = 1
    """What each session so far costs the topics of its own family."""
    stay: str = ""
    """While this holds, topics of the same family come first instead."""


class Agenda(StepBase):
    """A timed plan, fitted by the engine to the minutes and the group."""

    ask: Literal["agenda"]
    topic: Word
    minutes: Word
    size: Word = "group_size"
    start: str = ""
    bound: str = ""
    """The step that says whether the minutes are `exact`, the most (`max`) or the least (`min`)."""
    segments: Some[Segment]
    short_segments: tuple[Segment, ...] = ()
    """Used when the session is too short for `segments`."""
    limits: tuple[Limit, ...] = ()
    note: str = ""
    """The flow that writes down how it went; a session that was run fills in what it knows."""
    otherwise: tuple[Otherwise, ...] = ()
    series: Series | None = None
    must_fit: tuple[int, ...] = ()
    """Lengths in minutes that every topic must fill; proofreading tries them."""

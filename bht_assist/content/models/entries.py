"""The shelves of a pack: topics, lists, cards, synonyms."""

from __future__ import annotations

from dataclasses import field
from typing import Annotated, Literal

from .base import (
    Entry,
    Minutes,
    Name,
    Names,
    Natural,
    Option,
    Prose,
    Setting,
    Some,
    Texts,
    Whole,
    Word,
    written_out,
)
from .bounds import Before


class Teaching(Entry):
    minutes: Minutes
    points: Some[Prose]


class Activity(Entry):
    id: Word
    name: Prose
    how: Prose
    minutes: Minutes
    core: bool = False
    writing: Literal["none", "optional", "required"] = "none"
    role_play: bool = False
    needs: Texts = ()
    lines: Texts = ()
    """Ready to use: what to read out, or to put on the cards that it needs."""
    variants: Setting = field(default_factory=dict)
    """What to do differently, by the id of an adaptation: teens, high_acuity, telehealth, …

    `no_writing` and `no_role_play` are the format's own: the ways round `writing` and `role_play`.
    """


class Discussion(Entry):
    minutes: Minutes
    questions: Some[Prose]


class GroupSize(Entry):
    min: Natural
    ideal: tuple[int, int]
    max: Natural


class Topic(Entry):
    """What a group session can be about."""

    id: Word
    family: Name
    title: Prose
    inform_clinician: bool = False
    """The clinician should know that this group is being run."""
    audience: Names
    acuity_ok: Names
    group_size: GroupSize
    cautions: Texts = ()
    not_today: Texts = ()
    """Reasons to run another topic today, for the facilitator to look at before group."""
    moments: Names = ()
    """The cards for the hard moments that are most likely here."""
    objectives: Some[Prose]
    goal_areas: Texts = ()
    teach: Teaching
    activities: Some[Activity]
    discussion: Discussion
    closing: Prose
    practice: Prose
    handout: Prose
    materials: Texts = ()
    tags: Texts = ()
    staff_phrases: Texts = ()
    """How staff ask for it."""


class Family(Option):
    """Topics of one kind, and what each of them must carry."""

    cautions: Whole = 0
    """The fewest cautions that a topic of this family has."""


FamilyText = Annotated[Family, Before(written_out, Family | str)]


class Adaptation(Entry):
    """What changes for some groups, whatever the topic.

    Its id is the id of the answer or the named value that calls for it, and the key under which
    activities give their variant.
    """

    id: Word
    say: Prose
    """For whom or when, in a few words."""
    notes: Texts = ()
    """What the facilitator does differently."""
    acuity: str = ""
    """The state of a room in which it holds; a topic for such a room has this way in its core."""


class Participation(Entry):
    """One level of taking part, from what anybody in the room could see; it is not progress."""

    id: Word
    say: Prose
    means: Prose


class Topics(Entry):
    """A file of topics/: what groups can be about, and what they all share."""

    families: tuple[FamilyText, ...] = ()
    topics: tuple[Topic, ...] = ()
    agreements: tuple[Option, ...] = ()
    """What the group agrees on, in the order in which it is said; a client hears it."""
    adaptations: tuple[Adaptation, ...] = ()
    participation: tuple[Participation, ...] = ()
    """From the least to the most."""


class SuggestionList(Entry):
    """Examples offered when someone is stuck; a client picks one or finds better words."""

    list: Word
    title: Prose
    items: Some[Prose]


class Card(Entry):
    """Guidance for staff, one card to a file; its Markdown is `body`."""

    card: Name
    title: Prose
    asks: Texts = ()
    sign: str = ""
    """For a hard moment in a group: what the facilitator sees, in a few words."""
    say: str = ""
    """For a hard moment in a group: one sentence to say right then."""
    training: bool = False
    """Somebody made up, to practice with; shown in training only."""
    body: str = ""


class Synonym(Entry):
    say: Some[Prose]
    means: Prose


class Synonyms(Entry):
    synonyms: tuple[Synonym, ...]

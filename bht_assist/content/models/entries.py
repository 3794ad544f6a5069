"""The shelves of a pack: resources, topics, lists, cards, synonyms."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field as Key

from .base import Entry, Minutes, Name, Names, OptionText, Prose, Setting, Texts, Word


class Phone(Entry):
    """One way to reach a resource."""

    kind: Literal["voice", "text", "tty", "videophone", "fax"] = "voice"
    number: Prose
    """Digits as dialed: ten digits with or without +1, a three-digit code, or a text code."""
    extension: str = ""
    vanity: str = ""
    """The number in letters, as advertised; the keypad must agree with `number`."""
    say: str = ""
    """What to do once connected, or the word to text: "then press 1", "HOME"."""
    label: str = ""
    languages: Texts = ()
    verified_on: date | None = None
    """When this number was last checked, if not with the rest."""


class Resource(Entry):
    """A service that people can turn to; every fact with its source and the date it was checked."""

    id: Name
    name: Prose
    aka: Texts = ()
    needs: Names = Key(min_length=1)
    what_for: Prose
    """In plain words, for the client."""
    phones: tuple[Phone, ...] = ()
    chat: str = ""
    url: str = ""
    hours: Prose
    always_open: bool = False
    languages: Texts = ()
    audience: Prose
    cost: Prose
    area: str = "United States"
    address: str = ""
    private_address: bool = False
    """The address must never be printed."""
    crisis: bool = False
    tags: Texts = ()
    confidence: Literal["verified", "sure"] = "sure"
    """verified: seen in a public source; sure: well established, to be called before use."""
    source: str = ""
    verified_on: date
    verified_how: Prose
    note: str = ""
    """For staff."""


class Need(Entry):
    """A plain-language reason to look for a resource."""

    id: Name
    say: Prose
    synonyms: Texts = ()


class Ended(Entry):
    """A program that ended or changed, so that nobody is sent to it."""

    id: Name
    name: Prose
    say: Prose
    """What happened, and when."""
    use_instead: Names = ()
    source: str = ""
    verified_on: date


class Directory(Entry):
    """A file of resources/: any of the three shelves."""

    needs: tuple[Need, ...] = ()
    resources: tuple[Resource, ...] = ()
    ended: tuple[Ended, ...] = ()


class Teaching(Entry):
    minutes: Minutes
    points: Texts = Key(min_length=1)


class Activity(Entry):
    id: Word
    name: Prose
    how: Prose
    minutes: Minutes
    core: bool = False
    writing: Literal["none", "optional", "required"] = "none"
    role_play: bool = False
    needs: Texts = ()
    variants: Setting = Key(default_factory=dict)
    """What to do differently, by situation: no_writing, teens, high_acuity, …"""


class Discussion(Entry):
    minutes: Minutes
    questions: Texts = Key(min_length=1)


class GroupSize(Entry):
    min: int = Key(ge=1)
    ideal: tuple[int, int]
    max: int = Key(ge=1)


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
    objectives: Texts = Key(min_length=1)
    goal_areas: Texts = ()
    teach: Teaching
    activities: tuple[Activity, ...] = Key(min_length=1)
    discussion: Discussion
    closing: Prose
    practice: Prose
    handout: Prose
    materials: Texts = ()
    tags: Texts = ()
    staff_phrases: Texts = ()
    """How staff ask for it."""


class Topics(Entry):
    """A file of topics/."""

    families: tuple[OptionText, ...] = ()
    topics: tuple[Topic, ...] = ()


class SuggestionList(Entry):
    """Examples offered when someone is stuck; a client picks one or finds better words."""

    list: Word
    title: Prose
    items: Texts = Key(min_length=1)


class Card(Entry):
    """Guidance for staff, one card to a file; its Markdown is `body`."""

    card: Name
    title: Prose
    asks: Texts = ()
    body: str = ""


class Synonym(Entry):
    say: Texts = Key(min_length=1)
    means: Prose


class Synonyms(Entry):
    synonyms: tuple[Synonym, ...]

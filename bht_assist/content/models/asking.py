"""asking/: how staff say what they need, and what no plan is made for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Any, TypeAlias

from .base import Entry, Name, Natural, Prose, Some, Texts, Word, Words
from .roles import Role

Frames: TypeAlias = tuple[tuple[Word, ...], ...]
"""Rows of families: a word of the first, then of the next within a few words."""


class Held(Entry):
    """An answer that a step gets."""

    step: Word
    value: Name


class Derived(Entry):
    """A constraint that follows from how many people or minutes there are."""

    constraint: Name
    size_from: int = 0
    size_to: int = 0
    minutes_to: int = 0


class Planned(Entry):
    """The conversation that a request for a group starts, and which of its steps hold what."""

    flow: Word
    topic: Word
    minutes: Word
    at_most: Held
    at_least: Held
    size: Word
    start: Word
    language: Word
    constraints: Word
    two_topics: Name
    usual_minutes: Some[int]
    """Of two numbers without a unit, one of these is the minutes."""
    least_minutes: int
    most_minutes: int
    most_people: int
    topics_from: int = 4
    """So many topics in one request are asked for together; fewer are what it is about."""
    least_topic_minutes: int = 0
    """What each of so many topics takes at least."""
    least_turn_minutes: int = 0
    """What each one who tells a story takes at least."""
    most_leaders: int = 0
    """So many of us may be those who lead, and are not counted."""
    derived: tuple[Derived, ...] = ()

    def can_last(self, minutes: float) -> bool:
        """Whether any group is so long."""
        return self.least_minutes <= minutes <= self.most_minutes


class Said(Held):
    """Words that answer a step: `say` by themselves, `without` where they are not wanted."""

    say: Texts = ()
    without: Texts = ()
    people: bool = False
    """They name people too, so that a number before them is how many come."""
    ages: tuple[int, int] | None = None


class TopicWords(Entry):
    topic: Word
    say: Texts


class Redirect(Entry):
    """What is out of scope: the nearest topic that is not, and the rule."""

    redirect: Word
    flag: str = ""
    """The flag that is raised; its own id, unless given."""
    topic: Word
    rule: Prose
    say: Texts = ()
    near: tuple[tuple[Texts, ...], ...] = ()
    """Words that follow each other within a few words: one of the first, one of the next."""
    frames: Frames = ()
    always: Frames = ()
    """Frames that count also where a word of them says no: "can she skip her lithium"."""
    together: Frames = ()
    """Families that stand anywhere in one request."""


class InScope(Entry):
    """What is in scope, whatever rule its words meet: "leaves friday, needs legal aid"."""

    frames: Frames = ()
    together: Frames = ()
    asks: Frames = ()
    """Where a rule's words begin with these: "can I have a lesson on medicines"."""


class Urgent(Entry):
    """Words of a live emergency, and those that say when they are not one."""

    card: str = ""
    flag: str = ""
    lexicons: Words = ()
    """Checks whose most pressing words count as well."""
    words: tuple[Texts, ...] = ()
    near: tuple[tuple[Texts, ...], ...] = ()
    frames: Frames = ()
    unless: Texts = ()
    unless_near: tuple[tuple[Texts, ...], ...] = ()
    unless_frames: Frames = ()
    told: Frames = ()
    """What counts where nothing else is asked for."""
    asked: Frames = ()
    """What asks for something, besides groups, conversations and services by name."""
    signs: Texts = ()
    """Signs of danger, which count where nothing else is asked for and a word is of `about`."""
    about: Texts = ()
    """Words that say that it is about somebody, or some place."""
    named: Texts = ()
    """Names of dangers: what a request is about where it asks for something, but for `now`."""
    now: Texts = ()
    supposed: Texts = ()
    """Stand before what somebody might do, who is nobody yet: "what if a client says"."""
    past: Texts = ()
    """Stand before what is past."""
    past_after: Texts = ()
    """Stand after it."""
    denials: Texts = ()


class Toward(Entry):
    """Words before a level of care that say if it is left or gone to, and the step it fills."""

    step: Word
    say: Texts


class Days(Entry):
    """Words for a day, and the step that gets it."""

    step: Word
    ahead: dict[int, Texts] = field(default_factory=dict)
    """So many days from today."""
    weekdays: dict[int, Texts] = field(default_factory=dict)
    """The next such day after today; 0 is Monday."""
    within: Texts = ()
    """Stand before a number of days: in 3 days."""
    days: Texts = ()
    unsure: Texts = ()
    """Before a weekday they leave open which one: next Friday."""
    months: dict[int, Texts] = field(default_factory=dict)
    ordinals: Texts = ()
    """Stand after a number that is a day, with `leads` before it: the 12th."""
    leads: Texts = ()
    now: Texts = ()
    """Name no day that a plan has to hold: a group today."""


class Begun(Entry):
    """A conversation besides the plan, the words that ask for it, and the steps they answer."""

    begins: Word
    say: Texts = ()
    near: tuple[tuple[Texts, ...], ...] = ()
    frames: Frames = ()
    together: Frames = ()
    """Families that stand anywhere in one request, which tell of it too."""
    unless: Texts = ()
    """Words that answer nothing: "se va" is not the VA."""
    needs: Word = ""
    """The step that gets the needs that are named."""
    answers: tuple[Said, ...] = ()
    levels: Word = ""
    """The step of the plan whose words name levels of care."""
    toward: tuple[Toward, ...] = ()
    day: Days | None = None

    def with_more(self, other: Begun) -> Begun:
        """Add the words that another pack has for the same conversation."""
        more = ("say", "near", "frames", "together", "unless", "answers", "toward")
        added = {key: (*getattr(self, key), *getattr(other, key)) for key in more}
        return self.but(**added)


class Flag(Entry):
    flag: Word
    say: Texts
    note: Prose


class CardWords(Entry):
    card: Name
    say: Texts = ()
    near: tuple[tuple[Texts, ...], ...] = ()


class Private(Entry):
    """What says who somebody is: it is left out of everything."""

    before: Texts = ()
    """Words that stand before a name."""
    birth: Texts = ()
    numbers: Texts = ()
    names: Texts = ()


class Sayings(Entry):
    """What is said about each kind of request."""

    urgent: str = ""
    danger: str = ""
    """Said where somebody is told of and nothing was understood."""
    redirect: str = ""
    clarify: str = ""
    infeasible: str = ""
    """Said where no plan fits the minutes."""
    no_way: str = ""
    """Where what is asked for does not fit together."""
    no_group: str = ""
    """Said where so many people, or nobody, are no group."""
    many_topics: str = ""
    """Said where so many topics do not fit the minutes."""
    dropped: str = ""
    outside: str = ""


class WeighedRequests(Entry):
    """What a request says as a whole, where no phrase says it: its words are weighed by a table.

    What it may speak for are the kinds of request, rules of scope and flows, by their ids.
    """

    table: Word
    words_from: Natural
    """Fewer words than these say too little to be weighed."""
    bars: dict[Word, float]
    """By how much a request has to speak more for a thing than for any other."""
    not_fitting_from: float = 0
    """From here on what is said to be infeasible is so although its minutes and people fit."""
    overruled: dict[Word, dict[Word, float]] = field(default_factory=dict)
    """By how much it has to speak more for something else before a phrase no longer counts."""
    source: Prose


class WeighedTopics(Entry):
    """What a group is about, where phrases do not say it all: its words are weighed by a table."""

    table: Word
    words_from: Natural
    """Fewer words than these say too little to be weighed."""
    heard_from: float
    """From here on a topic counts that no phrase names."""
    counts: float
    """What a weight counts beside the worth of phrases."""
    source: Prose


class WeighedClauses(Entry):
    """What clauses say beside a topic, where no phrase says it: their words are weighed."""

    table: Word
    step: Word
    """What the table names are answers of this step, but for `refused`."""
    words_from: Natural
    """Fewer words than these say too little to be weighed."""
    heard_from: float
    """From here on an answer counts."""
    refused: Word
    """What the table calls a clause that says that something is not wanted."""
    refused_from: float
    """From here on what such a clause names is left out."""
    doubted_from: float
    """From here on no topic is offered but the first, as others are too often just that."""
    opposites: dict[Word, Word] = field(default_factory=dict)
    """Answers of which only one can be meant: what a phrase says, or else what weighs more."""
    source: Prose


class Asking(Entry):
    """How requests are understood; what packs have is added up, and the first plan counts."""

    source: str = ""
    """Where what stands in the file is from, and when it was checked."""
    plan: Planned | None = None
    numbers: dict[int, Texts] = field(default_factory=dict)
    words: dict[Role, Texts] = field(default_factory=dict)
    curricula: dict[int, Texts] = field(default_factory=dict)
    """What is made of so many topics, where all of it is asked for."""
    families: dict[Word, Texts] = field(default_factory=dict)
    """Words of one kind by the name of the kind, for the frames of all rules."""
    shorthand: dict[str, Texts] = field(default_factory=dict)
    """Words, each with short forms of it."""
    spoken: dict[Name, Texts] = field(default_factory=dict)
    """Words that show that a request is in another language."""
    answers: tuple[Said, ...] = ()
    topics: tuple[TopicWords, ...] = ()
    asides: tuple[TopicWords, ...] = ()
    """Words that rather say how a group is held: what any others lead to comes first."""
    no_topic: Texts = ()
    """What groups are about that no topic of the packs is for, so that the topic is asked for."""
    urgent: Urgent = Urgent()
    flags: tuple[Flag, ...] = ()
    redirects: tuple[Redirect, ...] = ()
    in_scope: InScope = InScope()
    cards: tuple[CardWords, ...] = ()
    begun: tuple[Begun, ...] = ()
    questions: Texts = ()
    moves: Texts = ()
    finds: Texts = ()
    private: Private = Private()
    weighed: WeighedRequests | None = None
    weighed_topics: WeighedTopics | None = None
    weighed_clauses: WeighedClauses | None = None
    say: Sayings = Sayings()

    def with_more(self, other: Asking) -> Asking:
        """Add what another pack has; what stands here already counts first."""
        return Asking(**_together(self, other))


def _together(one: Any, other: Any) -> Any:
    if isinstance(one, Entry) and isinstance(other, type(one)):
        parts = {
            key: _together(getattr(one, key), getattr(other, key)) for key in one.field_names()
        }
        return parts if isinstance(one, Asking) else one.but(**parts)
    if isinstance(one, Mapping):
        return {key: _together(one.get(key, ()), other.get(key, ())) for key in {**one, **other}}
    return (*one, *other) if isinstance(one, tuple) else one or other

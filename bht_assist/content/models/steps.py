"""The kinds of step a conversation is made of: what an author may write under `steps:`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field as Key

from .base import Entry, Expression, Minutes, Name, Names, OptionText, Prose, Texts, Word, Words


class Rule(Entry):
    """What an answer must be; `must` may name `answer` and anything said before."""

    must: Expression
    say: Prose


class Hint(Entry):
    """A quiet word to staff, shown while `when` holds."""

    when: Expression
    say: Prose


class StepBase(Entry):
    """What every kind of step may carry."""

    id: Word
    title: str = ""
    """A short name for lists of steps; the client's or staff's words stand in for it."""
    staff: str = ""
    """What staff read or say."""
    client: str = ""
    """What the paper and the shared screen say."""
    why: str = ""
    """The reason for asking, shown on request; also how new staff learn."""
    example: str = ""
    probes: Texts = ()
    """Follow-up questions for when the client is stuck."""
    when: str = ""
    """The step is asked only while this holds; it may look back only."""
    optional: bool = False
    """May stay blank without a reason."""
    private: bool = False
    """Never on any paper."""
    locked: bool = False
    """A facility may reword it, never weaken or remove it."""
    rules: tuple[Rule, ...] = ()
    hints: tuple[Hint, ...] = ()
    default: str = ""
    """An expression for what to offer; kept only when somebody answers."""
    print: Names = ()
    """The documents that may show it; empty means any."""
    coach: Names = ()
    """Lexicons that look at each thing said, and may suggest a better question."""
    escalate: Names = ()
    """Lexicons of words that stop the conversation until somebody has been called."""
    anew: bool = False
    """Asked anew when an earlier plan is revised."""
    apart: bool = False
    """It stays in its own conversation: no link takes it over."""
    was: Words = ()
    """Ids that older saved plans used for this step."""


class Counted(StepBase):
    """A step that takes several things: the least, the number worth aiming at, the most."""

    min: int = Key(default=0, ge=0)
    target: int = Key(default=0, ge=0)
    max: int = Key(default=20, ge=1, le=200)


class Info(StepBase):
    """Something to read; it asks nothing."""

    ask: Literal["info"]


class Text(StepBase):
    """Free words; `lines` above 1 makes room for a longer text."""

    ask: Literal["text"]
    lines: int = Key(default=1, ge=1, le=40)
    suggest: str = ""


class Items(Counted):
    """A list of short things, each in the client's own words."""

    ask: Literal["items"]
    suggest: str = ""
    """A list offered when someone is stuck, as in lists/early_signs."""


class Choice(StepBase):
    """One of several; `own_words` also lets people say something else."""

    ask: Literal["choice"]
    options: tuple[OptionText, ...] = Key(min_length=2)
    own_words: bool = False


class Choices(Counted):
    """Any of several."""

    ask: Literal["choices"]
    options: tuple[OptionText, ...] = Key(min_length=1)
    own_words: bool = False


class YesNo(StepBase):
    ask: Literal["yes_no"]


class Row(Entry):
    """One line of a scale that rates several things."""

    id: Word
    say: Prose
    when: str = ""


class Scale(StepBase):
    """A number with words at its ends; with `rows`, one number for each row."""

    ask: Literal["scale"]
    low: int = 1
    high: int = 5
    low_words: Prose
    high_words: Prose
    rows: tuple[Row, ...] = ()


class Number(StepBase):
    """A whole number; with `range`, also two of them as [low, high]."""

    ask: Literal["number"]
    min: int = 0
    max: int = 1_000_000
    unit: str = ""
    range: bool = False


class Date(StepBase):
    ask: Literal["date"]


class Time(StepBase):
    ask: Literal["time"]


class Field(Entry):
    """One blank of a record."""

    id: Word
    ask: Literal["text", "choice", "yes_no", "number", "date", "time", "phone"]
    say: Prose
    options: tuple[OptionText, ...] = ()
    optional: bool = False
    private: bool = False
    lines: int = Key(default=1, ge=1, le=40)


class People(Counted):
    """People: name, relation, phone (any way to reach them), note, and `fields` of one's own."""

    ask: Literal["people"]
    fields: tuple[Field, ...] = ()
    suggest: str = ""


class Records(Counted):
    """Rows of named blanks; with `head`, blanks asked once come first, and rows are `items`."""

    ask: Literal["records"]
    fields: tuple[Field, ...] = Key(min_length=1)
    head: tuple[Field, ...] = ()
    items_when: str = ""
    """With `head`: ask for rows only while this holds; it may name the head's blanks."""


class Whom(Entry):
    """The steps that tell whom resources are for; what fits comes first, with the reason."""

    groups: str = ""
    """A step of `choices` whose ids are groups as in `eligibility`."""
    age: str = ""
    language: str = ""
    area: str = ""


class Resources(Counted):
    """Resources picked from the directory; each is copied, so an old plan reprints the same."""

    ask: Literal["resources"]
    needs: Names = ()
    """Offer these needs first."""
    needs_from: str = ""
    """A step whose picked options are needs to offer first."""
    whom: Whom = Whom()
    always: Names = ()
    """Resources that are picked from the start."""
    current: bool = False
    """Show the directory's facts of the day, never those of the day something was picked.

    Each then also says what became of it: `ended`, `gone`, `stale`, `was_phone`.
    """


class Topic(StepBase):
    """A group topic from the library."""

    ask: Literal["topic"]
    families: Names = ()
    lately: int = Key(default=0, ge=0)
    """Topics that ran in so many days are shown with their day, after the others."""


class PerPerson(Entry):
    """Minutes that grow with the group: a base, and seconds for each person, up to a cap."""

    base: Minutes
    seconds: Minutes
    cap: int = Key(default=30, ge=1)


class Segment(Entry):
    """One part of a session. Its minutes are given, come from the topic, or grow with the group."""

    id: Word
    title: Prose
    required: bool = False
    required_when: str = ""
    when: str = ""
    priority: int = Key(default=50, ge=0, le=100)
    """When time is short, the lowest goes first."""
    minutes: Minutes | None = None
    topic_part: Literal["", "teach", "core", "second", "third", "discussion"] = Key(
        default="", alias="from"
    )
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
    max: int = Key(ge=1)
    why: Prose


class Otherwise(Entry):
    """Something that may turn out otherwise; papers show the plan for it, ready to use."""

    id: Word
    say: Prose
    """When: "Only two people come"."""
    do: str = ""
    """What to do then, beside the other minutes."""
    people: int = Key(default=0, ge=0)
    """This many come."""
    late: int = Key(default=0, ge=0)
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
    count: Word
    """The step that says how many there are."""
    sessions: int = Key(default=4, ge=1)
    """How many there are, unless said."""
    most: int = Key(default=12, ge=1)
    """The most that are proposed."""
    fits: str = ""
    """Which topics may come: an expression over each in turn, by the name of the topic's step."""
    lately: float = Key(default=1, ge=0)
    """What a topic costs that ran yesterday; it falls to nothing over the topic's `lately` days."""
    family: float = Key(default=1, ge=0)
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
    segments: tuple[Segment, ...] = Key(min_length=1)
    short_segments: tuple[Segment, ...] = ()
    """Used when the session is too short for `segments`."""
    limits: tuple[Limit, ...] = ()
    note: str = ""
    """The flow that writes down how it went; a session that was run fills in what it knows."""
    otherwise: tuple[Otherwise, ...] = ()
    series: Series | None = None
    must_fit: tuple[int, ...] = ()
    """Lengths in minutes that every topic must fill; proofreading tries them."""


class Signature(StepBase):
    """A name to sign on paper; here only how it went."""

    ask: Literal["signature"]
    options: tuple[OptionText, ...] = Key(min_length=1)


Step = Annotated[
    Info
    | Text
    | Items
    | Choice
    | Choices
    | YesNo
    | Scale
    | Number
    | Date
    | Time
    | People
    | Records
    | Resources
    | Topic
    | Agenda
    | Signature,
    Key(discriminator="ask"),
]

KINDS: dict[str, type[StepBase]] = {
    "info": Info,
    "text": Text,
    "items": Items,
    "choice": Choice,
    "choices": Choices,
    "yes_no": YesNo,
    "scale": Scale,
    "number": Number,
    "date": Date,
    "time": Time,
    "people": People,
    "records": Records,
    "resources": Resources,
    "topic": Topic,
    "agenda": Agenda,
    "signature": Signature,
}

__all__ = ["KINDS", "Name", "Step", "StepBase"]

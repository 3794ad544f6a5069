"""The kinds of step a conversation is made of: what an author may write under `steps:`."""

from __future__ import annotations

from typing import Annotated, Literal

from .agenda import Agenda
from .base import Entry, Name, Names, OptionText, Prose, Some, Whole, Word
from .bounds import Bounds, ToldBy
from .step_base import Counted, StepBase


class Info(StepBase):
    """Something to read; it asks nothing."""

    ask: Literal["info"]


class Text(StepBase):
    """Free words; `lines` above 1 makes room for a longer text."""

    ask: Literal["text"]
    lines: Annotated[int, Bounds(ge=1, le=40)] = 1
    suggest: str = ""


class Items(Counted):
    """A list of short things, each in the client's own words."""

    ask: Literal["items"]
    suggest: str = ""
    """A list offered when someone is stuck, as in lists/early_signs."""


class Choice(StepBase):
    """One of several; `own_words` also lets people say something else."""

    ask: Literal["choice"]
    options: Annotated[tuple[OptionText, ...], Bounds(min_length=2)]
    own_words: bool = False


class Choices(Counted):
    """Any of several."""

    ask: Literal["choices"]
    options: Some[OptionText]
    own_words: bool = False


class YesNo(StepBase):
    """Yes or no."""

    ask: Literal["yes_no"]
    lapses: bool = False
    """A yes counts only until an answer on a paper for others changes, or somebody stops."""


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
    lines: Annotated[int, Bounds(ge=1, le=40)] = 1


class People(Counted):
    """People: name, relation, phone (any way to reach them), note, and `fields` of one's own."""

    ask: Literal["people"]
    fields: tuple[Field, ...] = ()
    suggest: str = ""


class Records(Counted):
    """Rows of named blanks; with `head`, blanks asked once come first, and rows are `items`."""

    ask: Literal["records"]
    fields: Some[Field]
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
    lately: Whole = 0
    """Topics that ran in so many days are shown with their day, after the others."""


class Signature(StepBase):
    """A name to sign on paper; here only how it went."""

    ask: Literal["signature"]
    options: Some[OptionText]


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
    ToldBy("ask"),
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

__all__ = ["KINDS", "Agenda", "Counted", "Name", "Step", "StepBase"]

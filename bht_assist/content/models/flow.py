"""A flow: one guided conversation."""

from __future__ import annotations

from dataclasses import field
from typing import Annotated, Literal

from .base import Entry, Expression, Names, Prose, RuleId, Some, Texts, Word, Words
from .bounds import Bounds
from .steps import Step

Level = Literal["stop_now", "pause_check", "review", "gap", "hint"]
"""How much a finding asks for, most first."""


class Section(Entry):
    id: Word
    title: Prose
    about: str = ""
    stays: bool = False
    """A facility may not give it another place."""
    steps: Some[Step]


class Check(Entry):
    """Something to look at over the whole plan, at review and before any document.

    One of `when`; `each`: one finding for every step that is blank without a reason, or that has
    fewer things than its target (its text may then name {{ step }}); `compare`: entries of `steps`
    held against those of `against`; `heard`: a lexicon finds something in `steps` (while the
    lexicon `unheard` finds nothing in `against`). `each` and `heard` look only while `when` holds.
    `stop` is short for a gap that blocks every document.

    Comparing: `one_number` stands with two names; `same_person` is named in both; `same_name` is a
    name of `steps` that stands in a text of `against`; `most_on_one` is a person who holds more
    than `percent` of the contacts; `facility_number` is a number of this place.
    """

    id: RuleId
    level: Literal["stop_now", "pause_check", "review", "gap", "hint", "stop"]
    when: str = ""
    each: Literal["", "blank", "below_target"] = ""
    compare: Literal[
        "", "one_number", "same_person", "same_name", "most_on_one", "facility_number"
    ] = ""
    heard: str = ""
    unheard: str = ""
    steps: Words = ()
    against: Words = ()
    unless: dict[Word, Texts] = field(default_factory=dict)
    """Words in a text that make a comparison mean something else."""
    percent: Annotated[int, Bounds(ge=1, le=100)] = 50
    say: Prose
    probe: str = ""
    fix: str = ""
    """The step that puts it right."""
    blocks: Names = ()
    """The documents that wait for it."""
    card: str = ""
    """The guidance card to show with it."""
    stands: bool = False
    """It can't be set aside."""
    clinician: bool = False
    """It is listed for the clinician."""

    def __post_init__(self) -> None:
        others = sum(map(bool, (self.each, self.compare, self.heard)))
        if others + bool(self.when and not (self.heard or self.each)) != 1:
            raise ValueError("needs one of `when`, `each`, `compare` or `heard`, and only one")


class ByHand(Entry):
    """How staff stop the conversation themselves, whatever was typed."""

    rule: RuleId
    title: Prose
    ask: Prose
    """What to ask for: what they saw or heard."""
    say: Prose
    """What to do now."""
    remind: Prose
    """Why there is such a button: words alone miss quiet cases."""
    card: str = ""


class Revision(Entry):
    """How an earlier plan is looked at again, entry by entry, and when."""

    say: Prose
    """What staff do at each entry."""
    then: Prose
    """What to know before the new plan starts: what is asked again, and why."""
    move: Texts = ()
    """Reasons to offer for moving an entry to another part."""
    drop: Texts = ()
    """Reasons to offer for taking an entry off."""
    reminders: tuple[Expression, ...] = ()
    """The days on which a plan is looked at again; they may name `made`, the day of its papers."""


class Link(Entry):
    """What may be taken over from another conversation that was held before; all else stays there.

    What is `private` or `apart` there never crosses over.
    """

    flow: Word
    """The other conversation."""
    say: Prose
    """What is taken over, for a list to choose from."""
    takes: dict[Word, Word]
    """Each step that is filled, and the step of the same kind there that fills it."""
    made_on: str = ""
    """The step that takes the day on which the papers there were made."""
    if_made: dict[Word, str] = field(default_factory=dict)
    """What else is so once papers there have been made: step to answer."""


class Flow(Entry):
    flow: Word
    """Its id."""
    title: Prose
    about: Prose
    who_for: str = ""
    """In a few words, who sits at the table: "with a client"."""
    minutes: Annotated[int, Bounds(ge=1, le=600)]
    """How long it usually takes."""
    asks: Texts = ()
    """What people type to reach it."""
    values: dict[Word, Expression] = field(default_factory=dict)
    """Named expressions, usable in every `when` and text."""
    sections: Some[Section]
    checks: tuple[Check, ...] = ()
    by_hand: ByHand | None = None
    revision: Revision | None = None
    """A plan of this flow can be started from an earlier one; none where that makes no sense."""
    links: tuple[Link, ...] = ()
    documents: Names = ()

    @property
    def steps(self) -> tuple[Step, ...]:
        return tuple(step for section in self.sections for step in section.steps)

"""A flow: one guided conversation."""

from __future__ import annotations

from typing import Literal

from pydantic import Field as Key
from pydantic import model_validator

from .base import Entry, Expression, Names, Prose, RuleId, Texts, Word
from .steps import Step

Level = Literal["stop_now", "pause_check", "review", "gap", "hint"]
"""How much a finding asks for, most first."""


class Section(Entry):
    id: Word
    title: Prose
    about: str = ""
    steps: tuple[Step, ...] = Key(min_length=1)


class Check(Entry):
    """Something to look at over the whole plan, at review and before any document.

    Either `when`, or `each`: one finding for every step that is blank without a reason, or
    that has fewer things than its target (its text may then name {{ step }}).
    `stop` is short for a gap that blocks every document.
    """

    id: RuleId
    level: Literal["stop_now", "pause_check", "review", "gap", "hint", "stop"]
    when: str = ""
    each: Literal["", "blank", "below_target"] = ""
    say: Prose
    fix: str = ""
    """The step that puts it right."""
    blocks: Names = ()
    """The documents that wait for it."""
    card: str = ""
    """The guidance card to show with it."""

    @model_validator(mode="after")
    def _has_one_trigger(self) -> Check:
        if bool(self.when) == bool(self.each):
            raise ValueError("needs either `when` or `each`, not both and not neither")
        return self


class Flow(Entry):
    flow: Word
    """Its id."""
    title: Prose
    about: Prose
    who_for: str = ""
    """In a few words, who sits at the table: "with a client"."""
    minutes: int = Key(ge=1, le=600)
    """How long it usually takes."""
    asks: Texts = ()
    """What people type to reach it."""
    values: dict[Word, Expression] = Key(default_factory=dict)
    """Named expressions, usable in every `when` and text."""
    sections: tuple[Section, ...] = Key(min_length=1)
    checks: tuple[Check, ...] = ()
    documents: Names = ()

    @property
    def steps(self) -> tuple[Step, ...]:
        return tuple(step for section in self.sections for step in section.steps)

"""What every kind of step has."""

from __future__ import annotations

from typing import Annotated

from .base import Entry, Expression, Names, Prose, Texts, Whole, Word, Words
from .bounds import Bounds


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

    min: Whole = 0
    target: Whole = 0
    max: Annotated[int, Bounds(ge=1, le=200)] = 20

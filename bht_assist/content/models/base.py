"""The small parts that every entry of a pack is made of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints, model_validator
from pydantic import Field as Key


class Entry(BaseModel):
    """Something a pack holds: read once, never changed, and no keys but its own."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


Prose = Annotated[str, StringConstraints(min_length=1)]
"""Text for people; it may name answers in {{ }}."""

Expression = Annotated[str, StringConstraints(min_length=1, max_length=2000)]
"""A condition or value in the sandboxed expression language (see flows/expressions.py)."""

Word = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,63}$")]
"""An id that expressions can name: lower-case letters, digits and underscores."""

Name = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]{0,63}$")]
"""An id that expressions need not name: hyphens and a leading digit are allowed too."""

RuleId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_]{0,31}$")]
"""A rule's stable id, like G01 or no_number."""


def written_out(value: object) -> object:
    """Let an author write `- adults` where only an id and its words would repeat each other."""
    return {"id": value, "say": value} if isinstance(value, str) else value


class Option(Entry):
    """One thing to choose; written as plain text where the id can be its own words."""

    id: Name
    """What conditions and answers files call it."""
    say: Prose
    """What people read."""


OptionText = Annotated[Option, BeforeValidator(written_out, json_schema_input_type=Option | str)]


class Minutes(Entry):
    """Whole minutes: the least that works, the usual, the most that is still useful."""

    min: int = Key(ge=0)
    typical: int
    max: int

    @model_validator(mode="after")
    def _rises(self) -> Self:
        if not self.min <= self.typical <= self.max:
            raise ValueError("must rise from min to typical to max")
        return self


Texts = tuple[Prose, ...]
Names = tuple[Name, ...]
Words = tuple[Word, ...]
Setting = Mapping[Word, str]

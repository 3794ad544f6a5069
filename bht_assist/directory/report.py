"""What an import did to its source, row by row: a report never stops the work."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

LISTED = 2_000
"""Issues that are kept to be read; more are counted, so that memory stays bounded."""


class Spot(NamedTuple):
    """Where a row stands in its source; the line counts from 1."""

    file: str
    line: int = 1


@dataclass(frozen=True, slots=True)
class Issue:
    """One thing that was not as it should be, and what was done about it."""

    spot: Spot
    column: str
    level: Literal["note", "repaired", "left_out"]
    """note: nothing changed; repaired: the value did; left_out: it, or its row, is not there."""
    text: str
    done: str

    def __str__(self) -> str:
        column = f" {self.column}" if self.column else ""
        return f"{self.spot.file}:{self.spot.line}{column}: {self.text}; {self.done}"

    def to_json(self) -> dict[str, Any]:
        return {
            **self.spot._asdict(),
            "column": self.column,
            "level": self.level,
            "text": self.text,
            "done": self.done,
        }


class SourceError(Exception):
    """A source that can't be read at all; its message says why and what to do."""


class Refused(Exception):
    """A strict import that met something it would have had to repair or leave out."""


@dataclass
class Report:
    """The issues of one import while it runs."""

    strict: bool = False
    issues: list[Issue] = field(default_factory=list)
    levels: Counter[str] = field(default_factory=Counter)
    read: int = 0
    kept: int = 0

    @property
    def skipped(self) -> int:
        return self.read - self.kept

    def say(
        self,
        spot: Spot,
        column: str,
        text: str,
        done: str,
        level: Literal["note", "repaired", "left_out"] = "repaired",
    ) -> None:
        """Note an issue.

        Raises:
            Refused: the import is strict and this is more than a note.
        """
        issue = Issue(spot, column, level, text, done)
        self.levels[level] += 1
        if len(self.issues) < LISTED:
            self.issues.append(issue)
        if self.strict and level != "note":
            raise Refused(str(issue))

    def to_json(self) -> Mapping[str, Any]:
        return {
            "read": self.read,
            "kept": self.kept,
            "skipped": self.skipped,
            "repaired": self.levels["repaired"],
            "issues": [each.to_json() for each in self.issues],
            "issues_not_listed": self.levels.total() - len(self.issues),
        }

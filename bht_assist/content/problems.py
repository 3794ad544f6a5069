"""What is wrong in a file, where, and what to do about it."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


class Place(NamedTuple):
    """A spot in a file; line and column count from 1, where the file as a whole begins too."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Problem:
    place: Place
    code: str
    """Stable: scripts and people look it up."""
    text: str
    hint: str = ""
    level: Literal["error", "warning"] = "error"

    def __str__(self) -> str:
        hint = f", hint: {self.hint}" if self.hint else ""
        return f"{self.place} {self.code} {self.text}{hint}"

    def to_json(self) -> dict[str, object]:
        return {
            "code": self.code,
            "level": self.level,
            **self.place._asdict(),
            "text": self.text,
            "hint": self.hint,
        }


class PackError(Exception):
    """A pack that can't be used; `problems` says why, all of it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Say which known word was probably meant, or list them when they are few."""
    known = sorted(set(known))
    if close := difflib.get_close_matches(word[:64], known, n=1, cutoff=0.6):
        return f"did you mean `{close[0]}`?"
    return f"use one of: {', '.join(known)}" if 0 < len(known) <= 20 else ""

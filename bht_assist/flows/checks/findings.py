"""What review has to say: one finding for each thing worth a look."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bht_assist.content.models import steps as kinds

from .words import Checker, Spoken

if TYPE_CHECKING:
    from ..session import Value

LEVELS = ("stop_now", "pause_check", "review", "gap", "hint")
"""Most pressing first."""

EVERY = ("*",)
"""What blocks every document of the flow."""

HEAD = -1
"""The entry of blanks that are asked once, before the rows."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that found something, where, the words that matched, and what to do."""

    rule: str
    level: str
    say: str
    step: str = ""
    item: int | None = None
    matched: str = ""
    why: str = ""
    probe: str = ""
    fix: str = ""
    card: str = ""
    blocks: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        return {
            "rule": self.rule,
            "level": self.level,
            "step": self.step,
            "item": self.item,
            "matched": self.matched,
            "say": self.say,
            "fix": self.fix,
            "why": self.why,
            "probe": self.probe,
        }


def highest(findings: tuple[Finding, ...]) -> str:
    """Give the most pressing level, or "ok"."""
    found = {finding.level for finding in findings}
    return next((level for level in LEVELS if level in found), "ok")


def spoken(step: kinds.StepBase, value: Value) -> tuple[Spoken, ...]:
    """Give every free text of an answer: which entry, which blank, whether it is the main one."""
    match step:
        case kinds.Text():
            return (Spoken(0, "", value),)
        case kinds.Items():
            return tuple(Spoken(index, "", text) for index, text in enumerate(value))
        case kinds.Choice(own_words=True):
            return (Spoken(0, "", value),)
        case kinds.Choices(own_words=True):
            return tuple(Spoken(index, "", text) for index, text in enumerate(value))
        case kinds.People():
            return tuple(_row_texts(value, "name"))
        case kinds.Records():
            first = next(field.id for field in step.fields)
            rows = value.get("items", ()) if isinstance(value, Mapping) else value
            head = _row_texts((value,) if isinstance(value, Mapping) else (), "", HEAD)
            return (*_row_texts(rows, first), *head)
        case _:
            return ()


def _row_texts(
    rows: tuple[Mapping[str, Value], ...], main: str, start: int = 0
) -> Iterator[Spoken]:
    for index, row in enumerate(rows, start):
        for blank, text in row.items():
            if isinstance(text, str):
                yield Spoken(index, blank, text, main=blank == main)


def word_findings(
    step: kinds.StepBase, texts: tuple[Spoken, ...], checker: Checker
) -> Iterator[Finding]:
    """Give what one lexicon finds in the texts of an answer."""
    lexicon = checker.lexicon
    for match in checker.matches(texts):
        yield Finding(
            rule=lexicon.rule,
            level=lexicon.steps.get(step.id, lexicon.level),
            say=lexicon.say,
            step=step.id,
            item=match.item,
            matched=match.matched,
            why=match.why,
            probe=lexicon.probe,
            fix=step.id,
            card=lexicon.card,
            blocks=EVERY if lexicon.blocks else (),
        )

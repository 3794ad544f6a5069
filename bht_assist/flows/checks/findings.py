"""What review has to say: one finding for each thing worth a look."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bht_assist.content.models import steps as kinds

from .words import Checker, Match, Spoken

if TYPE_CHECKING:
    from bht_assist.content.models import Lexicon

    from ..session import Value

LEVELS = ("stop_now", "pause_check", "review", "gap", "hint")
"""Most pressing first."""
PRESSING = frozenset({"stop_now", "pause_check"})
"""Levels that somebody has to answer before the conversation goes on as usual."""
_ORDER = (*LEVELS, "none")

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
    alone: bool = False
    personal: bool = False
    """What was found is not yet personal and usable."""
    clinician: bool = False
    """The clinician should read it."""
    stands: bool = False
    """It can't be set aside."""
    dismissed: str = ""
    """The reason for which staff set it aside, or ""."""

    @property
    def told(self) -> str:
        """What staff read of it; where words raised a question, they come first."""
        raised = self.level == "pause_check" and self.matched
        heard = f"Heard: “{self.matched}”. " if raised else ""
        return f"{heard}{self.say} {self.probe}".strip()

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
            "clinician": self.clinician,
            "dismissed": self.dismissed,
        }


def highest(findings: tuple[Finding, ...]) -> str:
    """Give the most pressing level of what is not set aside, or "ok"."""
    found = {finding.level for finding in findings if not finding.dismissed}
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
    for match in checker.matches(texts, step.id):
        level = level_of(lexicon, step.id, match)
        if level != "none":
            yield finding_of(lexicon, step.id, match, level)


def finding_of(lexicon: Lexicon, step: str, match: Match, level: str) -> Finding:
    """Say of a match in the answer to a step what its lexicon says."""
    return Finding(
        rule=lexicon.rule,
        level=level,
        say=lexicon.say,
        step=step,
        item=match.item,
        matched=match.matched,
        why=match.why,
        probe=(match.group.probe if match.group else "") or lexicon.probe,
        fix=step,
        card=lexicon.card,
        blocks=EVERY if lexicon.blocks else (),
        alone=lexicon.alone,
        personal=lexicon.personal,
        clinician=lexicon.clinician or level in PRESSING,
    )


def milder(lexicon: Lexicon, step: str, level: str) -> str:
    """Give a level, or the one that a lexicon has in a step where that is milder."""
    return max(level, lexicon.steps.get(step, lexicon.level), key=_ORDER.index)


def level_of(lexicon: Lexicon, step: str, match: Match) -> str:
    """Give how pressing a match is: by its words, the step, and the words around it.

    Words around it lower the level, or raise it to a stop; they never make a hint a question.
    """
    group = match.group.level if match.group else None
    level = group or lexicon.steps.get(step, lexicon.level)
    if match.becomes == "stop_now" or not match.becomes:
        return match.becomes or level
    return max(level, match.becomes, key=_ORDER.index)


def leading(findings: Iterable[Finding], most: int = 2) -> tuple[Finding, ...]:
    """Keep the most pressing few of each entry: one good question helps, a list does not.

    The order among equals is the order in which the step names its lexicons.
    """
    kept: dict[int | None, list[Finding]] = {}
    for finding in sorted(findings, key=lambda each: _ORDER.index(each.level)):
        kept.setdefault(finding.item, []).append(finding)
    rows = sorted(kept.items(), key=lambda row: -1 if row[0] is None else row[0])
    return tuple(finding for _, row in rows for finding in _without_lone(row)[:most])


def _without_lone(row: list[Finding]) -> list[Finding]:
    """Leave out what is said only of an entry that nothing else was found in."""
    return [each for each in row if not each.alone] or row[:1]

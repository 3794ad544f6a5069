"""The log, folded: the last word on each step, who was called, what was set aside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeAlias

from .checks.findings import Finding
from .session import (
    Acknowledged,
    Answered,
    Cleared,
    Dismissed,
    Event,
    Marked,
    Moved,
    Raised,
    Revised,
    Skipped,
    Value,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .guide import Guide

Key: TypeAlias = tuple[str, str, str]
"""Which finding: its step, its rule, and the words that matched."""


@dataclass(frozen=True, slots=True)
class Call:
    """Somebody was called, and how often the words stood in the answer by then."""

    event: Acknowledged
    times: int


@dataclass(frozen=True, slots=True)
class Read:
    """What somebody had read when they said yes, and where the conversation was stopped since."""

    answers: Mapping[str, Answered | Skipped]
    stops: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Folded:
    """What the log comes to."""

    last: dict[str, Answered | Skipped] = field(default_factory=dict)
    calls: dict[Key, Call] = field(default_factory=dict)
    aside: dict[Key, Dismissed] = field(default_factory=dict)
    raised: dict[Key, Raised] = field(default_factory=dict)
    revised: list[Revised] = field(default_factory=list)
    read: dict[str, Read] = field(default_factory=dict)
    """What each yes that can lapse was about."""
    cursor: tuple[bool, str] = (True, "")
    """Whether the place is at the step or after it."""


def fold(events: tuple[Event, ...], guide: Guide) -> Folded:
    """Read the log from its start."""
    folded = Folded()
    for event in events:
        step = guide.renamed.get(event.step, event.step)
        at_step = True
        match event:
            case Answered() | Skipped():
                folded.last[step] = event
                if step in guide.lapsing:
                    folded.read[step] = Read(dict(folded.last))
                at_step = False
            case Cleared():
                folded.last.pop(step, None)
            case Moved(past=past):
                at_step = not past
            case _:
                _note(folded, guide, step, event)
                continue
        if step in guide.by_id:
            folded.cursor = (at_step, step)
    return folded


def _note(
    folded: Folded,
    guide: Guide,
    step: str,
    event: Acknowledged | Raised | Dismissed | Marked | Revised,
) -> None:
    if isinstance(event, Acknowledged | Raised):
        for read in folded.read.values():
            read.stops.append(step)
    match event:
        case Acknowledged():
            times = _times(event.matched, folded.last.get(step))
            before = folded.calls.get((step, event.rule, event.matched))
            most = max(times, before.times if before else 0)
            folded.calls[step, event.rule, event.matched] = Call(event, most)
        case Raised() if event.rule or guide.flow.by_hand is not None:
            button = guide.flow.by_hand.rule if guide.flow.by_hand else ""
            key = (step, event.rule or button, event.reason)
            folded.raised[key] = event
            folded.calls.pop(key, None)  # the same words again are a new stop
        case Dismissed():
            folded.aside[step, event.rule, event.matched] = event
        case Revised() if step in guide.by_id:
            folded.revised.append(replace(event, step=step))


def _times(matched: str, event: Answered | Skipped | None) -> int:
    """Count the texts of an answer in which words stand; what is over no words counts once."""
    if not matched or event is None:
        return 1
    value = event.value if isinstance(event, Answered) else event.to
    return max(1, sum(matched in text for text in _texts(value)))


def _texts(value: Value) -> Iterator[str]:
    match value:
        case str():
            yield value
        case Mapping():
            for each in value.values():
                yield from _texts(each)
        case tuple():
            for each in value:
                yield from _texts(each)
        case _:
            return


def key_of(finding: Finding) -> Key:
    return finding.step, finding.rule, finding.matched


def called(findings: Iterable[Finding], folded: Folded) -> Iterator[tuple[Finding, Call | None]]:
    """Yield each finding with the call that was made about it.

    A call is about words in an answer as it stood then: other words, or the same words in one
    entry more, are new. Words that only moved, or that stand in a longer text, are not.
    """
    used: dict[Key, int] = {}
    for finding in findings:
        key = key_of(finding)
        call = folded.calls.get(key)
        used[key] = used.get(key, 0) + 1
        yield finding, call if call is not None and used[key] <= call.times else None


def by_hand(guide: Guide, folded: Folded) -> Iterator[Finding]:
    """Yield the stops over what was seen, or heard where no answer is kept."""
    for (step, rule, reason), event in folded.raised.items():
        told = guide.stop(rule) if event.rule else guide.flow.by_hand
        yield Finding(
            rule=rule,
            level="stop_now",
            say=told.say if told else "",
            step=step,
            matched=reason,
            fix=step,
            card=told.card if told else "",
            clinician=True,
        )


def can_dismiss(finding: Finding) -> bool:
    """Tell whether staff may set a finding aside: no stop, and nothing that keeps a paper back."""
    return finding.level != "stop_now" and not finding.stands and not finding.blocks


def set_aside(findings: tuple[Finding, ...], folded: Folded) -> tuple[Finding, ...]:
    """Give the findings with the reasons for which staff set some of them aside."""
    if not folded.aside:
        return findings
    return tuple(
        replace(finding, dismissed=event.reason)
        if (event := folded.aside.get(key_of(finding))) and can_dismiss(finding)
        else finding
        for finding in findings
    )

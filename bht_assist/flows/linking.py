"""Take over from another conversation what a link names, letter for letter, and no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .answers import parse
from .session import Answered, thawed
from .view import view

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bht_assist.content.models import Link, Step

    from .guide import Guide
    from .session import Session, Value


def crosses(step: Step) -> bool:
    """Tell whether an answer may leave its conversation at all, whatever a link says."""
    blanks = (*getattr(step, "head", ()), *getattr(step, "fields", ()))
    return not (step.private or step.apart or any(blank.private for blank in blanks))


def filled(link: Link) -> frozenset[str]:
    """Give the steps that a link may fill."""
    return frozenset({*link.takes, *link.if_made, link.made_on} - {""})


def linked(
    guide: Guide, link: Link, there: Guide, session: Session, made: str = ""
) -> tuple[Answered, ...]:
    """Give the answers that a link takes over; what is blank or hidden there changes nothing here.

    `made` is the day on which the papers there were made, as 2026-11-30; blank for never.
    """
    values = ((step, _value(guide, step, raw)) for step, raw in _said(link, there, session, made))
    return tuple(Answered(step, value) for step, value in values if value is not None)


def _value(guide: Guide, step: str, raw: object) -> Value:
    return parse(guide.by_id[step], raw, guide.library)


def _said(link: Link, there: Guide, session: Session, made: str) -> Iterator[tuple[str, object]]:
    seen = view(there, session)
    for step, name in link.takes.items():
        answer = seen.step(name)
        if crosses(answer.step) and answer.value is not None:
            yield step, thawed(answer.value)
    if made:
        yield from link.if_made.items()
        yield from ((link.made_on, made),) if link.made_on else ()

"""A yes to what was read counts no more once that has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .session import Answered

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .guide import Guide
    from .log import Folded, Read


def lapsed(guide: Guide, folded: Folded) -> Mapping[str, tuple[str, ...]]:
    """Give each yes that counts no more, with the titles of what changed since it was said."""
    changed = {
        step: tuple(dict.fromkeys(_changed(guide, folded, read)))
        for step, read in folded.read.items()
        if _is_yes(folded, step)
    }
    return {step: titles for step, titles in changed.items() if titles}


def _is_yes(folded: Folded, step: str) -> bool:
    said = folded.last.get(step)
    return isinstance(said, Answered) and said.value is True


def _changed(guide: Guide, folded: Folded, read: Read) -> Iterator[str]:
    for step in guide.read_by_others:
        if folded.last.get(step) != read.answers.get(step):
            yield guide.titles[step]
    button = guide.flow.by_hand
    yield from (
        guide.titles.get(step) or (button.title if button else guide.flow.title)
        for step in read.stops
    )

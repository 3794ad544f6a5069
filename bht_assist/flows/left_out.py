"""A conversation without the words that stopped it, for papers that others read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from .checks.findings import HEAD, Finding
from .session import Answered, Cleared, Skipped
from .view import View, view

if TYPE_CHECKING:
    from .session import Event, Value
    from .view import StepView


TOLD = "While they stand, no copy for others prints that entry, and nothing is final."


def stopped_at(now: View) -> tuple[StepView, ...]:
    """Give the steps that others may read and where words still stand that mean: stop now."""
    return tuple(
        each for each in now.steps if each.step.id in now.guide.shown_to_others and _stops(each)
    )


def left_out(now: View) -> tuple[Finding, ...]:
    """Give the stops whose words stand where others may read, and are left out of their papers."""
    return tuple(found for each in stopped_at(now) for found in _stops(each))


def for_others(now: View) -> View:
    """Give a conversation as others may read it: what a stop was heard in is left out, whole.

    Where no such words stand it is the very same view.
    """
    cuts = tuple(map(_cut, stopped_at(now)))
    return view(now.guide, now.session.add(*cuts)) if cuts else now


def _stops(each: StepView) -> tuple[Finding, ...]:
    return tuple(found for found in each.findings if found.level == "stop_now")


def _cut(each: StepView) -> Event:
    name, stops = each.step.id, _stops(each)
    if each.status == "skipped":
        return Skipped(name, each.reason)
    left = _without(each.value, stops)
    return Answered(name, left) if left else Cleared(name)


def _without(value: Value, stops: tuple[Finding, ...]) -> Value:
    """Leave out entries, rows, and blanks that are asked once; of words on their own, all."""
    if isinstance(value, Mapping):
        said = {each.matched for each in stops if each.item == HEAD}
        head = {key: text for key, text in value.items() if not _holds(text, said)}
        return {**head, "items": _without(value.get("items", ()), stops)}
    if isinstance(value, tuple):
        gone = {each.item for each in stops}
        return tuple(entry for index, entry in enumerate(value) if index not in gone)
    return None


def _holds(text: Value, said: set[str]) -> bool:
    return isinstance(text, str) and any(words in text for words in said)

"""What was said, told in a line or two."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from bht_assist.content.models import steps as kinds
from bht_assist.flows.expressions import said
from bht_assist.flows.session import Answered, Undoable

from .forms import row_words
from .words import cut, wrapped

if TYPE_CHECKING:
    from bht_assist.flows.session import Session, Value
    from bht_assist.flows.view import StepView, View

MOST_LINES = 2
"""Lines that one earlier answer takes above the card."""


def past(now: View, here: StepView | None, width: int) -> list[str]:
    """Give what was said before `here`, a few lines for each question."""
    lines: list[str] = []
    for each in now.visible:
        if here is not None and each.step.id == here.step.id:
            break
        if each.status in {"done", "skipped"} and not isinstance(each.step, kinds.Info):
            lines += _past_lines(now, each, width)
    return lines


def _past_lines(now: View, each: StepView, width: int) -> list[str]:
    mark = "–" if each.status == "skipped" else "✓"
    body = wrapped(spoken(now, each), width, "    ", "    ")
    return [f"{mark} {now.label(each.step)}"[:width], *cut(body, MOST_LINES, "    ...")]


def spoken(now: View, each: StepView) -> str:
    """Give an answer in one line, as it was said; what is private stays private."""
    step: Any = each.step
    if each.status == "skipped":
        reasons = {option.id: option.say for option in now.guide.skip_reasons}
        return f"left open: {reasons.get(each.reason, each.reason)}"
    if step.private:
        return "(kept off the paper)"
    value = now.scope.get(step.id)
    if isinstance(step, kinds.People | kinds.Records):
        return " · ".join(_rows(now, step, value))
    return spoken_words(value)


def _rows(now: View, step: Any, value: Any) -> list[str]:
    rows = value.get("items", ()) if isinstance(value, Mapping) else value
    named: tuple[kinds.Field, ...] = step.fields
    if isinstance(step, kinds.People):
        return [person_words(now, each) for each in rows]
    told = [row_words(named, each, now.words) for each in rows]
    head = row_words(getattr(step, "head", ()), value, now.words) if rows is not value else ""
    return [each for each in (head if isinstance(value, Mapping) else "", *told) if each]


def person_words(now: View, person: Mapping[str, Any]) -> str:
    """Name somebody in one line, with the way to reach them."""
    return row_words(_NAMED, {key: person.get(key) for key in ("name", "phone")}, now.words)


_NAMED = [kinds.Field(id=each, ask="text", say=each) for each in ("name", "phone")]


def spoken_words(value: object) -> str:
    """Give an answer in one line, as it was said."""
    if isinstance(value, tuple | list):
        return " · ".join(spoken_words(each) for each in value)
    if not isinstance(value, Mapping):
        return said(value)
    if "segments" in value:
        return " · ".join(f"{each['title']} {each['minutes']}" for each in value["segments"])
    if "title" in value:
        return str(value["title"])
    if "name" in value:
        return str(value["name"])
    return ", ".join(f"{key} {spoken_words(each)}" for key, each in value.items())


def last_said(session: Session, step: str) -> Value:
    """Give the last answer to a step as it was given; the view may show more."""
    told = (each for each in reversed(session.events) if isinstance(each, Undoable))
    last = next((each for each in told if each.step == step), None)
    return last.value if isinstance(last, Answered) else None


def taken_back(before: View, after: View, step: str) -> str:
    """Say what undo has taken back, in the words that were said."""
    was, now = before.step(step), after.step(step)
    if was.step.private or was.status != "done":
        return before.label(was.step)
    gone = spoken(before, was)
    if isinstance(was.value, tuple) and all(isinstance(each, str) for each in was.value):
        old = before.scope.get(step) or ()
        kept = now.value or ()
        gone = " · ".join(
            str(said) for each, said in zip(was.value, old, strict=False) if each not in kept
        )
    return gone[:60] or before.label(was.step)

"""What was said, told in a line or two."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from bht_assist.content.models import steps as kinds
from bht_assist.flows.expressions import said
from bht_assist.flows.rows import row_words
from bht_assist.flows.session import Answered, Dismissed, Undoable

from .words import cut, wrapped

if TYPE_CHECKING:
    from bht_assist.flows.session import Event, Session, Value
    from bht_assist.flows.view import StepView, View

LONGEST = 120
"""Letters of what undo says."""
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
    return " · ".join(_entries(now, each))


def _entries(now: View, each: StepView) -> list[str]:
    """Give what an answer holds, one by one, as it was said; nothing where there is none."""
    step: Any = each.step
    if each.status == "skipped":
        return [spoken(now, each)]
    if each.status != "done":
        return []
    value = now.scope.get(step.id)
    match step:
        case kinds.People() | kinds.Records():
            return _rows(now, step, value)
        case kinds.Scale(rows=rows) if isinstance(value, Mapping):
            return [f"{now.words(row.say)}: {value[row.id]}" for row in rows if row.id in value]
        case kinds.Counted() if isinstance(value, tuple | list):
            return [spoken_words(entry) for entry in value]
        case _:
            return [spoken_words(value)]


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


def taken_back(before: View, after: View, event: Event) -> str:
    """Say what undo has changed, in the words that were said."""
    was, now = before.step(event.step), after.step(event.step)
    if isinstance(event, Dismissed):
        return f"No longer set aside: {_shortened(event.matched or before.label(was.step))}"
    if was.step.private:
        return f"Took back: {before.label(was.step)}"
    said_before, said_now = _entries(before, was), _entries(after, now)
    if gone := _without(said_before, said_now):
        return f"Took back: {_shortened(' · '.join(gone))}"
    if back := _without(said_now, said_before):
        return f"Put back: {_shortened(' · '.join(back))}"
    return f"Took back: {before.label(was.step)}"


def _without(these: list[str], others: list[str]) -> list[str]:
    """Give what is in one list and not in the other, each as often as it is there more often."""
    more = Counter(these) - Counter(others)
    return [each for each in dict.fromkeys(these) for _ in range(more[each])]


def _shortened(words: str) -> str:
    """Cut words that are too long for a word in passing, between two of them, and say so."""
    if len(words) <= LONGEST:
        return words
    at = words.rfind(" ", 0, LONGEST)
    return f"{words[: at if at > 0 else LONGEST]} ..."

"""What an answer is worth to expressions and papers: options in words, the agenda fitted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from bht_assist.content.models import Option, StepBase
from bht_assist.content.models import steps as kinds

from .expressions import compiled_text
from .filters import Chosen
from .picked import listed, picked_resource
from .session import Value, frozen
from .session_plan import EXACT, NOTHING, plan

if TYPE_CHECKING:
    from .agenda import TooLong, TooShort
    from .guide import Guide


def scoped(guide: Guide, step: StepBase, value: Value) -> Any:
    """Give an answer as expressions see it."""
    match step:
        case kinds.Choice() | kinds.Signature():
            return _chosen(step.options, value)
        case kinds.Choices():
            return tuple(_chosen(step.options, each) for each in value)
        case kinds.Topic():
            return guide.topic(value) or value
        case kinds.People():
            return tuple(_row(step.fields, each) for each in value)
        case kinds.Records() if isinstance(value, Mapping):
            rows = tuple(_row(step.fields, each) for each in value.get("items", ()))
            return {**_row(step.head, value), "items": rows}
        case kinds.Records():
            return tuple(_row(step.fields, each) for each in value)
        case _:
            return value


def _chosen(options: Iterable[Option], value: str) -> str:
    return next((Chosen.of(each.id, each.say) for each in options if each.id == value), value)


def _row(fields: Iterable[kinds.Field], row: Mapping[str, Value]) -> Mapping[str, Any]:
    chosen = {
        field.id: _chosen(field.options, row[field.id])
        for field in fields
        if field.ask == "choice" and isinstance(row.get(field.id), str)
    }
    return {**row, **chosen} if chosen else row


def with_always(guide: Guide, step: kinds.Resources, value: Value) -> Value:
    """Put the resources that are always there in front of what was picked."""
    picked = value or ()
    have = [each.get("id") for each in picked]
    missing = [name for name in step.always if name not in have and name in guide.library.resources]
    copies = tuple(frozen(picked_resource(guide.library.resources[name])) for name in missing)
    every = (*copies, *picked)
    if step.current:
        every = tuple(
            listed(guide.library, each, guide.current(str(each.get("id")))) for each in every
        )
    return every or None


def agenda_of(
    guide: Guide,
    step: kinds.Agenda,
    scope: Mapping[str, Any],
    holds: Callable[[str], bool],
    by_hand: Mapping[str, Any] | None,
) -> Mapping[str, Any] | TooShort | TooLong | None:
    """Fit the agenda to what is known so far; without a topic or minutes there is none yet."""
    picked, minutes = scope.get(step.topic), scope.get(step.minutes)
    topic = guide.library.topics.get(str(picked["id"])) if isinstance(picked, Mapping) else None
    if topic is None or not isinstance(minutes, int):
        return None
    size, start = scope.get(step.size), scope.get(step.start) if step.start else None
    bound = str(scope.get(step.bound) or EXACT) if step.bound else EXACT
    asked = (
        topic,
        minutes,
        size if isinstance(size, int | tuple) else None,
        start if isinstance(start, str) else None,
    )
    true = frozenset(filter(holds, _conditions(step)))
    filled = {each: compiled_text(each)(scope) for each in _templates(step)}
    hands = tuple((by_hand or {}).items())
    key = (topic.id, *asked[1:], hands, true, tuple(filled.values()), bound)
    if guide.fitted.get(step.id, ((), ()))[0] != key:
        fitted = plan(
            step,
            *asked,
            true.__contains__,
            by_hand or NOTHING,
            lambda each: filled.get(each, each),
            bound,
        )
        guide.fitted[step.id] = (key, frozen(fitted))
    known: Mapping[str, Any] | TooShort | TooLong = guide.fitted[step.id][1]
    return known


def _templates(step: kinds.Agenda) -> tuple[str, ...]:
    """Give the words of its parts that name something said before."""
    said = (each.say for each in (*step.segments, *step.short_segments))
    return tuple(each for each in said if "{" in each)


def _conditions(step: kinds.Agenda) -> set[str]:
    """Give every condition on which the parts of an agenda depend."""
    segments = (*step.segments, *step.short_segments)
    named = {part for each in segments for part in (each.when, each.required_when) if part}
    return named | {limit.when for limit in step.limits}

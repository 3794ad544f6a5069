"""Whether a stored answer still has the shape that its step needs."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from bht_assist.content.models import steps as kinds

from .session_plan import ORDER

if TYPE_CHECKING:
    from .session import Value


def fits(step: kinds.StepBase, value: Value) -> bool:
    """Tell whether `value` can be an answer of `step`; an old plan may hold one that can't."""
    return _SHAPES[type(step)](step, value)


def _texts(value: Value) -> bool:
    return isinstance(value, tuple) and all(isinstance(each, str) for each in value)


def _rows(value: Value) -> bool:
    return isinstance(value, tuple) and all(isinstance(each, Mapping) for each in value)


def _whole(value: Value) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _known(step: Any, value: Value) -> bool:
    free = getattr(step, "own_words", False)
    return isinstance(value, str) and (free or any(value == each.id for each in step.options))


def _set(by_hand: tuple[str, Value]) -> bool:
    """Whether this can be set by hand in an agenda."""
    name, value = by_hand
    return _texts(value) if name == ORDER else _whole(value) and value >= 0


def _scale(step: kinds.Scale, value: Value) -> bool:
    if not step.rows:
        return _within(value, step.low, step.high)
    rows = {row.id for row in step.rows}
    return (
        isinstance(value, Mapping)
        and rows.issuperset(value)
        and all(_within(each, step.low, step.high) for each in value.values())
    )


def _number(step: kinds.Number, value: Value) -> bool:
    ends = value if step.range and isinstance(value, tuple) and len(value) == 2 else (value,)
    return all(_within(each, step.min, step.max) for each in ends) and ends[0] <= ends[-1]


def _within(value: Value, low: int, high: int) -> bool:
    return _whole(value) and low <= value <= high


def _day(_step: object, value: Value) -> bool:
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _clock(_step: object, value: Value) -> bool:
    return isinstance(value, str) and bool(re.fullmatch("([01][0-9]|2[0-3]):[0-5][0-9]", value))


def _records(step: kinds.Records, value: Value) -> bool:
    if step.head:
        return isinstance(value, Mapping) and _rows(value.get("items", ()))
    return _rows(value)


def _text(_step: object, value: Value) -> bool:
    return isinstance(value, str)


_SHAPES: dict[type[kinds.StepBase], Callable[[Any, Value], bool]] = {
    kinds.Info: lambda _step, value: value is True,
    kinds.Text: _text,
    kinds.Items: lambda _step, value: _texts(value),
    kinds.Choice: _known,
    kinds.Choices: lambda step, value: _texts(value) and all(_known(step, each) for each in value),
    kinds.YesNo: lambda _step, value: isinstance(value, bool),
    kinds.Scale: _scale,
    kinds.Number: _number,
    kinds.Date: _day,
    kinds.Time: _clock,
    kinds.People: lambda _step, value: _rows(value),
    kinds.Records: _records,
    kinds.Resources: lambda _step, value: _rows(value),
    kinds.Topic: _text,
    kinds.Agenda: lambda _step, value: isinstance(value, Mapping) and all(map(_set, value.items())),
    kinds.Signature: _known,
}


def shape_of(raw: object) -> str:
    """Name the shape of raw input, for people."""
    found = (say for kind, say in _NAMES if isinstance(raw, kind))
    return next(found, type(raw).__name__)


_NAMES: tuple[tuple[type | tuple[type, ...], str], ...] = (
    (bool, "true or false"),
    (Mapping, "keys and values"),
    ((list, tuple), "a list"),
    (type(None), "nothing"),
    (str, "text"),
    ((int, float), "a number"),
)

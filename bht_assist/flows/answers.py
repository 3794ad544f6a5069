"""Raw input to typed answers: what was typed, picked or written in an answers file.

Every text passes the gate (`clean`) here and nowhere later. Input that does not fit is refused
with a sentence; it is never bent into shape.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

from bht_assist.content.clean import LONGEST, clean
from bht_assist.content.models import Option, steps
from bht_assist.content.problems import did_you_mean

from .picked import picked_resource
from .session import Value, frozen
from .session_plan import ORDER
from .shapes import shape_of

if TYPE_CHECKING:
    from bht_assist.content.library import Library

MOST_ROWS = 200

S = TypeVar("S", bound=steps.StepBase)


class AnswerError(Exception):
    """An answer that does not fit its step; `texts` say why, one sentence each."""

    def __init__(self, *texts: str) -> None:
        super().__init__(" ".join(texts))
        self.texts = texts


def parse(step: steps.StepBase, raw: object, library: Library) -> Value:
    """Make the typed answer of `step` from raw input; blank input gives None.

    Raises:
        AnswerError: when it does not fit the step.
    """
    if _is_blank(raw):
        return None
    value = _PARSERS[type(step)](step, raw, library)
    return None if value in ("", (), {}) else frozen(value)


def _is_blank(raw: object) -> bool:
    return raw is None or (isinstance(raw, str) and not raw.strip())


def text_of(raw: object, what: str = "this", *, lines: bool = False) -> str:
    """Clean one text; a number written without quotes is taken as it was written."""
    if isinstance(raw, bool) or not isinstance(raw, str | int | float):
        raise AnswerError(f"{what} needs text, not {shape_of(raw)}.")
    if isinstance(raw, str) and len(raw) > LONGEST:
        raise AnswerError(
            f"{what} is {len(raw):,} characters long, and the most is {LONGEST:,}."
            " Keep the part that matters."
        )
    return clean(str(raw), lines=lines)


def _rows(raw: object, what: str) -> Sequence[object]:
    rows = raw if isinstance(raw, list | tuple) else [raw]
    if len(rows) > MOST_ROWS:
        raise AnswerError(f"{what}: {len(rows):,} entries, and the most is {MOST_ROWS}.")
    return rows


def _text(step: steps.Text, raw: object, _: Library) -> str:
    return text_of(raw, lines=step.lines > 1)


def _items(_step: steps.Items, raw: object, _: Library) -> tuple[str, ...]:
    if isinstance(raw, str):
        text_of(raw)
        raw = raw.splitlines()
    said = (text_of(each, "an entry") for each in _rows(raw, "this"))
    return tuple(each for each in said if each)


def option(options: Iterable[Option], raw: object, *, own_words: bool = False) -> str:
    """Give the id of the option meant by its id or its words."""
    options = tuple(options)
    said = text_of(raw)
    if found := _names(options, said):
        return found
    if own_words:
        return said
    raise AnswerError(
        f"“{said[:40]}” is not one of the choices; {did_you_mean(said, [o.id for o in options])}"
    )


def _names(options: Iterable[Option], said: str) -> str | None:
    same = said.strip().casefold()
    return next((each.id for each in options if same in {each.id, each.say.casefold()}), None)


def _choice(step: steps.Choice, raw: object, _: Library) -> str:
    return option(step.options, raw, own_words=step.own_words)


def _choices(step: steps.Choices, raw: object, _: Library) -> tuple[str, ...]:
    if isinstance(raw, str) and not step.own_words and not _names(step.options, raw):
        raw = [each for each in raw.split(",") if each.strip()]
    found = (option(step.options, each, own_words=step.own_words) for each in _rows(raw, "this"))
    return tuple(dict.fromkeys(each for each in found if each))


def yes_no(raw: object) -> bool:
    if isinstance(raw, bool):
        return raw
    said = text_of(raw).casefold().rstrip(".")
    if said in {"yes", "y", "true", "si", "sí"}:
        return True
    if said in {"no", "n", "false"}:
        return False
    raise AnswerError(f"“{said[:40]}” is neither yes nor no.")


def whole(raw: object, low: int, high: int) -> int:
    """Give a whole number within its bounds."""
    said = text_of(raw)
    if not re.fullmatch(r"-?[0-9]{1,9}", said):
        raise AnswerError(f"“{said[:40]}” is not a whole number.")
    if not low <= int(said) <= high:
        raise AnswerError(f"{said} is outside {low} to {high}.")
    return int(said)


def _scale(step: steps.Scale, raw: object, _: Library) -> Value:
    if not step.rows:
        return whole(raw, step.low, step.high)
    if not isinstance(raw, Mapping):
        names = ", ".join(row.id for row in step.rows)
        raise AnswerError(f"Give one number for each of: {names}.")
    known = {row.id for row in step.rows}
    return _each(raw, known, lambda _key, each: whole(each, step.low, step.high))


def _each(
    raw: Mapping[Any, Any], known: Iterable[str], parser: Callable[[str, Any], Value]
) -> dict[str, Value]:
    """Parse the values of a map by key; everything that does not fit is said at once."""
    known = set(known)
    made: dict[str, Value] = {}
    wrong: list[str] = []
    for key, each in raw.items():
        if key not in known:
            wrong.append(f"There is no “{str(key)[:40]}” here; {did_you_mean(str(key), known)}")
            continue
        try:
            value = None if _is_blank(each) else parser(key, each)
        except AnswerError as error:
            wrong += [f"{key}: {text}" for text in error.texts]
        else:
            made |= {key: value} if value not in (None, "", ()) else {}
    if wrong:
        raise AnswerError(*wrong)
    return made


def _number(step: steps.Number, raw: object, _: Library) -> Value:
    parts = (
        re.split(r"(?<=[0-9])\s*(?:-|–|to)\s*", raw.strip())
        if isinstance(raw, str) and step.range
        else raw
    )
    if step.range and isinstance(parts, list | tuple) and len(parts) == 2:
        low, high = (whole(each, step.min, step.max) for each in parts)
        if low > high:
            raise AnswerError(f"{low} to {high} runs backward.")
        return low if low == high else (low, high)
    return whole(raw, step.min, step.max)


_DATE_FORMS = ("%Y-%m-%d", "%m/%d/%Y", "%B %d, %Y", "%b %d, %Y", "%B %d %Y", "%b %d %Y")
_TIME_FORMS = ("%H:%M", "%I:%M %p", "%I:%M%p", "%I %p", "%I%p")


def day(raw: object) -> str:
    """Give a date as 2026-11-23."""
    said = text_of(raw)
    for form in _DATE_FORMS:
        try:
            return datetime.strptime(said, form).date().isoformat()
        except ValueError:
            continue
    raise AnswerError(f"“{said[:40]}” is not a date. Write it like 2026-11-30 or 11/30/2026.")


def clock(raw: object) -> str:
    """Give a time as 14:05."""
    said = text_of(raw)
    plain = said.upper().replace(".", "")
    for form in _TIME_FORMS:
        try:
            return datetime.strptime(plain, form).time().isoformat("minutes")
        except ValueError:
            continue
    raise AnswerError(f"“{said[:40]}” is not a time. Write it like 2:05 PM or 14:05.")


def field(blank: steps.Field, raw: object) -> Value:
    """Make the typed value of one blank of a record."""
    match blank.ask:
        case "choice":
            return option(blank.options, raw)
        case "yes_no":
            return yes_no(raw)
        case "number":
            return whole(raw, -1_000_000, 1_000_000)
        case "date":
            return day(raw)
        case "time":
            return clock(raw)
        case _:
            return text_of(raw, lines=blank.lines > 1)


def _record(fields: Iterable[steps.Field], raw: object) -> dict[str, Value]:
    by_id = {each.id: each for each in fields}
    if isinstance(raw, str):
        raw = {next(iter(by_id)): raw}
    if not isinstance(raw, Mapping):
        raise AnswerError(
            f"An entry needs keys and values, not {shape_of(raw)}: {', '.join(by_id)}."
        )
    return _each(raw, by_id, lambda key, each: field(by_id[key], each))


def _records_of(fields: Iterable[steps.Field], raw: object) -> tuple[Mapping[str, Value], ...]:
    fields, made, wrong = tuple(fields), [], []
    for number, each in enumerate(_rows(raw, "this"), start=1):
        try:
            made.append(_record(fields, each))
        except AnswerError as error:
            wrong += [f"Entry {number}: {text}" for text in error.texts]
    if wrong:
        raise AnswerError(*wrong)
    return tuple(each for each in made if each)


PERSON = (
    steps.Field(id="name", ask="text", say="name"),
    steps.Field(id="relation", ask="text", say="relation", optional=True),
    steps.Field(id="phone", ask="phone", say="phone", optional=True),
    steps.Field(id="note", ask="text", say="note", optional=True),
)
"""The blanks that every person has; a step may add its own."""


def _people(step: steps.People, raw: object, _: Library) -> Value:
    return _records_of((*PERSON, *step.fields), raw)


def _records(step: steps.Records, raw: object, _: Library) -> Value:
    if not step.head:
        return _records_of(step.fields, raw)
    if not isinstance(raw, Mapping):
        raise AnswerError(f"This needs keys and values, not {shape_of(raw)}.")
    heads = {each.id: each for each in step.head}
    made = _each(
        raw,
        {*heads, "items"},
        lambda key, each: (
            _records_of(step.fields, each) if key == "items" else field(heads[key], each)
        ),
    )
    return {**made, "items": made.get("items", ())} if made else {}


def _resources(_step: steps.Resources, raw: object, library: Library) -> Value:
    return tuple(_resource(each, library) for each in _rows(raw, "this"))


def _resource(raw: object, library: Library) -> Mapping[str, Value]:
    """Copy a resource's facts by its id; a copy made earlier stays as it was."""
    if isinstance(raw, Mapping) and raw.get("id") and raw.get("name"):
        return {str(key): _cleaned(each) for key, each in raw.items()}
    name = text_of(raw, "a resource")
    if name not in library.resources:
        raise AnswerError(
            f"There is no resource “{name[:40]}”; {did_you_mean(name, library.resources)}"
        )
    return picked_resource(library.resources[name])


def _cleaned(value: object) -> Value:
    if isinstance(value, Mapping):
        return {str(key): _cleaned(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return tuple(_cleaned(each) for each in _rows(value, "a resource"))
    return (
        value
        if value is None or isinstance(value, bool)
        else text_of(value, "a resource", lines=True)
    )


def _topic(_step: steps.Topic, raw: object, library: Library) -> str:
    name = text_of(raw, "the topic")
    for topic in library.topics.values():
        if name == topic.id or name.casefold() == topic.title.casefold():
            return topic.id
    raise AnswerError(f"There is no topic “{name[:40]}”; {did_you_mean(name, library.topics)}")


def _agenda(_step: steps.Agenda, raw: object, _: Library) -> Value:
    """An agenda's answer is what staff have set by hand: minutes by segment, see ORDER."""
    if not isinstance(raw, Mapping):
        raise AnswerError("Give minutes by part of the session, as in teach: 10.")
    return {
        text_of(key): tuple(map(text_of, each)) if key == ORDER else whole(each, 0, 600)
        for key, each in raw.items()
    }


_PARSERS: dict[type[steps.StepBase], Callable[[Any, object, Library], Value]] = {
    steps.Info: lambda _step, raw, _library: yes_no(raw),
    steps.Text: _text,
    steps.Items: _items,
    steps.Choice: _choice,
    steps.Choices: _choices,
    steps.YesNo: lambda _step, raw, _library: yes_no(raw),
    steps.Scale: _scale,
    steps.Number: _number,
    steps.Date: lambda _step, raw, _library: day(raw),
    steps.Time: lambda _step, raw, _library: clock(raw),
    steps.People: _people,
    steps.Records: _records,
    steps.Resources: _resources,
    steps.Topic: _topic,
    steps.Agenda: _agenda,
    steps.Signature: lambda step, raw, _library: option(step.options, raw),
}

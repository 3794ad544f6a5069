"""Check a marked tree against a model, and say in an author's words what does not fit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar, get_args, get_type_hints

from .marked import Marked, key_place, place_at
from .models import KINDS, Entry
from .models.base import key_of
from .problems import Problem, did_you_mean

if TYPE_CHECKING:
    from pydantic import TypeAdapter
    from pydantic_core import ErrorDetails

E = TypeVar("E", bound=Entry)

_KEY = ("[key]",)
"""How pydantic ends the path of a key that can't be one."""

_PLAIN = {
    "string_type": (
        "wrong-type",
        "needs text",
        "write plain text here; put longer text on the next line after >-",
    ),
    "string_too_short": ("blank", "is blank", "write something, or take the key out"),
    "tuple_type": ("wrong-type", "needs a list", "start each line with a dash"),
    "dict_type": ("wrong-type", "needs keys and values", "write `key: value` lines, indented"),
    "dataclass_type": ("wrong-type", "needs keys and values", "write `key: value` lines, indented"),
    "model_attributes_type": (
        "wrong-type",
        "needs keys and values",
        "write `key: value` lines, indented",
    ),
    "int_parsing": ("wrong-type", "needs a whole number", "write digits only"),
    "int_type": ("wrong-type", "needs a whole number", "write digits only"),
    "bool_parsing": ("wrong-type", "needs true or false", "write true or false"),
    "bool_type": ("wrong-type", "needs true or false", "write true or false"),
    "date_from_datetime_parsing": ("wrong-type", "needs a date", "write it as 2026-11-23"),
    "date_parsing": ("wrong-type", "needs a date", "write it as 2026-11-23"),
    "date_from_datetime_inexact": ("wrong-type", "needs a date", "write it as 2026-11-23"),
    "date_type": ("wrong-type", "needs a date", "write it as 2026-11-23"),
}


_GATES: dict[type[Entry], TypeAdapter[Any]] = {}


def gate(model: type[Entry]) -> TypeAdapter[Any]:
    """Give what holds keys and values to a model: the one way to pydantic, loaded when needed."""
    from pydantic import TypeAdapter  # noqa: PLC0415 - a start from what was kept needs no gate

    if model not in _GATES:
        _GATES[model] = TypeAdapter(model)
    return _GATES[model]


def valid(model: type[E], facts: object) -> E:
    """Make `model` from plain keys and values.

    Raises:
        pydantic.ValidationError: they do not fit; a ValueError.
    """
    made: E = gate(model).validate_python(facts)
    return made


def checked(model: type[E], tree: Marked) -> tuple[E | None, list[Problem]]:
    """Make `model` from the tree, or say everything that keeps it from being one."""
    from pydantic import ValidationError  # noqa: PLC0415 - as in `gate`

    try:
        return valid(model, tree), []
    except ValidationError as error:
        details = error.errors(include_url=False)
        paths = {detail["loc"] for detail in details}
        return None, [_problem(model, tree, each) for each in details if not _echoes(each, paths)]


def _echoes(detail: ErrorDetails, paths: set[tuple[int | str, ...]]) -> bool:
    """A list is also called too short when what is wrong is something inside it."""
    path = detail["loc"]
    return detail["type"] == "too_short" and any(
        len(other) > len(path) and other[: len(path)] == path for other in paths
    )


def _problem(model: type[Entry], tree: Marked, detail: ErrorDetails) -> Problem:
    kind, written = detail["type"], _as_written(detail["loc"])
    is_key, path = written[-1:] == _KEY, written[: -1 if written[-1:] == _KEY else None]
    subject = _subject(path)
    if kind == "unexpected_keyword_argument":
        hint = did_you_mean(str(path[-1]), _keys_at(model, detail["loc"][:-1]))
        text = f"{subject} is not a key that is known here"
        return Problem(key_place(tree, path), "unknown-key", text, hint)
    place = key_place(tree, path) if is_key else place_at(tree, path)
    if kind == "missing":
        hint = f"add a line `{path[-1]}:`" if isinstance(path[-1], str) else "add it to the list"
        return Problem(place, "missing-key", f"{subject} is missing", hint)
    if kind in {"union_tag_invalid", "union_tag_not_found"}:
        return _unknown_kind(tree, path, detail)
    code, text, hint = _PLAIN.get(kind) or _special(detail)
    return Problem(place, code, f"{subject} {text}", hint)


def _as_written(path: tuple[int | str, ...]) -> tuple[int | str, ...]:
    """Take out the kind of step, which pydantic puts behind a step's number."""
    return tuple(
        part
        for index, part in enumerate(path)
        if index < 2 or path[index - 2] != "steps" or not isinstance(path[index - 1], int)
    )


def _subject(path: tuple[int | str, ...]) -> str:
    last = path[-1] if path else "this file"
    if isinstance(last, int):
        return f"entry {last + 1}"
    return f"`{last}`" if path else last


def _special(detail: ErrorDetails) -> tuple[str, str, str]:
    context: dict[str, Any] = detail.get("ctx", {})
    given = str(detail["input"])[:40]
    match detail["type"]:
        case "literal_error":
            choices = context["expected"].replace(" or ", ", ").replace("'", "").split(", ")
            return "unknown-value", f"can't be {given!r}", did_you_mean(given, choices)
        case "string_pattern_mismatch":
            hint = "use lower-case letters, digits and underscores, and start with a letter"
            return "bad-id", f"can't be {given!r}", hint
        case "value_error":
            return "does-not-fit", str(context["error"]), ""
        case "greater_than_equal":
            return "does-not-fit", f"must be {context['ge']} or more", ""
        case "less_than_equal":
            return "does-not-fit", f"must be {context['le']} or less", ""
        case "too_long":
            return "does-not-fit", f"takes {context['max_length']} at most", "take some out"
        case "string_too_long":
            return "does-not-fit", f"is longer than {context['max_length']} characters", "split it"
        case "too_short":
            return (
                "too-few",
                f"needs at least {context['min_length']}",
                "add one, or take the key out",
            )
        case _:
            return "does-not-fit", f"does not fit: {detail['msg'].lower()}", ""


def _unknown_kind(tree: Marked, path: tuple[str | int, ...], detail: ErrorDetails) -> Problem:
    given = detail.get("ctx", {}).get("tag")
    if given is None:
        hint = f"add a line `ask:` with one of: {', '.join(KINDS)}"
        return Problem(place_at(tree, path), "missing-key", "`ask` is missing", hint)
    hint = did_you_mean(str(given), KINDS)
    return Problem(
        place_at(tree, (*path, "ask")), "unknown-kind", f"`{given}` is not a kind of step", hint
    )


def _keys_at(model: type[Entry], path: tuple[str | int, ...]) -> set[str]:
    """Give the keys that the model at `path` knows, following fields, lists and kinds of step."""
    here: Any = model
    for part in path:
        if isinstance(part, str) and part in KINDS and not _is_model(here):
            here = KINDS[part]
        elif _is_model(here) and isinstance(part, str):
            here = _field_type(here, part)
        elif isinstance(part, int):
            here = _first_model(here) or here
    here = here if _is_model(here) else _first_model(here)
    return {key_of(name) for name in here.field_names()} if here else set()


def _is_model(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Entry)


def _field_type(model: type[Entry], key: str) -> Any:
    return {key_of(name): kind for name, kind in get_type_hints(model).items()}[key]


def _first_model(kind: Any) -> type[Entry] | None:
    """Give the one model inside a list, union or annotation; none if there are several kinds."""
    if _is_model(kind):
        return kind  # type: ignore[no-any-return]
    inside = [found for part in get_args(kind) if (found := _first_model(part))]
    return inside[0] if len(inside) == 1 else None

"""The small parts that every entry of a pack is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, FrozenInstanceError, dataclass, field
from datetime import date, time
from inspect import cleandoc
from typing import TYPE_CHECKING, Annotated, Any, NoReturn, TypeAlias, TypeVar, dataclass_transform

from .limits import Before, Limits

if TYPE_CHECKING:
    from collections.abc import Collection
    from dataclasses import Field
    from typing import Self


def key_of(name: str) -> str:
    """Give the key in a pack of a field: `from` is that of `from_`, as Python has its own."""
    return name.removesuffix("_")


def _described(schema: dict[str, Any], kind: type[Entry]) -> None:
    """Say in a JSON Schema what an entry is."""
    if kind.__doc__:
        schema["description"] = cleandoc(kind.__doc__)


_FORM = {"extra": "forbid", "alias_generator": key_of, "json_schema_extra": _described}
OPEN = _FORM | {"extra": "ignore"}
"""The form of an entry that takes other keys than its own, which are for others to read."""


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(field,))
class Entry:
    """Something a pack holds: read once, never changed, and no keys but its own.

    A dataclass by birth. Its methods stand here, since to have them written anew for a hundred
    classes takes 200 ms of every start. It takes what it is given: what a pack says is held to the
    annotations at the gate (see `explain.checked`), and only there.
    """

    __pydantic_config__ = _FORM

    def __init_subclass__(cls) -> None:
        said = cls.__doc__
        dataclass(init=False, repr=False, eq=False, kw_only=True)(cls)
        cls.__doc__ = said  # which else gets words made up for it

    def __init__(self, **given: Any) -> None:
        if unknown := given.keys() - set(self.field_names()):
            raise TypeError(f"{type(self).__name__} has no {', '.join(sorted(unknown))}")
        held = {key: _default(known) for key, known in self._fields().items()} | given
        if lacking := [key for key, value in held.items() if value is MISSING]:
            raise TypeError(f"{type(self).__name__} needs {', '.join(lacking)}")
        vars(self).update(held)
        if hasattr(self, "__post_init__"):
            self.__post_init__()

    def __getstate__(self) -> dict[str, Any]:
        """Keep no defaults, which the class has."""
        kind = type(self)
        return {
            key: held for key, held in vars(self).items() if held is not getattr(kind, key, MISSING)
        }

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and self._all() == other._all()

    def __hash__(self) -> int:
        return hash(self._all())

    def __repr__(self) -> str:
        said = ", ".join(f"{key}={getattr(self, key)!r}" for key in self.field_names())
        return f"{type(self).__name__}({said})"

    def __setattr__(self, key: str, value: object) -> NoReturn:
        raise FrozenInstanceError(f"cannot assign to field {key!r}")

    def __delattr__(self, key: str) -> NoReturn:
        raise FrozenInstanceError(f"cannot delete field {key!r}")

    @classmethod
    def _fields(cls) -> dict[str, Field[Any]]:
        return cls.__dataclass_fields__  # type: ignore[attr-defined, no-any-return]

    @classmethod
    def field_names(cls) -> tuple[str, ...]:
        """Give the names of its fields, in their order."""
        return tuple(cls._fields())

    def _all(self) -> tuple[Any, ...]:
        return tuple(getattr(self, key) for key in self.field_names())

    def but(self, **changes: Any) -> Self:
        """Give the same with some of its fields changed."""
        return type(self)(**{key: getattr(self, key) for key in self.field_names()} | changes)

    def plain(self, *, without: Collection[str] = (), defaults: bool = True) -> dict[str, Any]:
        """Give its fields as JSON has them, for expressions and papers; `defaults` or not."""
        return {
            key: _plain(getattr(self, key), defaults=defaults)
            for key, known in self._fields().items()
            if key not in without and (defaults or getattr(self, key) != _default(known))
        }


def _default(known: Field[Any]) -> Any:
    return known.default if known.default_factory is MISSING else known.default_factory()


def _plain(value: Any, *, defaults: bool) -> Any:
    if isinstance(value, Entry):
        return value.plain(defaults=defaults)
    if isinstance(value, Mapping):
        return {key: _plain(each, defaults=defaults) for key, each in value.items()}
    if isinstance(value, tuple):
        return [_plain(each, defaults=defaults) for each in value]
    return value.isoformat() if isinstance(value, date | time) else value


Prose = Annotated[str, Limits(min_length=1)]
"""Text for people; it may name answers in {{ }}."""

Expression = Annotated[str, Limits(min_length=1, max_length=2000)]
"""A condition or value in the sandboxed expression language (see flows/expressions.py)."""

Word = Annotated[str, Limits(pattern=r"^[a-z][a-z0-9_]{0,63}$")]
"""An id that expressions can name: lower-case letters, digits and underscores."""

Name = Annotated[str, Limits(pattern=r"^[a-z0-9][a-z0-9_-]{0,63}$")]
"""An id that expressions need not name: hyphens and a leading digit are allowed too."""

RuleId = Annotated[str, Limits(pattern=r"^[A-Za-z][A-Za-z0-9_]{0,31}$")]
"""A rule's stable id, like G01 or no_number."""


Whole = Annotated[int, Limits(ge=0)]
Natural = Annotated[int, Limits(ge=1)]

T = TypeVar("T")
Some: TypeAlias = Annotated[tuple[T, ...], Limits(min_length=1)]
"""A list of one or more."""


def written_out(value: object) -> object:
    """Let an author write `- adults` where only an id and its words would repeat each other."""
    return {"id": value, "say": value} if isinstance(value, str) else value


class Option(Entry):
    """One thing to choose; written as plain text where the id can be its own words."""

    id: Name
    """What conditions and answers files call it."""
    say: Prose
    """What people read."""


OptionText = Annotated[Option, Before(written_out, Option | str)]


class Minutes(Entry):
    """Whole minutes: the least that works, the usual, the most that is still useful."""

    min: Whole
    typical: int
    max: int

    def __post_init__(self) -> None:
        if not self.min <= self.typical <= self.max:
            raise ValueError("must rise from min to typical to max")


Texts = tuple[Prose, ...]
Names = tuple[Name, ...]
Words = tuple[Word, ...]
Setting = Mapping[Word, str]

"""The small parts that every entry of a pack is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, FrozenInstanceError, dataclass, field
from datetime import date, time
from inspect import cleandoc
from typing import (
    TYPE_CHECKING,
    Annotated,
    Any,
    ClassVar,
    NoReturn,
    TypeAlias,
    TypeVar,
    dataclass_transform,
)

from .bounds import Before, Bounds

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

    _usual: ClassVar[dict[str, Any]] = {}
    """Its fields in their order, each with what it is unless given; MISSING where there is none."""
    _needed: ClassVar[frozenset[str]] = frozenset()

    def __init_subclass__(cls) -> None:
        said = cls.__doc__
        dataclass(init=False, repr=False, eq=False, kw_only=True)(cls)
        cls.__doc__ = said  # which else gets words made up for it
        known: dict[str, Field[Any]] = cls.__dataclass_fields__  # type: ignore[attr-defined]
        cls._usual = {key: _default(each) for key, each in known.items()}
        cls._needed = frozenset(key for key, usual in cls._usual.items() if usual is MISSING)

    def __init__(self, **given: Any) -> None:
        if not self._needed <= given.keys() <= self._usual.keys():
            wrong = sorted((self._needed - given.keys()) | (given.keys() - self._usual.keys()))
            raise TypeError(f"{type(self).__name__} lacks or does not know {', '.join(wrong)}")
        vars(self).update(self._usual | given)
        if hasattr(self, "__post_init__"):
            self.__post_init__()

    def __getstate__(self) -> dict[str, Any]:
        """Keep no defaults, which the class has."""
        kind = type(self)
        return {
            key: held for key, held in vars(self).items() if held is not getattr(kind, key, MISSING)
        }

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and self._held() == other._held()

    def __hash__(self) -> int:
        return hash(tuple(self._held().values()))

    def __repr__(self) -> str:
        said = ", ".join(f"{key}={held!r}" for key, held in self._held().items())
        return f"{type(self).__name__}({said})"

    def __setattr__(self, key: str, value: object) -> NoReturn:
        raise FrozenInstanceError(f"cannot assign to field {key!r}")

    def __delattr__(self, key: str) -> NoReturn:
        raise FrozenInstanceError(f"cannot delete field {key!r}")

    @classmethod
    def field_names(cls) -> tuple[str, ...]:
        """Give the names of its fields, in their order."""
        return tuple(cls._usual)

    def _held(self) -> dict[str, Any]:
        return {key: getattr(self, key) for key in self._usual}

    def but(self, **changes: Any) -> Self:
        """Give the same with some of its fields changed."""
        return type(self)(**self._held() | changes)

    def plain(self, *, without: Collection[str] = (), defaults: bool = True) -> dict[str, Any]:
        """Give its fields as JSON has them, for expressions and papers; `defaults` or not."""
        usual = self._usual
        return {
            key: _plain(held, defaults=defaults)
            for key, held in self._held().items()
            if key not in without and (defaults or held != usual[key])
        }


_PLAIN = frozenset({str, int, float, bool, type(None)})


def _default(known: Field[Any]) -> Any:
    return known.default if known.default_factory is MISSING else known.default_factory()


def _plain(value: Any, *, defaults: bool) -> Any:
    if type(value) in _PLAIN:
        return value
    if isinstance(value, tuple | list):
        return [_plain(each, defaults=defaults) for each in value]
    if isinstance(value, Entry):
        return value.plain(defaults=defaults)
    if isinstance(value, Mapping):
        return {key: _plain(each, defaults=defaults) for key, each in value.items()}
    return value.isoformat() if isinstance(value, date | time) else value


Prose = Annotated[str, Bounds(min_length=1)]
"""Text for people; it may name answers in {{ }}."""

Expression = Annotated[str, Bounds(min_length=1, max_length=2000)]
"""A condition or value in the sandboxed expression language (see flows/expressions.py)."""

Word = Annotated[str, Bounds(pattern=r"^[a-z][a-z0-9_]{0,63}$")]
"""An id that expressions can name: lower-case letters, digits and underscores."""

Name = Annotated[str, Bounds(pattern=r"^[a-z0-9][a-z0-9_-]{0,63}$")]
"""An id that expressions need not name: hyphens and a leading digit are allowed too."""

RuleId = Annotated[str, Bounds(pattern=r"^[A-Za-z][A-Za-z0-9_]{0,31}$")]
"""A rule's stable id, like G01 or no_number."""


Whole = Annotated[int, Bounds(ge=0)]
Natural = Annotated[int, Bounds(ge=1)]

T = TypeVar("T")
Some: TypeAlias = Annotated[tuple[T, ...], Bounds(min_length=1)]
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

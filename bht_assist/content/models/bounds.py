"""What the gate holds a value to, said in annotations without loading the library that checks it.

pydantic asks each mark for its schema once something is really checked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

if TYPE_CHECKING:
    from collections.abc import Callable


class Bounds:
    """Bounds by the names that pydantic has for them: ge, le, min_length, max_length, pattern."""

    def __init__(self, **bounds: int | str) -> None:
        self._bounds = bounds

    def __get_pydantic_core_schema__(self, source: Any, schema_of: Callable[..., Any]) -> Any:
        return {**schema_of(source), **self._bounds}


class Before:
    """Makes of what was written what is checked; `shape` is all that may be written."""

    def __init__(self, make: Callable[[object], object], shape: Any = Any) -> None:
        self._make = make
        self._shape = shape

    def __get_pydantic_core_schema__(self, source: Any, schema_of: Any) -> Any:
        from pydantic_core import core_schema  # noqa: PLC0415 - not before something is checked

        return core_schema.no_info_before_validator_function(
            self._make,
            schema_of(source),
            json_schema_input_schema=schema_of.generate_schema(self._shape),
        )


class After:
    """Looks at a value that is of its type: gives it, or raises ValueError with what is wrong."""

    def __init__(self, look: Callable[[Any], Any]) -> None:
        self._look = look

    def __get_pydantic_core_schema__(self, source: Any, schema_of: Callable[..., Any]) -> Any:
        from pydantic_core import core_schema  # noqa: PLC0415 - not before something is checked

        return core_schema.no_info_after_validator_function(self._look, schema_of(source))


class ToldBy:
    """Says which key of an entry tells its kind."""

    def __init__(self, key: str) -> None:
        self._key = key

    def __get_pydantic_core_schema__(self, source: Any, schema_of: Any) -> Any:
        from pydantic import Field  # noqa: PLC0415 - not before something is checked

        return schema_of.generate_schema(Annotated[source, Field(discriminator=self._key)])

"""A saved column map: how a flat file's columns are to be read. Kept as YAML, and reused."""

from __future__ import annotations

from dataclasses import field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from bht_assist.content.explain import checked
from bht_assist.content.models.base import Entry, Name, Prose, Setting, Some, Texts
from bht_assist.content.models.bounds import Before
from bht_assist.content.problems import PackError
from bht_assist.content.source import read_yaml

from .report import SourceError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

MAPS = Path(__file__).parent / "maps"


def _listed(value: object) -> object:
    """Let an author write one column where a list of one would say the same."""
    return [value] if isinstance(value, str) else value


Columns = Annotated[Texts, Before(_listed)]
"""Headers of columns, in any case; the first that is not blank counts, of a list all do."""


class PhoneColumns(Entry):
    number: Columns
    extension: Columns = ()
    label: Columns = ()
    kind: str = ""
    """What it is for when its label and kind columns say nothing: voice, text, tty, fax."""
    kind_column: Columns = ()
    private: Columns = ()
    """Columns that hold yes when this phone must not come in."""


class AddressColumns(Entry):
    parts: Columns
    private: Columns = ()


class HoursColumns(Entry):
    """Hours of one day in columns of their own."""

    days: Prose
    opens: Columns
    closes: Columns


class Facts(Entry):
    """Our facts, and the columns they are in."""

    name: Columns
    org: Columns = ()
    aka: Columns = ()
    description: Columns = ()
    url: Columns = ()
    chat: Columns = ()
    email: Columns = ()
    hours: Columns = ()
    languages: Columns = ()
    eligibility: Columns = ()
    min_age: Columns = ()
    max_age: Columns = ()
    cost: Columns = ()
    insurance: Columns = ()
    how_to_start: Columns = ()
    bring: Columns = ()
    access: Columns = ()
    transport: Columns = ()
    area: Columns = ()
    terms: Columns = ()
    status: Columns = ()
    alert: Columns = ()
    checked_on: Columns = ()
    checked_by: Columns = ()


class Levels(Entry):
    """Rows of several levels in one file, each naming the row above it."""

    column: Prose
    """The column that says which level a row is."""
    own: Prose
    parent: Prose
    services: Some[Prose]
    """The levels that are services; the others lend them what they leave blank."""


class ColumnMap(Entry):
    """How the columns of a flat file are read."""

    title: Prose
    signature: Texts = ()
    """Headers that together mark a file as of this kind."""
    prefix: Name = "csv"
    id: Columns = ()
    """Columns that together tell one row from another; its name and place, unless given."""
    description_row: bool = False
    """The first row after the header explains the columns and is no service."""
    columns: Facts
    phones: tuple[PhoneColumns, ...] = ()
    address: tuple[AddressColumns, ...] = ()
    timetable: tuple[HoursColumns, ...] = ()
    split: str = ";"
    """What stands between the entries of a list in one cell."""
    skip: dict[str, Columns] = field(default_factory=dict)
    """Columns, and the values that take a row out."""
    private: dict[str, Columns] = field(default_factory=dict)
    """Columns, and the values that hide where a service is."""
    yes: Texts = ("yes", "y", "true", "1", "x")
    """What stands in a column that says yes."""
    levels: Levels | None = None
    defaults: Setting = field(default_factory=dict)
    """Our facts for the whole file, where a row has none: area, checked_on, cost."""

    @cached_property
    def read(self) -> frozenset[str]:
        """The headers that this map reads, in lower case."""
        return frozenset(each.casefold() for each in _texts_in(self.plain()))


def _texts_in(value: Any) -> Iterator[str]:
    """Yield every text in a map: more than its headers, and none of them left out."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, each in value.items():
            yield key
            yield from _texts_in(each)
    elif isinstance(value, (list, tuple)):
        for each in value:
            yield from _texts_in(each)


def read_map(path: Path) -> ColumnMap:
    """Read a saved column map.

    Raises:
        SourceError: it can't be read; each fault with its place.
    """
    try:
        tree, problems = read_yaml(path.read_bytes(), path.as_posix())
    except PackError as error:
        raise SourceError(str(error)) from None
    except OSError as error:
        raise SourceError(f"The column map {path} can't be read: {error.strerror}.") from None
    made, more = checked(ColumnMap, tree)
    wrong = [each for each in [*problems, *more] if each.level == "error"]
    if made is None or wrong:
        raise SourceError("\n".join(map(str, wrong)))
    return made


def map_for(headers: Collection[str]) -> ColumnMap:
    """Give the built-in map whose mark these headers bear; the general one bears none."""
    maps = [read_map(path) for path in sorted(MAPS.glob("*.yaml"))]
    fits = [each for each in maps if _bears(each.signature, headers)]
    return max(fits, key=lambda each: len(each.signature))


def _bears(signature: Iterable[str], headers: Collection[str]) -> bool:
    return all(each.casefold() in headers for each in signature)

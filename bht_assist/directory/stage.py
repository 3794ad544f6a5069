"""Where the rows of a source wait until they can be linked: on disk, so memory stays bounded."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .report import Spot

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from types import TracebackType

_TABLES = """
create table rows (n integer primary key, kind text, id text, file text, line integer, body text);
create table links (kind text, owner text, owner_id text, n integer);
"""
_INDEXES = """
create index if not exists by_id on rows (kind, id);
create index if not exists by_owner on links (owner, owner_id, kind);
"""


@dataclass(frozen=True, slots=True)
class Filed:
    """A row with its place; a cell that is blank or missing reads as empty text."""

    spot: Spot
    id: str
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


class Stage:
    """Rows by kind and id, and by the rows they belong to (`service_id` and the like)."""

    def __init__(self) -> None:
        self._base = sqlite3.connect("", isolation_level=None)  # a temporary file of its own
        self._base.executescript(_TABLES)
        self._base.execute("begin")

    def __enter__(self) -> Stage:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._base.close()

    def file(self, kind: str, spot: Spot, cells: Mapping[str, str]) -> None:
        """Put a row away; each column that ends in _id links it to its owner."""
        made = self._base.execute(
            "insert into rows (kind, id, file, line, body) values (?, ?, ?, ?, ?)",
            (kind, cells.get("id", ""), spot.file, spot.line, json.dumps(cells)),
        )
        links = [
            (kind, column.removesuffix("_id"), value, made.lastrowid)
            for column, value in cells.items()
            if column.endswith("_id")
        ]
        self._base.executemany("insert into links values (?, ?, ?, ?)", links)

    def ready(self) -> None:
        """Make the rows quick to find, once they are all there."""
        self._base.executescript(_INDEXES)

    def find(self, kind: str, name: str) -> Filed | None:
        """Give the first row of a kind with this id."""
        query = "select file, line, id, body from rows where kind = ? and id = ? order by n limit 1"
        row = self._base.execute(query, (kind, name)).fetchone()
        return _filed(row) if row and name else None

    def owned(self, kind: str, owner: str, name: str) -> list[Filed]:
        """Give the rows of a kind that belong to a row, in their source's order."""
        query = (
            "select file, line, id, body from rows where n in (select n from links"
            " where owner = ? and owner_id = ? and kind = ?) order by n"
        )
        return list(map(_filed, self._base.execute(query, (owner, name, kind)))) if name else []

    def each(self, kind: str) -> Iterator[Filed]:
        """Yield the rows of a kind by id."""
        query = "select file, line, id, body from rows where kind = ? order by id, n"
        return map(_filed, self._base.execute(query, (kind,)))

    def ids(self, *kinds: str) -> Iterator[str]:
        """Yield every id that rows of these kinds have, in order, once."""
        marks = ", ".join("?" * len(kinds))
        query = f"select distinct id from rows where kind in ({marks}) order by id"  # noqa: S608
        return (row[0] for row in self._base.execute(query, kinds))

    def owners(self, kind: str) -> Iterator[str]:
        """Yield everything that rows of a kind belong to, in order, once."""
        query = "select distinct owner_id from links where kind = ? order by owner_id"
        return (row[0] for row in self._base.execute(query, (kind,)))

    def has(self, kind: str) -> bool:
        return (
            self._base.execute("select 1 from rows where kind = ?", (kind,)).fetchone() is not None
        )


def _filed(row: tuple[str, int, str, str]) -> Filed:
    file, line, name, body = row
    return Filed(Spot(file, line), name, json.loads(body))

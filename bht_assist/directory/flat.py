"""Services from flat files: any CSV, by a column map."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from .report import Spot
from .rows import Row, headers, read_rows
from .told import Told, ToldHours, ToldPhone

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from .columns import ColumnMap, Columns, PhoneColumns
    from .report import Report
    from .sources import Source
    from .stage import Stage

_LISTS = ("aka", "languages", "insurance", "bring", "access", "terms")
_TEXTS = (
    "org", "description", "url", "chat", "email", "eligibility", "min_age", "max_age", "cost",
    "how_to_start", "transport", "area", "status", "alert", "checked_on", "checked_by",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Line:
    """A row read by a map; what it leaves blank, the rows above it say."""

    row: Row
    above: tuple[Mapping[str, str], ...] = ()

    def first(self, columns: Columns) -> str:
        for cells in (self.row.cells, *self.above):
            for column in columns:
                if text := cells.get(column.casefold(), ""):
                    return text
        return ""

    def own(self, columns: Columns) -> str:
        return next(filter(None, (self.row.cells.get(each.casefold()) for each in columns)), "")

    def every(self, columns: Columns) -> list[str]:
        """Give what stands in any of the columns: the row's own, or else what is above."""
        for cells in (self.row.cells, *self.above):
            if found := [text for each in columns if (text := cells.get(each.casefold(), ""))]:
                return found
        return []


def told(sources: list[Source], stage: Stage, by: ColumnMap, report: Report) -> Iterator[Told]:
    """Yield a service for each row that is one."""
    for source in sources:
        _say_unread(source, by, report)
        rows = read_rows(source.open, source.name, report)
        for row in islice(rows, int(by.description_row), None):
            stage.file("row", row.spot, {**row.cells, **_identity(row, by)})
    stage.ready()
    return (_told(line, by) for line in _lines(stage, by, report))


def _say_unread(source: Source, by: ColumnMap, report: Report) -> None:
    """Say which columns a map has no use for; a vendor's own file has hundreds."""
    unread = sorted(headers(source.open, source.name) - by.read - {""})
    if unread and not by.signature:
        text = f"these columns are not read: {', '.join(unread)}"
        done = "left them out; a column map can say what they are"
        report.say(Spot(source.name, 1), "", text, done, "note")


def _identity(row: Row, by: ColumnMap) -> dict[str, str]:
    """Give the row's own id; without one, its name and place tell it from others."""
    line = _Line(row)
    if by.levels:
        return {"id": line.own((by.levels.own,)), "above_id": line.own((by.levels.parent,))}
    named = "-".join(line.every(by.id))
    if named:
        return {"id": named}
    parts = [line.first(by.columns.name), line.first(by.columns.org), _address(line, by)[0]]
    return {"id": hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]}


def _lines(stage: Stage, by: ColumnMap, report: Report) -> Iterator[_Line]:
    for filed in stage.each("row"):
        line = _Line(Row(filed.spot, filed.cells), _above(stage, filed["above_id"], by))
        if by.levels and filed[by.levels.column.casefold()] not in by.levels.services:
            continue
        wrong = _skipped(line, by) if line.own(by.columns.name) else "it has no name"
        if wrong:
            report.read += 1
            named = bool(line.own(by.columns.name))
            report.say(filed.spot, "", wrong, "left it out", "note" if named else "left_out")
            continue
        yield line


def _above(stage: Stage, name: str, by: ColumnMap) -> tuple[Mapping[str, str], ...]:
    """Give the rows above one, nearest first; a circle ends where it began."""
    found: dict[str, Mapping[str, str]] = {}
    while name not in found and by.levels and (row := stage.find("row", name)):
        found[name] = row.cells
        name = row["above_id"]
    return tuple(found.values())


def _skipped(line: _Line, by: ColumnMap) -> str:
    for column, values in by.skip.items():
        said = line.first((column,))
        if said and said.casefold() in {each.casefold() for each in values}:
            return f"{column} is “{said}”"
    return ""


def _told(line: _Line, by: ColumnMap) -> Told:
    columns, row = by.columns, line.row
    address, private = _address(line, by)
    texts: dict[str, Any] = {
        key: line.first(getattr(columns, key)) or by.defaults.get(key, "") for key in _TEXTS
    }
    lists: dict[str, Any] = {
        key: _listed(line.every(getattr(columns, key)), by.split) for key in _LISTS
    }
    if by.levels and not columns.org and line.above:
        texts["org"] = _Line(Row(row.spot, line.above[-1])).own(columns.name)
    return Told(
        spot=row.spot,
        id=row.cells["id"],
        name=line.own(columns.name),
        phones=tuple(_phones(line, by)),
        address=address,
        address_private=private or _hidden(line, by),
        where=(address,),
        hours=tuple(_hours(line, by)),
        **texts,
        **lists,
    )


def _listed(cells: Iterable[str], split: str) -> tuple[str, ...]:
    parts = (part.strip() for cell in cells for part in re.split(rf"[{re.escape(split)}\n]", cell))
    return tuple(dict.fromkeys(filter(None, parts)))


def _says_yes(line: _Line, columns: Columns, by: ColumnMap) -> bool:
    """Whether the row, or any row above it, has yes in one of the columns."""
    said = (
        cells.get(each.casefold(), "")
        for cells in (line.row.cells, *line.above)
        for each in columns
    )
    return any(text.casefold() in by.yes for text in said)


def _hidden(line: _Line, by: ColumnMap) -> bool:
    return any(
        line.first((column,)).casefold() in {each.casefold() for each in values}
        for column, values in by.private.items()
    )


def _address(line: _Line, by: ColumnMap) -> tuple[str, bool]:
    """Give the first address there is, and whether any is private."""
    said = [(", ".join(line.every(each.parts)), each) for each in by.address]
    private = any(_says_yes(line, each.private, by) for _, each in said)
    return next((text for text, _ in said if text), ""), private


def _phones(line: _Line, by: ColumnMap) -> Iterator[ToldPhone]:
    for each in by.phones:
        if number := line.first(each.number):
            yield _phone(line, number, each, by)


def _phone(line: _Line, number: str, columns: PhoneColumns, by: ColumnMap) -> ToldPhone:
    return ToldPhone(
        number=number,
        extension=line.first(columns.extension),
        kind=line.first(columns.kind_column) or columns.kind,
        label=line.first(columns.label),
        private=_says_yes(line, columns.private, by),
    )


def _hours(line: _Line, by: ColumnMap) -> Iterator[ToldHours]:
    if text := "; ".join(line.every(by.columns.hours)):
        yield ToldHours(text=text)
    for each in by.timetable:
        opens, closes = line.first(each.opens), line.first(each.closes)
        if opens or closes:
            yield ToldHours(each.days, opens, closes)

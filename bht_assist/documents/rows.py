"""Lines and rows of a page, before they are set on paper or screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bht_assist.documents.page import Run, Table

if TYPE_CHECKING:
    from bht_assist.documents.page import Line

LINK_SCHEMES = ("http", "https", "tel", "mailto")
"""The only kinds of address that a paper leads to."""


def words(line: Line) -> str:
    """The text of a line, however it is set."""
    return "".join(run.text for run in line)


def is_blank(line: Line) -> bool:
    return not words(line).strip()


def squared(table: Table) -> Table:
    """The table with a cell in every column of every row; a header of blanks is no header."""
    columns = max((len(row) for row in (table.header, *table.rows)), default=0)
    has_header = not all(is_blank(head) for head in table.header)
    return Table(
        header=_filled(table.header, columns) if has_header else (),
        rows=tuple(_filled(row, columns) for row in table.rows) if columns else (),
    )


def labeled(table: Table) -> tuple[tuple[Line, ...], ...]:
    """Each row of a squared table as lines: what a column is, then what the row says."""
    return tuple(_labeled(table.header or ((),) * len(row), row) for row in table.rows)


def stacked(table: Table) -> tuple[Table, ...]:
    """Each row of a squared table as a table of its own: what a column is, beside what it says."""
    heads = tuple((Run(words(head), bold=True),) for head in table.header)
    return tuple(Table((), tuple(zip(heads, row, strict=True))) for row in table.rows)


def _filled(row: tuple[Line, ...], columns: int) -> tuple[Line, ...]:
    return (*row, *((),) * (columns - len(row)))


def _labeled(header: tuple[Line, ...], row: tuple[Line, ...]) -> tuple[Line, ...]:
    return tuple(
        (*_label(head), *cell)
        for head, cell in zip(header, row, strict=True)
        if not (is_blank(head) and is_blank(cell))
    )


def _label(head: Line) -> Line:
    return () if is_blank(head) else (Run(f"{words(head)}: ", bold=True),)

"""Tables in Word: columns as wide as their words need, rows that never split; and boxes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bht_assist.documents.word_xml import Par, tag

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

LETTER_WIDTH = 0.6
"""Ems, on the wide side."""
_LONGEST_WORD, _LONGEST_TEXT, _ROOM_TO_WRITE = 26, 60, 16
"""Letters: more than the first may break, more than the second widens no further; a pen needs
the third."""


@dataclass(frozen=True, slots=True)
class Cell:
    par: Par
    is_blank: bool


@dataclass(frozen=True, slots=True)
class Grid:
    """A table, ready to be written."""

    style: str
    """Style id."""
    widths: tuple[int, ...]
    """Twips, column by column."""
    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    row_to_write_in: int
    """Twips; the least height of a row that has a blank cell."""
    right_to_left: bool = False
    keep_lines: bool = False
    """Whether its rows stay on one page."""
    keep_next: bool = False
    break_before: bool = False

    def xml(self) -> str:
        heads = (self.header,) if self.header else ()
        last = len(heads) + len(self.rows) - 1
        rows = "".join(
            self._row(row, at, is_header=at < len(heads), is_last=at == last)
            for at, row in enumerate((*heads, *self.rows))
        )
        columns = tag("tblGrid", *(tag("gridCol", w=width) for width in self.widths))
        return tag("tbl", self._properties(), columns, rows)

    def _properties(self) -> str:
        return tag(
            "tblPr",
            tag("tblStyle", val=self.style),
            "<w:bidiVisual/>" if self.right_to_left else "",
            tag("tblW", w=sum(self.widths), type="dxa"),
            tag("tblLayout", type="fixed"),
            tag("tblLook", val="0020" if self.header else "0000", firstRow=int(bool(self.header))),
        )

    def _row(self, cells: tuple[Cell, ...], at: int, *, is_header: bool, is_last: bool) -> str:
        is_open = not is_header and any(cell.is_blank for cell in cells)
        height = tag("trHeight", val=self.row_to_write_in, hRule="atLeast")
        properties = tag(
            "trPr",
            "<w:cantSplit/>",
            height if is_open else "",
            "<w:tblHeader/>" if is_header else "",
        )
        stays = self.keep_next if is_last else is_header or self.keep_lines
        breaks = self.break_before and at == 0
        return tag(
            "tr",
            properties,
            *(
                self._cell(cell.par, width, stays=stays, breaks=breaks and not column)
                for column, (cell, width) in enumerate(zip(cells, self.widths, strict=True))
            ),
        )

    def _cell(self, par: Par, width: int, *, stays: bool, breaks: bool) -> str:
        settled = replace(par, keep_next=stays, break_before=breaks)
        return tag("tc", tag("tcPr", tag("tcW", w=width, type="dxa")), settled.xml())


@dataclass(frozen=True, slots=True)
class Frame:
    """Paragraphs in a box, as one cell: a row keeps together where chained paragraphs may not."""

    pars: tuple[Par, ...]
    width: int
    """Twips, with the border."""
    padding: int
    """Twips between the border and the words."""
    color: str
    keep_lines: bool = False
    keep_next: bool = False
    break_before: bool = False

    def xml(self) -> str:
        sides = ("top", "left", "bottom", "right")
        line = {"val": "single", "sz": 12, "space": 0, "color": self.color}
        properties = tag(
            "tblPr",
            tag("tblW", w=self.width, type="dxa"),
            tag("tblBorders", *(tag(side, **line) for side in sides)),
            tag("tblLayout", type="fixed"),
            tag("tblCellMar", *(self._margin(side) for side in sides)),
        )
        settled = (
            replace(par, keep_next=self.keep_next, break_before=self.break_before and not at).xml()
            for at, par in enumerate(self.pars)
        )
        cell = tag("tc", tag("tcPr", tag("tcW", w=self.width, type="dxa")), *settled)
        row = tag("tr", tag("trPr", "<w:cantSplit/>"), cell)
        return tag("tbl", properties, tag("tblGrid", tag("gridCol", w=self.width)), row)

    def _margin(self, side: str) -> str:
        """The last paragraph brings some air of its own."""
        return tag(side, w=self.padding // 2 if side == "bottom" else self.padding, type="dxa")


def holds_whole_words(
    rows: Sequence[Sequence[str]], room: int, type_size: int, padding: int
) -> bool:
    """Whether no column would have to break a word."""
    columns = zip(*rows, strict=True)
    return sum(_word_width(column, type_size, padding) for column in columns) <= room


def column_widths(
    rows: Sequence[Sequence[str]], room: int, type_size: int, padding: int
) -> tuple[int, ...]:
    """Share the room among columns: first what the longest word needs, then whole lines.

    A column whose texts all stand on one line gets no more than that, as long as others need it.
    """
    columns = tuple(zip(*rows, strict=True))
    letter = 20 * type_size * LETTER_WIDTH
    words = [_word_width(column, type_size, padding) for column in columns]
    pens = [max(need, letter * _pen(column)) for need, column in zip(words, columns, strict=True)]
    needs = pens if sum(pens) <= room else words
    wishes = [_wish(column) for column in columns]
    lines = [padding + letter * wish for wish in wishes]
    lacks = [max(0, line - need) for line, need in zip(lines, needs, strict=True)]
    spare = room - sum(needs)
    if spare < 0:
        return _whole((need * room / sum(needs) for need in needs), room)
    gets = _evenly(lacks, spare)
    more = (spare - sum(gets)) / sum(wishes)
    shares = zip(needs, gets, wishes, strict=True)
    return _whole((need + get + more * wish for need, get, wish in shares), room)


def _evenly(lacks: Sequence[float], spare: float) -> list[float]:
    """Give each the same, but nobody more than what it lacks."""
    gets = [0.0] * len(lacks)
    in_order = sorted(range(len(lacks)), key=lambda at: lacks[at])
    for served, at in enumerate(in_order):
        gets[at] = min(lacks[at], spare / (len(lacks) - served))
        spare -= gets[at]
    return gets


def _word_width(column: Iterable[str], type_size: int, padding: int) -> float:
    return padding + 20 * type_size * LETTER_WIDTH * _longest_word(column)


def _longest_word(column: Iterable[str]) -> int:
    words = (len(word) for text in column for word in text.split())
    return min(_LONGEST_WORD, max(words, default=1))


def _pen(column: Iterable[str]) -> int:
    return 0 if all(text.strip() for text in column) else _ROOM_TO_WRITE


def _wish(column: Iterable[str]) -> int:
    """Letters the column would like; one with blank cells wants room for a pen."""
    return max(min(_LONGEST_TEXT, len(text)) if text.strip() else _ROOM_TO_WRITE for text in column)


def _whole(widths: Iterable[float], room: int) -> tuple[int, ...]:
    *others, _last = (int(width) for width in widths)
    return (*others, room - sum(others))

"""Tables of text, row by row, from files that may be broken in any way.

Bounded memory: nothing longer than `LINE` characters is held, however large the file.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections import deque
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from .cells import tidy
from .report import Report, Spot

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

LINE = 256 * 1024
"""Characters of one line of a file; what is longer is cut."""

_JOINED = 400
"""Lines one quoted cell may run over; more means that its quote was never closed."""

_CHUNK = 1 << 20

csv.field_size_limit(4 * LINE)  # more than a record here can hold, so that none is refused


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its cells by lower-case header, blank ones left out."""

    spot: Spot
    cells: Mapping[str, str]


def encoding_of(open_file: Callable[[], IO[bytes]]) -> str:
    """Find how a file's bytes are to be read, over the whole file, chunk by chunk."""
    with open_file() as file:
        head = file.read(4)
        if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return "utf-16"
        decoder = codecs.getincrementaldecoder("utf-8")()
        try:
            decoder.decode(head)
            while chunk := file.read(_CHUNK):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8-sig"


def read_rows(open_file: Callable[[], IO[bytes]], name: str, report: Report) -> Iterator[Row]:
    """Yield the rows of a CSV file, repaired; the report says what was done."""
    encoding = encoding_of(open_file)
    if encoding == "cp1252":
        report.say(Spot(name), "", "this is not UTF-8", "read it as Windows-1252", "note")
    with io.TextIOWrapper(open_file(), encoding, errors="replace", newline="") as text:
        records = _records(_lines(text, name, report), name, report)
        header = _header(next(records, None))
        for line, cells in records:
            if row := _row(Spot(name, line), header, cells, report):
                yield row


def headers(open_file: Callable[[], IO[bytes]], name: str) -> frozenset[str]:
    """Give the headers of a CSV file, in lower case."""
    encoding = encoding_of(open_file)
    with io.TextIOWrapper(open_file(), encoding, errors="replace", newline="") as text:
        first = next(_records(_lines(text, name, Report()), name, Report()), None)
    return frozenset(_header(first))


def _lines(text: IO[str], name: str, report: Report) -> Iterator[tuple[int, str]]:
    """Yield numbered lines; CR, LF and both end one."""
    number, long = 0, False
    while line := text.readline(LINE):
        whole = line.endswith(("\n", "\r"))
        if long:
            long = not whole
            continue
        number += 1
        long = not whole and len(line) == LINE
        if long:
            report.say(Spot(name, number), "", "this line is too long", "cut it")
        yield number, line


def _records(
    lines: Iterator[tuple[int, str]], name: str, report: Report
) -> Iterator[tuple[int, list[str]]]:
    """Yield each record's first line and cells; a quote that is never closed costs one line."""
    waiting: deque[tuple[int, str]] = deque()
    mark = ""
    while first := (waiting.popleft() if waiting else next(lines, None)):
        mark = mark or _mark(first[1])
        taken, size = [first], 0
        inside = _inside(first[1], mark)
        while inside and len(taken) < _JOINED and size < LINE:
            if (more := waiting.popleft() if waiting else next(lines, None)) is None:
                break
            taken.append(more)
            size += len(more[1])
            inside = _inside(more[1], mark, inside=True)
        if inside:
            report.say(Spot(name, first[0]), "", "a quote is never closed", "read it as a letter")
            waiting.extendleft(reversed(taken[1:]))
            yield first[0], first[1].rstrip("\r\n").replace('"', "").split(mark)
        else:
            yield first[0], next(csv.reader([line for _, line in taken], delimiter=mark), [])


def _inside(line: str, mark: str, *, inside: bool = False) -> bool:
    """Whether the end of a line stands inside quotes; a quote opens only where a cell begins."""
    at = 0
    if not inside and line.startswith('"'):
        at, inside = 1, True
    while (found := line.find('"' if inside else f'{mark}"', at)) >= 0:
        doubled = inside and line[found + 1 : found + 2] == '"'
        at = found + (1 if inside and not doubled else 2)
        inside = doubled or not inside
    return inside


def _mark(header: str) -> str:
    """Find what stands between the cells: the likeliest of comma, semicolon, tab and bar."""
    return max(",;\t|", key=header.count)


def _header(record: tuple[int, list[str]] | None) -> list[str]:
    cells = record[1] if record else []
    return [tidy(cell)[0].casefold().strip(" \"'").replace("\n", " ") for cell in cells]


def _row(spot: Spot, header: list[str], cells: list[str], report: Report) -> Row | None:
    """Match cells to headers; a blank line is none, a short or long row is said."""
    if not any(cell.strip() for cell in cells):
        return None
    if len(cells) < len(header):
        text = f"{len(cells)} cells where {len(header)} belong"
        report.say(spot, "", text, "took the missing ones as blank")
    elif any(cell.strip() for cell in cells[len(header) :]):
        text = f"{len(cells)} cells where {len(header)} belong"
        report.say(spot, "", text, "left out the last", "left_out")
    return Row(spot, tidied(spot, zip(header, cells, strict=False), report))


def tidied(spot: Spot, cells: Iterable[tuple[str, str]], report: Report) -> dict[str, str]:
    """Give the cells of a row as they may be kept; the first of two with one header counts."""
    kept: dict[str, str] = {}
    for column, raw in cells:
        text, done = tidy(raw)
        for each in done:
            report.say(spot, column, f"“{raw[:40]}”", each)
        if text and column:
            kept.setdefault(column, text)
    return kept

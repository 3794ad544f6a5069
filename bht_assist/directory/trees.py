"""Records from JSON of any size: one object, a list, a page, a table of tables, or lines."""

from __future__ import annotations

import io
import json
from typing import IO, TYPE_CHECKING, Any

from .report import Report, Spot
from .rows import encoding_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

RECORD = 16 * 1024 * 1024
"""Characters of one record; what is longer is no service."""

_CHUNK = 256 * 1024
_LISTS = {"contents", "data", "results", "items", "records"}
_DECODER = json.JSONDecoder(parse_int=str, parse_float=str, parse_constant=str)
_NEVER = (ValueError, RecursionError)

Record = tuple[str, Spot, dict[str, Any]]
"""The table it belongs to (empty for a tree), where it stands, and itself."""


def read_trees(open_file: Callable[[], IO[bytes]], name: str, report: Report) -> Iterator[Record]:
    """Yield the records of a JSON file; numbers stay text. What can't be read is said."""
    encoding = encoding_of(open_file)
    with io.TextIOWrapper(open_file(), encoding, errors="replace") as text:
        if _is_lines(text.readline(RECORD), text.readline(_CHUNK)):
            text.seek(0)
            yield from _lines(text, name, report)
            return
        text.seek(0)
        yield from _values(_Pen(text, name), report)


def _is_lines(first: str, second: str) -> bool:
    """Whether each line is a record of its own."""
    try:
        return isinstance(json.loads(first), dict) and bool(second.strip())
    except _NEVER:
        return second.lstrip().startswith("{") and first.lstrip().startswith("{")


def _lines(text: IO[str], name: str, report: Report) -> Iterator[Record]:
    number = 0
    while line := text.readline(RECORD):
        number += 1
        if not line.strip():
            continue
        try:
            record = _DECODER.decode(line.strip())
        except _NEVER:
            record = None
        if isinstance(record, dict):
            yield "", Spot(name, number), record
        else:
            report.say(Spot(name, number), "", "no record on this line", "left it out", "left_out")


class _Pen:
    """A JSON text read a chunk at a time, and how far it has been read."""

    def __init__(self, text: IO[str], name: str) -> None:
        self.text, self.name = text, name
        self.ahead, self.at, self.line, self.ended = "", 0, 1, False

    @property
    def spot(self) -> Spot:
        return Spot(self.name, self.line)

    def peek(self) -> str:
        """Give the next character that says something, without taking it; empty at the end."""
        while True:
            while self.at < len(self.ahead):
                if not self.ahead[self.at].isspace():
                    return self.ahead[self.at]
                self.line += self.ahead[self.at] == "\n"
                self.at += 1
            if self.ended:
                return ""
            self._more()

    def take(self, wanted: str) -> bool:
        """Take the next character if it is `wanted`."""
        found = self.peek() == wanted
        self.at += found
        return found

    def value(self) -> Any:
        """Take a whole value.

        Raises:
            ValueError: it is broken, or larger than a record may be.
        """
        self.peek()
        while True:
            try:
                made, end = _DECODER.raw_decode(self.ahead, self.at)
            except ValueError:
                if self.ended or len(self.ahead) - self.at > RECORD:
                    raise
            else:
                if end < len(self.ahead) or self.ended:
                    self.line += self.ahead.count("\n", self.at, end)
                    self.at = end
                    return made
            self._more()

    def _more(self) -> None:
        """Read on, twice as much as lies ahead, so that a long value costs no more than twice."""
        self.ahead = self.ahead[self.at :]
        self.at = 0
        chunk = self.text.read(max(_CHUNK, len(self.ahead)))
        self.ended = not chunk
        self.ahead += chunk


def _values(pen: _Pen, report: Report) -> Iterator[Record]:
    try:
        if pen.peek() == "[":
            yield from _items("", pen, report)
        elif pen.peek() == "{":
            yield from _object(pen, report)
        else:
            report.say(pen.spot, "", "there is no JSON here", "read nothing", "left_out")
    except _NEVER:
        text = "the JSON is broken here"
        report.say(pen.spot, "", text, "left out the rest of this file", "left_out")


def _items(table: str, pen: _Pen, report: Report) -> Iterator[Record]:
    pen.take("[")
    while pen.peek() not in {"]", ""}:
        spot = pen.spot
        item = pen.value()
        if isinstance(item, dict):
            yield table, spot, item
        else:
            report.say(spot, "", "this is no record", "left it out", "left_out")
        pen.take(",")
    if not pen.take("]"):
        report.say(pen.spot, "", "the list is not closed", "kept what was read", "note")


def _object(pen: _Pen, report: Report) -> Iterator[Record]:
    """Stream the lists of a page or of a table of tables; anything else is one record."""
    spot, record = pen.spot, dict[str, Any]()
    pen.take("{")
    while pen.peek() not in {"}", ""}:
        key = str(pen.value())
        pen.take(":")
        if pen.peek() == "[" and (key in _LISTS or key.endswith(".csv")):
            yield from _items(key.removesuffix(".csv") if key.endswith(".csv") else "", pen, report)
        else:
            record[key] = pen.value()
        pen.take(",")
    if "id" in record or "name" in record:
        yield "", spot, record

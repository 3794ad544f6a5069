"""The one place where words become something to show: letter for letter, never markup."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rich.cells import cell_len, chop_cells
from rich.control import strip_control_codes
from rich.segment import Segment
from rich.style import Style
from textual.content import Content

if TYPE_CHECKING:
    from collections.abc import Iterable, Set

    from textual.style import Style as VisualStyle

_LED = Style(bold=True, underline=True)
"""Words that led to a hit."""


def plain(words: str, style: VisualStyle | str = "") -> Content:
    """Give words as they are; brackets, braces and colons mean nothing here."""
    return Content.styled(words, style) if style else Content(words)


def marked(words: str, matched: Set[str], style: VisualStyle | str = "") -> Content:
    """Give words as they are, those that led to a hit underlined."""
    content = plain(words, style)
    for begin, end in _led(words, matched):
        content = content.stylize("bold underline", begin, end)
    return content


def segments(line: str, matched: Set[str], look: Style) -> list[Segment]:
    """Give one line as it is, in pieces for a strip; what led to a hit is underlined."""
    line = strip_control_codes(line)  # as a Content does
    found, at = [], 0
    for begin, end in _led(line, matched):
        found += [Segment(line[at:begin], look), Segment(line[begin:end], look + _LED)]
        at = end
    return [*found, Segment(line[at:], look)]


def _led(words: str, matched: Set[str]) -> Iterable[tuple[int, int]]:
    """Give where the words stand that led to a hit."""
    if not matched:
        return ()
    from bht_assist.search.text import marks  # noqa: PLC0415 - not before the first paint

    return marks(words, matched)


def joined(*parts: Content | str, between: str = "\n") -> Content:
    """Put parts one after the other."""
    pieces = [Content(part) if isinstance(part, str) else part for part in parts]
    return Content(between).join(pieces)


def wrapped(words: str, width: int, first: str = "", rest: str = "") -> list[str]:
    """Break words into lines of at most `width` cells, with what stands before each of them."""
    lines: list[str] = []
    for number, line in enumerate(words.split("\n")):
        lines += _broken(line, max(width, 8), rest if number else first, rest)
    return lines


def _broken(words: str, width: int, first: str, rest: str) -> list[str]:
    """Break one line between words; a word longer than a line is broken inside."""
    lines, room = [first], max(1, width - cell_len(rest))
    for word in re.findall(r"\s*\S+", words):
        if cell_len(lines[-1] + word) <= width:
            lines[-1] += word
            continue
        pieces = chop_cells(word.lstrip(), room)
        starts_here = lines[-1] == first and cell_len(first) >= cell_len(rest)
        lines[-1:] = [lines[-1] + pieces.pop(0)] if starts_here else [lines[-1]]
        lines += [rest + piece for piece in pieces]
    return lines


def cut(lines: list[str], most: int, more: str) -> list[str]:
    """Give at most so many lines; the last says that there is more."""
    return lines if len(lines) <= most else [*lines[: max(most - 1, 1)], more]

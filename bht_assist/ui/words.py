"""The one place where words become something to show: letter for letter, never markup."""

from __future__ import annotations

import textwrap

from textual.content import Content


def plain(words: str, style: str = "") -> Content:
    """Give words as they are; brackets, braces and colons mean nothing here."""
    return Content.styled(words, style) if style else Content(words)


def joined(*parts: Content | str, between: str = "\n") -> Content:
    """Put parts one after the other."""
    pieces = [Content(part) if isinstance(part, str) else part for part in parts]
    return Content(between).join(pieces)


def wrapped(words: str, width: int, first: str = "", rest: str = "") -> list[str]:
    """Break words into lines of at most `width`, with what stands before each of them."""
    lines = []
    for number, line in enumerate(words.split("\n")):
        lines += textwrap.wrap(
            line,
            max(width, 8),
            initial_indent=rest if number else first,
            subsequent_indent=rest,
            break_on_hyphens=False,
        ) or [rest if number else first]
    return lines

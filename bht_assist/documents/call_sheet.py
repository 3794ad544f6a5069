"""The paper with which a directory is checked by phone."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from .page import Block, Heading, Keep, Line, Page, Paragraph, Run, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bht_assist.content.models import CallSheet
    from bht_assist.directory.upkeep import Due


BOX = "☐"


def call_sheet(rows: Sequence[Due], words: CallSheet, small_print: str = "") -> Page:
    """Give the sheet: a table for each resource, which stays on one page."""
    blocks: list[Block] = [Heading(1, _line(words.title)), Paragraph(_line(words.lead))]
    for _, facts in groupby(rows, key=lambda row: row.id):
        blocks.append(Keep(tuple(_resource(list(facts), words))))
    if not rows:
        blocks.append(Paragraph(_line(words.nothing)))
    return Page(words.title, tuple(blocks), small_print=small_print)


def _resource(facts: list[Due], words: CallSheet) -> Iterable[Block]:
    first = facts[0]
    yield Heading(2, _line(first.name))
    checked = " ".join(filter(None, (first.checked.isoformat(), first.checked_by)))
    ends = "".join(f"   {BOX} {each}" for each in words.ends)
    yield Paragraph((Run(f"{words.call} ", bold=True), Run(first.call + ends)))
    yield Paragraph((Run(f"{words.checked} ", bold=True), Run(f"{checked} ({first.id})")))
    yield Paragraph((Run(f"{words.who} ", bold=True), Run("_" * 32)))
    rows = ((f"{each.field} {each.sort}".strip(), each.value, BOX, "") for each in facts)
    yield Table(_cells(*words.columns), tuple(_cells(*row) for row in rows))


def _cells(*texts: str) -> tuple[Line, ...]:
    return tuple(map(_line, texts))


def _line(text: str) -> Line:
    return (Run(text),)

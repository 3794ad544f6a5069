"""A strip to cut out and fold: panels of one size, filled by estimate, so that no word is lost."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil
from typing import TYPE_CHECKING

from bht_assist.documents.page import Bullets, CheckBoxes, Heading, Paragraph, Run
from bht_assist.documents.rows import is_blank
from bht_assist.documents.word_xml import Par, tag

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bht_assist.documents.page import Block, Line

WIDTH, HEIGHT = 4896, 3024
"""Twips: 3.4 by 2.1 inches, a little less than a bank card."""
_PADDING = 115
"""Twips between the edge and the words."""
_LETTER, _LINE = 0.53, 1.17
"""Ems of an average letter, and from line to line."""
_DOT = Run("• ")
_EDGES = ("top", "left", "bottom", "right", "insideH")


@dataclass(frozen=True, slots=True)
class Strip:
    """The panels one below the other, with dashed lines to cut and fold."""

    panels: tuple[tuple[Par, ...], ...]
    keep_lines: bool = False
    keep_next: bool = False
    break_before: bool = False

    def xml(self) -> str:
        dashed = {"val": "dashed", "sz": 6, "space": 0, "color": "808080"}
        margins = (tag(side, w=_PADDING, type="dxa") for side in ("top", "left", "bottom", "right"))
        properties = tag(
            "tblPr",
            tag("tblW", w=WIDTH, type="dxa"),
            tag("tblBorders", *(tag(edge, **dashed) for edge in _EDGES)),
            tag("tblLayout", type="fixed"),
            tag("tblCellMar", *margins),
        )
        rows = (self._panel(panel, at) for at, panel in enumerate(self.panels))
        return tag("tbl", properties, tag("tblGrid", tag("gridCol", w=WIDTH)), *rows)

    def _panel(self, pars: tuple[Par, ...], at: int) -> str:
        last = at == len(self.panels) - 1
        height = tag("trPr", "<w:cantSplit/>", tag("trHeight", val=HEIGHT, hRule="atLeast"))
        settled = (
            replace(
                par,
                keep_next=self.keep_next if last else self.keep_lines,
                break_before=self.break_before and not at and not nth,
            ).xml()
            for nth, par in enumerate(pars)
        )
        return tag("tr", height, tag("tc", tag("tcPr", tag("tcW", w=WIDTH, type="dxa")), *settled))


def fold_lines(blocks: Iterable[Block]) -> Iterator[tuple[bool, Line]]:
    """Yield each line of a fold card, and whether it is a heading."""
    for block in blocks:
        match block:
            case Heading(line=line):
                yield True, line
            case Paragraph(line=line):
                yield False, line
            case Bullets(items=items) | CheckBoxes(items=items):
                yield from ((False, (_DOT, *item)) for item in items if not is_blank(item))
            case _:
                continue


def folded(titles: Sequence[bool], texts: Sequence[str], size: float) -> list[list[int]]:
    """Share texts among panels, by index, so that each panel keeps its height.

    A heading goes with what follows it. A text that is higher than a panel has one to itself,
    which grows: words are never cut off.
    """
    letters = (WIDTH - 2 * _PADDING) / 20 / (size * _LETTER)
    room = (HEIGHT - 2 * _PADDING) / 20 / (size * _LINE)
    panels: list[list[int]] = []
    filled = 0
    for at, text in enumerate(texts):
        rows = ceil(len(text) / letters)
        needs = rows
        if titles[at] and at + 1 < len(texts):
            needs += ceil(len(texts[at + 1]) / letters)
        if not panels or filled + needs > room:
            panels.append([])
            filled = 0
        panels[-1].append(at)
        filled += rows
    return panels

"""The sheet itself: paper and margins, the notice in its head, the small print in its foot."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from bht_assist.documents.word_parts import add_sheet_part
from bht_assist.documents.word_xml import Element, root, tag

if TYPE_CHECKING:
    from docx.package import Package

Paper = Literal["letter", "a4"]
PAPERS: dict[Paper, tuple[int, int]] = {"letter": (12240, 15840), "a4": (11906, 16838)}
"""Width and height in twips."""
_MARGINS = {
    **dict.fromkeys(("top", "right", "bottom", "left"), 1440),
    **dict.fromkeys(("header", "footer"), 720),
    "gutter": 0,
}
_NARROW_MARGINS = {
    **_MARGINS,
    **dict.fromkeys(("top", "right", "bottom", "left"), 720),
    **dict.fromkeys(("header", "footer"), 360),
}
_NARROWEST = 4320
"""Twips of text; margins that leave less were made for another paper."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Paper, margins, and the header and footer parts that stand on it."""

    paper: Paper
    margins: dict[str, int]
    sides: tuple[str, ...] = ("default",)
    """Which sheets have a header and footer of their own."""
    parts: tuple[tuple[str, str, str], ...] = ()
    """("header" or "footer", side, relation id)."""

    @property
    def text_width(self) -> int:
        margins = self.margins["left"] + self.margins["right"] + self.margins["gutter"]
        return PAPERS[self.paper][0] - margins

    def xml(self) -> str:
        width, height = PAPERS[self.paper]
        return tag(
            "sectPr",
            *(
                f'<w:{kind}Reference w:type="{side}" r:id="{part}"/>'
                for kind, side, part in self.parts
            ),
            tag("pgSz", w=width, h=height),
            tag("pgMar", **self.margins),
            "<w:titlePg/>" if "first" in self.sides else "",
        )


def plain_sheet(paper: Paper, *, narrow: bool = False) -> Sheet:
    return Sheet(paper, _NARROW_MARGINS if narrow else _MARGINS)


def lent_sheet(section: Element, paper: Paper, *, odd_and_even: bool) -> Sheet:
    """The margins, headers and footers that a section of another document lends."""
    first = section.find(qn("w:titlePg"))
    sides = (
        "default",
        *(("first",) if first is not None and is_on(first) else ()),
        *(("even",) if odd_and_even else ()),
    )
    parts = (
        (kind, reference.get(qn("w:type"), "default"), reference.get(qn("r:id")))
        for kind in ("header", "footer")
        for reference in section.findall(qn(f"w:{kind}Reference"))
    )
    shown = tuple(part for part in parts if part[1] in sides)
    sheet = Sheet(paper, _margins(section), sides, shown)
    return sheet if sheet.text_width >= _NARROWEST else replace(sheet, margins=_MARGINS)


def with_words(package: Package, sheet: Sheet, kind: str, par: str) -> Sheet:
    """The sheet with one paragraph more in each of its headers or footers."""
    for side in sheet.sides:
        there = [part for of, on, part in sheet.parts if (of, on) == (kind, side)]
        if there:
            part = package.main_document_part.related_parts[there[0]]
            part.element.extend(list(parse_xml(root("hdr", par))))
        else:
            added = add_sheet_part(package, kind, root("hdr" if kind == "header" else "ftr", par))
            sheet = replace(sheet, parts=(*sheet.parts, (kind, side, added)))
    return sheet


def is_on(mark: Element) -> bool:
    return mark.get(qn("w:val"), "1") not in ("0", "false", "off")


def _margins(section: Element) -> dict[str, int]:
    lent = section.find(qn("w:pgMar"))
    if lent is None:
        return _MARGINS
    return {name: _twips(lent.get(qn(f"w:{name}")), usual) for name, usual in _MARGINS.items()}


def _twips(written: str | None, usual: int) -> int:
    """The measure, or the usual one where a file writes it in another unit."""
    return int(written) if written and written.lstrip("-").isdecimal() else usual

"""Real Word lists: bullets, boxes to tick, and numbers that start again at 1."""

from __future__ import annotations

from dataclasses import dataclass

from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from bht_assist.documents.word_xml import Element, root, tag


@dataclass(frozen=True, slots=True)
class Lists:
    """The numbers our lists go by, clear of those a letterhead brings."""

    kind: int
    number: int

    @property
    def bullets(self) -> int:
        return self.number

    @property
    def boxes(self) -> int:
        return self.number + 1

    def ordered(self, at: int) -> int:
        """The number of the page's ordered list at this place, counted from 0."""
        return self.number + 2 + at


def free_lists(numbering: Element) -> Lists:
    """The first list numbers that are not taken."""
    return Lists(
        kind=1 + _highest(numbering, "w:abstractNum", "w:abstractNumId", 0),
        number=1 + _highest(numbering, "w:num", "w:numId", 0),
    )


def write_lists(numbering: Element, lists: Lists, ordered: int, type_size: int) -> None:
    """Define our lists, with as many ordered ones as the page has."""
    kinds = (
        _kind(lists.kind, "bullet", "•", 1.4, type_size),
        _kind(lists.kind + 1, "bullet", "☐", 1.8, type_size),
        _kind(lists.kind + 2, "decimal", "%1.", 1.8, type_size),
    )
    restart = tag("lvlOverride", tag("startOverride", val=1), ilvl=0)
    numbers = (
        _number(lists.bullets, lists.kind),
        _number(lists.boxes, lists.kind + 1),
        *(_number(lists.ordered(at), lists.kind + 2, restart) for at in range(ordered)),
    )
    # the schema wants pictures and kinds before the first number, and little after the last
    kinds_end = _count(numbering, "w:numPicBullet", "w:abstractNum")
    numbers_end = kinds_end + _count(numbering, "w:num")
    numbering[numbers_end:numbers_end] = list(parse_xml(root("numbering", *numbers)))
    numbering[kinds_end:kinds_end] = list(parse_xml(root("numbering", *kinds)))


def _count(numbering: Element, *names: str) -> int:
    return sum(len(numbering.findall(qn(name))) for name in names)


def _highest(numbering: Element, name: str, mark: str, least: int) -> int:
    found = (element.get(qn(mark), "") for element in numbering.iterchildren(qn(name)))
    return max((int(value) for value in found if value.isdecimal()), default=least)


def _kind(at: int, counting: str, sign: str, indent: float, type_size: int) -> str:
    inset = round(20 * type_size * indent)
    symbols = dict.fromkeys(("ascii", "hAnsi", "eastAsia", "cs"), "Segoe UI Symbol")
    level = tag(
        "lvl",
        tag("start", val=1),
        tag("numFmt", val=counting),
        tag("lvlText", val=sign),
        tag("lvlJc", val="left"),
        tag("pPr", tag("ind", left=inset, hanging=inset)),
        tag("rPr", tag("rFonts", **symbols)) if sign == "☐" else "",
        ilvl=0,
    )
    return tag("abstractNum", tag("multiLevelType", val="singleLevel"), level, abstractNumId=at)


def _number(number: int, kind: int, restart: str = "") -> str:
    return tag("num", tag("abstractNumId", val=kind), restart, numId=number)

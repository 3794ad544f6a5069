"""Borrowing a facility's letterhead: its header, footer, margins and styles, never its body."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml.ns import qn
from docx.package import Package

from bht_assist.documents.letterhead_check import UNREADABLE, check
from bht_assist.documents.troubles import LetterheadError
from bht_assist.documents.word_sheet import is_on, lent_sheet

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from docx.opc.part import Part

    from bht_assist.documents.word_sheet import Paper, Sheet
    from bht_assist.documents.word_xml import Element

__all__ = ["LetterheadError", "check_letterhead", "open_letterhead"]

_LENT = (RT.STYLES, RT.NUMBERING, RT.THEME)


def check_letterhead(content: bytes) -> None:
    """Raise LetterheadError if this file will not do as a letterhead."""
    open_letterhead(content, "letter")


def open_letterhead(content: bytes, paper: Paper) -> tuple[Package, Sheet]:
    """The letterhead without its body, and the sheet it makes of this paper."""
    check(content)
    try:
        return _lent(Package.open(BytesIO(content)), paper)
    except (KeyError, ValueError, TypeError, AttributeError, IndexError, SyntaxError) as fault:
        raise LetterheadError(UNREADABLE) from fault


def _lent(package: Package, paper: Paper) -> tuple[Package, Sheet]:
    document = package.main_document_part
    if document.content_type != CT.WML_DOCUMENT_MAIN:
        raise LetterheadError(UNREADABLE)
    two_sided = _has_odd_and_even(document)
    sheet = lent_sheet(_section(document.element), paper, odd_and_even=two_sided)
    _keep_only(package, {part for _, _, part in sheet.parts})
    for child in list(document.element):
        document.element.remove(child)
    return package, sheet


def _section(document: Element) -> Element:
    """The section that carries the letterhead: the first with a header or footer, or the last."""
    sections = document.xpath("w:body//w:sectPr")
    carrying = [
        section
        for section in sections
        if section.xpath("w:headerReference") or section.xpath("w:footerReference")
    ]
    section: Element = (carrying or sections[-1:] or [document])[0]
    return section


def _has_odd_and_even(document: Part) -> bool:
    marks = [
        mark
        for rel in document.rels.values()
        if rel.reltype == RT.SETTINGS
        for mark in rel.target_part.element.findall(qn("w:evenAndOddHeaders"))
    ]
    return any(is_on(mark) for mark in marks)


def _keep_only(package: Package, sheet_parts: AbstractSet[str]) -> None:
    """Cut off all that the body brought: its pictures, comments, notes and properties."""
    document = package.main_document_part
    for name, rel in list(document.rels.items()):
        if name in sheet_parts:
            _forget_bindings(rel.target_part.element)
        elif rel.reltype not in _LENT:
            del document.rels[name]
    for name, rel in list(package.rels.items()):
        if rel.target_part is not document:
            del package.rels[name]


def _forget_bindings(sheet: Element) -> None:
    """Let a field such as the facility's name keep its text, whatever properties we write."""
    for binding in sheet.xpath(".//w:dataBinding"):
        binding.getparent().remove(binding)

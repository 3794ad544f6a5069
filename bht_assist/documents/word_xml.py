"""WordprocessingML as text: one element, the letters of a run, one paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from typing import TypeAlias
from unicodedata import bidirectional

from docx.oxml.xmlchemy import BaseOxmlElement

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
Element: TypeAlias = BaseOxmlElement
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BREAK_OR_TAB = re.compile(r"(\r\n|\r|\n|\t)")
_MARKUP = {"\r\n": "<w:br/>", "\r": "<w:br/>", "\n": "<w:br/>", "\t": "<w:tab/>", "": ""}


def tag(name: str, /, *inner: str, **attributes: object) -> str:
    """One element in the `w:` namespace, its attributes in the order given."""
    marks = "".join(f' w:{key}="{escaped(str(value))}"' for key, value in attributes.items())
    return f"<w:{name}{marks}>{''.join(inner)}</w:{name}>" if inner else f"<w:{name}{marks}/>"


def root(name: str, *inner: str) -> str:
    """One element that stands alone and so declares its namespaces."""
    return f"<w:{name} {NAMESPACES}>{''.join(inner)}</w:{name}>"


def legible(text: str) -> str:
    """The text without the characters that XML cannot hold."""
    return _ILLEGAL.sub("", text)


def escaped(text: str) -> str:
    return escape(legible(text))


def letters(text: str) -> str:
    """The text letter for letter: spaces kept, breaks and tabs as Word's own."""
    return "".join(
        _MARKUP[piece] if piece in _MARKUP else f'<w:t xml:space="preserve">{escape(piece)}</w:t>'
        for piece in _BREAK_OR_TAB.split(legible(text))
    )


def one_line(text: str) -> str:
    """The text with each line break as a single space."""
    return re.sub(r"[\r\n]+", " ", text)


def is_right_to_left(text: str) -> bool:
    """Whether most letters of the text are written from right to left."""
    if text.isascii():
        return False
    kinds = [bidirectional(letter) for letter in text]
    return kinds.count("R") + kinds.count("AL") > kinds.count("L")


def run(text: str, *, bold: bool = False, italic: bool = False, style: str = "") -> str:
    marks = "".join(
        (
            tag("rStyle", val=style) if style else "",
            "<w:b/><w:bCs/>" if bold else "",
            "<w:i/><w:iCs/>" if italic else "",
            "<w:rtl/>" if is_right_to_left(text) else "",
        )
    )
    return tag("r", tag("rPr", marks) if marks else "", letters(text))


def field(instruction: str) -> str:
    """A complex field, which Word fills in as it lays out the page."""
    return "".join(
        tag("r", inner)
        for inner in (
            tag("fldChar", fldCharType="begin"),
            f'<w:instrText xml:space="preserve"> {instruction} </w:instrText>',
            tag("fldChar", fldCharType="separate"),
            letters("1"),
            tag("fldChar", fldCharType="end"),
        )
    )


@dataclass(frozen=True, slots=True)
class Tab:
    at: int
    """Twips from the left edge of the text."""
    ruled: bool = False
    """Whether a line to write on leads to it."""
    right: bool = False

    def xml(self) -> str:
        leader = {"leader": "underscore"} if self.ruled else {}
        return tag("tab", val="right" if self.right else "left", **leader, pos=self.at)


@dataclass(frozen=True, slots=True)
class Par:
    """One Word paragraph."""

    style: str
    """Style id."""
    runs: str
    list_number: int = 0
    right_to_left: bool = False
    keep_next: bool = False
    keep_lines: bool = False
    break_before: bool = False
    tabs: tuple[Tab, ...] = ()
    space_before: int | None = None
    is_centered_on_picture: bool = False
    """Whether the words stand at half the height of a picture in the same line."""

    def xml(self) -> str:
        return tag("p", tag("pPr", *self._properties()), self.runs)

    def _properties(self) -> tuple[str, ...]:
        """In the order the schema asks for."""
        return (
            tag("pStyle", val=self.style),
            "<w:keepNext/>" if self.keep_next else "",
            "<w:keepLines/>" if self.keep_lines else "",
            "<w:pageBreakBefore/>" if self.break_before else "",
            self._numbering(),
            tag("tabs", *(tab.xml() for tab in self.tabs)) if self.tabs else "",
            "<w:bidi/>" if self.right_to_left else "",
            "" if self.space_before is None else tag("spacing", before=self.space_before),
            tag("textAlignment", val="center") if self.is_centered_on_picture else "",
        )

    def _numbering(self) -> str:
        if not self.list_number:
            return ""
        return tag("numPr", tag("ilvl", val=0), tag("numId", val=self.list_number))

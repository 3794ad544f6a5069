"""The neutral page: what a document says, before any paper, screen or file format.

Word, plain text and the live preview all render this one tree, so they cannot disagree.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text set in one way; `text` may hold line breaks a person typed."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str = ""


Line: TypeAlias = tuple[Run, ...]
"""The runs of one paragraph, heading, cell or item, in reading order."""


@dataclass(frozen=True, slots=True)
class Heading:
    level: int
    """1 is the title of the page, 2 a section, 3 a part of one."""
    line: Line


@dataclass(frozen=True, slots=True)
class Paragraph:
    line: Line
    large: bool = False
    """Set larger than the rest: a number to dial."""
    small: bool = False
    """Set a little smaller than the rest: facts to look up, such as who a place is for."""


@dataclass(frozen=True, slots=True)
class Bullets:
    items: tuple[Line, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class CheckBoxes:
    """Boxes to tick with a pen."""

    items: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Table:
    header: tuple[Line, ...]
    rows: tuple[tuple[Line, ...], ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A bordered box that stays on one page: to cut out, or to be seen first."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class FoldCard:
    """A strip to cut out and fold to the size of a bank card; headings, texts and bullets only.

    Word shows no title; on screen it stands at the top.
    """

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Keep:
    """Blocks that stay together on one page."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Signatures:
    """One line to sign and date for each name."""

    names: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class WritingLines:
    """Empty ruled lines to write on by hand."""

    count: int


@dataclass(frozen=True, slots=True)
class QrCode:
    """A square code for a phone camera; `caption` says in print what it holds."""

    payload: str
    caption: str


@dataclass(frozen=True, slots=True)
class PageBreak:
    pass


Block: TypeAlias = (
    Heading
    | Paragraph
    | Bullets
    | CheckBoxes
    | Table
    | Card
    | FoldCard
    | Keep
    | Signatures
    | WritingLines
    | QrCode
    | PageBreak
)


@dataclass(frozen=True, slots=True)
class Page:
    """One document, whole.

    `notice` stands at the top of every sheet (a draft says so there); `foot` at the foot of
    every sheet (as whom to call), and under it the `small_print`, which traces the paper to
    what it was made from.
    """

    title: str
    blocks: tuple[Block, ...]
    language: str = "en-US"
    notice: str = ""
    foot: str = ""
    small_print: str = ""

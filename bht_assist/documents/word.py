"""A page as a Word file."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from docx.oxml.parser import parse_xml

from bht_assist.documents import word_styles as styles
from bht_assist.documents.labels import labels_in
from bht_assist.documents.letterhead import open_letterhead
from bht_assist.documents.word_attachments import Attachments
from bht_assist.documents.word_blocks import Setting, set_blocks
from bht_assist.documents.word_lists import free_lists, write_lists
from bht_assist.documents.word_parts import (
    add_look,
    add_properties,
    add_settings,
    blank_package,
    numbering_of,
    packed,
    style_sheet_of,
)
from bht_assist.documents.word_sheet import Paper, Sheet, plain_sheet, with_words
from bht_assist.documents.word_xml import (
    Par,
    Tab,
    field,
    is_right_to_left,
    one_line,
    root,
    run,
    tag,
)

if TYPE_CHECKING:
    from datetime import date

    from docx.package import Package

    from bht_assist.documents.page import Page


@dataclass(frozen=True, slots=True)
class Look:
    """How a page is to look on paper, whatever it says."""

    type_size: int = 12
    """Points of body text: 12, 14, 18 or 24; headings follow."""
    paper: Paper = "letter"
    letterhead: bytes | None = None
    """A facility's .docx, which lends its header, footer, margins and styles."""
    narrow: bool = False
    """Narrow margins, where no letterhead gives its own."""


def render(page: Page, look: Look, made: date) -> bytes:
    """The page as the bytes of a .docx: the same bytes for the same page, look and day."""
    package, sheet = _paper(look)
    language = language_tag(page.language)
    ids = styles.dress(style_sheet_of(package), look.type_size, language)
    numbering = numbering_of(package)
    on = Setting(
        type_size=look.type_size,
        width=sheet.text_width,
        labels=labels_in(language),
        style_ids=ids,
        lists=free_lists(numbering),
        attachments=Attachments(package),
    )
    body = "".join(piece.xml() for piece in set_blocks(page.blocks, on))
    write_lists(numbering, on.lists, on.attachments.ordered_lists, look.type_size)
    sheet = _head_and_foot(package, sheet, page, on)
    package.main_document_part.element.append(parse_xml(root("body", body, sheet.xml())))
    add_look(package)
    add_settings(package, odd_and_even="even" in sheet.sides)
    add_properties(package, page.title, language, made)
    return packed(package)


def _paper(look: Look) -> tuple[Package, Sheet]:
    """What the words are put on: a facility's letterhead, or plain paper."""
    if look.letterhead is None:
        return blank_package(), plain_sheet(look.paper, narrow=look.narrow)
    return open_letterhead(look.letterhead, look.paper)


def _head_and_foot(package: Package, sheet: Sheet, page: Page, on: Setting) -> Sheet:
    """The notice at the top of every sheet, and the small print at its foot."""
    if page.notice.strip():
        sheet = with_words(package, sheet, "header", _notice(page.notice, on).xml())
    if page.foot.strip():
        foot = replace(_notice(page.foot, on), space_before=20 * on.type_size)
        sheet = with_words(package, sheet, "footer", foot.xml())
    return with_words(package, sheet, "footer", _small_print(page.small_print, on).xml())


def _notice(text: str, on: Setting) -> Par:
    words = one_line(text)
    style = on.style(styles.NOTICE)
    return Par(style, run(words, bold=True), right_to_left=is_right_to_left(words))


def _small_print(text: str, on: Setting) -> Par:
    """The words at the left, and which page of how many at the right."""
    page_of = (
        run(f"{on.labels.page} "),
        field("PAGE"),
        run(f" {on.labels.of} "),
        field("NUMPAGES"),
    )
    runs = (run(one_line(text)), tag("r", "<w:tab/>"), *page_of)
    return Par(on.style(styles.SMALL_PRINT), "".join(runs), tabs=(Tab(on.width, right=True),))


def language_tag(language: str) -> str:
    """A language as Word writes it; US English where the tag is none."""
    return language if _LANGUAGE_TAG.fullmatch(language) else "en-US"


_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")

"""The sheet around the words, and the file around the sheet."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from bht_assist.documents.page import (
    Paragraph,
)
from bht_assist.documents.word import Look, render
from tests.documents.test_word import DAY, EVERY_KIND, line, made, opened, parts

if TYPE_CHECKING:
    from bht_assist.documents.word_sheet import Paper


def test_the_same_page_gives_the_same_bytes() -> None:
    assert render(EVERY_KIND, Look(), DAY) == render(EVERY_KIND, Look(), DAY)


def test_the_notice_stands_in_bold_at_the_head_of_every_sheet() -> None:
    header = opened(Paragraph(line("x")), notice="DRAFT").sections[0].header
    assert [(run.text, run.bold) for run in header.paragraphs[0].runs] == [("DRAFT", True)]


def test_the_foot_counts_the_sheets_after_the_small_print() -> None:
    footer = opened(Paragraph(line("x")), small_print="Plan 1.2").sections[0].footer
    assert footer.paragraphs[0].text == "Plan 1.2\tPage 1 of 1"


def test_the_fields_of_the_foot_are_balanced() -> None:
    footer = parse_xml(parts(made(Paragraph(line("x"))))["word/footer1.xml"])
    steps = [mark.get(qn("w:fldCharType")) for mark in footer.iter(qn("w:fldChar"))]
    assert steps == ["begin", "separate", "end"] * 2
    assert [mark.text.strip() for mark in footer.iter(qn("w:instrText"))] == ["PAGE", "NUMPAGES"]


@pytest.mark.parametrize(("paper", "inches"), [("letter", (8.5, 11)), ("a4", (8.27, 11.69))])
def test_the_paper_is_the_one_in_the_printer(paper: Paper, inches: tuple[float, float]) -> None:
    section = opened(Paragraph(line("x")), look=Look(paper=paper)).sections[0]
    assert section.page_width
    assert section.page_height
    assert (round(section.page_width.inches, 2), round(section.page_height.inches, 2)) == inches


@pytest.mark.parametrize("size", [12, 14, 18, 24])
def test_every_size_grows_with_the_body_and_none_is_too_small(size: int) -> None:
    styles = opened(Paragraph(line("x")), look=Look(size)).styles
    points = {
        name: style.font.size.pt
        for name in ("Body Text", "Title", "Heading 1", "Small Print")
        if (style := styles[name]).font.size
    }
    assert points["Title"] > points["Heading 1"] > points["Body Text"] == size
    assert points["Small Print"] >= 9


def test_the_properties_name_the_page_its_day_and_no_maker() -> None:
    properties = opened(Paragraph(line("x")), title="My plan", language="es-US").core_properties
    assert (properties.title, properties.language) == ("My plan", "es-US")
    assert properties.author == properties.comments == properties.last_modified_by == ""
    assert properties.created
    assert properties.created.date() == DAY
    assert properties.modified == properties.created


def test_a_title_too_long_for_word_is_cut() -> None:
    assert opened(title="x" * 300).core_properties.title == "x" * 255


def test_the_file_carries_no_leftovers_of_the_library() -> None:
    content = parts(render(EVERY_KIND, Look(), DAY))
    assert not any("thumbnail" in name or "stylesWithEffects" in name for name in content)
    assert not any(b"python-docx" in part or b"Macintosh" in part for part in content.values())


def test_the_file_is_not_in_compatibility_mode() -> None:
    content = parts(made())["word/settings.xml"]
    assert b'w:name="compatibilityMode"' in content
    assert b'w:val="15"' in content


def test_the_default_style_speaks_the_language_in_one_sans_serif() -> None:
    sheet = parse_xml(parts(made(language="es-US"))["word/styles.xml"])
    fonts = next(sheet.iter(qn("w:rFonts")))
    assert {fonts.get(qn(f"w:{name}")) for name in ("ascii", "hAnsi", "eastAsia", "cs")} == {
        "Arial"
    }
    assert [mark.get(qn("w:val")) for mark in sheet.iter(qn("w:lang"))] == ["es-US"]


def test_a_language_that_is_none_becomes_english() -> None:
    assert opened(language='x" y').core_properties.language == "en-US"


def test_the_entries_of_the_zip_are_in_order_and_without_a_time() -> None:
    with ZipFile(BytesIO(render(EVERY_KIND, Look(), DAY))) as file:
        names, entries = file.namelist(), file.infolist()
    assert names[0] == "[Content_Types].xml"
    assert names[1:] == sorted(names[1:])
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert {(entry.create_system, entry.compress_type) for entry in entries} == {(0, 0)}


def test_a_notice_is_only_there_when_there_is_one() -> None:
    content = parts(render(replace(EVERY_KIND, notice=""), Look(), DAY))
    assert not any("header" in name for name in content)

"""What a page says on paper, and whether Word and screen readers can use it."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from hypothesis import given, settings
from hypothesis import strategies as st

from bht_assist.documents.page import (
    Block,
    Bullets,
    Card,
    CheckBoxes,
    Heading,
    Keep,
    Line,
    Page,
    PageBreak,
    Paragraph,
    QrCode,
    Run,
    Signatures,
    Table,
    WritingLines,
)
from bht_assist.documents.word import Look, render

if TYPE_CHECKING:
    from pathlib import Path

    from docx.document import Document

    from bht_assist.documents.word_xml import Element

DAY = date(2026, 11, 23)


def line(text: str, *, bold: bool = False, link: str = "") -> Line:
    return (Run(text, bold=bold, link=link),)


EVERY_KIND = Page(
    title="My safety plan",
    notice="DRAFT",
    small_print="Safety plan 1.2",
    blocks=(
        Heading(1, line("My safety plan")),
        Paragraph((Run("Made by Ana. "), Run("This is mine.", bold=True, italic=True))),
        Card(
            "In danger now",
            (
                Bullets((line("Call 988"), line("555-0100", link="tel:5550100"))),
                Table((line("Name"), line("Phone")), ((line("Maya"), line("555-0101")),)),
                Signatures((line("Me"),)),
            ),
        ),
        Card("A second card", (CheckBoxes((line("Key"),)), QrCode("tel:988", "Dial 988"))),
        Heading(2, line("Early signs")),
        Paragraph(line("What I notice:")),
        Bullets((line("I pace"), line("I hide"))),
        Bullets((line("First"), line("Second")), ordered=True),
        Heading(3, line("Also")),
        Bullets((line("Again first"),), ordered=True),
        Table((line("Who"), line("Where"), line("")), ((line("Maya"),), (line("Lee"), line("x")))),
        Table((), ((line("no"), line("header")),)),
        CheckBoxes((line("Charger"),)),
        WritingLines(2),
        QrCode("https://988lifeline.org", "988lifeline.org"),
        Keep((Heading(2, line("Signed")), Signatures((line("Ana"), line("Staff"))))),
        PageBreak(),
        Paragraph(line("Last page")),
    ),
)
EVERY_LOOK = [Look(size, paper) for size in (12, 14, 18, 24) for paper in ("letter", "a4")]


def made(*blocks: Block, look: Look | None = None, **page: str) -> bytes:
    title = page.pop("title", "Plan")
    return render(Page(title=title, blocks=blocks, **page), look or Look(), DAY)


def opened(*blocks: Block, look: Look | None = None, **page: str) -> Document:
    return docx.Document(BytesIO(made(*blocks, look=look, **page)))


def parts(content: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(content)) as file:
        return {name: file.read(name) for name in file.namelist()}


def body(content: bytes) -> Element:
    return parse_xml(parts(content)["word/document.xml"])


def styles_of(content: bytes) -> list[str]:
    found = docx.Document(BytesIO(content)).paragraphs
    return [paragraph.style.name for paragraph in found if paragraph.style]


@pytest.mark.parametrize("look", EVERY_LOOK, ids=str)
def test_every_kind_of_block_is_valid_word(look: Look, tmp_path: Path) -> None:
    openxml_audit = pytest.importorskip("openxml_audit")
    path = tmp_path / "page.docx"
    path.write_bytes(render(EVERY_KIND, look, DAY))
    newest = openxml_audit.FileFormat.OFFICE_2019
    result = openxml_audit.OpenXmlValidator(file_format=newest).validate(path)
    assert [str(error) for error in result.errors] == []


ANY_TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="￾￿"))


@settings(max_examples=60, deadline=None)
@given(ANY_TEXT.filter(str.strip))
def test_any_words_reach_word_letter_for_letter(text: str) -> None:
    document = opened(
        Heading(2, line(text)),
        Paragraph(line(text)),
        Bullets((line(text),)),
        Table((line(text),), ((line(text),),)),
    )
    assert [paragraph.text for paragraph in document.paragraphs] == [text] * 3
    assert [cell.text for row in document.tables[0].rows for cell in row.cells] == [text] * 2


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters()))
def test_no_text_at_all_makes_rendering_fail(text: str) -> None:
    page = Page(
        title=text,
        language=text,
        notice=text,
        small_print=text,
        blocks=(
            Heading(1, line(text)),
            Paragraph(line(text, link=text)),
            Paragraph(line("x", link=f"https://{text}")),
            Card(text, (QrCode(text, text), Signatures((line(text),)))),
            Table((line(text),), ((), (line(text), line(text)))),
            QrCode(text, ""),
        ),
    )
    docx.Document(BytesIO(render(page, Look(), DAY)))


@pytest.mark.parametrize(
    "text",
    ["{{ name }}", "=SUM(A1)", "a   b", " lead and trail ", "<b>&amp;</b>", "👩‍👩‍👧", "Zoë Ñandú"],
)
def test_words_that_look_like_code_stay_words(text: str) -> None:
    assert opened(Paragraph(line(text))).paragraphs[0].text == text


def test_a_typed_line_break_is_a_break_in_a_paragraph() -> None:
    content = made(Paragraph(line("one\r\ntwo\nthree")))
    assert len(body(content).findall(f".//{qn('w:br')}")) == 2


@pytest.mark.parametrize(
    "block",
    [
        Heading(2, line("one\ntwo")),
        Bullets((line("one\r\ntwo"),)),
        CheckBoxes((line("one\ntwo"),)),
        Table((), ((line("one\n\ntwo"),),)),
    ],
)
def test_a_typed_line_break_is_one_space_elsewhere(block: Block) -> None:
    texts = [node.text for node in body(made(block)).iter(qn("w:t"))]
    assert texts == ["one two"]


def test_blank_paragraphs_headings_and_items_are_left_out() -> None:
    blank = (Heading(1, line(" ")), Paragraph(()), Bullets((line(""),)), CheckBoxes(((),)))
    assert opened(*blank, Card("", ()), Keep(()), Table((), ())).paragraphs == []


def test_no_paragraph_is_empty_but_those_before_a_box_or_between_tables() -> None:
    content = render(EVERY_KIND, Look(), DAY)
    written = {qn("w:t"), qn("w:tab"), qn("w:drawing")}
    empty = [
        paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}").get(qn("w:val"))
        for paragraph in body(content).findall(f"{qn('w:body')}/{qn('w:p')}")
        if not any(node.tag in written for run in paragraph.iter(qn("w:r")) for node in run)
    ]
    assert set(empty) == {"TableGap"}


def test_labels_are_in_the_language_of_the_page() -> None:
    content = made(Signatures((line("Ana"),)), language="es-US")
    assert [node.text for node in body(content).iter(qn("w:t"))][-1] == "Fecha"
    assert "Página" in parts(content)["word/footer1.xml"].decode()


@pytest.mark.parametrize("address", ["https://988lifeline.org/á b", "tel:988", "mailto:a@b.org"])
def test_a_link_can_be_followed(address: str) -> None:
    content = made(Paragraph(line("here", link=address)))
    assert next(body(content).iter(qn("w:hyperlink")), None) is not None
    assert b'TargetMode="External"' in parts(content)["word/_rels/document.xml.rels"]


@pytest.mark.parametrize("address", ["javascript:x", "file:///etc/passwd", r"\\host\x", "http://["])
def test_a_link_of_another_kind_is_only_words(address: str) -> None:
    content = made(Paragraph(line("here", link=address)))
    assert [node.text for node in body(content).iter(qn("w:t"))] == ["here"]
    assert b"External" not in parts(content)["word/_rels/document.xml.rels"]


def test_bold_and_italic_reach_the_paper() -> None:
    bold, italic = (
        opened(Paragraph((Run("a", bold=True), Run("b", italic=True)))).paragraphs[0].runs
    )
    assert (bold.bold, italic.italic) == (True, True)


def test_arabic_runs_from_right_to_left() -> None:
    page = body(made(Paragraph(line("اتصل بالرقم 988"))))
    assert next(page.iter(qn("w:bidi")), None) is not None
    assert next(page.iter(qn("w:rtl")), None) is not None


def test_an_arabic_name_does_not_turn_an_english_sentence() -> None:
    page = body(made(Paragraph((Run("I will call "), Run("مريم"), Run(" in the evening")))))
    assert next(page.iter(qn("w:bidi")), None) is None
    assert len(list(page.iter(qn("w:rtl")))) == 1


def test_a_long_page_takes_time_in_proportion() -> None:
    rows = tuple((line(f"Row {at}"), line("x")) for at in range(2000))
    assert len(opened(Table((line("a"), line("b")), rows)).tables[0].rows) == 2001


def test_the_page_is_not_changed_by_its_look() -> None:
    small, large = (body(render(EVERY_KIND, Look(size), DAY)) for size in (12, 24))
    assert [n.text for n in small.iter(qn("w:t"))] == [n.text for n in large.iter(qn("w:t"))]

"""A facility's letterhead: what it lends, what is dropped, and what is refused."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest
import segno
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.shared import Inches, RGBColor

from bht_assist.documents.letterhead import LetterheadError, check_letterhead
from bht_assist.documents.page import Bullets, Heading, Page, Paragraph, Run
from bht_assist.documents.word import Look, render

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from docx.document import Document

GREEN = RGBColor(0x1F, 0x5C, 0x4A)
PAGE = Page(
    title="Plan",
    notice="DRAFT",
    small_print="Plan 1.2",
    blocks=(
        Heading(1, (Run("Plan"),)),
        Heading(2, (Run("Signs"),)),
        Paragraph((Run("I pace"),)),
        Bullets(((Run("a"),),), ordered=True),
    ),
)


def saved(document: Document) -> bytes:
    content = BytesIO()
    document.save(content)
    return content.getvalue()


def a_letterhead(*, first_page: bool = False) -> Document:
    document = docx.Document()
    section = document.sections[0]
    section.left_margin, section.different_first_page_header_footer = Inches(1.5), first_page
    logo = BytesIO()
    segno.make("logo").save(logo, kind="png")
    section.header.paragraphs[0].add_run("Lakeside").add_picture(logo, height=Inches(0.5))
    section.first_page_header.paragraphs[0].text = "First Lakeside"
    section.footer.paragraphs[0].text = "12 Lake Road"
    document.styles["Heading 1"].font.color.rgb = GREEN
    document.add_paragraph("SECRET of another client")
    document.add_comment(document.paragraphs[0].runs, "SECRET remark", author="SECRET")
    document.core_properties.subject = "SECRET"
    return document


def on(letterhead: bytes, look: Look | None = None) -> bytes:
    size = look.type_size if look else 12
    return render(PAGE, Look(size, letterhead=letterhead), date(2026, 11, 23))


def parts(content: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(content)) as file:
        return {name: file.read(name) for name in file.namelist()}


def zipped(entries: Mapping[str, bytes]) -> bytes:
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as file:
        for name, part in entries.items():
            file.writestr(name, part)
    return content.getvalue()


def changed(name: str, old: bytes, new: bytes) -> bytes:
    """A letterhead with one thing in one part put differently."""
    entries = parts(saved(a_letterhead()))
    assert old in entries[name]
    return zipped({**entries, name: entries[name].replace(old, new)})


def with_part(name: str, content: bytes = b"x") -> bytes:
    return zipped({**parts(saved(a_letterhead())), name: content})


def with_relation(kind: str, target: str, *, outside: bool) -> bytes:
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    mode = ' TargetMode="External"' if outside else ""
    relation = f'<Relationship Id="x1" Type="{office}/{kind}" Target="{target}"{mode}/>'
    end = b"</Relationships>"
    return changed("word/_rels/document.xml.rels", end, relation.encode() + end)


def with_field(*pieces: str, part: str = "word/document.xml") -> bytes:
    start = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    told = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in pieces)
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    return changed(part, b"</w:p>", f"{start}{told}{end}</w:p>".encode())


def locked() -> bytes:
    """A letterhead whose first part says that it is encrypted."""
    content = bytearray(saved(a_letterhead()))
    content[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


def test_the_header_and_its_picture_are_lent() -> None:
    content = on(saved(a_letterhead()))
    header = docx.Document(BytesIO(content)).sections[0].header
    assert header.paragraphs[0].text == "Lakeside"
    assert any(name.startswith("word/media/") for name in parts(content))


def test_the_notice_and_the_small_print_come_after_the_facilitys_own() -> None:
    section = docx.Document(BytesIO(on(saved(a_letterhead())))).sections[0]
    assert [line.text for line in section.header.paragraphs] == ["Lakeside", "DRAFT"]
    assert [line.text for line in section.footer.paragraphs] == [
        "12 Lake Road",
        "Plan 1.2\tPage 1 of 1",
    ]


def test_a_first_sheet_of_its_own_has_the_notice_and_the_small_print_too() -> None:
    section = docx.Document(BytesIO(on(saved(a_letterhead(first_page=True))))).sections[0]
    assert section.different_first_page_header_footer
    assert section.first_page_header.paragraphs[-1].text == "DRAFT"
    assert section.first_page_footer.paragraphs[-1].text.startswith("Plan 1.2")


def test_even_sheets_of_their_own_have_the_notice_too() -> None:
    letterhead = a_letterhead()
    letterhead.settings.odd_and_even_pages_header_footer = True
    document = docx.Document(BytesIO(on(saved(letterhead))))
    assert document.settings.odd_and_even_pages_header_footer
    assert document.sections[0].even_page_header.paragraphs[-1].text == "DRAFT"


def test_a_header_that_is_not_shown_is_not_carried_along() -> None:
    content = on(saved(a_letterhead(first_page=False)))
    assert not any(b"First Lakeside" in part for part in parts(content).values())


def test_the_margins_are_lent() -> None:
    section = docx.Document(BytesIO(on(saved(a_letterhead())))).sections[0]
    assert section.left_margin == Inches(1.5)


def test_margins_that_leave_no_room_are_not_lent() -> None:
    letterhead = a_letterhead()
    letterhead.sections[0].right_margin = Inches(6)
    section = docx.Document(BytesIO(on(saved(letterhead)))).sections[0]
    assert section.right_margin == Inches(1)


def test_the_styles_are_lent_but_the_size_is_the_readers() -> None:
    document = docx.Document(BytesIO(on(saved(a_letterhead()), Look(24))))
    heading = next(p for p in document.paragraphs if p.text == "Signs").style
    assert heading
    assert heading.font.color.rgb == GREEN
    assert heading.font.size
    assert heading.font.size.pt > 24


def test_styles_that_are_missing_are_made() -> None:
    entries = parts(saved(a_letterhead()))
    sheet = parse_xml(entries["word/styles.xml"])
    for style in sheet.findall(qn("w:style")):
        if style.get(qn("w:styleId")) != "Normal":
            sheet.remove(style)
    bare = zipped({**entries, "word/styles.xml": sheet.xml.encode()})
    document = docx.Document(BytesIO(on(bare)))
    used = [line.style.name for line in document.paragraphs if line.style]
    assert used == ["Title", "Heading 1", "Body Text", "List Number"]


def test_a_style_is_found_by_its_name_where_word_translated_its_id() -> None:
    translated = changed("word/styles.xml", b'w:styleId="Heading1"', b'w:styleId="berschrift1"')
    assert b'w:pStyle w:val="berschrift1"' in parts(on(translated))["word/document.xml"]


def test_a_style_id_that_is_taken_by_another_style_is_left_to_it() -> None:
    taken = b'<w:style w:type="paragraph" w:styleId="Notice"><w:name w:val="Theirs"/></w:style>'
    end = b"</w:styles>"
    sheet = parse_xml(parts(on(changed("word/styles.xml", end, taken + end)))["word/styles.xml"])
    ids = [style.get(qn("w:styleId")) for style in sheet.iter(qn("w:style"))]
    assert len(ids) == len(set(ids))


def test_a_name_bound_to_the_properties_keeps_its_text() -> None:
    bound = b'<w:sdt><w:sdtPr><w:dataBinding w:xpath="/a"/></w:sdtPr><w:sdtContent/></w:sdt>'
    end = b"</w:hdr>"
    content = on(changed("word/header1.xml", end, bound + end))
    assert b"w:sdtPr" in parts(content)["word/header1.xml"]
    assert b"dataBinding" not in parts(content)["word/header1.xml"]


def test_lists_do_not_take_the_numbers_of_the_letterhead() -> None:
    numbering = parse_xml(parts(on(saved(a_letterhead())))["word/numbering.xml"])
    for name, mark in (("w:abstractNum", "w:abstractNumId"), ("w:num", "w:numId")):
        ids = [element.get(qn(mark)) for element in numbering.findall(qn(name))]
        assert len(ids) == len(set(ids))


def test_nothing_of_the_body_or_the_properties_is_left() -> None:
    content = parts(on(saved(a_letterhead())))
    assert not any(b"SECRET" in part for part in content.values())
    assert not any("comments" in name or "thumbnail" in name for name in content)


def test_a_second_set_of_properties_as_libreoffice_makes_does_no_harm() -> None:
    kind = (
        b"http://schemas.openxmlformats.org/officedocument/2006/relationships/metadata/"
        b"core-properties"
    )
    more = b'<Relationship Id="x2" Target="docProps/core.xml" Type="' + kind + b'"/>'
    end = b"</Relationships>"
    content = on(changed("_rels/.rels", end, more + end))
    assert docx.Document(BytesIO(content)).core_properties.title == "Plan"


def test_a_letterhead_that_word_made_without_tricks_is_taken() -> None:
    check_letterhead(saved(docx.Document()))
    check_letterhead(with_field(" PAGE "))
    check_letterhead(with_field(' HYPERLINK "https://a.org/LINK" '))
    check_letterhead(with_relation("hyperlink", "https://a.org", outside=True))


def test_the_same_letterhead_gives_the_same_bytes() -> None:
    letterhead = saved(a_letterhead())
    assert on(letterhead) == on(letterhead)


DOCTYPE = b'<!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
MAIN = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
ATTACKS: dict[str, tuple[Callable[[], bytes], str]] = {
    "no zip at all": (lambda: b"words", "cannot be read"),
    "a password": (lambda: b"\xd0\xcf\x11\xe0rest", "password"),
    "a torn file": (lambda: saved(a_letterhead())[:-400], "cannot be read"),
    "a zip of other things": (lambda: zipped({"a.txt": b"x"}), "cannot be read"),
    "too many parts": (
        lambda: zipped({f"{at}.bin": b"" for at in range(201)}),
        "too big",
    ),
    "a bomb": (lambda: with_part("word/media/bomb.bin", bytes(8 << 20)), "too big"),
    "too much": (lambda: with_part("a.bin", bytes(range(256)) * 90_000), "too big"),
    "one name twice": (lambda: with_part("Word/Document.xml"), "strange way"),
    "a locked part": (locked, "password"),
    "macros": (lambda: with_part("word/vbaProject.bin"), "macros"),
    "a macro kind": (
        lambda: changed(
            "[Content_Types].xml",
            MAIN,
            b"application/vnd.ms-word.document.macroEnabled.main+xml",
        ),
        "macros",
    ),
    "a template": (
        lambda: changed("[Content_Types].xml", MAIN, MAIN.replace(b"document.m", b"template.m")),
        "template",
    ),
    "a control": (lambda: with_part("word/activeX/activeX1.xml", b"<a/>"), "embedded"),
    "an embedded file": (lambda: with_part("word/embeddings/a.xlsx"), "embedded"),
    "an embedded relation": (lambda: with_relation("oleObject", "a", outside=False), "embedded"),
    "another text": (
        lambda: changed("word/document.xml", b"</w:p>", b'</w:p><w:altChunk r:id="x"/>'),
        "embedded",
    ),
    "a chunk relation": (lambda: with_relation("aFChunk", "a.html", outside=False), "embedded"),
    "a far picture": (lambda: with_relation("image", "http://a/b.png", outside=True), "outside"),
    "a far template": (
        lambda: with_relation("attachedTemplate", "http://a/b.dotm", outside=True),
        "outside",
    ),
    "a DDE field": (lambda: with_field(r' DDEAUTO c:\\x.exe "y" '), "DDEAUTO field"),
    "a DDE field in pieces": (lambda: with_field("D", "DE c:"), "DDE field"),
    "a field in the header": (
        lambda: with_field(" INCLUDETEXT a ", part="word/header1.xml"),
        "INCLUDETEXT field",
    ),
    "an include": (lambda: with_field(' includepicture "http://a" '), "INCLUDEPICTURE field"),
    "a link": (lambda: with_field(" LINK Excel.Sheet "), "LINK field"),
    "a button": (lambda: with_field(" MACROBUTTON x "), "MACROBUTTON field"),
    "a simple field": (
        lambda: changed("word/document.xml", b"</w:p>", b'<w:fldSimple w:instr="DDE a"/></w:p>'),
        "DDE field",
    ),
    "a name made by another field": (
        lambda: with_field(
            '</w:instrText><w:fldChar w:fldCharType="begin"/><w:instrText>QUOTE 68 68 69'
            '</w:instrText><w:fldChar w:fldCharType="end"/><w:instrText> c:'
        ),
        "nested field",
    ),
    "a doctype": (
        lambda: changed("word/header1.xml", b"<w:hdr", DOCTYPE + b"<w:hdr"),
        "DOCTYPE",
    ),
    "a doctype in another coding": (
        lambda: with_part(
            "word/a.xml",
            '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a [<!ENTITY b "c">]><a/>'.encode(
                "utf-16"
            ),
        ),
        "DOCTYPE",
    ),
    "xml that is none": (lambda: with_part("word/a.xml", b"<a>"), "cannot be read"),
    "no document in it": (
        lambda: changed("_rels/.rels", b'/officeDocument"', b'/otherDocument"'),
        "cannot be read",
    ),
}


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.replace(" ", "-"))
def test_a_letterhead_is_refused_that_holds(attack: str) -> None:
    make, said = ATTACKS[attack]
    with pytest.raises(LetterheadError, match=said) as caught:
        check_letterhead(make())
    assert str(caught.value).startswith("The letterhead ")
    assert str(caught.value).endswith(".")

"""The parts of a Word file around its text: settings, lists, properties, and the zip itself."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml.parser import parse_xml
from docx.package import Package

from bht_assist.documents.word_styles import plain_sheet
from bht_assist.documents.word_theme import font_table, theme
from bht_assist.documents.word_xml import Element, escaped, root, tag

if TYPE_CHECKING:
    from datetime import date

_WORD_2013 = 15
"""Anything lower opens in Compatibility Mode."""
_LONGEST_TITLE = 255


def blank_package() -> Package:
    """A Word file that holds one empty document and Word's default styles."""
    package = Package()
    document = _xml_part(package, "/word/document.xml", CT.WML_DOCUMENT_MAIN, root("document"))
    package.relate_to(document, RT.OFFICE_DOCUMENT)
    return package


def _part_of(package: Package, name: str, kind: str, reltype: str, fresh: str) -> XmlPart:
    """The part that the document leans on for this, made fresh if it has none."""
    document = package.main_document_part
    if not any(rel.reltype == reltype for rel in document.rels.values()):
        document.relate_to(_xml_part(package, name, kind, fresh), reltype)
    part: XmlPart = document.part_related_by(reltype)
    return part


def style_sheet_of(package: Package) -> Element:
    sheet = "/word/styles.xml", CT.WML_STYLES, RT.STYLES, plain_sheet()
    element: Element = _part_of(package, *sheet).element
    return element


def numbering_of(package: Package) -> Element:
    lists = "/word/numbering.xml", CT.WML_NUMBERING, RT.NUMBERING, root("numbering")
    element: Element = _part_of(package, *lists).element
    return element


def add_look(package: Package) -> None:
    """Add the theme, unless a letterhead brings its own, and the font table."""
    themed = "/word/theme/theme1.xml", CT.OFC_THEME, RT.THEME, theme()
    fonts = "/word/fontTable.xml", CT.WML_FONT_TABLE, RT.FONT_TABLE, font_table()
    for part in (themed, fonts):
        _part_of(package, *part)


def add_settings(package: Package, *, odd_and_even: bool) -> None:
    """Say that the file is a modern one, and whether its two sides have different headers."""
    modern = tag(
        "compatSetting",
        name="compatibilityMode",
        uri="http://schemas.microsoft.com/office/word",
        val=_WORD_2013,
    )
    settings = root(
        "settings",
        tag("zoom", percent=100),
        "<w:evenAndOddHeaders/>" if odd_and_even else "",
        tag("defaultTabStop", val=720),
        tag("characterSpacingControl", val="doNotCompress"),
        tag("compat", modern),
    )
    part = _xml_part(package, "/word/settings.xml", CT.WML_SETTINGS, settings)
    package.main_document_part.relate_to(part, RT.SETTINGS)


def add_properties(package: Package, title: str, language: str, made: date) -> None:
    """Say what the file is, in which language and of which day; and nothing about who made it."""
    stamp = f"{made.isoformat()}T00:00:00Z"
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
        'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{stamp}</dcterms:created>'
        f"<dc:language>{escaped(language)}</dc:language>"
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{stamp}</dcterms:modified>'
        f"<dc:title>{escaped(title[:_LONGEST_TITLE])}</dc:title>"
        "</cp:coreProperties>"
    )
    app = (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
        'extended-properties"><Application>bht-assist</Application><DocSecurity>0</DocSecurity>'
        "<AppVersion>16.0000</AppVersion></Properties>"
    )
    for name, kind, reltype, xml in (
        ("/docProps/core.xml", CT.OPC_CORE_PROPERTIES, RT.CORE_PROPERTIES, core),
        ("/docProps/app.xml", CT.OFC_EXTENDED_PROPERTIES, RT.EXTENDED_PROPERTIES, app),
    ):
        package.relate_to(_xml_part(package, name, kind, xml), reltype)


def add_sheet_part(package: Package, kind: str, xml: str) -> str:
    """Add a header or footer, and give the id the section names it by."""
    content_type, reltype = {
        "header": (CT.WML_HEADER, RT.HEADER),
        "footer": (CT.WML_FOOTER, RT.FOOTER),
    }[kind]
    name = package.next_partname(f"/word/{kind}%d.xml")
    part = _xml_part(package, name, content_type, xml)
    relation: str = package.main_document_part.relate_to(part, reltype)
    return relation


def packed(package: Package) -> bytes:
    """The file as bytes that depend on its content alone.

    Stored rather than deflated: zlib's output differs from one build to the next.
    """
    written, settled = BytesIO(), BytesIO()
    package.save(written)
    with ZipFile(written) as source, ZipFile(settled, "w", ZIP_STORED) as target:
        for name in sorted(source.namelist(), key=_content_types_first):
            entry = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.create_system = 0
            target.writestr(entry, source.read(name))
    return settled.getvalue()


def _content_types_first(name: str) -> tuple[bool, str]:
    return (name != "[Content_Types].xml", name)


def _xml_part(package: Package, name: str, kind: str, xml: str) -> XmlPart:
    return XmlPart(PackURI(name), kind, parse_xml(xml), package)

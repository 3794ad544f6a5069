"""The styles of our papers, in proportion to the size of the body text."""

from __future__ import annotations

from dataclasses import dataclass

from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.shared import Pt

from bht_assist.documents.word_xml import Element, root, tag

INK = "1A1A1A"
QUIET_INK = "404040"
RULE = "A6A6A6"
USUAL = 14
"""Points; larger is large print."""
SMALLEST = 9
"""Points; below this, print is a formality."""
_HAIRLINE = tag("pBdr", tag("top", val="single", sz=4, space=6, color=RULE))


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style; sizes and spaces are in ems of the body text."""

    name: str
    scale: float = 1.0
    bold: bool = False
    before: float = 0.0
    after: float = 0.0
    line: float = 1.25
    """Line spacing, as a multiple of a single line."""
    ink: str = INK
    keep_next: bool = False
    border: str = ""
    least: float = SMALLEST
    """Points."""

    @property
    def is_builtin(self) -> bool:
        """Whether Word itself knows the style, and screen readers with it."""
        return self in (TITLE, SECTION, SUBSECTION, BODY, BULLET, NUMBER)


TITLE = Style("Title", 1.75, bold=True, after=0.55, line=1.1, keep_next=True)
SECTION = Style("heading 1", 1.3, bold=True, before=1.4, after=0.4, line=1.15, keep_next=True)
SUBSECTION = Style("heading 2", 1.1, bold=True, before=1.0, after=0.3, line=1.2, keep_next=True)
BODY = Style("Body Text", after=0.65)
LARGE = Style("Large Text", 1.3, bold=True, after=0.35, line=1.15, keep_next=True)
SMALL = Style("Small Text", 0.85, after=0.5, line=1.15, least=12)
BULLET = Style("List Bullet", after=0.3)
NUMBER = Style("List Number", after=0.3)
CHECK_BOX = Style("Check Box", after=0.45)
TABLE_HEADING = Style("Table Heading", bold=True, line=1.15)
TABLE_TEXT = Style("Table Text", line=1.15)
TABLE_GAP = Style("Table Gap", line=0.5)
CARD_TITLE = Style("Card Title", 1.15, bold=True, after=0.35, line=1.15, keep_next=True)
FOLD_HEADING = Style("Fold Card Heading", 0.75, bold=True, before=0.1, line=1.0)
FOLD_TEXT = Style("Fold Card Text", 0.75, line=1.0)
SIGNATURE = Style("Signature Line", before=1.6, line=1.0, keep_next=True)
SIGNER = Style("Signature Name", 0.85, before=0.15, after=0.6, line=1.15, ink=QUIET_INK)
WRITING_LINE = Style("Writing Line", after=0.3, line=1.9)
PICTURE = Style("Picture", 0.9, before=0.4, after=0.8, line=1.15)
NOTICE = Style("Notice", 0.8, bold=True, after=0.9, line=1.15)
SMALL_PRINT = Style("Small Print", 0.66, line=1.15, ink=QUIET_INK, border=_HAIRLINE)

STYLES = (
    *(TITLE, SECTION, SUBSECTION, BODY, LARGE, SMALL, BULLET, NUMBER, CHECK_BOX),
    *(TABLE_HEADING, TABLE_TEXT, TABLE_GAP, CARD_TITLE, SIGNATURE, SIGNER),
    *(FOLD_HEADING, FOLD_TEXT),
    *(WRITING_LINE, PICTURE, NOTICE, SMALL_PRINT),
)
HYPERLINK = "Hyperlink"
TABLE = "Page Table"
_NAMES = (*(style.name for style in STYLES), HYPERLINK, TABLE)


def half_points(style: Style, type_size: int) -> int:
    """The size of a style as Word counts it.

    What is larger than the body grows with it up to USUAL, and from there only by what the body
    grows: on a page in large print a heading need not shout, and a line holds few letters.
    """
    more = max(style.scale - 1, 0) * min(type_size, USUAL)
    size = type_size * min(style.scale, 1) + more
    return round(2 * max(size, style.least))


def _space(ems: float, type_size: int) -> int:
    """Twips of a space in ems; above USUAL it grows half as fast as the letters."""
    return round(20 * ems * (min(type_size, USUAL) + max(type_size - USUAL, 0) / 2))


def plain_sheet() -> str:
    """A style sheet that holds Word's own defaults, in a sans serif found everywhere."""
    fonts = tag("rFonts", ascii="Arial", hAnsi="Arial", eastAsia="Arial", cs="Arial")
    size = tag("sz", val=24) + tag("szCs", val=24)
    spacing = tag("spacing", after=0, line=300, lineRule="auto")
    return root(
        "styles",
        tag(
            "docDefaults",
            tag("rPrDefault", tag("rPr", fonts, size)),
            tag("pPrDefault", tag("pPr", spacing)),
        ),
        _default("paragraph", "Normal", "<w:qFormat/>"),
        _default("character", "Default Paragraph Font", _QUIETLY),
        _default("table", "Normal Table", _QUIETLY + tag("tblPr", _cell_margins(0, 108))),
        _default("numbering", "No List", _QUIETLY),
    )


def dress(sheet: Element, type_size: int, language: str) -> dict[str, str]:
    """Give a style sheet all our styles, and say under which id each name stands.

    A style that a letterhead brings keeps its look; only the size is the reader's.
    """
    there = _by_name(sheet)
    for style in STYLES:
        if style.name.lower() in there:
            _resize(there[style.name.lower()], half_points(style, type_size))
    missing = "".join(
        _new(name, _free_id(name, there), _default_paragraph(sheet), type_size)
        for name in _NAMES
        if name.lower() not in there
    )
    sheet.extend(list(parse_xml(root("styles", missing))))
    _speak(sheet, language)
    there = _by_name(sheet)
    return {name: there[name.lower()].get(qn("w:styleId")) for name in _NAMES}


def _by_name(sheet: Element) -> dict[str, Element]:
    """The styles of a sheet by their names, which Word compares without case."""
    names = ((style, style.find(qn("w:name"))) for style in sheet.iterchildren(qn("w:style")))
    return {name.get(qn("w:val"), "").lower(): style for style, name in names if name is not None}


def _default_paragraph(sheet: Element) -> str:
    """The id of what Word calls Normal, which is translated in other languages."""
    found = sheet.xpath("w:style[@w:type='paragraph'][@w:default='1' or @w:default='true']")
    return found[0].get(qn("w:styleId"), "") if found else ""


def _free_id(name: str, there: dict[str, Element]) -> str:
    """The id Word would give to a style of this name, or one near it."""
    wished = name.title().replace(" ", "")
    taken = {style.get(qn("w:styleId")) for style in there.values()}
    return f"{wished}Page" if wished in taken else wished


def _resize(style: Element, size: int) -> None:
    marks = style.get_or_add_rPr()
    for old in marks.findall(qn("w:szCs")):
        marks.remove(old)
    marks.sz_val = Pt(size / 2)
    marks.sz.addnext(parse_xml(root("szCs")))
    marks.sz.getnext().set(qn("w:val"), str(size))


def _speak(sheet: Element, language: str) -> None:
    """Make the language the default, over what any style says."""
    for old in sheet.xpath(".//w:lang"):
        old.getparent().remove(old)
    if not sheet.xpath("w:docDefaults/w:rPrDefault/w:rPr"):
        for old in sheet.findall(qn("w:docDefaults")):
            sheet.remove(old)
        defaults = tag("rPrDefault", "<w:rPr/>") + tag("pPrDefault", "<w:pPr/>")
        sheet.insert(0, parse_xml(root("docDefaults", defaults)))
    spoken = parse_xml(root("rPr", tag("lang", val=language, eastAsia=language, bidi=language)))
    sheet.xpath("w:docDefaults/w:rPrDefault/w:rPr")[0].extend(list(spoken))


_QUIETLY = '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/>'
_DEFAULT_IDS = {
    "Normal": "Normal",
    "Default Paragraph Font": "DefaultParagraphFont",
    "Normal Table": "TableNormal",
    "No List": "NoList",
}


def _default(kind: str, name: str, more: str) -> str:
    return tag(
        "style",
        tag("name", val=name),
        more,
        type=kind,
        default=1,
        styleId=_DEFAULT_IDS[name],
    )


def _cell_margins(vertical: int, horizontal: int) -> str:
    sides = (("top", vertical), ("left", horizontal), ("bottom", vertical), ("right", horizontal))
    return tag("tblCellMar", *(tag(side, w=width, type="dxa") for side, width in sides))


def _new(name: str, style_id: str, base: str, type_size: int) -> str:
    if name == HYPERLINK:
        look = tag("rPr", tag("color", val=INK), tag("u", val="single"))
        return tag("style", tag("name", val=name), look, type="character", styleId=style_id)
    if name == TABLE:
        return _table_style(style_id, type_size)
    style = next(style for style in STYLES if style.name == name)
    return _paragraph_style(style, style_id, base, type_size)


def _paragraph_style(style: Style, style_id: str, base: str, type_size: int) -> str:
    own = {} if style.is_builtin else {"customStyle": 1}
    return tag(
        "style",
        tag("name", val=style.name),
        tag("basedOn", val=base) if base else "",
        "<w:qFormat/>",
        tag("pPr", *_layout(style, type_size)),
        tag("rPr", *_type(style, type_size)),
        type="paragraph",
        **own,
        styleId=style_id,
    )


def _layout(style: Style, type_size: int) -> tuple[str, ...]:
    before, after = (_space(space, type_size) for space in (style.before, style.after))
    line = round(240 * style.line)
    level = {SECTION: 0, SUBSECTION: 1}.get(style)
    return (
        "<w:keepNext/><w:keepLines/>" if style.keep_next else "",
        style.border,
        tag("spacing", before=before, after=after, line=line, lineRule="auto"),
        "" if level is None else tag("outlineLvl", val=level),
    )


def _type(style: Style, type_size: int) -> tuple[str, ...]:
    size = half_points(style, type_size)
    return (
        "<w:b/><w:bCs/>" if style.bold else "",
        tag("color", val=style.ink),
        tag("sz", val=size),
        tag("szCs", val=size),
    )


def _table_style(style_id: str, type_size: int) -> str:
    """Light rules all round; a grey band and a firmer rule under the header row."""
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = (tag(side, val="single", sz=4, space=0, color=RULE) for side in sides)
    firm = tag("tcBorders", tag("bottom", val="single", sz=8, space=0, color=INK))
    band = tag("tcPr", firm, tag("shd", val="clear", color="auto", fill="F2F2F2"))
    return tag(
        "style",
        tag("name", val=TABLE),
        tag("tblPr", tag("tblBorders", *borders), _cell_margins(5 * type_size, 8 * type_size)),
        tag("tblStylePr", band, type="firstRow"),
        type="table",
        customStyle=1,
        styleId=style_id,
    )

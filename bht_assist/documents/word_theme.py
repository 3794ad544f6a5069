"""The theme and the font table that each Word file must have, in black, grey and one font."""

from __future__ import annotations

from bht_assist.documents.word_xml import root, tag

_FONT = "Arial"
_GREYS = ("404040", "595959", "737373", "8C8C8C", "A6A6A6", "BFBFBF")
_COLORS = {
    "dk1": "000000",
    "lt1": "FFFFFF",
    "dk2": "1A1A1A",
    "lt2": "F2F2F2",
    **{f"accent{n}": grey for n, grey in enumerate(_GREYS, start=1)},
    "hlink": "1A1A1A",
    "folHlink": "1A1A1A",
}


def theme() -> str:
    return (
        '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Plain">'
        f"<a:themeElements>{_colors()}{_fonts()}{_formats()}</a:themeElements></a:theme>"
    )


def font_table() -> str:
    return root("fonts", tag("font", tag("family", val="swiss"), name=_FONT))


def _colors() -> str:
    each = "".join(
        f'<a:{name}><a:srgbClr val="{color}"/></a:{name}>' for name, color in _COLORS.items()
    )
    return f'<a:clrScheme name="Plain">{each}</a:clrScheme>'


def _fonts() -> str:
    faces = f'<a:latin typeface="{_FONT}"/><a:ea typeface=""/><a:cs typeface=""/>'
    return (
        f'<a:fontScheme name="Plain"><a:majorFont>{faces}</a:majorFont>'
        f"<a:minorFont>{faces}</a:minorFont></a:fontScheme>"
    )


def _formats() -> str:
    """Three of each, as the schema wants."""
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="6350">{fill}</a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'<a:fmtScheme name="Plain"><a:fillStyleLst>{3 * fill}</a:fillStyleLst>'
        f"<a:lnStyleLst>{3 * line}</a:lnStyleLst>"
        f"<a:effectStyleLst>{3 * effect}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{3 * fill}</a:bgFillStyleLst></a:fmtScheme>"
    )

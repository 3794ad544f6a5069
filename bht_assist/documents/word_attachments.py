"""What paragraphs lean on outside the text: link addresses and pictures of QR codes."""

from __future__ import annotations

from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

import segno
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from bht_assist.documents.rows import LINK_SCHEMES
from bht_assist.documents.word_xml import escaped, legible, tag

if TYPE_CHECKING:
    from docx.package import Package

_LONGEST_ADDRESS = 2000
"""Word calls a file with a longer one damaged."""
_LEAST_SIDE, _LEAST_MODULE = 1.15 * 72, 1.15
"""Points; smaller is hard for a phone camera to read off paper."""
_EMU = 12700
"""Units of a drawing to the point."""
_FIRST_PICTURE = 1000
"""Clear of the pictures that a letterhead brings."""


@dataclass(slots=True)
class Attachments:
    """The links, pictures and ordered lists of one document, counted as they are met."""

    package: Package
    ordered_lists: int = 0
    pictures: int = 0
    _links: dict[str, str] = field(default_factory=dict)

    def link(self, address: str) -> str:
        """The relation id of a link; empty where the address is none that Word may follow."""
        if address not in self._links:
            self._links[address] = self._relate(_safe(address))
        return self._links[address]

    def _relate(self, address: str) -> str:
        if not address:
            return ""
        document = self.package.main_document_part
        relation: str = document.relate_to(address, RT.HYPERLINK, is_external=True)
        return relation

    def picture(self, png: bytes) -> tuple[str, int]:
        """The relation id of a new picture, and its number in the document."""
        self.pictures += 1
        name = PackURI(f"/word/media/code{self.pictures}.png")
        part = Part(name, "image/png", png, self.package)
        relation = self.package.main_document_part.relate_to(part, RT.IMAGE)
        return relation, _FIRST_PICTURE + self.pictures

    def next_ordered(self) -> int:
        self.ordered_lists += 1
        return self.ordered_lists - 1


def qr_drawing(payload: str, alt: str, on: Attachments) -> tuple[str, int]:
    """A QR code as an inline picture, and its side in twips; none where the payload fits none."""
    try:
        code = segno.make_qr(legible(payload), error="m")
    except ValueError:
        return "", 0
    png = BytesIO()
    # not compressed, because zlib's output differs from one build to the next
    code.save(png, kind="png", scale=6, border=4, compresslevel=0)
    modules, _ = code.symbol_size(border=4)
    side = max(_LEAST_SIDE, modules * _LEAST_MODULE)
    relation, number = on.picture(png.getvalue())
    picture = _inline(relation, number, round(side * _EMU), alt)
    return tag("r", tag("drawing", picture)), round(20 * side)


def _safe(address: str) -> str:
    """The address in the letters a relation may hold; empty if it is of another kind."""
    try:
        scheme = urlsplit(address).scheme.lower()
    except ValueError:
        return ""
    safe = quote(legible(address).strip(), safe=":/?#[]@!$&'()*+,;=%-._~")
    return safe if scheme in LINK_SCHEMES and len(safe) <= _LONGEST_ADDRESS else ""


def _inline(relation: str, number: int, side: int, alt: str) -> str:
    name = f'id="{number}" name="QR code {number - _FIRST_PICTURE}" descr="{escaped(alt)}"'
    size = f'cx="{side}" cy="{side}"'
    return (
        f'<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/><wp:docPr {name}/>'
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        f"<pic:pic><pic:nvPicPr><pic:cNvPr {name}/><pic:cNvPicPr/></pic:nvPicPr>"
        f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch>'
        '</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline>"
    )

"""What a letterhead may hold: looked at before it is opened, refused in plain words."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile

from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from bht_assist.documents.troubles import LetterheadError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from zipfile import ZipInfo

    from bht_assist.documents.word_xml import Element

_MOST_PARTS, _MOST_BYTES, _MOST_TIMES_PACKED = 200, 20 * 1024 * 1024, 100
_OLD_OFFICE_FILE = b"\xd0\xcf\x11\xe0"
"""Also what Word wraps a file in that has a password."""
_XML_STARTS = (b"<", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_NESTED = "\0"
"""Stands where one field is written inside another."""
_FETCHING = re.compile(r"DDE|INCLUDE|LINK$|MACROBUTTON$|IMPORT$|EMBED$|DATABASE$|RD$")

UNREADABLE = (
    "The letterhead cannot be read as a Word document. Open it in Word, choose Save As, "
    "Word Document (.docx), and use that copy."
)
_LOCKED = (
    "The letterhead has a password, or is an old .doc file. Open it in Word, take the password "
    "off, and save it as Word Document (.docx)."
)
_MACROS = (
    "The letterhead holds macros, which are small programs. Open it in Word and save it as "
    "Word Document (.docx), not as a macro-enabled one."
)
_TEMPLATE = (
    "The letterhead is a Word template. Open it in Word and save it as Word Document (.docx)."
)
_TOO_BIG = (
    "The letterhead is too big or was packed in a strange way. Make a new Word document that "
    "holds only the header and footer, and use that."
)
_EMBEDDED = (
    "The letterhead holds another file or a control inside it. Open it in Word, delete the "
    "embedded object, and save it again."
)
_OUTSIDE = (
    "The letterhead fetches something from outside itself, such as a linked picture or a "
    "template. Open it in Word, replace the link with the picture itself, and save it again."
)
_FIELD = (
    "The letterhead has a {name} field, which can fetch or run something. Open it in Word, "
    "delete the field, and save it again."
)
_DOCTYPE = (
    "The letterhead was not made by Word in the usual way: a part of it has a DOCTYPE. "
    "Make a new one in Word and use that."
)


def check(content: bytes) -> None:
    """Raise LetterheadError if the file holds anything but a plain document."""
    if content.startswith(_OLD_OFFICE_FILE):
        raise LetterheadError(_LOCKED)
    try:
        with ZipFile(BytesIO(content)) as parts:
            _check_directory(parts.infolist(), len(content))
            for entry in parts.infolist():
                _check_part(entry.filename, parts.read(entry))
    except (BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, SyntaxError) as fault:
        raise LetterheadError(UNREADABLE) from fault


def _check_directory(entries: list[ZipInfo], packed: int) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    names = [entry.filename.lower() for entry in entries]
    too_big = len(entries) > _MOST_PARTS or unpacked > _MOST_BYTES
    if too_big or unpacked > packed * _MOST_TIMES_PACKED or len(set(names)) < len(names):
        raise LetterheadError(_TOO_BIG)
    if any(entry.flag_bits & 1 for entry in entries):
        raise LetterheadError(_LOCKED)
    for name in names:
        if "vbaproject" in name or "vbadata" in name:
            raise LetterheadError(_MACROS)
        if "activex" in name or "embeddings" in name:
            raise LetterheadError(_EMBEDDED)


def _check_part(name: str, content: bytes) -> None:
    """Look into a part that is XML, whatever its name says."""
    if not (name.endswith((".xml", ".rels")) or content.lstrip().startswith(_XML_STARTS)):
        return
    part = parse_xml(content)
    shape = part.getroottree().docinfo
    if shape.doctype or shape.internalDTD is not None:
        raise LetterheadError(_DOCTYPE)
    if name == "[Content_Types].xml":
        _check_kinds(part)
    elif name.endswith(".rels"):
        _check_relations(part)
    else:
        _check_text(part)


def _check_kinds(types: Element) -> None:
    kinds = " ".join(kind.get("ContentType", "") for kind in types).lower()
    if "macroenabled" in kinds or "vbaproject" in kinds:
        raise LetterheadError(_MACROS)
    if "wordprocessingml.template.main" in kinds:
        raise LetterheadError(_TEMPLATE)
    if "activex" in kinds or "oleobject" in kinds:
        raise LetterheadError(_EMBEDDED)


def _check_relations(relations: Iterable[Element]) -> None:
    for relation in relations:
        kind = relation.get("Type", "").rpartition("/")[2].lower()
        if relation.get("TargetMode", "").lower() == "external" and kind != "hyperlink":
            raise LetterheadError(_OUTSIDE)
        if kind in ("afchunk", "oleobject", "package", "control", "activexcontrolbinary"):
            raise LetterheadError(_EMBEDDED)
        if kind in ("vbaproject", "wordvbadata"):
            raise LetterheadError(_MACROS)


def _check_text(part: Element) -> None:
    if next(part.iter(qn("w:altChunk")), None) is not None:
        raise LetterheadError(_EMBEDDED)
    for instruction in _instructions(part):
        name = _name(instruction)
        if _NESTED in name or _FETCHING.match(name):
            raise LetterheadError(_FIELD.format(name=name.replace(_NESTED, "") or "nested"))


def _name(instruction: str) -> str:
    """The word a field starts with, which says what it does."""
    found = re.match(rf"[A-Z{_NESTED}]*", instruction.strip().upper())
    return found.group() if found else ""


@dataclass(slots=True)
class _Field:
    """A complex field as it is read; its name may come in pieces."""

    written: list[str] = field(default_factory=list)
    is_instruction: bool = True


def _instructions(part: Element) -> Iterator[str]:
    """What each field of a part is told to do."""
    for simple in part.iter(qn("w:fldSimple")):
        yield simple.get(qn("w:instr"), "")
    is_open: list[_Field] = []
    for element in part.iter(qn("w:fldChar"), qn("w:instrText"), qn("w:delInstrText")):
        step = element.get(qn("w:fldCharType"))
        if step == "begin":
            _write(is_open, _NESTED)
            is_open.append(_Field())
        elif step == "separate" and is_open:
            is_open[-1].is_instruction = False
        elif step == "end" and is_open:
            yield "".join(is_open.pop().written)
        elif not is_open:
            yield element.text or ""
        else:
            _write(is_open, element.text or "")
    yield from ("".join(left.written) for left in is_open)


def _write(is_open: list[_Field], text: str) -> None:
    if is_open and is_open[-1].is_instruction:
        is_open[-1].written.append(text)

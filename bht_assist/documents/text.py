"""A page as plain text: for the preview, for pasting into a chart, for a screen reader."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING, assert_never

from bht_assist.documents.labels import labels_in
from bht_assist.documents.page import (
    Block,
    Bullets,
    Card,
    CheckBoxes,
    FoldCard,
    Heading,
    Keep,
    PageBreak,
    Paragraph,
    QrCode,
    Signatures,
    Table,
    WritingLines,
)
from bht_assist.documents.rows import LINK_SCHEMES, is_blank, labeled, squared

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bht_assist.documents.labels import Labels
    from bht_assist.documents.page import Line, Page, Run

_NARROWEST = 20
_UNDERLINES = {1: "=", 2: "-"}
_GAP = "  "
_ROOM_FOR_DATE = 14
_ROOM_TO_SIGN = 16


def render(page: Page, width: int = 72) -> str:
    """The page as one text, in lines of this many letters where the words allow it."""
    return "\n".join(render_lines(page, width)) + "\n"


def render_lines(page: Page, width: int = 72) -> list[str]:
    """The page line by line."""
    room, labels = max(width, _NARROWEST), labels_in(page.language)
    chunks = (
        _wrapped(page.notice, room),
        *(_set(block, room, labels) for block in page.blocks),
        _wrapped(page.foot, room),
        _wrapped(page.small_print, room),
    )
    return _spaced(chunks)


def _spaced(chunks: Iterable[Sequence[str]]) -> list[str]:
    """The chunks with an empty line between each two."""
    lines = [line for chunk in chunks if chunk for line in (*chunk, "")]
    return lines[:-1]


def _set(block: Block, width: int, labels: Labels) -> Sequence[str]:
    lines: Sequence[str]
    match block:
        case Heading():
            lines = _heading(block, width)
        case Paragraph():
            lines = _wrapped(_spoken(block.line), width)
        case Bullets():
            lines = _bullets(block, width)
        case CheckBoxes():
            lines = _items((("[ ]", item) for item in block.items), width)
        case Table():
            lines = _table(squared(block), width)
        case Card() | FoldCard():
            lines = _card(block, width, labels)
        case Keep():
            lines = _spaced(_set(inner, width, labels) for inner in block.blocks)
        case Signatures():
            lines = _spaced(_signature(name, width, labels) for name in block.names)
        case WritingLines():
            lines = ("_" * width,) * block.count
        case QrCode():
            lines = _wrapped(block.caption or block.payload, width)
        case PageBreak():
            lines = ()
        case _:
            assert_never(block)
    return lines


def _wrapped(text: str, width: int, first: str = "", hanging: str = "") -> list[str]:
    """The text in lines, each break a person typed kept, no word ever split."""
    lines: list[str] = []
    for typed in text.replace("\r\n", "\n").replace("\r", "\n").strip().split("\n"):
        lines += wrap(
            typed,
            width,
            initial_indent=hanging if lines else first,
            subsequent_indent=hanging,
            break_long_words=False,
            break_on_hyphens=False,
        )
    return lines


def _heading(block: Heading, width: int) -> list[str]:
    """The title and the sections are underlined; what is below them stands alone."""
    lines = _wrapped(_flat(block.line), width)
    sign = _UNDERLINES.get(max(block.level, 1), "")
    rule = sign * max(map(len, lines), default=0)
    return [*lines, rule] if lines and rule else lines


def _bullets(block: Bullets, width: int) -> list[str]:
    items = [item for item in block.items if not is_blank(item)]
    marks = (f"{at}." if block.ordered else "-" for at in range(1, len(items) + 1))
    return _items(zip(marks, items, strict=True), width)


def _items(items: Iterable[tuple[str, Line]], width: int) -> list[str]:
    return [
        line
        for mark, item in items
        for line in _wrapped(_flat(item), width, f"{mark} ", " " * (len(mark) + 1))
    ]


def _table(table: Table, width: int) -> list[str]:
    """Columns where they fit; otherwise a line for each cell, with its label."""
    rows = [tuple(map(_flat, row)) for row in (table.header, *table.rows) if row]
    if not rows:
        return []
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    if sum(widths) + len(_GAP) * (len(widths) - 1) > width:
        return _spaced(_labeled_row(row, width) for row in labeled(table))
    lines = [_aligned(row, widths) for row in rows]
    rule = [_GAP.join("-" * column for column in widths)] if table.header else []
    return [*lines[: len(rule)], *rule, *lines[len(rule) :]]


def _aligned(row: Sequence[str], widths: Sequence[int]) -> str:
    cells = (cell.ljust(room) for cell, room in zip(row, widths, strict=True))
    return _GAP.join(cells).rstrip()


def _labeled_row(row: Iterable[Line], width: int) -> list[str]:
    return [line for cell in row for line in _wrapped(_flat(cell), width, hanging=_GAP)]


def _card(block: Card | FoldCard, width: int, labels: Labels) -> list[str]:
    inside = width - len("|  |")
    inner = (_set(part, inside, labels) for part in block.blocks)
    lines = _spaced((_wrapped(block.title, inside), *inner))
    edge = f"+{'-' * (width - 2)}+"
    return [edge, *(f"| {line.ljust(inside)} |" for line in lines), edge] if lines else []


def _signature(name: Line, width: int, labels: Labels) -> list[str]:
    """The name, a line to sign on and one for the date; the name above where it is long."""
    date = f"{_GAP}{labels.date}: {'_' * _ROOM_FOR_DATE}"
    who = "" if is_blank(name) else f"{_flat(name)}: "
    if len(who) + _ROOM_TO_SIGN + len(date) <= width:
        return [f"{who}{'_' * (width - len(who) - len(date))}{date}"]
    return [*_wrapped(who, width), "_" * width, *_wrapped(date, width)]


def _flat(line: Line) -> str:
    """The line with the breaks a person typed as spaces."""
    return " ".join(_spoken(line).split())


def _spoken(line: Line) -> str:
    return "".join(_with_address(run) for run in line)


def _with_address(run: Run) -> str:
    """The text of a run, and where its link leads unless the text says so itself."""
    scheme, _, rest = run.link.partition(":")
    if scheme.lower() not in LINK_SCHEMES or _bare(rest) in _bare(run.text):
        return run.text
    return f"{run.text} ({run.link if scheme.startswith('http') else rest})"


def _bare(text: str) -> str:
    return "".join(filter(str.isalnum, text)).lower()

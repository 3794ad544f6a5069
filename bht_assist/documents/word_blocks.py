"""From the blocks of a page to Word paragraphs and tables."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias, assert_never

from bht_assist.documents import word_styles as styles
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
    Run,
    Signatures,
    Table,
    WritingLines,
)
from bht_assist.documents.rows import is_blank, labeled, squared, stacked, words
from bht_assist.documents.word_attachments import Attachments, qr_drawing
from bht_assist.documents.word_fold import Strip, fold_lines, folded
from bht_assist.documents.word_tables import (
    LETTER_WIDTH,
    Cell,
    Frame,
    Grid,
    column_widths,
    holds_whole_words,
)
from bht_assist.documents.word_xml import (
    Par,
    Tab,
    is_right_to_left,
    one_line,
    run,
    tag,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bht_assist.documents.labels import Labels
    from bht_assist.documents.page import Line
    from bht_assist.documents.word_lists import Lists
    from bht_assist.documents.word_styles import Style

Placed: TypeAlias = Par | Grid | Frame | Strip
Piece: TypeAlias = Placed | PageBreak
LABEL_AND_VALUE = 2
"""Columns; a table of so many can't be taken apart further."""
_AND = Run("; ")
_CARD_PADDING = 200
"""Twips between the border of a card and its words."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What the blocks are set on."""

    type_size: int
    width: int
    """Twips of a line."""
    labels: Labels
    style_ids: Mapping[str, str]
    lists: Lists
    attachments: Attachments
    in_card: bool = False

    def style(self, style: Style) -> str:
        return self.style_ids[style.name]


def set_blocks(blocks: Iterable[Block], on: Setting) -> list[Placed]:
    """The paragraphs and tables of a page, from its first to its last."""
    return _in_place(_pieces(blocks, on), on)


def _pieces(blocks: Iterable[Block], on: Setting) -> list[Piece]:
    return [piece for block in blocks for piece in _set(block, on)]


def _set(block: Block, on: Setting) -> Sequence[Piece]:
    pieces: Sequence[Piece]
    match block:
        case Heading():
            pieces = _heading(block, on)
        case Paragraph():
            pieces = _paragraph(block, on)
        case Bullets():
            pieces = _bullets(block, on)
        case CheckBoxes():
            pieces = _items(block.items, styles.CHECK_BOX, on.lists.boxes, on)
        case Table():
            pieces = _table(block, on)
        case Card() | FoldCard():
            pieces = _card(block, on) if isinstance(block, Card) else _fold_card(block, on)
        case Keep():
            pieces = _together(_pieces(block.blocks, on))
        case Signatures():
            pieces = _signatures(block, on)
        case WritingLines():
            pieces = _writing_lines(block, on)
        case QrCode():
            pieces = _qr_code(block, on)
        case PageBreak():
            pieces = (block,)
        case _:
            assert_never(block)
    return pieces


def _heading(block: Heading, on: Setting) -> Sequence[Par]:
    levels = (styles.TITLE, styles.SECTION, styles.SUBSECTION)
    return _flat(block.line, levels[min(max(block.level, 1), 3) - 1], on)


def _paragraph(block: Paragraph, on: Setting) -> Sequence[Par]:
    """A paragraph that ends in a colon leads in to what follows, and stays with it."""
    if is_blank(block.line):
        return ()
    leads_in = words(block.line).rstrip().endswith(":")
    style = styles.LARGE if block.large else styles.SMALL if block.small else styles.BODY
    return (replace(_par(block.line, style, on), keep_next=leads_in or block.large),)


def _bullets(block: Bullets, on: Setting) -> Sequence[Par]:
    if not block.ordered:
        return _items(block.items, styles.BULLET, on.lists.bullets, on)
    number = on.lists.ordered(on.attachments.next_ordered())
    return _items(block.items, styles.NUMBER, number, on)


def _items(items: Iterable[Line], style: Style, number: int, on: Setting) -> Sequence[Par]:
    """The items of a list; neither its first nor its last stands alone on a sheet."""
    pars = [par for item in items for par in _flat(item, style, on)]
    last = len(pars) - 1
    return [
        replace(par, list_number=number, keep_next=at < last and at in {0, last - 1})
        for at, par in enumerate(pars)
    ]


def _table(block: Table, on: Setting) -> Sequence[Piece]:
    """One table; where its columns would break words, as in large print, one for each row."""
    table = squared(block)
    if on.in_card:
        return _rows_in_card(table, on)
    if not (table.header or table.rows):
        return ()
    if len(table.header) > LABEL_AND_VALUE and not holds_whole_words(_texts(table), *_room(on)):
        return [replace(_grid(row, on), keep_lines=True) for row in stacked(table)]
    return (_grid(table, on),)


def _grid(table: Table, on: Setting) -> Grid:
    texts = _texts(table)
    return Grid(
        style=on.style_ids[styles.TABLE],
        widths=column_widths(texts, *_room(on)),
        header=_cells(table.header, styles.TABLE_HEADING, on),
        rows=tuple(_cells(row, styles.TABLE_TEXT, on) for row in table.rows),
        row_to_write_in=40 * on.type_size,
        right_to_left=is_right_to_left("".join(text for row in texts for text in row)),
    )


def _texts(table: Table) -> list[list[str]]:
    return [[words(cell) for cell in row] for row in (table.header, *table.rows) if row]


def _room(on: Setting) -> tuple[int, int, int]:
    """Twips of a line, points of its letters, twips of the air in a cell."""
    return on.width, on.type_size, 16 * on.type_size


def _rows_in_card(table: Table, on: Setting) -> Sequence[Par]:
    """A row to a paragraph, because a table would break the border of the card."""
    return [par for row in labeled(table) for par in _flat(_joined(row), styles.BODY, on)]


def _joined(lines: tuple[Line, ...]) -> Line:
    return tuple(part for at, line in enumerate(lines) for part in ((_AND,) * (at > 0) + line))


def _cells(row: tuple[Line, ...], style: Style, on: Setting) -> tuple[Cell, ...]:
    return tuple(Cell(_par(_flattened(line), style, on), is_blank(line)) for line in row)


def _card(block: Card, on: Setting) -> Sequence[Piece]:
    title = _flat((Run(block.title),), styles.CARD_TITLE, on)
    if on.in_card:
        return (*title, *_pieces(block.blocks, on))
    inside = replace(on, in_card=True, width=on.width - 2 * _CARD_PADDING)
    pieces = (*title, *_pieces(block.blocks, inside))
    pars = tuple(piece for piece in pieces if isinstance(piece, Par))
    return (Frame(pars, on.width, _CARD_PADDING, styles.INK),) if pars else ()


def _fold_card(block: FoldCard, on: Setting) -> Sequence[Piece]:
    if on.in_card:
        return _pieces(block.blocks, on)
    texts = [
        (styles.FOLD_HEADING if is_title else styles.FOLD_TEXT, line)
        for is_title, line in fold_lines(block.blocks)
        if not is_blank(line)
    ]
    size = styles.half_points(styles.FOLD_TEXT, on.type_size) / 2
    titles = [style is styles.FOLD_HEADING for style, _ in texts]
    panels = folded(titles, [words(line) for _, line in texts], size)
    pars = [_par(_flattened(line), style, on) for style, line in texts]
    return (Strip(tuple(tuple(pars[at] for at in panel) for panel in panels)),) if pars else ()


def _together(pieces: Sequence[Piece]) -> Sequence[Piece]:
    last = len(pieces) - 1
    return [
        piece
        if isinstance(piece, PageBreak)
        else replace(piece, keep_lines=True, keep_next=piece.keep_next or at < last)
        for at, piece in enumerate(pieces)
    ]


def _signatures(block: Signatures, on: Setting) -> Sequence[Par]:
    """Lines to sign stay together: nobody signs a sheet that holds nothing else."""
    pars = [par for name in block.names for par in _signature(name, on)]
    return [replace(par, keep_next=at < len(pars) - 1) for at, par in enumerate(pars)]


def _signature(name: Line, on: Setting) -> tuple[Par, Par]:
    end, date = (round(on.width * share) for share in (0.62, 0.66))
    who = _par((*_flattened(name), Run(f"\t{on.labels.date}")), styles.SIGNER, on)
    line = Par(
        on.style(styles.SIGNATURE),
        tag("r", 3 * tag("tab")),
        right_to_left=who.right_to_left,
        keep_next=True,
        tabs=(Tab(end, ruled=True), Tab(date), Tab(on.width, ruled=True, right=True)),
    )
    return line, replace(who, tabs=(Tab(date),))


def _writing_lines(block: WritingLines, on: Setting) -> Sequence[Par]:
    ruled = (Tab(on.width, ruled=True, right=True),)
    line = Par(on.style(styles.WRITING_LINE), tag("r", tag("tab")), tabs=ruled)
    return (line,) * block.count


def _qr_code(block: QrCode, on: Setting) -> Sequence[Par]:
    """The code with its caption beside it, or below where that would not fit on one line."""
    caption = one_line(block.caption).strip()
    picture, side = qr_drawing(block.payload, caption or block.payload, on.attachments)
    fits = side + 20 * on.type_size * LETTER_WIDTH * (len(caption) + 1) < on.width
    between = run(" " if fits else "\n") if picture and caption else ""
    par = Par(
        on.style(styles.PICTURE),
        picture + between + (run(caption) if caption else ""),
        keep_lines=True,
        is_centered_on_picture=fits,
    )
    return (par,) if picture or caption else ()


def _flat(line: Line, style: Style, on: Setting) -> tuple[Par, ...]:
    """A paragraph on one line; none where there is nothing to say."""
    return () if is_blank(line) else (_par(_flattened(line), style, on),)


def _flattened(line: Line) -> Line:
    return tuple(replace(part, text=one_line(part.text)) for part in line)


def _par(line: Line, style: Style, on: Setting) -> Par:
    runs = "".join(_run(part, on) for part in line)
    return Par(on.style(style), runs, right_to_left=is_right_to_left(words(line)))


def _run(part: Run, on: Setting) -> str:
    relation = on.attachments.link(part.link) if part.link else ""
    if not relation:
        return run(part.text, bold=part.bold, italic=part.italic)
    linked = on.style_ids[styles.HYPERLINK]
    text = run(part.text, bold=part.bold, italic=part.italic, style=linked)
    return f'<w:hyperlink r:id="{relation}">{text}</w:hyperlink>'


def _in_place(pieces: Iterable[Piece], on: Setting) -> list[Placed]:
    """The pieces with their page breaks taken in, and air between boxes, tables and text."""
    placed: list[Placed] = []
    breaks = False
    for piece in pieces:
        if isinstance(piece, PageBreak):
            breaks = bool(placed)
            continue
        placed += _below(placed[-1] if placed else None, replace(piece, break_before=breaks), on)
        breaks = False
    return placed


def _below(above: Placed | None, piece: Placed, on: Setting) -> tuple[Placed, ...]:
    if above is None:
        return (piece,)
    if piece.break_before:
        # what stands at the top of a sheet needs no air, and LibreOffice reckons with none there
        return (replace(piece, space_before=0) if isinstance(piece, Par) else piece,)
    if isinstance(piece, Par):
        is_par = isinstance(above, Par)
        return (piece if is_par else replace(piece, space_before=_air(piece, on)),)
    if isinstance(above, Par) and not isinstance(piece, Frame):
        return (piece,)
    # a box needs air, and Word would make one table of two that touch
    return Par(on.style(styles.TABLE_GAP), "", keep_next=above.keep_next), piece


def _air(par: Par, on: Setting) -> int:
    own = next(style.before for style in styles.STYLES if on.style(style) == par.style)
    return round(20 * on.type_size * max(own, 1.0))

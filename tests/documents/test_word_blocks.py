"""Each kind of block as Word is told of it."""

from __future__ import annotations

import pytest
from docx.oxml.ns import qn

from bht_assist.documents.page import (
    Block,
    Bullets,
    Card,
    CheckBoxes,
    Heading,
    Keep,
    PageBreak,
    Paragraph,
    QrCode,
    Signatures,
    Table,
    WritingLines,
)
from bht_assist.documents.rows import words
from bht_assist.documents.word import Look, render
from tests.documents.test_word import DAY, EVERY_KIND, body, line, made, opened, parts, styles_of


def test_headings_use_the_styles_that_screen_readers_know() -> None:
    content = made(*(Heading(level, line("x")) for level in (1, 2, 3)))
    assert styles_of(content) == ["Title", "Heading 1", "Heading 2"]


def kept_with_the_next(*blocks: Block) -> list[bool]:
    pars = body(made(*blocks)).iter(qn("w:p"))
    return [par.find(f".//{qn('w:keepNext')}") is not None for par in pars]


def test_neither_the_first_nor_the_last_of_a_list_stands_alone_on_a_sheet() -> None:
    five = Bullets(tuple(map(line, "abcde")))
    assert kept_with_the_next(five) == [True, False, False, True, False]
    assert kept_with_the_next(CheckBoxes((line("a"), line("b")))) == [True, False]
    assert kept_with_the_next(CheckBoxes((line("a"),))) == [False]


def test_lines_to_sign_stay_together() -> None:
    kept = kept_with_the_next(Signatures((line("Me"), line("Staff"))))
    assert kept == [True, True, True, False]


def test_each_ordered_list_starts_again_at_one() -> None:
    page = body(made(*(Bullets((line("a"), line("b")), ordered=True) for _ in range(2))))
    numbers = [number.get(qn("w:val")) for number in page.iter(qn("w:numId"))]
    assert numbers[0] == numbers[1] != numbers[2] == numbers[3]


def test_ordered_lists_say_that_they_restart() -> None:
    content = made(Bullets((line("a"),), ordered=True))
    assert b'<w:startOverride w:val="1"/>' in parts(content)["word/numbering.xml"]


def test_check_boxes_are_a_list_of_boxes() -> None:
    content = made(CheckBoxes((line("Key"),)))
    assert "☐".encode() in parts(content)["word/numbering.xml"]
    assert next(body(content).iter(qn("w:numId"))).get(qn("w:val")) == "2"


def test_the_header_row_of_a_table_repeats_and_no_row_splits() -> None:
    table = body(made(Table((line("Name"),), ((line("Ana"),), (line("Lee"),)))))
    assert len(list(table.iter(qn("w:tblHeader")))) == 1
    assert len(list(table.iter(qn("w:cantSplit")))) == 3


def test_a_table_without_a_header_has_no_header_row() -> None:
    table = body(made(Table((line(""),), ((line("Ana"),),))))
    assert next(table.iter(qn("w:tblHeader")), None) is None
    assert len(list(table.iter(qn("w:tr")))) == 1


def test_ragged_rows_are_filled_up_to_the_widest() -> None:
    table = opened(Table((line("a"),), ((line("b"), line("c")), ()))).tables[0]
    assert [len(row.cells) for row in table.rows] == [2, 2, 2]


def test_columns_fill_the_line_and_the_longer_text_has_the_wider_one() -> None:
    rows = ((line("988"), line("I need somebody to sit with me for a while")),)
    table = body(made(Table((), rows)))
    narrow, wide = (int(column.get(qn("w:w"))) for column in table.iter(qn("w:gridCol")))
    assert narrow + wide == 9360
    assert wide > 2 * narrow


def test_a_phone_number_has_room_on_one_line_of_its_cell_in_large_print() -> None:
    rows = ((line("555-010-1234"), line("word " * 40)),)
    table = body(made(Table((), rows), look=Look(24)))
    phone = int(next(table.iter(qn("w:gridCol"))).get(qn("w:w")))
    assert phone > 12 * 24 * 20 * 0.55


WIDE = Table(
    tuple(map(line, ("Session", "Day", "Topic", "The one idea", "To try before next time"))),
    (
        tuple(map(line, ("3", "Wednesday", "Unfamiliar", "Something anybody can", "Notice"))),
        tuple(map(line, ("4", "", "Another", "Different", "Remembering"))),
    ),
)


def test_a_table_that_would_break_words_in_large_print_becomes_one_for_each_row() -> None:
    assert len(opened(WIDE).tables) == 1
    first, second = opened(WIDE, look=Look(24)).tables
    assert [row.cells[0].text for row in second.rows] == [words(head) for head in WIDE.header]
    assert [row.cells[1].text for row in first.rows][:2] == ["3", "Wednesday"]
    assert all(cell.paragraphs[0].runs[0].bold for cell in first.columns[0].cells)


def test_a_column_whose_texts_stand_on_one_line_leaves_the_rest_to_others() -> None:
    rows = ((line("2:05 PM"), line("3"), line("word " * 60)),) * 3
    table = body(made(Table((line("Clock"), line("Min."), line("What to say")), rows)))
    clock, minutes, say = (int(column.get(qn("w:w"))) for column in table.iter(qn("w:gridCol")))
    assert clock < 20 * 12 * 8
    assert minutes < clock
    assert clock + minutes + say == 9360


def test_two_tables_in_a_row_stay_two() -> None:
    table = Table((), ((line("a"),),))
    tags = [child.tag for child in body(made(table, table))[0]]
    assert tags[:3] == [qn("w:tbl"), qn("w:p"), qn("w:tbl")]


def test_a_card_is_one_row_with_a_border_that_no_page_can_split() -> None:
    card = Card("Now", (Paragraph(line("Call 988")), Bullets((line("Maya"),))))
    (row,) = body(made(card)).iter(qn("w:tr"))
    assert row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None
    assert [each.text for each in row.iter(qn("w:t"))] == ["Now", "Call 988", "Maya"]
    assert len(next(body(made(card)).iter(qn("w:tblBorders")))) == 4


def test_what_runs_over_in_a_list_of_a_card_hangs_like_any_list() -> None:
    card = Card("Now", (Bullets((line("a"),)), CheckBoxes((line("b"),))))
    marks = list(body(made(card)).iter(qn("w:numId")))
    assert len(marks) == 2
    assert next(body(made(card)).iter(qn("w:ind")), None) is None, "the list's own indent holds"


def test_two_cards_in_a_row_are_two_boxes_with_air_around_them() -> None:
    page = body(made(Paragraph(line("x")), Card("a", ()), Card("b", ())))
    tags = [child.tag.rpartition("}")[2] for child in page[0]]
    assert tags[:5] == ["p", "p", "tbl", "p", "tbl"]


def test_a_table_in_a_card_keeps_every_word_with_its_label() -> None:
    table = Table((line("Name"), line("Phone")), ((line("Ana"), line("555-0100")),))
    card = opened(Card("People", (table,))).tables[0].cell(0, 0)
    assert [paragraph.text for paragraph in card.paragraphs] == [
        "People",
        "Name: Ana; Phone: 555-0100",
    ]


def test_blocks_that_are_kept_stay_with_the_next_but_for_the_last() -> None:
    page = body(made(Keep((Paragraph(line("a")), Paragraph(line("b")), Paragraph(line("c"))))))
    kept = [p.find(f".//{qn('w:keepNext')}") is not None for p in page.iter(qn("w:p"))]
    assert kept == [True, True, False]


def test_a_kept_table_stays_with_what_follows() -> None:
    rows = ((line("a"),), (line("b"),))
    page = body(made(Keep((Table((), rows), Paragraph(line("c"))))))
    kept = [p.find(f".//{qn('w:keepNext')}") is not None for p in page.iter(qn("w:p"))]
    assert kept == [True, True, False]


def test_a_paragraph_that_leads_in_stays_with_its_list() -> None:
    page = body(made(Paragraph(line("I notice:")), Bullets((line("a"),)), Paragraph(line("b"))))
    kept = [p.find(f".//{qn('w:keepNext')}") is not None for p in page.iter(qn("w:p"))]
    assert kept == [True, False, False]


@pytest.mark.parametrize("after", [Paragraph(line("b")), Table((), ((line("b"),),))])
def test_a_page_break_comes_before_what_follows_it(after: Block) -> None:
    page = body(made(Paragraph(line("a")), PageBreak(), after))
    breaks = [p.find(f".//{qn('w:pageBreakBefore')}") is not None for p in page.iter(qn("w:p"))]
    assert breaks == [False, True]


def test_a_page_break_at_the_end_leaves_no_empty_sheet() -> None:
    page = body(made(Paragraph(line("a")), PageBreak()))
    assert next(page.iter(qn("w:pageBreakBefore")), None) is None


def test_a_signature_has_a_line_for_the_name_and_one_for_the_date() -> None:
    page = body(made(Signatures((line("Ana"),))))
    ruled = [tab for tab in page.iter(qn("w:tab")) if tab.get(qn("w:leader")) == "underscore"]
    assert len(ruled) == 2
    assert "".join(node.text for node in page.iter(qn("w:t"))) == "AnaDate"


def test_writing_lines_are_ruled() -> None:
    page = body(made(WritingLines(3)))
    ruled = [tab for tab in page.iter(qn("w:tab")) if tab.get(qn("w:leader")) == "underscore"]
    assert len(ruled) == 3


def test_a_qr_code_says_in_words_what_it_holds_and_is_big_enough() -> None:
    page = body(made(QrCode("tel:988", "Dial 988")))
    shown = next(page.iter(qn("wp:docPr")))
    assert shown.get("descr") == "Dial 988"
    assert int(next(page.iter(qn("wp:extent"))).get("cx")) >= 1.1 * 914400
    assert [node.text for node in page.iter(qn("w:t"))][-1] == "Dial 988"


def test_a_code_that_holds_too_much_leaves_its_caption() -> None:
    page = body(made(QrCode("x" * 5000, "Our address")))
    assert next(page.iter(qn("w:drawing")), None) is None
    assert [node.text for node in page.iter(qn("w:t"))] == ["Our address"]


def test_pictures_have_ids_of_their_own() -> None:
    page = body(render(EVERY_KIND, Look(), DAY))
    ids = [shown.get("id") for shown in page.iter(qn("wp:docPr"))]
    assert len(ids) == len(set(ids)) == 2


def test_what_stands_at_the_top_of_a_new_sheet_needs_no_air() -> None:
    page = body(made(Paragraph(line("a")), PageBreak(), Heading(2, line("b"))))
    heading = list(page.iter(qn("w:p")))[-1]
    assert heading.find(f".//{qn('w:pageBreakBefore')}") is not None
    assert heading.find(f".//{qn('w:spacing')}").get(qn("w:before")) == "0"


@pytest.mark.parametrize("above", [Table((), ((line("a"),),)), Card("a", ())])
def test_text_keeps_its_distance_from_a_table_or_card_above(above: Block) -> None:
    page = body(made(above, Paragraph(line("b"))))
    last = list(page.iter(qn("w:p")))[-1]
    assert int(last.find(f".//{qn('w:spacing')}").get(qn("w:before"))) == 12 * 20


def test_a_row_with_a_blank_cell_is_high_enough_to_write_in() -> None:
    rows = ((line("Maya"), line("988")), (line("Lee"), line("")))
    full, blank = body(made(Table((), rows))).iter(qn("w:tr"))
    assert full.find(f".//{qn('w:trHeight')}") is None
    assert int(blank.find(f".//{qn('w:trHeight')}").get(qn("w:val"))) >= 0.3 * 1440


def test_a_page_break_at_the_start_leaves_no_empty_sheet() -> None:
    page = body(made(PageBreak(), Paragraph(line("a"))))
    assert next(page.iter(qn("w:pageBreakBefore")), None) is None


def test_a_code_has_a_quiet_zone_of_four_modules() -> None:
    png = parts(made(QrCode("tel:988", "Dial 988")))["word/media/code1.png"]
    smallest_code, zone, dots = 21, 4, 6
    assert int.from_bytes(png[16:20], "big") == (smallest_code + 2 * zone) * dots


def sizes(points: int, *blocks: Block) -> dict[str, float]:
    """Give the size in points of each style that these blocks use."""
    document = opened(*blocks, look=Look(type_size=points))
    used = (each.style for each in document.paragraphs if each.style)
    return {each.name or "": each.font.size.pt for each in used if each.font.size}


def test_facts_to_look_up_are_set_smaller_but_never_below_twelve_points() -> None:
    small = Paragraph(line("Weekdays"), small=True)
    assert sizes(24, small) == {"Small Text": 20.5}
    assert sizes(14, small) == {"Small Text": 12}


def test_in_large_print_what_is_larger_than_the_body_grows_no_faster_than_the_body() -> None:
    number = Paragraph(line("Call 988"), large=True)
    assert [sizes(points, number)["Large Text"] for points in (10, 14, 24)] == [13, 18, 28]
    assert sizes(24, Paragraph(line("x")))["Body Text"] == 24


def test_in_large_print_the_space_between_grows_half_as_fast_as_the_letters() -> None:
    def after(points: int) -> float:
        (paragraph,) = opened(Paragraph(line("x")), look=Look(type_size=points)).paragraphs
        assert paragraph.style
        assert paragraph.style.paragraph_format.space_after
        return float(paragraph.style.paragraph_format.space_after.pt)

    assert [after(14), after(24)] == pytest.approx([9.1, 12.35])

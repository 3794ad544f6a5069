"""The same page as plain text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bht_assist.documents import text
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


def line(words: str, link: str = "") -> Line:
    return (Run(words, link=link),)


def lines(*blocks: Block, width: int = 40, language: str = "en-US") -> list[str]:
    return text.render_lines(Page(title="Plan", blocks=blocks, language=language), width)


def test_the_title_and_the_sections_are_underlined_and_parts_are_not() -> None:
    headings = (Heading(level, line("Plan")) for level in (1, 2, 3))
    assert lines(*headings) == ["Plan", "====", "", "Plan", "----", "", "Plan"]


def test_paragraphs_wrap_between_words() -> None:
    assert lines(Paragraph(line("Call Maya before it gets dark")), width=20) == [
        "Call Maya before it",
        "gets dark",
    ]


def test_a_typed_line_break_stays() -> None:
    assert lines(Paragraph(line("one\r\ntwo\nthree"))) == ["one", "two", "three"]


def test_a_phone_number_is_never_split() -> None:
    assert "555-010-1234" in lines(Paragraph(line("Please call Maya 555-010-1234")), width=24)


def test_a_word_with_hyphens_is_never_split() -> None:
    said = lines(Paragraph(line("They have a twenty-four-hour line")), width=24)
    assert said == ["They have a", "twenty-four-hour line"]


def test_items_hang_under_their_first_word() -> None:
    assert lines(Bullets((line("Cold water on my wrists"),)), width=20) == [
        "- Cold water on my",
        "  wrists",
    ]


def test_ordered_items_are_numbered_from_one_and_blanks_do_not_count() -> None:
    items = (line("a"), line(" "), line("b"))
    assert lines(Bullets(items, ordered=True)) == ["1. a", "2. b"]


def test_check_boxes_are_brackets() -> None:
    assert lines(CheckBoxes((line("Charger\nby the door"),))) == ["[ ] Charger by the door"]


def test_a_narrow_table_stands_in_columns() -> None:
    table = Table((line("Name"), line("Phone")), ((line("Maya"), line("988")), (line("Lee"),)))
    assert lines(table) == ["Name  Phone", "----  -----", "Maya  988", "Lee"]


def test_a_wide_table_becomes_labels_and_values() -> None:
    table = Table((line("Name"), line("What I say")), ((line("Maya"), line("Sit with me " * 3)),))
    assert lines(table, width=30) == [
        "Name: Maya",
        "What I say: Sit with me Sit",
        "  with me Sit with me",
    ]


def test_a_wide_table_without_a_header_keeps_its_words() -> None:
    assert lines(Table((), ((line("a" * 15), line("b" * 15)),)), width=20) == ["a" * 15, "b" * 15]


def test_a_card_is_boxed() -> None:
    assert lines(Card("Now", (Paragraph(line("Call 988")),)), width=20) == [
        "+------------------+",
        "| Now              |",
        "|                  |",
        "| Call 988         |",
        "+------------------+",
    ]


def test_blocks_that_are_kept_together_are_all_there() -> None:
    assert lines(Keep((Paragraph(line("a")), Paragraph(line("b"))))) == ["a", "", "b"]


def test_a_signature_leaves_room_to_sign_and_date() -> None:
    (signature,) = lines(Signatures((line("Ana"),)), width=50)
    assert signature.startswith("Ana: ____")
    assert signature.endswith("  Date: ______________")
    assert len(signature) == 50


def test_a_signature_of_a_long_name_takes_lines_of_its_own() -> None:
    name = "Parent or guardian, if under eighteen"
    assert lines(Signatures((line(name),)), width=40) == [
        f"{name}:",
        "_" * 40,
        "Date: ______________",
    ]


def test_labels_are_in_the_language_of_the_page() -> None:
    assert "Fecha:" in lines(Signatures((line("Ana"),)), width=60, language="es-US")[0]


def test_writing_lines_are_ruled() -> None:
    assert lines(WritingLines(2), width=20) == ["_" * 20] * 2


@pytest.mark.parametrize(("caption", "said"), [("Dial 988", "Dial 988"), ("", "tel:988")])
def test_a_code_is_said_in_words(caption: str, said: str) -> None:
    assert lines(QrCode("tel:988", caption)) == [said]


def test_a_page_break_says_nothing() -> None:
    assert lines(Paragraph(line("a")), PageBreak(), Paragraph(line("b"))) == ["a", "", "b"]


@pytest.mark.parametrize(
    ("words", "link", "said"),
    [
        ("Chat", "https://a.org/chat", "Chat (https://a.org/chat)"),
        ("555-0100", "tel:5550100", "555-0100"),
        ("Call", "tel:988", "Call (988)"),
        ("Chat", "javascript:x", "Chat"),
    ],
)
def test_a_link_says_where_it_leads_unless_its_words_do(words: str, link: str, said: str) -> None:
    assert lines(Paragraph(line(words, link))) == [said]


def test_the_notice_comes_first_and_the_small_print_last() -> None:
    page = Page("Plan", (Paragraph(line("x")),), notice="DRAFT", small_print="Plan 1.2")
    assert text.render(page) == "DRAFT\n\nx\n\nPlan 1.2\n"


@settings(max_examples=100, deadline=None)
@given(st.text(), st.integers(-5, 90))
def test_no_word_is_ever_lost(words: str, width: int) -> None:
    blocks: tuple[Block, ...] = (
        Heading(2, line(words)),
        Paragraph(line(words)),
        Bullets((line(words),)),
        CheckBoxes((line(words),)),
        Table((line(words), line("x")), ((line(words), line(words)),)),
        Signatures((line(words),)),
    )
    for block in (*blocks, Card(words, blocks)):
        said = " ".join(lines(block, width=width))
        assert all(word in said for word in words.split())

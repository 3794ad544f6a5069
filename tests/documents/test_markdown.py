"""Markdown to the blocks of a page."""

from __future__ import annotations

import pytest

from bht_assist.documents.markdown import blocks_of
from bht_assist.documents.page import (
    Block,
    Bullets,
    Card,
    CheckBoxes,
    Heading,
    Keep,
    Line,
    PageBreak,
    Paragraph,
    QrCode,
    Run,
    Signatures,
    Table,
    WritingLines,
)


def line(text: str) -> Line:
    return (Run(text),)


def only(markdown: str) -> Block:
    (block,) = blocks_of(markdown)
    return block


@pytest.mark.parametrize(("marks", "level"), [("#", 1), ("##", 2), ("###", 3), ("#####", 3)])
def test_headings_are_three_levels_deep_at_most(marks: str, level: int) -> None:
    assert only(f"{marks} My plan") == Heading(level, line("My plan"))


def test_lines_of_a_paragraph_run_on() -> None:
    assert only("one\ntwo") == Paragraph(line("one two"))


def test_two_spaces_at_the_end_break_the_line() -> None:
    assert only("one  \ntwo") == Paragraph(line("one\ntwo"))


def test_bold_italic_and_links_keep_their_words_apart() -> None:
    assert only("a **b *c*** [d](tel:988)") == Paragraph(
        (
            Run("a "),
            Run("b ", bold=True),
            Run("c", bold=True, italic=True),
            Run(" "),
            Run("d", link="tel:988"),
        )
    )


def test_a_break_inside_bold_words_is_bold() -> None:
    assert only("**one\ntwo  \nthree**") == Paragraph((Run("one two\nthree", bold=True),))


@pytest.mark.parametrize(("mark", "ordered"), [("-", False), ("1.", True)])
def test_a_list_knows_whether_it_is_numbered(mark: str, ordered: bool) -> None:
    assert only(f"{mark} a\n{mark} b") == Bullets((line("a"), line("b")), ordered=ordered)


def test_the_parts_of_an_item_become_one_line() -> None:
    block = only("- a\n\n  b\n  - c")
    assert isinstance(block, Bullets)
    assert ["".join(run.text for run in item) for item in block.items] == ["a b c"]


def test_an_item_without_words_is_empty() -> None:
    assert only("- a\n-") == Bullets((line("a"), ()))


def test_boxes_to_tick_are_a_list_in_which_every_item_has_one() -> None:
    assert only("- [ ] a\n- [ ] **b** c\n- [ ]") == CheckBoxes(
        (line("a"), (Run(""), Run("b", bold=True), Run(" c")), line(""))
    )


def test_a_list_with_one_item_without_a_box_stays_a_list() -> None:
    assert only("- [ ] a\n- b") == Bullets((line("[ ] a"), line("b")))


def test_a_table_has_a_header_and_rows() -> None:
    assert only("| A | B |\n|---|---|\n| a | **b** |") == Table(
        (line("A"), line("B")), ((line("a"), (Run("b", bold=True),)),)
    )


def test_a_rule_is_a_new_page() -> None:
    assert blocks_of("a\n\n---\n\nb") == (
        Paragraph(line("a")),
        PageBreak(),
        Paragraph(line("b")),
    )


@pytest.mark.parametrize("markdown", ["    as it is", "```\nas it is\n```"])
def test_code_is_words_like_any_others(markdown: str) -> None:
    assert only(markdown) == Paragraph(line("as it is"))


def test_the_words_of_a_quotation_stay() -> None:
    assert only("> a") == Paragraph(line("a"))


def test_html_is_words_like_any_others() -> None:
    assert only("<b>a</b>") == Paragraph(line("<b>a</b>"))


def test_a_picture_with_a_qr_address_is_a_code() -> None:
    assert blocks_of("![Dial 988](qr:tel:988)\n![Chat](qr:https://a.org)") == (
        QrCode("tel:988", "Dial 988"),
        QrCode("https://a.org", "Chat"),
    )


def test_a_code_in_the_middle_of_words_is_its_caption() -> None:
    assert only("Scan ![this](qr:tel:988)") == Paragraph(line("Scan this"))


def test_any_other_picture_is_its_caption() -> None:
    assert only("![A map](map.png)") == Paragraph(line("A map"))


def test_a_card_has_a_title_and_blocks() -> None:
    assert only("::: card Day \\*or\\* night\n- 988\n:::") == Card(
        "Day *or* night", (Bullets((line("988"),)),)
    )


def test_what_is_kept_together_can_hold_a_card() -> None:
    assert only(":::: keep\na\n::: card\nb\n:::\n::::") == Keep(
        (Paragraph(line("a")), Card("", (Paragraph(line("b")),)))
    )


def test_each_item_of_signatures_is_a_name() -> None:
    assert only("::: signatures\n- Me\n- **Staff**\n:::") == Signatures(
        (line("Me"), (Run("Staff", bold=True),))
    )


@pytest.mark.parametrize(("words", "count"), [("lines 4", 4), ("lines", 1), ("lines 999", 40)])
def test_writing_lines_are_forty_at_most(words: str, count: int) -> None:
    assert only(f"::: {words}\n:::") == WritingLines(count)


def test_a_directive_that_is_not_known_is_words() -> None:
    assert only("::: cards\n") == Paragraph(line("::: cards"))


def test_what_is_large_is_a_larger_paragraph_and_the_rest_stays() -> None:
    found = blocks_of(":::: keep\n::: large\nCall 988\n\n- item\n:::\nAfter\n::::\n")
    assert found == (
        Keep(
            (
                Paragraph((Run("Call 988"),), large=True),
                Bullets(((Run("item"),),)),
                Paragraph((Run("After"),)),
            )
        ),
    )


def test_what_is_small_is_a_paragraph_like_any_other() -> None:
    assert blocks_of("::: small\nWeekdays\n\n- item\n:::\n") == (
        Paragraph((Run("Weekdays"),), small=True),
        Bullets(((Run("item"),),)),
    )

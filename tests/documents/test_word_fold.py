"""The strip to cut out and fold."""

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import openxml_audit
from hypothesis import given, settings
from hypothesis import strategies as st

from bht_assist.documents import text
from bht_assist.documents.markdown import blocks_of
from bht_assist.documents.page import (
    Block,
    Card,
    FoldCard,
    Heading,
    Page,
    PageBreak,
    Paragraph,
    Run,
    Table,
)
from bht_assist.documents.word import Look, render
from bht_assist.documents.word_fold import fold_lines, folded

DAY = date(2026, 11, 23)
CARD = FoldCard("My card", (Heading(2, (Run("Call"),)), Paragraph((Run("Ann 602-555-0142"),))))


def made(*blocks: Block, size: int = 12) -> bytes:
    return render(Page("Mine", blocks), Look(size), DAY)


def opened(*blocks: Block) -> Any:
    return docx.Document(BytesIO(made(*blocks)))


TEXTS = st.lists(st.tuples(st.booleans(), st.text("ab ", min_size=1, max_size=700)), max_size=30)


@given(TEXTS, st.sampled_from([9.0, 13.5, 18.0]))
def test_every_text_is_on_one_panel_in_its_order(
    texts: list[tuple[bool, str]], size: float
) -> None:
    titles, words = [title for title, _ in texts], [text for _, text in texts]
    panels = folded(titles, words, size)
    assert [at for panel in panels for at in panel] == list(range(len(texts)))
    assert all(panels)


def test_a_heading_goes_with_what_follows_it() -> None:
    texts = ["x" * 40] * 11 + ["Heading", "y" * 90]
    titles = [text == "Heading" for text in texts]
    assert folded(titles, texts, 9.0) == [list(range(11)), [11, 12]]


def test_a_text_higher_than_a_panel_has_one_to_itself() -> None:
    assert folded([False] * 3, ["a", "b" * 900, "c"], 9.0) == [[0], [1], [2]]


def test_headings_texts_and_items_stand_on_it_and_nothing_else() -> None:
    blocks = blocks_of("## Call\n\nNow.\n\n- Ann\n- [ ] Bo\n\n| a |\n|---|\n| b |\n")
    lines = [(title, "".join(run.text for run in line)) for title, line in fold_lines(blocks)]
    assert lines == [(True, "Call"), (False, "Now."), (False, "• Ann"), (False, "• [ ] Bo")]


def test_it_is_valid_word_beside_a_table_and_on_a_new_page(tmp_path: Path) -> None:
    table = Table(((Run("a"),),), (((Run("b"),),),))
    path = tmp_path / "card.docx"
    path.write_bytes(made(CARD, table, CARD, PageBreak(), CARD, size=24))
    newest = openxml_audit.FileFormat.OFFICE_2019
    result = openxml_audit.OpenXmlValidator(file_format=newest).validate(path)
    assert [str(error) for error in result.errors] == []
    assert len(docx.Document(str(path)).tables) == 4


def test_a_blank_one_is_left_out_and_one_in_a_box_keeps_its_words() -> None:
    assert opened(FoldCard("", (Paragraph(()),))).tables == []
    (boxed,) = opened(Card("Box", (CARD,))).tables
    assert [each.text for each in boxed.cell(0, 0).paragraphs] == [
        "Box",
        "Call",
        "Ann 602-555-0142",
    ]


def test_on_the_screen_it_is_a_box_with_its_name() -> None:
    lines = text.render_lines(Page("", (CARD,)), 24)
    assert lines[0] == "+----------------------+"
    assert "| My card              |" in lines
    assert "| Ann 602-555-0142     |" in lines


WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1).filter(
    lambda words: bool(words.strip()) and not set(words) & {"\ufffe", "\uffff"}
)


@settings(deadline=None, max_examples=20)
@given(st.lists(WORDS, min_size=1, max_size=12))
def test_any_words_are_on_it_letter_for_letter(words: list[str]) -> None:
    card = FoldCard("", tuple(Paragraph((Run(each),)) for each in words))
    (table,) = opened(card).tables
    assert [par.text for row in table.rows for par in row.cells[0].paragraphs] == words


def test_a_fold_is_written_with_its_name() -> None:
    (card,) = blocks_of("::: fold My card\n## Call\n:::")
    assert card == FoldCard("My card", (Heading(2, (Run("Call"),)),))

"""The strip to cut out and fold."""

from hypothesis import given
from hypothesis import strategies as st

from bht_assist.documents.markdown import blocks_of
from bht_assist.documents.word_fold import fold_lines, folded

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

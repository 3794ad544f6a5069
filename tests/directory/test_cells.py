"""What one cell comes to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bht_assist.content.clean import clean
from bht_assist.directory.cells import LONGEST, quoted, tidy


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("plain", "plain"),
        ("  two   blanks ", "two blanks"),
        ("=1+1", ""),
        ("@sum(a)", ""),
        ("+cmd", ""),
        ("+1 602 555 0110", "+1 602 555 0110"),
        ("-5", "-5"),
        ("'=kept", "=kept"),
        ("Donâ€™t", "Don’t"),
        ("Â£5 is no mojibake to undo: Âx", "Â£5 is no mojibake to undo: Âx"),
        ("a < b & c", "a < b & c"),
        ("&lt;b&gt;", "<b>"),
        ("one<br>two", "one\ntwo"),
        ("gone\ufffd", "gone"),
    ],
)
def test_a_cell_is_made_fit_to_keep(raw: str, text: str) -> None:
    assert tidy(raw)[0] == text


def test_scrambled_letters_that_cannot_be_set_right_stay() -> None:
    assert tidy("Ã© and 漢")[0] == "Ã© and 漢"


def test_a_very_long_cell_is_cut_at_a_word() -> None:
    text, done = tidy("word " * LONGEST)
    assert len(text) <= LONGEST + 1
    assert text.endswith("word…")
    assert "cut after" in done[0]


@given(st.text(max_size=60))
def test_what_is_kept_is_clean(raw: str) -> None:
    text, _ = tidy(raw)
    assert clean(text, lines=True) == text


@given(st.text(st.characters(codec="ascii", exclude_characters="<&\\"), max_size=20))
def test_a_quoted_cell_comes_back_and_is_no_formula(text: str) -> None:
    kept = clean(text)
    assert tidy(quoted(kept))[0] == " ".join(kept.split(" ")).replace("  ", " ") or "  " in kept
    assert not quoted(kept).startswith(("=", "@"))

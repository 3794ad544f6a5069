import unicodedata
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bht_assist.content.clean import clean, seen

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=60)
"""Any code points at all, lone halves of pairs among them."""

AWKWARD = st.text(
    st.sampled_from("a e\n\r\t\x00\x0b\x1b\x85\u200b\u200d\u200e\u202e\u2028\ufeff\ufffe\ud800")
    | st.sampled_from("\u0300\u0301\u0308\u0323\u20dd\ufe20\u1ab0\U000e0041\U0001f600é"),
    max_size=40,
)
EITHER = ANY_TEXT | AWKWARD


@settings(deadline=None, max_examples=200)
@given(EITHER, st.booleans())
def test_cleaning_twice_is_cleaning_once(text: str, lines: bool) -> None:
    once = clean(text, lines=lines)
    assert clean(once, lines=lines) == once


@settings(deadline=None, max_examples=200)
@given(EITHER, st.booleans())
def test_what_is_clean_can_be_stored_in_xml_and_comes_back(text: str, lines: bool) -> None:
    made = clean(text, lines=lines)
    element = ET.Element("text")
    element.text = made
    back = ET.fromstring(ET.tostring(element, encoding="utf-8")).text or ""  # noqa: S314 - our own
    assert back == made


@settings(deadline=None, max_examples=200)
@given(EITHER)
def test_one_line_stays_one_line(text: str) -> None:
    assert len(clean(text).splitlines()) <= 1


@settings(deadline=None, max_examples=200)
@given(EITHER, st.booleans())
def test_nothing_that_a_terminal_would_obey_is_left(text: str, lines: bool) -> None:
    kinds = {unicodedata.category(sign) for sign in clean(text, lines=lines).replace("\n", "")}
    assert not kinds & {"Cc", "Cs", "Zl", "Zp"}


@settings(deadline=None, max_examples=200)
@given(st.text(st.characters(categories=["L", "N", "P", "Sc", "Sm", "So"]), max_size=60))
def test_letters_digits_and_signs_of_any_script_stay(text: str) -> None:
    assert clean(text) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(
    "text",
    [
        "café, niño, Zoë",
        "[brackets] {braces} <tags> & \"quotes\" 'too' %}",
        "👩‍👩‍👧 👍🏽 ❤️ 🇲🇽",
        "أتصل بأختي كل مساء",
        "می‌خواهم",
        "מה עוזר לי",
        "पहला कदम",
        "第一步",
    ],
)
def test_what_people_write_stays_letter_for_letter(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("  two ends \n", "two ends"),
        ("a\tb", "a    b"),
        ("cafe\u0301", "café"),
        ("a\x1b[31mb", "a[31mb"),
        ("safe\u202eevas", "safeevas"),
        ("soft\u00adhyphen\ufeff", "softhyphen"),
        ("x\ufffe\U0001ffff\ud83dy", "xy"),
        ("hi\U000e0068\U000e0069", "hi"),
        ("", ""),
        ("\u200e \x00", ""),
    ],
)
def test_what_nobody_can_see_goes(text: str, made: str) -> None:
    assert clean(text) == made


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_every_line_end_is_a_line_break_or_a_space(end: str) -> None:
    assert clean(f"one{end}two", lines=True) == "one\ntwo"
    assert clean(f"one{end}two") == "one two"


def test_stacked_marks_are_cut_to_four() -> None:
    assert clean("x" + "\u0321" * 40) == "x" + "\u0321" * 4


def test_white_space_stays_where_layout_needs_it() -> None:
    assert seen("\n  - one\x07\n\tend \n") == "\n  - one\n    end \n"

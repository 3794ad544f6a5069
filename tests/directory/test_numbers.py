"""Phone numbers, read from any writing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bht_assist.content.directory_lint import phone_problem
from bht_assist.content.models import Phone
from bht_assist.directory.numbers import Dialed, digits_of, numbers_in
from tests.core import core


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("6025550142", [Dialed("602-555-0142")]),
        ("+1 (602) 555-0142", [Dialed("602-555-0142")]),
        ("1.602.555.0142", [Dialed("602-555-0142")]),
        ("800 555 0142", [Dialed("1-800-555-0142")]),
        ("602-555-0142 x12", [Dialed("602-555-0142", "12")]),
        (
            "602-555-0142, ext. 12 or 602-555-0143",
            [Dialed("602-555-0142", "12"), Dialed("602-555-0143")],
        ),
        ("602-555-0142 #7", [Dialed("602-555-0142", "7")]),
        ("1-800-662-HELP", [Dialed("1-800-662-4357", "", "1-800-662-HELP")]),
        ("988", [Dialed("988")]),
        ("Dial 211 or 311", [Dialed("211"), Dialed("311")]),
        ("000-000-0000", []),
        ("123-456-7890", []),
        ("602-155-0142", []),
        ("291-555-0142", []),
        ("+44 1234 234567", []),
        ("no phone", []),
        ("411 then 602-555-0142", [Dialed("602-555-0142")]),
    ],
)
def test_a_number_is_read_as_it_is_dialed(text: str, numbers: list[Dialed]) -> None:
    assert list(numbers_in(text, codes=("988",))) == numbers


def test_a_three_digit_number_is_one_only_where_a_pack_says_so() -> None:
    assert list(numbers_in("988")) == []
    assert list(numbers_in("988", codes=("988",))) == [Dialed("988")]
    assert core().keeping.codes == ("988",)


def test_a_short_code_is_a_number_for_texts_only() -> None:
    assert list(numbers_in("741741", "text")) == [Dialed("741741")]
    assert list(numbers_in("602-555-0142", "text")) == [Dialed("602-555-0142")]
    assert list(numbers_in("741741")) == []


def test_two_writings_of_one_number_have_the_same_digits() -> None:
    assert digits_of("1-800-662-4357") == digits_of("(800) 662.4357")


@given(st.text("0123456789()-. x+#ABC,", max_size=40))
def test_every_number_found_is_one_that_can_be_dialed(text: str) -> None:
    for each in numbers_in(text):
        assert not phone_problem(Phone(number=each.number, vanity=each.vanity))

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bht_assist.content.reading import FEWEST_WORDS, grade, hardest, prose, syllables

EASY = "We sit down. We talk for a bit. You can stop when you like. I will stay."
HARD = (
    "Participation necessitates comprehensive consideration of individual circumstances "
    "and collaborative identification of appropriate alternatives."
)


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("I", 1),
        ("stop", 1),
        ("hope", 1),
        ("table", 2),
        ("agree", 2),
        ("the", 1),
        ("family", 3),
        ("don't", 1),
        ("hmm", 1),
    ],
)
def test_syllables_are_counted_by_vowels_less_a_silent_e(word: str, count: int) -> None:
    assert syllables(word) == count


def test_plain_words_in_short_sentences_are_easy() -> None:
    assert grade(EASY) < 3


def test_long_words_in_a_long_sentence_are_hard() -> None:
    assert grade(HARD) > 15


def test_the_same_words_in_one_sentence_are_harder() -> None:
    assert grade(EASY.replace(". ", " ")) > grade(EASY)


def test_a_colon_ends_a_sentence_as_it_does_for_a_reader() -> None:
    assert grade(EASY.replace(". ", ": ")) == grade(EASY)


def test_a_text_too_short_to_judge_has_no_grade() -> None:
    words = HARD.split()
    assert grade(" ".join(words[: FEWEST_WORDS - 1])) == 0
    assert grade(" ".join(words[:FEWEST_WORDS])) > 0


def test_names_numbers_and_filled_in_parts_are_left_out() -> None:
    filled = "{% if helpers %} {{ professional_organization }} {% endif %}"
    text = "You can call Alejandra or Constantinople on 602-555-0110 "
    assert prose(text + filled).split() == ["You", "can", "call", "or", "on", "602-555-0110"]
    plain = "You can call or on any day and then we sit down and talk."
    assert grade(plain.replace(" or", f" Alejandra {filled} or 988")) == grade(plain)


def test_the_hardest_words_come_first_and_once() -> None:
    text = "We will consider alternatives, and alternatives to consideration of a plan."
    assert hardest(text) == ["alternatives", "consideration", "consider"]
    assert hardest(text, 1) == ["alternatives"]


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=200))
def test_any_text_has_a_grade(text: str) -> None:
    assert grade(text) >= 0

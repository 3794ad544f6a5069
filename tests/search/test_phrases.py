import pytest
from hypothesis import given
from hypothesis import strategies as st

from bht_assist.search.phrases import Phrases

PHRASES = Phrases(
    {"harm": ("kill myself", "want to die", "kms", "end"), "pills": ("too many pills",)}
)


def found(text: str, *known: str) -> list[str]:
    return PHRASES.found(text, known.__contains__)


@pytest.mark.parametrize(
    "text",
    [
        "kill myself",
        "I want to KILL MYSELF now",
        "kil myself",
        "kill mysef",
        "kill my self",
        "killmyself",
        "iwanttokillmyself",
        "kms",
        "wnat to die",
        "want to dei",
    ],
)
def test_a_phrase_counts_as_it_is_misspelt_split_or_run_together(text: str) -> None:
    assert found(text) == ["harm"]


@pytest.mark.parametrize(
    "text", ["", "want to", "myself", "1234", "kmz", "🤷", "a bill for myself"]
)
def test_other_words_are_no_phrase(text: str) -> None:
    assert found(text, "bill") == []


def test_a_word_that_is_known_is_not_taken_for_a_misspelt_one() -> None:
    assert found("bill myself") == ["harm"]
    assert found("bill myself", "bill") == []


def test_several_phrases_come_in_the_order_of_the_rules() -> None:
    assert found("too many pills, want to die") == ["harm", "pills"]


def test_a_long_text_is_read_to_its_end() -> None:
    assert found("x " * 4_000 + "kill myself") == ["harm"]


@given(st.text(max_size=80))
def test_any_text_can_be_read(text: str) -> None:
    assert set(found(text)) <= {"harm", "pills"}

"""Words as they are compared: misspelled, drawn out, or one letter wrong."""

import pytest

from bht_assist.content.explain import valid
from bht_assist.content.models import Wording
from bht_assist.flows.checks.hearing import Spelling, parts_of, tokens

SPELLING = Spelling(
    [
        valid(
            Wording,
            {
                "spellings": {"tonight": ["2nite"], "die": ["di3"]},
                "close": ["suicide", "myself"],
                "not_close": ["suicides"],
            },
        )
    ]
)


def said(text: str) -> list[str]:
    return [token.word for token in SPELLING.hear(text)]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2nite", "tonight"),
        ("DI3", "die"),
        ("diiiie", "die"),
        ("suicde", "suicide"),
        ("suiicide", "suicide"),
        ("suicite", "suicide"),
        ("sucide", "suicide"),
        ("siucide", "suicide"),
        ("mysefl", "myself"),
    ],
)
def test_a_word_is_heard_as_it_was_meant(typed: str, meant: str) -> None:
    assert said(typed) == [meant]


@pytest.mark.parametrize("word", ["suicides", "himself", "self", "decide", "1000000", "mys"])
def test_a_word_that_is_itself_stays(word: str) -> None:
    assert said(word) == [word]


def test_the_first_letter_has_to_be_right() -> None:
    assert said("tyself") == ["tyself"]


def test_words_keep_their_place_when_they_are_heard_as_others() -> None:
    (first, second) = SPELLING.hear("So, 2nite")
    assert (first.word, second.word) == ("so", "tonight")
    assert (second.start, second.end) == (4, 9)


def test_clauses_and_sentences_are_counted_from_their_marks() -> None:
    counted = [(each.clause, each.sentence) for each in tokens("a, b: c. d!? e\nf g")]
    assert counted == [(0, 0), (1, 0), (2, 0), (3, 1), (4, 2), (5, 3), (5, 3)]


def test_a_period_after_a_shortened_word_ends_nothing() -> None:
    assert [each.sentence for each in tokens("Pt. is here. Dr. Lee is not")] == [0] * 3 + [1] * 4


def test_apostrophes_never_count() -> None:
    assert [each.word for each in tokens("don't dont DON’T")] == ["dont"] * 3


def test_parts_of_several_packs_are_one() -> None:
    made = [valid(Wording, {"parts": {"x": {"en": [word]}}}) for word in ("a", "b")]
    assert parts_of(made) == {"x": ("a", "b")}

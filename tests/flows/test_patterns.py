"""Phrases with parts: what they fit, where they end."""

import pytest

from bht_assist.flows.checks.hearing import tokens
from bht_assist.flows.checks.patterns import Grammar

GRAMMAR = Grammar(
    {
        "want": ["want to", "wanna"],
        "really": ["really", "so"],
        "self": ["<self>", "myself"],
        "deep": ["<want> <really*>"],
    }
)


def fits(phrase: str, text: str) -> list[str]:
    words = tokens(text)
    found = GRAMMAR.phrases([(phrase, None)]).spans(words)
    return [text[words[start].start : words[end - 1].end] for start, end, _ in found]


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("<want> go", "I want to go", ["want to go"]),
        ("<want> go", "I wanna go, I want go", ["wanna go"]),
        (
            "i <really?> <want> go",
            "I wanna go. I really wanna go",
            ["I wanna go", "I really wanna go"],
        ),
        (
            "<really*> go",
            "really so really go",
            ["really so really go", "so really go", "really go", "go"],
        ),
        ("<really*> go", "so so so so go", ["so so so go", "so so go", "so go", "go"]),
        ("i .. go", "I will then go", ["I will then go"]),
        ("i .. go", "I go", ["I go"]),
        ("i .. go", "I will then just surely go", []),
        ("i .. go", "I will, go", []),
        ("took # pills", "took 30 pills, took 2nd pills", ["took 30 pills", "took 2nd pills"]),
        ("# pills", "x 30 pills", ["30 pills"]),
        ("took # pills", "took some pills", []),
        ("took #", "took", []),
        ("<deep> go", "want to so go", ["want to so go"]),
        ("go <self>", "go myself", ["go myself"]),
        ("<nowhere> go", "go", []),
        ("<nowhere?> go", "go", ["go"]),
        ("n/a", "N / A", ["N / A"]),
        ("a < b", "a b", ["a b"]),
        ("...", "...", []),
        ("", "word", []),
        ("don't", "dont", ["dont"]),
    ],
)
def test_a_phrase_fits_what_it_says(phrase: str, text: str, found: list[str]) -> None:
    assert fits(phrase, text) == found


def test_the_longest_phrase_from_a_word_counts() -> None:
    words = tokens("go home now")
    made = GRAMMAR.phrases([("go", "short"), ("go home", "long")])
    assert list(made.spans(words)) == [(0, 2, "long")]


@pytest.mark.parametrize(
    ("text", "end", "ends"),
    [
        ("not so go", 2, True),
        ("not, go", 1, False),
        ("so go", 1, False),
        ("not", 1, False),
        ("go", 0, False),
    ],
)
def test_a_phrase_may_have_to_end_right_before_a_word(text: str, end: int, ends: bool) -> None:
    assert GRAMMAR.phrases([("not <really?>", None)]).ends_at(tokens(text), end) is ends


def test_no_phrases_end_nowhere() -> None:
    assert not GRAMMAR.phrases([("", None)]).ends_at(tokens("a b"), 1)


def test_own_parts_come_before_shared_ones() -> None:
    own = Grammar({"really": ["very"]}, parent=GRAMMAR)
    made = own.phrases([("<really> <want>", None)])
    assert list(made.spans(tokens("very wanna"))) == [(0, 2, None)]
    assert not list(made.spans(tokens("so wanna")))


def test_words_of_phrases_are_spelled_as_the_words_they_look_for() -> None:
    made = Grammar({}, right=lambda word: {"nite": "night"}.get(word, word))
    assert list(made.phrases([("good nite", None)]).spans(tokens("good night"))) == [(0, 2, None)]

"""Nobody stands in another person's note: names, initials and seats are found before any paper."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bht_assist.flows.checks.words import Checker, Spoken
from tests.core import core

from .lexicons import checker

NAMES = {"en": ["will", "hope"]}


def guard() -> Checker:
    return checker("others", "seat", "chair", unless=NAMES)


def room(*said: str, names: tuple[str, ...] = ("Maria Lopez", "Will Hart", "J.R.")) -> list[str]:
    """What the guard finds when the first, second, … person's note says this."""
    texts: list[Spoken] = []
    for item, name in enumerate(names):
        texts += [
            Spoken(item, "seat", str(item + 1), main=True),
            Spoken(item, "name", name, main=False),
        ]
    texts += [Spoken(item, "behavior", text, main=False) for item, text in enumerate(said)]
    return [match.matched for match in guard().matches(tuple(texts))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Talked with Will at the break.", "Will"),
        ("Asked Hart for a tip.", "Hart"),
        ("took hart's chair", "hart's"),
        ("Helped WH twice.", "WH"),
        ("Helped W.H. twice.", "W.H."),
        ("Sat by J. R. and drew.", "J. R."),
        ("Laughed at JR", "JR"),
        ("Swapped with seat 2.", "seat 2"),
        ("Turned to chair 3 and sighed", "chair 3"),
    ],
)
def test_a_name_initials_or_a_seat_of_somebody_else_are_found(text: str, found: str) -> None:
    assert room(text) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "Maria said that she will try it.",  # a name that is a word, without its capital
        "Rated 2 at first and 3 at the end.",
        "Came in whole heartedly, left at 2:30.",
        "Used the WHO sheet.",
        "Took seat 1 and stayed.",
        "ML was her own mark.",
    ],
)
def test_ones_own_name_and_what_only_looks_like_another_are_left(text: str) -> None:
    assert not room(text)


def test_a_first_name_that_two_share_tells_of_neither() -> None:
    assert not room("Maria drew a line.", names=("Maria Lopez", "Maria Diaz"))
    assert room("Diaz drew a line.", names=("Maria Lopez", "Maria Diaz")) == ["Diaz"]


def test_a_seat_code_with_a_letter_is_found_alone() -> None:
    texts = (
        Spoken(0, "seat", "A1", main=True),
        Spoken(1, "seat", "B2", main=True),
        Spoken(0, "words", "b2 helped me", main=False),
    )
    assert [each.matched for each in guard().matches(texts)] == ["b2"]


def test_what_is_said_of_the_whole_group_may_name_nobody() -> None:
    texts = (
        Spoken(0, "seat", "1", main=True),
        Spoken(0, "name", "Ana", main=False),
        Spoken(-1, "events", "Ana left early.", main=False),
    )
    assert [(each.item, each.matched) for each in guard().matches(texts)] == [(-1, "Ana")]


@given(
    st.sampled_from(["Zoe", "Tomás", "Li-Ann", "O'Neil", "Xavier"]),
    st.sampled_from(["Talked to {}.", "{} and she laughed", "with {}, twice", "({})", "{}'s idea"]),
)
def test_a_seeded_name_is_always_found(name: str, sentence: str) -> None:
    assert room(sentence.format(name), names=("Ana Ruiz", f"{name} Quint"))


def test_near_identical_notes_are_found_and_short_or_different_ones_are_not() -> None:
    made = checker("alike", limit=85)

    def notes(*texts: str) -> list[int]:
        said = [Spoken(n, "behavior", text, main=False) for n, text in enumerate(texts)]
        rows = [Spoken(n, "seat", "1", main=True) for n in range(len(texts))]
        return [each.item for each in made.matches((*rows, *said))]

    same = "Listened to the others and answered when asked."
    assert notes(same, "Drew a scale and put hunger at 3.", f"{same} ") == [2]
    assert notes("Took part well.", "Took part well.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Shows poor insight into anger",
        "Was resistant today",
        "Denies SI",
        "Low risk at the end",
        "We processed trauma together",
        "Está en negación",
    ],
)
def test_words_that_assess_are_found(text: str) -> None:
    made = Checker(core().lexicons["note_scope"])
    assert made.matches((Spoken(0, "behavior", text, main=False),))


@pytest.mark.parametrize(
    "text",
    [
        "Named three signs and chose one step.",
        "Said: I was so mad I had to walk out.",
        "Sat near the door, got up twice, came back.",
        "Hands were shaking; told the nurse.",
    ],
)
def test_words_that_describe_are_left(text: str) -> None:
    made = Checker(core().lexicons["note_scope"])
    assert not made.matches((Spoken(0, "behavior", text, main=False),))

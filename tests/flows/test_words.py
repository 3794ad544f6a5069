"""Lexicons: what each kind finds, what only looks like it, and the very letters that matched."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bht_assist.flows.checks.hearing import tokens
from bht_assist.flows.checks.phones import can_reach
from bht_assist.flows.checks.words import Spoken

from .lexicons import checker, found, wide


@pytest.mark.parametrize("text", ["nothing", "Nothing!", " NOTHING. ", "n/a", "N / A", "?", "..."])
def test_whole_finds_an_answer_that_is_nothing_else(text: str) -> None:
    assert found(checker("whole", "nothing", "n/a", "?", "..."), text) == [text]


@pytest.mark.parametrize("text", ["nothing but the rain", "not nothing", "n", "??", "", "noth"])
def test_whole_leaves_an_answer_that_says_more(text: str) -> None:
    assert not found(checker("whole", "nothing", "n/a", "?"), text)


def test_whole_takes_the_longest_of_its_words() -> None:
    assert found(checker("whole", "call", "call someone"), "Call someone", "call") == [
        "Call someone",
        "call",
    ]


def test_whole_leaves_out_what_means_something_else() -> None:
    assert not found(checker("whole", "music", unless={"en": ["music"]}), "music")


@pytest.mark.parametrize(
    ("text", "matched"),
    [
        ("I'd drink a beer", "drink"),
        ("DRINK", "DRINK"),
        ("a drink-up", "drink"),
        ("get  High, sometimes", "get  High"),
        (wide("Drink"), wide("Drink")),
    ],
)
def test_contains_gives_the_very_letters(text: str, matched: str) -> None:
    assert found(checker("contains", "drink", "get high"), text) == [matched]


@pytest.mark.parametrize("text", ["drinks", "undrinkable", "get really high", "highget", "d rink"])
def test_contains_leaves_words_that_only_look_alike(text: str) -> None:
    assert not found(checker("contains", "drink", "get high"), text)


def test_contains_finds_one_thing_in_each_text() -> None:
    assert found(checker("contains", "drink", "smoke"), "smoke and drink", "drink") == [
        "smoke",
        "drink",
    ]


def test_contains_passes_over_an_idiom_to_what_comes_after_it() -> None:
    made = checker("contains", "drink", unless={"en": ["drink water"]})
    assert not found(made, "I drink water")
    assert found(made, "drink water, then DRINK") == ["DRINK"]


@pytest.mark.parametrize("text", ["The client walks", "the CLIENT"])
def test_starts_finds_words_at_the_front(text: str) -> None:
    assert found(checker("starts", "the client"), text) == [text[:10]]


@pytest.mark.parametrize("text", ["I am the client", "client", "the clients walk"])
def test_starts_leaves_words_further_on(text: str) -> None:
    assert not found(checker("starts", "the client"), text)


def test_too_long_counts_words_and_not_letters() -> None:
    made = checker("too_long", limit=3)
    assert found(made, "don't-give up", "extraordinarily long words", "a b c d e") == ["a b c d e"]


def test_too_long_counts_an_apostrophe_as_part_of_its_word() -> None:
    assert not found(checker("too_long", limit=2), "don't won’t")


@pytest.mark.parametrize(
    ("name", "digits"), [("Ana 602-555-0142", "602-555-0142"), ("Unit 4", "4"), ("7 up", "7")]
)
def test_digits_finds_a_number_inside_a_name(name: str, digits: str) -> None:
    assert found(checker("digits"), name, blank="name") == [digits]


def test_digits_looks_at_names_only() -> None:
    assert not found(checker("digits"), "602-555-0142", blank="phone")
    assert not found(checker("digits"), "Ana", blank="name")


REACHES = [
    "602-555-0142",
    "(602) 555-0142",
    "6025550142",
    "+1 602 555 0142",
    "1-602-555-0142",
    "602-555-0142 x12",
    "602-555-0142, ext. 7",
    "+44 20 7946 0958",
    "+52 55 1234 5678",
    "@ana on Signal",
    "in person",
    "room 12, second floor",
    "ana@example.org",
    "knock at 5",
    "988",
    "988, press 1",
    "",
]
DEAD = ["555-0142", "12", "602-555-014", "602-555-01422", "111-111-1111", "102-555-0142"]
DEAD += ["602-411-0142", "602-155-0142", "222-222-2222", "+44 20", "+123456789012345678", "12345"]


@pytest.mark.parametrize("text", REACHES)
def test_phone_takes_every_way_to_reach_somebody(text: str) -> None:
    assert not found(checker("phone", "988", "988, press 1"), text, blank="phone")


@pytest.mark.parametrize("text", DEAD)
def test_phone_finds_a_number_that_cannot_be_one(text: str) -> None:
    assert found(checker("phone", "988"), text, blank="phone") == [text]


def test_phone_looks_at_phones_only() -> None:
    assert not found(checker("phone"), "555-0142", blank="note")


def test_a_code_is_a_way_to_reach_somebody_only_when_it_is_known() -> None:
    assert can_reach("741741", {"741741"})
    assert not can_reach("741741")


def test_duplicate_finds_the_later_of_two_answers_alike() -> None:
    made = checker("duplicate", limit=85)
    assert found(made, "Walk the dog", "sing", "walk the dogs!") == ["walk the dogs!"]


def test_duplicate_names_each_repetition_once() -> None:
    made = checker("duplicate", limit=85)
    said = tuple(Spoken(index, "", "walk") for index in range(4))
    assert [match.item for match in made.matches(said)] == [1, 2, 3]


@pytest.mark.parametrize(
    "pair", [("walk the dog", "feed the cat"), ("call Ana", "call Eva"), ("", ""), ("", "walk")]
)
def test_duplicate_leaves_answers_that_differ(pair: tuple[str, str]) -> None:
    assert not found(checker("duplicate", limit=85), *pair)


def test_duplicate_sees_answers_without_any_word() -> None:
    assert found(checker("duplicate", limit=85), "🎸", "🎸", "🎹") == ["🎸"]


@pytest.mark.parametrize("kind", ["whole", "starts", "too_long", "duplicate"])
def test_notes_beside_an_entry_are_not_coached(kind: str) -> None:
    said = tuple(Spoken(index, "note", "call somebody", main=False) for index in range(2))
    made = checker(kind, "call somebody", limit=1)
    assert made.matches(tuple(Spoken(i, "", "call somebody") for i in range(2)))
    assert not made.matches(said)


def test_a_note_may_hold_words_that_matter() -> None:
    assert checker("contains", "drink").matches((Spoken(2, "note", "drink", main=False),))


@settings(deadline=None, max_examples=80)
@given(st.text(max_size=40), st.sampled_from(["whole", "contains", "starts", "stop", "digits"]))
def test_what_matched_stands_in_the_text_letter_for_letter(text: str, kind: str) -> None:
    made = checker(kind, "a", "b c", "é", "ñ", "...")
    for words in (text, f"{text} b  C", f"É{text}"):
        for matched in found(made, words, blank="name"):
            assert matched
            assert matched in words


@settings(deadline=None, max_examples=80)
@given(st.text(max_size=40))
def test_words_stand_in_order_and_do_not_overlap(text: str) -> None:
    made = tokens(text)
    ends = [0, *(token.end for token in made)]
    assert all(end <= token.start < token.end for end, token in zip(ends, made, strict=False))


def test_a_picture_without_a_word_is_found() -> None:
    made = checker("no_words")
    assert found(made, "🎸", "💪 💪", "🎸 guitar", "...", "?", "") == ["🎸", "💪 💪"]


def test_one_word_is_too_short_unless_it_is_fine_as_it_is() -> None:
    made = checker("too_short", "rosary", limit=1)
    assert found(made, "pacing", "rosary", "my rosary", "", "🎸") == ["pacing"]


def test_a_lexicon_may_look_at_some_blanks_only() -> None:
    made = checker("whole", "sister", blanks=["relation"])
    said = (Spoken(0, "name", "sister"), Spoken(1, "relation", "sister", main=False))
    assert [match.item for match in made.matches(said)] == [1]


def test_a_lexicon_hears_each_text_once_and_forgets_when_there_are_many() -> None:
    made = checker("contains", "drink")
    for number in range(2100):
        assert found(made, f"drink {number}") == ["drink"]
    assert found(made, "drink 0") == ["drink"]

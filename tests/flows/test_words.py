"""Lexicons: what each kind finds, what only looks like it, and the very letters that matched."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bht_assist.flows.checks.hearing import tokens
from bht_assist.flows.checks.phones import can_reach
from bht_assist.flows.checks.words import Checker, Spoken

from .lexicons import checker


def wide(words: str) -> str:
    """Give the same letters as an East Asian keyboard writes them."""
    return "".join(chr(ord(letter) + 0xFEE0) for letter in words)


def found(made: Checker, *texts: str, blank: str = "") -> list[str]:
    said = tuple(Spoken(index, blank, text) for index, text in enumerate(texts))
    return [match.matched for match in made.matches(said)]


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


STOP = checker(
    "stop",
    "want to die",
    "kill myself",
    "don't want to live",
    es=("quiero morir", "no quiero vivir más"),
    unless={"en": ["want to die laughing"], "es": ["quiero morir de risa"]},
    contexts={"denied": "none"},
    wording={
        "parts": {
            "not": {"en": ["don't", "never", "do not"], "es": ["no"]},
            "so": {"en": ["ever", "just"], "es": ["me"]},
        },
        "contexts": {"denied": {"before": {"en": ["<not> <so*>"]}}},
    },
)


@pytest.mark.parametrize(
    ("text", "matched"),
    [
        ("I want to die", ["want to die"]),
        ("WANT  TO\nDIE.", ["WANT  TO\nDIE"]),
        ("I want to, die", ["want to, die"]),
        ("I don’t want to live", ["don’t want to live"]),
        ("Quiero morir", ["Quiero morir"]),
        ("no quiero vivir mas", ["no quiero vivir mas"]),
        ("NO QUIERO VIVIR MÁS", ["NO QUIERO VIVIR MÁS"]),
        ("want to die or kill myself", ["want to die", "kill myself"]),
        (wide("want") + " to die", [wide("want") + " to die"]),
    ],
)
def test_stop_hears_words_in_every_spelling(text: str, matched: list[str]) -> None:
    assert found(STOP, text) == matched


@pytest.mark.parametrize("mark", "'`\u00b4\u02bc\u2018\u2019\u2032\uff07")
def test_stop_hears_words_whatever_stands_for_an_apostrophe(mark: str) -> None:
    assert found(STOP, f"I don{mark}t want to live") == [f"don{mark}t want to live"]


@pytest.mark.parametrize(
    "text",
    ["I want to diet", "we want to", "kill time", "die", "quiero moriría", "wanting to die", ""],
)
def test_stop_leaves_words_that_only_look_alike(text: str) -> None:
    assert not found(STOP, text)


@pytest.mark.parametrize(
    "text",
    [
        "I don't want to die",
        "I do not kill myself",
        "never ever kill myself",
        "I would never just kill myself",
        "no me quiero morir",
    ],
)
def test_a_negation_close_before_excuses(text: str) -> None:
    assert not found(STOP, text)


@pytest.mark.parametrize(
    "text",
    [
        "never in my life kill myself",
        "kill myself, never",
        "I don't. I want to die",
        "No, I want to die",
        "never; kill myself",
        "do not ask me\nkill myself",
    ],
)
def test_a_negation_far_off_after_or_in_another_clause_does_not_excuse(text: str) -> None:
    assert found(STOP, text)


def test_an_idiom_excuses_only_itself() -> None:
    assert not found(STOP, "I want to die laughing", "Quiero morir de risa")
    assert found(STOP, "I want to die laughing, then want to die") == ["want to die"]


def test_an_idiom_that_has_no_word_in_it_excuses_nothing() -> None:
    assert found(checker("stop", "die", unless={"en": ["!"]}), "die!") == ["die"]


def test_phrases_that_overlap_are_one_thing_that_was_said() -> None:
    made = checker("stop", "want to die", "to die tonight", "die")
    assert found(made, "I want to die tonight. Die!") == ["want to die tonight", "Die"]


def test_all_that_stops_is_heard_in_every_text() -> None:
    made = STOP.matches(
        (Spoken(0, "", "kill myself"), Spoken(3, "note", "want to die", main=False))
    )
    assert [(each.item, each.matched) for each in made] == [(0, "kill myself"), (3, "want to die")]


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


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=30), st.text(max_size=30))
def test_danger_is_heard_between_any_other_words(before: str, after: str) -> None:
    made = checker("stop", "kill myself")
    assert "kill myself" in " ".join(found(made, f"{before} kill myself {after}"))


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


WORDING = {
    "contexts": {
        "denied": {"before": {"en": ["not"]}},
        "asked": {"after": {"en": ["no thanks"]}},
        "now": {"near": {"en": ["tonight"]}},
        "past": {"near": {"en": ["used to"]}, "not_in": ["story"]},
        "figure": {"around": {"en": ["kill myself laughing"]}},
    }
}
JUDGED = checker(
    "stop",
    "kill myself",
    level="stop_now",
    contexts={
        "past": "review",
        "now": "stop_now",
        "denied": "none",
        "asked": "none",
        "figure": "hint",
    },
    wording=WORDING,
)


def judged(text: str, step: str = "") -> list[tuple[str, str]]:
    made = JUDGED.matches((Spoken(0, "", text),), step)
    return [(match.matched, match.becomes) for match in made]


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("kill myself", [("kill myself", "")]),
        ("not kill myself", []),
        ("not, kill myself", [("kill myself", "")]),
        ("kill myself no thanks", []),
        ("I used to kill myself", [("kill myself", "review")]),
        ("I used to. Kill myself", [("Kill myself", "")]),
        ("kill myself later tonight", [("kill myself later tonight", "stop_now")]),
        ("tonight I used to kill myself", [("tonight I used to kill myself", "stop_now")]),
        ("tonight not kill myself", []),
        ("kill myself laughing", [("kill myself", "hint")]),
    ],
)
def test_words_around_a_phrase_change_what_it_means(
    text: str, heard: list[tuple[str, str]]
) -> None:
    assert judged(text) == heard


def test_in_some_steps_words_around_change_nothing() -> None:
    assert judged("I used to kill myself", "story") == [("kill myself", "")]
    assert judged("I used to kill myself", "coping") == [("kill myself", "review")]


def test_a_lexicon_hears_each_text_once_and_forgets_when_there_are_many() -> None:
    made = checker("contains", "drink")
    for number in range(2100):
        assert found(made, f"drink {number}") == ["drink"]
    assert found(made, "drink 0") == ["drink"]

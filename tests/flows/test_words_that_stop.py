"""Words that stop a conversation, and what around them excuses."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bht_assist.flows.checks.words import Spoken

from .lexicons import checker, found, wide

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


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=30), st.text(max_size=30))
def test_danger_is_heard_between_any_other_words(before: str, after: str) -> None:
    made = checker("stop", "kill myself")
    assert "kill myself" in " ".join(found(made, f"{before} kill myself {after}"))


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

"""Raw input to typed answers: the forms that each kind of step takes."""

from typing import Any

import pytest

from bht_assist.content.library import Library
from bht_assist.content.models.steps import KINDS
from bht_assist.flows.answers import parse
from bht_assist.flows.session import thawed
from bht_assist.flows.shapes import fits

from .steps import STEPS


def test_every_kind_of_step_is_looked_at_here() -> None:
    assert {type(each) for each in STEPS.values()} == set(KINDS.values())


GOOD: list[tuple[str, object, object]] = [
    ("info", "yes", True),
    ("text", "  walk the dog ", "walk the dog"),
    ("text", "one\ntwo", "one two"),
    ("text", 988, "988"),
    ("long", "one\r\ntwo", "one\ntwo"),
    ("items", ["walk", " ", "sing "], ["walk", "sing"]),
    ("items", "walk\nsing\n", ["walk", "sing"]),
    ("items", 5, ["5"]),
    ("choice", "php", "php"),
    ("choice", "Day care", "day_care"),
    ("choice", " DAY CARE ", "day_care"),
    ("own", "my aunt's sofa", "my aunt's sofa"),
    ("own", "Iop", "iop"),
    ("choices", ["a", "B", "a"], ["a", "b"]),
    ("choices", "a, b,", ["a", "b"]),
    ("choices", "c, or D", ["c"]),
    ("own_many", ["a", "a cat, a dog"], ["a", "a cat, a dog"]),
    ("own_many", "a cat, a dog", ["a cat, a dog"]),
    ("yes_no", True, True),
    ("yes_no", "Yes.", True),
    ("yes_no", "sí", True),
    ("yes_no", "N", False),
    ("yes_no", False, False),
    ("scale", "3", 3),
    ("scale", 5, 5),
    ("rated", {"sleep": "2", "food": ""}, {"sleep": 2}),
    ("number", "7", 7),
    ("number", 40, 40),
    ("range", "6-10", [6, 10]),
    ("range", "6 to 10", [6, 10]),
    ("range", "6 – 10", [6, 10]),
    ("range", [6, 10], [6, 10]),
    ("range", "7-7", 7),
    ("range", "-5", -5),
    ("range", "-5 to -2", [-5, -2]),
    ("range", 9, 9),
    ("date", "2026-11-30", "2026-11-30"),
    ("date", "11/30/2026", "2026-11-30"),
    ("date", "November 30, 2026", "2026-11-30"),
    ("date", "Nov 3 2026", "2026-11-03"),
    ("time", "14:05", "14:05"),
    ("time", "2:05 pm", "14:05"),
    ("time", "2:05 p.m.", "14:05"),
    ("time", "9am", "09:00"),
    ("time", "12 AM", "00:00"),
    ("people", [{"name": "Ana", "phone": "in person"}], [{"name": "Ana", "phone": "in person"}]),
    ("people", ["Ana"], [{"name": "Ana"}]),
    ("people", "Ana", [{"name": "Ana"}]),
    ("people", [{"name": "Ana", "sure": "no"}], [{"name": "Ana", "sure": False}]),
    ("people", [{"name": "Ana", "note": " "}, {}], [{"name": "Ana"}]),
    (
        "records",
        [
            {
                "what": "x",
                "state": "Done",
                "sure": "y",
                "count": 0,
                "day": "11/30/2026",
                "at": "9 am",
            }
        ],
        [
            {"what": "x", "state": "done", "sure": True, "count": 0, "day": "2026-11-30"}
            | {"at": "09:00"}
        ],
    ),
    ("records", [{"story": "a\nb", "call": 6025550142}], [{"story": "a\nb", "call": "6025550142"}]),
    ("headed", {"state": "open"}, {"state": "open", "items": []}),
    ("headed", {"items": [{"what": "x"}]}, {"items": [{"what": "x"}]}),
    ("headed", {"state": "open", "items": "x"}, {"state": "open", "items": [{"what": "x"}]}),
    ("topic", "knots", "knots"),
    ("topic", "good knots", "knots"),
    ("agenda", {"teach": "7"}, {"teach": 7}),
    ("signature", "Signed", "signed"),
]


@pytest.mark.parametrize(("kind", "raw", "value"), GOOD)
def test_a_step_takes_the_forms_that_people_write(
    kind: str, raw: object, value: object, shelves: Library
) -> None:
    assert thawed(parse(STEPS[kind], raw, shelves)) == value


@pytest.mark.parametrize(("kind", "raw", "value"), GOOD)
def test_a_typed_answer_fits_its_step_and_can_be_given_again(
    kind: str, raw: object, value: object, shelves: Library
) -> None:
    made = parse(STEPS[kind], raw, shelves)
    assert fits(STEPS[kind], made)
    assert thawed(parse(STEPS[kind], thawed(made), shelves)) == value


@pytest.mark.parametrize("kind", STEPS)
@pytest.mark.parametrize("raw", [None, "", "  \n "])
def test_blank_input_is_no_answer(kind: str, raw: object, shelves: Library) -> None:
    assert parse(STEPS[kind], raw, shelves) is None


@pytest.mark.parametrize(
    ("kind", "raw"),
    [
        ("items", []),
        ("items", ["", " "]),
        ("choices", " , "),
        ("own", "\u200e"),
        ("own_many", ["\u200e"]),
        ("rated", {}),
        ("rated", {"sleep": None}),
        ("people", [{}]),
        ("people", [{"name": " "}]),
        ("records", []),
        ("headed", {}),
        ("headed", {"state": " ", "items": []}),
        ("resources", []),
        ("agenda", {}),
    ],
)
def test_a_shape_with_nothing_in_it_is_no_answer(kind: str, raw: object, shelves: Library) -> None:
    assert parse(STEPS[kind], raw, shelves) is None


@pytest.mark.parametrize(
    "words",
    [
        "[call] {{ mom }} {% if %} <b> & *stars* _under_ | pipe \\ #",
        "🙂 👩‍👩‍👧 🏳️‍🌈",
        "¿Cómo estás? Mañana llamaré a José Núñez",
        "أتصل بأختي مريم",
        "می‌خواهم",
        "我想散步",
        "12:30 no 0123 'quoted' \"double\" don’t",
    ],
)
@pytest.mark.parametrize(
    ("kind", "wrap"),
    [
        ("text", lambda each: each),
        ("long", lambda each: each),
        ("items", lambda each: (each,)),
        ("own", lambda each: each),
        ("own_many", lambda each: (each,)),
        ("people", lambda each: ({"name": each},)),
        ("records", lambda each: ({"story": each},)),
    ],
)
def test_words_are_kept_letter_for_letter(
    kind: str, wrap: Any, words: str, shelves: Library
) -> None:
    assert parse(STEPS[kind], wrap(words), shelves) == wrap(words)


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("a\x00b\x1b[31m", "ab[31m"),
        ("a\u202eb\ufeff", "ab"),
        ("a\tb", "a    b"),
        ("\ud800a", "a"),
        ("a\u2028b", "a b"),
        ("e\u0301", "é"),
    ],
)
def test_what_nobody_can_see_is_cleaned_away(raw: str, kept: str, shelves: Library) -> None:
    assert parse(STEPS["text"], raw, shelves) == kept
    assert parse(STEPS["people"], [{"note": raw}], shelves) == ({"note": kept},)
    (copy,) = parse(STEPS["resources"], [{"id": "x", "name": raw}], shelves)
    assert copy["name"].replace("\n", " ") == kept


def test_a_picked_resource_is_copied_with_its_facts(shelves: Library) -> None:
    (made,) = parse(STEPS["resources"], "line-1", shelves)
    facts = (made["name"], made["phone"], made["text"], made["checked"], made["need"])
    assert facts == (
        "Night line",
        "602-555-0142, then press 1",
        "HI to 741741",
        "2026-11-01",
        "crisis",
    )


def test_a_copy_made_earlier_stays_as_it_was(shelves: Library) -> None:
    old = {"id": "line-1", "name": "Old name", "open": True, "gone": None, "more": [{"a": "b"}]}
    assert thawed(parse(STEPS["resources"], [old], shelves)) == [old]

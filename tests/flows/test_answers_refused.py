"""Raw input that no step can take: a sentence for each, and never a traceback."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bht_assist.content.library import Library
from bht_assist.flows.answers import AnswerError, parse
from bht_assist.flows.shapes import fits

from .steps import STEPS


def refusal(kind: str, raw: object, shelves: Library) -> str:
    with pytest.raises(AnswerError) as refused:
        parse(STEPS[kind], raw, shelves)
    return str(refused.value)


@pytest.mark.parametrize(
    ("kind", "raw", "sentence"),
    [
        ("info", "perhaps", "“perhaps” is neither yes nor no."),
        ("text", ["x"], "this needs text, not a list."),
        ("text", True, "this needs text, not true or false."),
        ("text", {"a": 1}, "this needs text, not keys and values."),
        ("text", b"x", "this needs text, not bytes."),
        ("items", [["x"]], "an entry needs text, not a list."),
        ("items", [None], "an entry needs text, not nothing."),
        ("items", {"a": 1}, "an entry needs text, not keys and values."),
        ("items", ["x"] * 201, "this: 201 entries, and the most is 200."),
        ("choice", "pph", "“pph” is not one of the choices; did you mean `php`?"),
        ("choice", ["php"], "this needs text, not a list."),
        ("choices", "a, z", "“z” is not one of the choices; use one of: a, b, c"),
        ("yes_no", "maybe", "“maybe” is neither yes nor no."),
        ("yes_no", 1, "“1” is neither yes nor no."),
        ("scale", "high", "“high” is not a whole number."),
        ("scale", 6, "6 is outside 1 to 5."),
        ("scale", {"sleep": 2}, "this needs text, not keys and values."),
        ("rated", 3, "Give one number for each of: sleep, food."),
        ("rated", {"sleep": 9}, "sleep: 9 is outside 1 to 5."),
        ("rated", {"slep": 3}, "There is no “slep” here; did you mean `sleep`?"),
        ("number", 1, "1 is outside 2 to 40."),
        ("number", "3.5", "“3.5” is not a whole number."),
        ("number", 3.5, "“3.5” is not a whole number."),
        ("number", float("nan"), "“nan” is not a whole number."),
        ("number", "٣", "“٣” is not a whole number."),
        ("number", "9" * 50, f"“{'9' * 40}” is not a whole number."),
        ("number", "6-10", "“6-10” is not a whole number."),
        ("number", [6, 10], "this needs text, not a list."),
        ("number", True, "this needs text, not true or false."),
        ("range", "10-6", "10 to 6 runs backward."),
        ("range", "6-99", "99 is outside -5 to 40."),
        ("range", [1, 2, 3], "this needs text, not a list."),
        ("date", "tomorrow", "“tomorrow” is not a date. Write it like 2026-11-30 or 11/30/2026."),
        ("date", "2026-02-30", "“2026-02-30” is not a date."),
        ("time", "noon", "“noon” is not a time. Write it like 2:05 PM or 14:05."),
        ("time", "25:00", "“25:00” is not a time."),
        ("people", [{"nmae": "Ana"}], "Entry 1: There is no “nmae” here; did you mean `name`?"),
        ("people", [5], "Entry 1: An entry needs keys and values, not a number: name, relation"),
        ("people", [None], "Entry 1: An entry needs keys and values, not nothing"),
        ("people", [{"name": ["Ana"]}], "Entry 1: name: this needs text, not a list."),
        ("people", ["Ana"] * 201, "this: 201 entries, and the most is 200."),
        ("records", ["x", {"state": "shut"}], "Entry 2: state: “shut” is not one of the choices"),
        ("records", [{"count": "few"}], "Entry 1: count: “few” is not a whole number."),
        ("headed", "x", "This needs keys and values, not text."),
        ("headed", [], "This needs keys and values, not a list."),
        ("headed", {"items": 0}, "items: Entry 1: An entry needs keys and values, not a number"),
        ("resources", "line-2", "There is no resource “line-2”; did you mean `line-1`?"),
        ("resources", [{"id": "line-1"}], "a resource needs text, not keys and values."),
        ("resources", [{"id": "x", "name": "X", "f": b"x"}], "a resource needs text, not bytes."),
        ("topic", "nots", "There is no topic “nots”; did you mean `knots`?"),
        ("topic", ["knots"], "the topic needs text, not a list."),
        ("agenda", 10, "Give minutes by part of the session, as in teach: 10."),
        ("agenda", {"teach": -1}, "-1 is outside 0 to 600."),
        ("signature", "maybe", "“maybe” is not one of the choices; use one of: declined, signed"),
    ],
)
def test_what_does_not_fit_is_refused_with_a_sentence(
    kind: str, raw: object, sentence: str, shelves: Library
) -> None:
    assert sentence in refusal(kind, raw, shelves)


def test_everything_wrong_in_an_answer_is_said_at_once(shelves: Library) -> None:
    rows = [{"what": ["x"], "count": "few"}, "fine", {"sort": "x"}]
    said = refusal("headed", {"state": "shut", "extra": 1, "items": rows[:1]}, shelves)
    assert all(word in said for word in ("shut", "extra", "Entry 1: what", "count"))
    with pytest.raises(AnswerError) as refused:
        parse(STEPS["records"], rows, shelves)
    assert [text.split(":")[0] for text in refused.value.texts] == ["Entry 1", "Entry 1", "Entry 3"]


HUGE = "x" * 5_000_000


@pytest.mark.parametrize(
    ("kind", "raw"),
    [
        *((kind, HUGE) for kind in STEPS),
        ("items", [HUGE]),
        ("items", "x\n" * 2_500_000),
        ("choices", "a," * 2_500_000),
        ("own_many", [HUGE]),
        ("people", [{"name": HUGE}]),
        ("records", [{"story": HUGE}]),
        ("headed", {HUGE: "x"}),
        ("resources", [{"id": "x", "name": HUGE}]),
        ("resources", [{"id": "x", "name": "x", "notes": ["x"] * 201}]),
        ("agenda", {HUGE: 5}),
    ],
)
def test_five_megabytes_are_refused_with_a_short_sentence(
    kind: str, raw: object, shelves: Library
) -> None:
    assert len(refusal(kind, raw, shelves)) < 300


def test_a_text_that_is_too_long_says_how_long_it_may_be(shelves: Library) -> None:
    said = refusal("text", HUGE, shelves)
    assert "5,000,000" in said
    assert "20,000" in said


def test_the_longest_text_is_kept_whole(shelves: Library) -> None:
    assert parse(STEPS["text"], "x" * 20_000, shelves) == "x" * 20_000


@settings(deadline=None, max_examples=150)
@given(
    st.sampled_from(sorted(STEPS)),
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["items", "id", "name", "sleep", "what", "x"]), inner, max_size=3
            )
        ),
        max_leaves=5,
    ),
)
def test_any_input_is_an_answer_that_fits_or_a_sentence(
    shelves: Library, kind: str, raw: object
) -> None:
    try:
        made = parse(STEPS[kind], raw, shelves)
    except AnswerError as refused:
        assert all(refused.texts)  # noqa: PT017 - a refusal is as right as an answer
    else:
        assert made is None or kind == "info" or fits(STEPS[kind], made)

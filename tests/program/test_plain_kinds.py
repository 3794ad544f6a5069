"""How each kind of step is asked in lines, and what the lines mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bht_assist.flows.session import thawed
from tests.program.packs import answer, asked

if TYPE_CHECKING:
    from pathlib import Path

OPTIONS = "options: [{id: home, say: At home}, {id: out, say: Out there}, {id: bed, say: In bed}]"


@pytest.mark.parametrize(
    ("kind", "line", "value"),
    [
        ("ask: number, range: true", "6-8", [6, 8]),
        ("ask: number", " 6 ", 6),
        ("ask: date", "11/30/2026", "2026-11-30"),
        ("ask: date", "12/1", "2026-12-01"),
        ("ask: time", "2 PM", "14:00"),
        ("ask: time", "1405", "14:05"),
        ("ask: yes_no", "Yes.", True),
        ("ask: yes_no", "no", False),
        ("ask: text", "my *own* words", "my *own* words"),
        ("ask: scale, low_words: No, high_words: Yes", "5", 5),
        (f"ask: choice, {OPTIONS}", "2", "out"),
        (f"ask: choice, {OPTIONS}", "at home", "home"),
        (f"ask: signature, {OPTIONS}", "3", "bed"),
        (f"ask: choice, own_words: true, {OPTIONS}", "On a boat", "On a boat"),
        (f"ask: choice, own_words: true, {OPTIONS}", r"\2", "2"),
        (f"ask: choices, own_words: true, {OPTIONS}", r"\2", ["2"]),
        (f"ask: choices, {OPTIONS}", "3 1", ["bed", "home"]),
        (f"ask: choices, {OPTIONS}", "1,2", ["home", "out"]),
        (f"ask: choices, {OPTIONS}", "In bed", ["bed"]),
    ],
)
def test_a_line_answers(tmp_path: Path, kind: str, line: str, value: object) -> None:
    assert answer(tmp_path, f"- {{id: it, {kind}}}", line) == value


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("ask: number", "six"),
        ("ask: date", "soon"),
        ("ask: time", "late"),
        ("ask: yes_no", "maybe"),
        ("ask: scale, low_words: No, high_words: Yes", "6"),
        (f"ask: choice, {OPTIONS}", "4"),
        (f"ask: choice, {OPTIONS}", "1 2"),
        (f"ask: choice, {OPTIONS}", "0"),
        (f"ask: choices, {OPTIONS}", "1 9"),
        ("ask: text", "x" * 20_001),
        ("ask: items", "x" * 20_001),
    ],
)
def test_a_line_that_does_not_fit_is_told_of_and_asked_again(
    tmp_path: Path, kind: str, line: str
) -> None:
    end = asked(tmp_path, f"- {{id: it, {kind}}}", line)
    assert end.value("it") is None
    assert end.talk.view.place == "it"
    assert [each for each in end.shown if each.startswith("! ")]


@pytest.mark.parametrize(
    "kind",
    [
        "ask: number",
        "ask: date",
        "ask: yes_no",
        "ask: text",
        "ask: text, lines: 3",
        "ask: items",
        f"ask: choice, {OPTIONS}",
        f"ask: choices, {OPTIONS}",
        "ask: scale, low_words: No, high_words: Yes",
        "ask: people",
        "ask: records, fields: [{id: what, ask: text, say: what}]",
        "ask: resources",
        "ask: topic",
        "ask: info",
    ],
)
def test_enter_alone_goes_on(tmp_path: Path, kind: str) -> None:
    assert asked(tmp_path, f"- {{id: it, {kind}}}", "").talk.view.place is None


def test_a_default_is_offered_and_enter_takes_it(tmp_path: Path) -> None:
    end = asked(tmp_path, "- {id: it, ask: date, default: today}", "")
    assert "A date, like 11/30/2026 [2026-11-23]:" in end.text
    assert end.value("it") == "2026-11-23"


def test_a_default_gives_way_to_what_is_said(tmp_path: Path) -> None:
    assert answer(tmp_path, "- {id: it, ask: text, default: today}", "Friday") == "Friday"


@pytest.mark.parametrize("default", ["note", "\"''\""])
def test_a_blank_default_is_not_offered(tmp_path: Path, default: str) -> None:
    steps = f"- {{id: note, ask: text}}\n- {{id: it, ask: text, default: {default}}}"
    end = asked(tmp_path, steps, "", "")
    assert end.shown.count("Your words:") == 2
    assert end.value("it") is None


def test_a_default_is_offered_once(tmp_path: Path) -> None:
    end = asked(tmp_path, "- {id: it, ask: text, default: today}", "Friday", "b", "")
    assert end.value("it") == "Friday"


def test_a_default_choice_is_taken_by_enter(tmp_path: Path) -> None:
    assert (
        answer(tmp_path, f"- {{id: it, ask: choice, default: \"'out'\", {OPTIONS}}}", "") == "out"
    )


def test_options_that_are_picked_are_marked_and_more_can_be_picked(tmp_path: Path) -> None:
    end = asked(tmp_path, f"- {{id: it, ask: choices, {OPTIONS}}}", "2", "3")
    assert "  1 At home\n  2 Out there (picked)\n  3 In bed" in end.text
    assert end.value("it") == ("out", "bed")


LIST = {"lists__ideas": "list: ideas\ntitle: Ideas\nitems: [Walk, Sing, Sleep]\n"}
ITEMS = "- {id: it, ask: items, suggest: lists/ideas}"


@pytest.mark.parametrize(
    ("lines", "value"),
    [
        (("2",), ["Sing"]),
        (("3 1",), ["Sleep", "Walk"]),
        (("Hum", "2"), ["Hum", "Sing"]),
        (("Hum", r"\2"), ["Hum", "2"]),
        ((r"\2",), ["2"]),
        (("9",), None),
        (("Hum", "9"), ["Hum"]),
        (("2 songs",), ["2 songs"]),
    ],
)
def test_ideas_are_picked_by_number_and_never_added_as_one(
    tmp_path: Path, lines: tuple[str, ...], value: object
) -> None:
    assert answer(tmp_path, ITEMS, *lines, **LIST) == value


def test_ideas_are_shown_first_and_then_what_there_is(tmp_path: Path) -> None:
    end = asked(tmp_path, ITEMS, "Hum", **LIST)
    assert end.text.count("  1 Walk\n  2 Sing\n  3 Sleep") == 1
    assert "  1 Hum" in end.text


def test_a_number_beyond_the_ideas_says_how_to_add_it(tmp_path: Path) -> None:
    assert (
        "! The ideas are 1 to 3. To add a number, put \\ in front."
        in asked(tmp_path, ITEMS, "988", **LIST).text
    )


def test_a_long_text_has_several_lines(tmp_path: Path) -> None:
    assert (
        answer(tmp_path, "- {id: it, ask: text, lines: 3}", "one", " ", "two", "") == "one\n \ntwo"
    )


ROWS = """
- id: it
  ask: scale
  low_words: "No"
  high_words: "Yes"
  rows:
    - {id: a, say: Alone}
    - {id: b, say: Together, when: today}
    - {id: c, say: Never, when: not today}
"""


def test_each_row_of_a_scale_is_asked_that_is_wanted(tmp_path: Path) -> None:
    end = asked(tmp_path, ROWS, "4", "2")
    assert thawed(end.value("it")) == {"a": 4, "b": 2}
    assert "  1 = No · 5 = Yes\nAlone:\nTogether:" in end.text


def test_a_row_of_a_scale_is_asked_until_the_number_fits(tmp_path: Path) -> None:
    assert answer(tmp_path, ROWS, "9", "x", "4", "") == {"a": 4}


@pytest.mark.parametrize("line", ["b", "s", "g1", "p"])
def test_half_a_scale_survives_a_command(tmp_path: Path, line: str) -> None:
    assert answer(tmp_path, ROWS, "4", line) == {"a": 4}


def test_a_scale_that_was_answered_shows_its_numbers_and_enter_keeps_them(tmp_path: Path) -> None:
    end = asked(tmp_path, ROWS, "4", "2", "b", "", "3")
    assert "Alone [4]:" in end.text
    assert thawed(end.value("it")) == {"a": 4, "b": 3}


def test_what_enter_would_take_stands_there_in_words(tmp_path: Path) -> None:
    step = f"- {{id: it, ask: choice, default: \"'out'\", {OPTIONS}}}"
    end = asked(tmp_path, step, "")
    assert "A number [Out there]:" in end.text
    assert end.value("it") == "out"

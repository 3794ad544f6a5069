"""How each kind of step is asked in lines, and what the lines mean."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from bht_assist.flows.guide import guide_to
from bht_assist.flows.session import thawed
from tests.core import core
from tests.flows.packs import guide
from tests.program.packs import Talked, talked

if TYPE_CHECKING:
    from pathlib import Path

OPTIONS = "options: [{id: home, say: At home}, {id: out, say: Out there}, {id: bed, say: In bed}]"


def asked(folder: Path, step: str, *lines: str, **files: str) -> Talked:
    """Answer one step called `it`, with others before it where they are given."""
    made = {name.replace("__", "/") + ".yaml": text for name, text in files.items()}
    return talked(guide(folder, step, "", made), *lines)


def answer(folder: Path, step: str, *lines: str, **files: str) -> Any:
    return thawed(asked(folder, step, *lines, **files).value("it"))


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


RECORDS = """
- id: it
  ask: records
  fields:
    - {id: what, ask: text, say: what it is}
    - {id: far, ask: choice, say: how far, options: [{id: done, say: Done}, {id: open, say: Open}]}
    - {id: day, ask: date, say: day, optional: true}
    - {id: ok, ask: yes_no, say: fine, optional: true}
    - {id: many, ask: number, say: how many, optional: true}
"""


def test_rows_are_asked_blank_by_blank_until_the_first_is_blank(tmp_path: Path) -> None:
    lines = ("Key", "1", "11/30", "no", "0", "Box", "Open", "", "", "", "")
    end = asked(tmp_path, RECORDS, *lines)
    assert thawed(end.value("it")) == [
        {"what": "Key", "far": "done", "day": "2026-11-30", "ok": False, "many": 0},
        {"what": "Box", "far": "open"},
    ]
    assert "What it is:" in end.text
    assert end.talk.view.place is None


def test_a_blank_is_asked_until_what_is_said_fits(tmp_path: Path) -> None:
    end = asked(tmp_path, RECORDS, "Key", "7", "1", "soon", "11/30/2026", "", "")
    assert thawed(end.value("it")) == [{"what": "Key", "far": "done", "day": "2026-11-30"}]
    assert "! “soon” is not a date." in end.text


def test_rows_show_options_in_words_and_not_their_ids(tmp_path: Path) -> None:
    step = (
        "- {id: it, ask: records, fields: [{id: how, ask: choice, say: How, options: "
        "[{id: no_ride, say: On foot}, {id: bus, say: By bus}]}]}"
    )
    told = asked(tmp_path, step, "1").text
    assert told.count("  1 On foot") == 3
    assert "no_ride" not in told


def test_rows_that_were_said_are_shown(tmp_path: Path) -> None:
    assert (
        "  1 Dee · sponsor"
        in asked(tmp_path, "- {id: it, ask: people}", "Dee", "sponsor", "", "").text
    )


def test_people_have_the_blanks_of_the_pack_too(tmp_path: Path) -> None:
    step = "- {id: it, ask: people, fields: [{id: nights, ask: yes_no, say: at night}]}"
    assert answer(tmp_path, step, "Dee", "", "602", "", "yes") == [
        {"name": "Dee", "phone": "602", "nights": True}
    ]


HEADED = """
- id: it
  ask: records
  items_when: asked == 'yes'
  head:
    - {id: asked, ask: choice, say: asked, options: [{id: yes, say: It was}, {id: no, say: Not}]}
    - {id: who, ask: text, say: who, optional: true}
  fields: [{id: what, ask: text, say: what}, {id: how, ask: text, say: how}]
- {id: last, ask: text}
"""


def test_the_head_of_a_record_is_asked_once_and_then_its_rows(tmp_path: Path) -> None:
    lines = ("1", "Dana", "Key", "moved", "Box", "", "")
    end = asked(tmp_path, HEADED, *lines)
    rows = [{"what": "Key", "how": "moved"}, {"what": "Box"}]
    assert thawed(end.value("it")) == {"asked": "yes", "who": "Dana", "items": rows}
    assert end.talk.view.place == "last"


def test_rows_are_asked_only_while_the_pack_wants_them(tmp_path: Path) -> None:
    end = asked(tmp_path, HEADED, "2", "")
    assert thawed(end.value("it")) == {"asked": "no", "items": []}
    assert end.talk.view.place == "last"


def test_rows_without_a_condition_are_always_asked(tmp_path: Path) -> None:
    step = HEADED.replace("  items_when: asked == 'yes'\n", "")
    assert answer(tmp_path, step, "2", "", "Key", "", "")["items"] == [{"what": "Key"}]


def test_a_head_left_blank_is_no_answer(tmp_path: Path) -> None:
    end = asked(tmp_path, HEADED, "", "")
    assert end.value("it") is None
    assert end.talk.view.place == "last"


@pytest.mark.parametrize(
    ("lines", "value"),
    [
        (("1", "b"), {"asked": "yes", "items": []}),
        (("1", "Dana", "Key", "b"), {"asked": "yes", "who": "Dana", "items": [{"what": "Key"}]}),
    ],
)
def test_half_a_record_survives_a_command(
    tmp_path: Path, lines: tuple[str, ...], value: object
) -> None:
    end = asked(tmp_path, HEADED, *lines)
    assert thawed(end.value("it")) == value
    assert end.talk.view.place == "it"


def test_going_back_to_a_record_asks_it_again_and_enter_keeps_it(tmp_path: Path) -> None:
    end = asked(tmp_path, HEADED, "2", "Dana", "b", "1", "", "")
    assert "Asked [Not]:" in end.text
    assert "Who [Dana]:" in end.text
    assert thawed(end.value("it")) == {"asked": "yes", "who": "Dana", "items": []}


def test_going_back_past_a_record_is_possible(tmp_path: Path) -> None:
    steps = "- {id: first, ask: text}\n" + HEADED.lstrip("\n")
    assert asked(tmp_path, steps, "", "2", "", "b", "b").talk.view.place == "first"


def resource(name: str, need: str) -> str:
    return (
        f"{{id: {name}, name: {name.title()}, needs: [{need}], what_for: About {name},"
        " hours: always, audience: all, cost: free, verified_on: 2026-11-01, verified_how: called}"
    )


SHELF = {
    "resources__all": "needs: [{id: food, say: Food}, {id: bed, say: Bed}]\nresources:\n"
    + "".join(
        f"  - {resource(name, need)}\n"
        for name, need in [("pantry", "food"), ("shelter", "bed"), ("kitchen", "food")]
    )
}
WANTED = """
- {id: wants, ask: choices, options: [{id: food, say: Food}, {id: bed, say: Bed}]}
- {id: it, ask: resources, needs_from: wants, needs: [bed], always: [kitchen]}
"""


def picked(end: Talked) -> list[str]:
    return [each["id"] for each in thawed(end.value("it")) or ()]


def test_resources_are_offered_by_need_and_picked_by_number(tmp_path: Path) -> None:
    end = asked(tmp_path, WANTED, "1", "", "1 2", "", **SHELF)
    offered = "  1 Pantry: About pantry (free)\n  2 Shelter: About shelter (free)"
    assert f"Picked: Kitchen\n{offered}" in end.text
    assert picked(end) == ["kitchen", "pantry", "shelter"]


def test_resources_are_offered_without_a_step_of_needs(tmp_path: Path) -> None:
    step = "- {id: it, ask: resources, needs: [bed]}"
    assert picked(asked(tmp_path, step, "1", "", **SHELF)) == ["shelter"]


def test_resources_are_found_by_words(tmp_path: Path) -> None:
    end = asked(tmp_path, WANTED, "", "no such thing at all", "pantry", "1", "", **SHELF)
    assert picked(end) == ["kitchen", "pantry"]


def test_a_search_for_resources_can_be_left_by_enter(tmp_path: Path) -> None:
    end = asked(tmp_path, WANTED, "", "pantry", "", **SHELF)
    assert picked(end) == ["kitchen"]
    assert end.talk.view.place is None


SESSION = guide_to(core(), "group_session", date(2026, 11, 23))
AGENDA = [each.step.id for each in talked(SESSION).talk.view.visible].index("agenda") + 1


def test_a_topic_is_picked_by_number() -> None:
    first = next(iter(core().topics))
    assert talked(SESSION, "1").value("topic") == first


def test_a_topic_is_found_by_words() -> None:
    end = talked(SESSION, "no such thing", "anger meter", "1")
    assert end.value("topic") == "ang_signs_meter"


def session(*lines: str) -> Talked:
    """Talk about the timed plan of an hour with eight people."""
    return talked(SESSION, "anger meter", "1", "60", "", "8", f"g{AGENDA}", *lines)


def minutes(end: Talked) -> dict[str, int]:
    agenda: Any = end.value("agenda")
    return {each["id"]: each["minutes"] for each in agenda["segments"]}


def test_the_timed_plan_is_shown_and_enter_takes_it() -> None:
    end = session("")
    assert "0:00    3 min  Welcome and agreements (welcome)" in end.text
    assert end.talk.view.place is None


def test_a_part_gets_its_minutes_by_hand_and_the_rest_makes_room() -> None:
    end = session("teach 12")
    assert minutes(end)["teach"] == 12
    assert sum(minutes(end).values()) == 60
    assert "12 min  The one idea (teach)" in end.text


def test_minutes_set_by_hand_stay_when_others_are_set() -> None:
    set_by_hand = minutes(session("teach 12", "closing 6"))
    assert (set_by_hand["teach"], set_by_hand["closing"]) == (12, 6)


def test_minutes_set_by_hand_can_be_taken_out() -> None:
    assert minutes(session("teach 12", "x")) == minutes(session())


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("tech 12", "! There is no part “tech”; did you mean `teach`?"),
        ("teach", "! “” is not a whole number."),
        ("teach many", "! “many” is not a whole number."),
    ],
)
def test_minutes_that_mean_nothing_are_told_of(line: str, said: str) -> None:
    end = session(line)
    assert said in end.text
    assert minutes(end) == minutes(session())


def test_without_a_topic_there_is_no_timed_plan_yet() -> None:
    end = talked(SESSION, "", "60", f"g{AGENDA}", "teach 10")
    assert "! The topic and the minutes come first." in end.text
    assert end.value("agenda") is None


def test_too_few_minutes_say_how_many_are_missing() -> None:
    end = talked(SESSION, "anger meter", "1", "3", "", "8", f"g{AGENDA}")
    assert "3 minutes is too short" in end.text


def test_what_would_fit_is_numbered_and_taken_by_its_number() -> None:
    end = talked(SESSION, "anger meter", "1", "3", "", "8", f"g{AGENDA}", "9", "1")
    assert "! That is none of these." in end.text
    assert "  1. 12 minutes, the least that works: 4 parts, until 0:12" in end.text
    assert sum(minutes(end).values()) == 12


def test_an_activity_is_swapped_for_the_next() -> None:
    end = session("swap activity_core")
    agenda: Any = end.value("agenda")
    assert [each["id"] for each in agenda["activities"]] == ["scene_rate", "build_scale"]
    assert "Practice: Rate the scene (activity_core)" in end.text


def test_minutes_set_by_hand_are_marked_and_can_be_unset() -> None:
    end = session("wrap_up 5", "unset wrap_up", "unset wrap_up", "swap wrap_up")
    assert "try (wrap_up), set by hand" in end.text
    assert minutes(end) == minutes(session())
    assert "! There is nothing to unset in “wrap_up”." in end.text
    assert "! There is nothing to swap in “wrap_up”." in end.text


def test_enter_alone_takes_what_the_topic_offers_and_own_words_stand_in_its_place() -> None:
    end = talked(SESSION, "anger meter", "1", "45", "", "8", "")
    assert "Enter alone takes: Adults" in end.text
    assert end.value("audience") == ("adults",)
    goals = f"g{AGENDA - 2}"
    end = talked(SESSION, "anger meter", "1", "45", "", "8", goals, "")
    assert "Enter alone takes: List signs of low, middle and high anger" in end.text
    assert len(end.value("goals") or ()) == 3  # type: ignore[arg-type]
    end = talked(SESSION, "anger meter", "1", "45", "", "8", goals, "Name two early signs", "")
    assert end.value("goals") == ("Name two early signs",)


def test_what_is_left_out_is_told_with_its_reason_and_can_come_back() -> None:
    end = talked(SESSION, "anger meter", "1", "45", "", "8", f"g{AGENDA}", "demo 0")
    assert "left out: Show it (demo), taken out by hand" in end.text
    assert "demo" not in minutes(end)


def test_what_enter_would_take_stands_there_in_words(tmp_path: Path) -> None:
    step = f"- {{id: it, ask: choice, default: \"'out'\", {OPTIONS}}}"
    end = asked(tmp_path, step, "")
    assert "A number [Out there]:" in end.text
    assert end.value("it") == "out"

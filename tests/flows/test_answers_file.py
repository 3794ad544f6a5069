"""Answers files, YAML and JSON: every answer checked, everything wrong said at once."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from bht_assist.content.problems import PackError
from bht_assist.flows.answers_file import Taken, read, take
from bht_assist.flows.guide import Guide
from bht_assist.flows.session import Acknowledged, Answered, Skipped
from bht_assist.flows.view import view

from .packs import guide

STEPS = """
- {id: hello, ask: info, staff: Read this.}
- {id: signs, ask: items, staff: Signs?, was: [triggers, cues], escalate: [stop]}
- {id: cues, ask: text, staff: Cues?}
- {id: story, ask: text, lines: 4, staff: Story?, escalate: [stop]}
- {id: size, ask: number, staff: How many?, max: 40}
- {id: helpers, ask: people, staff: Who?}
"""
STOP = """
lexicon: stop
rule: S1
kind: stop
level: stop_now
say: Stop and call.
groups: [{why: Danger, words: {en: [give up]}}]
"""


@pytest.fixture
def small(tmp_path: Path) -> Guide:
    return guide(tmp_path / "pack", STEPS, files={"lexicons/stop.yaml": STOP})


def taken(guide: Guide, folder: Path, text: str, name: str = "answers.yaml") -> Taken:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return take(guide, read(file), str(file))


def refusal(folder: Path, text: str | bytes, name: str) -> str:
    file = folder / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(PackError) as refused:
        read(file)
    return str(refused.value)


def values(made: Taken) -> Mapping[str, Any]:
    return {each.step: each.value for each in made.session.events if isinstance(each, Answered)}


def texts(made: Taken) -> list[str]:
    return [str(each).removeprefix(each.place.file) for each in made.problems]


def test_a_yaml_file_answers_the_steps_it_names(small: Guide, tmp_path: Path) -> None:
    made = taken(small, tmp_path, "signs: [no, 988]\nsize: 12\n")
    assert not made.problems
    assert values(made) == {"hello": True, "signs": ("no", "988"), "size": 12}


def test_json_and_yaml_of_the_same_answers_make_the_same_session(
    small: Guide, tmp_path: Path
) -> None:
    yaml = taken(small, tmp_path, "story: 1.10\nhelpers: [{name: Ana, phone: 988}]\n")
    text = '{"story": 1.10, "helpers": [{"name": "Ana", "phone": 988}]}'
    assert taken(small, tmp_path, text, "answers.json").session == yaml.session


def test_texts_in_between_count_as_read(small: Guide) -> None:
    assert values(take(small, {})) == {"hello": True}


def test_an_unknown_step_is_named_with_the_one_that_was_meant(small: Guide, tmp_path: Path) -> None:
    made = taken(small, tmp_path, "size: 3\nhelprs: [Ana]\n")
    assert texts(made) == [
        ":2:1 unknown-step `helprs` is not a step of small, hint: did you mean `helpers`?"
    ]
    assert values(made)["size"] == 3


def test_answers_of_the_wrong_type_are_all_named_with_their_place(
    small: Guide, tmp_path: Path
) -> None:
    made = taken(small, tmp_path, "size: many\nsigns: [[a]]\nhelpers:\n  - {nmae: Ana}\n")
    assert [text.split(" ")[0] for text in texts(made)] == [":1:7", ":2:8", ":4:3"]
    assert set(made.refused or ()) == {"size", "signs", "helpers"}
    assert "“many” is not a whole number." in texts(made)[0]


def test_an_answer_without_a_file_is_refused_by_name(small: Guide) -> None:
    (problem,) = take(small, {"size": "many"}, "form").problems
    assert problem.place.file == "form"
    assert problem.text == "`size`: “many” is not a whole number."


def test_an_older_file_may_use_old_step_ids(small: Guide, tmp_path: Path) -> None:
    made = taken(small, tmp_path, "triggers: [noise]\n")
    assert not made.problems
    assert values(made)["signs"] == ("noise",)


def test_what_is_wrong_under_an_old_id_is_shown_where_it_stands(
    small: Guide, tmp_path: Path
) -> None:
    made = taken(small, tmp_path, "size: 3\ntriggers: [[a]]\n")
    assert texts(made)[0].startswith(":2:11 wrong-answer `triggers`: ")


def test_an_old_id_that_is_a_step_again_belongs_to_that_step(small: Guide) -> None:
    assert values(take(small, {"cues": "noise"})) == {"hello": True, "cues": "noise"}


def test_todays_id_is_heard_before_an_old_one(small: Guide) -> None:
    assert values(take(small, {"triggers": ["old"], "signs": ["new"]}))["signs"] == ("new",)


def test_a_step_can_be_skipped_with_a_reason_and_a_name(small: Guide) -> None:
    made = take(
        small, {"story": {"skip": "deferred", "to": " Dana\x00 "}, "size": {"skip": "declined"}}
    )
    assert not made.problems
    assert Skipped("story", "deferred", "Dana") in made.session.events
    assert Skipped("size", "declined", "") in made.session.events


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        ({"skip": "not_naw"}, "“not_naw” is not a reason to skip; did you mean `not_now`?"),
        ({"skip": ["x"]}, "is not a reason to skip"),
        ({"skip": "\x1b[31m"}, "“[31m” is not a reason to skip"),
        ({"skip": "declined", "why": "x"}, "A skipped step takes `skip` and `to`, not why."),
    ],
)
def test_a_skip_that_is_not_written_right_is_refused(
    raw: object, sentence: str, small: Guide
) -> None:
    (problem,) = take(small, {"story": raw}).problems
    assert sentence in problem.text


CALL = {"step": "story", "rule": "S1", "matched": "give up", "name": "Dana", "time": "14:05"}


def test_a_file_can_say_who_was_called_about_a_stop(small: Guide) -> None:
    made = take(small, {"story": "I give up", "acknowledged": [CALL]})
    assert not made.problems
    assert Acknowledged("story", "S1", "give up", "Dana", "14:05") in made.session.events
    assert view(small, made.session).hold is None


def test_a_call_may_be_copied_from_the_review_with_all_that_stands_there(small: Guide) -> None:
    made = take(small, {"story": "I give up", "acknowledged": [{**CALL, "level": "stop_now"}]})
    assert not made.problems


def test_words_that_run_over_two_lines_can_be_acknowledged(small: Guide) -> None:
    answers = {"story": "I give\nup", "acknowledged": [{**CALL, "matched": "give\nup"}]}
    assert view(small, take(small, answers).session).hold is None


def test_a_stop_holds_while_nobody_has_been_called(small: Guide) -> None:
    hold = view(small, take(small, {"story": "I give up"}).session).hold
    assert hold is not None
    assert hold.matched == "give up"


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ("Dana", "A call to somebody takes step, rule, matched, name, time."),
        (["Dana"], "A call to somebody takes step, rule, matched, name, time."),
        ([{**CALL, "name": " "}], "Say who has been called, under `name`."),
        ([{"step": "story", "rule": "S1"}], "Say who has been called, under `name`."),
        ([{**CALL, "time": None}], "time needs text, not nothing."),
        ([{**CALL, "name": "x" * 5_000_000}], "name is 5,000,000 characters long"),
    ],
)
def test_a_call_that_is_not_written_right_is_said_and_the_stop_holds(
    rows: object, sentence: str, small: Guide
) -> None:
    made = take(small, {"story": "I give up", "acknowledged": rows})
    assert sentence in made.problems[0].text
    assert view(small, made.session).hold is not None


def test_a_bad_call_has_its_place_and_leaves_the_good_one(small: Guide, tmp_path: Path) -> None:
    rows = "acknowledged:\n  - {step: story}\n  - {step: story, rule: S1, name: Dana}\n"
    made = taken(small, tmp_path, rows)
    assert texts(made)[0].startswith(":2:5 wrong-answer `acknowledged`: Say who")
    assert any(isinstance(each, Acknowledged) for each in made.session.events)


def test_an_empty_list_of_calls_is_nothing_wrong(small: Guide, tmp_path: Path) -> None:
    assert not taken(small, tmp_path, "acknowledged:\nsize: 3\n").problems


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        ("a.yaml", "signs: [a\n", ":2:1"),
        ("a.yaml", "a: 1\na: 2\n", "a"),
        ("a.yaml", "a: &x 1\nb: *x\n", "a.yaml:"),
        ("a.yaml", "- a\n", "write `step: answer`"),
        ("a.yaml", "a: " + "[" * 200 + "]" * 200, "a.yaml:1"),
        ("a.yaml", b"a: \xff\xfe", "a.yaml:"),
        ("a.json", '{"a": 1,}', "a.json:1:9 json-syntax"),
        ("a.json", '{\n "a": 1\n "b": 2}', "a.json:3:2 json-syntax"),
        ("a.json", "", "json-syntax"),
        ("a.json", "[1]", "write `step: answer`"),
        ("a.json", '"text"', "answers must be keys and values"),
        ("a.json", '{"a": 1, "a": 2}', "`a` stands there twice"),
        ("a.json", '{"a": {"b": 1, "b": 2}}', "`b` stands there twice"),
        ("a.json", '{"": 1, "": 2}', "`` stands there twice"),
        ("a.json", '{"a": NaN}', "NaN is not an answer"),
        ("a.json", '{"a": -Infinity}', "-Infinity is not an answer"),
        ("a.json", '{"a": ' + "9" * 5000 + "}", "this is not JSON that can be read"),
        ("a.json", "[" * 100_000, "this is not JSON that can be read"),
        ("a.json", '{"a": ' + "[" * 400 + "]" * 400 + "}", "nested too deep"),
        ("a.json", json.dumps(dict.fromkeys(map(str, range(30_000)))), "too much in this file"),
        ("a.json", b'{"a": "\xff"}', "this is not JSON that can be read"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_its_place(
    name: str, text: str | bytes, sentence: str, tmp_path: Path
) -> None:
    assert sentence in refusal(tmp_path, text, name)


def test_a_missing_file_is_said_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="can't be read: No such file") as refused:
        read(tmp_path / "gone.yaml")
    assert refused.value.problems[0].hint == "check the name and the folder"


def test_a_folder_is_not_an_answers_file(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="can't be read"):
        read(tmp_path)


def test_a_file_over_the_limit_is_refused_by_its_size_alone(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    with file.open("wb") as out:
        out.truncate(17 * 1024 * 1024)
    with pytest.raises(PackError, match="over 16,777,216 bytes"):
        read(file)


@pytest.mark.parametrize("name", ["a.yaml", "a.json"])
def test_an_answer_of_five_megabytes_names_its_step(
    name: str, small: Guide, tmp_path: Path
) -> None:
    (problem,) = taken(small, tmp_path, json.dumps({"story": "x" * 5_000_000}), name).problems
    assert problem.text.startswith("`story`: this is 5,000,000 characters long")


def test_a_file_with_a_byte_order_mark_is_read(small: Guide, tmp_path: Path) -> None:
    made = taken(small, tmp_path, '\ufeff{"size": 3}', "answers.json")
    assert values(made)["size"] == 3


def test_keys_that_nobody_could_print_are_cleaned(small: Guide, tmp_path: Path) -> None:
    text = '{"\\ud800\\u001b[31mx": 1, "helpers": [{"\\u001b[2Jy": 1}]}'
    said = " ".join(texts(taken(small, tmp_path, text, "answers.json")))
    assert said.encode()
    assert "\x1b" not in said


@pytest.mark.parametrize("name", ["a.yaml", "a.json"])
def test_words_in_any_script_stay_as_they_are(name: str, small: Guide, tmp_path: Path) -> None:
    said = ["[ ] {{ x }} *a*", "🙂 👩‍👩‍👧", "¿Mañana?", "أختي مريم"]
    assert values(taken(small, tmp_path, json.dumps({"signs": said}, ensure_ascii=False), name))[
        "signs"
    ] == tuple(said)


@pytest.mark.parametrize("value", [None, "", " ", [], [""]])
def test_a_blank_answer_leaves_the_step_open(value: object, small: Guide) -> None:
    made = take(small, {"signs": value})
    assert values(made) == {"hello": True}


RAISED = {"step": "size", "reason": "went very quiet", "time": "14:00"}
ASIDE = {"step": "size", "rule": "few", "matched": "", "reason": "asked twice"}


def test_a_file_can_stop_by_hand_and_set_aside(tmp_path: Path) -> None:
    button = "by_hand: {rule: S0, title: Stop, ask: What?, say: Call., remind: Words miss.}"
    checks = "\nchecks: [{id: few, level: gap, when: not size, say: How many?, fix: size}]"
    small = guide(tmp_path, "- {id: size, ask: number, staff: Size?}", button + checks)
    made = take(small, {"raised": RAISED, "dismissed": [ASIDE]})
    assert not made.problems
    now = view(small, made.session)
    assert now.hold is not None
    assert now.hold.matched == "went very quiet"
    assert [each.dismissed for each in now.findings if each.rule == "few"] == ["asked twice"]


@pytest.mark.parametrize(
    ("key", "row", "sentence"),
    [
        ("raised", "quiet", "A stop raised by hand takes step, reason, time."),
        ("raised", {"step": "size"}, "Say what was seen or heard, under `reason`."),
        ("raised", RAISED, "This conversation has no stop by hand."),
        ("dismissed", {"rule": "S1"}, "Say why it is set aside, under `reason`."),
        ("dismissed", {**CALL, "reason": "no"}, "S1 can't be set aside."),
    ],
)
def test_what_can_not_be_stopped_or_set_aside_so_is_said(
    key: str, row: object, sentence: str, small: Guide
) -> None:
    (problem,) = take(small, {"story": "I give up", key: row}).problems
    assert sentence in problem.text

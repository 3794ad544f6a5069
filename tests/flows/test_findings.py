"""What review has to say of an answer: which words are looked at, and what a finding holds."""

from typing import Any

import pytest

from bht_assist.flows.checks.findings import Finding, highest, leading, spoken, word_findings
from bht_assist.flows.checks.words import Spoken
from bht_assist.flows.session import Value, frozen

from .lexicons import checker
from .packs import options, step

FIELDS = [
    {"id": "what", "ask": "text", "say": "What"},
    {"id": "sure", "ask": "yes_no", "say": "Sure"},
]


@pytest.mark.parametrize(
    ("kind", "more", "value", "texts"),
    [
        ("text", {}, "a", [(0, "", "a", True)]),
        ("items", {}, ("a", "b"), [(0, "", "a", True), (1, "", "b", True)]),
        ("choice", {"options": options("x", "y"), "own_words": True}, "a", [(0, "", "a", True)]),
        ("choice", {"options": options("x", "y")}, "x", []),
        ("choices", {"options": options("x"), "own_words": True}, ("a",), [(0, "", "a", True)]),
        ("choices", {"options": options("x")}, ("x",), []),
        (
            "people",
            {},
            ({"name": "Ana", "note": "n"},),
            [(0, "name", "Ana", True), (0, "note", "n", False)],
        ),
        (
            "records",
            {"fields": FIELDS},
            ({"what": "a", "sure": True}, {"what": "b"}),
            [(0, "what", "a", True), (1, "what", "b", True)],
        ),
        (
            "records",
            {"fields": FIELDS, "head": FIELDS[:1]},
            {"what": "h", "items": ({"what": "a"},)},
            [(0, "what", "a", True), (-1, "what", "h", False)],
        ),
        (
            "records",
            {"fields": FIELDS, "head": FIELDS[:1]},
            {"what": "h"},
            [(-1, "what", "h", False)],
        ),
        ("yes_no", {}, True, []),
        ("number", {}, 5, []),
        ("date", {}, "2026-11-23", []),
    ],
)
def test_free_words_of_every_kind_of_answer_are_looked_at(
    kind: str, more: dict[str, object], value: Value, texts: list[tuple[int, str, str, bool]]
) -> None:
    assert spoken(step(kind, **more), frozen(value)) == tuple(Spoken(*each) for each in texts)


def test_a_finding_says_which_rule_where_and_what_to_do() -> None:
    made = checker("stop", "kill myself", level="stop_now", probe="Now?", card="crisis")
    (finding,) = word_findings(step("text"), (Spoken(2, "", "Kill myself"),), made)
    assert finding == Finding(
        rule="L1",
        level="stop_now",
        say="Look.",
        step="it",
        item=2,
        matched="Kill myself",
        why="Because.",
        probe="Now?",
        fix="it",
        card="crisis",
        clinician=True,
    )


def test_a_lexicon_may_weigh_less_in_one_step() -> None:
    made = checker("stop", "kill myself", level="stop_now", steps={"it": "pause_check"})
    (finding,) = word_findings(step("text"), (Spoken(0, "", "kill myself"),), made)
    assert finding.level == "pause_check"


def test_a_finding_as_json_has_the_stable_keys() -> None:
    made = Finding(rule="L1", level="hint", say="Look.", step="a", blocks=("paper",))
    assert set(made.to_json()) >= {"rule", "level", "step", "item", "matched", "say", "fix"}


@pytest.mark.parametrize(
    ("levels", "most"),
    [
        ([], "ok"),
        (["hint"], "hint"),
        (["hint", "gap"], "gap"),
        (["gap", "review", "hint"], "review"),
        (["review", "pause_check"], "pause_check"),
        (["pause_check", "stop_now", "hint"], "stop_now"),
    ],
)
def test_the_most_pressing_level_counts(levels: list[str], most: str) -> None:
    assert highest(tuple(Finding(rule="L1", level=level, say="Look.") for level in levels)) == most


WORDING = {"contexts": {"past": {"near": {"en": ["used to"]}}, "now": {"near": {"en": ["now"]}}}}


@pytest.mark.parametrize(
    ("text", "more", "level"),
    [
        ("kill myself", {}, "pause_check"),
        ("kill myself now", {}, "stop_now"),
        ("used to kill myself", {}, "review"),
        ("used to kill myself", {"steps": {"it": "hint"}}, "hint"),
    ],
)
def test_words_around_lower_a_level_or_make_it_a_stop(
    text: str, more: dict[str, object], level: str
) -> None:
    keys: dict[str, Any] = {
        "level": "pause_check",
        "contexts": {"past": "review", "now": "stop_now"},
        **more,
    }
    made = checker("stop", "kill myself", wording=WORDING, **keys)
    (finding,) = word_findings(step("text"), (Spoken(0, "", text),), made)
    assert finding.level == level


def test_a_step_may_leave_a_lexicon_out() -> None:
    made = checker("stop", "kill myself", steps={"it": "none"})
    assert not list(word_findings(step("text"), (Spoken(0, "", "kill myself"),), made))


def of(rule: str, level: str, item: int | None = 0, *, alone: bool = False) -> Finding:
    return Finding(rule=rule, level=level, say="Look.", item=item, alone=alone)


def test_the_most_pressing_two_of_each_entry_are_kept_in_their_order() -> None:
    said = [of("A", "hint"), of("B", "review"), of("C", "hint"), of("D", "hint", 1)]
    assert [each.rule for each in leading(said)] == ["B", "A", "D"]


def test_what_is_about_no_entry_comes_first() -> None:
    assert [each.rule for each in leading([of("A", "hint"), of("B", "hint", None)])] == ["B", "A"]


def test_some_things_are_said_only_when_there_is_nothing_else() -> None:
    lone, other = of("A", "hint", alone=True), of("B", "hint")
    assert [each.rule for each in leading([lone, other])] == ["B"]
    assert [each.rule for each in leading([lone, of("C", "hint", alone=True)])] == ["A"]

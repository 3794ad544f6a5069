"""Stops raised by hand, findings set aside, the words a call was about, and the two bars."""

from pathlib import Path

import pytest

from bht_assist.flows.checks.bars import bars
from bht_assist.flows.guide import Guide
from bht_assist.flows.log import can_dismiss
from bht_assist.flows.review import blocks, report
from bht_assist.flows.session import Acknowledged, Answered, Cleared, Dismissed, Raised, Skipped

from .packs import guide, seen, session

WORDS = """
lexicon: stop
rule: S1
kind: stop
level: stop_now
say: Stop and call.
groups:
  - {why: Danger, words: {en: [give up]}}
  - {why: Maybe, level: pause_check, words: {en: [tired]}}
"""
SHORT = """
lexicon: short
rule: C1
kind: too_long
limit: 3
personal: true
say: Make it short.
"""
STEPS = """
- {id: hello, ask: info, staff: Hello}
- {id: signs, ask: items, staff: Signs?, target: 2, min: 1, coach: [short], escalate: [stop]}
- {id: story, ask: text, staff: Story?, optional: true, coach: [short], escalate: [stop]}
- {id: who, ask: people, staff: Who?, optional: true, escalate: [stop]}
"""
MORE = """
documents: []
by_hand: {rule: S0, title: Stop, ask: What?, say: Call now., remind: Words miss much., card: ""}
checks:
  - {id: G9, level: gap, when: not story, say: Tell it., fix: story, stands: true, clinician: true}
  - {id: G1, level: review, when: not who, say: Nobody., fix: who}
  - {id: B1, level: stop, when: not who, say: Nobody at all., fix: who}
"""


@pytest.fixture(scope="module")
def talk(tmp_path_factory: pytest.TempPathFactory) -> Guide:
    files = {"lexicons/stop.yaml": WORDS, "lexicons/short.yaml": SHORT}
    return guide(tmp_path_factory.mktemp("pack"), STEPS, MORE, files)


RAISED = Raised("signs", "went very quiet", "14:00")
CALLED = Acknowledged("signs", "S0", "went very quiet", "Dana", "14:02")


def test_staff_can_stop_whatever_was_typed(talk: Guide) -> None:
    now = seen(talk, RAISED, signs=["a"])
    assert now.hold is not None
    assert (now.hold.rule, now.hold.matched, now.hold.level) == (
        "S0",
        "went very quiet",
        "stop_now",
    )
    assert now.place == "signs"


def test_a_stop_by_hand_lets_go_once_somebody_was_called(talk: Guide) -> None:
    now = seen(talk, RAISED, CALLED, signs=["a"])
    assert now.hold is None
    assert [each.name for each in now.held] == ["Dana"]


def test_the_same_stop_by_hand_again_needs_another_call(talk: Guide) -> None:
    assert seen(talk, RAISED, CALLED, RAISED, signs=["a"]).hold is not None


def test_a_stop_by_hand_can_not_be_undone(talk: Guide) -> None:
    before = session(talk, RAISED, signs=["a"])
    back = before.undo()
    assert back.events == (RAISED,)
    assert back.redo() == before


def test_a_flow_without_the_button_has_no_stop_by_hand(ride: Guide) -> None:
    assert seen(ride, Raised("who", "quiet", "14:00"), who="Ana").hold is None


def rules(now: object) -> dict[str, str]:
    return {each.rule: each.dismissed for each in now.findings}  # type: ignore[attr-defined]


def test_a_finding_can_be_set_aside_with_a_reason(talk: Guide) -> None:
    now = seen(talk, Dismissed("who", "G1", "", "asked twice"), signs=["a b c d e"])
    assert rules(now)["G1"] == "asked twice"
    assert "G1" in {each["rule"] for each in report(now)["findings"]}


def test_a_hint_about_an_entry_can_be_set_aside(talk: Guide) -> None:
    event = Dismissed("signs", "C1", "a b c d e", "their words")
    now = seen(talk, event, signs=["a b c d e", "e d c b a"])
    assert [each.dismissed for each in now.step("signs").findings] == ["their words", ""]
    assert report(now)["steps"][1]["hints"] == ["Make it short."]


@pytest.mark.parametrize(
    "event",
    [
        Dismissed("story", "G9", "", "no"),
        Dismissed("who", "B1", "", "no"),
        Dismissed("signs", "S1", "give up", "no"),
    ],
)
def test_a_stop_a_gate_and_what_must_stand_can_not_be_set_aside(
    event: Dismissed, talk: Guide
) -> None:
    with_papers = seen(talk, event, signs=["I give up"])
    found = next(each for each in with_papers.findings if each.rule == event.rule)
    assert found.dismissed == "" or can_dismiss(found)
    assert event.rule == "B1" or not found.dismissed


def test_a_question_may_be_answered_and_set_aside(talk: Guide) -> None:
    aside = Dismissed("signs", "S1", "tired", "from work")
    now = seen(talk, aside, signs=["so tired"], who=[{"name": "Ana"}])
    assert rules(now)["S1"] == "from work"
    assert report(now)["level"] == "gap"


def test_setting_aside_is_undone_like_an_answer(talk: Guide) -> None:
    now = session(talk, Dismissed("who", "G1", "", "asked"), signs=["a"])
    assert now.can_undo
    assert now.undo() == session(talk, signs=["a"]).add() or now.undo().undone


STORY = Acknowledged("story", "S1", "give up", "Dana", "14:05")


def test_a_call_holds_for_the_same_words_in_a_longer_text(talk: Guide) -> None:
    assert seen(talk, STORY, Answered("story", "I give up on it"), story="I give up").hold is None


def test_the_same_words_in_one_entry_more_are_new(talk: Guide) -> None:
    call = Acknowledged("signs", "S1", "give up", "Dana", "14:05")
    assert seen(talk, call, signs=["give up", "x"]).hold is None
    more = Answered("signs", ("give up", "to give up"))
    assert seen(talk, call, more, signs=["give up"]).hold is not None
    assert seen(talk, call, more, call, signs=["give up"]).hold is None


def test_words_that_come_back_after_they_were_taken_out_are_known(talk: Guide) -> None:
    events = (STORY, Cleared("story"), Answered("story", "give up"))
    assert seen(talk, *events, story="give up").hold is None


def test_words_of_people_and_notes_are_counted_too(talk: Guide) -> None:
    call = Acknowledged("who", "S1", "give up", "Dana", "14:05")
    one = {"name": "Ana", "note": "give up", "nights": True}
    two = {"name": "Eva", "note": "give up"}
    assert seen(talk, call, who=[one, two]).hold is None
    assert seen(talk, call, Answered("who", (one, two)), who=[one]).hold is not None


def test_a_reason_for_leaving_a_step_open_is_heard_too(talk: Guide) -> None:
    now = seen(talk, Skipped("signs", "deferred", "I give up"))
    assert now.hold is not None
    call = Acknowledged("signs", "S1", "give up", "Dana", "14:05")
    assert seen(talk, Skipped("signs", "deferred", "I give up"), call).hold is None


def test_a_call_before_the_words_were_said_counts_once(talk: Guide) -> None:
    assert seen(talk, STORY, Answered("story", "give up")).hold is None


def test_the_two_bars_count_steps_and_entries_apart(talk: Guide) -> None:
    paper = bars(seen(talk, signs=["a", "one two three four"]))
    assert (paper.filled_in.met, len(paper.filled_in.points)) == (1, 1)
    assert (paper.personal_and_usable.met, len(paper.personal_and_usable.points)) == (1, 2)
    (waiting,) = paper.personal_and_usable.to_json()["open"]
    assert waiting == {"step": "signs", "item": 1, "rule": "C1", "say": "Make it short."}
    assert [each.rule for each in paper.clinician] == ["G9"]


def test_a_step_left_open_for_a_reason_is_filled_in(talk: Guide) -> None:
    assert bars(seen(talk, Skipped("signs", "declined"))).filled_in.met == 1


def test_a_blank_step_is_named_in_the_bar(talk: Guide) -> None:
    (waiting,) = bars(seen(talk)).filled_in.to_json()["open"]
    assert (waiting["step"], waiting["say"]) == ("signs", "Signs?")


def test_what_was_set_aside_no_longer_counts(talk: Guide) -> None:
    aside = Dismissed("story", "C1", "one two three four", "theirs")
    now = seen(talk, aside, story="one two three four")
    assert bars(now).personal_and_usable.met == 1


def test_a_stop_that_holds_keeps_papers_back_even_beside_one_that_was_called(
    tmp_path: Path,
) -> None:
    files = {"lexicons/stop.yaml": WORDS, "lexicons/short.yaml": SHORT}
    more = MORE.replace("documents: []", "documents: [paper]")
    held = guide(tmp_path, STEPS, more, {**files, "documents/paper.md": PAPER})
    call = Acknowledged("signs", "S1", "give up", "Dana", "14:05")
    more_said = Answered("signs", ("give up", "give up"))
    who = [{"name": "Ana"}]
    assert "S1" in blocks(seen(held, call, more_said, signs=["give up"], who=who))["paper"]
    assert "paper" not in blocks(seen(held, call, signs=["give up"], who=who))


PAPER = """\
---
title: Paper
for: small
audience: client
---
{{ signs }}
"""

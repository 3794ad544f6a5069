"""Stops: they hold until somebody has been called, and again when the words change."""

from pathlib import Path

import pytest

from bht_assist.flows.guide import Guide
from bht_assist.flows.review import blocks
from bht_assist.flows.session import Acknowledged, Answered, Cleared, Moved

from .packs import guide, seen

STOPPED = {"rides": True, "bus": ["1"], "story": "I give up", "size": 3}
CALL = Acknowledged("story", "S1", "give up", "Dana", "14:05")


def test_a_stop_holds_the_conversation_at_its_step(ride: Guide) -> None:
    stopped = seen(ride, Moved("last"), **STOPPED)
    assert stopped.place == "story"
    assert stopped.hold is not None
    assert (stopped.hold.rule, stopped.hold.matched) == ("S1", "give up")


def test_a_stop_blocks_every_paper_until_somebody_is_called(ride: Guide) -> None:
    assert set(blocks(seen(ride, who="Ana", **STOPPED))) == {"paper", "card"}
    assert not blocks(seen(ride, CALL, who="Ana", **STOPPED))


def test_a_stop_that_was_heard_lets_go_and_remembers_who_was_told(ride: Guide) -> None:
    heard = seen(ride, CALL, **STOPPED)
    assert heard.hold is None
    assert heard.place == "last"
    assert [(each.name, each.time) for each in heard.held] == [("Dana", "14:05")]
    assert [each.rule for each in heard.step("story").findings] == ["S1"]


@pytest.mark.parametrize(
    "call",
    [
        Acknowledged("story", "S1", "end it", "Dana", "14:05"),
        Acknowledged("story", "S2", "give up", "Dana", "14:05"),
        Acknowledged("bus", "S1", "give up", "Dana", "14:05"),
    ],
)
def test_a_call_about_something_else_does_not_let_go(call: Acknowledged, ride: Guide) -> None:
    assert seen(ride, call, **STOPPED).hold is not None


def test_a_stop_holds_again_when_the_words_change(ride: Guide) -> None:
    again = seen(ride, CALL, Answered("story", "I want to end it"), **STOPPED)
    assert again.hold is not None
    assert again.hold.matched == "end it"
    assert [each.finding.matched for each in again.held] == ["give up"]


def test_taking_the_words_back_lets_go(ride: Guide) -> None:
    assert seen(ride, Cleared("story"), **STOPPED).hold is None


def test_a_stop_stays_on_record_when_its_words_are_taken_off(ride: Guide) -> None:
    made = seen(ride, CALL, Cleared("story"), **STOPPED)
    assert "S1" not in [each.rule for each in made.findings]
    assert [(each.finding.matched, each.name) for each in made.held] == [("give up", "Dana")]


def test_two_stops_need_two_calls(ride: Guide) -> None:
    made = seen(ride, CALL, Answered("story", "give up and end it"), **STOPPED)
    assert made.hold is not None
    assert made.hold.matched == "end it"
    assert len(made.held) == 1


def test_a_stop_over_the_plan_holds_even_without_a_step(tmp_path: Path) -> None:
    steps = "- {id: a, ask: yes_no, staff: A?}\n- {id: b, ask: text, staff: B?, when: not a}"
    more = "checks: [{id: now, when: a, level: stop_now, say: Stop.}]"
    stopping = guide(tmp_path, steps, more)
    stopped = seen(stopping, a=True)
    assert stopped.hold is not None
    assert stopped.place is None
    assert seen(stopping, Acknowledged("", "now", "", "Dana", "9:00"), a=True).hold is None

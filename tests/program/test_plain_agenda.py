"""How resources, topics and the timed plan are picked in lines."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from bht_assist.flows.guide import guide_to
from bht_assist.flows.session import thawed
from tests.core import core
from tests.program.packs import Talked, asked, talked

if TYPE_CHECKING:
    from pathlib import Path


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

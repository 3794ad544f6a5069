"""When no plan fits: three others that do, and changes by hand."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from bht_assist.content.models.agenda import Agenda
from bht_assist.flows.by_hand import freed, shifted, swapped
from bht_assist.flows.guide import Guide, guide_to
from bht_assist.flows.review import report
from bht_assist.flows.session import Answered
from bht_assist.flows.session_plan import plan
from bht_assist.flows.view import View, view
from bht_assist.flows.ways import Way, ways

from .test_agenda_session import CORE, MINUTES, TOPIC, library, segment, step

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bht_assist.flows.session import Value


@cache
def guide() -> Guide:
    return guide_to(library(), "group_session", date(2026, 11, 23))


def group(**answers: Value) -> View:
    said = {"topic": "soc_assertive", "group_size": 8, "start_time": "14:00", **answers}
    return view(guide(), guide().start().add(*(Answered(*each) for each in said.items())))


def offered(now: View) -> tuple[Way, ...]:
    made = next(each.step for each in now.steps if isinstance(each.step, Agenda))
    return ways(now, made)


@pytest.mark.parametrize("minutes", [1, 3, 10, 180, 240])
@pytest.mark.parametrize("people", [8, (12, 18), 40])
def test_a_time_that_cannot_be_filled_comes_with_three_that_can(
    minutes: int, people: Value
) -> None:
    now = group(minutes=minutes, group_size=people)
    found = offered(now)
    assert len({way.say for way in found}) == 3
    for way in found:
        after = view(now.guide, now.session.add(way.event))
        plan_then = after.step("agenda").value
        assert sum(each["minutes"] for each in plan_then["segments"]) == plan_then["minutes"]
        assert f"{len(plan_then['segments'])} parts, until " in way.say


def test_twelve_minutes_for_eighteen_may_be_a_little_longer_two_groups_or_the_usual_way() -> None:
    assert [way.say for way in offered(group(minutes=12, group_size=18))] == [
        "13 minutes, the least that works: 4 parts, until 2:13 PM",
        "12 minutes, in 2 groups of 9 people: 4 parts, until 2:12 PM",
        "30 minutes, the usual way: 7 parts, until 2:30 PM",
    ]


def test_three_hours_may_end_early_be_two_sessions_or_a_length_that_every_topic_fills() -> None:
    says = [way.say.partition(":")[0] for way in offered(group(minutes=180))]
    assert says == [
        "Finish early, after 156 minutes",
        "Two sessions of 85 minutes, with 10 minutes between, a topic for each",
        "90 minutes",
    ]


def test_minutes_set_by_hand_that_are_in_the_way_can_be_taken_back() -> None:
    now = group(minutes=45, agenda={"teach": 40})
    first = offered(now)[0]
    assert first.say.startswith("Without the minutes set by hand")
    assert view(now.guide, now.session.add(first.event)).step("agenda").value["minutes"] == 45


def test_where_a_plan_fits_or_nothing_is_known_there_is_nothing_to_offer() -> None:
    assert offered(group(minutes=45)) == ()
    assert offered(group()) == ()
    now = group(minutes=3)
    assert ways(now, now.step("minutes").step) == ()


def test_without_a_size_the_group_cannot_be_split() -> None:
    assert all(way.step == "minutes" for way in offered(group(minutes=4, group_size=None)))


def test_the_review_gives_what_would_fit() -> None:
    rows = {row["id"]: row for row in report(group(minutes=180))["steps"]}
    assert [each["step"] for each in rows["agenda"]["options"]] == ["minutes"] * 3
    assert "options" not in rows["minutes"]


# Changes by hand.

AGENDA = step(
    CORE,
    segment("rest", required=False, minutes=MINUTES),
    segment("again", **{"from": "second"}),
)


def planned(by_hand: Mapping[str, Any], minutes: int = 18) -> Mapping[str, Any]:
    result = plan(AGENDA, TOPIC, minutes, 4, None, lambda _: False, by_hand)
    assert not isinstance(result, tuple)
    return result  # type: ignore[return-value]


def times(by_hand: Mapping[str, Any]) -> dict[str, int]:
    return {each["id"]: each["minutes"] for each in planned(by_hand)["segments"]}


def test_a_minute_more_for_one_part_is_taken_from_the_others() -> None:
    assert times({}) == {"core": 6, "rest": 6, "again": 6}
    assert times(shifted(planned({}), {}, "core", 2))["core"] == 8


def test_an_optional_part_with_too_few_minutes_is_left_out_and_comes_back() -> None:
    out = shifted(planned({}), {}, "rest", -3)
    assert times(out) == {"core": 9, "again": 9}
    back = shifted(planned(out), out, "rest", 1)
    assert (back, times(back)["rest"]) == ({}, 6)
    assert shifted(planned(out), out, "rest", -1) == out


def test_what_had_no_room_comes_back_in_its_least_time() -> None:
    short = planned({}, 14)
    assert [each["id"] for each in short["dropped"]] == ["rest"]
    assert shifted(short, {}, "rest", 1) == {"rest": 4}


def test_minutes_set_by_hand_move_again_when_they_are_unset() -> None:
    by_hand = {"core": 9, "rest": 5}
    rows = planned(by_hand)["segments"]
    assert [each["by_hand"] for each in rows] == [True, True, False]
    assert freed(by_hand, "core") == {"rest": 5}
    assert freed(by_hand, "again") == by_hand


def test_a_required_part_keeps_a_minute() -> None:
    assert shifted(planned({}), {}, "core", -30) == {"core": 1}


def test_activities_change_places() -> None:
    swap = swapped(planned({}), {}, "core")
    names = [each["activity"] for each in planned(swap)["segments"]]
    assert names == ["race", "", "bowline"]
    assert swapped(planned(swap), swap, "again")["activities"] == ("bowline", "race")


def test_what_has_no_activity_or_is_not_there_changes_nothing() -> None:
    assert swapped(planned({}), {}, "rest") == {}
    assert swapped(planned({}), {}, "gone") == {}
    assert shifted(planned({}), {}, "gone", 1) == {}


def test_a_topic_with_one_activity_has_none_to_swap() -> None:
    alone = TOPIC.but(activities=TOPIC.activities[1:])
    result: Any = plan(step(CORE), alone, 6, 4, None, lambda _: False)
    assert swapped(result, {}, "core") == {}

"""A session while it runs: what is done stays, the rest fits what is left, the end is protected."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bht_assist.flows.live import (
    Live,
    begin,
    catch_up,
    for_the_note,
    gave_way,
    go_on,
    minutes_run,
    time_of,
)

from .test_agenda_session import group_plan

if TYPE_CHECKING:
    from collections.abc import Mapping

TWO = 14 * 3600
"""Two in the afternoon, in seconds of the day."""
TOPICS = ("ang_signs_meter", "soc_assertive", "rec_daily_goals", "rel_triggers")


def planned(topic: str = "ang_signs_meter", minutes: int = 60, **by_hand: int) -> Mapping[str, Any]:
    plan = group_plan(topic, minutes, 8, by_hand, acuity="moderate", audience=("adults",))
    assert not hasattr(plan, "short_by")
    return plan  # type: ignore[return-value]


def run(live: Live, *minutes: int) -> tuple[Live, int]:
    """Run one part after another, each this many minutes."""
    at = live.began
    for each in minutes:
        at += 60 * each
        live = go_on(live, at)
    return live, at


def names(live: Live) -> list[str]:
    return [each.part.id for each in live.ahead]


def test_it_begins_with_the_first_part_and_shows_when_the_next_begins() -> None:
    live = begin(planned(), TWO)
    assert live.now is not None
    assert live.now.part.id == "welcome"
    assert (live.starts(TWO)[0], live.ends) == ("14:03", "15:00")
    assert (live.left(TWO + 60), live.late(TWO + 60)) == (120, 0)


def test_a_part_that_runs_over_makes_the_end_late() -> None:
    live = begin(planned(), TWO)
    over = TWO + 60 * 5
    assert live.left(over) == -120
    assert live.late(over) == 2
    assert live.starts(over)[0] == "14:05", "what comes next can't begin before now"
    after = go_on(live, over)
    assert (after.done[0].minutes, after.done[0].planned) == (5, 3)
    assert after.late(over) == 2


def test_when_late_the_rest_is_planned_again_and_ends_on_time() -> None:
    live, at = run(begin(planned(), TWO), 8, 15)
    assert live.late(at) == 13
    again = catch_up(live, at)
    assert again.late(at) == 0
    assert names(again)[-1] == "closing"
    assert again.done == live.done
    assert {each.id for each in again.left_out}.isdisjoint(names(again))


def test_when_there_is_hardly_any_time_the_last_part_stays_and_the_rest_goes() -> None:
    live, at = run(begin(planned(), TWO), 20, 30)
    assert names(catch_up(live, at + 60))[-1] == "closing"
    far_over = catch_up(live, at + 60 * 30)
    assert names(far_over) == [names(live)[0], "closing"]
    assert far_over.late(at + 60 * 30) > 0


def test_when_much_time_is_over_parts_grow_as_far_as_they_can() -> None:
    live, at = run(begin(planned(), TWO), *[1] * 10)
    again = catch_up(live, at)
    assert names(again) == names(live)
    assert all(each.minutes <= each.part.max for each in again.ahead)


def test_a_part_that_ends_sooner_makes_the_end_early() -> None:
    live = go_on(begin(planned(), TWO), TWO + 50)
    assert (live.early(TWO + 50), live.late(TWO + 50)) == (2, 0)
    assert (live.early(TWO + 6 * 60), begin(planned(), TWO).early(TWO + 50)) == (2, 0)
    again = catch_up(live, TWO + 50)
    assert (again.early(TWO + 50), names(again)) == (0, names(live))


def minutes_of(live: Live) -> dict[str, int]:
    return {each.part.id: each.minutes for each in live.ahead}


def test_minutes_set_by_hand_stay_when_the_rest_is_planned_again() -> None:
    live, at = run(begin(planned(minutes=60, discussion=11, wrap_up=5), TWO), 8)
    again = catch_up(live, at)
    assert again.late(at) == 0
    assert minutes_of(again)["discussion"] == 11
    assert minutes_of(catch_up(again, at + 240))["wrap_up"] == 5
    assert not gave_way(again)


def test_where_there_is_no_room_minutes_set_by_hand_give_way_before_the_finish() -> None:
    live, at = run(begin(planned(minutes=60, discussion=11), TWO), 8, 24)
    again = catch_up(live, at)
    assert again.late(at) == 0
    assert minutes_of(again)["discussion"] < 11
    assert gave_way(again)
    assert names(again)[-1] == "closing"
    assert gave_way(catch_up(live, at + 60 * 7)), "it is left out"


def test_what_was_planned_again_in_a_hurry_grows_again_when_there_is_time() -> None:
    live, at = run(begin(planned(minutes=60), TWO), 8, 30)
    hurried = go_on(catch_up(live, at), at + 1)
    relaxed = catch_up(hurried, at + 1)
    assert relaxed.early(at + 1) < hurried.early(at + 1)


def test_the_part_being_run_may_pass_the_minutes_set_by_hand() -> None:
    live, at = begin(planned(welcome=2), TWO), TWO + 60 * 4
    assert minutes_of(catch_up(live, at))["welcome"] == 4


@settings(deadline=None, max_examples=60)
@given(
    st.sampled_from(TOPICS),
    st.integers(30, 90),
    st.lists(st.integers(1, 25), max_size=8),
    st.integers(0, 600),
)
def test_whatever_happened_the_rest_fits_what_is_left_or_is_the_least_there_is(
    topic: str, minutes: int, took: list[int], more: int
) -> None:
    live, at = run(begin(planned(topic, minutes), TWO), *took)
    again = catch_up(live, at + more)
    assert again.done == live.done
    if live.now is None:
        assert again == live
        return
    assert names(again)[0] == live.now.part.id
    assert names(again)[-1] == names(live)[-1]
    assert set(names(again)) | {each.id for each in again.left_out} == set(names(live))
    if again.late(at + more):
        assert set(names(again)) == {names(live)[0], names(live)[-1]}
    else:
        assert again.since // 60 + sum(each.minutes for each in again.ahead) <= again.total


def test_after_the_last_part_nothing_is_left() -> None:
    live, at = run(begin(planned(minutes=15), TWO), 4, 4, 4, 3)
    assert live.now is None
    assert (live.starts(at), live.left(at), live.late(at)) == ((), 0, 0)
    assert go_on(live, at) == live
    assert catch_up(live, at) == live


def test_short_parts_come_to_the_minutes_of_the_clock() -> None:
    live, at = begin(planned(minutes=15), TWO), TWO
    for _ in live.ahead:
        at += 15
        live = go_on(live, at)
    assert minutes_run(live) == (1, 0)
    assert for_the_note(live)["group_minutes"] == 1


def test_once_the_rest_is_planned_again_it_is_on_time() -> None:
    live = go_on(begin(planned(), TWO), TWO + 200)
    at = TWO + 200 + 60 * (live.now.minutes + 2) + 30 if live.now else TWO
    again = catch_up(live, at)
    assert live.late(at) > 0
    assert again.late(at) == 0


def test_breaks_are_counted_apart() -> None:
    live = begin(planned("ang_signs_meter", 90), TWO)
    live, _ = run(live, *(each.minutes for each in live.ahead))
    assert minutes_run(live) == (85, 5)
    assert for_the_note(live)["break_minutes"] == 5


def test_the_note_knows_what_was_really_run() -> None:
    live, _ = run(begin(planned(minutes=15), TWO), 4, 5, 4, 4)
    told = for_the_note(live)
    assert (told["started"], told["ended"]) == ("14:00", "14:17")
    assert (told["group_minutes"], told["planned_minutes"]) == (17, 15)
    assert told["participants"]["done"].startswith("Hello and quick check, 4 min; ")


@pytest.mark.parametrize("start", [23 * 3600 + 50 * 60, 0])
def test_midnight_is_passed(start: int) -> None:
    live, at = run(begin(planned(), start), 3, 7)
    assert live.elapsed(at % (24 * 3600)) == 600
    assert live.ends == time_of((start + 3600) % (24 * 3600))

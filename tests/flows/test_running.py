"""A session that runs, as the log has it: taken up where it was, whatever became of the program."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bht_assist.flows.guide import guide_to
from bht_assist.flows.live import begin, catch_up, go_on
from bht_assist.flows.running import (
    BACK,
    BEGIN,
    END,
    LATE,
    NEXT,
    day_begun,
    marked,
    running,
    seconds_of,
    take_back,
)
from bht_assist.flows.session import Answered, Marked, restored, saved
from bht_assist.flows.view import view
from tests.core import core

if TYPE_CHECKING:
    from bht_assist.flows.guide import Guide
    from bht_assist.flows.session import Session

TWO = datetime.fromisoformat("2026-11-23 14:00:00").astimezone()


@cache
def guide() -> Guide:
    return guide_to(core(), "group_session", date(2026, 11, 23))


def planned(**more: object) -> Session:
    said = {"topic": "ang_signs_meter", "minutes": 45, "group_size": 8, **more}
    return guide().start().add(*(Answered(*each) for each in said.items()))


def at(minutes: float) -> datetime:
    return TWO + timedelta(minutes=minutes)


def run(*marks: tuple[str, float]) -> Session:
    told = (marked("agenda", what, at(minutes)) for what, minutes in ((BEGIN, 0), *marks))
    return planned().add(*told)


def test_nothing_runs_before_it_was_begun_or_after_it_was_ended() -> None:
    assert running(guide(), planned(), TWO) is None
    assert running(guide(), planned().add(marked("agenda", NEXT, TWO)), TWO) is None
    assert running(guide(), run((NEXT, 4), (END, 9)), at(9)) is None
    assert running(guide(), run(), TWO) is not None


@settings(deadline=None, max_examples=30)
@given(st.lists(st.tuples(st.sampled_from([NEXT, LATE]), st.integers(0, 900)), max_size=12))
def test_after_a_restart_it_stands_where_the_keys_had_brought_it(
    keys: list[tuple[str, int]],
) -> None:
    plan = view(guide(), planned()).step("agenda").value
    live, now, log = begin(plan, seconds_of(TWO)), TWO, run()
    for what, seconds in keys:
        now += timedelta(seconds=seconds)
        live = (go_on if what == NEXT else catch_up)(live, seconds_of(now))
        log = log.add(marked("agenda", what, now))
    found = running(guide(), restored(saved(log)), now)
    if now < at(45 + 180):
        assert found is not None
        assert found.live == live
    else:
        assert found is None


def test_the_plan_is_the_one_that_was_begun_whatever_is_answered_later() -> None:
    session = run().add(Answered("minutes", 60), marked("agenda", NEXT, at(4)))
    found = running(guide(), session, at(5))
    assert found is not None
    assert found.plan["minutes"] == 45
    assert len(found.live.done) == 1


def test_what_was_begun_again_begins_then() -> None:
    found = running(guide(), run((NEXT, 4), (BEGIN, 10)), at(11))
    assert found is not None
    assert (found.live.done, found.live.began) == ((), seconds_of(at(10)))


@pytest.mark.parametrize(("minutes", "runs"), [(-1, False), (224, True), (225, False)])
def test_a_session_that_nobody_ended_is_over_some_hours_later(minutes: int, *, runs: bool) -> None:
    assert (running(guide(), run(), at(minutes)) is not None) is runs


@pytest.mark.parametrize(
    "begun",
    [
        Marked("agenda", BEGIN, "two o'clock"),
        Marked("topic", BEGIN, "2026-11-23 14:00:00"),
        Marked("no_such_step", BEGIN, "2026-11-23 14:00:00"),
    ],
)
def test_marks_that_mean_nothing_run_nothing(begun: Marked) -> None:
    assert running(guide(), planned().add(begun), TWO) is None
    assert view(guide(), planned().add(begun)).step("agenda").value


def test_a_key_of_a_later_version_changes_nothing() -> None:
    found = running(guide(), run((NEXT, 4), ("pause", 5)), at(6))
    assert found == running(guide(), run((NEXT, 4)), at(6))


def test_without_a_plan_nothing_runs() -> None:
    session = guide().start().add(marked("agenda", BEGIN, TWO))
    assert running(guide(), session, TWO) is None


def test_undoing_an_answer_leaves_what_was_run() -> None:
    session = run((NEXT, 4)).add(Answered("co_leader", "Second tech")).undo()
    assert session.events == run((NEXT, 4)).events
    taken_back = planned().add(marked("agenda", BEGIN, TWO)).undo()
    assert marked("agenda", BEGIN, TWO) in taken_back.events
    assert taken_back.redo().events == planned().add(marked("agenda", BEGIN, TWO)).events


@pytest.mark.parametrize("key", [NEXT, LATE, BEGIN])
def test_the_last_key_can_be_taken_back(key: str) -> None:
    before, session = run((NEXT, 4), (LATE, 9)), run((NEXT, 4), (LATE, 9), (key, 12))
    found = take_back(guide(), session, at(13))
    assert found is not None
    again, what = found
    assert what == key
    assert running(guide(), again, at(13)) == running(guide(), before, at(13))
    assert again.events[:-1] == session.events, "the log keeps what was pressed"


def test_key_after_key_is_taken_back_but_not_the_beginning() -> None:
    session = run((NEXT, 4), (NEXT, 8)).add(Answered("co_leader", "Second tech"))
    for _ in range(2):
        found = take_back(guide(), session, at(9))
        assert found is not None
        session = found[0]
    assert running(guide(), session, at(9)) == running(guide(), run(), at(9))
    assert take_back(guide(), session, at(9)) is None
    assert take_back(guide(), run((END, 4), (BEGIN, 5)), at(6)) is None
    assert take_back(guide(), planned(), at(6)) is None


def test_a_mark_that_takes_nothing_back_does_no_harm() -> None:
    assert running(guide(), planned().add(marked("agenda", BACK, TWO)), TWO) is None


def test_marks_move_nothing_and_answer_nothing() -> None:
    before, after = view(guide(), planned()), view(guide(), run((NEXT, 4)))
    assert (after.place, after.scope["agenda"]) == (before.place, before.scope["agenda"])


def test_the_day_is_that_of_the_last_beginning() -> None:
    assert day_begun(planned().events) == ""
    assert day_begun(run((NEXT, 4), (BEGIN, 24 * 60), (NEXT, 48 * 60)).events) == "2026-11-24"

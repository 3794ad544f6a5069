"""A series of sessions: what was held, what is proposed next, and what topics have had a rest."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bht_assist.flows.guide import guide_to
from bht_assist.flows.metrics import Held
from bht_assist.flows.rotation import last_run, lately, ran, ran_words, rested
from bht_assist.flows.series import proposed, series
from bht_assist.flows.session import Answered, Cleared, Marked, Skipped
from bht_assist.flows.view import view
from tests.core import core

if TYPE_CHECKING:
    from bht_assist.flows.guide import Guide
    from bht_assist.flows.session import Session
    from bht_assist.flows.view import View

TODAY = date(2026, 11, 23)
SERIES: dict[str, Any] = {
    "membership": "closed",
    "group": "evening",
    "session_number": 3,
    "session_count": 6,
}


@cache
def guide(flow: str = "group_session") -> Guide:
    return guide_to(core(), flow, TODAY)


def held(day: str, topic: str, session: int | None = None, group: str = "evening") -> Held:
    return Held(day, topic, core().topics[topic].family, group=group, session=session)


BEFORE = (held("2026-11-09", "cop_grounding", 1), held("2026-11-16", "ang_signs_meter", 2))


def said(flow: str = "group_session", **answers: Any) -> Session:
    return guide(flow).start().add(*(Answered(*each) for each in answers.items()))


def group(*before: Held, **answers: Any) -> View:
    told = {"topic": "ang_timeout_plan", "minutes": 50, "group_size": 8, **SERIES, **answers}
    return view(guide().remembering(before), said(**told))


def words_of(now: View, part: str) -> str:
    return next(str(each["say"]) for each in now.scope["agenda"]["segments"] if each["id"] == part)


def test_what_staff_say_of_the_session_before_is_in_the_outline_and_not_proposed_again() -> None:
    now = group(topic="rel_plan", last_topic="rel_cravings", series_path="theme")
    rows = [(each["session"], each["state"], each["topic"]["id"]) for each in series(now)]
    assert rows[:2] == [(2, "held", "rel_cravings"), (3, "today", "rel_plan")]
    assert "rel_cravings" not in {topic for _, state, topic in rows if state == "proposed"}


# the recall of the last session


def test_the_plan_opens_with_what_the_group_did_last_time_in_the_topics_own_words() -> None:
    topic = core().topics["ang_signs_meter"]
    line = words_of(group(*BEFORE), "practice_review")
    for each in (topic.title, topic.teach.points[0], topic.practice):
        assert each in line


def test_where_nothing_is_kept_staff_say_what_it_was_about() -> None:
    assert group().step("last_topic").visible
    assert not group(*BEFORE).step("last_topic").visible
    line = words_of(group(last_topic="cop_grounding"), "practice_review")
    assert core().topics["cop_grounding"].title in line
    assert "Last time we" not in words_of(group(), "practice_review")


def test_a_short_session_recalls_the_last_one_too() -> None:
    line = words_of(group(*BEFORE, minutes=15), "open_check")
    assert core().topics["ang_signs_meter"].title in line


@pytest.mark.parametrize(
    "other",
    [
        held("2026-11-16", "ang_signs_meter", 2, group="morning"),
        held("2026-11-16", "ang_signs_meter", 1),
        held("2026-11-23", "ang_signs_meter", 2),
        held("soon", "ang_signs_meter", 2),
        Held("2026-11-16", "gone_topic", "", group="evening", session=2),
    ],
)
def test_nothing_else_is_taken_for_the_last_session(other: Held) -> None:
    assert "Last time" not in words_of(group(other), "practice_review")


def test_a_first_session_has_no_last_one() -> None:
    now = group(*BEFORE, session_number=1)
    assert all("Last time" not in each["say"] for each in now.scope["agenda"]["segments"])


def test_the_plan_is_fitted_anew_when_another_session_is_recalled() -> None:
    first = words_of(group(last_topic="cop_grounding"), "practice_review")
    again = words_of(group(last_topic="cop_grounding", language="en"), "practice_review")
    assert first == again
    assert first != words_of(group(last_topic="ang_signs_meter"), "practice_review")


# the outline


def test_the_outline_has_what_was_held_this_session_and_those_to_come() -> None:
    rows = series(group(*BEFORE))
    assert [row["session"] for row in rows] == [1, 2, 3, 4, 5, 6]
    states = ["held", "held", "today", "proposed", "proposed", "proposed"]
    assert [row["state"] for row in rows] == states
    assert [row["day"] for row in rows[:4]] == ["2026-11-09", "2026-11-16", "2026-11-23", ""]


def test_what_another_group_did_is_not_in_the_outline() -> None:
    other = held("2026-11-16", "cop_grounding", 2, group="morning")
    assert [row["session"] for row in series(group(other))] == [3, 4, 5, 6]
    assert [row["session"] for row in series(group(*BEFORE, group=None))] == [3, 4, 5, 6]


def test_outside_of_a_series_or_without_a_topic_there_is_no_outline() -> None:
    assert series(group(membership="open")) == ()
    assert series(view(guide(), said(**SERIES))) == ()


def test_a_series_goes_through_many_families_or_stays_in_one() -> None:
    mixed = [row["topic"]["family"] for row in series(group(*BEFORE))]
    assert len(set(mixed[2:])) == 4
    stays = [row["topic"]["family"] for row in series(group(*BEFORE, series_path="theme"))]
    assert stays[1:5] == ["anger"] * 4  # all that there are


def test_what_ran_lately_comes_last_and_is_not_hidden() -> None:
    first = series(group())[1]["topic"]["id"]
    tired = series(group(held("2026-11-20", first, group="morning")))
    assert first not in [row["topic"]["id"] for row in tired]
    everything = tuple(held("2026-11-20", name) for name in core().topics)
    assert len(series(group(*everything))) == 4


def test_a_longer_rest_makes_a_topic_come_sooner() -> None:
    topics = [core().topics[name] for name in ("ang_signs_meter", "cop_grounding")]
    tired = {"ang_signs_meter": 5.0, "cop_grounding": 2.0}
    assert proposed(topics, (), tired, 1, 2) == (topics[1], topics[0])
    assert proposed(topics, (), {}, 1, 2) == tuple(topics)


def test_only_topics_that_fit_the_group_are_proposed() -> None:
    now = group(acuity="high", audience=("teens",), session_count=12)
    for row in series(now)[1:]:
        topic = core().topics[row["topic"]["id"]]
        assert "high" in topic.acuity_ok
        assert "teens" in topic.audience
        assert not topic.inform_clinician


def test_of_a_session_that_was_held_twice_the_last_one_stands() -> None:
    again = held("2026-11-18", "cop_grounding", 2)
    row = series(group(*BEFORE, again))[1]
    assert (row["topic"]["id"], row["day"]) == ("cop_grounding", "2026-11-18")


def test_without_a_number_it_is_the_first_and_has_as_many_as_the_pack_says() -> None:
    rows = series(group(session_number=None, session_count=None))
    assert [row["session"] for row in rows] == [1, 2, 3, 4]


@settings(deadline=None, max_examples=40)
@given(
    st.lists(st.sampled_from(sorted(core().topics)), max_size=6, unique=True),
    st.dictionaries(st.sampled_from(sorted(core().topics)), st.floats(0, 9), max_size=20),
    st.floats(-5, 5),
    st.integers(0, 60),
)
def test_no_topic_comes_twice_and_the_same_wish_gives_the_same_series(
    before: list[str], tired: dict[str, float], family: float, count: int
) -> None:
    topics, so_far = tuple(core().topics.values()), [core().topics[each] for each in before]
    found = proposed(topics, so_far, tired, family, count)
    names = [each.id for each in (*so_far, *found)]
    assert len(names) == len(set(names))
    assert len(found) == min(count, len(topics) - len(before))
    assert found == proposed(topics, so_far, tired, family, count)


# what ran lately


def test_topics_that_ran_lately_come_after_the_others_the_longest_ago_first() -> None:
    topics = list(core().topics.values())
    groups = [held("2026-11-20", topics[0].id), held("2026-11-10", topics[1].id)]
    shown = rested(topics, last_run(groups, TODAY, 21))
    assert shown == [*topics[2:], topics[1], topics[0]]
    assert rested(topics, {}) == topics


def test_lately_is_so_many_days_before_today_and_the_last_day_counts() -> None:
    days = ("2026-11-01", "2026-11-02", "2026-11-22", "2026-11-23", "2026-11-24", "")
    found = last_run([held(day, "cop_grounding") for day in days], TODAY, 21)
    assert found == {"cop_grounding": "2026-11-22"}
    assert last_run([held("2026-11-01", "cop_grounding")], TODAY, 21) == {}
    assert ran_words("2026-11-08") == "Ran Nov 8"


def test_flows_see_groups_the_latest_first() -> None:
    rows = lately(core(), BEFORE, TODAY)
    assert [row["day"] for row in rows] == ["2026-11-16", "2026-11-09"]
    assert rows[0]["topic"]["title"] == core().topics["ang_signs_meter"].title


def test_a_note_was_held_on_its_day_and_a_plan_when_it_ran_or_went_to_paper() -> None:
    note = said("group_note", topic="cop_grounding", day="2026-11-16", group="evening")
    found = ran(guide("group_note"), note.add(Answered("session_number", 2)), "2026-11-17")
    assert found == held("2026-11-16", "cop_grounding", 2)
    plan = said(topic="cop_grounding")
    assert ran(guide(), plan) is None
    assert ran(guide(), plan, "2026-11-17") == held("2026-11-17", "cop_grounding", group="")
    run = plan.add(Marked("agenda", "begin", "2026-11-18 14:00:00"))
    assert ran(guide(), run, "2026-11-17") == held("2026-11-18", "cop_grounding", group="")


def test_without_a_topic_nothing_ran() -> None:
    for event in (Cleared("topic"), Skipped("topic", "not_now"), Answered("topic", "no_such")):
        assert ran(guide(), said(topic="cop_grounding").add(event), "2026-11-17") is None

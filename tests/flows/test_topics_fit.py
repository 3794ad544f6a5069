"""Every topic of the core pack fits, or the plan says why not and what would."""

from collections.abc import Mapping
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bht_assist.flows.agenda import TooLong, TooShort

from .test_agenda_session import group_plan, library, minutes_of

TOPICS = sorted(library().topics)
CORNERS = (15, 16, 29, 30, 31, 45, 59, 74, 75, 89, 90)
"""The ends, and where a template, a break or a check-in changes."""
ALWAYS = {"welcome", "check_in", "teach", "discussion", "wrap_up", "closing"}
ROOMS = st.fixed_dictionaries(
    {
        "acuity": st.sampled_from(["low", "moderate", "high"]),
        "audience": st.lists(
            st.sampled_from(["adults", "teens", "older_adults", "psychosis", "mandated"]),
            min_size=1,
            unique=True,
        ).map(tuple),
        "setting": st.sampled_from(["inpatient", "detox", "iop", "telehealth"]),
        "new_members": st.booleans(),
        "membership": st.sampled_from(["open", "closed"]),
        "session_number": st.integers(1, 4),
    }
)


def whole(result: object, minutes: int) -> Mapping[str, Any]:
    """Hold a plan to what every plan must be."""
    assert isinstance(result, Mapping), result
    given = minutes_of(result)
    assert sum(given.values()) == minutes
    names = list(given)
    if result["template"] == "short":
        assert names == ["open_check", "one_idea", "core", "close"]
    else:
        assert (names[0], names[-1]) == ("welcome", "closing")
        assert set(names) >= ALWAYS
        assert {"activity_core", "activity_first"} & set(names)
    return result


@pytest.mark.parametrize("topic", TOPICS)
def test_a_topic_fits_the_shortest_and_the_longest_with_few_and_many_people(topic: str) -> None:
    for minutes, size in product(CORNERS, (3, 20)):
        whole(group_plan(topic, minutes, size, acuity="low", audience=("adults",)), minutes)


@settings(deadline=None, max_examples=250)
@given(
    topic=st.sampled_from(TOPICS),
    minutes=st.integers(15, 90),
    size=st.integers(3, 20),
    acuity=st.sampled_from(["low", "moderate", "high"]),
)
def test_every_topic_fits_every_length_from_15_to_90_with_3_to_20_people(
    topic: str, minutes: int, size: int, acuity: str
) -> None:
    whole(group_plan(topic, minutes, size, acuity=acuity, audience=("adults",)), minutes)


@settings(deadline=None, max_examples=250)
@given(
    topic=st.sampled_from(TOPICS), minutes=st.integers(1, 240), size=st.integers(2, 30), room=ROOMS
)
def test_a_plan_that_cannot_be_says_how_long_it_would_have_to_be(
    topic: str, minutes: int, size: int, room: dict[str, Any]
) -> None:
    result = group_plan(topic, minutes, size, **room)
    if isinstance(result, TooShort):
        assert result.needed == minutes + result.short_by
        whole(group_plan(topic, result.needed, size, **room), result.needed)
    elif isinstance(result, TooLong):
        assert result.most == minutes - result.over_by
        whole(group_plan(topic, result.most, size, **room), result.most)
    else:
        whole(result, minutes)


@pytest.mark.parametrize("topic", TOPICS)
@pytest.mark.parametrize("minutes", [100, 110, 120])
def test_long_sessions_are_filled_with_a_break_in_them(topic: str, minutes: int) -> None:
    result = whole(group_plan(topic, minutes, 8, acuity="low", audience=("adults",)), minutes)
    assert {"break", "break_long"} & set(minutes_of(result))

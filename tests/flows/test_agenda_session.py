"""The timed plan of a session: an agenda step with a topic, in miniature and with the core pack."""

from collections.abc import Mapping
from functools import cache
from typing import Any

import pytest

from bht_assist.content.explain import valid
from bht_assist.content.library import Library
from bht_assist.content.models import Topic
from bht_assist.content.models.agenda import Agenda
from bht_assist.flows.agenda import TooLong, TooShort
from bht_assist.flows.expressions import context_over, expression
from bht_assist.flows.picked import picked_topic
from bht_assist.flows.session_plan import NOTHING, Holds, plan
from tests.core import core


def span(least: int, usual: int, most: int) -> dict[str, int]:
    return {"min": least, "typical": usual, "max": most}


MINUTES = span(4, 6, 10)


def activity(name: str, *, core: bool = False) -> dict[str, Any]:
    return {
        "id": name,
        "name": name.title(),
        "how": f"Do {name}.",
        "minutes": MINUTES,
        "core": core,
    }


TOPIC = valid(
    Topic,
    {
        "id": "knots",
        "family": "craft",
        "title": "Knots",
        "audience": ["adults"],
        "acuity_ok": ["low"],
        "group_size": {"min": 2, "ideal": [3, 8], "max": 12},
        "objectives": ["Tie one"],
        "teach": {"minutes": {"min": 3, "typical": 5, "max": 8}, "points": ["Over, then under."]},
        "activities": [activity("race"), activity("bowline", core=True)],
        "discussion": {"minutes": MINUTES, "questions": ["Where would you use it?"]},
        "closing": "Show it.",
        "practice": "Tie one a day.",
        "handout": "My knot.",
    },
)


def step(*segments: Mapping[str, object], **more: object) -> Agenda:
    return valid(
        Agenda,
        {"id": "agenda", "ask": "agenda", "topic": "topic", "minutes": "minutes"}
        | {"segments": segments, **more},
    )


def segment(name: str, **more: object) -> dict[str, object]:
    return {"id": name, "title": name.title(), "required": True, **more}


CORE = segment("core", **{"from": "core"})
ROUND = segment(
    "round",
    per_person={"base": span(1, 1, 2), "seconds": span(20, 40, 75)},
    quick={"base": span(1, 1, 2), "seconds": span(6, 10, 20)},
)


def never(_: str) -> bool:
    return False


def made(  # noqa: PLR0917 - as plan() has them
    agenda: Agenda,
    minutes: int,
    size: int | tuple[int, int] | None = 4,
    start: str | None = None,
    holds: Holds = never,
    pins: Mapping[str, int] | None = None,
) -> Mapping[str, Any]:
    result = plan(agenda, TOPIC, minutes, size, start, holds, pins or {})
    assert isinstance(result, Mapping)
    return result


def minutes_of(result: Mapping[str, Any]) -> dict[str, int]:
    return {row["id"]: row["minutes"] for row in result["segments"]}


def test_the_parts_of_the_topic_fill_the_segments() -> None:
    parts = [segment(name, **{"from": name}) for name in ("teach", "core", "second", "discussion")]
    third = segment("third", **{"from": "third"})
    result = made(step(*parts, third), 23, start="13:50")
    assert result["segments"][1] == {
        "id": "core",
        "title": "Core",
        "least": 4,
        "usual": 6,
        "most": 10,
        "priority": 50,
        "required": True,
        "by_hand": False,
        "minutes": 6,
        "start": "13:55",
        "end": "14:01",
        "say": "",
        "how": "Do bowline.",
        "from": "core",
        "activity": "bowline",
        "name": "Bowline",
        "quick": False,
        "pause": False,
    }
    assert minutes_of(result) == {"teach": 5, "core": 6, "second": 6, "discussion": 6}
    assert result["segments"][2]["activity"] == "race"
    assert (result["start"], result["end"], result["topic"]) == ("13:50", "14:13", "Knots")
    assert (result["minutes"], result["template"], result["dropped"]) == (23, "standard", [])


def test_without_a_start_the_clock_counts_from_zero() -> None:
    result = made(step(CORE, segment("close", minutes=MINUTES)), 12)
    assert [(row["start"], row["end"]) for row in result["segments"]] == [
        ("0:00", "0:06"),
        ("0:06", "0:12"),
    ]


def test_the_segments_own_minutes_and_words_come_before_the_topics() -> None:
    own = segment("core", **{"from": "core", "minutes": span(2, 2, 2), "how": "Short."})
    row = made(step(own), 2)["segments"][0]
    assert (row["minutes"], row["how"], row["activity"]) == (2, "Short.", "bowline")


@pytest.mark.parametrize(
    ("size", "people", "minutes"), [(6, 6, 5), ((2, 6), 6, 5), (None, 6, 5), (2, 2, 3), (30, 30, 6)]
)
def test_a_part_grows_with_the_group_up_to_its_cap(
    size: int | tuple[int, int] | None, people: int, minutes: int
) -> None:
    rate = {
        "base": MINUTES | span(1, 2, 3),
        "seconds": {"min": 20, "typical": 30, "max": 40},
    }
    result = made(step(segment("round", per_person=rate | {"cap": 6})), minutes, size)
    assert result["people"] == people
    assert minutes_of(result) == {"round": minutes}


def test_a_long_round_turns_quick() -> None:
    work = segment("work", minutes=span(5, 20, 60))
    agenda = step(ROUND, work)
    usual, quick = made(agenda, 30, 7), made(agenda, 29, 7)
    assert [result["segments"][0]["quick"] for result in (usual, quick)] == [False, True]
    limit = {"segment": "round", "max": 5, "when": "busy", "why": "Busy."}
    limited = made(
        step(ROUND, work, limits=[limit]),
        30,
        7,
        holds=lambda _: True,
    )
    assert limited["segments"][0]["quick"]
    assert limited["limits"] == [{"id": "round", "max": 5, "why": "Busy."}]


def test_more_people_never_lower_the_least_that_a_round_needs() -> None:  # P16
    for agenda in (step({**ROUND, "quick": None}), step(ROUND)):  # the round, and the quick way
        short = [plan(agenda, TOPIC, 0, size, None, never) for size in range(1, 61)]
        needed = [each.needed for each in short if isinstance(each, TooShort)]
        assert len(needed) == 60
        assert needed == sorted(needed)


def test_conditions_show_require_and_limit() -> None:
    agenda = step(
        CORE,
        segment("song", when="singing", minutes=MINUTES),
        segment("rest", required=False, required_when="tired", minutes=MINUTES),
        limits=[
            {"segment": "core", "max": 5, "when": "tired", "why": "Tired."},
            {"segment": "core", "max": 3, "when": "tired", "why": "Very tired."},
            {"segment": "core", "max": 1, "when": "asleep", "why": "Asleep."},
            {"segment": "song", "max": 1, "when": "tired", "why": "No song."},
        ],
    )
    assert minutes_of(made(agenda, 9)) == {"core": 9}
    tired = made(agenda, 9, holds=lambda source: source == "tired")
    assert minutes_of(tired) == {"core": 3, "rest": 6}
    assert [row["why"] for row in tired["limits"]] == ["Very tired."]
    assert minutes_of(made(agenda, 12, holds=lambda source: source == "singing")) == {
        "core": 6,
        "song": 6,
    }


def test_the_short_template_stands_in_only_where_the_usual_is_too_long() -> None:
    short = [segment("bit", minutes=span(1, 2, 3))]
    both = step(CORE, short_segments=short)
    assert made(both, 2)["template"] == "short"
    assert plan(both, TOPIC, 0, 4, None, never) == TooShort(needed=1, short_by=1)
    gap = step(segment("long", minutes=span(9, 9, 9)), short_segments=short)
    assert plan(gap, TOPIC, 5, 4, None, never) == TooShort(needed=9, short_by=4)
    assert plan(gap, TOPIC, 12, 4, None, never) == TooLong(most=9, over_by=3)
    assert plan(step(CORE), TOPIC, 1, 4, None, never) == TooShort(needed=4, short_by=3)


def test_pins_hold_and_pins_of_parts_that_are_gone_do_no_harm() -> None:
    agenda = step(CORE, segment("rest", required=False, minutes=MINUTES))
    result = made(agenda, 10, pins={"rest": 4, "gone": 7, "core": 0})
    assert minutes_of(result) == {"core": 6, "rest": 4}
    left_out = made(agenda, 10, pins={"rest": 0})
    assert left_out["dropped"] == [
        {"id": "rest", "title": "Rest", "kind": "not_asked", "why": "taken out by hand", "least": 4}
    ]


# The core pack.


compiled = cache(expression)


@cache
def library() -> Library:
    return core()


def group(topic: str, **answers: object) -> tuple[Agenda, Topic, Holds]:
    """The group session's agenda, and its conditions over these answers."""
    flow = library().flows["group_session"]
    agenda = next(each for each in flow.steps if isinstance(each, Agenda))
    scope: dict[str, Any] = {"topic": picked_topic(library().topics[topic]), **answers}
    for name, source in flow.values.items():
        scope[name] = compiled(source)(context_over(scope))
    context = context_over(scope)
    return agenda, library().topics[topic], lambda source: bool(compiled(source)(context))


def group_plan(
    topic: str, minutes: int, size: int, by_hand: Mapping[str, int] = NOTHING, **answers: object
) -> Mapping[str, Any] | TooShort | TooLong:
    agenda, found, holds = group(topic, minutes=minutes, group_size=size, **answers)
    return plan(agenda, found, minutes, size, None, holds, by_hand)


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [
        (30, [2, 2, 6, 9, 6, 2, 3]),
        (60, [3, 7, 3, 8, 3, 11, 9, 8, 1, 3, 4]),
    ],
)
def test_the_worked_example(minutes: int, expected: list[int]) -> None:
    result = group_plan("ang_signs_meter", minutes, 8, acuity="moderate", audience=("adults",))
    assert isinstance(result, Mapping)
    assert list(minutes_of(result).values()) == expected


def test_teens_move_first() -> None:
    result = group_plan("cop_grounding", 45, 8, acuity="moderate", audience=("teens",))
    assert isinstance(result, Mapping)
    names = list(minutes_of(result))
    assert names.index("activity_first") < names.index("teach")
    assert "activity_core" not in names


def test_twelve_minutes_for_eighteen_people_are_too_short() -> None:
    result = group_plan("soc_assertive", 12, 18, acuity="low", audience=("adults",))
    assert result == TooShort(needed=13, short_by=1)


# at most, and at least


def bound_plan(
    bound: str, topic: str, minutes: int, size: int = 8, **by_hand: int
) -> Mapping[str, Any] | TooShort | TooLong:
    answers = {"acuity": "low", "audience": ("adults",)}
    agenda, found, holds = group(topic, minutes=minutes, group_size=size, **answers)
    return plan(agenda, found, minutes, size, None, holds, by_hand, bound=bound)


@pytest.mark.parametrize("minutes", [20, 45, 90, 115, 240])
@pytest.mark.parametrize("topic", ["ang_signs_meter", "rec_daily_goals"])
def test_at_most_so_long_ends_early_once_each_part_has_its_usual_time(
    topic: str, minutes: int
) -> None:
    result = bound_plan("max", topic, minutes)
    assert isinstance(result, Mapping)
    assert result["minutes"] == sum(minutes_of(result).values()) <= result["asked"] == minutes
    exact = bound_plan("exact", topic, minutes)
    if isinstance(exact, Mapping):
        usual = sum(row["usual"] for row in exact["segments"])
        assert result["minutes"] == min(minutes, usual)
    if result["minutes"] < minutes:
        assert all(row["minutes"] == row["usual"] for row in result["segments"])


def test_at_most_needs_no_shorter_wish_where_exactly_would_be_too_long() -> None:
    assert isinstance(bound_plan("exact", "rec_daily_goals", 240), TooLong)
    assert isinstance(bound_plan("max", "rec_daily_goals", 240), Mapping)


def test_at_least_so_long_takes_what_it_needs() -> None:
    exact = bound_plan("exact", "soc_assertive", 12, 18)
    assert exact == TooShort(needed=13, short_by=1)
    result = bound_plan("min", "soc_assertive", 12, 18)
    assert isinstance(result, Mapping)
    assert (result["minutes"], result["asked"]) == (13, 12)
    assert bound_plan("min", "soc_assertive", 45) == bound_plan("exact", "soc_assertive", 45)


def test_a_bound_on_the_other_side_changes_nothing() -> None:
    assert isinstance(bound_plan("max", "soc_assertive", 12, 18), TooShort)
    assert isinstance(bound_plan("min", "rec_daily_goals", 240), TooLong)


def test_minutes_set_by_hand_stand_whatever_the_bound() -> None:
    for bound in ("max", "min"):
        result = bound_plan(bound, "ang_signs_meter", 120, teach=12)
        assert isinstance(result, Mapping)
        assert minutes_of(result)["teach"] == 12

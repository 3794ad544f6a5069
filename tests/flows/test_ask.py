"""What staff ask for in their own words: the kind of request, and every answer with its place."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bht_assist.content.library import Library
from bht_assist.flows.ask import Listener, Understanding, listener, understand
from bht_assist.flows.ask.chips import chips as shown
from bht_assist.flows.guide import guide_to
from bht_assist.flows.view import view
from bht_assist.search.shelf import Shelf
from tests.core import core as core_pack

TODAY = date(2026, 11, 23)

REQUESTS = Path(__file__).parent / "requests"
LEAST = {
    "topic": 0.94,
    "minutes": 0.95,
    "size": 0.92,
    "with": 0.85,
    "setting": 0.85,
    "audience": 0.85,
}
"""The share of each that must be right, of what nobody tuned on too."""
ALWAYS = {"urgent", "redirect", "clarify", "infeasible"}
"""Kinds that must be right in every request."""


@cache
def core() -> Listener:
    library = core_pack()
    hears = listener(library, Shelf(library))
    assert hears is not None
    return hears


def by_phrases_alone(weighed: str) -> Listener:
    """Give who understands requests without one of the tables that weigh their words."""
    hears = core()
    asking = hears.asking.but(**{weighed: None})
    return Listener(hears.library, hears.shelf, asking, hears.plan)


def asked(text: str, within: str = "") -> Understanding:
    return core().understand(text, core().library.flows[within] if within else None)


@cache
def once(text: str) -> Understanding:
    """Understand a request of the lists, which many tests ask about."""
    return asked(text)


def values(found: Understanding) -> dict[str, Any]:
    return {each.step: each.value for each in found.answers}


def several(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


@cache
def requests(name: str) -> tuple[dict[str, Any], ...]:
    return tuple(yaml.safe_load((REQUESTS / f"{name}.yaml").read_text()))


def right(request: dict[str, Any], key: str) -> list[bool]:
    """Give, for each thing that a request expects under a key, whether it was heard."""
    found = once(request["say"])
    wanted, got = request[key], values(found)
    match key:
        case "topic":
            return [bool(found.topics) and found.topics[0] in several(wanted)]
        case "not":
            return [topic not in found.topics for topic in wanted]
        case "size":
            size = tuple(wanted) if isinstance(wanted, list) else wanted
            return [got.get("group_size") == size]
        case "with":
            return [each in found.constraints for each in wanted]
        case "audience":
            return [each in got.get("audience", ()) for each in wanted]
        case "must_ask" | "flags":
            return [each in getattr(found, key) for each in wanted]
        case "flow":
            return [found.flow == wanted]
        case _:
            return [got.get(key) == wanted]


@pytest.mark.parametrize("name", ["seen", "unseen"])
@pytest.mark.parametrize("key", sorted(LEAST))
def test_answers_are_heard_as_often_as_they_must(name: str, key: str) -> None:
    heard = [each for r in requests(name) if key in r for each in right(r, key)]
    assert sum(heard) >= LEAST[key] * len(heard)


@pytest.mark.parametrize("name", ["seen", "unseen"])
def test_the_kind_of_request_is_right_where_a_wrong_one_does_harm(name: str) -> None:
    kinds = {
        r["say"]: (asked(r["say"]).kind, r.get("kind", "plan"))
        for r in requests(name)
        if ALWAYS.intersection(several(r.get("kind", "plan")))
    }
    assert {say: each for say, each in kinds.items() if each[0] not in several(each[1])} == {}


@pytest.mark.parametrize("name", ["seen", "unseen"])
def test_a_plan_is_never_taken_for_an_emergency(name: str) -> None:
    plans = [r["say"] for r in requests(name) if r.get("kind", "plan") == "plan"]
    assert [say for say in plans if asked(say).kind != "plan"] == []


@pytest.mark.parametrize("name", ["seen", "unseen"])
@pytest.mark.parametrize("key", ["not", "must_ask", "flags", "flow"])
def test_what_must_hold_holds_each_time(name: str, key: str) -> None:
    wrong = [r["say"] for r in requests(name) if key in r and not all(right(r, key))]
    assert wrong == []


WORDS = [
    *(
        "45",
        "8",
        "min",
        "hour",
        "half",
        "a",
        "quarter",
        "past",
        "to",
        "3",
        "x9",
        "no",
        "pens",
        "w/o",
    ),
    *("anger", "and", "sleep", ",", ".", "-", "/", ":", "1", "2", "pts", "ages", "15-18", "room"),
    *("bed", "dob", "3/4/89", "named", "Jo", "series", "of", "part", "not", "about", "at", "pm"),
    *("½", "12:30", "&", "but"),
]
TEXTS = st.one_of(
    st.text(max_size=120),
    st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join),
)


@settings(max_examples=150, deadline=None)
@given(TEXTS)
@example("")
@example("45 45 45 45")
@example("²³ ½½ 1/0 0/0 ٣ 一二")
@example("no no no, no")
@example("half past 13 anger group")
@example("from 2 to 2")
@example("4 " * 999)
@example("4/" * 999)
@example("9999999999999999999 people 1e9 min")
def test_any_text_is_understood_the_same_each_time_with_spans_inside_it(text: str) -> None:
    found = asked(text)
    assert found == asked(text)
    spans = [each.span for each in found.answers] + [*found.not_understood, *found.dropped]
    assert all(0 <= start <= end <= len(text) for start, end in spans)


@settings(max_examples=30, deadline=None)
@given(st.sampled_from([r["say"] for r in requests("seen")]))
def test_a_plan_starts_with_answers_that_its_flow_takes(say: str) -> None:
    found = asked(say)
    if found.kind == "plan":
        guide = guide_to(core().library, found.flow, TODAY)
        now = view(guide, guide.start().add(*found.events))
        assert [each for each in now.steps if each.problems and each.step.id in values(found)] == []


def test_each_answer_says_which_words_it_came_from() -> None:
    text = "anger mgmt, half an hour, 6 to 8 pts"
    found = asked(text)
    words = {each.step: text[slice(*each.span)] for each in found.answers}
    assert words == {"topic": "anger mgmt", "minutes": "half an hour", "group_size": "6 to 8 pts"}


def test_what_was_not_understood_is_said_and_what_was_not_said_is_assumed() -> None:
    text = "anger 45 min 8 pts blorping"
    found = asked(text)
    assert [text[slice(*span)] for span in found.not_understood] == ["blorping"]
    assert found.assumptions["audience"] == ["adults"]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("coping for Jessica Blorp 30 min 8 pts", "Jessica Blorp"),
        ("coping 30 min, client named xander, 8 pts", "xander"),
        ("coping 30 min 8 pts dob 3/4/1989", "3/4/1989"),
        ("coping 30 min 8 pts bed 14b", "bed 14b"),
        ("coping 30 min 8 pts mrn 4471923", "4471923"),
        ("coping with Quillon 30 min 8 pts", "Quillon"),
    ],
)
def test_what_says_who_somebody_is_is_dropped_and_never_shown(text: str, kept: str) -> None:
    found = asked(text)
    shown = str(found.to_json(text))
    assert all(part not in shown for part in kept.split() if part != "bed")
    assert found.dropped
    assert found.say == core().asking.say.dropped
    assert values(found)["group_size"] == 8


def test_an_emergency_makes_no_plan_and_names_the_card() -> None:
    found = asked("anger 45 min 8 pts, one says he wants to kill himself")
    assert (found.kind, found.flow, found.answers, found.card) == ("urgent", "", (), "crisis")
    assert found.flags == ("risk_now",)


@pytest.mark.parametrize(
    "text",
    [
        "suicide prevention group 45 min 8 pts",
        "teens with a history of self harm, coping, 30 min 8",
        "pt denies si. coping 30 min 8 pts",
        "narcan and overdose prevention 30 min 9 pts",
        "nobody is suicidal, coping 30 min 8 pts",
    ],
)
def test_words_of_danger_in_the_past_or_denied_are_no_emergency(text: str) -> None:
    assert asked(text).kind == "plan"


def test_what_is_out_of_scope_gives_the_nearest_topic_and_the_rule() -> None:
    found = asked("trauma processing group 60 min 8 women")
    assert found.kind == "redirect"
    assert found.topics[0] == "psy_trauma_reactions"
    assert "therapy" in found.rule
    assert found.flags == ("out_of_scope_trauma_processing",)
    assert values(found)["minutes"] == 60


def test_what_is_out_of_scope_may_be_what_nobody_wants() -> None:
    assert asked("coping skills no trauma processing 45 min 8 pts").kind == "plan"


def test_minutes_that_hold_no_plan_are_told_before_it_starts() -> None:
    found = asked("assertiveness 12 min 20 people")
    assert found.kind == "infeasible"
    assert "infeasible_time" in found.flags


def test_people_whom_a_topic_is_not_written_for_are_told_of() -> None:
    assert "audience_outside_pack" in asked("anger group 30 min 6 kids age 7").flags


def test_in_a_conversation_a_step_is_gone_to_by_its_name() -> None:
    found = asked("go back to warning signs", within="safety_plan")
    assert (found.kind, found.step) == ("move", "warning_signs")
    assert asked("go back to warning signs").kind != "move"


def test_a_service_to_add_is_looked_up_by_what_follows() -> None:
    found = asked("add a food pantry", within="discharge")
    assert (found.kind, found.query) == ("search", "food pantry")


def test_a_step_that_is_not_named_is_not_gone_to() -> None:
    assert asked("go back to the beginning of time", within="safety_plan").kind != "move"
    assert asked("what are early signs", within="safety_plan").kind != "move"


def test_a_series_is_heard() -> None:
    assert "series:3" in asked("series of 3 on anger 45 min 8 pts").constraints


def test_what_is_broken_reaches_back_no_further_than_its_clause() -> None:
    assert "no_tech" not in asked("anger with tv, frobnitz is broke, 45 min 8 pts").constraints
    assert "no_tech" in asked("anger, tv in here is broke, 45 min 8 pts").constraints


def test_without_an_agenda_no_minutes_are_too_few() -> None:
    library = core().library
    flow = library.flows["group_session"]
    sections = tuple(each for each in flow.sections if each.id != "the_plan")
    bare = {**library.flows, "group_session": flow.but(sections=sections)}
    found = understand("anger 12 min 20 pts", replace(library, flows=bare), core().shelf)
    assert found.kind == "plan"


def test_people_are_not_in_two_topics_that_stand_apart() -> None:
    assert "two_topics" not in asked("anger for 8 pts 45 min, later sleep").constraints


def test_without_group_words_a_guess_is_by_the_names_of_topics_only() -> None:
    assert asked("qualms 45 min 8 pts").kind == "clarify"
    assert asked("insomniacs 45 min 8 pts").topics[:1] in {("wel_sleep",), ()}


def test_a_question_that_no_card_names_finds_the_nearest_card() -> None:
    assert asked("how do i respond to cursing").kind == "card"


@pytest.mark.parametrize(
    ("text", "chips"),
    [
        (
            "anger 30-45 min 6-8 pts teens no pens blorp",
            [
                "topic: Anger signs and the 0-10 scale",
                "45 minutes",
                "exact, at most or at least: At most this long",
                "6–8 people",
                "who they are: Teens",
                "what to plan around: No pens or pencils",
                "not understood: “blorp”",
            ],
        ),
        ("food stamps", []),
    ],
)
def test_each_thing_that_was_heard_is_a_chip(text: str, chips: list[str]) -> None:
    assert list(shown(core().library, asked(text), text)) == chips


def test_without_a_pack_that_says_how_everything_is_looked_up() -> None:
    nothing = Library()
    assert understand("anger", nothing, Shelf(nothing)) == Understanding("search", query="anger")


def test_one_request_can_be_understood_by_itself() -> None:
    library = core().library
    assert understand("sleep 30 min 8 pts", library, core().shelf).topics == ("wel_sleep",)

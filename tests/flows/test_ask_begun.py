"""Conversations with one client that a sentence starts, with the answers that stand in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from bht_assist.content.library import load
from bht_assist.content.starter import start_pack
from bht_assist.flows.ask import Listener, Understanding, listener, understand
from bht_assist.flows.ask.chips import chips
from bht_assist.flows.guide import guide_to
from bht_assist.flows.view import view
from bht_assist.search.shelf import Shelf
from tests.core import core as core_pack

if TYPE_CHECKING:
    from pathlib import Path

TODAY = date(2026, 11, 25)
"""A Wednesday."""
WHOLE = "discharge tomorrow, needs shelter, food and an AA meeting"


@cache
def core(today: date | None = TODAY) -> Listener:
    library = core_pack()
    hears = listener(library, Shelf(library, today))
    assert hears is not None
    return hears


def asked(text: str) -> Understanding:
    return core().understand(text)


def values(text: str) -> dict[str, Any]:
    return {each.step: each.value for each in asked(text).answers}


def test_what_somebody_needs_and_the_day_they_leave_are_answers_with_their_words() -> None:
    found = asked(WHOLE)
    assert (found.kind, found.flow) == ("start", "discharge")
    words = {each.step: (each.value, WHOLE[slice(*each.span)]) for each in found.answers}
    assert words == {
        "leave_date": ("2026-11-26", "tomorrow"),
        "needs": (("shelter", "food", "mutual-aid"), "shelter, food and an AA meeting"),
    }


def test_the_answers_are_ones_that_the_conversation_takes() -> None:
    text = "he leaves residential for IOP in 3 days, no place to stay, wants narcan and a bus pass"
    found = asked(text)
    guide = guide_to(core().library, found.flow, TODAY)
    now = view(guide, guide.start().add(*found.events))
    assert [each.step.id for each in now.steps if each.problems] == []
    assert {each.step for each in found.answers} >= {"leave_date", "needs", "sleeps"}


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("today", "2026-11-25"),
        ("tomorrow", "2026-11-26"),
        ("day after tomorrow", "2026-11-27"),
        ("friday", "2026-11-27"),
        ("wednesday", "2026-12-02"),
        ("in 3 days", "2026-11-28"),
        ("in two days", "2026-11-27"),
        ("mañana", "2026-11-26"),
    ],
)
def test_the_day_may_be_said_in_words(words: str, day: str) -> None:
    assert values(f"client is leaving {words}, needs food")["leave_date"] == day


@pytest.mark.parametrize("words", ["next friday", "soon", "in a few days", "next week"])
def test_a_day_that_is_not_sure_is_asked(words: str) -> None:
    assert "leave_date" not in values(f"client is leaving {words}, needs food")


def test_without_a_calendar_no_day_is_given() -> None:
    assert [each.step for each in core(None).understand(WHOLE).answers] == ["needs"]


def test_levels_of_care_are_what_is_left_and_what_is_gone_to_as_they_were_typed() -> None:
    found = values("pt stepping down from residential to IOP, needs a therapist")
    assert found["from_setting"] == "residential"
    assert found["to_setting"] == "IOP"
    assert found["needs"] == ("mental-health",)


def test_a_level_without_a_way_is_not_guessed() -> None:
    assert {"from_setting", "to_setting"}.isdisjoint(values("discharge iop client, needs food"))


def test_the_longest_words_say_what_is_needed() -> None:
    assert values("discharge client today, needs dv shelter")["needs"] == ("dv-sa",)


def test_what_says_who_somebody_is_answers_nothing() -> None:
    text = "discharge for client named May on friday, needs food"
    found = asked(text)
    assert "May" not in str(found.to_json(text))
    assert found.dropped


@pytest.mark.parametrize(
    "text",
    [
        "discharge planning group 45 min 8 pts",
        "group on leaving treatment for 9 clients",
        "food pantry",
        "anger group for clients who leave early, 30 min",
    ],
)
def test_a_group_or_a_service_starts_no_conversation_with_a_client(text: str) -> None:
    assert asked(text).kind != "start"


@pytest.mark.parametrize(
    "text",
    [
        "client needs a safety plan before he leaves",
        "plan for a client who thinks about suicide sometimes",
        "plan de seguridad con un cliente",
        "suicide safety plan",
    ],
)
def test_a_safety_plan_is_begun_by_its_name_or_by_what_it_is_for(text: str) -> None:
    found = asked(text)
    assert (found.kind, found.flow, found.answers) == ("start", "safety_plan", ())


def test_each_answer_is_a_chip_and_so_is_what_was_not_understood() -> None:
    text = "client leaves friday, needs a ride, blorp"
    assert list(chips(core().library, asked(text), text)) == [
        "day I leave: Fri, Nov 27",
        "what I need: A ride",
        "not understood: “blorp”",
    ]


def test_a_facility_adds_words_for_a_conversation(tmp_path: Path) -> None:
    pack = start_pack(tmp_path, "westside")
    (pack / "asking").mkdir()
    (pack / "asking" / "here.yaml").write_text(
        "begun:\n  - begins: discharge\n    say: [trolley packet]\n"
        "    answers: [{step: needs, value: transport, say: [trolley pass]}]\n"
    )
    library = load(pack)
    hears = listener(library, Shelf(library, TODAY))
    assert hears is not None
    found = hears.understand("trolley packet friday with food and a trolley pass")
    assert (found.kind, found.flow) == ("start", "discharge")
    assert found.answers[-1].value == ("food", "transport")


def test_a_conversation_that_a_pack_lost_begins_nothing() -> None:
    library = core().library
    flows = {name: flow for name, flow in library.flows.items() if name != "discharge"}
    assert understand(WHOLE, replace(library, flows=flows), core().shelf).kind != "start"


def test_a_need_that_no_pack_has_is_heard_by_the_other_words_for_it() -> None:
    library = core().library
    needs = {name: need for name, need in library.needs.items() if name != "food"}
    found = understand(WHOLE, replace(library, needs=needs), core().shelf)
    assert found.answers[-1].value == ("shelter", "food", "mutual-aid")


def test_a_conversation_is_begun_by_its_title_too() -> None:
    found = asked("group note")
    assert (found.kind, found.flow, found.answers) == ("start", "group_note", ())

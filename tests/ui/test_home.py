"""The first screen at the keyboard."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from bht_assist.content.library import load
from bht_assist.content.problems import PackError, Place, Problem
from bht_assist.ui.ask_line import AskLine
from bht_assist.ui.flow import FlowScreen
from bht_assist.ui.idle import COVER_AFTER
from bht_assist.ui.picklist import PickList
from tests.core import core

from .person import at_the_screen, story

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


@story
async def test_words_lead_to_every_kind_of_thing_and_say_why(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        assert person.sees("START", "Safety plan", "with a client · 30 min")
        await person.type("anger")
        assert person.sees("Group on: Anger signs", "has: anger")
        await person.press("escape")
        await person.type("medcaid")
        assert person.sees("Service: Medicaid", "has: medcaid → medicaid")
        await person.press("escape")
        await person.type("silence")
        assert person.sees("Read:", "has: silence")


@story
async def test_no_words_are_a_dead_end(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        await person.type("[vvv] xqzzy\n")
        assert person.sees("Find a service", "[vvv] xqzzy", "Nothing by these words")
        await person.press("escape")
        assert person.sees("What do you need?", "START")


@story
async def test_a_topic_starts_its_group_and_the_first_open_question_is_asked(
    tmp_path: Path,
) -> None:
    async with at_the_screen(tmp_path) as person:
        await person.type("anger signs\n")
        assert person.said("topic") == "anger_signs" or person.said("topic")
        assert person.place != "topic"


@story
async def test_beside_the_list_stands_what_a_line_is(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path, (120, 36)) as person:
        assert person.sees("Word files:", "About 30 minutes, with a client.")
        await person.press(*["down"] * 5)
        assert person.sees("Services and phone numbers")
        await person.type("samhsa")
        assert person.sees("Phone", "Checked")


@story
async def test_a_draft_is_there_to_go_on_with(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path, (120, 36)) as person:
        await person.open("discharge")
        await person.type("\n")
        await person.type("Al [B]\n")
        await person.press(*["escape"] * 3)
        assert person.sees("CONTINUE", "Step-down list  1123-1", "of")
        await person.press("end")
        await person.press(*["down"] * 6)
        assert person.sees("questions")
        await person.press("enter")
        assert isinstance(person.app.screen, FlowScreen)


@story
async def test_problems_of_a_pack_are_told_in_one_line(tmp_path: Path) -> None:
    problem = Problem(Place("west/facility.yaml"), "x", "wrong")
    broken = replace(core(), problems=(problem, problem))
    async with at_the_screen(tmp_path, load=lambda **_: broken) as person:
        assert person.sees("2 problems in the pack: bht-assist packs check", "Safety plan")


@story
async def test_a_flow_that_a_facility_broke_is_held_as_its_own_pack_has_it(tmp_path: Path) -> None:
    pack = tmp_path / "west"
    (pack / "overlays").mkdir(parents=True)
    (pack / "pack.yaml").write_text("id: west\nversion: 1\ntitle: West\nlocale: en-US\n")
    (pack / "overlays" / "safety_plan.yaml").write_text(
        "overlay: safety_plan\nchange:\n  coping:\n    when: no_such_name\n"
    )
    async with at_the_screen(tmp_path, load=partial(load, pack)) as person:
        await person.open("safety_plan")
        assert person.sees("bht-assist packs check")
        assert isinstance(person.app.screen, FlowScreen)


@story
async def test_a_flow_that_cannot_be_held_is_told_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise PackError([])

    async with at_the_screen(tmp_path) as person:
        monkeypatch.setattr(person.app, "guide", broken)
        await person.open("safety_plan")
        assert person.sees("This conversation can't be held")


@story
async def test_words_and_results_change_in_one_frame(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        shown = person.app.screen.query_one(PickList)
        person.app.screen.query_one(AskLine).value = "anger"
        assert shown.rows[0].words.startswith("Group on: Anger")


@story
async def test_typing_keeps_the_cover_away_and_idling_brings_it(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        person.app.idle._last = (person.app.idle.boot() - COVER_AFTER - 1, person.app.idle.wall())
        await person.type("a")
        person.app._watch()
        await person.settle()
        assert not person.sees("Hidden")
        person.app.idle._last = (person.app.idle.boot() - COVER_AFTER - 1, person.app.idle.wall())
        person.app._watch()
        await person.settle()
        assert person.sees("Hidden")
        assert not person.sees("What do you need?")

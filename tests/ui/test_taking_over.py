"""Taking the early signs from a saved safety plan, at the keyboard."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from bht_assist.flows.guide import guide_to
from bht_assist.flows.session import Answered
from bht_assist.vault import opening
from bht_assist.vault.records import Head, Kept, blank_entry
from tests.core import core
from tests.vault.stores import CHEAP

from .drafts import SECRET
from .person import TODAY, at_the_screen, story

if TYPE_CHECKING:
    from pathlib import Path

SIGNS = ("I stop answering my sister [Inés]", "I pace the hall")


def kept(folder: Path) -> Path:
    """A computer with one plan in its vault, whose papers were made on November 20."""
    data = folder / "data"
    vault, _ = opening.create(data, "ana", SECRET, cost=CHEAP)
    guide = guide_to(core(), "safety_plan", TODAY)
    said = (Answered("warning_signs", SIGNS), Answered("story", "NOBODY READS THIS"))
    head = Head("1120-1", "safety_plan", "Marcus Hale", made="2026-11-20")
    vault.save(blank_entry(int(time.time())), Kept(head, guide.start().add(*said)))
    vault.close()
    return data


@story
async def test_a_saved_plan_is_picked_by_code_and_date_and_fills_what_the_pack_names(
    tmp_path: Path,
) -> None:
    async with at_the_screen(tmp_path, data=kept(tmp_path)) as person:
        await person.type(f"{SECRET}\n")
        await person.app.workers.wait_for_complete()
        await person.settle()
        await person.open("discharge")
        await person.go("warning_signs")
        assert person.sees("^R From a plan")
        await person.press("ctrl+r")
        assert person.sees("Safety plan 1120-1", "last changed")
        assert not person.sees("Marcus")
        await person.press("enter")
        assert person.said("warning_signs") == SIGNS
        assert person.said("safety_plan_copy") == "attached"
        assert person.said("safety_plan_date") == "2026-11-20"
        assert person.place == "warning_signs"
        assert "Taken over from 1120-1: Early signs, Safety plan" in person.told
        assert person.sees("[x] I stop answering my sister", "[x] I pace the hall")
        assert "NOBODY READS THIS" not in str(person.session)
        await person.press("ctrl+z")
        assert person.said("safety_plan_date") is None


@story
async def test_what_was_taken_over_stays_when_the_question_itself_is_a_line(
    tmp_path: Path,
) -> None:
    async with at_the_screen(tmp_path, data=kept(tmp_path)) as person:
        await person.type(f"{SECRET}\n")
        await person.app.workers.wait_for_complete()
        await person.settle()
        await person.open("discharge", Answered("safety_plan_copy", "attached"))
        await person.go("safety_plan_date")
        await person.press("ctrl+r", "enter")
        assert person.sees("11/20/2026") or person.sees("2026-11-20")
        await person.press("enter")
        assert person.said("safety_plan_date") == "2026-11-20"


@story
async def test_a_plan_of_this_sitting_can_be_taken_from_without_a_vault(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        await person.open("safety_plan", Answered("warning_signs", SIGNS))
        person.app.pop_screen()
        await person.open("discharge")
        await person.go("warning_signs")
        await person.press("ctrl+r")
        assert person.sees("of this sitting")
        await person.press("enter")
        assert person.said("warning_signs") == SIGNS
        assert person.said("safety_plan_copy") is None


@story
async def test_where_there_is_no_plan_it_says_so(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        await person.open("discharge")
        await person.go("warning_signs")
        await person.press("ctrl+r")
        assert "No conversation of this kind is kept here: Safety plan." in person.told
        await person.open("safety_plan")
        person.app.pop_screen()
        await person.settle()


@story
async def test_where_drafts_are_locked_it_says_where_to_unlock_them(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path, data=kept(tmp_path)) as person:
        await person.press("escape")
        await person.open("discharge")
        await person.go("warning_signs")
        await person.press("ctrl+r")
        assert "locked" in person.told


@story
async def test_only_questions_that_a_plan_can_fill_offer_it(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        await person.open("discharge")
        await person.go("peer")
        assert not person.sees("^R From a plan")
        await person.press("ctrl+r")
        assert not person.told
        person.flow.action_take_over()
        await person.settle()
        assert "nothing to take over" in person.told

"""Starting from an earlier plan, entry by entry; and the days on which one looks at it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bht_assist.flows.guide import guide_to
from bht_assist.flows.revision import Change, changes
from bht_assist.flows.session import Answered, Revised, Session
from bht_assist.flows.view import view
from bht_assist.ui.changed import change_rows
from bht_assist.ui.flow import FlowScreen
from bht_assist.ui.home import HomeScreen
from bht_assist.ui.revise import ReviseScreen
from tests.core import core

from .person import TO_DRAFTS, TODAY, Person, at_the_screen, story

if TYPE_CHECKING:
    from pathlib import Path

COPING = ("Walk to [Inés]'s corner", "Sing")
SAID = (
    Answered("coping", COPING),
    Answered("help_people", ({"name": "Marco", "phone": "602-555-0142"},)),
    Answered("readiness", ("sober",)),
)


async def on_the_draft(person: Person) -> Session:
    """Leave a plan that was begun, and stand on its line at home."""
    await person.open("safety_plan", *SAID)
    session = person.session
    person.app.pop_screen()
    await person.settle()
    await person.press(*TO_DRAFTS)
    return session


async def begun(person: Person) -> Session:
    session = await on_the_draft(person)
    await person.press("f6")
    return session


@story
async def test_a_plan_can_be_started_from_and_other_drafts_can_not(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path, (80, 30)) as person:
        await person.open("discharge", Answered("leave_date", "2026-12-01"))
        person.app.pop_screen()
        await on_the_draft(person)
        assert person.sees("F6 Revise")
        await person.press("down")
        assert person.sees("F2 Draft")
        assert not person.sees("F6 Revise")
        await person.press("f6")
        assert isinstance(person.app.screen, HomeScreen)
        await person.press("f2")
        assert person.sees("Delete it for good")
        assert not person.sees("Start a new plan from it")


@story
async def test_the_list_of_what_a_draft_is_for_offers_it_too(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        await on_the_draft(person)
        await person.press("f2", "enter")
        assert isinstance(person.app.screen, ReviseScreen)


@story
async def test_enter_keeps_everything_and_the_earlier_plan_stays_as_it_is(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        earlier = await begun(person)
        assert person.sees("Entry 1 of 3", "Things I can do on my own", COPING[0], "> Keep it")
        assert not person.sees("Space Pick")
        await person.press("enter", "enter")
        assert person.sees("Entry 3 of 3", "Marco · 602-555-0142")
        await person.press("enter")
        assert person.sees("3 kept, 0 moved, 0 taken off", "Asked again: Is now a good time?")
        await person.press("enter")
        assert isinstance(person.app.screen, FlowScreen)
        assert person.said("coping") == COPING
        assert person.view.step("readiness").status == "todo"
        assert changes(person.view) == ()
        new, old = person.app.drafts.all
        assert old.session is earlier
        assert (new.earlier, old.code) == (old.code, "1123-1")
        assert new.code != old.code


@story
async def test_an_entry_is_moved_or_taken_off_with_a_reason_of_the_pack(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        await begun(person)
        await person.press("down", "enter")
        assert person.sees("To which part?", COPING[0])
        await person.press("down", "enter")
        assert person.sees("Why?", "It fits better in that part")
        await person.press("down", "enter", "down", "down", "enter")
        assert person.sees("Why?", "It only worked inside this program")
        await person.press("enter", "enter")
        assert person.sees("1 kept, 1 moved, 1 taken off")
        await person.press("enter")
        assert changes(person.view) == (
            Change(
                "coping", COPING[0], "move", "It fits better in that part", "distraction_places"
            ),
            Change("coping", "Sing", "drop"),
        )


@story
async def test_people_of_one_name_are_decided_about_together_and_all_are_shown(
    tmp_path: Path,
) -> None:
    two = ({"name": "Jo", "phone": "602-555-0142"}, {"name": "Jo", "phone": "602-555-0163"})
    async with at_the_screen(tmp_path) as person:
        await person.open("safety_plan", Answered("help_people", two))
        person.app.pop_screen()
        await person.settle()
        await person.press(*TO_DRAFTS, "f6")
        assert person.sees("Entry 1 of 1", "Jo · 602-555-0142", "Jo · 602-555-0163")
        await person.press("down", "down", "enter", "enter", "enter")
        assert person.said("help_people") is None


@story
async def test_entries_come_in_the_order_of_the_plan_and_people_with_all_that_was_said_of_them(
    tmp_path: Path,
) -> None:
    person_said = {"name": "Jo", "relation": "choir", "note": "not after ten", "opening": "Hi, Jo"}
    said = (Answered("help_people", (person_said,)), Answered("warning_signs", ("I pace",)))
    async with at_the_screen(tmp_path) as person:
        await person.open("safety_plan", *said)
        person.app.pop_screen()
        await person.settle()
        await person.press(*TO_DRAFTS, "f6")
        assert person.sees("Entry 1 of 2", "Early signs", "I pace")
        await person.press("enter")
        assert person.sees("Entry 2 of 2", "Jo · choir · not after ten · Hi, Jo")


@story
async def test_a_reason_may_be_in_own_words(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        await begun(person)
        await person.press("down", "down", "enter", *["down"] * 9, "enter")
        await person.press("escape")
        assert person.sees("Why?", "Entry 1 of 3")
        await person.press(*["down"] * 9, "enter")
        await person.type("hoarse [/] {{ x }}\n")
        assert person.sees("Entry 2 of 3")
        await person.press("enter", "enter", "enter")
        assert changes(person.view) == (Change("coping", COPING[0], "drop", "hoarse [/] {{ x }}"),)


@story
async def test_an_entry_goes_only_to_parts_that_the_new_plan_asks(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        await begun(person)
        await person.press("down", "enter")
        assert person.sees("Places that change the scene")
        assert not person.sees("Ways around it")
        assert not person.sees("What my person may notice")


@story
async def test_esc_goes_back_a_step_and_nothing_is_lost(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        await begun(person)
        await person.press("enter", "down", "enter", "enter")
        assert person.sees("Why?")
        await person.press("escape")
        assert person.sees("To which part?")
        await person.press("escape")
        assert person.sees("Entry 2 of 3", "Did it help?")
        await person.press("down", "down", "enter", "enter")
        assert person.sees("Entry 3 of 3")
        await person.press("escape")
        assert person.sees("Entry 2 of 3", "> Take it off")
        await person.press("escape", "escape")
        assert isinstance(person.app.screen, HomeScreen)
        await person.press("f6")
        assert person.sees("Entry 3 of 3")
        await person.press("enter")
        assert person.sees("2 kept, 0 moved, 1 taken off")
        await person.press("escape")
        assert person.sees("Entry 3 of 3")


@story
async def test_an_entry_that_is_gone_from_the_earlier_plan_is_decided_about_no_more(
    tmp_path: Path,
) -> None:
    async with at_the_screen(tmp_path) as person:
        await begun(person)
        await person.press("down", "down", "enter", "enter", "escape", "escape")
        draft = person.app.drafts.all[0]
        draft.session = draft.session.add(Answered("coping", ("Sing",)))
        await person.press("f6", "enter", "enter", "enter")
        assert person.said("coping") == ("Sing",)


@story
async def test_a_new_address_and_what_it_opens_again_is_told_before_the_new_plan(
    tmp_path: Path,
) -> None:
    async with at_the_screen(tmp_path, (60, 16)) as person:
        await begun(person)
        await person.press("enter", "enter", "enter")
        assert person.sees("Another address?", "safer surroundings starts again")
        assert person.sees("> Start the new plan")
        await person.press("pagedown")
        assert person.sees("Read by the clinician", "> Start the new plan")
        await person.press("pageup")
        assert person.sees("Another address?")


@story
async def test_the_review_lists_what_changed(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path, (100, 70)) as person:
        await begun(person)
        await person.press("down", "down", "enter", "down", "enter", "enter", "enter", "enter")
        draft = person.flow.draft
        draft.session = draft.session.add(Answered("reasons", ("My dog",)))
        await person.press("ctrl+s")
        assert person.sees(
            "CHANGED SINCE THE EARLIER PLAN (2 kept as before)",
            f"– {COPING[0]} Things I can do on my own · taken off: Tried, and it did not help",
            "+ My dog What I'm here for · new",
        )


def test_an_entry_whose_question_is_not_asked_now_was_not_taken_off_by_anybody() -> None:
    guide = guide_to(core(), "safety_plan", TODAY)
    now = view(guide, guide.start().add(Revised("fixes", "A radio", "keep")))
    _, row = change_rows(now)
    assert (row.id, row.words) == ("", "– A radio")
    assert row.detail == "Ways around it · not asked now"


@story
async def test_a_plan_without_an_earlier_one_has_no_such_list(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path, (100, 70)) as person:
        await person.open("safety_plan", *SAID)
        await person.press("ctrl+s")
        assert not person.sees("CHANGED SINCE")


@story
async def test_a_plan_without_entries_goes_straight_to_the_end(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        await person.open("safety_plan", Answered("plan_name", "Rain"))
        person.app.pop_screen()
        await person.settle()
        await person.press(*TO_DRAFTS, "f6")
        assert person.sees("0 kept", "> Start the new plan")
        await person.press("space", "escape")
        assert isinstance(person.app.screen, HomeScreen)

"""The days to look at a plan again, on the first screen: a code and a day, never a name."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from bht_assist.flows.revision import OPEN, undecided
from bht_assist.flows.session import Answered, Revised
from bht_assist.ui.drafts import Draft, due_day
from bht_assist.ui.flow import FlowScreen
from bht_assist.ui.revise import ReviseScreen
from bht_assist.ui.start import LOCKED
from bht_assist.vault import opening

from .drafts import SECRET, saved, unlocked, until
from .person import TO_DRAFTS, TODAY, Person, at_the_screen, story

if TYPE_CHECKING:
    from pathlib import Path

NAME = "Zenobia"


def day(days: int) -> str:
    return (TODAY + timedelta(days=days)).isoformat()


async def planned(person: Person, days: int, made: str = "") -> Draft:
    """Begin a plan to be looked at again so many days from now, and leave it."""
    said = (Answered("coping", (f"Call {NAME}",)), Answered("review_date", day(days)))
    await person.open("safety_plan", *said)
    draft = person.flow.draft
    draft.made = made
    person.app.keep(draft, person.view)
    person.app.pop_screen()
    await person.settle()
    return draft


@pytest.mark.parametrize(
    ("days", "told"),
    [(1, "review due tomorrow"), (0, "review due today"), (-3, "review due since Nov 20")],
)
def test_a_plan_is_told_of_from_the_day_before(tmp_path: Path, days: int, told: str) -> None:
    @story
    async def tell() -> None:
        async with at_the_screen(tmp_path) as person:
            await planned(person, days)
            assert person.sees("LOOK AT AGAIN", f"Safety plan 1123-1: {told}")
            assert not person.sees(NAME)

    tell()


@story
async def test_a_plan_whose_day_is_further_off_is_not(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        await planned(person, 2)
        assert person.sees("CONTINUE")
        assert not person.sees("LOOK AT AGAIN")


@story
async def test_no_plan_opens_by_habit_after_something_was_looked_for(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        await planned(person, 0)
        await person.type("silence")
        await person.press("escape")
        assert person.sees("LOOK AT AGAIN", "> Safety plan with a client")


@story
async def test_enter_goes_through_the_plan_and_what_is_begun_is_gone_on_with(
    tmp_path: Path,
) -> None:
    async with at_the_screen(tmp_path) as person:
        await planned(person, 0)
        assert person.sees("> Safety plan with a client")
        await person.press("up", "enter")
        assert isinstance(person.app.screen, ReviseScreen)
        await person.press("enter", "enter")
        begun = person.flow.draft
        person.app.pop_screen()
        await person.settle()
        assert person.sees("Safety plan 1123-1: review due today")
        await person.press("up", "up", "up", "up", "up", "up", "up", "enter")
        assert isinstance(person.app.screen, FlowScreen)
        assert person.flow.draft is begun
        assert "This plan was started from 1123-1." in person.told


@story
async def test_a_plan_that_was_made_anew_reminds_in_place_of_the_earlier_one(
    tmp_path: Path,
) -> None:
    async with at_the_screen(tmp_path) as person:
        await planned(person, 0)
        await person.press("up", "enter", "enter", "enter")
        person.flow.draft.made = day(0)
        person.app.keep(person.flow.draft, person.view)
        person.app.pop_screen()
        await person.settle()
        assert person.sees("Safety plan 1123-2: review due tomorrow")
        assert not person.sees("1123-1: review")
        await person.press(*TO_DRAFTS, "down", "f6")
        assert person.sees("Start from Safety plan 1123-1")


@story
async def test_a_look_that_changes_nothing_ends_the_reminder_until_the_next_day(
    tmp_path: Path,
) -> None:
    async with at_the_screen(tmp_path) as person:
        draft = await planned(person, 0, made=day(-119))
        await person.press("up", "f2", "down", "enter")
        assert not person.sees("LOOK AT AGAIN")
        assert draft.looked == day(0)
        person.app.drafts.today = TODAY + timedelta(days=30)
        draft.due += f" {day(29)}"
        person.app.screen._show()  # type: ignore[attr-defined]
        assert person.sees("review due since Dec 22")


@story
async def test_only_the_first_few_stand_above_everything(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path, (80, 40)) as person:
        for days in (0, -1, -2, 1):
            await planned(person, days)
        assert person.sees("> Safety plan with a client", "and 1 more")
        lines = [each for each in person.text.splitlines() if "review due" in each]
        assert ["since Nov 21" in lines[0], "since Nov 22" in lines[1]] == [True, True]
        assert "today" in lines[2]
        assert len(lines) == 3
        await person.press("up", "enter")
        assert person.sees("Look at again", "1123-4: review due tomorrow")
        await person.type("1123-4\n")
        assert person.sees("Start from Safety plan 1123-4")


@story
async def test_other_drafts_can_not_be_looked_at_again(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        await planned(person, 9)
        await person.press(*TO_DRAFTS, "f2")
        assert person.sees("Start a new plan from it")
        assert not person.sees("looked at today")


@story
async def test_what_the_vault_keeps_reminds_once_it_is_unlocked_and_not_before(
    tmp_path: Path, there: Path
) -> None:
    async with at_the_screen(tmp_path, data=there) as person:
        await unlocked(person)
        draft = await planned(person, 0, made=day(-1))
        draft.looked = day(-30)
        person.app.drafts.keep(draft)
        await saved(person)
    held = b"".join(each.read_bytes() for each in there.rglob("*") if each.is_file())
    assert day(0).encode() not in held
    assert NAME.encode() not in held
    async with at_the_screen(tmp_path, data=there) as person:
        await person.press("escape")
        await until(
            lambda: person.sees("Unlock the drafts")
        )  # the list comes after the first paint
        assert not person.sees("review due")
        person.app.unlock()
        await unlocked(person)
        assert person.sees("Safety plan 1123-1: review due today")
        assert not person.sees(NAME)
        await person.press("up", "enter")
        assert person.sees(f"Call {NAME}")
        await person.press("enter", "enter")
        assert person.flow.draft.earlier == "1123-1"
        await saved(person)
    vault = opening.unlock(there, SECRET)
    heads = {each.head.code: each.head for each in vault.listed().entries}
    assert heads["1123-1"].due == f"{day(0)} {day(119)}"
    assert heads["1123-1"].looked == day(-30)
    assert heads["1123-2"].earlier == "1123-1"
    vault.close()


@story
async def test_what_is_known_of_a_plan_stays_when_it_is_opened_and_saved_again(
    tmp_path: Path, there: Path
) -> None:
    async with at_the_screen(tmp_path, data=there) as person:
        await unlocked(person)
        draft = await planned(person, 9)
        draft.looked, draft.earlier = day(-1), "1120-1"
        person.app.drafts.keep(draft)
        await saved(person)
    async with at_the_screen(tmp_path, data=there) as person:
        await unlocked(person)
        again = person.app.drafts.open("1123-1")
        assert (again.due, again.looked, again.earlier) == (day(9), day(-1), "1120-1")
        person.app.drafts.keep(again)
        await saved(person)
    vault = opening.unlock(there, SECRET)
    (entry,) = vault.listed().entries
    assert (entry.head.looked, entry.head.earlier) == (day(-1), "1120-1")
    assert vault.free_code("1120") == "1120-2"
    assert vault.free_code("1123") == "1123-2"
    vault.close()


@story
async def test_a_code_that_a_plan_was_started_from_is_never_given_again(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        draft = await planned(person, 9)
        draft.code, draft.earlier = "1123-3", "1123-2"
        assert (await planned(person, 9)).code == "1123-4"


@pytest.mark.parametrize(("kept", "told"), [(30, True), (119, True), (120, False)])
def test_a_look_that_comes_after_the_plan_is_deleted_is_told_of_when_it_is_made(
    tmp_path: Path, there: Path, kept: int, *, told: bool
) -> None:
    @story
    async def tell() -> None:
        async with at_the_screen(tmp_path, (100, 60), data=there) as person:
            await unlocked(person)
            assert person.app.drafts.vault is not None
            person.app.drafts.vault.keep_days = kept
            await person.open("safety_plan", Answered("coping", ("Walk",)))
            await person.press("ctrl+s", "ctrl+s")
            await person.app.workers.wait_for_complete()
            await person.settle()
            until = TODAY + timedelta(days=kept)
            words = f"! Kept on this computer until {until:%b} {until.day}, {until.year}"
            assert person.sees(words, "Put Mar 23, 2027 in your own calendar") is told

    tell()


@story
async def test_where_nothing_is_kept_there_is_no_word_of_deleting(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path, (100, 60)) as person:
        await person.open("safety_plan", Answered("coping", ("Walk",)))
        await person.press("ctrl+s", "ctrl+s")
        await person.app.workers.wait_for_complete()
        await person.settle()
        assert person.sees("MADE")
        assert not person.sees("Kept on this computer until")


@story
async def test_a_lock_in_the_middle_begins_the_new_plan_with_what_was_decided(
    tmp_path: Path, there: Path
) -> None:
    async with at_the_screen(tmp_path, data=there) as person:
        await unlocked(person)
        await planned(person, 0)
        await person.press("up", "enter", "down", "down", "enter", "enter")
        person.app._put_aside()
        assert [each.code for each in person.app.drafts.begun] == ["1123-2", "1123-1"]
        await person.press("escape", "up", "up", "enter", "ctrl+l")
        assert person.app.return_code == LOCKED
    vault = opening.unlock(there, SECRET)
    new, old = sorted(vault.listed().entries, key=lambda each: each.head.code, reverse=True)
    assert (new.head.earlier, old.head.code) == ("1123-1", "1123-1")
    begun = vault.open(new.id)[1].session
    assert Revised("coping", f"Call {NAME}", "keep") in begun.events
    vault.close()


@pytest.mark.parametrize("on", [("enter",), ("f6",)], ids=["the new plan", "the earlier one"])
def test_what_nobody_had_decided_before_a_lock_is_asked_about_after_it(
    tmp_path: Path, there: Path, on: tuple[str, ...]
) -> None:
    @story
    async def tell() -> None:
        said = Answered("coping", ("Walk", "Sing", "Draw"))
        async with at_the_screen(tmp_path, data=there) as person:
            await unlocked(person)
            await person.open("safety_plan", said)
            person.app.pop_screen()
            await person.settle()
            await person.press(*TO_DRAFTS, "f6", "down", "down", "enter", "enter")
            assert person.sees("Entry 2 of 3", "Sing")
            await person.press("ctrl+l")
            assert person.app.return_code == LOCKED
        async with at_the_screen(tmp_path, data=there) as person:
            await unlocked(person)
            codes = [each.head.code for each in person.app.drafts.kept]
            at = codes.index("1123-2" if on == ("enter",) else "1123-1")
            await person.press(*TO_DRAFTS, *["down"] * at, *on)
            assert isinstance(person.app.screen, ReviseScreen)
            assert person.sees("Entry 2 of 3", "Sing")
            await person.press("escape")
            assert person.sees("Entry 1 of 3", "> Take it off")
            await person.press("enter", "enter", "down", "down", "enter", "enter", "enter")
            assert person.sees("1 kept, 0 moved, 2 taken off")
            await person.press("enter")
            assert person.flow.draft.code == "1123-2"
            assert person.said("coping") == ("Draw",)
            assert not undecided(person.session)

    tell()


@story
async def test_where_the_earlier_plan_is_gone_what_was_not_decided_is_told_in_the_review(
    tmp_path: Path,
) -> None:
    async with at_the_screen(tmp_path, (100, 60)) as person:
        draft = await planned(person, 9)
        draft.earlier = "1122-1"
        draft.session = draft.session.add(Revised("coping", f"Call {NAME}", OPEN))
        await person.press(*TO_DRAFTS, "enter")
        assert isinstance(person.app.screen, FlowScreen)
        await person.press("ctrl+s")
        assert person.sees(f"· Call {NAME} Things I can do on my own · not looked at yet")


@pytest.mark.parametrize(
    ("due", "looked", "told"),
    [
        ("2026-11-24", "", "2026-11-24"),
        ("2026-11-25", "", ""),
        ("2026-11-20 2026-11-23", "", "2026-11-20"),
        ("2026-11-20 2026-11-23", "2026-11-20", "2026-11-23"),
        ("2026-11-24", "2026-11-23", ""),
        ("", "", ""),
    ],
)
def test_the_first_day_that_nobody_has_looked_is_due(due: str, looked: str, told: str) -> None:
    plan = Draft("1", "f", None, due=due, looked=looked)  # type: ignore[arg-type]
    assert due_day(plan, date(2026, 11, 23)) == told

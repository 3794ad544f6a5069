"""The timed plan at the screen: minutes, another activity, what is left out, what would fit."""

from pathlib import Path
from typing import Any

from bht_assist.flows.session import Answered, thawed
from bht_assist.ui.agenda_prompt import NO_ACTIVITY, NOT_SET

from .person import Person, at_the_screen, story


async def group(person: Person, minutes: int, **more: object) -> None:
    answers = {"topic": "ang_signs_meter", "minutes": minutes, "group_size": 8, **more}
    await person.open("group_session", *(Answered(*each) for each in answers.items()))
    await person.go("agenda")


def plan(person: Person) -> Any:
    return thawed(person.said("agenda"))


@story
async def test_s_swaps_the_activity_under_the_cursor(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        await group(person, 45)
        assert person.sees("Practice: Build the scale")
        names = [each["id"] for each in plan(person)["segments"]]
        await person.press(*["down"] * names.index("activity_core"), "s")
        assert person.sees("Practice: Rate the scene")
        await person.press("ctrl+z")
        assert person.sees("Practice: Build the scale")


@story
async def test_what_is_left_out_stands_below_with_its_reason_and_comes_back(
    tmp_path: Path,
) -> None:
    async with at_the_screen(tmp_path, size=(80, 40)) as person:
        await group(person, 30)
        assert person.sees("Left out", "Warm-up: would rush the rest by 9 minutes")
        await person.press("end", "right")
        assert "extra_buffer" not in {each["id"] for each in plan(person)["dropped"]}


@story
async def test_minutes_set_by_hand_are_marked_and_u_unsets_them(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        await group(person, 45)
        assert not person.sees("(set)")
        before = plan(person)
        await person.press("right")
        assert person.sees("4 min Welcome and agreements (set)")
        await person.press("u")
        assert not person.sees("(set)")
        assert plan(person) == before
        await person.press("u")
        assert NOT_SET in person.told


@story
async def test_the_arrow_stops_where_nothing_is_left_for_the_rest(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        await group(person, 30)
        await person.press(*["right"] * 20)
        most = plan(person)
        assert sum(each["minutes"] for each in most["segments"]) == 30
        assert person.sees("30 minutes is too short: this needs 31, 1 more.", "(set)")
        await person.press("left")
        assert not person.sees("too short")


@story
async def test_s_says_when_there_is_nothing_to_swap(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        await group(person, 45)
        await person.press("s")
        assert NO_ACTIVITY in person.told


@story
async def test_menu_and_review_say_the_same_of_minutes_that_hold_no_plan(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        await group(person, 5)
        assert person.sees("12 minutes, the least that works")
        await person.press("ctrl+s")
        assert person.sees("says why, and offers what would fit")
        assert not person.sees("15 minutes")


@story
async def test_where_no_plan_fits_enter_takes_what_would(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        await group(person, 180)
        assert person.sees("180 minutes is too long", "Two sessions of 85 minutes")
        await person.press("left", "s", "down", "enter")
        assert person.said("minutes") == 85
        assert person.place == "agenda"
        assert sum(each["minutes"] for each in plan(person)["segments"]) == 85
        assert person.sees("Left and right set minutes")


@story
async def test_before_there_is_a_topic_the_keys_change_nothing(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        await person.open("group_session")
        await person.go("agenda")
        await person.press("left", "s")
        assert person.sees("The topic, the minutes and the group size come first.")
        await person.press("enter")
        assert person.said("agenda") is None

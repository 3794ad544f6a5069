"""The timed plan at the screen: minutes, another activity, what is left out, what would fit."""

from pathlib import Path
from typing import Any

from bht_assist.flows.session import Answered, thawed

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
        assert person.sees("Left out", "Warm-up: no room: needs")
        await person.press("end", "right")
        assert "extra_buffer" not in {each["id"] for each in plan(person)["dropped"]}


@story
async def test_where_no_plan_fits_enter_takes_what_would(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        await group(person, 180)
        assert person.sees("180 minutes is too long", "Two sessions of 85 minutes")
        await person.press("left", "s", "down", "enter")
        assert person.said("minutes") == 85
        assert person.place == "agenda"
        assert sum(each["minutes"] for each in plan(person)["segments"]) == 85
        assert person.sees("Left and right change the minutes")


@story
async def test_before_there_is_a_topic_the_keys_change_nothing(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        await person.open("group_session")
        await person.go("agenda")
        await person.press("left", "s")
        assert person.sees("The topic, the minutes and the group size come first.")
        await person.press("enter")
        assert person.said("agenda") is None

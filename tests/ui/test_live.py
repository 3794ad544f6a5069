"""A session run by the clock at the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bht_assist.flows.live import begin
from bht_assist.flows.session import Answered, thawed
from bht_assist.ui import live
from bht_assist.ui.live import LiveScreen

from .person import Person, at_the_screen, story

if TYPE_CHECKING:
    from pathlib import Path


TWO = 14 * 3600


class Watch:
    """A clock that stands still until it is set."""

    def __init__(self) -> None:
        self.at = TWO

    def __call__(self) -> int:
        return self.at


async def begun(person: Person, watch: Watch, minutes: int = 45) -> LiveScreen:
    answers = {"topic": "ang_signs_meter", "minutes": minutes, "group_size": 8}
    await person.open("group_session", *(Answered(*each) for each in answers.items()))
    await person.press("f6")
    screen = person.app.screen
    assert isinstance(screen, LiveScreen)
    screen.clock = watch
    screen.live = begin(screen.plan, watch())
    await later(person, watch, 0)
    return screen


async def later(person: Person, watch: Watch, minutes: float) -> None:
    watch.at += int(60 * minutes)
    screen = person.app.screen
    assert isinstance(screen, LiveScreen)
    screen.show()
    await person.settle()


@story
async def test_now_next_and_the_time_that_is_left(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        watch = Watch()
        await begun(person, watch)
        assert person.sees("2:00 PM, ends 2:45 PM on time Anger signs and the 0-10 scale")
        assert person.sees("NOW Welcome and agreements, 3 min", "3:00 left", "Say Welcome.")
        await later(person, watch, 1.5)
        assert person.sees("1:30 left", "NEXT 2:03 PM 7 min Check-in")
        await later(person, watch, 2)
        assert person.sees("over by 0:30", "1 min late")
        await person.press("enter")
        assert person.sees("NOW Check-in", "done 4 min of 3 Welcome and agreements")


@story
async def test_l_plans_the_rest_again_with_the_calm_finish_in_it(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        watch = Watch()
        await begun(person, watch)
        await later(person, watch, 20)
        await person.press("enter")
        assert person.sees("17 min late, L plans the rest again")
        await person.press("l")
        assert person.sees("on time", "Check-out and calm finish", "left out")


@story
async def test_m_shows_a_sentence_for_each_hard_moment_and_then_the_card(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        await begun(person, Watch())
        await person.press("m")
        assert person.sees("A hard moment", "Two people raise their voices")
        await person.press("enter")
        assert person.sees("Say: “Stop for a moment, both of you.")
        await person.press("escape")
        assert person.sees("NOW Welcome and agreements")


@story
async def test_the_note_begins_with_what_was_really_run(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        watch = Watch()
        await begun(person, watch, 15)
        for _ in range(4):
            await later(person, watch, 4)
            await person.press("enter")
        assert person.sees("The session is over.")
        await person.press("ctrl+s")
        assert person.flow.guide.flow.flow == "group_note"
        assert (person.said("topic"), person.said("group_minutes")) == ("ang_signs_meter", 16)
        assert (person.said("started"), person.said("ended")) == ("14:00", "14:16")
        done: Any = thawed(person.said("participants"))["done"]
        assert done.count("4 min") == 4


@story
async def test_leaving_goes_back_to_the_plan(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        await begun(person, Watch())
        await person.press("escape")
        assert person.flow.guide.flow.flow == "group_session"


@story
async def test_without_a_plan_there_is_nothing_to_run(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        await person.open("group_session")
        await person.press("f6")
        assert live.NO_PLAN in person.told


def test_the_clock_counts_the_seconds_of_the_day() -> None:
    assert 0 <= live.seconds_of_day() < 24 * 3600

"""A session run by the clock at the screen."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bht_assist.flows.session import Answered, thawed
from bht_assist.ui import live
from bht_assist.ui.live import LiveScreen

from .person import Person, at_the_screen, story

if TYPE_CHECKING:
    from pathlib import Path


pytestmark = pytest.mark.usefixtures("watch")


class Watch:
    """A clock that stands still until it is set."""

    def __init__(self) -> None:
        self.at = datetime.fromisoformat("2026-11-23 14:00:00").astimezone()

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Watch:
    made = Watch()
    monkeypatch.setattr(live, "now", made)
    return made


async def begun(person: Person, minutes: int = 45) -> LiveScreen:
    answers = {"topic": "ang_signs_meter", "minutes": minutes, "group_size": 8}
    await person.open("group_session", *(Answered(*each) for each in answers.items()))
    await person.press("f6")
    return running(person)


def running(person: Person) -> LiveScreen:
    screen = person.app.screen
    assert isinstance(screen, LiveScreen)
    return screen


async def later(person: Person, watch: Watch, minutes: float) -> None:
    watch.at += timedelta(minutes=minutes)
    running(person).show()
    await person.settle()


@story
async def test_now_next_and_the_time_that_is_left(tmp_path: Path, watch: Watch) -> None:
    async with at_the_screen(tmp_path) as person:
        await begun(person)
        assert person.sees("2:00 PM, ends 2:45 PM on time", "Anger signs and the 0-10 scale")
        assert person.sees("NOW Welcome and agreements, 3 min", "3:00 left", "Say Welcome.")
        await later(person, watch, 1.5)
        assert person.sees("1:30 left", "NEXT 2:03 PM 7 min Check-in")
        await later(person, watch, 2)
        assert person.sees("over by 0:30", "1 min late")
        await person.press("enter")
        assert person.sees("NOW Check-in", "done 4 min of 3 Welcome and agreements")


@story
async def test_l_plans_the_rest_again_with_the_calm_finish_in_it(
    tmp_path: Path, watch: Watch
) -> None:
    async with at_the_screen(tmp_path) as person:
        await begun(person)
        await later(person, watch, 20)
        await person.press("enter")
        assert person.sees("17 min late, L plans again")
        await person.press("l")
        assert person.sees("on time", "Check-out and calm finish", "left out")


@story
async def test_ahead_of_the_plan_l_gives_the_time_to_the_rest(tmp_path: Path, watch: Watch) -> None:
    async with at_the_screen(tmp_path) as person:
        await begun(person)
        await later(person, watch, 0.5)
        await person.press("enter")
        assert person.sees("2 min early, L plans again")
        await person.press("l")
        assert person.sees("on time")


@story
async def test_the_topic_and_how_late_it_is_are_whole_at_80_columns(
    tmp_path: Path, watch: Watch
) -> None:
    async with at_the_screen(tmp_path) as person:
        said = {"topic": "com_safety_plan_intro", "minutes": 45, "group_size": 8}
        await person.open("group_session", *(Answered(*each) for each in said.items()))
        person.flow.draft.told = "Saved 2:16 PM"
        await person.press("f6")
        await later(person, watch, 17)
        topic = person.app.library.topics["com_safety_plan_intro"].title
        assert person.sees("14 min late, L plans again Saved 2:16 PM", topic)


@story
async def test_l_says_when_minutes_set_by_hand_give_way(tmp_path: Path, watch: Watch) -> None:
    async with at_the_screen(tmp_path) as person:
        said = {"topic": "ang_signs_meter", "minutes": 45, "group_size": 8}
        hands = Answered("agenda", {"discussion": 9})
        await person.open("group_session", *(Answered(*each) for each in said.items()), hands)
        await person.press("f6")
        await later(person, watch, 4)
        await person.press("enter", "l")
        assert "9 min  Talk about it" in person.text
        assert live.GAVE_WAY not in person.told
        await later(person, watch, 21)
        await person.press("enter", "l")
        assert live.GAVE_WAY in person.told


@story
async def test_m_shows_a_sentence_for_each_hard_moment_and_then_the_card(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        await begun(person)
        await person.press("m")
        assert person.sees("A hard moment", "Two people raise their voices")
        await person.press("enter")
        assert person.sees("Say: “Stop for a moment, both of you.")
        await person.press("escape")
        assert person.sees("NOW Welcome and agreements")


@story
async def test_the_note_begins_with_what_was_really_run(tmp_path: Path, watch: Watch) -> None:
    async with at_the_screen(tmp_path) as person:
        await begun(person, 15)
        for _ in range(4):
            await later(person, watch, 4)
            await person.press("enter")
        assert person.sees("The session is over.")
        await later(person, watch, 25)
        await person.press("ctrl+s")
        assert person.flow.guide.flow.flow == "group_note"
        assert (person.said("topic"), person.said("group_minutes")) == ("ang_signs_meter", 16)
        assert (person.said("started"), person.said("ended")) == ("14:00", "14:16")
        done: Any = thawed(person.said("participants"))["done"]
        assert done.count("4 min") == 4


@story
async def test_the_note_does_not_ask_again_what_the_plan_has(tmp_path: Path, watch: Watch) -> None:
    async with at_the_screen(tmp_path) as person:
        said = {"topic": "ang_signs_meter", "minutes": 15, "group_size": (6, 8)}
        under = Answered("run_under", "Charge nurse")
        await person.open("group_session", *(Answered(*each) for each in said.items()), under)
        await person.press("f6")
        await later(person, watch, 14)
        await person.press("ctrl+s")
        assert person.flow.guide.flow.flow == "group_note"
        assert person.said("group_size") == (6, 8)
        assert person.said("run_under") == "Charge nurse"


@story
async def test_leaving_goes_back_to_the_plan(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        await begun(person)
        await person.press("escape")
        assert person.flow.guide.flow.flow == "group_session"


@story
async def test_without_a_plan_there_is_nothing_to_run(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        await person.open("group_session")
        await person.press("f6")
        assert live.NO_PLAN in person.told


@story
async def test_what_was_run_is_taken_up_where_it_was(tmp_path: Path, watch: Watch) -> None:
    async with at_the_screen(tmp_path) as person:
        await begun(person)
        await later(person, watch, 4)
        await person.press("enter")
        await later(person, watch, 16)
        await person.press("l")
        before = running(person).live
        await person.press("escape")
        watch.at += timedelta(minutes=2)
        await person.press("f6")
        assert running(person).live == before
        assert person.sees("done 4 min of 3 Welcome and agreements", "left out")


@story
async def test_a_session_that_runs_is_opened_at_the_run_sheet(tmp_path: Path, watch: Watch) -> None:
    async with at_the_screen(tmp_path) as person:
        await begun(person)
        await later(person, watch, 4)
        await person.press("enter")
        draft = running(person).talk.draft
        await person.press("escape")
        person.app.open_draft(draft)
        await person.settle()
        assert person.sees("NOW Check-in", "done 4 min of 3")


@story
async def test_r_begins_again(tmp_path: Path, watch: Watch) -> None:
    async with at_the_screen(tmp_path) as person:
        await begun(person)
        await later(person, watch, 4)
        await person.press("enter", "r", "enter")
        assert person.sees("done 4 min of 3"), "it goes on unless more is meant"
        await person.press("r", "down", "enter")
        assert person.sees(
            "2:04 PM, ends 2:49 PM", "NOW Welcome and agreements, 3 min", "3:00 left"
        )


@story
async def test_undo_takes_back_the_last_key_and_says_so(tmp_path: Path, watch: Watch) -> None:
    async with at_the_screen(tmp_path) as person:
        await begun(person)
        await later(person, watch, 1)
        await person.press("enter")
        assert person.sees("NOW Check-in")
        await person.press("ctrl+z")
        assert "Took back: the end of the last part" in person.told
        assert person.sees("NOW Welcome and agreements", "2:00 left")


@story
async def test_undo_beside_a_session_that_runs_leaves_what_was_said_before_it(
    tmp_path: Path, watch: Watch
) -> None:
    async with at_the_screen(tmp_path) as person:
        await begun(person)
        await later(person, watch, 1)
        await person.press("enter", "escape", "ctrl+z")
        assert "Took back: the end of the last part" in person.told
        await person.press("ctrl+z")
        assert live.JUST_BEGUN in person.told
        assert person.said("group_size") == 8
        await person.press("f6")
        assert person.sees("NOW Welcome and agreements")


@story
async def test_undo_takes_back_what_was_said_since_the_last_key(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        await begun(person)
        await person.press("escape")
        await person.go("co_leader")
        await person.type("Second tech\n")
        assert person.said("co_leader") == "Second tech"
        await person.press("ctrl+z")
        assert person.said("co_leader") is None
        await person.press("f6")
        assert running(person)


@story
async def test_other_answers_do_not_change_a_session_that_runs(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        await begun(person)
        before = running(person).live
        draft = running(person).talk.draft
        await person.press("escape")
        draft.session = draft.session.add(Answered("minutes", 60))
        await person.press("f6")
        assert running(person).live == before


@story
async def test_a_copy_of_a_conversation_does_not_run(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        draft = (await begun(person)).talk.draft
        await person.press("escape")
        person.app.open_draft(person.app.drafts.copied(draft, ()))
        await person.settle()
        assert person.flow.guide.flow.flow == "group_session"


@story
async def test_the_note_knows_which_group_it_was(tmp_path: Path, watch: Watch) -> None:
    async with at_the_screen(tmp_path) as person:
        said = {"topic": "ang_signs_meter", "minutes": 45, "group_size": 8}
        series = {"membership": "closed", "group": "evening", "session_number": 2}
        await person.open("group_session", *(Answered(*each) for each in (said | series).items()))
        await person.press("f6")
        await later(person, watch, 40)
        await person.press("ctrl+s")
        assert (person.said("group"), person.said("session_number")) == ("evening", 2)
        assert (person.said("day"), person.said("started")) == ("2026-11-23", "14:00")


def test_the_clock_knows_where_it_is() -> None:
    assert live.now().tzinfo is not None

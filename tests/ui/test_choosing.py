"""Lists to choose from: what the pack offers is marked, and whose words the line asks for."""

from pathlib import Path

import pytest

from bht_assist.flows.session import Answered

from .person import Person, at_the_screen, story

OBJECTIVE = "Choose a step to take at 4, before it is a 7"


async def at(person: Person, step: str) -> None:
    said = {"topic": "ang_signs_meter", "minutes": 45, "group_size": 8}
    await person.open("group_session", *(Answered(*each) for each in said.items()))
    await person.go(step)


@story
async def test_enter_keeps_all_that_the_topic_offers(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        await at(person, "goals")
        assert person.sees(f"[x] {OBJECTIVE}", "Or type your own words")
        await person.press("enter")
        said = person.said("goals")
        assert isinstance(said, tuple)
        assert (len(said), said[-1]) == (3, OBJECTIVE)


@story
async def test_what_is_offered_can_be_put_back_one_by_one(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        await at(person, "goals")
        await person.press("space", "space", "space")
        assert person.said("goals") is None
        assert not person.sees(OBJECTIVE), "the offer does not come back by itself"
        await person.type("Name two signs\n")
        assert person.said("goals") == ("Name two signs",)


@story
async def test_an_offered_group_gives_way_to_another(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        await at(person, "audience")
        assert person.sees("> [x] Adults", "[ ] Teens")
        await person.press("space", "down", "space", "enter")
        assert person.said("audience") == ("teens",)


@story
async def test_the_cursor_begins_on_what_the_pack_offers(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        await at(person, "acuity")
        assert person.sees("> [ ] Mixed")
        await person.press("enter")
        assert person.said("acuity") == "moderate"


@story
async def test_the_line_asks_staff_for_their_own_words_and_the_client_for_theirs(
    tmp_path: Path,
) -> None:
    async with at_the_screen(tmp_path) as person:
        await at(person, "constraints")
        assert person.sees("Or type your own words")
        await person.go("co_leader")
        assert person.sees("▌your own words")
        await person.open("safety_plan")
        await person.go("warning_signs")
        assert person.sees("type the client's own words")


@story
async def test_enter_by_habit_answers_nothing_that_may_stay_blank(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        await at(person, "asked_nurse")
        assert person.sees("> Not answered yet", "[ ] Yes")
        await person.press("enter")
        assert person.said("asked_nurse") is None
        assert person.place != "asked_nurse"
        await person.go("setting")
        await person.press("enter")
        assert person.said("setting") is None
        await person.go("setting")
        await person.press("down", "enter")
        assert person.said("setting") == "inpatient"


@pytest.mark.parametrize(
    ("flow", "step"),
    [
        ("safety_plan", "under_18"),
        ("safety_plan", "read_back"),
        ("discharge", "medicines"),
    ],
)
def test_enter_by_habit_answers_nothing_where_one_answer_is_wanted(
    tmp_path: Path, flow: str, step: str
) -> None:
    @story
    async def tell() -> None:
        async with at_the_screen(tmp_path) as person:
            await person.open(flow)
            await person.go(step)
            assert person.sees("> Not answered yet")
            await person.press("enter")
            assert person.said(step) is None

    tell()


@story
async def test_enter_takes_what_the_pack_offers(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        await person.open("safety_plan")
        await person.go("plan_kind")
        await person.press("enter")
        assert person.said("plan_kind") == "full"


@story
async def test_a_letter_goes_to_the_next_row_that_begins_with_it(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        await person.open("safety_plan")
        await person.go("plan_kind")
        await person.type("t")
        assert person.sees("> [ ] The plan made ready")
        await person.type("T")
        assert person.sees("> [ ] The whole plan")
        await person.type("z")
        assert person.sees("> [ ] The whole plan")

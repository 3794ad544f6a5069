"""Saying what one needs: on the first screen, and within a conversation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bht_assist.ui.ask import AskScreen

from .person import at_the_screen, story

if TYPE_CHECKING:
    from pathlib import Path


@story
async def test_a_request_starts_its_conversation_with_what_was_said(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        await person.type("anger mgmt 45 min 8 pts no pens blorp")
        assert person.sees("[topic: Anger signs", "[45 minutes]", "[8 people]", "“blorp”")
        assert person.sees("Start: Group session", "with these answers")
        assert "Service:" not in person.text
        await person.press("enter")
        assert (person.said("topic"), person.said("minutes")) == ("ang_signs_meter", 45)
        assert (person.said("group_size"), person.said("constraints")) == (8, ("no_pens",))


@story
async def test_what_is_missing_is_asked(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        await person.type("sleep group for 8 clients\n")
        assert person.place == "minutes"


@story
async def test_an_emergency_shows_what_to_do_first(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        await person.type("group on anger but a pt wants to kill himself")
        assert person.sees("Stop planning.", "Read: What to do right now")
        assert "Start: Group session" not in person.text
        await person.press("enter")
        assert person.sees("Call ____", "In this order")


@story
async def test_what_is_out_of_scope_says_the_rule_and_offers_the_nearest(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        await person.type("emdr group 60 min")
        assert person.sees("outside what a technician does", "EMDR and exposure are therapy")
        await person.press("enter")
        assert person.said("topic") == "psy_trauma_reactions"


@story
async def test_minutes_that_hold_no_plan_are_asked_anew(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        await person.type("anger 5 min 20 people\n")
        assert (person.said("topic"), person.said("group_size")) == ("ang_signs_meter", 20)
        assert person.place == "minutes"


@story
async def test_a_name_is_not_shown_again(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        await person.type("coping for Jessica 30 min 8 pts")
        assert person.sees("A name, date of birth, room or bed was left out.")
        assert person.text.count("Jessica") == 1 + person.text.count("“coping for Jessica")


@story
async def test_words_that_are_looked_up_are_as_before(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        await person.type("food stamps")
        assert person.sees("Service: SNAP")
        await person.press("escape")
        assert person.sees("START")


@story
async def test_within_a_conversation_a_hard_moment_finds_its_card(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        await person.open("safety_plan")
        await person.press("f5")
        await person.type("what if she says no?")
        assert person.sees("Read: When the client freezes")
        await person.press("enter")
        assert person.sees("freezes")
        await person.press("escape", "escape")
        assert not isinstance(person.app.screen, AskScreen)


@story
async def test_within_a_conversation_a_question_is_gone_back_to(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        await person.open("safety_plan")
        await person.press("f5")
        await person.type("go back to warning signs\n")
        assert person.place == "warning_signs"


@story
async def test_within_a_conversation_a_service_is_looked_for_where_it_is_picked(
    tmp_path: Path,
) -> None:
    async with at_the_screen(tmp_path) as person:
        await person.open("discharge")
        await person.press("f5")
        await person.type("add a food pantry\n")
        assert person.place == "resources"
        assert person.sees("food pantry")


@story
async def test_without_services_to_pick_the_directory_opens(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        await person.open("group_session")
        await person.press("f5")
        await person.type("add a food pantry\n")
        assert person.sees("Find a service", "food pantry")


@story
async def test_danger_said_within_a_conversation_comes_first(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        await person.open("safety_plan")
        await person.press("f5")
        await person.type("he took a bottle of pills")
        assert person.sees("Stop planning.", "Read: What to do right now")
        await person.press("down", "up", "pagedown", "pageup")
        await person.press("enter")
        assert person.sees("Call ____", "In this order")


@story
async def test_words_that_lead_nowhere_within_a_conversation_open_nothing(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        await person.open("safety_plan")
        await person.press("f5", "enter")
        assert isinstance(person.app.screen, AskScreen)
        await person.press("f5")
        assert not isinstance(person.app.screen, AskScreen)


@story
async def test_a_list_for_somebody_who_leaves_starts_with_what_they_need(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        await person.type("discharge tomorrow, needs shelter, food and an AA meeting")
        assert person.sees("[day I leave:", "what I need: A place to sleep, Food", "meetings")
        assert person.sees("Start: Step-down list", "with these answers")
        await person.press("enter")
        assert person.said("needs") == ("shelter", "food", "mutual-aid")
        assert person.said("leave_date")


@story
async def test_what_is_told_and_not_understood_has_the_card_beside_it(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        await person.type("my guy frobbed his thing again")
        assert person.sees("If somebody may be in danger", "Read: What to do right now")


@story
async def test_in_danger_nothing_stands_beside_the_card_and_who_answers_at_once(
    tmp_path: Path,
) -> None:
    async with at_the_screen(tmp_path) as person:
        await person.type("she just cut her arm and its bleeding alot")
        assert person.sees("> Read: What to do right now", "Service: 988", "Look up services for")
        assert "Group on:" not in person.text
        assert person.text.count("Service:") == 1

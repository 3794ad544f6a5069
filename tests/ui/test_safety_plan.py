"""A safety plan at the keyboard, from the first screen to the Word files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx import Document

from bht_assist.flows.session import Answered
from bht_assist.ui import review
from tests.program.packs import names

from .person import Person, at_the_screen, story

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

WALK = "Walk to the corner, [both] ways"


@story
async def test_a_whole_plan_is_typed_and_becomes_word_files(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        await person.type("safety pl\n")
        await person.type("\nRainy days\n")
        await person.type(" \n")
        assert person.said("readiness") == ("sober",)
        await person.type("R. Alvarez, LCSW, 9:40\n \n")
        assert person.said("observations") == ("nothing_new",)
        await person.press("down", "down")
        await person.type("\n")
        assert person.said("under_18") is False
        await person.go("story")
        await person.type("Fight on the phone\nthen two days in bed\n\n")
        assert person.said("story") == "Fight on the phone\nthen two days in bed"
        await person.type("I stop calling\nI pace\n\n")
        await person.type(f"{WALK}\n\n")
        await person.type("Marco\nfriend\n602-555-0142\n\n\n")
        assert person.said("distraction_people") == (
            {"name": "Marco", "relation": "friend", "phone": "602-555-0142"},
        )
        await person.type("The duck pond\n\n")
        await person.go("copies")
        await person.type(" \n")
        await person.press("ctrl+s")
        assert person.sees("BEFORE YOU PRINT")
        await person.press("ctrl+s")
        await person.app.workers.wait_for_complete()
        await person.settle()
        assert person.sees("Made:")
        made = names(tmp_path)
        assert len(made) >= 2
        assert all(each.endswith(".docx") for each in made)
        await person.press("ctrl+s")
        await person.app.workers.wait_for_complete()
        assert len(names(tmp_path)) == 2 * len(made)


@story
async def test_papers_are_as_the_review_was_told_and_can_be_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Path] = []
    monkeypatch.setattr(review, "opened", lambda path: not asked.append(path))  # type: ignore[func-returns-value]
    async with at_the_screen(tmp_path, (80, 40)) as person:
        await person.open("safety_plan", Answered("coping", (WALK,)))
        await person.press("ctrl+s")
        await reach(person, "Type size:")
        await person.press("space", "space", "down", "space", "space")
        assert person.sees("Type size: 18", "Paper: A4")
        await person.press("ctrl+s")
        await person.app.workers.wait_for_complete()
        await person.settle()
        assert person.sees("MADE (Enter opens)")
        await person.press("enter", "ctrl+o")
        made, folder = asked
        assert made.name in names(tmp_path)
        assert folder == tmp_path
        width = Document(str(made)).sections[0].page_width
        assert width is not None
        assert round(width.mm) == 210


@story
async def test_a_finding_is_set_aside_with_a_reason_and_a_stop_is_not(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path, (100, 40)) as person:
        await person.open("safety_plan", Answered("warning_signs", ("I stop calling [Inés]",)))
        await person.press("ctrl+s")
        assert person.sees("Filled in", "Personal and usable", "could hold more")
        await reach(person, "could hold more")
        await person.press("f6")
        await person.type("One is enough for now\n")
        assert not person.sees("could hold more")
        set_aside = [each for each in person.view.findings if each.dismissed]
        assert [each.dismissed for each in set_aside] == ["One is enough for now"]
        await reach(person, "· Things I can do")
        await person.press("f6")
        assert "can't be set aside" in person.told


async def reach(person: Person, words: str) -> None:
    """Go down the list to a line."""
    for _ in range(80):
        if any(line.startswith(" > ") and words in line for line in person.text.splitlines()):
            return
        await person.press("down")
    raise AssertionError(f"{words} is not on the list:\n{person.text}")


@story
async def test_undo_takes_back_says_what_and_redo_puts_back(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        await person.open("safety_plan")
        await person.press("ctrl+z")
        assert person.sees("There is nothing to take back.")
        await person.go("coping")
        await person.type("Walk\nSing [loud]\n")
        await person.press("ctrl+z")
        assert person.said("coping") == ("Walk",)
        assert person.place == "coping"
        assert person.sees("Took back: Sing [loud]")
        await person.press("ctrl+y")
        assert person.said("coping") == ("Walk", "Sing [loud]")
        await person.press("ctrl+y")
        assert person.sees("There is nothing to put back.")
        await person.press("ctrl+z", "ctrl+z")
        assert person.said("coping") is None


@story
async def test_back_goes_back_and_loses_nothing(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        await person.open("safety_plan")
        await person.type("\nRainy days\n")
        await person.press("escape")
        assert person.place == "plan_name"
        assert person.sees("Rainy days")
        await person.press("escape", "escape")
        assert person.sees("What do you need?", "CONTINUE")
        await person.press("end", *["down"] * 6, "enter")
        assert person.said("plan_name") == "Rainy days"


@story
async def test_an_answer_is_changed_from_the_review(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        await person.open("safety_plan")
        await person.type("\nRainy days\n")
        await person.press("ctrl+s")
        await reach(person, "✓ A name")
        await person.press("enter")
        assert person.place == "plan_name"
        await person.type(" and nights\n")
        assert person.said("plan_name") == "Rainy days and nights"


@story
async def test_the_review_names_what_was_typed_and_not_taken(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        await person.open("safety_plan")
        await person.go("coping")
        await person.type("Sing [low]")
        await person.press("ctrl+s")
        assert person.sees("TYPED, NOT TAKEN YET", "Things I can do on my own", "Sing [low]")
        await person.press("enter", "enter")
        assert person.said("coping") == ("Sing [low]",)
        await person.press("ctrl+s")
        assert not person.sees("NOT TAKEN YET")


@story
async def test_a_yes_that_must_be_meant_is_not_given_by_enter_alone(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        await person.open("safety_plan")
        await person.go("clinician_reviewed")
        assert person.sees("> Not answered yet")
        await person.press("enter")
        assert person.said("clinician_reviewed") is None
    async with at_the_screen(tmp_path) as person:
        await person.open("safety_plan")
        await person.go("clinician_reviewed")
        await person.press("down", "enter")
        assert person.said("clinician_reviewed") is True


@story
async def test_a_question_is_left_open_with_a_reason(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        await person.open("safety_plan")
        await person.go("help_people")
        await person.press("ctrl+n")
        assert person.sees("Why is it left open?")
        await person.press("down", "enter")
        step = person.view.step("help_people")
        assert step.status == "skipped"
        assert step.reason == person.flow.guide.skip_reasons[1].id
        assert person.sees("left open: " + person.flow.guide.skip_reasons[1].say)


@story
async def test_what_is_half_typed_is_there_on_coming_back(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        await person.open("safety_plan")
        await person.go("help_people")
        await person.type("Inés\nsis")
        await person.press("f2", "escape", "f3", "escape", "f4", "escape", "f8", "escape")
        await person.press("f9", "enter", "f1", "escape")
        assert person.sees("Inés", "sis")
        await person.press("escape")
        await person.go("help_people")
        await person.press("ctrl+z")
        assert person.sees("Inés", "sis")
        await person.go("story")
        await person.type("one\ntwo")
        await person.go("coping")
        await person.type("half a wor")
        await person.go("story")
        assert person.sees("one", "two")
        await person.go("coping")
        await person.type("d\n")
        assert person.said("coping") == ("half a word",)
        await person.go("story")
        await person.go("coping")
        assert not person.sees("half a word half a word")
        assert "coping" not in person.flow.draft.half


@story
async def test_half_typed_words_outlive_going_home(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        await person.open("group_session")
        await person.type("grou")
        await person.press("escape")
        draft = person.app.drafts.all[0]
        person.app.open_draft(draft)
        await person.settle()
        assert person.sees("grou")


@story
async def test_why_and_the_page_and_the_list_of_questions_can_be_read(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        await person.open("safety_plan")
        await person.go("coping")
        await person.press("f3")
        assert person.sees("Why:", "For example:", "When they are stuck:")
        await person.press("enter")
        await person.type(f"{WALK}\n")
        await person.press("f4")
        assert person.sees("The paper so far")
        await person.press(*["pagedown"] * 2)
        assert WALK in person.text
        await person.press("escape", "f2")
        assert person.sees("All questions", "✓ 11 Things I can do on my own")
        await person.type("nothing like it")
        assert person.sees("Nothing by these words.")
        await person.press("enter", "escape")
        assert person.place == "coping"


@story
async def test_the_crisis_card_comes_up_from_anywhere_and_goes(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        await person.press("f8")
        assert person.sees("Crisis", "911")
        await person.press("enter")
        assert person.sees("What do you need?")
        await person.open("safety_plan")
        await person.type("\nhalf")
        await person.press("f8", "enter")
        assert person.sees("half")


@story
async def test_every_mistake_stands_under_the_question_and_nothing_is_lost(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        await person.open("discharge")
        await person.go("leave_date")
        await person.type("next tuesday\n")
        assert person.place == "leave_date"
        assert person.sees("next tuesday", "! “next tuesday” is not a date.")
        await person.press("ctrl+u")
        await person.type("11/30/2026\n")
        assert person.said("leave_date") == "2026-11-30"
        await person.open("group_session")
        await person.go("minutes")
        await person.type("many\n")
        assert person.sees("! “many” is not a whole number.", "▌many")
        await person.go("start_time")
        await person.type("25 o'clock\n")
        assert person.sees("! “25 o'clock” is not a time.")


@story
async def test_several_things_are_rated_with_number_keys(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        await person.open("safety_plan")
        await person.go("likelihood")
        await person.type("5493")
        rated = person.said("likelihood")
        assert isinstance(rated, type({}.keys().mapping))
        assert list(rated.values()) == [5, 4, 3]
        assert person.sees("5 Do something on my own", "> _ Call a professional")
        assert "Pick" not in person.text

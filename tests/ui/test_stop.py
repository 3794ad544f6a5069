"""A stop takes the screen, and holds until somebody has been called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bht_assist.flows.review import blocks
from bht_assist.flows.session import Acknowledged, Raised
from bht_assist.ui.lines import AnswerLine
from bht_assist.ui.panels import StopScreen

from .person import Person, at_the_screen, story

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

WORDS = "I am going to kill myself tonight [/]"


async def stopped(person: Person) -> None:
    await person.open("safety_plan")
    await person.go("coping")
    await person.type(f"{WORDS}\n")


def told(person: Person) -> list[Acknowledged]:
    return [each for each in person.session.events if isinstance(each, Acknowledged)]


@story
async def test_it_says_what_was_heard_and_esc_does_not_pass(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        await stopped(person)
        assert person.sees("STOP.", "Heard:", "Whom have you called?")
        before = person.session
        await person.press("escape", "enter", "space", "enter", "ctrl+z", "ctrl+s", "ctrl+n", "f2")
        assert person.sees("STOP.")
        assert person.session is before
        await person.press("f8", "escape", "f9", "enter", "f1", "escape")
        assert person.sees("STOP.")
        assert len([e for e in person.app.screen_stack if isinstance(e, StopScreen)]) == 1


@story
async def test_a_name_and_the_time_are_kept_and_the_talk_goes_on(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        await stopped(person)
        for _ in range(6):
            if not isinstance(person.app.screen, StopScreen):
                break
            await person.type("R. Alvarez [LCSW]\n")
        assert {(each.name, each.time) for each in told(person)} == {("R. Alvarez [LCSW]", "14:05")}
        assert person.view.hold is None
        assert person.place == "coping"
        assert person.sees(WORDS)
        await person.press("ctrl+s")
        assert person.sees("Called R. Alvarez [LCSW] at 14:05.")


@story
async def test_what_names_nobody_passes_no_stop_and_is_told_of(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        await stopped(person)
        for line in ("", "x", "nobody", "n/a"):
            person.app.screen.query_one(AnswerLine).value = line
            await person.press("enter")
            assert isinstance(person.app.screen, StopScreen)
        assert not told(person)
        assert "Write who has been called: a name and a role" in person.told


@story
async def test_words_of_danger_stop_it_where_no_words_are_asked_for(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        await person.open("safety_plan")
        await person.go("review_date")
        await person.type("never, I took all my pills an hour ago\n")
        assert isinstance(person.app.screen, StopScreen)
        assert person.sees("Heard: “never, I took all my pills an hour ago”")
        assert person.view.hold is not None
        assert person.view.hold.rule == "S02"


@story
async def test_so_they_do_in_a_blank_of_a_form_and_the_rest_of_it_stays(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        await person.open("safety_plan")
        await person.go("help_people")
        await person.type("Ana\n\n602-555-0142\n\n\nperhaps\n")
        assert not isinstance(person.app.screen, StopScreen)
        await person.press("ctrl+u")
        await person.type("I took all my pills an hour ago\n")
        assert isinstance(person.app.screen, StopScreen)
        assert person.view.hold is not None
        await person.type("R. Alvarez, nurse\n")
        assert person.sees("Ana", "602-555-0142")


@story
async def test_new_words_stop_it_again(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        await stopped(person)
        for _ in range(6):
            if not isinstance(person.app.screen, StopScreen):
                break
            await person.type("R. Alvarez\n")
        await person.type("I have the pills in my bag\n")
        assert isinstance(person.app.screen, StopScreen)
        assert person.view.hold is not None


@story
async def test_staff_stop_it_themselves_whatever_was_typed(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        await person.open("safety_plan")
        await person.go("coping")
        await person.type("half a wor")
        await person.press("f7")
        assert person.sees("Quiet cases leave no words", "What do you see or hear?")
        await person.press("enter")
        assert not isinstance(person.app.screen, StopScreen)
        assert "Nothing is written down yet." in person.told
        await person.type("went very still [/]\n")
        assert isinstance(person.app.screen, StopScreen)
        assert person.sees("Heard: “went very still [/]”")
        await person.type("R. Alvarez, charge nurse\n")
        assert person.view.hold is None
        assert person.place == "coping"
        assert person.sees("half a wor")
        assert [each.reason for each in person.session.events if isinstance(each, Raised)] == [
            "went very still [/]"
        ]


@story
async def test_where_a_conversation_has_no_stop_of_its_own_the_card_comes(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        await person.open("group_session")
        await person.press("f7")
        assert person.sees("Crisis", "911")


@story
async def test_staff_stop_a_step_down_list_themselves_and_its_papers_wait(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        await person.open("discharge")
        await person.press("f7")
        assert person.sees("Stop now", "What do you see or hear?")
        await person.type("packed at noon, very calm\n")
        assert isinstance(person.app.screen, StopScreen)
        assert person.sees("Heard: “packed at noon, very calm”", "is for the clinician to say")
        assert blocks(person.view).keys() == {*person.view.guide.flow.documents}
        await person.type("R. Alvarez, charge nurse\n")
        assert person.view.hold is None
        assert "S00" not in str(blocks(person.view))


@story
async def test_it_holds_in_a_draft_that_is_left_and_opened_again(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        await stopped(person)
        draft = person.flow.draft
        person.app.pop_screen()
        person.app.pop_screen()
        person.app.open_draft(draft)
        await person.settle()
        assert person.sees("STOP.")


@story
async def test_keys_typed_before_it_was_seen_do_not_pass_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(StopScreen, "reading", 60.0)
    async with at_the_screen(tmp_path) as person:
        await stopped(person)
        await person.type("and then\nmore words\n")
        await person.press("a", "enter")
        assert person.sees("STOP.")
        assert not told(person)


@story
async def test_it_is_usable_in_a_small_window_and_resizing_keeps_one(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path, (60, 16)) as person:
        await stopped(person)
        assert person.sees("STOP.", "Whom have you called?", "▌name and role")
        first = person.text
        await person.press("pagedown")
        assert person.text != first
        await person.pilot.resize_terminal(120, 40)
        await person.settle()
        assert len([e for e in person.app.screen_stack if isinstance(e, StopScreen)]) == 1

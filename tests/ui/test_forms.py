"""People, records, lists, agendas and searches, answered as people answer them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bht_assist.flows.session import Answered, frozen, thawed
from bht_assist.ui.lines import AnswerLine

from .person import at_the_screen, story

if TYPE_CHECKING:
    from pathlib import Path


@story
async def test_a_person_with_own_fields_is_written_down_and_changed(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        await person.open("safety_plan")
        await person.go("help_people")
        await person.type("Inés\nsister\n602-555-0142\n\nOne of those nights\nperhaps\n")
        assert person.said("help_people") is None
        assert person.sees("! “perhaps” is neither yes nor no.", "Inés", "One of those nights")
        await person.press("ctrl+u")
        await person.type("yes\n\n")
        assert thawed(person.said("help_people")) == [
            {
                "name": "Inés",
                "relation": "sister",
                "phone": "602-555-0142",
                "opening": "One of those nights",
                "nights": True,
            }
        ]
        assert person.sees("Inés · sister · 602-555-0142 · One of those nights")
        await person.press("up", "space")
        await person.type(" M.")
        assert thawed(person.said("help_people"))[0]["name"] == "Inés"
        await person.type("\n\n\n\n\n\n\n")
        assert [each["name"] for each in thawed(person.said("help_people"))] == ["Inés M."]
        await person.press("enter")
        assert person.place == "professionals"


TWO = ({"name": "Ana", "phone": "602-555-0142"}, {"name": "Jo", "phone": "602-555-0163"})


@story
async def test_somebody_who_is_being_changed_stays_on_the_plan_in_their_place(
    tmp_path: Path,
) -> None:
    async with at_the_screen(tmp_path) as person:
        await person.open("safety_plan", Answered("help_people", TWO))
        await person.go("help_people")
        await person.press("up", "space")
        assert thawed(person.said("help_people")) == [*TWO]
        await person.type("\n\n\n\n\n\n\n")
        assert thawed(person.said("help_people")) == [*TWO]


@story
async def test_a_change_that_is_half_typed_is_gone_on_with_after_another_question(
    tmp_path: Path,
) -> None:
    async with at_the_screen(tmp_path) as person:
        await person.open("safety_plan", Answered("help_people", TWO))
        await person.go("help_people")
        await person.press("up", "up", "space")
        await person.type(" M.")
        await person.go("professionals")
        await person.press("ctrl+s")
        assert person.sees("Ana M. · 602-555-0142")
        assert not person.sees("{")
        await person.press("escape")
        await person.go("help_people")
        assert person.sees("Ana M.")
        await person.type("\n\n\n\n\n\n\n")
        assert [each["name"] for each in thawed(person.said("help_people"))] == ["Ana M.", "Jo"]


@story
async def test_somebody_is_left_out_by_emptying_the_form(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        await person.open("safety_plan", Answered("help_people", TWO))
        await person.go("help_people")
        await person.press("up", "up", "space", "ctrl+u", "down", "down", "ctrl+u")
        assert thawed(person.said("help_people")) == [*TWO]
        await person.press("enter")
        assert [each["name"] for each in thawed(person.said("help_people"))] == ["Jo"]
        await person.press("up", "space", "ctrl+u", "down", "down", "ctrl+u", "enter")
        assert person.said("help_people") is None


@story
async def test_a_choice_that_is_opened_again_stands_there_in_words(tmp_path: Path) -> None:
    said = {"asked": "with_clinician", "items": [{"what": "Pills", "status": "agreed"}]}
    async with at_the_screen(tmp_path, (80, 60)) as person:
        await person.open("safety_plan", Answered("means", frozen(said)))
        await person.go("means")
        await person.press("up", "down", "space")
        assert [each.value for each in person.app.screen.query(AnswerLine)][4] == "Agreed"
        await person.press("ctrl+u", *["down"] * 4, "ctrl+u", "up", "up", "up", "up", "enter")
        await person.press("up", "space")
        await person.settle()
        lines = [each.value for each in person.app.screen.query(AnswerLine)]
        assert lines[0] == "The clinician led it, here with us"


@story
async def test_a_phone_is_looked_at_once_it_is_there(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        await person.open("safety_plan")
        await person.go("professionals")
        await person.type("Dana\ntherapist\n12\n\n\n\n")
        assert person.sees("Dana · therapist · 12")
        found = [each.rule for each in person.view.findings if each.step == "professionals"]
        assert found


@story
async def test_records_ask_their_head_once_and_then_rows(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        await person.open("safety_plan")
        await person.go("means")
        assert person.sees("1 Asked, and the client answered")
        await person.type("9\n")
        assert person.sees("! “9” is not one of these. Type its number, 1 to 5.")
        await person.press("ctrl+u")
        await person.type("1\n3\n1\n")
        assert person.sees("Asked, and the client answered")
        for _ in range(20):
            if person.said("means") is not None:
                break
            await person.press("enter")
        said = thawed(person.said("means"))
        assert said["asked"] == "yes"
        assert said["items"] == []


@story
async def test_a_head_is_changed_without_losing_the_rest(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        await person.open("safety_plan")
        await person.go("means")
        await person.type("3\n")
        for _ in range(20):
            if person.said("means") is not None:
                break
            await person.press("enter")
        await person.go("means")
        await person.press("up", "space")
        await person.settle()
        await person.press("ctrl+u")
        await person.type("1")
        for _ in range(20):
            if (thawed(person.said("means")) or {}).get("asked") == "yes":
                break
            await person.press("enter")
        assert thawed(person.said("means"))["asked"] == "yes"


@story
async def test_rows_of_records_are_taken_one_by_one(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        await person.open("discharge")
        await person.go("appointments")
        await person.type("Therapy\n11/30/2026\n2:05 PM\n")
        for _ in range(20):
            if person.said("appointments"):
                break
            await person.press("enter")
        (row,) = thawed(person.said("appointments"))
        assert row["date"] == "2026-11-30"
        assert row["time"] == "14:05"
        assert person.sees("Therapy · 2026-11-30 · 14:05")


@story
async def test_a_day_and_a_time_may_be_typed_in_short_and_are_spelled_out_at_once(
    tmp_path: Path,
) -> None:
    async with at_the_screen(tmp_path) as person:
        await person.open("discharge")
        await person.go("leave_date")
        await person.type("11/30\n")
        assert person.said("leave_date") == "2026-11-30"
        await person.go("appointments")
        await person.type("Therapy\n12/1\n1405\n")
        assert person.sees("2026-12-01", "14:05")


@story
async def test_a_group_plan_is_made_and_its_minutes_are_shifted(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        await person.type("group sess\n")
        await person.type("grounding\n")
        assert person.said("topic") == "cop_grounding"
        await person.type("45\n")
        await person.go("group_size")
        await person.type("6 to 10\n")
        assert person.said("group_size") == (6, 10)
        await person.go("audience")
        await person.press("down", "down")
        await person.type(" \n")
        assert len(thawed(person.said("audience"))) == 2
        await person.go("agenda")
        before = {p["id"]: p["minutes"] for p in thawed(person.said("agenda"))["segments"]}
        await person.press("right", "down", "right")
        first, second = list(before)[:2]
        after = {p["id"]: p["minutes"] for p in thawed(person.said("agenda"))["segments"]}
        assert (after[first], after[second]) == (before[first] + 1, before[second] + 1)
        await person.press("left")
        after = {p["id"]: p["minutes"] for p in thawed(person.said("agenda"))["segments"]}
        assert (after[first], after[second]) == (before[first] + 1, before[second])
        await person.press("enter")
        assert person.sees("Review: Group session")
        await person.press("ctrl+s")
        await person.app.workers.wait_for_complete()
        assert len(list(tmp_path.glob("*.docx"))) == 6


@story
async def test_a_search_inside_a_question_picks_and_puts_back(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        await person.open("safety_plan")
        await person.go("lines")
        await person.type("crisis text\n")
        assert [each["id"] for each in thawed(person.said("lines"))][1:] == ["crisis-text-line"]
        assert person.sees("[x] Crisis Text Line")
        await person.press("down", "down", "enter")
        assert len(thawed(person.said("lines"))) == 1
        await person.type("zzzzqqq")
        assert person.sees("Nothing by these words.")
        await person.press("enter", "ctrl+u", "enter")
        assert person.place != "lines"


@pytest.mark.parametrize(
    "words", ["so 3 words  here", "[sister] x", " a", "1", "Ünïcödé ñ", "مرحبا"]
)
def test_own_words_typed_on_a_list_go_to_the_line(tmp_path: Path, words: str) -> None:
    @story
    async def tell() -> None:
        async with at_the_screen(tmp_path) as person:
            await person.open("safety_plan")
            await person.go("coping")
            await person.type(f"x{words}")
            assert person.said("coping") is None
            await person.type("\n")
            assert person.said("coping") == (f"x{words}",)

    tell()


@story
async def test_the_list_and_the_line_are_one_way(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        await person.open("safety_plan")
        await person.go("coping")
        await person.press("space", "down", "space")
        assert len(person.said("coping")) == 2  # type: ignore[arg-type]
        await person.press("space")
        assert len(person.said("coping")) == 1  # type: ignore[arg-type]
        await person.press("end", "down")
        await person.type("Own words")
        await person.press("up", "home", "down", "enter")
        assert "Own words" in person.said("coping")  # type: ignore[operator]


@story
async def test_one_choice_is_picked_with_enter_or_in_own_words(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        await person.open("group_session")
        await person.go("acuity")
        await person.press("down", "enter")
        options = person.flow.guide.by_id["acuity"].options  # type: ignore[union-attr]
        assert person.said("acuity") == options[2].id
        assert person.place == "constraints"
        await person.press("escape")
        assert f"> [x] {options[2].say}"[:40] in person.text


@story
async def test_a_paste_of_lines_becomes_one_line_with_nothing_lost(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        await person.open("safety_plan")
        await person.go("assessed_by")
        await person.paste("R. Alvarez\r\nLCSW\n\n9:40 [today]\n")
        await person.press("enter")
        assert person.said("assessed_by") == "R. Alvarez; LCSW; 9:40 [today]"
        await person.go("story")
        await person.paste("one\ntwo\n\nthree")
        await person.press("enter", "enter")
        assert person.said("story") == "one\ntwo\n\nthree"


@story
async def test_emptying_a_line_clears_the_answer(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        await person.open("safety_plan")
        await person.go("assessed_by")
        await person.type("R. Alvarez\n")
        await person.press("escape", "ctrl+u", "enter")
        assert person.said("assessed_by") is None
        assert Answered("assessed_by", "R. Alvarez") in person.session.events

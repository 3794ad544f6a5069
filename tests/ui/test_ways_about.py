"""Ways about the program that do not depend on the conversation: home, menu, help, the foot."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .person import at_the_screen, story

if TYPE_CHECKING:
    from pathlib import Path

SMALL = (60, 16)


@story
async def test_one_key_leads_home_from_deep_in_a_conversation_and_loses_nothing(
    tmp_path: Path,
) -> None:
    async with at_the_screen(tmp_path) as person:
        await person.open("safety_plan")
        await person.go("coping")
        await person.type("Walk\nSing lou")
        await person.press("f3", "f12")
        assert person.sees("What do you need?", "CONTINUE")
        await person.press("end", *["down"] * 9)
        draft = person.app.drafts.all[-1]
        assert draft.half["coping"] == {"line": "Sing lou"}


@pytest.mark.parametrize("key", ["f12", "ctrl+b"])
def test_no_key_leads_home_out_of_a_stop(tmp_path: Path, key: str) -> None:
    @story
    async def tell() -> None:
        async with at_the_screen(tmp_path) as person:
            await person.open("safety_plan")
            await person.go("coping")
            await person.type("I will kill myself tonight\n")
            await person.press(key)
            assert person.sees("STOP.", "Whom have you called?")

    tell()


@story
async def test_the_cover_is_left_by_its_own_key_only(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        await person.open("safety_plan")
        await person.press("f9", "f12")
        assert person.sees("Hidden. Press Enter to come back.")


@pytest.mark.parametrize("key", ["f1", "ctrl+p"])
@pytest.mark.parametrize(("flow", "offered"), [("safety_plan", False), ("group_session", True)])
def test_help_and_menu_name_the_clock_only_where_a_plan_is_timed(
    tmp_path: Path, key: str, flow: str, *, offered: bool
) -> None:
    @story
    async def tell() -> None:
        async with at_the_screen(tmp_path, (80, 60)) as person:
            await person.open(flow)
            await person.press(key)
            assert person.sees("Run the timed plan by the clock.") is offered

    tell()


@story
async def test_the_menu_goes_home_too_and_names_it_only_where_one_is_not_there(
    tmp_path: Path,
) -> None:
    async with at_the_screen(tmp_path) as person:
        await person.press("ctrl+p")
        await person.type("first screen")
        assert person.sees("Nothing by these words.")
        await person.press("escape")
        await person.open("discharge")
        await person.press("ctrl+p")
        await person.type("first screen")
        await person.press("enter")
        assert person.sees("What do you need?")


@pytest.mark.parametrize("size", [SMALL, (80, 24)])
def test_what_is_said_in_passing_hides_neither_the_keys_nor_the_line_to_type_on(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    @story
    async def tell() -> None:
        async with at_the_screen(tmp_path, size) as person:
            await person.open("safety_plan")
            await person.go("coping")
            await person.type("Walk\nSing\n")
            await person.press("ctrl+z")
            await person.type("hum")
            assert person.sees("Took back: Sing", "Enter Next")
            assert "hum" in person.text

    tell()


@story
async def test_what_is_said_in_passing_goes_by_itself(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        person.app.say("Noted.")
        person.app.say("Noted too.")
        await person.settle()
        assert person.sees("Noted.", "Noted too.")
        for number in [*person.app.saying]:
            person.app.said(number)
        await person.settle()
        assert not person.sees("Noted.")


@story
async def test_what_is_said_twice_stays_until_the_second_time_is_over(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        for _ in range(2):
            person.app.say("Noted.")
        person.app.said(next(iter(person.app.saying)))
        await person.settle()
        assert person.sees("Noted.")


@story
async def test_the_newest_of_many_entries_is_in_sight(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path, SMALL) as person:
        await person.open("discharge")
        await person.go("warning_signs")
        for word in ("Walk", "Sing", "Draw", "Bake", "Swim"):
            await person.type(f"{word}\n")
            assert f"[x] {word}" in person.text


@story
async def test_space_marks_a_service_that_the_arrows_went_to(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        await person.open("safety_plan")
        await person.go("lines")
        before = len(person.said("lines") or ())  # type: ignore[arg-type]
        await person.press("space")
        assert len(person.said("lines") or ()) == before  # type: ignore[arg-type]
        await person.press("down", "down", "down", "space")
        assert len(person.said("lines") or ()) != before  # type: ignore[arg-type]


@story
async def test_space_belongs_to_the_words_of_a_search(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        await person.open("safety_plan")
        await person.go("lines")
        await person.type("crisis text")
        assert "crisis text" in person.text


@pytest.mark.parametrize("width", [60, 70, 80, 100, 120, 140])
def test_the_head_of_the_review_tells_both_numbers_at_any_width(tmp_path: Path, width: int) -> None:
    @story
    async def tell() -> None:
        async with at_the_screen(tmp_path, (width, 24)) as person:
            await person.open("safety_plan")
            await person.press("ctrl+s")
            head = person.text.splitlines()[0]
            assert "Filled in" in head
            assert "Personal and usable" in head
            assert head.rstrip()[-1:].isdigit() or head.rstrip().endswith("not the person")

    tell()

"""Windows of every size, and terminals of every kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .person import at_the_screen, story

if TYPE_CHECKING:
    from pathlib import Path

TOO_SMALL = "Make the window larger or the text smaller (Ctrl and minus)."


@story
async def test_a_storm_of_sizes_keeps_what_is_typed(tmp_path: Path) -> None:
    sizes = [(1, 1), (150, 60), (2, 50), (50, 2), (60, 16), (59, 14), (110, 20), (109, 21)]
    async with at_the_screen(tmp_path) as person:
        await person.open("safety_plan")
        for step in ("coping", "help_people", "story", "lines"):
            await person.go(step)
            await person.type("kept [x]")
            for size in sizes:
                await person.pilot.resize_terminal(*size)
            await person.pilot.resize_terminal(80, 24)
            await person.settle()
            assert person.sees("kept [x]")
        await person.press("ctrl+s")
        for size in sizes:
            await person.pilot.resize_terminal(*size)


@pytest.mark.parametrize("size", [(59, 24), (80, 14)])
def test_a_window_that_is_too_small_says_so_and_comes_back(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    @story
    async def tell() -> None:
        async with at_the_screen(tmp_path) as person:
            await person.open("safety_plan")
            await person.go("coping")
            await person.type("half ")
            await person.pilot.resize_terminal(*size)
            await person.settle()
            assert person.sees(TOO_SMALL)
            assert not person.sees("Things I can do")
            await person.pilot.resize_terminal(60, 15)
            await person.settle()
            await person.type("way\n")
            assert person.said("coping") == ("half way",)

    tell()


@story
async def test_signs_of_ours_are_plain_where_the_font_has_no_others(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path, (120, 40), ascii_only=True) as person:
        seen = [person.text]
        await person.open("safety_plan")
        for step in ("coping", "help_people", "story", "lines", "means", "likelihood"):
            await person.go(step)
            seen.append(person.text)
        await person.go("coping")
        await person.type("I will kill myself")
        for keys in (["f2"], ["f3"], ["f4"], ["f1"], ["ctrl+p"], ["f8"], ["ctrl+n"], ["ctrl+s"]):
            await person.press(*keys)
            seen.append(person.text)
            await person.press("escape")
        await person.press("enter")
        seen.append(person.text)
        strange = {letter for text in seen for letter in text if not letter.isascii()}
        assert not strange


@story
async def test_without_colors_all_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with at_the_screen(tmp_path) as person:
        await person.open("safety_plan")
        await person.go("coping")
        await person.press("space")
        assert person.sees("> [x]", "[ ]")


@story
async def test_every_theme_can_be_had_and_comes_round(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        names = []
        for _ in range(3):
            names.append(person.app.theme)
            await person.press("ctrl+t")
        assert len(set(names)) == 3
        assert person.app.theme == names[0]

"""A client's words on every screen, and a window of any size."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .person import at_the_screen, story

if TYPE_CHECKING:
    from pathlib import Path

HARD = ["Call [sister]", "[/]", "[@click=app.quit]x[/]", "[[a]] \\ $who {{ 7*7 }}", "niño"]


@pytest.mark.parametrize("words", HARD)
@story
async def test_words_are_shown_letter_for_letter_wherever_they_stand(
    tmp_path: Path, words: str
) -> None:
    async with at_the_screen(tmp_path, (120, 40)) as person:
        await person.open("safety_plan")
        await person.go("warning_signs")
        await person.type(f"{words}\n")
        assert person.said("warning_signs") == (words,)
        assert person.text.count(words) >= 2  # in the list, and on the paper beside it
        await person.press("enter")
        assert person.sees(words)  # above the next question
        await person.press("f4")
        assert person.sees(words)


@story
async def test_no_window_is_too_small_or_too_large_and_what_is_typed_stays(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        await person.open("safety_plan")
        await person.go("plan_name")
        await person.press("end", *"!!")
        for size in ((1, 1), (300, 100), (60, 16), (2, 50), (200, 2), (120, 40), (80, 24)):
            await person.pilot.resize_terminal(*size)
            await person.settle()
        assert person.sees("My plan for hard moments!!")

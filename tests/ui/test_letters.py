"""What a client said stands letter for letter on every screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len

from .person import at_the_screen, story

if TYPE_CHECKING:
    from pathlib import Path

HARD = [
    "[sister] [@click=app.quit]x[/] [/]",
    r"[[a]] C:\walk \[b] \\ $who ${x} {{ y }}",
    ":smile: *no* _so_ `c` {% z %} José Đặng",
    "صديقي 妹妹打电话",
]


@pytest.mark.parametrize("words", HARD)
def test_on_every_screen(tmp_path: Path, words: str) -> None:
    @story
    async def tell() -> None:
        async with at_the_screen(tmp_path, (120, 40)) as person:
            await person.open("safety_plan")
            await person.go("plan_name")
            await person.type(f"{words}\n")
            await person.go("coping")
            await person.type(f"{words}\n")
            assert person.said("coping") == (words,)
            assert f"[x] {words}" in person.text, "the card"
            assert person.text.count(words) >= 3, "what was said before, and the paper"
            await person.go("professionals")
            await person.type(f"{words}\n\n\n\n")
            assert words in person.text.split("My professionals")[1], "a row of the form"
            await person.press("f4")
            assert words in person.text, "the page"
            await person.press("enter", "f2")
            await person.type("coping")
            await person.press("escape", "ctrl+s", "end")
            assert person.sees("ANSWERS") or person.sees(words), "the review"
            await person.press("escape", "ctrl+z")
            wide = cell_len(words) > len(words)  # a toast over a border loses half such a letter
            assert wide or f"Took back: {words}" in person.text, "the word of undo"

    tell()


@pytest.mark.parametrize("words", ["[@click=app.quit]x[/] [/]", r"\[b] $who José"])
def test_on_the_stop(tmp_path: Path, words: str) -> None:
    @story
    async def tell() -> None:
        async with at_the_screen(tmp_path) as person:
            await person.open("safety_plan")
            await person.go("coping")
            await person.type(f"{words} kill myself {words}\n")
            assert person.sees("Heard: “kill myself”")
            await person.type(words)
            assert person.sees(words)
            await person.press("enter")
            for _ in range(4):
                if person.view.hold is not None:
                    await person.type(f"{words}\n")
            await person.press("ctrl+s")
            assert person.sees(f"Called {words} at 14:05.")

    tell()

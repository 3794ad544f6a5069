"""Practice: somebody made up, a notice on everything, and nothing that stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx import Document

from tests.core import core
from tests.program.packs import names

from .person import at_the_screen, story

if TYPE_CHECKING:
    from pathlib import Path


@story
async def test_every_screen_and_every_paper_says_that_it_is_practice(tmp_path: Path) -> None:
    notice = core().training_notice
    async with at_the_screen(tmp_path, training=True) as person:
        assert person.sees(notice)
        await person.open("safety_plan")
        assert person.sees(notice)
        for key in ("f2", "f8", "ctrl+s"):
            await person.press(key)
            assert person.sees(notice)
            await person.press("escape")
        await person.press("ctrl+s", "ctrl+s")
        await person.app.workers.wait_for_complete()
        await person.settle()
    made = names(tmp_path)
    assert made
    for name in made:
        assert name.startswith("practice-")
        head = Document(str(tmp_path / name)).sections[0].header
        assert notice in "\n".join(each.text for each in head.paragraphs)


@story
async def test_made_up_people_are_there_to_practice_with_and_only_then(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path, training=True) as person:
        assert person.sees("PRACTICE WITH", "Practice: Dana")
        await person.press(*["down"] * 6, "enter")
        assert person.sees("is made up. One colleague plays")
    async with at_the_screen(tmp_path) as person:
        assert not person.sees("PRACTICE WITH")
        await person.type("practice dana")
        assert not person.sees("Practice: Dana, 34")


@story
async def test_leaving_practice_needs_no_warning(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path, training=True) as person:
        await person.open("safety_plan")
        await person.go("coping")
        await person.type("Walk\n")
        await person.press("ctrl+q")
        assert not person.app.is_running

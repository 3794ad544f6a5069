"""Every screen at three sizes, as it was looked at and kept: `pytest --update-screens`."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from bht_assist.flows.session import Answered
from bht_assist.ui.picklist import PickList

from .person import Person, at_the_screen, story

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable
    from pathlib import Path

SIZES = [(120, 40), (80, 24), (60, 16)]
"""Each screen is made at the first, and its window then drawn smaller."""


async def home(person: Person) -> None:
    await person.settle()


async def home_search(person: Person) -> None:
    await person.type("anger")


async def begun(person: Person, step: str) -> None:
    signs = ("I stop answering my sister [Inés]", "I pace the hall")
    await person.open("safety_plan", Answered("warning_signs", signs))
    await person.go(step)


async def items(person: Person) -> None:
    await begun(person, "coping")
    await person.type("Walk the dog\nSleep on the")


async def choices(person: Person) -> None:
    await begun(person, "readiness")
    await person.press("space", "down")


async def long_text(person: Person) -> None:
    await begun(person, "story")
    await person.type("Fight on the phone\nthen two days in bed")


async def people(person: Person) -> None:
    await begun(person, "help_people")
    await person.type("Inés\nsister\n602-555-0142\n\nIt is one of those nights\nyes\n\nMar")


async def records(person: Person) -> None:
    await begun(person, "means")
    await person.type("7\n")


async def scale(person: Person) -> None:
    await begun(person, "likelihood")
    await person.type("54")


async def resources(person: Person) -> None:
    await begun(person, "lines")
    await person.type("crisis")


async def mistake(person: Person) -> None:
    await begun(person, "review_date")
    await person.press("ctrl+u")
    await person.type("soon\n")


async def agenda(person: Person) -> None:
    await person.open("group_session")
    await person.type("grounding\n45\n")
    await person.go("group_size")
    await person.type("8\n")
    await person.go("agenda")


async def skip(person: Person) -> None:
    await begun(person, "help_people")
    await person.press("ctrl+n")


async def stop(person: Person) -> None:
    await begun(person, "coping")
    await person.type("I will kill myself\n")


async def review(person: Person) -> None:
    await begun(person, "coping")
    await person.press("ctrl+s")


async def home_due(person: Person) -> None:
    await begun(person, "review_date")
    await person.press("enter")
    person.app.pop_screen()
    await person.settle()
    await person.press("up")


async def revise(person: Person) -> None:
    await person.press("enter", "enter")


async def revise_move(person: Person) -> None:
    await person.press("down", "enter")


async def revise_why(person: Person) -> None:
    await person.press("enter")


async def revise_end(person: Person) -> None:
    await person.press("enter")


async def review_changed(person: Person) -> None:
    await person.press("enter", "ctrl+s")
    rows = person.app.screen.query_one(PickList)
    rows.cursor = next(n for n, row in enumerate(rows.rows) if row.words.startswith("→"))
    await person.settle()


async def find(person: Person) -> None:
    person.app.find("food")
    await person.settle()
    await person.press("enter")


async def crisis(person: Person) -> None:
    await person.press("f8")


async def cover(person: Person) -> None:
    await person.press("f9")


TOLD = [home, home_search, items, choices, long_text, people, records, scale, resources, mistake]
TOLD += [agenda, skip, stop, review, find, crisis, cover]
LOOKED_AT_AGAIN = [home_due, revise, revise_move, revise_why, revise_end, review_changed]
OVER_A_QUESTION = {"steps": "f2", "why": "f3", "page": "f4", "flow_help": "f1", "menu": "ctrl+p"}


async def same(person: Person, name: str, same_screen: Callable[[str, str], None]) -> None:
    """Compare at every size; the window stays at the last."""
    for width, height in SIZES:
        await person.pilot.resize_terminal(width, height)
        await person.settle()
        same_screen(f"{name}-{width}x{height}", person.text)


@asynccontextmanager
async def in_a_folder_of_any_name(folder: Path) -> AsyncIterator[Person]:
    async with at_the_screen(folder, SIZES[0]) as person:
        person.app.folder = person.app.folder.relative_to(person.app.folder)
        yield person


@pytest.mark.parametrize("told", TOLD, ids=lambda told: told.__name__)
@story
async def test_a_screen(
    tmp_path: Path,
    told: Callable[[Person], Awaitable[None]],
    same_screen: Callable[[str, str], None],
) -> None:
    async with in_a_folder_of_any_name(tmp_path) as person:
        await told(person)
        await same(person, told.__name__, same_screen)


@story
async def test_the_screens_of_a_plan_that_is_looked_at_again(
    tmp_path: Path, same_screen: Callable[[str, str], None]
) -> None:
    async with in_a_folder_of_any_name(tmp_path) as person:
        for told in LOOKED_AT_AGAIN:
            await person.pilot.resize_terminal(*SIZES[0])
            await told(person)
            await same(person, told.__name__, same_screen)


@story
async def test_the_screens_that_open_over_a_question(
    tmp_path: Path, same_screen: Callable[[str, str], None]
) -> None:
    async with in_a_folder_of_any_name(tmp_path) as person:
        await begun(person, "coping")
        for name, key in OVER_A_QUESTION.items():
            await person.press(key)
            await same(person, name, same_screen)
            await person.pilot.resize_terminal(*SIZES[0])
            await person.press("escape")

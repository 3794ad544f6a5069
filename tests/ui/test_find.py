"""Looking for a service at the keyboard."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from bht_assist.ui.find import FindScreen
from bht_assist.ui.services import choices, details, in_short, passes
from tests.program.packs import core

from .person import at_the_screen, story

if TYPE_CHECKING:
    from pathlib import Path

    from bht_assist.content.models import Resource


def service(name: str, **facts: object) -> Resource:
    return core().resources[name].model_copy(update=facts)


@story
async def test_three_keys_make_a_list_of_what_was_picked(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        await person.type("samhsa national helpline\n")
        await person.press("enter", "ctrl+s")
        picked = person.said("resources")
        assert isinstance(picked, tuple | list)
        assert any("helpline" in each["name"].casefold() for each in picked)
        assert person.place == person.flow.guide.steps[0].id


@story
async def test_filters_narrow_and_all_can_be_taken_away(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        person.app.find("shelter")
        await person.settle()
        assert person.sees("has: shelter")
        await person.press("f2")
        await person.type("language: spanish")
        await person.press("enter")
        assert person.sees("Only: Language: Spanish")
        await person.type(" zzzz qqqq")
        await person.press("f2")
        await person.type("day and night")
        await person.press("enter")
        await person.press("ctrl+u")
        assert person.sees("Open day and night", "Language: Spanish")
        await person.press("f2", "enter")
        assert not person.sees("Only:")


@story
async def test_where_filters_leave_nothing_one_key_takes_them_away(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        person.app.find("shelter")
        await person.settle()
        screen = person.app.screen
        assert isinstance(screen, FindScreen)
        screen._flip("language:Klingon")
        await person.settle()
        assert person.sees("0 of", "Take all filters away")
        await person.press("enter")
        assert person.sees("has: shelter")


@story
async def test_what_is_picked_stays_in_sight_and_goes_back_with_the_same_key(
    tmp_path: Path,
) -> None:
    async with at_the_screen(tmp_path) as person:
        person.app.find("211")
        await person.settle()
        await person.press("enter")
        assert person.sees("1 picked", "[x]")
        await person.press("ctrl+u")
        assert person.sees("> [x] 211")
        await person.press("enter")
        assert person.sees("0 picked")
        await person.press("ctrl+s")
        assert person.sees("Pick a service first")


@story
async def test_details_stand_beside_a_wide_list_and_behind_f3(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path, (120, 36)) as person:
        person.app.find("211")
        await person.settle()
        assert person.sees("Matched", "Cost", "Checked")
        await person.press("down", "up", "f3")
        assert person.sees("Hours", "Matched")
        await person.press("enter", "escape")
        assert person.sees("What do you need?")


def test_an_old_check_is_marked() -> None:
    each = service("211", verified_on=date(2025, 1, 9))
    assert in_short(each, date(2026, 11, 23)).endswith("checked January 2025  ! old")
    assert "old" not in in_short(each, date(2025, 12, 1))


def test_a_private_address_is_not_shown() -> None:
    each = service("211", address="118 Harbor St", private_address=True)
    assert "Harbor" not in details(each)
    assert "kept private" in details(each)
    assert "118 Harbor St" in details(service("211", address="118 Harbor St"))


def test_every_filter_lets_something_pass_and_keeps_something_back() -> None:
    library = core()
    every = list(library.resources.values())
    for name, words in choices(every, library.needs):
        passing = [each for each in every if passes(each, name)]
        assert words
        assert passing or name.startswith("need:")
        assert len(passing) < len(every)


@story
async def test_very_many_services_are_cut_and_it_says_so(tmp_path: Path) -> None:
    like = core().resources["211"]
    many = {
        f"made-{n}": like.model_copy(update={"id": f"made-{n}", "name": f"House [{n}]"})
        for n in range(300)
    }
    async with at_the_screen(tmp_path, load=lambda **_: replace(core(), resources=many)) as person:
        person.app.find("house")
        await person.settle()
        assert person.sees("The first 30 of 300", "House [0]")

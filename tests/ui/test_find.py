"""Looking for a service at the keyboard."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from bht_assist.search.facets import passes
from bht_assist.ui import find
from bht_assist.ui.find import FindScreen
from bht_assist.ui.picklist import PickList
from bht_assist.ui.services import details, in_short
from tests.core import core
from tests.program.packs import words_in

from .person import Person, at_the_screen, story

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from bht_assist.content.models import Resource


def service(name: str, **facts: object) -> Resource:
    return core().resources[name].but(**facts)


async def made(person: Person, folder: Path) -> list[Path]:
    """Wait until the list is there; it is made beside the screen."""
    for _ in range(200):
        await person.settle()
        if "Made:" in person.told or "Not made" in person.told:
            break
        await asyncio.sleep(0.02)
    await person.settle()
    return sorted(folder.glob("*.docx"))


@story
async def test_three_keys_from_the_first_screen_print_a_list(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        await person.type("samhsa national helpline")
        await person.press("enter", "enter", "ctrl+s")
        (paper,) = await made(person, tmp_path)
        assert f"Made: {paper}" in person.told
        words = words_in(paper)
        assert "National Helpline" in words
        assert "1-800-662-4357" in words
        assert not person.app.drafts.begun


@story
async def test_enter_opens_the_list_that_was_just_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []
    monkeypatch.setattr(find, "opened", opened.append)
    async with at_the_screen(tmp_path) as person:
        person.app.find("211")
        await person.settle()
        await person.press("enter", "ctrl+s")
        papers = await made(person, tmp_path)
        assert person.sees("MADE (Enter opens)", f"> {papers[0].name}")
        await person.press("enter")
        assert opened == papers
        await person.type(" food")
        assert not person.sees("MADE")


@story
async def test_a_list_with_help_for_being_hurt_says_to_ask_in_private_first(
    tmp_path: Path,
) -> None:
    async with at_the_screen(tmp_path, (120, 36)) as person:
        person.app.find("domestic violence hotline")
        await person.settle()
        await person.press("enter", "ctrl+s")
        assert await made(person, tmp_path)
        assert person.sees("! This list shows help for being hurt or scared.")


@story
async def test_more_than_a_sheet_holds_is_not_printed_and_says_so(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        person.app.find("food")
        await person.settle()
        screen = person.app.screen
        assert isinstance(screen, FindScreen)
        screen.picked = list(core().resources)[:13]
        await person.press("ctrl+s")
        assert "There is room for 12, and 13 are here." in person.told
        assert not list(tmp_path.glob("*.docx"))


@story
async def test_what_is_picked_can_start_a_step_down_list_instead(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        person.app.find("samhsa national helpline")
        await person.settle()
        await person.press("enter", "f6")
        picked = person.said("resources")
        assert isinstance(picked, tuple | list)
        assert any("helpline" in each["name"].casefold() for each in picked)
        assert person.place == person.flow.guide.steps[0].id


@story
async def test_find_keeps_the_words_that_led_to_a_service(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        await person.type("medcaid")
        await person.press("enter")
        assert person.sees("Find a service", "medcaid", "> [ ] Medicaid")


@story
async def test_filters_narrow_and_all_can_be_taken_away(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        person.app.find("shelter")
        await person.settle()
        assert person.sees("has: shelter")
        await person.press("f2")
        await person.type("language: spanish")
        await person.press("enter", "escape")
        assert person.sees("Only: Language: Spanish")
        await person.type(" zzzz qqqq")
        await person.press("f2")
        await person.type("day and night")
        await person.press("enter", "escape")
        await person.press("ctrl+u")
        assert person.sees("Open day and night", "Language: Spanish")
        await person.press("f2", "enter")
        assert not person.sees("Only:")


@story
async def test_filters_are_marked_one_after_another_in_one_list(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        person.app.find("shelter")
        await person.settle()
        await person.press("f2", "enter", "down", "down", "down", "enter")
        assert person.sees("[x] Open day and night", "> [x] Free")
        await person.press("escape")
        assert person.sees("Only: Open day and night, Free")


@story
async def test_services_that_are_picked_are_not_lost_by_one_key(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        person.app.find("211")
        await person.settle()
        await person.press("enter", "escape")
        assert person.sees("[x] 211", "1 picked. Esc again leaves them")
        await person.type(" ")
        await person.press("escape")
        assert person.sees("[x] 211")
        await person.press("escape")
        assert person.sees("What do you need?")


@story
async def test_what_helps_with_anything_is_there_before_a_word_is_typed(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        person.app.find("")
        await person.settle()
        assert person.sees("> [ ] 211", "988 Suicide & Crisis Lifeline")


@story
async def test_what_no_service_is_for_is_said_above_the_nearest(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        person.app.find("glasses")
        await person.settle()
        assert person.sees("No service here is for: Glasses", "> [ ] 211", "the nearest there is")


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


@story
async def test_a_check_past_its_day_is_marked(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        person.app.drafts.today, person.app._shelf = date(2031, 1, 1), None
        person.app.find("wic")
        await person.settle()
        assert person.sees("! checked long ago")
    async with at_the_screen(tmp_path) as person:
        person.app.find("wic")
        await person.settle()
        assert not person.sees("! checked long ago")


@story
async def test_what_led_to_a_service_is_underlined_wherever_it_stands(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path, (120, 36)) as person:
        person.app.find("food stamps")
        await person.settle()
        strips = person.app.screen._compositor.render_strips()
        lined = [p.text for strip in strips for p in strip if p.style and p.style.underline]
        assert "food" in lined
        assert "stamps" in lined
        assert not {"Phone", "Cost"} & {*lined}


@story
async def test_services_can_be_narrowed_to_who_they_are_for(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        person.app.find("housing")
        await person.settle()
        await person.press("f2")
        await person.type("for: veterans\n")
        await person.press("escape")
        assert person.sees("Only: For: veterans")
        every = core().resources
        shown = [row.id for row in person.app.screen.query_one(PickList).rows if row.id in every]
        assert shown
        assert all(passes(every[each], "who:veterans") for each in shown)


def test_a_private_address_is_not_shown() -> None:
    each = service("211", address="118 Harbor St", private_address=True)
    assert "Harbor" not in details(each)
    assert "kept private" in details(each)
    assert "118 Harbor St" in details(service("211", address="118 Harbor St"))


@story
async def test_very_many_services_are_cut_and_it_says_so(tmp_path: Path) -> None:
    like = core().resources["211"]
    many = {f"made-{n}": like.but(id=f"made-{n}", name=f"House [{n}]") for n in range(300)}
    async with at_the_screen(tmp_path, load=lambda **_: replace(core(), resources=many)) as person:
        person.app.find("house")
        await person.settle()
        assert person.sees("The first 30 of 300", "House [0]")


@story
async def test_what_ended_and_what_is_there_instead_are_told(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path, (120, 36)) as person:
        await person.type("neda helpline")
        assert person.sees("! NEDA Helpline", "Service: ANAD", "instead of NEDA")
        person.app.find("neda helpline")
        await person.settle()
        assert person.sees("! NEDA Helpline", "[ ] ANAD", "instead of NEDA")


@story
async def test_words_of_danger_bring_the_crisis_line_first(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        await person.type("food stamps want to dei")
        assert person.sees("> Read: What to do right now")
        assert person.sees("Service: 988 Suicide & Crisis Lifeline", "safety comes first")


@story
async def test_words_that_find_nothing_still_offer_help_for_any_need(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        await person.type("xqzzy")
        assert person.sees("> Look up services", "Service: 211", "for any need")
        await person.press("enter")
        assert person.sees("0 of 163", "Nothing by these words", "[ ] 211")


def test_a_row_says_how_to_get_there_and_that_nobody_has_checked_it() -> None:
    each = service("211", phones=(), url="", address="12 Elm St", verified_on=date(2000, 1, 1))
    assert in_short(each, never=date(2000, 1, 1)) == "12 Elm St · never checked"
    hidden = each.but(private_address=True)
    assert "Elm" not in in_short(hidden)

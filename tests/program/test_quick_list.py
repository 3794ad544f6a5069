"""The sheet of numbers: what stands on it, and what holds it back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from bht_assist.content.models import Ended
from bht_assist.documents import text
from bht_assist.documents.template import fingerprint, write
from bht_assist.flows.answers_file import take
from bht_assist.flows.filters import month
from bht_assist.flows.guide import guide_to
from bht_assist.flows.picking import asking, quick
from bht_assist.flows.review import blocks
from bht_assist.flows.view import view
from tests.core import core

if TYPE_CHECKING:
    from bht_assist.content.library import Library
    from bht_assist.documents.template import Written
    from bht_assist.flows.view import View

DAY = date(2026, 11, 25)


def sheet(*services: str, of: Library | None = None, today: date = DAY) -> View:
    guide = guide_to(of or core(), "quick_list", today)
    return view(guide, take(guide_of(core()), {"resources": list(services)}).session)


def guide_of(library: Library) -> Any:
    return guide_to(library, "quick_list", DAY)


def written(seen: View) -> Written:
    return write(seen.guide.library.documents["quick_list"], seen)


def words(seen: View) -> str:
    return " ".join(text.render(written(seen).page).split())


def test_each_service_says_its_number_hours_cost_what_to_say_and_when_it_was_checked() -> None:
    each = core().resources["oxford-house"]
    said = core().needs[each.needs[0]].call
    assert said is not None
    found = words(sheet("oxford-house"))
    for fact in (
        each.name,
        f"Call {each.phones[0].number}",
        each.what_for,
        f"When: {each.hours}.",
        f"Cost: {each.cost}.",
        f"Checked {month(each.verified_on.isoformat())}.",
        f"I say: {said.say}",
    ):
        assert fact in found, fact


def test_its_own_words_for_the_phone_come_before_those_of_the_need() -> None:
    own = core().needs["food"].call
    assert own is not None
    mine = core().resources["oxford-house"].but(call=own)
    rows = MappingProxyType({**core().resources, mine.id: mine})
    assert f"I say: {own.say}" in words(sheet(mine.id, of=replace(core(), resources=rows)))


def test_a_sheet_has_the_fingerprint_of_its_words_and_the_crisis_line() -> None:
    page = written(sheet("oxford-house")).page
    assert page.small_print.endswith(fingerprint(page.blocks))
    assert "988" in page.foot


def test_what_has_ended_or_left_the_directory_holds_the_sheet_back() -> None:
    rows = {name: row for name, row in core().resources.items() if name != "oxford-house"}
    gone = replace(core(), resources=MappingProxyType(rows), ended={})
    over = Ended(id="oxford-house", name="Oxford House", say="It closed.", verified_on=DAY)
    ended = replace(gone, ended={over.id: over})
    for library, rule in ((gone, "list_gone"), (ended, "list_ended")):
        seen = sheet("oxford-house", "211", of=library)
        assert rule in blocks(seen)["quick_list"]
        assert "Oxford" not in words(seen)


def test_a_check_past_its_day_is_on_the_sheet() -> None:
    assert "Call first" in words(sheet("oxford-house", today=date(2030, 1, 2)))
    assert "Call first" not in words(sheet("oxford-house"))


def test_help_for_being_hurt_is_asked_about_in_private() -> None:
    assert "harm_on_list" in {each.rule for each in sheet("ndvh").findings}
    assert "harm_on_list" not in {each.rule for each in sheet("211").findings}


def test_the_quick_way_is_the_flow_that_asks_for_services_and_nothing_else() -> None:
    assert quick(core()) == ("quick_list", "resources")
    assert asking(core(), "resources") == ("discharge", "resources")
    without = {name: flow for name, flow in core().flows.items() if name != "quick_list"}
    assert quick(replace(core(), flows=without)) == ("discharge", "resources")

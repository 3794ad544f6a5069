"""The best service first, and why: by what somebody has said, and nothing guessed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bht_assist.content.explain import valid
from bht_assist.content.models import Opening
from bht_assist.content.models.resources import EVERYWHERE
from bht_assist.search.fitting import Asker, Fit, fit
from bht_assist.search.shelf import Shelf
from tests.core import core

LIBRARY = core()
MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
NIGHT = datetime(2026, 11, 23, 23, 0, tzinfo=UTC)


def service(**facts: Any) -> Any:
    plain: dict[str, Any] = {
        "eligibility": {},
        "cost": "Ask",
        "always_open": False,
        "open": (),
        "area": EVERYWHERE,
        "address": "",
        "private_address": False,
        "languages": (),
        "min_age": None,
        "max_age": None,
        "audience": "Whoever they say",
    }
    return LIBRARY.resources["oxford-house"].but(**{**plain, **facts})


HOURS = (valid(Opening, {"days": "mon-fri", "from": "09:00", "to": "17:00"}),)


@pytest.mark.parametrize(
    ("facts", "said", "why", "but"),
    [
        ({}, {}, (), ()),
        ({"cost": "Free for all"}, {}, ("free",), ()),
        ({"always_open": True}, {"now": NIGHT}, ("day and night",), ()),
        ({"eligibility": {"veterans": "yes"}}, {"groups": ("veterans",)}, ("for veterans",), ()),
        ({"eligibility": {"veterans": "yes"}}, {}, (), ()),
        ({"eligibility": {"pets": "ask"}}, {"groups": ("pets",)}, (), ()),
        (
            {"eligibility": {"men": "no"}},
            {"groups": ("men",)},
            (),
            ("says: Whoever they say",),
        ),
        ({"address": "1 Elm St, Mesa, AZ"}, {"area": "Mesa, Arizona"}, ("near: Mesa",), ()),
        ({"address": "1 Mesa St, Tucson, AZ"}, {"area": "Mesa, Arizona"}, (), ()),
        ({"address": "1 Elm, Mesa", "private_address": True}, {"area": "Mesa"}, (), ()),
        ({"min_age": 18}, {"age": 17}, (), ("says: Whoever they say",)),
        ({"max_age": 24}, {"age": 25}, (), ("says: Whoever they say",)),
        ({"min_age": 18, "max_age": 24}, {"age": 18}, (), ()),
        ({"max_age": 24}, {}, (), ()),
        (
            {"languages": ("English", "Spanish (press 2)")},
            {"language": "spanish"},
            ("Spanish",),
            (),
        ),
        ({"languages": ("English",)}, {"language": "Spanish"}, (), ("Spanish not stated",)),
        ({}, {"language": "Spanish"}, (), ()),
        ({"area": "Pima County"}, {"area": "Tucson, Pima County"}, ("near: Pima County",), ()),
        ({"area": "Tucson, Pima County"}, {"area": "tucson"}, ("near: Tucson, Pima County",), ()),
        ({"area": "Phoenix, Arizona"}, {"area": "Mesa, Arizona"}, (), ()),
        ({"area": "Pima County"}, {"area": "Phoenix"}, (), ("far: Pima County",)),
        ({"area": "Pima County"}, {}, (), ()),
        ({}, {"area": "Phoenix"}, (), ()),
        ({"open": HOURS}, {"now": NIGHT}, (), ("closed now",)),
        ({"open": HOURS}, {"now": MONDAY}, (), ()),
        ({"open": HOURS}, {}, (), ()),
        ({}, {"now": NIGHT}, (), ()),
    ],
)
def test_what_fits_and_what_does_not_is_said_as_far_as_both_are_known(
    facts: dict[str, Any], said: dict[str, Any], why: tuple[str, ...], but: tuple[str, ...]
) -> None:
    found = fit(service(**facts), Asker(**said))
    assert (found.why, found.but) == (why, but)


def test_what_is_against_a_service_is_read_first_with_a_sign() -> None:
    found = fit(service(cost="Free", open=HOURS), Asker(now=NIGHT), stale=True)
    assert found.told == "! closed now · ! checked long ago · free"


def shelf(**services: Any) -> Shelf:
    rows = {name: row.but(id=name, needs=("food",)) for name, row in services.items()}
    return Shelf(replace(LIBRARY, resources=MappingProxyType(rows)))


def offered(of: Shelf, asker: Asker) -> list[str]:
    return [each.resource.id for each in of.offer(["food"], (), asker)]


def test_the_best_comes_first_and_what_turns_somebody_away_comes_last() -> None:
    of = shelf(
        no=service(eligibility={"men": "no"}, always_open=True, cost="Free"),
        far=service(area="Pima County", cost="Free"),
        closed=service(open=HOURS),
        plain=service(),
        near=service(area="Maricopa County", cost="Free"),
    )
    asker = Asker(("men",), 30, "", "Phoenix, Maricopa County", NIGHT)
    assert offered(of, asker) == ["near", "plain", "closed", "far", "no"]


def test_what_nobody_has_said_leaves_the_order_of_the_directory() -> None:
    of = shelf(b=service(area="Pima County"), a=service(languages=("Spanish",)), c=service())
    assert offered(of, Asker()) == ["b", "a", "c"]


def test_a_service_for_one_need_that_turns_somebody_away_stands_after_those_for_another() -> None:
    no = service(eligibility={"men": "no"}).but(id="no", needs=("food",))
    yes = service().but(id="yes", needs=("grief",))
    rows = MappingProxyType({"no": no, "yes": yes})
    found = Shelf(replace(LIBRARY, resources=rows)).offer(["food", "grief"], (), Asker(("men",)))
    assert [each.resource.id for each in found] == ["yes", "no"]


@given(
    st.sampled_from(sorted(LIBRARY.resources)),
    st.integers(0, 120) | st.none(),
    st.sampled_from(["", "Spanish", "Maricopa County"]),
)
def test_only_a_no_of_the_record_itself_turns_somebody_away(
    name: str, age: int | None, word: str
) -> None:
    resource = LIBRARY.resources[name]
    found: Fit = fit(resource, Asker((), age, word, word, NIGHT), stale=True)
    too_old_or_young = age is not None and not (
        (resource.min_age or 0) <= age <= (resource.max_age or 999)
    )
    assert found.refused is too_old_or_young

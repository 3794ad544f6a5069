"""What fits less well goes further down, says why, and is never lost by it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bht_assist.content.explain import valid
from bht_assist.content.models import Opening, Resource
from bht_assist.search.fitting import OLD, Asker
from bht_assist.search.shelf import Shelf
from tests.core import core

if TYPE_CHECKING:
    from bht_assist.search.found import Hit

TODAY = date(2026, 11, 23)
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
NIGHT = datetime(2026, 11, 23, 23, 0, tzinfo=UTC)
HERE = "Mesa, Maricopa County, Arizona"
HOURS = (valid(Opening, {"days": "mon-fri", "from": "09:00", "to": "17:00"}),)


def service(name: str, **facts: Any) -> Resource:
    plain = {
        "id": name.lower().replace(" ", "-"),
        "name": name,
        "aka": (),
        "needs": ("food",),
        "what_for": "A box for the week.",
        "tags": ("food", "pantry"),
        "area": HERE,
        "audience": "Adults",
        "eligibility": {},
        "always_open": False,
        "open": (),
        "verified_on": TODAY,
        "checked": {},
    }
    return core().resources["oxford-house"].but(**{**plain, **facts})


def shelf(*services: Resource) -> Shelf:
    held = {each.id: each for each in services}
    return Shelf(replace(core(), resources=held), TODAY)


def order(found: tuple[Hit, ...]) -> list[str]:
    return [hit.id for hit in found]


LESS = [
    pytest.param({"open": HOURS}, Asker(now=NIGHT), "closed now", id="closed"),
    pytest.param({"area": "Tucson"}, Asker(area=HERE), "far: Tucson", id="far"),
    pytest.param({"min_age": 21}, Asker(age=19), "says: Adults", id="not for this age"),
    pytest.param(
        {"eligibility": {"men": "no"}}, Asker(groups=("men",)), "says: Adults", id="not for men"
    ),
    pytest.param({"verified_on": date(2023, 1, 1)}, Asker(), OLD, id="checked long ago"),
]


@pytest.mark.parametrize(("facts", "asker", "reason"), LESS)
def test_what_fits_less_well_comes_after_its_like_and_says_why(
    facts: dict[str, Any], asker: Asker, reason: str
) -> None:
    found = shelf(service("A Pantry", **facts), service("B Pantry")).services("pantry", asker=asker)
    assert order(found) == ["b-pantry", "a-pantry"]
    assert [hit.but for hit in found] == [(), (reason,)]


@pytest.mark.parametrize(("facts", "asker", "reason"), LESS)
def test_what_is_called_just_so_stays_first(
    facts: dict[str, Any], asker: Asker, reason: str
) -> None:
    found = shelf(service("A Pantry", **facts), service("B Pantry")).services(
        "a pantry", asker=asker
    )
    assert order(found)[0] == "a-pantry"
    assert found[0].but == (reason,)


def test_what_is_for_something_else_never_comes_before_it() -> None:
    wrong = service("Job Club", needs=("employment",), tags=("job",), what_for="A pantry course.")
    turned_away = service("Food Shelf", min_age=65, area="Tucson", open=HOURS)
    asker = Asker(age=19, area=HERE, now=NIGHT)
    found = shelf(turned_away, wrong).services("pantry", asker=asker)
    assert order(found) == ["food-shelf", "job-club"]


def test_an_hour_at_which_it_is_open_and_a_place_that_is_near_say_nothing_against_it() -> None:
    found = shelf(service("A Pantry", open=HOURS)).services(
        "pantry", asker=Asker(now=NOON, area=HERE)
    )
    assert found[0].but == ()


ASKERS = st.builds(
    Asker,
    groups=st.sampled_from([(), ("men",), ("veterans", "women")]),
    age=st.none() | st.integers(5, 90),
    language=st.sampled_from(["", "Spanish", "Tagalog"]),
    area=st.sampled_from(["", HERE]),
    now=st.sampled_from([None, NOON, NIGHT]),
)
WORDS = st.sampled_from(
    [
        "food",
        "shelter tonight",
        "suicidal and hungry",
        "medicaid",
        "just talk",
        "he hits me",
    ]
)
CORE = Shelf(core(), TODAY)


@given(WORDS, ASKERS)
@settings(max_examples=60, deadline=None)
def test_whoever_asks_the_pinned_rows_stay_and_the_rest_are_the_same_rows(
    words: str, asker: Asker
) -> None:
    plain, found = (CORE.find(words, most=400, asker=each) for each in (Asker(), asker))
    assert order(found.pinned) == order(plain.pinned)
    assert sorted(order(found.hits)) == sorted(order(plain.hits))
    assert found == CORE.find(words, most=400, asker=asker)

"""What the directory lacks is said, and no wrong neighbor stands in for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from bht_assist.search.shelf import Shelf
from tests.core import core

if TYPE_CHECKING:
    from bht_assist.content.models import Need, Resource
    from bht_assist.search.found import Found

LIBRARY = core()
SHELF = Shelf(LIBRARY, date(2026, 11, 23))
BEYOND = [need for need in LIBRARY.needs.values() if need.instead]


def ids(found: Found) -> list[str]:
    return [hit.id for hit in found.rows]


def with_service(**facts: object) -> Shelf:
    plain = {"id": "here", "name": "Elm Street Project", "needs": ("information",), "aka": ()}
    made: Resource = LIBRARY.resources["211"].but(**{**plain, **facts})
    return Shelf(replace(LIBRARY, resources={**LIBRARY.resources, "here": made}))


@pytest.mark.parametrize("need", BEYOND, ids=lambda need: need.id)
def test_a_need_that_no_service_is_for_says_so_and_gives_the_nearest(need: Need) -> None:
    for words in need.synonyms:
        found = SHELF.find(words, "resource")
        named = ids(found)[:1] and found.hits[0].named
        assert need in found.lacks or found.pinned or named, words


def test_the_nearest_come_first_and_say_that_they_are_only_that() -> None:
    found = SHELF.find("hiv test", "resource")
    assert ids(found)[:2] == ["hrsa-health-center", "211"]
    assert found.hits[0].why == ("the nearest there is",)
    assert [need.id for need in found.lacks] == ["sexual-health"]


def test_a_misspelt_want_is_understood_too() -> None:
    assert [need.id for need in SHELF.find("wheelchare", "resource").lacks] == ["equipment"]


def test_a_service_that_has_the_need_takes_the_notice_away() -> None:
    found = with_service(needs=("glasses",)).find("glasses", "resource")
    assert (found.lacks, ids(found)[0]) == ((), "here")


def test_a_service_with_the_words_in_its_name_takes_the_notice_away() -> None:
    found = with_service(name="Glasses for All").find("glasses", "resource")
    assert (found.lacks, ids(found)[0]) == ((), "here")


def test_other_kinds_are_not_spoken_of() -> None:
    assert SHELF.find("anger class", "topic").lacks == ()


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        ("test", "crisis-text-line"),
        ("store", "fema"),
        ("farmer", "parent-youth-helpline"),
        ("lock", "oxford-house"),
    ],
)
def test_a_word_of_every_day_is_no_misspelt_other_word(words: str, wrong: str) -> None:
    assert wrong not in ids(SHELF.find(words, "resource"))[:3]


def test_a_short_word_that_begins_with_another_letter_is_another_word() -> None:
    assert ids(SHELF.find("xood", "resource"))[0] == "211"
    assert "snap" in ids(SHELF.find("ofod", "resource"))[:3]


def test_words_that_nothing_here_has_are_named_and_what_helps_with_anything_is_near() -> None:
    found = SHELF.find("shelter for a qwertian unicorn", "resource")
    assert found.unknown == ("qwertian", "unicorn")
    assert "211" in ids(found)[:3]
    assert SHELF.find("shelter", "resource").unknown == ()
    assert SHELF.find("qwertian i want to die", "resource").unknown == ()


@pytest.mark.parametrize("words", ["narcan and a ride to the doctor", "narcan, ride to the doctor"])
def test_two_wants_in_one_are_both_found(words: str) -> None:
    first = ids(SHELF.find(words, "resource"))[:3]
    assert {"next-distro", "nemt"} <= set(first)


def test_words_that_belong_together_are_not_taken_apart() -> None:
    assert ids(SHELF.find("depression and bipolar support alliance"))[0] == "dbsa"


def test_half_of_a_double_want_that_is_not_known_leaves_the_whole() -> None:
    assert ids(SHELF.find("narcan and qwertian", "resource"))[0] == "next-distro"


def test_what_helps_with_anything_and_what_is_local_come_first_to_browse() -> None:
    shelf = with_service(area="Mesa, Arizona")
    browsed = [each.id for each in shelf.browsed()]
    assert browsed[:3] == ["211", "988-lifeline", "here"]
    assert sorted(browsed) == sorted(shelf.library.resources)

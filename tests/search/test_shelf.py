"""The rules that no score breaks: safety first, what ended is told of, never nothing."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bht_assist.content.library import Library
from bht_assist.content.models import Finding, NothingFound
from bht_assist.search.fitting import Asker
from bht_assist.search.found import Found
from bht_assist.search.shelf import Shelf
from bht_assist.search.text import marks
from tests.core import core

TODAY = date(2026, 11, 23)
LIBRARY = core()
SHELF = Shelf(LIBRARY, TODAY)
SHELF.find("warm")
ENDED = sorted(LIBRARY.ended)
KINDS = st.sampled_from([None, "resource", "topic", "card", "flow"])
QUERIES = st.one_of(
    st.text(max_size=40),
    st.lists(
        st.sampled_from(
            sorted({word for need in LIBRARY.needs.values() for word in need.synonyms})
        ),
        max_size=4,
    ).map(" ".join),
)


def with_resource(**changes: object) -> Library:
    changed = LIBRARY.resources["211"].but(**changes)
    return replace(LIBRARY, resources={**LIBRARY.resources, "211": changed})


def ids(found: Found) -> list[str]:
    return [hit.id for hit in found.rows]


@given(QUERIES, KINDS)
@settings(max_examples=60, deadline=None)
def test_any_query_gives_the_same_rows_again_each_once_and_with_a_reason(
    words: str, kind: str | None
) -> None:
    found = SHELF.find(words, kind)
    assert found == SHELF.find(words, kind)
    assert all(hit.why for hit in found.rows)
    assert len({(hit.kind, hit.id) for hit in found.rows}) == len(found.rows)
    assert kind in {None, *(hit.kind for hit in found.hits)} or not found.hits


@given(st.sampled_from(["kill myself", "want to die", "suicde", "quiero morir"]), QUERIES, QUERIES)
@settings(max_examples=40, deadline=None)
def test_a_phrase_of_danger_comes_first_whatever_stands_around_it(
    phrase: str, before: str, after: str
) -> None:
    found = SHELF.find(f"{before} {phrase} {after}")
    pinned = [hit.id for hit in found.pinned]
    assert "988-lifeline" in pinned
    assert ids(found)[: len(pinned)] == pinned
    assert all(hit.pinned for hit in found.pinned)


@given(QUERIES)
@settings(max_examples=40, deadline=None)
def test_what_ended_never_comes_without_a_notice_and_never_as_a_row(words: str) -> None:
    found = SHELF.find(words)
    assert not {hit.kind for hit in found.rows} & {"ended"}
    told = {each.id for each in found.notices}
    instead = [hit for hit in found.hits if any(why.startswith("instead of") for why in hit.why)]
    wanted = {name for each in told for name in LIBRARY.ended[each].use_instead}
    assert {hit.id for hit in instead} <= wanted


@pytest.mark.parametrize("name", ENDED)
def test_a_program_that_ended_answers_with_a_notice_and_what_is_there_instead(name: str) -> None:
    ended = LIBRARY.ended[name]
    found = SHELF.find(ended.name)
    assert name in [each.id for each in found.notices]
    assert set(ended.use_instead) <= {*ids(found)}


def test_a_notice_is_only_for_all_of_what_was_asked() -> None:
    assert SHELF.find("988 press 3").notices
    assert not SHELF.find("press releases").notices
    assert not SHELF.find("988").notices


@pytest.mark.parametrize("words", ["", "  ", "\n\t"])
def test_no_words_find_nothing(words: str) -> None:
    assert SHELF.find(words) == Found()


@pytest.mark.parametrize(
    "words", ["xqzzy", "🤷", "\x00\x1b[31m", "q" * 10_000, "?!", "zq", "kill " * 2_000]
)
def test_words_that_mean_nothing_still_lead_somewhere(words: str) -> None:
    found = SHELF.find(words)
    assert found.nothing or found.hits
    assert found.rows
    if found.nothing:
        assert "211" in ids(found)
        assert found.needs
        assert found.by_words == found.pinned


def test_the_nearest_needs_are_named_where_the_words_find_nothing() -> None:
    shelf = Shelf(replace(LIBRARY, synonyms=(), resources={}, topics={}, cards={}, flows={}))
    assert "gambling" in shelf.find("gamblinggg").needs
    assert shelf.find("gamblinggg").rows == ()


def test_a_search_for_topics_offers_no_services() -> None:
    found = SHELF.find("xqzzy", "topic")
    assert (found.nothing, found.rows) == (True, ())
    assert SHELF.topics("xqzzy") == []
    assert len(SHELF.topics(" ")) == len(LIBRARY.topics)
    assert SHELF.topics("cravings")[0].id == "rel_cravings"


def test_services_by_words_are_pinned_first_and_never_a_guess() -> None:
    assert SHELF.services("want to die")[0].id == "988-lifeline"
    assert SHELF.fits("medcaid")[0].resource.id == "medicaid"
    assert SHELF.services("xqzzy") == ()
    assert SHELF.everything("anger")[0].kind == "topic"


def test_what_is_often_mixed_up_stands_near_and_is_told_apart() -> None:
    for one, other in (("medicaid", "medicare"), ("medicare", "medicaid")):
        found = SHELF.find(one)
        assert ids(found)[0] == one
        assert other in ids(found)[:3]
        assert "Medicare is for people who are 65" in found.hits[0].why[-1]


def test_a_service_that_was_checked_long_ago_is_marked_and_goes_down() -> None:
    words = "referral"
    fresh = [hit for hit in SHELF.find(words).rows if hit.id == "211"]
    old = Shelf(with_resource(verified_on=TODAY - timedelta(days=900)), TODAY)
    stale = [hit for hit in old.find(words).rows if hit.id == "211"]
    assert not fresh[0].stale
    assert stale[0].stale
    places = [ids(each.find(words, "resource")).index("211") for each in (SHELF, old)]
    assert places[0] < places[1]
    assert old.find("xqzzy").rows[0].stale
    assert not Shelf(old.library).find(words).rows[0].stale


def test_facets_narrow_services_and_leave_other_kinds_out() -> None:
    found = SHELF.find("help", only=["language:Spanish", "need:food"])
    assert found.hits
    assert {hit.kind for hit in found.hits} == {"resource"}
    assert all("food" in LIBRARY.resources[hit.id].needs for hit in found.hits)


def test_open_now_is_reckoned_for_the_minute_it_is_asked() -> None:
    def open_teen_line(hour: int) -> bool:
        now = datetime(2026, 11, 23, hour, 30, tzinfo=UTC)  # 18:00 to 22:00 Pacific is 2:00 to 6:00
        return "teen-line" in ids(SHELF.find("teen line", only=["open:now"], asker=Asker(now=now)))

    assert [open_teen_line(hour) for hour in (1, 2, 5, 6)] == [False, True, True, False]


def test_the_words_that_matched_can_be_marked_in_a_row() -> None:
    hit = SHELF.find("stampz food ").hits[0]
    assert [hit.title[first:last] for first, last in marks(hit.title, hit.matched)] == [
        "food",
        "stamps",
    ]


def test_a_rule_that_names_what_is_not_there_is_passed_over() -> None:
    rules = Finding(nothing_found=NothingFound(resources=("gone",), needs=("gone", "food")))
    shelf = Shelf(replace(LIBRARY, finding=(rules,)))
    assert shelf.find("xqzzy").rows == ()
    assert shelf.find("xqzzy").needs == ("food",)
    without_cards = Shelf(replace(LIBRARY, cards={}, lexicons={}))
    assert [hit.id for hit in without_cards.find("kill myself").pinned] == ["988-lifeline"]


def test_needs_are_offered_in_turns_without_what_was_picked() -> None:
    offered = [each.resource for each in SHELF.offer(["gambling", "grief"], without=["taps"])]
    assert [each.needs[0] for each in offered[:4]] == ["gambling", "grief"] * 2
    assert "taps" not in [each.id for each in offered]
    assert len(SHELF.offer(["food"], without=())) == 9


def test_a_whole_word_is_not_the_beginning_of_a_program_that_ended() -> None:
    ended = LIBRARY.ended["acp"].but(name="Foodies United", aka=())
    shelf = Shelf(replace(LIBRARY, ended={"acp": ended}))
    assert shelf.find("food").notices == ()
    assert [each.id for each in shelf.find("foodi").notices] == ["acp"]


def test_a_reason_says_a_word_once() -> None:
    assert SHELF.find("methadone near me", "resource").hits[0].why == ("methadone",)

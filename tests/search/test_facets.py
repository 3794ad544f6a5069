from datetime import UTC, datetime, timedelta, timezone

import pytest

from bht_assist.content.explain import valid
from bht_assist.content.models import Resource
from bht_assist.search.facets import choices, passes, passes_all
from bht_assist.search.hours import is_open
from tests.core import core

LIBRARY = core()
EASTERN = timezone(timedelta(hours=-5))


def service(**changes: object) -> Resource:
    facts = {
        "id": "one",
        "name": "One",
        "needs": ["food"],
        "what_for": "Food.",
        "hours": "Weekdays",
        "audience": "Anyone",
        "cost": "Free",
        "verified_on": "2026-11-20",
        "verified_how": "Called.",
    }
    return valid(Resource, facts | changes)


def opening(days: str, start: str, end: str, zone: str = "local") -> dict[str, str]:
    return {"days": days, "from": start, "to": end, "zone": zone}


def test_every_facet_lets_some_services_pass_and_keeps_some_back() -> None:
    every = list(LIBRARY.resources.values())
    now = datetime(2026, 11, 23, 12, tzinfo=EASTERN)
    for name, words in choices(every, LIBRARY.needs):
        passing = [each for each in every if passes(each, name, now)]
        assert words
        assert passing or name.startswith("need:")
        assert len(passing) < len(every)


def test_facets_of_one_kind_are_a_choice_and_kinds_add_up() -> None:
    one = service(languages=["English"])
    assert passes_all(one, ["language:Spanish", "language:English", "need:food"])
    assert not passes_all(one, ["language:English", "need:shelter"])
    assert passes_all(one, [])


@pytest.mark.parametrize(
    ("facts", "name", "passing"),
    [
        ({"cost": "Free or donation"}, "cost:free", True),
        ({"cost": "Low cost"}, "cost:free", False),
        ({"chat": "https://example.org"}, "way:text", True),
        ({"phones": [{"kind": "text", "number": "741741"}]}, "way:text", True),
        ({}, "way:text", False),
        ({"languages": ["Spanish (press 2)"]}, "language:Spanish", True),
        ({"languages": ["ASL by videophone"]}, "language:ASL", True),
        ({"languages": ["Interpreters in 60 languages"]}, "language:Interpreters", True),
        ({}, "area:United States", True),
        ({}, "area:Ohio", False),
        ({}, "need:food", True),
        ({"eligibility": {"veterans": "yes"}}, "who:veterans", True),
        ({"eligibility": {"anyone": "yes"}}, "who:veterans", True),
        ({"eligibility": {"anyone": "yes", "men": "no"}}, "who:men", False),
        ({}, "who:men", False),
        ({"min_age": 12, "max_age": 21}, "age:12", True),
        ({"min_age": 12, "max_age": 21}, "age:22", False),
        ({"min_age": 12}, "age:11", False),
        ({}, "age:99", True),
        ({"always_open": True}, "open:always", True),
        ({"always_open": True}, "open:evening", True),
        ({"open": [opening("mon-fri", "09:00", "17:00")]}, "open:evening", False),
        ({"open": [opening("mon-fri", "09:00", "20:00")]}, "open:evening", True),
        ({"open": [opening("tue", "17:00", "01:00")]}, "open:evening", True),
        ({"open": [opening("sat,sun", "09:00", "20:00")]}, "open:evening", False),
        ({"always_open": True}, "open:now", True),
    ],
)
def test_a_service_passes_by_what_its_record_states(
    facts: dict[str, object], name: str, passing: bool
) -> None:
    assert passes(service(**facts), name) is passing


def test_a_kind_of_facet_that_there_is_not_is_refused() -> None:
    with pytest.raises(KeyError):
        passes(service(), "color:red")


@pytest.mark.parametrize(
    ("row", "time", "is_so"),
    [
        # 2026-11-23 is a Monday, in winter; 2026-07-06 a Monday in summer
        (opening("mon-fri", "09:00", "17:00", "ET"), "2026-11-23T14:00", True),
        (opening("mon-fri", "09:00", "17:00", "ET"), "2026-11-23T13:59", False),
        (opening("mon-fri", "09:00", "17:00", "ET"), "2026-11-23T22:00", False),
        (opening("mon-fri", "09:00", "17:00", "ET"), "2026-07-06T13:00", True),
        (opening("mon-fri", "09:00", "17:00", "PT"), "2026-11-23T14:00", False),
        (opening("mon", "09:00", "17:00", "HT"), "2026-07-06T19:00", True),
        (opening("mon", "09:00", "17:00", "HT"), "2026-07-06T18:59", False),
        (opening("mon", "09:00", "24:00"), "2026-11-23T23:59", True),
        (opening("mon", "16:00", "02:00"), "2026-11-24T01:59", True),
        (opening("mon", "16:00", "02:00"), "2026-11-24T02:00", False),
        (opening("mon", "16:00", "02:00"), "2026-11-23T17:00", True),
        (opening("mon", "16:00", "02:00"), "2026-11-23T01:00", False),
        (opening("fri-mon", "09:00", "17:00"), "2026-11-22T10:00", True),
        (opening("fri-mon", "09:00", "17:00"), "2026-11-24T10:00", False),
        # the clocks change on March 8 and November 1 of 2026, at 2 am
        (opening("sun", "02:00", "03:00", "ET"), "2026-03-08T07:30", False),
        (opening("sun", "03:00", "04:00", "ET"), "2026-03-08T07:30", True),
        (opening("sun", "01:00", "02:00", "ET"), "2026-11-01T05:30", True),
        (opening("sun", "01:00", "02:00", "ET"), "2026-11-01T06:30", True),
        (opening("sun", "00:00", "01:00", "ET"), "2026-11-01T06:30", False),
    ],
)
def test_hours_hold_where_the_service_stands(row: dict[str, str], time: str, is_so: bool) -> None:
    now = datetime.fromisoformat(time).replace(tzinfo=UTC)
    assert is_open(service(open=[row]), now) is is_so


def test_hours_that_are_not_stated_are_neither_open_nor_closed() -> None:
    now = datetime(2026, 11, 23, 12, tzinfo=UTC)
    assert is_open(service(), now) is None
    assert not passes(service(), "open:now", now)
    assert is_open(service(always_open=True), now)

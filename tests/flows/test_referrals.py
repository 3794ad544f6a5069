"""Resources by need, the second one, who is turned away, and who answers when."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bht_assist.flows.blank import BLANK, is_blank
from bht_assist.flows.coverage import week_grid
from bht_assist.flows.referrals import by_need, plan_b, turned_away

PARTS = (
    {"say": "AM", "from_": "09:00", "to": "12:00"},
    {"say": "Night", "from_": "23:00", "to": "05:00"},
)


def row(name: str, *needs: str, **more: Any) -> dict[str, Any]:
    phones = [{"number": more.pop("number", f"602-555-01{len(name):02}")}]
    return {"id": name, "name": name, "needs": needs, "phones": phones, "phone": "p", **more}


def names(rows: list[dict[str, Any]]) -> list[str]:
    return [each["name"] for each in rows]


def test_each_resource_stands_under_the_first_need_that_it_meets() -> None:
    groups = by_need([row("a", "food", "bed"), row("b", "bed")], ["bed", "food"])
    assert [(each["need"], names(each["rows"])) for each in groups] == [
        ("bed", ["b"]),
        ("food", ["a"]),
    ]


def test_a_place_close_by_comes_before_a_national_one_and_an_old_one_last() -> None:
    far, old = row("far", "food", area="United States"), row("old", "food", stale=True)
    near = row("near", "food", area="Mesa")
    assert names(by_need([old, far, near], ["food"])[0]["rows"]) == ["near", "far", "old"]


def test_the_room_is_shared_so_that_no_need_goes_without() -> None:
    rows = [row(f"{need}{n}", need) for need in ("a", "b", "c") for n in range(5)]
    groups = by_need(rows, ["a", "b", "c"], 3, 5)
    assert [len(each["rows"]) for each in groups] == [2, 2, 1]
    assert [len(each["more"]) for each in groups] == [3, 3, 4]


@given(
    st.lists(st.lists(st.sampled_from("abcd"), max_size=3), max_size=15),
    st.lists(st.sampled_from("abcd"), unique=True),
    st.integers(0, 6),
    st.integers(0, 20),
)
def test_nothing_is_lost_or_doubled_and_no_limit_is_passed(
    needs: list[list[str]], wanted: list[str], each: int, most: int
) -> None:
    rows = [row(str(n), *found) for n, found in enumerate(needs)]
    groups = by_need(rows, wanted, each, most)
    placed = [one["id"] for group in groups for one in (*group["rows"], *group["more"])]
    assert sorted(placed) == sorted(one["id"] for one in rows if set(one["needs"]) & set(wanted))
    assert sum(len(group["rows"]) for group in groups) <= most
    assert all(len(group["rows"]) <= each for group in groups)


def test_what_to_say_comes_from_a_resource_that_has_a_phone() -> None:
    web = row("web", "food", need_calls={"food": {"say": "Web"}}) | {"phone": ""}
    call = row("call", "food", need_calls={"food": {"say": "Hello"}})
    assert by_need([web, call], ["food"])[0]["call"] == {"say": "Hello"}
    assert is_blank(by_need([web, row("old", "food")], ["food"])[0]["call"])


def test_the_second_place_is_the_one_that_falls_through_in_other_ways() -> None:
    first = row("first", number="1-602-555-0111", hours="Mon", area="Mesa")
    twin = row("twin", number="602-555-0111", hours="Tue", area="Tempe")
    close = row("close", number="602-555-0113", hours="Mon", area="Mesa")
    other = row("other", number="602-555-0112", area="Tempe", always_open=True)
    found = plan_b([first, twin, close, other])
    assert (found["name"], found["differs"]) == ("other", ["phone", "hours", "place"])


def test_there_is_no_second_place_with_the_same_number_or_alone() -> None:
    first = row("first", number="602-555-0111", open=[{"days": "mon", "from_": "1", "to": "2"}])
    assert is_blank(plan_b([first, row("twin", number="602-555-0111")]))
    assert is_blank(plan_b([first]))
    assert is_blank(plan_b([{"name": "web"}, first]))


def test_a_no_is_said_with_the_sentence_it_comes_from() -> None:
    vets = row("vets", eligibility={"veterans": "yes", "not_veterans": "no"}, audience="Veterans")
    assert turned_away([vets], ["not_veterans"]) == [
        {"id": "vets", "name": "vets", "because": "not_veterans", "says": "Veterans"}
    ]
    assert turned_away([vets], ["veterans", "women"]) == []


@pytest.mark.parametrize(
    ("age", "out"), [(11, True), (12, False), (21, False), (22, True), (True, False)]
)
def test_an_age_outside_the_limits_is_turned_away(age: int, out: bool) -> None:
    teens = row("teens", min_age=12, max_age=21, audience="Teens")
    assert bool(turned_away([teens], BLANK, age)) is out
    assert turned_away([row("any")], "women", age) == []


def test_the_week_shows_who_answers_and_where_the_gaps_are() -> None:
    office = row("office", open=[{"days": "mon-fri", "from_": "09:00", "to": "17:00"}])
    nights = row("nights", open=[{"days": "sat-mon", "from_": "22:00", "to": "06:00"}])
    grid = week_grid([office, nights, row("unknown")], PARTS)
    assert [key["name"] for key in grid["keys"]] == ["office", "nights"]
    cells = {each["day"]: [cell["numbers"] for cell in each["cells"]] for each in grid["rows"]}
    assert cells["Mon"] == [[1], [2]]
    assert cells["Tue-Fri"] == [[1], []]
    assert cells["Sat-Sun"] == [[], [2]]
    assert grid["rows"][2]["cells"][0]["gap"]


def test_days_that_are_the_same_share_a_row_only_when_they_follow_each_other() -> None:
    here = row("here", open=[{"days": "mon,tue,thu", "from_": "09:00", "to": "17:00"}])
    days = [each["day"] for each in week_grid([here], PARTS)["rows"]]
    assert days == ["Mon-Tue", "Wed", "Thu", "Fri-Sun"]
    ever = week_grid([row("ever", always_open=True)], PARTS)["rows"]
    assert [each["day"] for each in ever] == ["Mon-Sun"]


def test_a_part_counts_only_if_all_of_it_is_covered_also_by_two_openings() -> None:
    short = row("short", open=[{"days": "mon", "from_": "09:00", "to": "11:00"}])
    joined = [
        {"days": "mon", "from_": "09:00", "to": "11:00"},
        {"days": "mon", "from_": "10:00", "to": "12:00"},
    ]
    grid = week_grid([short, row("both", open=joined), row("ever", always_open=True)], PARTS)
    assert grid["rows"][0]["cells"][0]["numbers"] == [2, 3]


@pytest.mark.parametrize(
    ("zone", "answers"), [("", True), ("ET", True), ("MT", False), ("XX", True)]
)
def test_hours_elsewhere_are_moved_to_the_reader_s_zone(zone: str, answers: bool) -> None:
    east = row("east", open=[{"days": "mon", "from_": "09:00", "to": "12:00", "zone": "ET"}])
    cell = week_grid([east], PARTS, zone)["rows"][0]["cells"][0]
    assert bool(cell["numbers"]) is answers


ANYTHING = st.recursive(
    st.none() | st.builds(lambda: BLANK) | st.text(max_size=4) | st.integers() | st.booleans(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["needs", "phones", "open", "days", "from_", "to", "eligibility", "min_age"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=8,
)


@given(ANYTHING, ANYTHING, ANYTHING)
def test_nothing_raises_whatever_it_is_given(one: Any, two: Any, three: Any) -> None:
    by_need(one, two, three, three)
    turned_away(one, two, three)
    week_grid(one, two, three)


def test_days_that_are_none_give_no_hours() -> None:
    odd = row("odd", open=[{"days": "someday,mon-never", "from_": "09:00", "to": "12:00"}])
    assert all(
        not cell["numbers"] for day in week_grid([odd], PARTS)["rows"] for cell in day["cells"]
    )


def test_eleven_in_the_east_is_nine_in_the_mountains() -> None:
    east = row("east", open=[{"days": "mon", "from_": "11:00", "to": "14:00", "zone": "ET"}])
    assert week_grid([east], PARTS, "MT")["rows"][0]["cells"][0]["numbers"] == [1]

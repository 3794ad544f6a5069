"""The fitting of minutes: properties that hold for any session, and a few worked examples."""

import random
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bht_assist.flows.agenda import Fitted, Part, TooLong, TooShort, clock, fit


def part(
    name: str, low: int, usual: int, high: int, *, required: bool = False, priority: int = 50
) -> Part:
    return Part(name, name.title(), required, priority, low, usual, high)


@st.composite
def sessions(draw: st.DrawFn, most: int = 6) -> tuple[Part, ...]:
    count = draw(st.integers(1, most))
    names = [f"p{place}" for place in range(count)]
    return tuple(draw(_part(name, names)) for name in names)


@st.composite
def _part(draw: st.DrawFn, name: str, names: list[str]) -> Part:
    low = draw(st.integers(1, 9))
    usual = low + draw(st.integers(0, 6))
    needs = draw(st.lists(st.sampled_from([*names, "absent"]), max_size=1))
    return Part(
        id=name,
        title=name,
        required=draw(st.booleans()),
        priority=draw(st.integers(0, 5)),
        min=low,
        typical=usual,
        max=usual + draw(st.integers(0, 8)),
        needs=tuple(need for need in needs if need != name),
    )


totals = st.integers(1, 90)
unhurried = settings(deadline=None)


def fitted(parts: tuple[Part, ...], total: int) -> Fitted | None:
    result = fit(parts, total)
    return result if isinstance(result, Fitted) else None


def must(parts: tuple[Part, ...]) -> frozenset[str]:
    """The required parts with all that they need, worked out the slow way."""
    known = {each.id: each for each in parts}
    names = {each.id for each in parts if each.required}
    while True:
        more = {need for name in names for need in known[name].needs if need in known} - names
        if not more:
            return frozenset(names)
        names |= more


def allowed(parts: tuple[Part, ...]) -> list[frozenset[str]]:
    """Every set of parts that may stand together, the slow way."""
    base = must(parts)
    others = [each for each in parts if each.id not in base]
    sets = []
    for count in range(len(others) + 1):
        for chosen in combinations(others, count):
            names = base | {each.id for each in chosen}
            if all(names >= set(each.needs) for each in chosen):
                sets.append(names)
    return sets


def fills(parts: tuple[Part, ...], names: frozenset[str], total: int) -> bool:
    kept = [each for each in parts if each.id in names]
    return sum(each.min for each in kept) <= total <= sum(each.max for each in kept)


def comfort(parts: tuple[Part, ...], names: frozenset[str]) -> int:
    return sum(-(-(each.min + each.typical) // 2) for each in parts if each.id in names)


@unhurried
@given(sessions(), totals)
def test_minutes_add_up_within_bounds_and_nothing_required_is_lost(
    parts: tuple[Part, ...], total: int
) -> None:  # P1, P2, P3, P4, P6
    result = fitted(parts, total)
    if result is None:
        return
    assert sum(result.minutes.values()) == total
    assert all(t.part.min <= t.minutes <= t.part.max for t in result.parts)
    gone = {each.part.id for each in result.dropped}
    assert must(parts) <= result.minutes.keys()
    assert gone | result.minutes.keys() == {each.id for each in parts}
    assert not gone & result.minutes.keys()
    assert all("-" not in each.why for each in result.dropped)
    assert [each.id for each in parts if each.id in result.minutes] == list(result.minutes)
    assert frozenset(result.minutes) in allowed(parts)


@unhurried
@given(sessions(), totals)
def test_it_fails_only_when_no_set_of_parts_can_fill_the_time(
    parts: tuple[Part, ...], total: int
) -> None:  # P7
    result = fit(parts, total)
    sets = allowed(parts)
    assert isinstance(result, Fitted) == any(fills(parts, each, total) for each in sets)
    if isinstance(result, TooShort):
        assert result.needed == total + result.short_by
        assert fitted(parts, result.needed)
        assert not any(fills(parts, each, under) for each in sets for under in range(total + 1))
    if isinstance(result, TooLong):
        assert result.most == total - result.over_by
        assert result.most == 0 or fitted(parts, result.most)
        between = range(result.most + 1, total)
        assert not any(fills(parts, each, length) for each in sets for length in between)


@unhurried
@given(sessions(), totals)
def test_the_kept_parts_are_the_least_tight_and_then_the_best_ranked(
    parts: tuple[Part, ...], total: int
) -> None:  # P5, against brute force
    result = fitted(parts, total)
    if result is None:
        return
    ranked = sorted(parts, key=lambda each: -each.priority)

    def merit(names: frozenset[str]) -> tuple[int, list[bool]]:
        tight = max(0, comfort(parts, names) - total)
        return -tight, [each.id in names for each in ranked]

    best = max((each for each in allowed(parts) if fills(parts, each, total)), key=merit)
    assert best == frozenset(result.minutes)


@unhurried
@given(sessions(), totals)
def test_one_more_minute_never_takes_one_away(parts: tuple[Part, ...], total: int) -> None:  # P8
    short, longer = fitted(parts, total), fitted(parts, total + 1)
    if short and longer and short.minutes.keys() == longer.minutes.keys():
        assert all(longer.minutes[name] >= short.minutes[name] for name in short.minutes)


@unhurried
@given(sessions())
def test_the_usual_total_gives_the_usual_minutes(parts: tuple[Part, ...]) -> None:  # P9
    parts = tuple(replace(each, required=True) for each in parts)
    result = fitted(parts, sum(each.typical for each in parts))
    assert result
    assert all(timed.minutes == timed.part.typical for timed in result.parts)


@unhurried
@given(sessions(), totals)
def test_pinning_the_answer_gives_the_answer(parts: tuple[Part, ...], total: int) -> None:  # P10
    result = fitted(parts, total)
    if result is None:
        return
    again = fit(parts, total, result.minutes)
    assert isinstance(again, Fitted)
    assert again.minutes == result.minutes


@unhurried
@given(sessions(), totals, st.integers(0, 6), st.integers(1, 20))
def test_pins_are_honored(parts: tuple[Part, ...], total: int, place: int, pin: int) -> None:
    name = parts[place % len(parts)].id  # P10
    result = fit(parts, total, {name: pin})
    if isinstance(result, Fitted):
        assert result.minutes[name] == pin
        assert sum(result.minutes.values()) == total


@unhurried
@given(sessions(), totals)
def test_nothing_is_squeezed_while_something_is_stretched(
    parts: tuple[Part, ...], total: int
) -> None:  # P11
    result = fitted(parts, total)
    assert result is None or not (result.squeezed and result.stretched)


@unhurried
@given(sessions(), totals, st.randoms(use_true_random=False))
def test_it_is_repeatable_and_the_place_in_the_list_only_breaks_ties(
    parts: tuple[Part, ...], total: int, chance: random.Random
) -> None:  # P12
    parts = tuple(replace(each, priority=place) for place, each in enumerate(parts))
    mixed = list(parts)
    chance.shuffle(mixed)
    one, two = fit(parts, total), fit(tuple(mixed), total)
    assert fit(parts, total) == one
    if isinstance(one, Fitted):
        assert isinstance(two, Fitted)
        assert one.minutes == two.minutes
    else:
        assert one == two


def test_a_list_without_any_slack_fits_its_one_length() -> None:  # P13
    parts = (part("open", 3, 3, 3, required=True), part("close", 2, 2, 2, required=True))
    result = fit(parts, 5)
    assert isinstance(result, Fitted)
    assert result.minutes == {"open": 3, "close": 2}
    assert all(timed.part.fixed for timed in result.parts)
    assert fit(parts, 4) == TooShort(needed=5, short_by=1)
    assert fit(parts, 6) == TooLong(most=5, over_by=1)


@pytest.mark.parametrize(
    ("minute", "start", "shown"),
    [
        (0, "14:05", "14:05"),
        (55, "11:30", "12:25"),
        (45, "23:30", "00:15"),
        (5, None, "0:05"),
        (65, "", "1:05"),
        (0, "9:00", "09:00"),
    ],
)
def test_the_clock_passes_noon_and_midnight(minute: int, start: str | None, shown: str) -> None:
    assert clock(minute, start) == shown  # P14


@given(st.integers(0, 23 * 60 + 59), st.integers(0, 300), st.integers(0, 300))
def test_the_clock_goes_on_without_a_gap(start: int, first: int, more: int) -> None:  # P14
    began, then = clock(start, "00:00"), clock(start + first, "00:00")
    assert clock(first, began) == then
    assert clock(more, then) == clock(first + more, began)


@unhurried
@given(sessions(), totals, st.integers(0, 6), st.data())
def test_what_is_done_stays_done_and_the_rest_fits_what_is_left(
    parts: tuple[Part, ...], total: int, done: int, data: st.DataObject
) -> None:  # P15
    before = fitted(parts, total)
    if before is None:
        return
    actual = {
        timed.part.id: data.draw(st.integers(1, timed.minutes + 2)) for timed in before.parts[:done]
    }
    after = fit(parts, total, actual)
    if isinstance(after, Fitted):
        assert actual.items() <= after.minutes.items()
        assert must(parts) <= after.minutes.keys()
        assert sum(after.minutes.values()) == total


def test_every_reason_is_said_plainly() -> None:
    parts = (
        part("open", 2, 3, 4, required=True),
        part("game", 5, 5, 5, priority=60),
        replace(part("score", 1, 1, 1), needs=("game",)),
        part("song", 2, 4, 4, priority=10),
        part("poem", 1, 1, 2, priority=90),
    )
    result = fit(parts, 4, {"poem": 0})
    assert isinstance(result, Fitted)
    assert result.minutes == {"open": 4}
    assert [(each.part.id, each.kind, each.why) for each in result.dropped] == [
        ("game", "no_room", "no room: needs 3 more minutes"),
        ("score", "needs", "needs what is left out: Game"),
        ("song", "rushed", "would rush the rest by 2 minutes"),
        ("poem", "not_asked", "taken out by hand"),
    ]


@unhurried
@given(sessions(), totals)
def test_what_would_only_rush_the_rest_can_be_asked_for_and_what_has_no_room_cannot(
    parts: tuple[Part, ...], total: int
) -> None:
    result = fitted(parts, total)
    for each in result.dropped if result else ():
        asked = fit(parts, total, {each.part.id: each.part.min})
        if each.kind == "rushed":
            assert not isinstance(asked, TooShort)
        if each.kind == "no_room":
            assert isinstance(asked, TooShort)
            assert f" {asked.short_by} more " in each.why


def test_one_minute_is_said_in_the_singular() -> None:
    parts = (part("open", 2, 2, 4, required=True), part("song", 2, 2, 2))
    result = fit(parts, 3)
    assert isinstance(result, Fitted)
    assert result.dropped[0].why == "no room: needs 1 more minute"


def test_a_part_that_would_leave_minutes_over_gives_way() -> None:
    parts = (
        part("open", 2, 2, 2, required=True),
        part("film", 5, 5, 5, priority=90),
        part("talk", 6, 6, 9, priority=10),
    )
    result = fit(parts, 10)
    assert isinstance(result, Fitted)
    assert result.minutes == {"open": 2, "talk": 8}
    assert result.dropped[0].why == "would rush the rest by 3 minutes"


def test_a_part_may_fit_and_still_not_fill_the_time() -> None:
    parts = (
        part("open", 2, 2, 9, required=True),
        replace(part("odd", 1, 1, 1), needs=("absent",)),
        part("even", 20, 20, 20),
    )
    result = fit(parts, 9)
    assert isinstance(result, Fitted)
    assert [each.why for each in result.dropped] == [
        "needs what is left out: absent",
        "no room: needs 13 more minutes",
    ]


@pytest.mark.parametrize("bounds", [(0, 1, 2), (3, 2, 4), (1, 3, 2)])
def test_bounds_must_rise_from_one(bounds: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="'open' must rise"):
        part("open", *bounds)


def test_what_cannot_be_asked_is_refused() -> None:
    parts = (part("open", 2, 3, 4, required=True),)
    with pytest.raises(ValueError, match="'open' is required"):
        fit(parts, 4, {"open": 0})
    with pytest.raises(ValueError, match="'open' is there 2 times"):
        fit(parts + parts, 4)

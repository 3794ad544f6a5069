"""Picked resources as a packet needs them: by need, a second one each, who would be turned away.

All work on the copies that `picked.py` makes, and give blank or nothing for anything else.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any

from bht_assist.content.models.resources import EVERYWHERE

from .blank import BLANK, is_blank

Row = Mapping[str, Any]
"""The copy of a resource."""


def rows_of(value: Any) -> list[Row]:
    """Give the copies in a value, leaving out all else."""
    if is_blank(value) or not isinstance(value, Iterable) or isinstance(value, str | Mapping):
        return []
    return [each for each in value if isinstance(each, Mapping)]


def by_need(value: Any, needs: Any, each: Any = 3, most: Any = 12) -> list[dict[str, Any]]:
    """Group resources by need, the best first: `each` of a need, `most` in all.

    A resource stands under one need only. What there is no room for stands in `more`; `plan_b` is
    the one to turn to where the first does not help, `call` what to say on the phone; each is blank
    where there is none.
    """
    groups = _grouped(rows_of(value), _texts(needs))
    shown = _shares([len(rows) for rows in groups.values()], _count(each), _count(most))
    return [
        {
            "need": need,
            "rows": rows[:share],
            "more": rows[share:],
            "plan_b": plan_b(rows),
            "call": _script(need, rows),
        }
        for (need, rows), share in zip(groups.items(), shown, strict=True)
    ]


def _grouped(rows: Iterable[Row], needs: Collection[Any]) -> dict[Any, list[Row]]:
    groups: dict[Any, list[Row]] = {need: [] for need in needs}
    for row in rows:
        if (need := next((n for n in _texts(row.get("needs")) if n in groups), None)) is not None:
            groups[need].append(row)
    return {need: sorted(found, key=_worse) for need, found in groups.items()}


def _worse(row: Row) -> tuple[bool, bool]:
    """Put what was checked lately and is close by first; else the order of picking stands."""
    return bool(row.get("stale")), row.get("area") == EVERYWHERE


def _script(need: Any, rows: Iterable[Row]) -> Any:
    """Give what to say on the phone about a need, where there is somebody to call."""
    told = (row["need_calls"].get(need) for row in rows if row.get("phone") and "need_calls" in row)
    return next(filter(None, told), BLANK)


def _shares(sizes: list[int], each: int, most: int) -> list[int]:
    """Share out the room, one to every need in turn, so that no need goes without."""
    shares = [0] * len(sizes)
    for turn in range(min(each, max(sizes, default=0))):
        for index, size in enumerate(sizes):
            if size > turn and sum(shares) < most:
                shares[index] += 1
    return shares


def plan_b(rows: list[Row]) -> Any:
    """Give the resource that differs most from the first in the ways in which help falls through.

    With it comes `differs`: `phone`, `hours` and `place`, as far as they are not the same.
    """
    if len(rows) < 2 or not _numbers(rows[0]):
        return BLANK
    others = [(row, _differs(rows[0], row)) for row in rows[1:]]
    best, ways = max(others, key=lambda other: len(other[1]))
    return {**best, "differs": ways} if "phone" in ways else BLANK


def _differs(one: Row, other: Row) -> list[str]:
    ways = {
        "phone": bool(_numbers(other)) and not _numbers(one) & _numbers(other),
        "hours": _hours(one) != _hours(other),
        "place": one.get("area") != other.get("area") or one.get("org") != other.get("org"),
    }
    return [way for way, differs in ways.items() if differs]


def _numbers(row: Row) -> frozenset[str]:
    phones = (each.get("number") for each in rows_of(row.get("phones")))
    return frozenset("".join(filter(str.isdigit, str(each))).removeprefix("1") for each in phones)


def _hours(row: Row) -> tuple[Any, ...]:
    if row.get("always_open"):
        return (True,)
    return tuple(
        tuple(each.get(key) for key in ("days", "from_", "to")) for each in rows_of(row.get("open"))
    ) or (row.get("hours"),)


def turned_away(value: Any, groups: Any, age: Any = None) -> list[dict[str, Any]]:
    """Give the resources that say they do not serve this person, and the sentence that says so.

    `groups` are ids as in `eligibility`. What a resource does not state is never taken for a no.
    """
    return [
        {"id": row.get("id"), "name": row.get("name"), "because": because, "says": says}
        for row in rows_of(value)
        for because, says in _refusals(row, _texts(groups), age)
    ]


def _refusals(row: Row, groups: Collection[Any], age: Any) -> Iterator[tuple[Any, Any]]:
    fits = row.get("eligibility")
    fits = fits if isinstance(fits, Mapping) else {}
    says = row.get("audience", "")
    yield from ((str(each), says) for each in groups if fits.get(each) == "no")
    if isinstance(age, int) and not isinstance(age, bool) and not _of_age(row, age):
        yield str(age), says


def _of_age(row: Row, age: int) -> bool:
    low, high = row.get("min_age"), row.get("max_age")
    return (not isinstance(low, int) or age >= low) and (not isinstance(high, int) or age <= high)


def _texts(value: Any) -> list[Any]:
    if is_blank(value):
        return []
    if isinstance(value, str) or not isinstance(value, Iterable):
        return [value]
    return [each for each in value if isinstance(each, str)]


def _count(value: Any) -> int:
    return value if isinstance(value, int) and 0 <= value <= 100 else 0


ALL: dict[str, Callable[..., Any]] = {"by_need": by_need, "turned_away": turned_away}

"""What staff change in a timed plan by hand: minutes, which no longer move, another activity."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .session_plan import ORDER

ByHand = Mapping[str, Any]


def shifted(plan: Mapping[str, Any], by_hand: ByHand, part: str, by: int) -> ByHand:
    """Give a part more or fewer minutes; an optional one with too few is left out, and comes back.

    One that was left out by hand comes back where the plan has room for it. A part that the plan
    does not know changes nothing.
    """
    kept = {each["id"]: each for each in plan["segments"]}
    gone = {each["id"]: each for each in plan["dropped"]}
    if part in gone and by > 0 and by_hand.get(part) == 0:
        return freed(by_hand, part)
    if part in gone and by > 0:
        return {**by_hand, part: gone[part]["least"]}
    if part not in kept:
        return by_hand
    row = kept[part]
    minutes = row["minutes"] + by
    if not row["required"] and minutes < row["least"]:
        return {**by_hand, part: 0}
    return {**by_hand, part: max(1, minutes)}


def freed(by_hand: ByHand, part: str) -> ByHand:
    """Let the minutes of a part move with the rest again."""
    return {name: each for name, each in by_hand.items() if name != part}


def swapped(plan: Mapping[str, Any], by_hand: ByHand, part: str) -> ByHand:
    """Put the topic's next activity into a part; the two change places.

    A part without an activity, or a topic with only one, changes nothing.
    """
    here = next((each["activity"] for each in plan["segments"] if each["id"] == part), "")
    order = [each["id"] for each in plan["activities"]]
    if here not in order or len(order) == 1:
        return by_hand
    one = order.index(here)
    two = (one + 1) % len(order)
    order[one], order[two] = order[two], order[one]
    return {**by_hand, ORDER: tuple(order)}

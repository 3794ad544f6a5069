"""What a request in somebody's own words leads to: a line that says what was heard, and rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bht_assist.flows.ask.chips import chips

from .picklist import Row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bht_assist.flows.ask import Understanding
    from bht_assist.flows.session import Answered

    from .desk import Desk

_STARTS = {
    "plan": "with these answers",
    "redirect": "with the nearest topic",
    "infeasible": "and choose minutes, people or topics anew",
}
"""What a row that starts a group adds, by the kind of request."""


_BESIDE = {"plan", "clarify", "search"}
"""Kinds of request that may have the card for an emergency beside them."""


def said(desk: Desk, found: Understanding, query: str) -> str:
    """Say what was heard and what was not, a piece for each; or why no plan is made."""
    heard = (f"[{chip}]" for chip in chips(desk.library, found, query))
    parts = [found.say, found.rule] if found.kind != "clarify" or found.card else []
    return desk.glyphs(" ".join(part for part in (*parts, *heard) if part))


def rows(desk: Desk, found: Understanding) -> Iterator[Row]:
    """Yield what to open for a request; what is only looked up has rows of its own."""
    library = desk.library
    if found.card and found.kind in _BESIDE:
        yield Row(f"card:{found.card}", f"Read: {library.cards[found.card].title}")
    match found.kind:
        case "urgent" | "card":
            yield Row(f"card:{found.card}", f"Read: {library.cards[found.card].title}")
        case "plan" | "redirect" | "infeasible":
            title = library.flows[found.flow].title
            yield Row("ask:", f"Start: {title}", _STARTS[found.kind])
        case "start":
            title, words = f"Start: {library.flows[found.flow].title}", _STARTS["plan"]
            yield (Row("ask:", title, words) if found.answers else Row(f"flow:{found.flow}", title))
        case "move":
            titles = {step.id: step.title for step in library.flows[found.flow].steps}
            yield Row(f"step:{found.step}", f"Go to: {titles[found.step] or found.step}")
        case "search":
            words = f"Look up services for “{found.query}”"
            yield Row(f"find:{found.query}", desk.glyphs(words))


def answers(desk: Desk, found: Understanding) -> tuple[Answered, ...]:
    """Give what the conversation starts with; minutes that hold no plan are asked anew."""
    hears = desk.listener
    held = {hears.plan.minutes, hears.plan.at_most.step} if hears else set()
    left = held if found.kind == "infeasible" else set()
    return tuple(each for each in found.events if each.step not in left)

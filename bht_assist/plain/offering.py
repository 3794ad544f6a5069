"""What the pack offers while nothing has been said: Enter alone takes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bht_assist.flows.expressions import said

if TYPE_CHECKING:
    from collections.abc import Callable

    from .asking import Turn


def offer(turn: Turn) -> str | None:
    """Give what Enter alone would answer, in words; none once something has been said."""
    words = said(turn.view.offer(turn.here))
    return words or None


def show_offered(turn: Turn, say: Callable[[str], str] = str) -> tuple[str, ...]:
    """Show the entries that Enter alone would take, if there are any."""
    offered = tuple(turn.view.offer(turn.here) or ())
    if offered:
        turn.talk.show("Enter alone takes: " + "; ".join(map(say, offered)))
    return offered


def take_or_go_on(turn: Turn, offered: tuple[str, ...]) -> None:
    if offered:
        turn.answer(offered)
    else:
        turn.go_on()

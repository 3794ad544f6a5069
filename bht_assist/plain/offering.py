"""What the pack offers while nothing has been said: Enter alone takes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bht_assist.flows.expressions import compiled, context_over, said

if TYPE_CHECKING:
    from collections.abc import Callable

    from .asking import Turn


def offer(turn: Turn) -> Any:
    """Give what Enter alone would answer, in words; none once something has been said."""
    words = said(_default(turn))
    return words or None


def show_offered(turn: Turn, say: Callable[[str], str] = str) -> tuple[str, ...]:
    """Show the entries that Enter alone would take, if there are any."""
    offered = tuple(_default(turn) or ())
    if offered:
        turn.talk.show("Enter alone takes: " + "; ".join(map(say, offered)))
    return offered


def take_or_go_on(turn: Turn, offered: tuple[str, ...]) -> None:
    if offered:
        turn.answer(offered)
    else:
        turn.go_on()


def _default(turn: Turn) -> Any:
    if turn.here.status != "todo" or not turn.step.default:
        return None
    return compiled(turn.step.default)(context_over(dict(turn.view.scope)))

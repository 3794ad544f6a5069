"""The stop by hand: staff say what they saw or heard, and the conversation waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bht_assist.content.clean import clean
from bht_assist.flows.heard import LONGEST_REASON, danger
from bht_assist.flows.session import Raised

if TYPE_CHECKING:
    from .flow import FlowScreen


def raise_stop(screen: FlowScreen) -> None:
    """Ask what was seen or heard; where a flow has no such stop, show what to do in a crisis."""
    desk, button, place = screen.desk, screen.guide.flow.by_hand, screen.now.place
    if button is None:
        desk.crisis()
        return

    def raised(reason: str) -> None:
        event = Raised(place or "", reason, desk.clock())
        screen.draft.session = screen.session.add(event)
        if screen.is_active:  # or coming back shows it
            screen.show()

    desk.tell(button.title, button.remind, button.ask, raised)


def stopped_over(screen: FlowScreen, step: str, raw: object) -> bool:
    """Stop where words that are no answer mean danger, and tell whether they do."""
    words = clean(raw) if isinstance(raw, str) else ""
    found = danger(screen.guide, step, words)
    if found is None or found.level != "stop_now":
        return False
    event = Raised(step, words[:LONGEST_REASON], screen.desk.clock(), found.rule)
    screen.draft.session = screen.session.add(event)
    screen.show()
    return True

"""The timed plan in lines: minutes by hand, another activity, and what would fit instead."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bht_assist.content.problems import did_you_mean
from bht_assist.flows.answers import AnswerError
from bht_assist.flows.by_hand import freed, swapped
from bht_assist.flows.session import Cleared, Moved, thawed
from bht_assist.flows.ways import ways

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bht_assist.flows.ways import Way

    from .asking import Turn

SWAP, UNSET = "swap", "unset"


def ask_agenda(turn: Turn) -> None:
    """Show the fitted agenda, or what would fit; `teach 10` gives a part its minutes by hand."""
    agenda = turn.here.value
    offers = () if agenda else ways(turn.view, turn.step)
    if agenda:
        _show(turn, agenda)
    else:
        _show_misfit(turn, offers)
    line = turn.talk.ask(_prompt(offers)).strip()
    if not line:
        turn.go_on()
    elif agenda:
        _change(turn, agenda, line)
    else:
        _take(turn, offers, line)


def _prompt(offers: tuple[Way, ...]) -> str:
    if offers:
        return "A number to take one of these, Enter to go on:"
    return "Enter to take it, a part and its minutes, like teach 10, or swap or unset and a part:"


def _show(turn: Turn, agenda: Mapping[str, Any]) -> None:
    for part in agenda["segments"]:
        name = f": {part['name']}" if part["name"] else ""
        words = f"{part['title']}{name} ({part['id']}){', set by hand' * part['by_hand']}"
        turn.talk.show(f"  {part['start']}  {part['minutes']:>3} min  {words}")
    for gone in agenda["dropped"]:
        turn.talk.show(f"  left out: {gone['title']} ({gone['id']}), {gone['why']}")
    for limit in agenda["limits"]:
        turn.talk.show(f"  on purpose: {limit['why']}")


def _show_misfit(turn: Turn, offers: tuple[Way, ...]) -> None:
    missing = ("The topic and the minutes come first.",)
    turn.talk.show("! " + " ".join(turn.here.problems or missing))
    for place, way in enumerate(offers, 1):
        turn.talk.show(f"  {place}. {way.say}")


def _change(turn: Turn, agenda: Mapping[str, Any], line: str) -> None:
    name, _, minutes = line.partition(" ")
    part = minutes.strip() if name in {SWAP, UNSET} else name
    parts = [each["id"] for each in (*agenda["segments"], *agenda["dropped"])]
    if part not in parts:
        raise AnswerError(f"There is no part “{part[:40]}”; {did_you_mean(part, parts)}")
    by_hand = turn.last or {}
    if name == SWAP:
        new = swapped(agenda, by_hand, part)
    else:
        new = freed(by_hand, part) if name == UNSET else {**by_hand, part: minutes}
    if new == by_hand and part != name:
        raise AnswerError(f"There is nothing to {name} in “{part}”.")
    if new:
        turn.answer(thawed(new), stay=True)
    else:
        turn.keep(Cleared(turn.step.id), Moved(turn.step.id))


def _take(turn: Turn, offers: tuple[Way, ...], line: str) -> None:
    if not line.isdecimal() or not 1 <= int(line) <= len(offers):
        raise AnswerError("That is none of these.")
    turn.keep(offers[int(line) - 1].event, Moved(turn.step.id))

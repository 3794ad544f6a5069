"""What changed since the plan that this one was started from, told in lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bht_assist.flows.revision import changes, kept

from .picklist import Row

if TYPE_CHECKING:
    from bht_assist.flows.revision import Change
    from bht_assist.flows.view import View


def change_rows(now: View) -> tuple[Row, ...]:
    """Give one line for each change; nothing where there was no earlier plan."""
    if not now.revised:
        return ()
    title = f"CHANGED SINCE THE EARLIER PLAN  ({kept(now)} kept as before)"
    return (Row("", title, title=True), *(_row(now, each) for each in changes(now)))


def _row(now: View, each: Change) -> Row:
    part = now.label(now.step(each.step).step)
    to = now.label(now.step(each.to).step) if each.to else ""
    words = {
        "drop": "taken off",
        "add": "new",
        "unasked": "not asked now",
        "open": "not looked at yet",
    }
    fate = f"moved to {to}" if each.fate == "move" else words[each.fate]
    why = f": {each.reason}" if each.reason else ""
    step = now.step(each.to or each.step)
    goes = f"fix:{step.step.id}:" if step.visible else ""
    return Row(goes, f"{MARKS[each.fate]} {each.said}", f"{part} · {fate}{why}")


MARKS = {"move": "→", "drop": "–", "add": "+", "unasked": "–", "open": "·"}

"""Take over what was said in a saved conversation, which staff know by code and date alone."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from bht_assist.flows.linking import filled, linked
from bht_assist.flows.session import Moved

from .picklist import Row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bht_assist.content.models import Link

    from .desk import Desk
    from .flow import FlowScreen


def link_at(screen: FlowScreen) -> Link | None:
    """Give the link that may fill the question that is asked."""
    links = screen.guide.flow.links
    return next((each for each in links if screen.now.place in filled(each)), None)


def take_over(screen: FlowScreen) -> None:
    """Let staff pick a saved conversation; what its link names becomes answers here."""
    link, desk = link_at(screen), screen.desk
    if link is None:
        desk.say("At this question there is nothing to take over.")
        return
    rows = tuple(_rows(desk, link))
    if rows:
        desk.choose(f"{link.say}: from which?", rows, lambda code: _taken(screen, link, code))
    else:
        desk.say(_none(desk, link))


def _none(desk: Desk, link: Link) -> str:
    if desk.is_locked:
        return "The drafts on this computer are locked. Unlock them on the first screen."
    return f"No conversation of this kind is kept here: {desk.library.flows[link.flow].title}."


def _rows(desk: Desk, link: Link) -> Iterator[Row]:
    title = desk.library.flows[link.flow].title
    for code, changed in desk.drafts.said_before(link.flow):
        day = datetime.fromtimestamp(changed).astimezone() if changed else None
        words = f"last changed {day:%b} {day.day}, {day.year}" if day else "of this sitting"
        yield Row(code, f"{title}  {code}", words)


def _taken(screen: FlowScreen, link: Link, code: str) -> None:
    """Answer what the link names, say what that was, and stay where staff are to look at it."""
    from bht_assist.vault.troubles import VaultError  # noqa: PLC0415 - brings cryptography

    desk, guide = screen.desk, screen.guide
    try:
        session, made = desk.drafts.look(code)
    except VaultError as error:
        desk.say(str(error))
        return
    answers = linked(guide, link, desk.guide(link.flow), session, made)
    if not answers:
        desk.say(f"{code} has nothing to take over yet.")
        return
    screen.anew(screen.session.add(*answers, Moved(screen.now.place or answers[0].step)))
    names = ", ".join(screen.now.label(guide.by_id[each.step]) for each in answers)
    desk.say(f"Taken over from {code}: {names}. Look at each; it can be changed.")

"""A stop in lines: what to do and whom to call, and who has been called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bht_assist.flows.answers import AnswerError
from bht_assist.flows.calling import CRISIS, call_words
from bht_assist.flows.heard import called

from .talk import Move, Talk

if TYPE_CHECKING:
    from collections.abc import Callable

    from bht_assist.content.library import Library
    from bht_assist.flows.checks.findings import Finding
    from bht_assist.flows.view import View


def stop_words(now: View, stop: Finding, markdown: Callable[[str], str]) -> str:
    """Say that somebody has to be called, what was heard, what to do and whom to call."""
    matched = f" Heard: “{stop.matched}”." if stop.matched else ""
    library = now.guide.library
    card = library.cards.get(stop.card or CRISIS)
    body = markdown(now.words(card.body)).strip() if card else ""
    return f"\nSTOP. {stop.say}{matched}\n{call_words(library)}\n\n{body}".rstrip()


def who_was_called(talk: Talk, library: Library) -> str:
    """Ask who has been called, and give nothing until a name is; no command stands in for that."""
    try:
        return called(talk.ask("Whom have you called? Name and role:"), library)
    except Move:
        talk.show("First the call. Then we go on.")
    except AnswerError as error:
        talk.show(f"! {error}")
    return ""

"""Lines to type on, and the one rule of keys: what is pressed quickly acts in the order pressed."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.widgets import Input

if TYPE_CHECKING:
    from textual.binding import BindingType
    from textual.message_pump import MessagePump
    from textual.widget import Widget

PATIENCE = 2.0
"""Seconds that one key may hold back the next; a part that has gone acts on nothing."""


async def acted(part: Widget, event: events.Key) -> None:
    """Do what a key is bound to at once; Textual would let the keys behind it go first.

    A key that reaches a part after the focus has moved on belongs to the part that has it now;
    after another screen has come up, to none: nobody meant it for what they had not seen.
    """
    event.stop()
    event.prevent_default()
    focused = part.screen.focused
    if part.app.screen is not part.screen:
        return
    if focused is not None and focused is not part:
        focused._forward_event(events.Key(event.key, event.character))
    else:
        await part.app._check_bindings(event.key)


async def done_by(part: MessagePump) -> None:
    """Wait until a part has acted on its key: the key behind it must find things as they are."""
    done = asyncio.Event()
    if part.call_later(done.set):
        with suppress(TimeoutError):
            await asyncio.wait_for(done.wait(), PATIENCE)


class AnswerLine(Input, inherit_bindings=False):
    """One line for words; a paste of several lines becomes one line, with nothing lost.

    Enter is not its own: it means what it means on the screen, and the footer can say so.
    """

    DEFAULT_CSS = """
    AnswerLine.-textual-compact { padding: 0 1; }
    AnswerLine > .input--placeholder { color: $text-muted; }
    AnswerLine.-textual-compact:focus { outline-left: outer $primary; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        each for each in Input.BINDINGS if getattr(each, "key", "") != "enter"
    ]

    def __init__(self, *, hint: str = "", value: str = "", id: str | None = None) -> None:
        super().__init__(value=value, placeholder=hint, id=id, compact=True, select_on_focus=False)
        self.cursor_blink = False

    async def _on_key(self, event: events.Key) -> None:
        if self.has_focus and event.is_printable:
            await super()._on_key(event)
        else:
            await acted(self, event)

    def _on_paste(self, event: events.Paste) -> None:
        lines = [line.strip() for line in event.text.splitlines() if line.strip()]
        self.insert_text_at_cursor("; ".join(lines))
        event.stop()
        event.prevent_default()

"""The paper that grows beside the conversation, where there is room for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.widgets import Static

from .words import plain

if TYPE_CHECKING:
    from textual.app import ComposeResult

COLUMNS = 48
LINE = COLUMNS - 6
"""Columns of a line on it."""
ABOVE = 8
"""Lines that stay in sight above what has just changed."""


class Paper(VerticalScroll, can_focus=False):
    """What the Word file will say, scrolled to what has just changed."""

    DEFAULT_CSS = """
    Paper { width: 48; height: 1fr; border-left: solid $panel; padding: 1 1 0 2; }
    Paper Static { height: auto; }
    """
    _shown = ""

    def compose(self) -> ComposeResult:
        yield Static()

    def show(self, page: str) -> None:
        lines = zip(page.split("\n"), self._shown.split("\n"), strict=False)
        changed = next((n for n, (new, old) in enumerate(lines) if new != old), 0)
        self._shown = page
        self.query_one(Static).update(plain(page))
        if changed:
            self.scroll_to(y=changed - ABOVE, animate=False)

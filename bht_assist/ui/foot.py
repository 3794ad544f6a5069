"""The keys that work here, in one line at the foot of the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual import events
    from textual.binding import Binding

ROOMY = 70
"""Columns from which the keys stand two spaces apart."""


class Foot(Widget):
    """As many keys as fit whole, the most needed first; drawn as one piece, so it costs nothing."""

    DEFAULT_CSS = """
    Foot { dock: bottom; height: 1; background: $footer-background; color: $footer-foreground; }
    Foot > .foot--key { color: $footer-key-foreground; text-style: bold; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"foot--key"}

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, lambda _: self.refresh())

    def _shown(self) -> Iterator[tuple[int, Binding]]:
        """Give the keys that fit, each with the column where it begins."""
        width = self.size.width
        at, gap = 1, 2 if width >= ROOMY else 1
        for binding in self._bound():
            long = cell_len(f"{binding.key_display} {binding.description}")
            if at + long <= width:
                yield at, binding
                at += long + gap

    def _bound(self) -> list[Binding]:
        """Give one key for each thing to do."""
        active = (each.binding for each in self.screen.active_bindings.values() if each.enabled)
        named = {each.action.rpartition(".")[2]: each for each in reversed([*active]) if each.show}
        return list(named.values())[::-1]

    def render(self) -> Content:
        style, line = self.get_visual_style("foot--key"), Content("")
        for at, binding in self._shown():
            key = Content.styled(binding.key_display or "", style)
            line += (
                Content(" " * (at - line.cell_length)) + key + Content(f" {binding.description}")
            )
        return line

    def on_click(self, event: events.Click) -> None:
        before = [binding for at, binding in self._shown() if at <= event.x]
        if before:
            self.app.simulate_key(before[-1].key)

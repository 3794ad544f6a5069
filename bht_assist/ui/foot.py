"""The foot of the screen: the keys that work here, and what is said in passing."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget

from .words import wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual import events
    from textual.binding import Binding
    from textual.geometry import Size

    from .desk import Desk

ROOMY = 70
"""Columns from which the keys stand two spaces apart."""


class Foot(Widget):
    """As many keys as fit whole, the most needed first; drawn as one piece, so it costs nothing.

    What is said in passing stands above them for a while; it never lies over what somebody types.
    """

    DEFAULT_CSS = """
    Foot { dock: bottom; height: auto; }
    Foot { background: $footer-background; color: $footer-foreground; }
    Foot > .foot--key { color: $footer-key-foreground; text-style: bold; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"foot--key"}

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, lambda _: self.refresh())
        self.desk.passing.subscribe(self, lambda _: self.refresh(layout=True))

    @property
    def desk(self) -> Desk:
        return cast("Desk", self.app)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        del container, viewport
        return len(self._said(width)) + 1

    def _said(self, width: int) -> list[str]:
        words = self.desk.glyphs("\n".join(self.desk.saying.values()))
        return wrapped(words, width - 2, " ", " ") if words else []

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
        said = [Content.styled(each, style) for each in self._said(self.size.width)]
        for at, binding in self._shown():
            key = Content.styled(binding.key_display or "", style)
            line += (
                Content(" " * (at - line.cell_length)) + key + Content(f" {binding.description}")
            )
        return Content("\n").join([*said, line])

    def on_click(self, event: events.Click) -> None:
        before = [binding for at, binding in self._shown() if at <= event.x]
        if before and event.y == self.size.height - 1:
            self.app.simulate_key(before[-1].key)

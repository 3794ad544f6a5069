"""What every screen of ours is: a place that knows the program's desk."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeVar, cast

from textual.screen import Screen
from textual.widgets import Static

from .lines import acted
from .words import plain

if TYPE_CHECKING:
    from textual import events

    from .desk import Desk

T = TypeVar("T")

SMALLEST = 60, 15
"""Columns and lines below which nothing of use fits."""

TOO_SMALL = "Make the window larger or the text smaller (Ctrl and minus)."


class Place(Screen[T]):
    """A screen; `where` names its commands and its page of help."""

    where: ClassVar[str] = ""
    stays: ClassVar[bool] = False
    """Whether it is left by its own keys only, and never on the way to the first screen."""
    DEFAULT_CSS = """
    Place { layers: base over; }
    Place > .too-small { layer: over; dock: top; width: 100%; height: 100%; display: none; }
    Place > .too-small { background: $background; color: $foreground; }
    Place.-small > .too-small { display: block; }
    Place > .practice { dock: top; height: 1; text-align: center; }
    Place > .practice { background: $warning; color: $background; text-style: bold; }
    Place.-ascii VerticalScroll { scrollbar-size: 0 0; }
    Place.-ascii AnswerLine:focus, Place.-ascii Notes:focus { outline-left: ascii $primary; }
    Place.-ascii Horizontal > VerticalScroll { border-left: ascii $panel !important; }
    """

    @property
    def desk(self) -> Desk:
        return cast("Desk", self.app)

    def on_mount(self) -> None:
        self.mount(Static(plain(TOO_SMALL), classes="too-small"))
        if self.desk.how.training:
            self.mount(
                Static(plain(self.desk.library.training_notice), classes="practice"), before=0
            )
        self.set_class(self.desk.glyphs("─") == "-", "-ascii")
        self._measure(self.app.size.width, self.app.size.height)

    def typed(self) -> None:
        """Somebody pressed a key or pasted, and it has acted."""

    def put_aside(self) -> None:
        """Keep what is half typed: the screen may go."""

    def told(self) -> None:
        """Show how saving went."""

    async def on_key(self, event: events.Key) -> None:
        if self.focused is None:
            await acted(self, event)

    def on_resize(self, event: events.Resize) -> None:
        self._measure(event.size.width, event.size.height)

    def _measure(self, width: int, height: int) -> None:
        self.set_class(width < SMALLEST[0] or height < SMALLEST[1], "-small")

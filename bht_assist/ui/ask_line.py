"""A line to search by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import Size
from textual.reactive import Reactive

from .lines import AnswerLine

if TYPE_CHECKING:
    from collections.abc import Callable


class AskLine(AnswerLine):
    """A line whose results change with its words, in one frame.

    A message would bring the results a frame later, so what follows is called at once; and more
    words change the place of nothing, so there is no new layout.
    """

    virtual_size = Reactive(Size(0, 0), layout=False)

    def __init__(self, then: Callable[[str], None], *, hint: str = "", value: str = "") -> None:
        super().__init__(hint=hint, value=value)
        self._then = then

    def watch_value(self, value: str) -> None:
        if self.is_mounted:
            self._then(value)

"""What every screen of ours is: a place that knows the program's desk."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeVar, cast

from textual.screen import Screen

if TYPE_CHECKING:
    from .app import Assistant

T = TypeVar("T")


class Place(Screen[T]):
    """A screen; `where` names its commands and its page of help."""

    where: ClassVar[str] = ""

    @property
    def desk(self) -> Assistant:
        return cast("Assistant", self.app)

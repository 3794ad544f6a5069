"""A part of an entry that a problem can point at."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from .problems import Problem

if TYPE_CHECKING:
    from .library import Library


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something is written: an entry of a shelf, and the path inside it."""

    library: Library
    shelf: str
    name: str
    path: tuple[str | int, ...] = ()

    def key(self, *path: str | int) -> Spot:
        return replace(self, path=(*self.path, *path))

    def error(self, code: str, text: str, hint: str = "") -> Problem:
        return Problem(self.library.place(self.shelf, self.name, *self.path), code, text, hint)

    def warning(self, code: str, text: str, hint: str = "") -> Problem:
        return replace(self.error(code, text, hint), level="warning")

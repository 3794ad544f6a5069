"""Understands what staff ask for in their own words, by what the packs know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .listening import Listener
from .understanding import Filled, Understanding

if TYPE_CHECKING:
    from bht_assist.content.library import Library
    from bht_assist.search.shelf import Shelf

__all__ = ["Filled", "Listener", "Understanding", "listener", "understand"]


def listener(library: Library, shelf: Shelf) -> Listener | None:
    """Give who understands requests, or nobody where no pack says how."""
    asking = library.asking[-1] if library.asking else None
    return Listener(library, shelf, asking) if asking else None


def understand(text: str, library: Library, shelf: Shelf) -> Understanding:
    """Understand one request; whoever has many keeps a `listener`."""
    hears = listener(library, shelf)
    return hears.understand(text) if hears else Understanding("search", query=text)

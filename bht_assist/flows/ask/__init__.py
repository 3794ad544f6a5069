"""Understands what staff ask for in their own words, by what the packs know."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

from bht_assist.content.models import Asking

from .listening import Listener
from .understanding import Filled, Understanding

if TYPE_CHECKING:
    from bht_assist.content.library import Library
    from bht_assist.content.models import Flow
    from bht_assist.search.shelf import Shelf

__all__ = ["Filled", "Listener", "Understanding", "listener", "understand"]


def listener(library: Library, shelf: Shelf) -> Listener | None:
    """Give who understands requests, or nobody where no pack says how."""
    asking = reduce(Asking.with_more, library.asking, Asking())
    plan = asking.plan
    return Listener(library, shelf, asking, plan) if plan and plan.flow in library.flows else None


def understand(
    text: str, library: Library, shelf: Shelf, within: Flow | None = None
) -> Understanding:
    """Understand one request; whoever has many keeps a `listener`."""
    hears = listener(library, shelf)
    return hears.understand(text, within) if hears else Understanding("search", query=text)

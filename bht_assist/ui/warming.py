"""What is made ready after the first paint, in steps short enough to go unnoticed."""

from __future__ import annotations

import gc
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from bht_assist.content.problems import PackError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .desk import Desk

PAUSE = 0.3
"""Seconds without a key in which there is time for a step."""


def steps(desk: Desk) -> Iterator[Callable[[], object]]:
    yield lambda: desk.whole_library
    yield lambda: desk.shelf.everything("a")
    yield lambda: desk.shelf.services("a")
    yield lambda: desk.understood("a group")
    yield _import_rest
    for flow in desk.library.flows:
        yield partial(_warm_guide, desk, flow)
    yield _hold_memory


def _import_rest() -> None:
    from bht_assist import making  # noqa: F401, PLC0415

    from . import find, flow  # noqa: F401, PLC0415


def _warm_guide(desk: Desk, flow: str) -> None:
    with suppress(PackError):  # said when somebody opens it
        desk.guide(flow)


def _hold_memory() -> None:
    """All that is loaded stays: the garbage collector need not look through it at each key."""
    gc.collect()
    gc.freeze()
    gc.enable()

"""The core pack, read once in each process of the tests: it is frozen, so all can share it."""

from __future__ import annotations

from functools import cache

from bht_assist.content.library import Library, load


@cache
def core() -> Library:
    return load()

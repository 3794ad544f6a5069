"""Wrong passphrases: counted in the clear until somebody unlocks, and slowed down, never punished.

They can't be chained into the audit trail at once, since nobody there has the key; the next
unlocking does it. Nothing is ever wiped: that would let anybody destroy what is kept.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from .troubles import VaultError

if TYPE_CHECKING:
    from .store import Store

LONGEST_WAIT = 30
"""Seconds."""
_NOTE = "wrong-passphrases"
_MOST = 9999


def so_far(store: Store) -> int:
    return int.from_bytes(store.note(_NOTE), "big")


def count(store: Store) -> None:
    """Count one more; a disk that takes nothing keeps nobody from trying again."""
    with suppress(VaultError), store.writing():
        store.set_note(_NOTE, min(so_far(store) + 1, _MOST).to_bytes(2, "big"))


def wait(store: Store) -> int:
    """Give the seconds to wait before the next try."""
    return min(so_far(store), LONGEST_WAIT)


def forget(store: Store) -> None:
    store.set_note(_NOTE, b"")

"""The stores there are, and cheap vaults to test with."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from bht_assist.flows.session import Answered, Session
from bht_assist.vault.keys import Cost
from bht_assist.vault.memory import MemoryStore
from bht_assist.vault.opening import create, unlock
from bht_assist.vault.places import VAULT
from bht_assist.vault.records import Head, Kept
from bht_assist.vault.sqlite import SqliteStore
from tests.flows.test_session import SESSIONS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bht_assist.vault.store import Store
    from bht_assist.vault.vault import Vault

STORES: dict[str, Callable[[Path], Store]] = {
    "memory": lambda _folder: MemoryStore(),
    "sqlite": lambda folder: SqliteStore(folder / VAULT),
}
"""A new store joins here, with how to make an empty one; every test of stores then runs on it."""

CHEAP = Cost(memory=8 * 1024, passes=1, lanes=1)
PASSPHRASE = "seven green kites over town"  # noqa: S105 - of a test
OTHER = "nine brown owls under snow"
NOON = 1_795_608_000
"""2026-11-25, 12:00 UTC."""

WORDS = st.text(max_size=12)
KEPT = st.builds(
    Kept,
    st.builds(Head, WORDS, WORDS, WORDS, WORDS, st.sampled_from(["", "2026-11-25"])),
    SESSIONS,
    st.dictionaries(WORDS, st.dictionaries(WORDS, WORDS, max_size=2), max_size=2),
)


class Clock:
    """A clock that stands until it is told."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> int:
        return self.now


def said(words: str = "My sister", code: str = "1125-1") -> Kept:
    return Kept(
        Head(code, "safety_plan", "Maria D."), Session("safety_plan", "s", (Answered("a", words),))
    )


def made(kept: Kept, day: str) -> Kept:
    return replace(kept, head=kept.head._replace(made=day))


def fresh(folder: Path, clock: Callable[[], int] = Clock()) -> Vault:  # noqa: B008 - it stands
    return create(folder, "ana", PASSPHRASE, cost=CHEAP, clock=clock)[0]


def again(folder: Path, passphrase: str = PASSPHRASE) -> Vault:
    return unlock(folder, passphrase, clock=Clock())

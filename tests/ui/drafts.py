"""Drafts that are kept, at the screen: unlocking them, waiting for a save, looking into them."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bht_assist.vault import opening

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bht_assist.vault.vault import Vault

    from .person import Person

SECRET = "five words that nobody knows"  # noqa: S105
WALK = "Walk to [Inés]'s corner"


async def worked(person: Person) -> None:
    await person.app.workers.wait_for_complete()
    await person.settle()


async def unlocked(person: Person) -> None:
    await person.settle()
    await person.type(f"{SECRET}\n")
    await worked(person)


async def saved(person: Person) -> None:
    """Wait until the last words are on disk and the screen has said so."""
    drafts = person.app.drafts
    assert drafts.saving is not None
    assert drafts.saving.flush(5)
    await asyncio.sleep(0.01)
    await person.settle()


async def until(done: Callable[[], bool]) -> None:
    """Wait for what another thread brings about, and fail when it never does."""
    for _ in range(1000):
        if done():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it never came")


def opened(data: Path) -> Vault:
    return opening.unlock(data, SECRET)

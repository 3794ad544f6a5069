"""The front door: make a vault, unlock it, or keep nothing. `rescue.py` is the other way in.

    vault, recovery_key = create(folder, "ana", passphrase)
    vault = unlock(folder, passphrase)
    vault = keep_nothing()

Each takes 0.1 to 0.3 s for the passphrase and belongs on another thread than the screen's.
"""

from __future__ import annotations

import os
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from bht_assist.content.clean import clean

from . import backups, keys, staff, tries
from .audit import Event
from .memory import MemoryStore
from .places import VAULT, private_folder, told
from .sealed import new_key
from .sqlite import SqliteStore
from .troubles import Damaged, Missing, Refused, VaultError, WrongPassphrase
from .vault import EPOCH, PURGE_AFTER, VAULT_ID, Vault

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from .store import Slot, Store

FORMAT = b"1"
_FORMAT = "format"


def now() -> int:
    """Give seconds since 1970, UTC."""
    return int(time.time())


def is_there(folder: Path) -> bool:
    """Tell whether drafts are kept in this folder."""
    path = folder / VAULT
    with told(path):
        return path.exists() and path.stat().st_size > 0


def create(  # noqa: PLR0913 - all but the first three have what is shipped
    folder: Path,
    name: str,
    passphrase: str,
    *,
    cost: keys.Cost = keys.SHIPPED,
    clock: Callable[[], int] = now,
    keep_days: int = PURGE_AFTER,
) -> tuple[Vault, str]:
    """Make a vault and give it open, with its recovery key: show that once and have it typed back.

    Raises:
        Refused: there is a vault already, or name or passphrase do not do.
        Unsafe, NotWritten: the folder does not do.
    """
    keys.check_passphrase(passphrase)
    name = staff_name(name)
    if is_there(private_folder(folder)):
        raise Refused("Drafts are kept in this folder already. Unlock them with a passphrase.")
    part = folder / f"{VAULT}.part"
    with told(part):
        part.unlink(missing_ok=True)
        key, recovery_key = _laid_out(part, name, passphrase, cost, clock)
        part.replace(folder / VAULT)  # a vault is there whole, or not at all
    return Vault(SqliteStore(folder / VAULT), key, name, clock, keep_days), recovery_key


def _laid_out(
    path: Path, name: str, passphrase: str, cost: keys.Cost, clock: Callable[[], int]
) -> tuple[bytes, str]:
    """Make the file of a vault that holds nothing yet; give its key and its recovery key."""
    store = SqliteStore(path)
    try:
        with store.writing():
            vault = _empty(store, name, clock, PURGE_AFTER)
            staff.add_slot(vault, name, passphrase, cost)
            recovery_key = staff.add_recovery_key(vault)
            vault.trail.add(name, Event.CREATED)
    finally:
        store.close()
    return vault.key, recovery_key


def _empty(store: Store, name: str, clock: Callable[[], int], keep_days: int) -> Vault:
    """Lay out a vault that nobody has a key to yet; inside `writing()`."""
    store.set_note(_FORMAT, FORMAT)
    store.set_note(VAULT_ID, os.urandom(16))
    store.set_note(EPOCH, os.urandom(8))
    vault = Vault(store, new_key(), name, clock, keep_days)
    vault.trail.begin()
    return vault


def keep_nothing(name: str = "", *, clock: Callable[[], int] = now) -> Vault:
    """Give a vault in memory: it works like any other, and is gone with the program."""
    store = MemoryStore()
    with store.writing():
        vault = _empty(store, name, clock, PURGE_AFTER)
    vault.keeps = False
    return vault


def staff_name(name: str) -> str:
    """Give a colleague's name as it is written down.

    Raises:
        Refused: it is blank or too long.
    """
    cleaned = clean(name)
    if not 0 < len(cleaned) <= 40:
        raise Refused("Give your name or initials, up to 40 characters.")
    return cleaned


def names(folder: Path) -> tuple[str, ...]:
    """Give the staff who have a passphrase here; they are in the clear, to pick from."""
    store = opened_store(folder)
    try:
        found = {each.staff for each in store.slots() if each.kind == keys.PASSPHRASE}
    finally:
        store.close()
    return tuple(sorted(found))


def unlock(
    folder: Path,
    passphrase: str,
    name: str = "",
    *,
    clock: Callable[[], int] = now,
    keep_days: int = PURGE_AFTER,
) -> Vault:
    """Open the vault; a backup is made at the first unlocking of a day.

    `name` narrows whose passphrase it can be. `vault.trouble` says when the disk would take
    neither the audit entry nor the backup; everything can be read then all the same.

    Raises:
        WrongPassphrase: wait `seconds_to_wait(folder)` before the next try.
        Missing, Unsafe, Damaged: there is nothing here to unlock.
    """
    store = opened_store(folder)
    slots = [each for each in store.slots() if each.kind == keys.PASSPHRASE]
    named = [each for each in slots if name in {"", each.staff}]
    vault = entered(store, named, passphrase, clock, keep_days)
    _written_down(vault, Event.UNLOCKED)
    try:
        backups.daily(vault, folder)
    except VaultError as error:
        vault.trouble = vault.trouble or str(error)
    return vault


def opened_store(folder: Path) -> SqliteStore:
    """Open the file of a vault that is there and of this version, without any key."""
    if not is_there(folder):
        raise Missing(f"No drafts are kept in {folder}. To begin: bht-assist vault create")
    store = SqliteStore(private_folder(folder) / VAULT)
    if (found := store.note(_FORMAT)) != FORMAT:
        store.close()
        newer = found.isdigit() and int(found) > int(FORMAT)
        raise (
            Missing("A newer version of this program is needed.")
            if newer
            else Damaged("The file with the drafts")
        )
    return store


def entered(
    store: Store,
    slots: list[Slot],
    secret: str,
    clock: Callable[[], int],
    keep_days: int = PURGE_AFTER,
) -> Vault:
    """Open the vault with a secret; a wrong one is counted, and never wipes anything."""
    try:
        found = keys.find_key(store.note(VAULT_ID), slots, secret)
        if found is None:
            tries.count(store)
    except BaseException:
        store.close()
        raise
    if found is None:
        store.close()
        raise WrongPassphrase
    vault = Vault(store, found[0], found[1].staff, clock, keep_days)
    with suppress(VaultError):  # a trail that can't be read keeps nobody from the drafts
        vault.last_used = next(reversed(list(store.audit())), None)
    return vault


def seconds_to_wait(folder: Path) -> int:
    """Give how long to wait before a passphrase is tried again: 0, 1, 2 and up to 30 seconds."""
    store = opened_store(folder)
    try:
        return tries.wait(store)
    finally:
        store.close()


def _written_down(vault: Vault, event: Event) -> None:
    """Write the unlocking into the trail, with the wrong tries before it."""
    try:
        with vault.writing():
            if wrong := tries.so_far(vault.store):
                vault.wrong_tries = wrong
                vault.trail.add("", Event.NOT_UNLOCKED, number=wrong)
                tries.forget(vault.store)
            vault.trail.add(vault.staff, event)
    except VaultError as error:
        vault.trouble = str(error)

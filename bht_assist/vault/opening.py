"""The front door: make a vault, unlock it, get back in with the recovery key, or keep nothing.

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
from .places import VAULT, private_folder
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
    store = SqliteStore(folder / VAULT)
    return _begun(store, name, passphrase, cost, clock, keep_days)


def _begun(  # noqa: PLR0913, PLR0917
    store: Store,
    name: str,
    passphrase: str,
    cost: keys.Cost,
    clock: Callable[[], int],
    keep_days: int,
) -> tuple[Vault, str]:
    with store.writing():
        vault = _empty(store, name, clock, keep_days)
        staff.add_slot(vault, name, passphrase, cost)
        recovery_key = staff.add_recovery_key(vault)
        vault.trail.add(name, Event.CREATED)
    return vault, recovery_key


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
    store = _opened(folder)
    try:
        found = [each.staff for each in store.slots() if each.kind == keys.PASSPHRASE]
    finally:
        store.close()
    return tuple(dict.fromkeys(found))


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
    store = _opened(folder)
    slots = [each for each in store.slots() if each.kind == keys.PASSPHRASE]
    named = [each for each in slots if name in {"", each.staff}]
    vault = _entered(store, named, passphrase, clock, keep_days)
    _written_down(vault, Event.UNLOCKED)
    try:
        backups.daily(vault, folder)
    except VaultError as error:
        vault.trouble = vault.trouble or str(error)
    return vault


def recover(  # noqa: PLR0913 - all but the first four have what is shipped
    folder: Path,
    recovery_key: str,
    name: str,
    passphrase: str,
    *,
    cost: keys.Cost = keys.SHIPPED,
    clock: Callable[[], int] = now,
) -> Vault:
    """Get back in with the recovery key, and set a new passphrase for `name`.

    Raises:
        Refused: the recovery key has a slip in it, or name or passphrase do not do.
        WrongPassphrase: it is the key of another vault, or an older one.
    """
    keys.check_passphrase(passphrase)
    name = staff_name(name)
    store = _opened(folder)
    slots = [each for each in store.slots() if each.kind == keys.RECOVERY]
    vault = _entered(store, slots, recovery_key, clock, PURGE_AFTER)
    vault.staff = name
    try:
        with vault.writing():
            staff.drop_slots(vault, name)
            staff.add_slot(vault, name, passphrase, cost)
            vault.trail.add(name, Event.RECOVERED)
    except VaultError:
        store.close()
        raise
    return vault


def open_with_escrow(
    folder: Path, private: bytes, name: str, *, clock: Callable[[], int] = now
) -> Vault:
    """Open the vault with the facility's escrow key, which is kept away from this computer."""
    store = _opened(folder)
    for slot in store.slots():
        if slot.kind == keys.ESCROW:
            with suppress(Damaged):
                key = keys.open_escrow(store.note(VAULT_ID), slot, private)
                vault = Vault(store, key, staff_name(name), clock, PURGE_AFTER)
                _written_down(vault, Event.RECOVERED)
                return vault
    store.close()
    raise WrongPassphrase("escrow key")


def _opened(folder: Path) -> SqliteStore:
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


def _entered(
    store: Store, slots: list[Slot], secret: str, clock: Callable[[], int], keep_days: int
) -> Vault:
    """Open the vault with a secret; a wrong one is counted, and never wipes anything."""
    try:
        found = keys.find_key(store.note(VAULT_ID), slots, secret)
        if found is None:
            tries.count(store)
        last = next(reversed(list(store.audit())), None)
    except BaseException:
        store.close()
        raise
    if found is None:
        store.close()
        raise WrongPassphrase
    vault = Vault(store, found[0], found[1].staff, clock, keep_days)
    vault.last_used = last
    return vault


def seconds_to_wait(folder: Path) -> int:
    """Give how long to wait before a passphrase is tried again: 0, 1, 2 and up to 30 seconds."""
    store = _opened(folder)
    try:
        return tries.wait(store)
    finally:
        store.close()


def _written_down(vault: Vault, event: Event) -> None:
    """Write the unlocking into the trail, with the wrong tries before it."""
    try:
        with vault.writing():
            if wrong := tries.so_far(vault.store):
                vault.trail.add("", Event.NOT_UNLOCKED, number=wrong)
                tries.forget(vault.store)
            vault.trail.add(vault.staff, event)
    except VaultError as error:
        vault.trouble = str(error)

"""Backups: whole sealed copies, one for each day of use, and the way back from one.

A copy is made by SQLite's backup, never by copying the file: a plain copy during a save is broken.
Old ones go, so that what was deleted does not stay in them for long.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from . import keys
from .audit import Event
from .places import BACKUPS, VAULT, new_file, private_folder, told, write_private
from .sqlite import SqliteStore, trouble
from .troubles import Damaged, Missing, VaultError, WrongPassphrase
from .vault import VAULT_ID, Vault

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from .records import Entry

KEPT = 7
_ENDING = ".vault"
_REPLACED = "replaced-"


def all_backups(folder: Path) -> tuple[Path, ...]:
    """Give the backups there are, the newest first."""
    return tuple(sorted((folder / BACKUPS).glob(f"*{_ENDING}"), reverse=True))


def daily(vault: Vault, folder: Path) -> Path | None:
    """Make a backup unless there is one of this day."""
    day = datetime.fromtimestamp(vault.clock(), UTC).date().isoformat()
    if any(each.name.startswith(day) for each in all_backups(folder)):
        return None
    return make(vault, folder)


def make(vault: Vault, folder: Path, keep: int = KEPT) -> Path:
    """Make a backup, check it, and let the oldest go.

    Raises:
        NotWritten: the disk did not take it; the backups before it stay.
    """
    if not isinstance(vault.store, SqliteStore):
        raise Missing("Nothing is kept, so there is nothing to make a backup of.")
    stamp = f"{datetime.fromtimestamp(vault.clock(), UTC):%Y-%m-%d_%H%M%S}"
    path = private_folder(folder / BACKUPS) / f"{stamp}{_ENDING}"
    part = path.with_suffix(".part")
    with told(part):
        part.unlink(missing_ok=True)
        new_file(part)
        try:
            vault.store.copy_to(part)
            _check_file(part)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
        _let_go(folder, keep)
    vault.tell(Event.BACKED_UP)
    return path


def _let_go(folder: Path, keep: int) -> None:
    """Remove the oldest backups, and what a restore replaced before the oldest that stays."""
    copies = all_backups(folder)
    for old in copies[keep:]:
        old.unlink(missing_ok=True)
    for replaced in (folder / BACKUPS).glob(f"{_REPLACED}*"):
        if replaced.stem.removeprefix(_REPLACED) < copies[:keep][-1].stem:
            replaced.unlink(missing_ok=True)


def _check_file(path: Path) -> None:
    try:
        with closing(sqlite3.connect(path)) as file:
            well = file.execute("PRAGMA quick_check").fetchone() == ("ok",)
    except sqlite3.Error as error:
        raise trouble(error) from None
    if not well:
        raise Damaged("The backup")


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found in a backup: how many conversations open, and how many do not."""

    key: bytes = field(repr=False)
    staff: str
    well: int
    damaged: int


def checked(path: Path, passphrase: str, clock: Callable[[], int]) -> Checked:
    """Open a backup and every record in it.

    Raises:
        WrongPassphrase: it does not open this backup.
        Missing, Damaged: it is not a backup.
    """
    if not path.is_file():
        raise Missing(f"There is no backup {path}.")
    _check_file(path)
    store = SqliteStore(path)
    try:
        slots = [each for each in store.slots() if each.kind == keys.PASSPHRASE]
        found = keys.find_key(store.note(VAULT_ID), slots, passphrase)
        if found is None:
            raise WrongPassphrase
        vault = Vault(store, found[0], found[1].staff, clock)
        listing = vault.listed()
        well = sum(_opens(vault, entry) for entry in listing.entries)
    finally:
        store.close()
    total = len(listing.entries) + len(listing.damaged)
    return Checked(found[0], found[1].staff, well, total - well)


def _opens(vault: Vault, entry: Entry) -> bool:
    try:
        return vault.find(entry.id) is not None
    except VaultError:
        return False


def restore(folder: Path, backup: Path, passphrase: str, clock: Callable[[], int]) -> int:
    """Put a backup in the place of the vault, and give how many conversations it holds.

    What was there stays beside it, as `backups/replaced-...`. Another window that is open goes on
    with what the backup holds; what it saves after that becomes a record of its own.

    Raises:
        WrongPassphrase, Missing, Damaged: nothing was changed.
        NotWritten: the disk did not take it.
    """
    found = checked(backup, passphrase, clock)
    live = private_folder(folder) / VAULT
    if live.exists():
        stamp = f"{datetime.fromtimestamp(clock(), UTC):%Y-%m-%d_%H%M%S}"
        aside = private_folder(folder / BACKUPS) / f"{_REPLACED}{stamp}.old"
        with told(aside):
            aside.unlink(missing_ok=True)
            write_private(aside, live.read_bytes())
    with told(live):
        _put_back(backup, live)
    store = SqliteStore(live)
    try:
        Vault(store, found.key, found.staff, clock).tell(Event.RESTORED, number=found.well)
    finally:
        store.close()
    return found.well


def _put_back(backup: Path, live: Path) -> None:
    """Copy the backup into the file; over one that is no SQLite file any more, as a new file."""
    try:
        _copy(backup, live)
    except sqlite3.OperationalError as error:
        raise trouble(error) from None
    except sqlite3.DatabaseError:
        live.unlink()
        live.with_name(f"{live.name}-journal").unlink(missing_ok=True)
        new_file(live)
        _copy(backup, live)


def _copy(backup: Path, live: Path) -> None:
    with closing(sqlite3.connect(backup)) as source, closing(sqlite3.connect(live)) as target:
        target.execute("PRAGMA secure_delete=ON")
        target.execute("PRAGMA synchronous=EXTRA")
        source.backup(target)

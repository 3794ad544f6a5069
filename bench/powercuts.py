"""Power cuts, simulated: SQLite runs on a recording of every write, and the recording is cut.

What was synced stays; of the rest, any part may, torn at a sector. The vault's own store writes,
through a connection of apsw, which lets a program stand in for the disk.
"""

from __future__ import annotations

import random
import sqlite3
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import apsw

from bench.saver import number_of, numbered
from bht_assist.vault.opening import now
from bht_assist.vault.sqlite import _PRAGMAS, _TABLES, SqliteStore
from bht_assist.vault.troubles import VaultError
from bht_assist.vault.vault import Vault

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_SECTOR = 512


class Step(NamedTuple):
    """One thing the disk was asked to do, or (`saved`) that the store said it was done."""

    kind: str
    file: str = ""
    at: int = 0
    content: bytes = b""


LOG: list[Step] = []


class _File(apsw.VFSFile):
    def __init__(self, _: str, name: Any, flags: Any) -> None:
        path = name.filename() if isinstance(name, apsw.URIFilename) else name
        self.name = Path(path).name if path else ""
        super().__init__("", name, flags)

    def xWrite(self, content: Any, offset: int) -> None:
        super().xWrite(content, offset)
        LOG.append(Step("write", self.name, offset, bytes(content)))

    def xTruncate(self, size: int) -> None:
        super().xTruncate(size)
        LOG.append(Step("cut", self.name, size))

    def xSync(self, flags: int) -> None:
        super().xSync(flags)
        LOG.append(Step("sync", self.name))


class _Disk(apsw.VFS):
    def __init__(self) -> None:
        super().__init__("recorded", "")

    def xOpen(self, name: Any, flags: Any) -> Any:
        return _File("", name, flags)

    def xDelete(self, name: str, sync: bool) -> None:
        super().xDelete(name, sync)
        LOG.append(Step("remove", Path(name).name, int(sync)))


class _Connection:
    """What the store uses of a sqlite3 connection, by apsw."""

    def __init__(self, path: Path) -> None:
        self._file = apsw.Connection(str(path), vfs="recorded")
        for pragma in _PRAGMAS:
            self._file.execute(f"PRAGMA {pragma}").fetchall()
        for statement in _TABLES.split(";"):
            self._file.execute(statement).fetchall()

    def execute(self, statement: str, values: Sequence[Any] = ()) -> Any:
        try:
            rows = self._file.execute(statement, values).fetchall()
        except apsw.Error as error:
            raise sqlite3.OperationalError(str(error)) from None
        return _Rows(rows, self._file.changes())

    @property
    def in_transaction(self) -> bool:
        return self._file.in_transaction

    def close(self) -> None:
        self._file.close()


class _Rows(NamedTuple):
    rows: list[Any]
    rowcount: int

    def fetchall(self) -> list[Any]:
        return self.rows


class RecordedStore(SqliteStore):
    """The vault's store on the recording disk."""

    def _connected(self) -> Any:
        return _Connection(self.path)


def recorded(folder: Path, saves: int) -> tuple[list[Step], bytes, int]:
    """Save number after number; give what the disk was asked, the vault's key, and the start."""
    from bht_assist.vault import opening  # noqa: PLC0415 - for the layout of an empty vault

    disk = _Disk()
    LOG.clear()
    store = RecordedStore(folder / "drafts.vault")
    with store.writing():
        vault = opening._empty(store, "ana", now, 30)
    entry = vault.save(vault.blank(), numbered(0))
    LOG.append(Step("saved", at=0))
    start = len(LOG)
    for number in range(1, saves + 1):
        entry = vault.save(entry, numbered(number))
        LOG.append(Step("saved", at=number))
    steps = list(LOG)
    store.close()
    disk.unregister()
    return steps, vault.key, start


def _done(content: bytearray, step: Step) -> None:
    if step.kind == "write":
        content.extend(bytes(max(0, step.at - len(content))))
        content[step.at : step.at + len(step.content)] = step.content
    else:
        del content[step.at :]
        content.extend(bytes(step.at - len(content)))


def _kept(steps: list[Step], chance: random.Random) -> list[Step]:
    """Give the part of the unsynced steps that reached the disk."""
    mode = chance.random()
    if mode < 0.2:
        return steps
    if mode < 0.4:
        return []
    if mode < 0.7:
        return steps[: chance.randrange(len(steps) + 1)]
    return [step for step in steps if chance.random() < 0.5]


def _torn(step: Step, chance: random.Random) -> Step:
    if step.kind != "write" or len(step.content) <= _SECTOR or chance.random() > 0.3:
        return step
    whole = chance.randrange(1, len(step.content) // _SECTOR + 1) * _SECTOR
    return step._replace(content=step.content[:whole])


def cut(steps: Iterable[Step], chance: random.Random) -> tuple[dict[str, bytearray], int]:
    """Give the files as a power cut after `steps` leaves them, and the last number saved."""
    files: dict[str, bytearray] = {}
    waiting: dict[str, list[Step]] = defaultdict(list)
    saved = 0
    for step in steps:
        if step.kind in {"write", "cut"}:
            waiting[step.file].append(step)
        elif step.kind == "sync":
            for each in waiting.pop(step.file, []):
                _done(files.setdefault(step.file, bytearray()), each)
        elif step.kind == "remove":
            waiting.pop(step.file, None)
            files.pop(step.file, None)
        else:
            saved = step.at
    for name, unsynced in waiting.items():
        for each in _kept(unsynced, chance):
            _done(files.setdefault(name, bytearray()), _torn(each, chance))
    return files, saved


def found_after(files: dict[str, bytearray], folder: Path, key: bytes) -> int:
    """Open the vault as the cut left it, and give the number that it has.

    Raises:
        VaultError, ValueError: it does not open, or not to what was saved.
    """
    for old in folder.iterdir():
        old.unlink()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    store = SqliteStore(folder / "drafts.vault")
    try:
        if store._all("PRAGMA integrity_check") != [("ok",)]:
            raise ValueError("the file is not whole")
        vault = Vault(store, key, "ana", now, 30)
        [entry] = vault.listed().entries
        found = vault.find(entry.id)
        if found is None or not vault.trail.verify().whole:
            raise ValueError("not whole")
        return number_of(found[1])
    finally:
        store.close()


def power_cuts(folder: Path, times: int, saves: int = 60) -> tuple[int, int]:
    """Cut the power at `times` moments; give how many lost a save, and how many left damage."""
    chance = random.Random(11)  # noqa: S311 - the same cuts each time
    (folder / "before").mkdir()
    (folder / "after").mkdir()
    steps, key, start = recorded(folder / "before", saves)
    lost = damaged = 0
    for _ in range(times):
        files, saved = cut(steps[: chance.randrange(start, len(steps))], chance)
        try:
            lost += found_after(files, folder / "after", key) < saved
        except (VaultError, ValueError):
            damaged += 1
    return lost, damaged

"""A store in one SQLite file.

The journal is truncated and everything is synced before a commit returns (TRUNCATE, EXTRA):
with WAL and NORMAL, a power cut takes back saves that were acknowledged. WAL is not used at all,
since SQLite before 3.51.3 can corrupt a WAL that two windows share.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager, suppress
from dataclasses import astuple
from threading import RLock
from typing import TYPE_CHECKING, Any

from .places import new_file
from .store import EARLIER_KEPT, AuditRow, Row, Slot
from .troubles import ChangedElsewhere, Damaged, NotWritten, Unsafe, VaultError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PRAGMAS = (
    "journal_mode=TRUNCATE", "synchronous=EXTRA", "fullfsync=ON", "secure_delete=ON",
    "foreign_keys=ON", "trusted_schema=OFF", "cell_size_check=ON", "temp_store=MEMORY",
    "mmap_size=0",
)  # fmt: skip
_WAIT = 10
"""Seconds to wait for another window's save."""

_TABLES = """
CREATE TABLE IF NOT EXISTS note(name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS slot(id BLOB PRIMARY KEY, kind TEXT NOT NULL, staff TEXT NOT NULL,
  created INTEGER NOT NULL, cost TEXT NOT NULL, salt BLOB NOT NULL, public BLOB NOT NULL,
  private BLOB NOT NULL, vault_key BLOB NOT NULL, mark BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS record(id BLOB PRIMARY KEY CHECK(length(id) = 16), kind TEXT NOT NULL,
  version INTEGER NOT NULL, created INTEGER NOT NULL, updated INTEGER NOT NULL,
  purge_after TEXT NOT NULL, key BLOB NOT NULL, head BLOB NOT NULL, body BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS earlier(id BLOB NOT NULL REFERENCES record ON DELETE CASCADE,
  kind TEXT NOT NULL, version INTEGER NOT NULL, created INTEGER NOT NULL,
  updated INTEGER NOT NULL, purge_after TEXT NOT NULL, head BLOB NOT NULL, body BLOB NOT NULL,
  PRIMARY KEY(id, version));
CREATE TABLE IF NOT EXISTS audit(seq INTEGER PRIMARY KEY, at INTEGER NOT NULL,
  actor TEXT NOT NULL, event TEXT NOT NULL, record BLOB NOT NULL, number INTEGER NOT NULL,
  mac BLOB NOT NULL);
"""
_CLEAR = "id, kind, version, created, updated, purge_after"
_HEADS = f"SELECT {_CLEAR}, key, head, x'' FROM record"  # noqa: S608 - column names of ours

_FULL = "The disk is full. Free some space."
_READ_ONLY = "The drafts' file can't be opened or written. Ask whoever looks after this computer."
_DISK = "The disk reported an error. Make the document soon."
_BUSY = "Another window is still saving."
_WHY = {
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: _READ_ONLY,
    sqlite3.SQLITE_PERM: _READ_ONLY,
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
}
_BROKEN = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def trouble(error: sqlite3.Error) -> VaultError:
    """Say in a sentence what SQLite says in a code."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_IOERR) & 0xFF
    if code in _BROKEN or not isinstance(error, sqlite3.OperationalError):
        return Damaged("The file with the drafts")
    return NotWritten(_WHY.get(code, _DISK))


class SqliteStore:
    """Rows in a file. It may be used from several threads, one at a time."""

    def __init__(self, path: Path) -> None:
        self.path, self._lock = path, RLock()
        if path.is_symlink():
            raise Unsafe(f"{path} is a link. Put the file itself there.")
        if not path.exists():
            new_file(path)
        with self._told():
            self._file = self._connected()

    def _connected(self) -> sqlite3.Connection:
        file = sqlite3.connect(
            self.path, timeout=_WAIT, isolation_level=None, check_same_thread=False
        )
        try:
            for pragma in _PRAGMAS:
                file.execute(f"PRAGMA {pragma}")
            if not file.execute("SELECT 1 FROM sqlite_schema WHERE name = 'audit'").fetchone():
                file.executescript(f"BEGIN IMMEDIATE; {_TABLES} COMMIT;")
        except sqlite3.Error:
            file.close()
            raise
        return file

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Hold the store for one thread, and turn SQLite's errors into ours."""
        with self._lock:
            try:
                yield
            except sqlite3.Error as error:
                raise trouble(error) from None

    def _all(self, statement: str, *values: object) -> list[Any]:
        with self._told():
            return self._file.execute(statement, values).fetchall()

    def _do(self, statement: str, *values: object) -> int:
        with self._told():
            return self._file.execute(statement, values).rowcount

    @contextmanager
    def writing(self) -> Iterator[None]:
        with self._told():
            self._file.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._file.execute("COMMIT")
            except BaseException:
                self._take_back()
                raise

    def _take_back(self) -> None:
        """Undo what was begun; a connection that can't even do that is replaced by a new one."""
        try:
            if self._file.in_transaction:
                self._file.execute("ROLLBACK")
        except sqlite3.Error:
            with suppress(sqlite3.Error):
                self._file.close()
            with suppress(sqlite3.Error):
                self._file = self._connected()

    def put(self, row: Row, expected: int) -> None:
        if expected == 0:
            self._put_new(row)
            return
        self._do(
            f"INSERT INTO earlier({_CLEAR}, head, body) SELECT {_CLEAR}, head, body FROM record"  # noqa: S608 - column names of ours
            " WHERE id = ? AND version = ?",
            row.id, expected,
        )  # fmt: skip
        changed = self._do(
            "UPDATE record SET version = ?, updated = ?, purge_after = ?, head = ?, body = ?"
            " WHERE id = ? AND version = ?",
            row.version, row.updated, row.purge_after, row.head, row.body, row.id, expected,
        )  # fmt: skip
        if changed != 1:
            raise ChangedElsewhere
        self._do(
            "DELETE FROM earlier WHERE id = ? AND version <= ?", row.id, expected - EARLIER_KEPT
        )

    def _put_new(self, row: Row) -> None:
        if self._all("SELECT 1 FROM record WHERE id = ?", row.id):
            raise ChangedElsewhere
        self._do("INSERT INTO record VALUES(?,?,?,?,?,?,?,?,?)", *row)

    def get(self, id_: bytes) -> Row | None:
        rows = self._all("SELECT * FROM record WHERE id = ?", id_)
        return Row(*rows[0]) if rows else None

    def listed(self) -> list[Row]:
        try:
            rows = self._all(f"{_HEADS} ORDER BY updated DESC, id")
        except Damaged:
            return self._row_by_row()
        return [Row(*row) for row in rows]

    def _row_by_row(self) -> list[Row]:
        """Read around a damaged place in the file; a row that is in it comes back empty."""
        found = []
        for (id_,) in self._all("SELECT id FROM record"):
            try:
                found += [Row(*row) for row in self._all(f"{_HEADS} WHERE id = ?", id_)]
            except Damaged:
                found.append(Row(id_, "", 0, 0, 0, "", b"", b"", b""))
        return sorted(found, key=lambda row: -row.updated)

    def earlier(self, id_: bytes) -> list[Row]:
        rows = self._all(
            "SELECT e.id, e.kind, e.version, e.created, e.updated, e.purge_after, r.key, e.head,"
            " e.body FROM earlier e JOIN record r USING(id) WHERE id = ? ORDER BY e.version DESC",
            id_,
        )
        return [Row(*row) for row in rows]

    def set_key(self, id_: bytes, key: bytes) -> None:
        self._do("UPDATE record SET key = ? WHERE id = ?", key, id_)

    def delete(self, id_: bytes) -> None:
        self._do("DELETE FROM record WHERE id = ?", id_)

    def slots(self) -> list[Slot]:
        return [Slot(*row) for row in self._all("SELECT * FROM slot ORDER BY created, id")]

    def put_slot(self, slot: Slot) -> None:
        self._do("INSERT OR REPLACE INTO slot VALUES(?,?,?,?,?,?,?,?,?,?)", *astuple(slot))

    def drop_slot(self, id_: bytes) -> None:
        self._do("DELETE FROM slot WHERE id = ?", id_)

    def note(self, name: str) -> bytes:
        rows = self._all("SELECT value FROM note WHERE name = ?", name)
        return bytes(rows[0][0]) if rows else b""

    def set_note(self, name: str, value: bytes) -> None:
        self._do("INSERT OR REPLACE INTO note VALUES(?,?)", name, value)

    def audit(self) -> list[AuditRow]:
        return [AuditRow(*row) for row in self._all("SELECT * FROM audit ORDER BY seq")]

    def add_audit(self, row: AuditRow) -> None:
        self._do("INSERT INTO audit VALUES(?,?,?,?,?,?,?)", *astuple(row))

    def copy_to(self, path: Path) -> None:
        """Copy the whole file as it is at this moment, saves of other windows included."""
        with self._told(), closing(sqlite3.connect(path)) as copy:
            self._file.backup(copy)

    def close(self) -> None:
        with self._lock:
            self._file.close()

"""A store that keeps nothing: it is gone with the program."""

from __future__ import annotations

from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, field
from threading import RLock
from typing import TYPE_CHECKING

from .store import EARLIER_KEPT, AuditRow, Row, Slot
from .troubles import ChangedElsewhere

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass
class _Shelves:
    rows: dict[bytes, tuple[Row, ...]] = field(default_factory=dict)
    """Every version that is kept, the newest first."""
    slots: dict[bytes, Slot] = field(default_factory=dict)
    notes: dict[str, bytes] = field(default_factory=dict)
    audit: tuple[AuditRow, ...] = ()

    def __copy__(self) -> _Shelves:
        return _Shelves(dict(self.rows), dict(self.slots), dict(self.notes), self.audit)


class MemoryStore:
    """Rows in memory only."""

    def __init__(self) -> None:
        self._has, self._lock = _Shelves(), RLock()

    @contextmanager
    def writing(self) -> Iterator[None]:
        with self._lock:
            before = copy(self._has)
            try:
                yield
            except BaseException:
                self._has = before
                raise

    def put(self, row: Row, expected: int) -> None:
        versions = self._has.rows.get(row.id, ())
        if (versions[0].version if versions else 0) != expected:
            raise ChangedElsewhere
        kept = row._replace(key=versions[0].key) if versions else row
        self._has.rows[row.id] = (kept, *versions[:EARLIER_KEPT])

    def get(self, id_: bytes) -> Row | None:
        return next(iter(self._has.rows.get(id_, ())), None)

    def listed(self) -> list[Row]:
        newest = (versions[0]._replace(body=b"") for versions in self._has.rows.values())
        return sorted(newest, key=lambda row: (-row.updated, row.id))

    def earlier(self, id_: bytes) -> list[Row]:
        versions = self._has.rows.get(id_, ())
        return [each._replace(key=versions[0].key) for each in versions[1:]]

    def set_key(self, id_: bytes, key: bytes) -> None:
        newest, *older = self._has.rows[id_]
        self._has.rows[id_] = (newest._replace(key=key), *older)

    def delete(self, id_: bytes) -> None:
        self._has.rows.pop(id_, None)

    def slots(self) -> list[Slot]:
        return sorted(self._has.slots.values(), key=lambda slot: (slot.created, slot.id))

    def put_slot(self, slot: Slot) -> None:
        self._has.slots[slot.id] = slot

    def drop_slot(self, id_: bytes) -> None:
        self._has.slots.pop(id_, None)

    def note(self, name: str) -> bytes:
        return self._has.notes.get(name, b"")

    def set_note(self, name: str, value: bytes) -> None:
        self._has.notes[name] = value

    def audit(self) -> list[AuditRow]:
        return list(self._has.audit)

    def add_audit(self, row: AuditRow) -> None:
        self._has.audit = (*self._has.audit, row)

    def close(self) -> None:
        self._has = _Shelves()

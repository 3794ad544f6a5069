"""Who did what and when: a closed set of events, chained so that no change goes unseen.

No event holds a client's word. Each row's code covers the row before it; the count and the last
code are sealed beside the rows, so that cutting off the end shows too. A new vault key begins
a new audit key, and its first row covers all that came before.
"""

from __future__ import annotations

import hmac
import json
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from .sealed import about, new_key, seal, unseal
from .store import AuditRow
from .troubles import Damaged

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from .store import Store

_KEYS, _END = "audit-keys", "audit-end"
_NOTHING = bytes(32)


class Event(StrEnum):
    """All that is ever written down."""

    CREATED = "vault.created"
    UNLOCKED = "vault.unlocked"
    NOT_UNLOCKED = "vault.wrong-passphrase"
    RECOVERED = "vault.recovered"
    LOCKED = "vault.locked"
    BEGUN = "record.begun"
    OPENED = "record.opened"
    DELETED = "record.deleted"
    PURGED = "record.purged"
    MADE = "document.made"
    STAFF_ADDED = "staff.added"
    STAFF_REMOVED = "staff.removed"
    PASSPHRASE = "passphrase.changed"  # noqa: S105 - the name of an event
    RECOVERY = "recovery-key.made"
    ESCROW = "escrow.added"
    NEW_KEYS = "keys.replaced"
    BACKED_UP = "backup.made"
    RESTORED = "backup.restored"
    SENT = "transfer.out"
    TAKEN_IN = "transfer.in"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check of the trail found."""

    rows: int
    broken_at: int = 0
    """The number of the first row that is not as it was written; 0 when all are."""
    say: str = "Every entry is as it was written."

    @property
    def whole(self) -> bool:
        return not self.broken_at


class Trail:
    """The audit trail of one vault, as somebody who holds its key reads and adds to it."""

    def __init__(self, store: Store, vault: bytes, key: bytes, clock: Callable[[], int]) -> None:
        self._store, self._vault, self._key, self._clock = store, vault, key, clock

    def begin(self) -> None:
        """Start the trail of a new vault; inside `writing()`."""
        self._write(_KEYS, [[1, new_key().hex()]])
        self._write(_END, [0, _NOTHING.hex()])

    def add(self, actor: str, event: Event, record: bytes = b"", number: int = 0) -> None:
        """Write an event down; inside `writing()`, with what it tells of."""
        count, before = self._read(_END)
        key = bytes.fromhex(self._read(_KEYS)[-1][1])
        row = AuditRow(count + 1, self._clock(), actor, event.value, record, number, b"")
        mac = _mac(key, bytes.fromhex(before), row)
        self._store.add_audit(
            AuditRow(row.seq, row.at, row.actor, row.event, row.record, row.number, mac)
        )
        self._write(_END, [row.seq, mac.hex()])

    def rekeyed(self, key: bytes) -> Trail:
        """Go on under a new vault key and a new audit key; inside `writing()`."""
        keys, end = self._read(_KEYS), self._read(_END)
        after = Trail(self._store, self._vault, key, self._clock)
        after._write(_KEYS, [*keys, [end[0] + 1, new_key().hex()]])
        after._write(_END, end)
        return after

    def verify(self) -> Verdict:
        """Check every row, and that none is missing at the end."""
        rows = list(self._store.audit())
        try:
            (count, end), keys = self._read(_END), self._read(_KEYS)
        except Damaged:
            return Verdict(len(rows), 1, "The seal of the audit trail is broken.")
        before, starts = _NOTHING, dict(keys)
        key = b""
        for number, row in enumerate(rows, 1):
            key = bytes.fromhex(starts[number]) if number in starts else key
            if row.seq != number or not hmac.compare_digest(row.mac, _mac(key, before, row)):
                return Verdict(len(rows), number, f"Entry {number} is not as it was written.")
            before = row.mac
        if len(rows) != count or before.hex() != end:
            at = len(rows) + 1
            return Verdict(len(rows), at, f"Entries are missing: {len(rows)} of {count} are left.")
        return Verdict(len(rows))

    def _read(self, name: str) -> Any:
        return json.loads(
            unseal(self._key, self._store.note(name), about("note", self._vault, name))
        )

    def _write(self, name: str, value: object) -> None:
        sealed = seal(self._key, json.dumps(value).encode(), about("note", self._vault, name))
        self._store.set_note(name, sealed)


def _mac(key: bytes, before: bytes, row: AuditRow) -> bytes:
    said = about("audit", before, row.seq, row.at, row.actor, row.event, row.record, row.number)
    return hmac.digest(key, said, "sha256")


def to_json(rows: Iterable[AuditRow]) -> list[dict[str, Any]]:
    """Give the rows as plain values."""
    from datetime import UTC, datetime  # noqa: PLC0415 - only for an export

    return [
        {
            "number": row.seq,
            "at": datetime.fromtimestamp(row.at, UTC).isoformat(),
            "who": row.actor,
            "event": row.event,
            "record": row.record.hex(),
            "count": row.number,
        }
        for row in rows
    ]


def to_csv(rows: Iterable[AuditRow]) -> str:
    """Give the rows for a spreadsheet; no cell can be taken for a formula (OWASP ASVS 1.2.10)."""
    import csv  # noqa: PLC0415 - only for an export
    import io  # noqa: PLC0415

    sheet = io.StringIO()
    writer = csv.writer(sheet)
    writer.writerow(("number", "at", "who", "event", "record", "count"))
    writer.writerows([safe_cell(str(each)) for each in row.values()] for row in to_json(rows))
    return sheet.getvalue()


def safe_cell(text: str) -> str:
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "|", "%", "\t", "\r")) else text

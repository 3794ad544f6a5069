"""What a store of sealed rows must do. It keeps bytes and never sees a key or a client's word.

Every method raises `VaultError`s only. A later store (PostgreSQL, say) fills in this protocol
and joins the list in `tests/vault/stores.py`; the tests there say what it must hold.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable
    from contextlib import AbstractContextManager

EARLIER_KEPT = 5
"""Earlier versions of a record that stay."""


class Row(NamedTuple):
    """One version of a record. All but `key`, `head` and `body` are in the clear."""

    id: bytes
    kind: str
    version: int
    created: int
    """Seconds since 1970, UTC; so is `updated`."""
    updated: int
    purge_after: str
    """The day after which it may go, as 2026-11-30; blank for none."""
    key: bytes
    """The record's own key, sealed under the vault's."""
    head: bytes
    body: bytes


@dataclass(frozen=True, slots=True)
class Slot:
    """One way to the vault's key, which is sealed to `public`.

    `private` is the other half, sealed under a passphrase or recovery key; an escrow slot has
    none here. Because of the pair, the vault's key can change without anybody's passphrase.
    """

    id: bytes
    kind: str
    staff: str
    created: int
    cost: str
    salt: bytes
    public: bytes
    private: bytes
    vault_key: bytes
    mark: bytes
    """Shows that somebody who held the vault's key made this slot."""


@dataclass(frozen=True, slots=True)
class AuditRow:
    seq: int
    at: int
    actor: str
    event: str
    record: bytes
    number: int
    """A version or a count; what it means depends on the event."""
    mac: bytes


class Store(Protocol):
    """Rows that last. Every change stands inside `with store.writing():`."""

    def writing(self) -> AbstractContextManager[object]:
        """All or nothing, on disk when it ends, and nobody else writes meanwhile."""

    def put(self, row: Row, expected: int) -> None:
        """Write a row over version `expected` of it; 0 means it is new.

        Raises:
            ChangedElsewhere: another version stands there, or none.
        """

    def get(self, id_: bytes) -> Row | None: ...
    def listed(self) -> Iterable[Row]:
        """Give all rows without their bodies, the last changed first."""

    def earlier(self, id_: bytes) -> Iterable[Row]:
        """Give the versions before this one that are still kept, the newest first."""

    def set_key(self, id_: bytes, key: bytes) -> None: ...
    def delete(self, id_: bytes) -> None:
        """Remove a row and its earlier versions so that their bytes are gone from the store."""

    def slots(self) -> Iterable[Slot]: ...
    def put_slot(self, slot: Slot) -> None: ...
    def drop_slot(self, id_: bytes) -> None: ...

    def note(self, name: str) -> bytes: ...
    def set_note(self, name: str, value: bytes) -> None: ...

    def audit(self) -> Iterable[AuditRow]: ...
    def add_audit(self, row: AuditRow) -> None: ...

    def close(self) -> None: ...

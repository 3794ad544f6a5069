"""A vault that is open: save, list, open and delete conversations, and write down who did.

`opening.py` makes one. Its methods may be called from any thread, one at a time; each raises
`VaultError`s only, whose messages are sentences for people.
"""

from __future__ import annotations

from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from . import keys
from .audit import Event, Trail
from .records import Entry, Kept, blank_entry, opened, opened_entry, purge_day, sealed_row
from .troubles import ChangedElsewhere, Damaged, KeysChanged, Missing, VaultError, WrongPassphrase

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from .store import AuditRow, Row, Slot, Store

PURGE_AFTER = 30
"""Days after its document was made; the chart is the record, not this program."""

VAULT_ID, EPOCH = "vault", "epoch"


@dataclass(frozen=True, slots=True)
class Listing:
    """The records that could be opened, the last changed first, and the ids of those that can't."""

    entries: tuple[Entry, ...]
    damaged: tuple[bytes, ...] = ()


class Vault:
    """What is kept, for one of the staff who has unlocked it."""

    def __init__(
        self,
        store: Store,
        key: bytes,
        staff: str,
        clock: Callable[[], int],
        keep_days: int = PURGE_AFTER,
    ) -> None:
        self.store, self.key, self.staff, self.clock = store, key, staff, clock
        self.keep_days = keep_days
        self.id = store.note(VAULT_ID)
        self.epoch = store.note(EPOCH)
        self.trail = Trail(store, self.id, key, clock)
        self.keeps = True
        """False when nothing lasts beyond the program's end."""
        self._seen: dict[Row, Entry] = {}
        """The rows that were last listed: one that is the same to the byte is not opened again."""
        self.last_used: AuditRow | None = None
        """The last thing that was written down before this unlocking."""
        self.wrong_tries = 0
        """Wrong passphrases that were tried before this unlocking."""
        self.trouble = ""
        """What went wrong at unlocking and does not keep anybody from reading."""

    # conversations

    def blank(self) -> Entry:
        """Give an entry for a conversation that has not been saved yet."""
        return blank_entry(self.clock())

    def save(self, entry: Entry, kept: Kept) -> Entry:
        """Save over the version that `entry` is; it is on disk when this returns.

        Raises:
            ChangedElsewhere: another window saved or deleted it since.
            NotWritten: the disk did not take it. Whether it did all the same says `find`.
            KeysChanged: the passphrase is needed again.
        """
        after = entry._replace(
            version=entry.version + 1,
            updated=self.clock(),
            purge_after=purge_day(kept.head.made, self.keep_days),
            head=kept.head,
        )
        events = [Event.BEGUN] if not entry.version else []
        events += [Event.MADE] * (kept.head.makings - entry.head.makings)
        try:
            self._write(entry, after, kept, events)
        except Damaged:  # perhaps of the trail only, which shows when it is verified
            self._write(entry, after, kept, [])
        return after

    def _write(self, before: Entry, after: Entry, kept: Kept, events: list[Event]) -> None:
        with self.writing():
            earlier = self.store.get(before.id) if before.version else None
            if before.version and earlier is None:
                raise ChangedElsewhere
            self.store.put(sealed_row(self.id, self.key, after, kept, earlier), before.version)
            for event in events:
                self._tell(event, after.id, after.version)

    def listed(self) -> Listing:
        """Give what there is. One damaged record keeps no other from being listed."""
        self._see_keys()
        seen, damaged = {}, []
        for row in self.store.listed():
            try:
                seen[row] = self._seen.get(row) or opened_entry(self.id, self.key, row)
            except Damaged:
                damaged.append(row.id)
        self._seen = seen
        return Listing(tuple(seen.values()), tuple(damaged))

    def find(self, id_: bytes) -> tuple[Entry, Kept] | None:
        """Give a record as it stands now, without writing down that it was opened."""
        self._see_keys()
        row = self.store.get(id_)
        if row is None:
            return None
        return opened_entry(self.id, self.key, row), opened(self.id, self.key, row)

    def open(self, id_: bytes) -> tuple[Entry, Kept]:
        """Open a record for somebody to read, and write that down.

        Raises:
            Missing: it is not there, or not any more.
            Damaged: it was changed outside the program.
        """
        found = self.find(id_)
        if found is None:
            raise Missing("This draft is not here any more. Another window may have deleted it.")
        with suppress(VaultError), self.writing():  # a full disk keeps nobody from reading
            self._tell(Event.OPENED, id_, found[0].version)
        return found

    def earlier(self, id_: bytes) -> tuple[tuple[Entry, Kept], ...]:
        """Give the versions before this one that still open, the newest first."""
        found = []
        for row in self.store.earlier(id_):
            with suppress(Damaged):
                entry = opened_entry(self.id, self.key, row)
                found.append((entry, opened(self.id, self.key, row)))
        return tuple(found)

    def delete(self, id_: bytes) -> None:
        """Delete a record and its earlier versions; its key goes with it."""
        self._delete(id_, Event.DELETED)

    def _delete(self, id_: bytes, why: Event) -> None:
        with self.writing():
            self.store.delete(id_)
            self._tell(why, id_)

    def due(self, today: date) -> tuple[Entry, ...]:
        """Give the conversations whose time to be kept is over."""
        over = today.isoformat()
        return tuple(each for each in self.listed().entries if "" < each.purge_after < over)

    def purge(self, today: date) -> int:
        """Delete what is due, and give how many that were."""
        entries = self.due(today)
        for entry in entries:
            self._delete(entry.id, Event.PURGED)
        return len(entries)

    def free_code(self, start: str) -> str:
        """Give `start` with the first number that no record has or names, as in 1125-3."""
        heads = [each.head for each in self.listed().entries]
        taken = {name for head in heads for name in (head.code, head.earlier)}
        number = 1
        while f"{start}-{number}" in taken:
            number += 1
        return f"{start}-{number}"

    # keys, and the end

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Change the store, all or nothing, and only while this vault's key is still the key."""
        with self.store.writing():
            self._see_keys()
            yield

    def _see_keys(self) -> None:
        if self.store.note(EPOCH) != self.epoch:
            raise KeysChanged

    def again(self, passphrase: str) -> None:
        """Go on after the keys were changed in another window.

        Raises:
            WrongPassphrase: it opens nothing.
        """
        found = keys.find_key(self.id, self._slots_of_staff(), passphrase)
        if found is None:
            raise WrongPassphrase
        self.take_key(found[0])

    def _slots_of_staff(self) -> list[Slot]:
        return [each for each in self.store.slots() if each.kind == keys.PASSPHRASE]

    def take_key(self, key: bytes) -> None:
        """Hold the vault by this key from now on."""
        self.key, self.epoch = key, self.store.note(EPOCH)
        self.trail = Trail(self.store, self.id, key, self.clock)

    def tell(self, event: Event, record: bytes = b"", number: int = 0) -> None:
        """Write an event down by itself."""
        with self.writing():
            self._tell(event, record, number)

    def _tell(self, event: Event, record: bytes = b"", number: int = 0) -> None:
        self.trail.add(self.staff, event, record, number)

    def close(self) -> None:
        """Write down that it was locked, and let go. Only the process's end frees its memory."""
        with suppress(VaultError):
            self.tell(Event.LOCKED)
        self.store.close()

"""Saving while people talk: one thread writes, the newest words only, and never the screen's.

    saving = Autosave(vault, tell)
    saving.keep("1125-1", kept, after=1.0)    # on every key; after=0 when a question is answered
    saving.flush(5)                           # on lock, quit and signals

`tell` gets `Saved` after the commit and at no other time, or `NotSaved` with a sentence. It runs
on the writing thread and must not wait for the screen's (in Textual: `post_message`).
What could not be saved is tried again until it is.
"""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import dataclass
from threading import Condition, Thread
from typing import TYPE_CHECKING, TypeAlias

from .troubles import ChangedElsewhere, Damaged, VaultError

if TYPE_CHECKING:
    from collections.abc import Callable

    from .records import Entry, Kept
    from .vault import Vault

RETRY = 5.0
LONGEST_WAIT = 5.0
"""Seconds after which even somebody who never stops typing is saved."""


@dataclass(frozen=True, slots=True)
class Saved:
    """It is on disk."""

    key: str
    entry: Entry
    at: int
    """When, in seconds since 1970, read after the commit."""
    beside: bool = False
    """It was changed in another window, and is kept here as a record of its own."""


@dataclass(frozen=True, slots=True)
class NotSaved:
    key: str
    why: str


Outcome: TypeAlias = Saved | NotSaved


@dataclass(slots=True)
class _Waiting:
    kept: Kept
    since: float
    due: float


class Autosave:
    """Saves the conversations of one sitting, each under a key that its caller picks."""

    def __init__(
        self, vault: Vault, tell: Callable[[Outcome], object], retry: float = RETRY
    ) -> None:
        self._vault, self._tell, self._retry = vault, tell, retry
        self._waiting: dict[str, _Waiting] = {}
        self._entries: dict[str, Entry] = {}
        self._unsure: dict[str, Kept] = {}
        """What was being saved when the disk failed: it may be there all the same."""
        self._beside: set[str] = set()
        self._busy = ""
        self._failed = self._closed = False
        self._changed = Condition()
        self._thread = Thread(target=self._run, name="autosave", daemon=True)
        self._thread.start()

    def take_up(self, key: str, entry: Entry) -> None:
        """Go on with a record that was opened from the list."""
        with self._changed:
            self._entries[key] = entry

    def entry(self, key: str) -> Entry | None:
        """Give the record as it was last saved; None before that."""
        with self._changed:
            found = self._entries.get(key)
        return found if found and found.version else None

    def keep(self, key: str, kept: Kept, after: float = 0.0) -> None:
        """Save this in `after` seconds, in the place of whatever was waiting; returns at once."""
        with self._changed:
            now = time.monotonic()
            before = self._waiting.get(key)
            since = before.since if before else now
            due = min(now + after, since + LONGEST_WAIT)
            self._waiting[key] = _Waiting(kept, since, due)
            self._changed.notify_all()

    def forget(self, key: str) -> None:
        """Save no more of this conversation; one that is being saved is waited for.

        Call it before the record is deleted, or what was waiting would come back.
        """
        with self._changed:
            self._waiting.pop(key, None)
            self._changed.wait_for(lambda: self._busy != key)
            for shelf in (self._waiting, self._entries, self._unsure):
                shelf.pop(key, None)

    def flush(self, timeout: float) -> bool:
        """Save everything now, each at its newest; tell whether all of it is on disk."""
        end = time.monotonic() + timeout
        with self._changed:
            self._changed.wait_for(lambda: not self._busy, timeout)
            for each in self._waiting.values():
                each.due = 0
            self._failed = False
            self._changed.notify_all()
            self._changed.wait_for(lambda: self._failed or self._idle, end - time.monotonic())
            return self._idle

    def close(self, timeout: float) -> bool:
        """Save everything and end the thread; tell whether all of it is on disk."""
        well = self.flush(timeout)
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        self._thread.join(timeout)
        return well

    @property
    def _idle(self) -> bool:
        return not self._waiting and not self._busy

    def _run(self) -> None:
        while job := self._next():
            key, waiting = job
            outcome = self._attempt(key, waiting.kept)
            self._settle(key, waiting, outcome)
            with suppress(Exception):  # a screen that fails must not end the saving
                self._tell(outcome)

    def _next(self) -> tuple[str, _Waiting] | None:
        """Wait for what is due; None when it is over."""
        with self._changed:
            while not self._closed:
                now = time.monotonic()
                soonest = min(self._waiting, key=lambda key: self._waiting[key].due, default=None)
                if soonest is not None and self._waiting[soonest].due <= now:
                    self._busy = soonest
                    return soonest, self._waiting.pop(soonest)
                self._changed.wait(self._waiting[soonest].due - now if soonest else None)
        return None

    def _settle(self, key: str, waiting: _Waiting, outcome: Outcome) -> None:
        with self._changed:
            self._busy = ""
            if isinstance(outcome, NotSaved):
                self._failed = True
                again = time.monotonic() + self._retry
                self._waiting.setdefault(key, _Waiting(waiting.kept, waiting.since, again))
            self._changed.notify_all()

    def _attempt(self, key: str, kept: Kept) -> Outcome:
        try:
            self._entries[key] = entry = self._saved(key, kept)
        except Exception as error:  # this thread must live, whatever happens
            if isinstance(error, ChangedElsewhere | Damaged) and self._entries[key].version:
                return self._kept_beside(key, kept)
            self._unsure[key] = kept
            return NotSaved(key, _sentence(error))
        return Saved(key, entry, self._vault.clock(), key in self._beside)

    def _saved(self, key: str, kept: Kept) -> Entry:
        entry = self._entries.setdefault(key, self._vault.blank())
        if key in self._unsure:
            entry = self._as_on_disk(entry, self._unsure[key])
            del self._unsure[key]
        return self._vault.save(entry, kept)

    def _as_on_disk(self, entry: Entry, tried: Kept) -> Entry:
        """After an error at the commit, see whether the words are there all the same."""
        found = self._vault.find(entry.id)
        if found and found[0].version == entry.version + 1 and found[1] == tried:
            return found[0]
        return entry

    def _kept_beside(self, key: str, kept: Kept) -> Outcome:
        """Keep these words as a record of their own; what another window made of it stays.

        So it is with a record that was damaged on the disk: nobody has to type it again.
        """
        self._beside.add(key)
        self._entries[key] = self._vault.blank()
        return self._attempt(key, kept)


def _sentence(error: Exception) -> str:
    why = str(error) if isinstance(error, VaultError) else f"{type(error).__name__}."
    return f"Not saved yet. {why} It is tried again."

"""Conversations to sealed rows and back.

The name and all that was said are sealed under the record's own key, and that key under the
vault's. Everything in the clear (kind, version, dates) is bound in: changed, nothing opens.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from bht_assist.flows.session import Session, restored, saved

from .sealed import about, new_key, seal, unseal
from .store import Row
from .troubles import Damaged, Refused

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LARGEST = 5_000_000
"""Bytes of one record, opened."""
DEEPEST = 32

CONVERSATION = "conversation"


class Head(NamedTuple):
    """What a list needs: staff see code, flow and dates; the name only once it is opened."""

    code: str
    flow: str
    name: str = ""
    step: str = ""
    made: str = ""
    """The day on which its document was last made, as 2026-11-30."""
    due: str = ""
    """The days on which it is looked at again, with a space between."""
    looked: str = ""
    """The day on which it was last looked at again, with nothing to change."""
    earlier: str = ""
    """The code of the plan that it was started from."""
    times: str = ""
    """How many times its documents were made, in digits."""

    @property
    def makings(self) -> int:
        """How many times its documents were made; once, where only a day is known."""
        return int(self.times) if self.times.isdecimal() else int(bool(self.made))

    def __repr__(self) -> str:
        """Leave the name out of every traceback."""
        return f"Head({self.code!r}, {self.flow!r})"


_HEAD = frozenset(Head._fields)


@dataclass(frozen=True, slots=True)
class Kept:
    """Everything that is kept of one conversation."""

    head: Head
    session: Session = field(repr=False)
    half: Mapping[str, Mapping[str, str]] = field(default_factory=dict, repr=False)
    """Words typed and not yet answered, by question and blank."""


class Entry(NamedTuple):
    """A record as a list has it. Version 0 has not been saved yet."""

    id: bytes
    kind: str
    version: int
    created: int
    updated: int
    purge_after: str
    head: Head


def blank_entry(now: int, kind: str = CONVERSATION) -> Entry:
    return Entry(os.urandom(16), kind, 0, now, now, "", Head("", ""))


def to_plain(kept: Kept) -> dict[str, Any]:
    """Give a conversation as plain values, for JSON."""
    half = {step: dict(blanks) for step, blanks in kept.half.items()}
    return {"head": kept.head._asdict(), "session": saved(kept.session), "half": half}


def from_plain(form: Any) -> Kept:
    """Make a conversation from plain values.

    Raises:
        Refused: they are not one.
    """
    try:
        half = {str(step): _texts(blanks) for step, blanks in form.get("half", {}).items()}
        return Kept(_head(form["head"]), restored(form["session"]), half)
    except (KeyError, TypeError, ValueError, AttributeError):
        raise Refused("This is not a conversation that was kept by this program.") from None


def _texts(form: Mapping[str, Any]) -> dict[str, str]:
    if {*map(type, form.values())} - {str}:
        raise TypeError
    return dict(form)


def _head(form: Mapping[str, Any]) -> Head:
    """Read a head; what a later version of the program added to it is left out."""
    known = form if form.keys() <= _HEAD else {key: form[key] for key in form.keys() & _HEAD}
    return Head(**_texts(known))


def to_json(kept: Kept) -> bytes:
    """Give a conversation as JSON in UTF-8.

    Raises:
        Refused: it is larger than anything that is kept.
    """
    raw = json.dumps(to_plain(kept), ensure_ascii=True, separators=(",", ":")).encode()
    if len(raw) > LARGEST:
        raise Refused("This conversation is too long to be kept. Make the document, and shorten.")
    return raw


def from_json(raw: bytes) -> Kept:
    """Read what `to_json` wrote, within its bounds.

    Raises:
        Refused: it is too large, nested too deep, or not a conversation.
    """
    return from_plain(plain_json(raw))


def plain_json(raw: bytes) -> Any:
    """Read JSON within the bounds of a record.

    Raises:
        Refused: it is too large, nested too deep, or not JSON.
    """
    if len(raw) > LARGEST:
        raise Refused("This is larger than anything that is kept.")
    try:
        form = json.loads(raw)
    except (ValueError, RecursionError):
        raise Refused("This is not what the program writes.") from None
    level: Sequence[Any] = [form]
    for _ in range(DEEPEST):
        level = [
            inner
            for each in level
            if isinstance(each, dict | list)
            for inner in (each.values() if isinstance(each, dict) else each)
        ]
        if not level:
            return form
    raise Refused("This is nested deeper than anything that is kept.")


def purge_day(made: str, days: int) -> str:
    """Give the day after which a conversation may go; blank while no document was made."""
    return (date.fromisoformat(made) + timedelta(days=days)).isoformat() if made else ""


def seal_key(vault: bytes, vault_key: bytes, id_: bytes, key: bytes) -> bytes:
    return seal(vault_key, key, about("key", vault, id_))


def open_key(vault: bytes, vault_key: bytes, row: Row) -> bytes:
    return unseal(vault_key, row.key, about("key", vault, row.id))


def _about(part: str, vault: bytes, row: Row | Entry) -> bytes:
    clear = (row.kind, row.version, row.created, row.updated, row.purge_after)
    return about(part, vault, row.id, *clear)


def sealed_row(
    vault: bytes, vault_key: bytes, entry: Entry, kept: Kept, earlier: Row | None
) -> Row:
    """Seal a conversation as the row that `entry` describes, under the key it had before."""
    key = new_key() if earlier is None else open_key(vault, vault_key, earlier)
    head = json.dumps(kept.head._asdict(), separators=(",", ":")).encode()
    return Row(
        entry.id, entry.kind, entry.version, entry.created, entry.updated, entry.purge_after,
        seal_key(vault, vault_key, entry.id, key) if earlier is None else earlier.key,
        seal(key, head, _about("head", vault, entry)),
        seal(key, to_json(kept), _about("body", vault, entry)),
    )  # fmt: skip


def opened_entry(vault: bytes, vault_key: bytes, row: Row) -> Entry:
    """Open the head of a row.

    Raises:
        Damaged: a byte of it, or of what is in the clear, is not as it was.
    """
    head = unseal(open_key(vault, vault_key, row), row.head, _about("head", vault, row))
    clear = (row.id, row.kind, row.version, row.created, row.updated, row.purge_after)
    try:
        return Entry(*clear, _head(json.loads(head.decode("ascii"))))
    except (TypeError, ValueError, AttributeError):
        raise Damaged from None


def opened(vault: bytes, vault_key: bytes, row: Row) -> Kept:
    """Open a row whole.

    Raises:
        Damaged: as above.
        Refused: a later version of the program wrote it.
    """
    body = unseal(open_key(vault, vault_key, row), row.body, _about("body", vault, row))
    return from_json(body)

"""The format, held by examples: what this version wrote, every later one must open."""

from __future__ import annotations

import hmac
import json
from pathlib import Path
from typing import Any

import pytest

from bht_assist.vault import keys, transfer
from bht_assist.vault.audit import Event, Trail
from bht_assist.vault.memory import MemoryStore
from bht_assist.vault.records import from_plain, opened, opened_entry
from bht_assist.vault.sealed import about, subkey, unseal
from bht_assist.vault.store import AuditRow, Row, Slot

VECTORS: dict[str, Any] = json.loads(
    Path(__file__).with_name("vectors.json").read_text(encoding="utf-8")
)
VAULT, KEY = bytes.fromhex(VECTORS["vault"]), bytes.fromhex(VECTORS["vault_key"])

_BYTES = {"id", "salt", "public", "private", "vault_key", "mark", "key", "head", "body", "mac"}


def plain(form: dict[str, Any], *more: str) -> dict[str, Any]:
    return {
        name: bytes.fromhex(value) if name in {*_BYTES, *more} else value
        for name, value in form.items()
    }


def test_sealed_bytes_open() -> None:
    one = VECTORS["sealed"]
    circumstances = about("part", 1, b"\x02", None)
    assert circumstances.decode() == one["about"]
    assert unseal(KEY, bytes.fromhex(one["sealed"]), circumstances).hex() == one["plain"]


def test_a_subkey_is_the_same() -> None:
    one = VECTORS["subkey"]
    assert subkey(KEY, one["purpose"].encode()).hex() == one["key"]


@pytest.mark.parametrize("kind", ["passphrase", "recovery"])
def test_a_slot_opens(kind: str) -> None:
    one = VECTORS[kind]
    assert keys.open_slot(VAULT, Slot(**plain(one["slot"])), one["secret"]) == KEY


def test_an_escrow_slot_opens() -> None:
    one = VECTORS["escrow"]
    slot, private = Slot(**plain(one["slot"])), bytes.fromhex(one["private"])
    assert keys.open_escrow(VAULT, slot, private) == KEY


def test_a_record_opens() -> None:
    row = Row(**plain(VECTORS["row"]))
    kept = from_plain(VECTORS["kept"])
    assert opened(VAULT, KEY, row) == kept
    assert opened_entry(VAULT, KEY, row).head == kept.head


def test_a_transfer_file_opens() -> None:
    one = VECTORS["transfer"]
    raw = bytes.fromhex(one["file"])
    assert transfer.unpacked(raw, one["passphrase"]) == from_plain(VECTORS["kept"])


def test_an_audit_entry_has_the_same_code() -> None:
    one = VECTORS["audit"]
    row = AuditRow(**plain(one["row"], "record"))
    said = about("audit", bytes(32), row.seq, row.at, row.actor, row.event, row.record, row.number)
    assert hmac.digest(bytes.fromhex(one["key"]), said, "sha256").hex() == one["mac"]


def test_a_trail_uses_that_code() -> None:
    store = MemoryStore()
    trail = Trail(store, VAULT, KEY, lambda: 5)
    with store.writing():
        trail.begin()
        trail.add("ana", Event.CREATED)
    [row] = store.audit()
    audit_key = json.loads(
        unseal(KEY, store.note("audit-keys"), about("note", VAULT, "audit-keys"))
    )[0][1]
    said = about("audit", bytes(32), 1, 5, "ana", "vault.created", b"", 0)
    assert row.mac == hmac.digest(bytes.fromhex(audit_key), said, "sha256")

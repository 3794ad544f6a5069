"""The front door: making a vault, unlocking it, recovery, and what keeps it shut."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from bht_assist.vault import backups, keys, opening, rescue, staff
from bht_assist.vault.audit import Event
from bht_assist.vault.places import VAULT
from bht_assist.vault.recovery import new_recovery_key
from bht_assist.vault.troubles import (
    Damaged,
    KeysChanged,
    Missing,
    NotWritten,
    Refused,
    Unsafe,
    WrongPassphrase,
)
from bht_assist.vault.vault import Vault
from tests.vault.keys import pem, public_pem
from tests.vault.stores import CHEAP, OTHER, PASSPHRASE, Clock, again, fresh, said

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

THIRD = "eleven red cups in a row"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def vault(folder: Path) -> Iterator[Vault]:
    made = fresh(folder)
    yield made
    made.close()


def events(vault: Vault) -> list[str]:
    return [row.event for row in vault.store.audit()]


def test_a_vault_is_there_once_it_was_made(folder: Path) -> None:
    assert not opening.is_there(folder)
    fresh(folder).close()
    assert opening.is_there(folder)
    assert opening.names(folder) == ("ana",)


def test_a_second_vault_is_not_made_over_the_first(folder: Path, vault: Vault) -> None:
    with pytest.raises(Refused, match="already"):
        fresh(folder)
    assert vault.listed().entries == ()


@pytest.mark.parametrize("name", ["", "  ", "x" * 41])
def test_a_name_is_needed_and_a_short_one(folder: Path, name: str) -> None:
    with pytest.raises(Refused, match="initials"):
        opening.create(folder, name, PASSPHRASE, cost=CHEAP)


def test_a_wrong_passphrase_opens_nothing_is_counted_and_slowed_down(
    folder: Path, vault: Vault
) -> None:
    vault.close()
    assert opening.seconds_to_wait(folder) == 0
    for _ in range(2):
        with pytest.raises(WrongPassphrase, match="does not open"):
            again(folder, OTHER)
    assert opening.seconds_to_wait(folder) == 2
    after = again(folder)
    assert events(after)[-3:] == [Event.NOT_UNLOCKED, Event.UNLOCKED, Event.BACKED_UP]
    assert [row.number for row in after.store.audit() if row.event == Event.NOT_UNLOCKED] == [2]
    assert after.wrong_tries == 2
    after.close()
    assert opening.seconds_to_wait(folder) == 0


def test_a_passphrase_of_somebody_else_does_not_do_where_a_name_is_given(
    folder: Path, vault: Vault
) -> None:
    staff.add(vault, "ben", OTHER, CHEAP)
    vault.close()
    with pytest.raises(WrongPassphrase):
        opening.unlock(folder, OTHER, "ana")
    after = opening.unlock(folder, OTHER, "ben")
    assert after.staff == "ben"
    after.close()


def test_unlocking_shows_what_was_last_done_and_by_whom(folder: Path, vault: Vault) -> None:
    vault.close()
    after = again(folder)
    assert after.last_used is not None
    assert (after.last_used.actor, after.last_used.event) == ("ana", Event.LOCKED)
    after.close()


def test_nothing_to_unlock_is_said(folder: Path) -> None:
    with pytest.raises(Missing, match="No drafts are kept"):
        again(folder)


def test_a_vault_of_a_newer_version_is_left_alone(folder: Path, vault: Vault) -> None:
    with vault.store.writing():
        vault.store.set_note("format", b"2")
    with pytest.raises(Missing, match="newer version"):
        again(folder)


@pytest.mark.parametrize("raw", [b"not a database at all" * 100, b"x"])
def test_a_file_that_is_no_vault_is_damaged(folder: Path, vault: Vault, raw: bytes) -> None:
    vault.close()
    (folder / VAULT).write_bytes(raw)
    with pytest.raises(Damaged, match="restore"):
        again(folder)


def test_a_vault_without_its_format_is_damaged(folder: Path, vault: Vault) -> None:
    vault.close()
    with closing(sqlite3.connect(folder / VAULT)) as file:
        file.execute("DELETE FROM note")
        file.commit()
    with pytest.raises(Damaged):
        again(folder)


def test_a_recovery_key_sets_a_new_passphrase_and_keeps_the_drafts(folder: Path) -> None:
    vault, key = opening.create(folder, "ana", PASSPHRASE, cost=CHEAP, clock=Clock())
    entry = vault.save(vault.blank(), said())
    vault.close()
    rescue.with_recovery_key(folder, key.lower(), "ana", OTHER, cost=CHEAP).close()
    with pytest.raises(WrongPassphrase):
        again(folder)
    after = again(folder, OTHER)
    assert after.open(entry.id)[1] == said()
    assert Event.RECOVERED in events(after)
    after.close()


def test_another_recovery_key_opens_nothing(folder: Path, vault: Vault) -> None:
    vault.close()
    with pytest.raises(WrongPassphrase):
        rescue.with_recovery_key(folder, new_recovery_key(), "ana", OTHER, cost=CHEAP)
    after = again(folder)
    assert after.staff == "ana"
    after.close()


def test_a_new_recovery_key_ends_the_one_before(folder: Path) -> None:
    vault, old = opening.create(folder, "ana", PASSPHRASE, cost=CHEAP)
    new = staff.make_recovery_key(vault)
    assert staff.is_recovery_key(vault, new)
    assert not staff.is_recovery_key(vault, old)
    vault.close()


def test_the_facilitys_escrow_key_opens_the_vault_after_new_keys_too(
    folder: Path, vault: Vault
) -> None:
    pair, stranger = X25519PrivateKey.generate(), X25519PrivateKey.generate()
    staff.add_escrow(vault, rescue.public_half(public_pem(pair)))
    staff.replace_keys(vault)
    entry = vault.save(vault.blank(), said())
    vault.close()
    with pytest.raises(WrongPassphrase, match="escrow key"):
        rescue.with_escrow_key(folder, pem(stranger), "chief", OTHER, cost=CHEAP)
    after = rescue.with_escrow_key(folder, pem(pair), "chief", OTHER, cost=CHEAP)
    assert after.open(entry.id)[1] == said()
    assert after.staff == "chief"
    after.close()
    again(folder, OTHER).close()


@pytest.mark.parametrize(
    "raw",
    [b"", b"junk", pem(Ed25519PrivateKey.generate()), public_pem(Ed25519PrivateKey.generate())],
)
def test_a_file_that_is_no_escrow_key_is_refused_with_how_to_make_one(
    folder: Path, vault: Vault, raw: bytes
) -> None:
    with pytest.raises(Refused, match="openssl genpkey"):
        rescue.with_escrow_key(folder, raw, "chief", OTHER, cost=CHEAP)
    with pytest.raises(Refused, match="openssl genpkey"):
        rescue.public_half(raw)
    assert vault.listed().entries == ()


def test_what_is_no_escrow_key_is_refused(vault: Vault) -> None:
    with pytest.raises(Refused, match="32 bytes"):
        staff.add_escrow(vault, b"short")


def test_a_changed_passphrase_is_the_only_one(folder: Path, vault: Vault) -> None:
    with pytest.raises(WrongPassphrase):
        staff.change_passphrase(vault, OTHER, THIRD, CHEAP)
    staff.change_passphrase(vault, PASSPHRASE, OTHER, CHEAP)
    vault.close()
    with pytest.raises(WrongPassphrase):
        again(folder)
    again(folder, OTHER).close()


def test_a_colleague_is_let_in_once(vault: Vault) -> None:
    staff.add(vault, "ben", OTHER, CHEAP)
    with pytest.raises(Refused, match="already"):
        staff.add(vault, "ben", THIRD, CHEAP)


def test_a_colleague_who_leaves_has_no_key_to_what_comes_after(folder: Path, vault: Vault) -> None:
    entry = vault.save(vault.blank(), said())
    staff.add(vault, "ben", OTHER, CHEAP)
    old = vault.key
    staff.remove(vault, "ben")
    assert vault.key != old
    assert vault.open(entry.id)[1] == said()
    assert vault.trail.verify().whole
    vault.close()
    with pytest.raises(WrongPassphrase):
        again(folder, OTHER)
    after = again(folder)
    assert after.open(entry.id)[1] == said()
    after.close()


def test_the_last_colleague_and_an_unknown_one_are_not_removed(vault: Vault) -> None:
    with pytest.raises(Refused, match="last passphrase"):
        staff.remove(vault, "ana")
    with pytest.raises(Refused, match="no passphrase"):
        staff.remove(vault, "zoe")


def test_new_keys_are_not_given_to_a_slot_that_a_stranger_put_there(vault: Vault) -> None:
    pair = X25519PrivateKey.generate()
    planted = keys.escrow_slot(vault.id, bytes(32), pair.public_key().public_bytes_raw(), 1)
    with vault.store.writing():
        vault.store.put_slot(planted)
    staff.replace_keys(vault)
    assert planted.id not in {each.id for each in vault.store.slots()}


def test_a_damaged_record_keeps_nobody_from_new_keys(vault: Vault) -> None:
    bad = vault.save(vault.blank(), said("bad"))
    well = vault.save(vault.blank(), said("well"))
    with vault.store.writing():
        vault.store.set_key(bad.id, b"junk")
    staff.replace_keys(vault)
    assert vault.listed().entries == (well,)


def test_another_window_asks_for_the_passphrase_after_new_keys_and_goes_on(
    folder: Path, vault: Vault
) -> None:
    other = again(folder)
    entry = other.save(other.blank(), said())
    staff.replace_keys(vault)
    for action in (other.listed, lambda: other.save(entry, said("more"))):
        with pytest.raises(KeysChanged, match="passphrase again"):
            action()
    with pytest.raises(WrongPassphrase):
        other.again(OTHER)
    other.again(PASSPHRASE)
    assert other.save(entry, said("more")).version == 2
    other.close()


def test_a_disk_that_takes_nothing_keeps_nobody_from_reading(
    folder: Path, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = vault.save(vault.blank(), said())
    vault.close()

    def full(*_: object, **__: object) -> None:
        raise NotWritten("The disk is full.")

    monkeypatch.setattr(Vault, "writing", full)
    monkeypatch.setattr(backups, "make", full)
    after = again(folder)
    assert "disk is full" in after.trouble
    assert after.open(entry.id)[1] == said()
    after.store.close()


def test_a_failure_half_way_leaves_no_open_file(
    folder: Path, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault.close()

    def broken(*_: object) -> None:
        raise NotWritten("The disk.")

    monkeypatch.setattr(keys, "find_key", broken)
    with pytest.raises(NotWritten):
        again(folder)


def test_a_recovery_that_the_disk_does_not_take_changes_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault, key = opening.create(folder, "ana", PASSPHRASE, cost=CHEAP)
    vault.close()

    def full(*_: object) -> None:
        raise NotWritten("The disk is full.")

    monkeypatch.setattr(staff, "add_slot", full)
    with pytest.raises(NotWritten):
        rescue.with_recovery_key(folder, key, "ana", OTHER, cost=CHEAP)
    again(folder).close()


def test_a_vault_is_there_whole_or_not_at_all(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise NotWritten("The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr(staff, "add_slot", full)
        with pytest.raises(NotWritten):
            fresh(folder)
    assert not opening.is_there(folder)
    fresh(folder).close()
    assert [each.name for each in folder.iterdir() if "journal" not in each.name] == [VAULT]


def test_a_vault_that_is_a_link_is_refused(folder: Path, vault: Vault, tmp_path: Path) -> None:
    vault.close()
    (folder / VAULT).rename(tmp_path / "elsewhere")
    (folder / VAULT).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(Unsafe, match="link"):
        again(folder)

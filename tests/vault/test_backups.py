"""Backups: made by themselves, checked, and put back."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest

from bht_assist.vault import backups, staff
from bht_assist.vault.audit import Event
from bht_assist.vault.opening import keep_nothing, unlock
from bht_assist.vault.places import BACKUPS, VAULT
from bht_assist.vault.troubles import Damaged, Missing, NotWritten, WrongPassphrase
from tests.vault.stores import CHEAP, OTHER, PASSPHRASE, Clock, again, fresh, said

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bht_assist.vault.vault import Vault

DAY = 86_400


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def vault(folder: Path, clock: Clock) -> Iterator[Vault]:
    made = fresh(folder, clock)
    yield made
    made.close()


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in (folder / BACKUPS).iterdir())


def test_a_backup_is_made_at_the_first_unlocking_of_a_day(folder: Path, vault: Vault) -> None:
    vault.close()
    clock = Clock()
    for wait in (0, 60, DAY):
        clock.now += wait
        unlock(folder, PASSPHRASE, clock=clock).close()
    assert names(folder) == ["2026-11-25_120000.vault", "2026-11-26_120100.vault"]


def test_seven_backups_stay(folder: Path, vault: Vault, clock: Clock) -> None:
    for _ in range(9):
        clock.now += DAY
        backups.make(vault, folder)
    assert len(names(folder)) == backups.KEPT == 7
    assert names(folder)[0].startswith("2026-11-28")


def test_the_restore_drill(folder: Path, vault: Vault, clock: Clock) -> None:
    """The newest backup opens, every draft in it opens, and put back it is what there was."""
    entries = [vault.save(vault.blank(), said(f"words {number}")) for number in range(5)]
    backup = backups.make(vault, folder)
    vault.delete(entries[0].id)
    vault.save(entries[1], said("changed since"))
    vault.close()
    assert backups.checked(backup, PASSPHRASE, clock).well == 5
    assert backups.restore(folder, backup, PASSPHRASE, clock) == 5
    after = again(folder)
    assert [after.open(each.id)[1] for each in entries] == [said(f"words {n}") for n in range(5)]
    assert Event.RESTORED in [row.event for row in after.store.audit()]
    assert after.trail.verify().whole
    after.close()


def test_what_a_restore_replaced_stays_until_its_time_is_over(
    folder: Path, vault: Vault, clock: Clock
) -> None:
    backup = backups.make(vault, folder)
    backups.restore(folder, backup, PASSPHRASE, clock)
    assert "replaced-2026-11-25_120000.old" in names(folder)
    for _ in range(backups.KEPT):
        clock.now += DAY
        backups.make(vault, folder)
    assert not any(name.startswith("replaced") for name in names(folder))


@pytest.mark.parametrize("raw", [b"", b"junk" * 5000])
def test_a_backup_comes_back_over_a_file_that_is_broken_or_gone(
    folder: Path, vault: Vault, clock: Clock, raw: bytes
) -> None:
    entry = vault.save(vault.blank(), said())
    backup = backups.make(vault, folder)
    vault.close()
    (folder / VAULT).write_bytes(raw)
    if not raw:
        (folder / VAULT).unlink()
    backups.restore(folder, backup, PASSPHRASE, clock)
    after = again(folder)
    assert after.open(entry.id)[1] == said()
    after.close()


def test_a_window_that_is_open_during_a_restore_saves_nothing_over_it(
    folder: Path, vault: Vault, clock: Clock
) -> None:
    entry = vault.save(vault.blank(), said("old"))
    backup = backups.make(vault, folder)
    vault.save(entry, said("new"))
    backups.restore(folder, backup, PASSPHRASE, clock)
    assert vault.open(entry.id)[1] == said("old")


def test_a_damaged_draft_in_a_backup_is_counted(folder: Path, vault: Vault, clock: Clock) -> None:
    bad, _ = (vault.save(vault.blank(), said(words)) for words in ("bad", "well"))
    row = vault.store.get(bad.id)
    assert row is not None
    with vault.store.writing():
        vault.store.set_key(bad.id, b"junk")
    found = backups.checked(backups.make(vault, folder), PASSPHRASE, clock)
    assert (found.well, found.damaged) == (1, 1)


def test_a_damaged_body_in_a_backup_is_counted(folder: Path, vault: Vault, clock: Clock) -> None:
    entry = vault.save(vault.blank(), said())
    vault.store._do("UPDATE record SET body = x'00' WHERE id = ?", entry.id)  # type: ignore[attr-defined]
    found = backups.checked(backups.make(vault, folder), PASSPHRASE, clock)
    assert (found.well, found.damaged) == (0, 1)


def test_a_backup_from_before_new_keys_opens_with_the_passphrase(
    folder: Path, vault: Vault, clock: Clock
) -> None:
    entry = vault.save(vault.blank(), said())
    backup = backups.make(vault, folder)
    staff.add(vault, "ben", OTHER, CHEAP)
    staff.remove(vault, "ben")
    vault.close()
    backups.restore(folder, backup, PASSPHRASE, clock)
    after = again(folder)
    assert after.open(entry.id)[1] == said()
    after.close()


def test_a_wrong_passphrase_puts_nothing_back(folder: Path, vault: Vault, clock: Clock) -> None:
    backup = backups.make(vault, folder)
    entry = vault.save(vault.blank(), said())
    with pytest.raises(WrongPassphrase):
        backups.restore(folder, backup, OTHER, clock)
    assert vault.open(entry.id)[1] == said()


def test_what_is_no_backup_is_refused(folder: Path, vault: Vault, clock: Clock) -> None:
    with pytest.raises(Missing, match="no backup"):
        backups.restore(folder, folder / "none.vault", PASSPHRASE, clock)
    (folder / "junk.vault").write_bytes(b"junk" * 5000)
    with pytest.raises(Damaged):
        backups.restore(folder, folder / "junk.vault", PASSPHRASE, clock)
    assert vault.listed().entries == ()


def test_a_backup_that_cannot_be_written_leaves_those_before_it(
    folder: Path, vault: Vault, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = backups.make(vault, folder)
    clock.now += DAY

    def broken(_: object) -> None:
        raise Damaged("The backup")

    monkeypatch.setattr(backups, "_check_file", broken)
    with pytest.raises(Damaged):
        backups.make(vault, folder)
    assert names(folder) == [first.name]


def test_a_disk_that_fails_at_the_last_step_is_said(
    folder: Path, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.replace", full)
    with pytest.raises(NotWritten, match="No space left"):
        backups.make(vault, folder)
    assert names(folder) == []


def test_a_copy_that_is_broken_inside_is_damaged(folder: Path, vault: Vault) -> None:
    for number in range(40):
        vault.save(vault.blank(), said(f"{number}" * 3000))
    backup = backups.make(vault, folder)
    raw = bytearray(backup.read_bytes())
    for at in range(8192, len(raw), 4096):
        raw[at : at + 100] = bytes(100)
    backup.write_bytes(bytes(raw))
    with pytest.raises(Damaged):
        backups.checked(backup, PASSPHRASE, Clock())


def test_nothing_kept_has_no_backup(folder: Path) -> None:
    with pytest.raises(Missing, match="Nothing is kept"):
        backups.make(keep_nothing(), folder)


def test_a_window_that_is_saving_keeps_a_restore_waiting_and_then_it_is_said(
    folder: Path, vault: Vault, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup = backups.make(vault, folder)

    def busy(*_: object) -> None:
        raise sqlite3.OperationalError("database is locked")

    monkeypatch.setattr(backups, "_copy", busy)
    with pytest.raises(NotWritten):
        backups.restore(folder, backup, PASSPHRASE, clock)


def test_a_copy_that_does_not_pass_sqlites_check_is_damaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Unwell:
        def execute(self, _: str) -> Unwell:
            return self

        def fetchone(self) -> tuple[str]:
            return ("row 7 missing from index",)

        def close(self) -> None:
            pass

    monkeypatch.setattr(sqlite3, "connect", lambda _: Unwell())
    with pytest.raises(Damaged, match="The backup"):
        backups._check_file(tmp_path / "x")

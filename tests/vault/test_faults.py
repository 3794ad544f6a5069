"""A few runs of what `bench/reliability.py` does many times: nothing told as saved is ever lost."""

from __future__ import annotations

import importlib.util
import sqlite3
from typing import TYPE_CHECKING, Any

import pytest

from bench import faults
from bench.faults import vault_folder
from bht_assist.vault.places import VAULT
from bht_assist.vault.sealed import unseal
from bht_assist.vault.sqlite import SqliteStore, trouble
from bht_assist.vault.troubles import Damaged, NotWritten, VaultError
from tests.vault.stores import Clock, again, fresh, said

if TYPE_CHECKING:
    from pathlib import Path

    from bht_assist.vault.records import Kept
    from bht_assist.vault.vault import Vault


def test_a_process_that_is_killed_loses_nothing_it_told_as_saved() -> None:
    with vault_folder(on_disk=False) as folder:
        tally = faults.kills(folder, 3)
    assert tally.saved >= 3
    assert (tally.lost, tally.damaged) == (0, 0)


@pytest.mark.skipif(not faults.can_inject(), reason="needs strace")
def test_an_error_of_the_disk_loses_nothing_and_saving_goes_on() -> None:
    with vault_folder(on_disk=False) as folder:
        tally = faults.disk_errors(folder, 3)
    assert (tally.lost, tally.damaged) == (0, 0)
    assert tally.errors


@pytest.mark.skipif(not faults.can_mount(), reason="needs the right to mount a small disk")
def test_a_full_disk_is_said_leaves_all_readable_and_saving_goes_on() -> None:
    with faults.small_disk() as disk:
        assert faults.full_disk(disk) == (True, True, True)


@pytest.mark.skipif(importlib.util.find_spec("apsw") is None, reason="needs apsw")
def test_a_power_cut_loses_nothing_that_was_told_as_saved(tmp_path: Path) -> None:
    from bench.powercuts import power_cuts  # noqa: PLC0415 - needs apsw

    assert power_cuts(tmp_path, 40, saves=12) == (0, 0)


def test_a_file_changed_at_random_never_opens_to_other_words() -> None:
    with vault_folder(on_disk=False) as folder:
        found = faults.corruptions(folder, 20, drafts=20)
    assert (found.wrong, found.surprises) == (0, 0)
    assert found.opened > 20


def test_two_windows_lose_no_update() -> None:
    with vault_folder(on_disk=False) as folder:
        lost, _ = faults.two_windows(folder, 60)
    assert lost == 0


# the same faults one by one, at a connection that fails when it is told to


class Failing:
    """A connection of which one statement fails, once, before or after it is done."""

    def __init__(self, file: sqlite3.Connection) -> None:
        self._file = file
        self.word, self.code, self.after, self.stuck = "", sqlite3.SQLITE_IOERR, False, False

    def execute(self, statement: str, *values: Any) -> sqlite3.Cursor:
        if self.stuck and statement == "ROLLBACK":
            raise sqlite3.OperationalError("disk I/O error")
        if not self.word or not statement.startswith(self.word):
            return self._file.execute(statement, *values)
        self.word = ""
        if self.after:
            self._file.execute(statement, *values)
        error = sqlite3.OperationalError("disk I/O error")
        error.sqlite_errorcode = self.code
        raise error

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return fresh(tmp_path / "data")


@pytest.fixture
def failing(vault: Vault) -> Failing:
    assert isinstance(vault.store, SqliteStore)
    wrapped = Failing(vault.store._file)
    vault.store._file = wrapped  # type: ignore[assignment]
    return wrapped


def whole(vault: Vault, tmp_path: Path) -> list[Kept]:
    """Close the vault, and give what another window finds."""
    vault.store.close()
    after = again(tmp_path / "data")
    found = [after.open(each.id)[1] for each in after.listed().entries]
    assert after.trail.verify().whole
    after.close()
    return found


@pytest.mark.parametrize("word", ["BEGIN", "INSERT INTO earlier", "UPDATE", "COMMIT"])
@pytest.mark.parametrize("stuck", [False, True])
def test_a_statement_that_fails_saves_nothing_and_the_next_save_works(
    vault: Vault, failing: Failing, tmp_path: Path, word: str, *, stuck: bool
) -> None:
    entry = vault.save(vault.blank(), said("one"))
    failing.word, failing.stuck = word, stuck
    with pytest.raises(NotWritten, match="disk reported an error"):
        vault.save(entry, said("two"))
    assert vault.find(entry.id) == (entry, said("one"))
    vault.save(entry, said("three"))
    assert whole(vault, tmp_path) == [said("three")]


def test_an_error_after_the_commit_leaves_what_was_committed(
    vault: Vault, failing: Failing, tmp_path: Path
) -> None:
    entry = vault.save(vault.blank(), said("one"))
    failing.word, failing.after = "COMMIT", True
    with pytest.raises(NotWritten):
        vault.save(entry, said("two"))
    found = vault.find(entry.id)
    assert found is not None
    assert (found[0].version, found[1]) == (2, said("two"))
    assert whole(vault, tmp_path) == [said("two")]


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (sqlite3.SQLITE_FULL, "disk is full"),
        (sqlite3.SQLITE_READONLY, "can't be opened or written"),
        (sqlite3.SQLITE_CANTOPEN, "can't be opened or written"),
        (sqlite3.SQLITE_BUSY, "Another window is still saving"),
        (sqlite3.SQLITE_IOERR | 4 << 8, "disk reported an error"),
    ],
)
def test_what_the_disk_did_is_said_in_words(
    vault: Vault, failing: Failing, code: int, words: str
) -> None:
    failing.word, failing.code = "BEGIN", code
    with pytest.raises(NotWritten, match=words):
        vault.save(vault.blank(), said())


def test_a_broken_file_is_damaged_and_no_word_of_sqlites_is_shown() -> None:
    error = sqlite3.DatabaseError("no such column: Maria")
    assert isinstance(trouble(error), Damaged)
    assert "Maria" not in str(trouble(error))


def test_a_vault_nobody_can_write_is_read_and_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = fresh(tmp_path / "data")
    entry = vault.save(vault.blank(), said())
    vault.close()
    connected = SqliteStore._connected

    def read_only(store: SqliteStore) -> sqlite3.Connection:
        file = connected(store)
        file.execute("PRAGMA query_only=ON")
        return file

    monkeypatch.setattr(SqliteStore, "_connected", read_only)
    after = again(tmp_path / "data")
    assert "can't be opened or written" in after.trouble
    assert after.open(entry.id)[1] == said()
    with pytest.raises(NotWritten):
        after.save(entry, said("more"))
    after.close()


@pytest.mark.parametrize("part", ["head", "body"])
def test_a_sealed_part_that_is_no_json_of_ours_is_refused(
    vault: Vault, part: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = vault.save(vault.blank(), said())

    def other(key: bytes, sealed: bytes, about: bytes) -> bytes:
        plain = unseal(key, sealed, about)
        return b"[5]" if f"'{part}'".encode() in about else plain

    monkeypatch.setattr("bht_assist.vault.records.unseal", other)
    with pytest.raises(VaultError):
        vault.find(entry.id)


def break_page(path: Path, content: bytes) -> None:
    """Damage the page of the file in which this stands, so that SQLite can't read it."""
    raw = bytearray(path.read_bytes())
    page = raw.index(content) // 4096 * 4096
    raw[page : page + 8] = b"\xff" * 8
    path.write_bytes(bytes(raw))


def test_a_damaged_page_keeps_no_draft_on_another_page_from_opening(
    vault: Vault, tmp_path: Path
) -> None:
    entries = [vault.save(vault.blank(), said("x" * 3000, f"c-{n}")) for n in range(12)]
    row = vault.store.get(entries[5].id)
    assert row is not None
    vault.close()
    break_page(tmp_path / "data" / VAULT, row.head)
    after = again(tmp_path / "data")
    listing = after.listed()
    assert entries[5].id in listing.damaged
    assert len(listing.entries) >= 9
    assert {each.id for each in listing.entries} | {*listing.damaged} == {e.id for e in entries}
    assert all(after.find(each.id) for each in listing.entries)
    after.close()


def test_a_damaged_audit_trail_keeps_nobody_from_the_drafts(vault: Vault, tmp_path: Path) -> None:
    entry = vault.save(vault.blank(), said())
    mac = next(iter(vault.store.audit())).mac
    vault.close()
    break_page(tmp_path / "data" / VAULT, mac)
    after = again(tmp_path / "data")
    assert "changed or damaged" in after.trouble
    assert after.last_used is None
    assert after.open(entry.id)[1] == said()
    new = after.save(after.blank(), said("new words"))
    assert after.open(new.id)[1] == said("new words")
    after.close()


def test_the_clock_orders_nothing(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    """A clock that is set back loses no save and breaks no trail."""
    clock = Clock()
    monkeypatch.setattr(vault, "clock", clock)
    entry = vault.save(vault.blank(), said("one"))
    clock.now -= 86_400
    entry = vault.save(entry, said("two"))
    assert vault.open(entry.id) == (entry, said("two"))
    assert vault.trail.verify().whole

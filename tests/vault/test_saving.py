"""Saving while people talk: `Saved` is never a promise, and nothing waits for the disk."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

import pytest

from bht_assist.vault import staff
from bht_assist.vault.opening import keep_nothing
from bht_assist.vault.saving import LONGEST_WAIT, Autosave, NotSaved, Outcome, Saved
from bht_assist.vault.troubles import Damaged, NotWritten
from tests.vault.stores import PASSPHRASE, Clock, again, fresh, said

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bht_assist.vault.records import Entry, Kept
    from bht_assist.vault.vault import Vault

FULL = NotWritten("The disk is full.")
TOLD = "Not saved yet. The disk is full. It is tried again."


class Disk:
    """A vault's `save` that fails when it is told to, before or after the commit."""

    def __init__(self, vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
        self._save, self.before, self.after, self.tries = vault.save, 0, 0, 0
        self.held = threading.Event()
        self.held.set()
        monkeypatch.setattr(vault, "save", self.save)

    def save(self, entry: Entry, kept: Kept) -> Entry:
        self.held.wait(5)
        self.tries += 1
        if self.before:
            self.before -= 1
            raise FULL
        saved = self._save(entry, kept)
        if self.after:
            self.after -= 1
            raise FULL
        return saved


@pytest.fixture
def vault() -> Vault:
    return keep_nothing("ana", clock=Clock())


@pytest.fixture
def disk(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> Disk:
    return Disk(vault, monkeypatch)


@pytest.fixture
def told() -> list[Outcome]:
    return []


@pytest.fixture
def saving(vault: Vault, told: list[Outcome]) -> Iterator[Autosave]:
    made = Autosave(vault, told.append, retry=0.01)
    yield made
    made.close(5)


def words(vault: Vault) -> list[Kept]:
    found = [vault.find(each.id) for each in vault.listed().entries]
    return [each[1] for each in found if each]


def until(done: object) -> None:
    """Wait until a condition holds, and fail when it never does."""
    end = time.monotonic() + 5
    while not done():  # type: ignore[operator]
        assert time.monotonic() < end
        time.sleep(0.002)


def test_saved_is_told_after_the_commit_with_its_time(
    vault: Vault, saving: Autosave, told: list[Outcome]
) -> None:
    saving.keep("a", said())
    assert saving.flush(5)
    until(lambda: told)
    [outcome] = told
    assert isinstance(outcome, Saved)
    assert (outcome.key, outcome.at, outcome.beside) == ("a", Clock()(), False)
    assert vault.find(outcome.entry.id) == (outcome.entry, said())


def test_nothing_waits_for_the_disk_and_only_the_newest_words_are_written(
    vault: Vault, saving: Autosave, disk: Disk
) -> None:
    disk.held.clear()
    begun = time.monotonic()
    for number in range(50):
        saving.keep("a", said(f"words {number}"))
    assert time.monotonic() - begun < 2
    disk.held.set()
    assert saving.flush(5)
    assert words(vault) == [said("words 49")]
    assert disk.tries <= 3


def test_words_can_wait_for_a_pause_in_typing(
    vault: Vault, saving: Autosave, told: list[Outcome]
) -> None:
    saving.keep("a", said("ty"), after=60)
    saving.keep("a", said("typed"), after=60)
    time.sleep(0.05)
    assert told == []
    saving.keep("a", said("answered"))
    until(lambda: told)
    assert words(vault) == [said("answered")]


def test_somebody_who_never_stops_typing_is_saved_all_the_same(
    saving: Autosave, monkeypatch: pytest.MonkeyPatch, told: list[Outcome]
) -> None:
    assert LONGEST_WAIT == 5
    monkeypatch.setattr("bht_assist.vault.saving.LONGEST_WAIT", 0.02)
    saving.keep("a", said("t"), after=60)
    until(lambda: told)


def test_flush_saves_what_was_waiting(vault: Vault, saving: Autosave) -> None:
    saving.keep("a", said("one"), after=60)
    saving.keep("b", said("two"), after=60)
    assert saving.flush(5)
    assert {each.head.code for each in words(vault)} == {"1125-1"}
    assert len(words(vault)) == 2


def test_flush_says_when_it_could_not(saving: Autosave, disk: Disk) -> None:
    disk.before = 1000
    saving.keep("a", said(), after=60)
    assert not saving.flush(5)
    disk.before = 0
    assert saving.flush(5)


def test_flush_tries_the_newest_words_when_those_before_are_just_failing(
    vault: Vault, saving: Autosave, disk: Disk
) -> None:
    disk.before = 1
    disk.held.clear()
    saving.keep("a", said("old"))
    until(lambda: saving._busy)
    saving.keep("a", said("new"), after=60)
    threading.Timer(0.05, disk.held.set).start()
    assert saving.flush(5)
    assert words(vault) == [said("new")]


def test_flush_gives_up_after_its_time(saving: Autosave, disk: Disk) -> None:
    disk.held.clear()
    saving.keep("a", said())
    assert not saving.flush(0.05)
    disk.held.set()


def test_a_full_disk_is_told_of_and_saving_goes_on_by_itself(
    vault: Vault, saving: Autosave, disk: Disk, told: list[Outcome]
) -> None:
    disk.before = 2
    saving.keep("a", said())
    until(lambda: any(isinstance(each, Saved) for each in told))
    assert told[:2] == [NotSaved("a", TOLD)] * 2
    assert words(vault) == [said()]


def test_newer_words_take_the_place_of_those_that_failed(
    vault: Vault, saving: Autosave, disk: Disk, told: list[Outcome]
) -> None:
    disk.before = 1
    disk.held.clear()
    saving.keep("a", said("old"))
    time.sleep(0.02)
    saving.keep("a", said("new"))
    disk.held.set()
    until(lambda: any(isinstance(each, Saved) for each in told))
    assert saving.flush(5)
    assert words(vault) == [said("new")]


@pytest.mark.parametrize("newer", [False, True])
def test_an_error_after_the_commit_makes_no_second_record(
    vault: Vault, saving: Autosave, disk: Disk, *, newer: bool
) -> None:
    disk.after = 1
    saving.keep("a", said("one"))
    until(lambda: disk.tries)
    if newer:
        saving.keep("a", said("two"))
    until(lambda: saving.flush(5))
    assert words(vault) == [said("two" if newer else "one")]


def test_an_error_after_the_commit_of_a_later_version_is_no_conflict(
    vault: Vault, saving: Autosave, disk: Disk, told: list[Outcome]
) -> None:
    saving.keep("a", said("one"))
    assert saving.flush(5)
    disk.after = 1
    saving.keep("a", said("two"))
    saving.flush(5)
    until(lambda: saving.flush(5))
    assert words(vault) == [said("two")]
    assert not any(isinstance(each, Saved) and each.beside for each in told)


def test_a_fault_nobody_thought_of_ends_no_saving(
    vault: Vault, saving: Autosave, told: list[Outcome], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(vault, "save", lambda *_: 1 / 0)
        saving.keep("a", said("client words"))
        until(lambda: told)
    assert told[0] == NotSaved("a", "Not saved yet. ZeroDivisionError. It is tried again.")
    until(lambda: saving.flush(5))
    assert words(vault) == [said("client words")]


def test_a_screen_that_fails_ends_no_saving(vault: Vault) -> None:
    saving = Autosave(vault, lambda _: 1 / 0)
    for number in range(3):
        saving.keep("a", said(f"words {number}"))
        assert saving.flush(5)
    assert saving.close(5)
    assert words(vault) == [said("words 2")]


def test_a_draft_changed_in_another_window_is_kept_beside_it(
    tmp_path: Path, told: list[Outcome]
) -> None:
    first = fresh(tmp_path / "data")
    entry = first.save(first.blank(), said("one"))
    second = again(tmp_path / "data")
    saving = Autosave(second, told.append)
    saving.take_up("a", second.open(entry.id)[0])
    first.save(entry, said("from the first window"))
    for number in range(3):
        saving.keep("a", said(f"from the second window {number}"))
        assert saving.flush(5)
    assert saving.close(5)
    assert [isinstance(each, Saved) and each.beside for each in told] == [True] * 3
    assert len(words(first)) == 2
    assert said("from the first window") in words(first)
    assert said("from the second window 2") in words(first)
    first.close()
    second.close()


def test_a_draft_deleted_in_another_window_is_kept(vault: Vault, saving: Autosave) -> None:
    entry = vault.save(vault.blank(), said("one"))
    saving.take_up("a", entry)
    vault.delete(entry.id)
    saving.keep("a", said("still talking"))
    assert saving.flush(5)
    assert words(vault) == [said("still talking")]


def test_a_forgotten_draft_does_not_come_back(vault: Vault, saving: Autosave, disk: Disk) -> None:
    saving.keep("a", said("one"))
    assert saving.flush(5)
    entry = saving.entry("a")
    assert entry is not None
    disk.held.clear()
    saving.keep("a", said("two"))
    until(lambda: saving._busy == "a")
    saving.keep("a", said("three"))
    threading.Timer(0.05, disk.held.set).start()
    saving.forget("a")
    vault.delete(entry.id)
    assert saving.flush(5)
    assert words(vault) == []
    assert saving.entry("a") is None


def test_a_draft_has_no_entry_before_it_was_saved(saving: Autosave, disk: Disk) -> None:
    assert saving.entry("a") is None
    disk.before = 1000
    saving.keep("a", said())
    until(lambda: disk.tries)
    assert saving.entry("a") is None
    disk.before = 0


def test_closing_ends_the_thread_even_when_the_disk_is_full(vault: Vault, disk: Disk) -> None:
    saving = Autosave(vault, lambda _: None, retry=60)
    disk.before = 1000
    saving.keep("a", said())
    assert not saving.close(5)
    assert not saving._thread.is_alive()


def test_a_draft_damaged_on_the_disk_is_kept_as_a_new_one(vault: Vault, saving: Autosave) -> None:
    entry = vault.save(vault.blank(), said("one"))
    saving.take_up("a", entry)
    with vault.store.writing():
        vault.store.set_key(entry.id, b"junk")
    saving.keep("a", said("still talking"))
    assert saving.flush(5)
    assert words(vault) == [said("still talking")]
    assert vault.listed().damaged == (entry.id,)


def test_a_file_that_is_damaged_whole_is_told_of(
    vault: Vault, saving: Autosave, told: list[Outcome], monkeypatch: pytest.MonkeyPatch
) -> None:
    def damaged(*_: object) -> None:
        raise Damaged("The file with the drafts")

    with monkeypatch.context() as patch:
        patch.setattr(vault.store, "put", damaged)
        saving.keep("a", said())
        until(lambda: told)
    assert isinstance(told[0], NotSaved)
    assert "The file with the drafts was changed or damaged" in told[0].why


def test_saving_goes_on_after_new_keys_once_the_passphrase_is_typed(tmp_path: Path) -> None:
    first = fresh(tmp_path / "data")
    second = again(tmp_path / "data")
    told: list[Outcome] = []
    saving = Autosave(second, told.append, retry=0.01)
    staff.replace_keys(first)
    saving.keep("a", said())
    assert not saving.flush(5)
    assert "passphrase again" in told[0].why  # type: ignore[union-attr]
    second.again(PASSPHRASE)
    until(lambda: saving.flush(5))
    assert words(first) == [said()]
    saving.close(5)
    first.close()
    second.close()

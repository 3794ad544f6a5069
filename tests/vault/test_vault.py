"""An open vault: conversations go in and come back as they were, and nobody else reads them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings

from bht_assist.vault.audit import Event
from bht_assist.vault.opening import keep_nothing
from bht_assist.vault.places import VAULT
from bht_assist.vault.troubles import ChangedElsewhere, Damaged, Missing
from tests.vault.stores import KEPT, NOON, Clock, again, fresh, made, said

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bht_assist.vault.records import Kept
    from bht_assist.vault.vault import Vault

MEMORY = keep_nothing("ana")


@pytest.fixture(params=["memory", "sqlite"])
def vault(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Vault]:
    kept = request.param == "sqlite"
    opened = fresh(tmp_path / "data") if kept else keep_nothing("ana", clock=Clock())
    yield opened
    opened.close()


def events(vault: Vault) -> list[str]:
    return [row.event for row in vault.store.audit()]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(KEPT)
def test_a_conversation_comes_back_letter_for_letter(kept: Kept) -> None:
    entry = MEMORY.save(MEMORY.blank(), kept)
    assert MEMORY.open(entry.id) == (entry, kept)


def test_a_conversation_is_there_after_the_vault_was_closed(tmp_path: Path) -> None:
    vault = fresh(tmp_path / "data")
    entry = vault.save(vault.blank(), said())
    vault.close()
    after = again(tmp_path / "data")
    assert after.open(entry.id) == (entry, said())
    after.close()


def test_every_save_is_a_new_version_and_the_last_five_before_it_stay(vault: Vault) -> None:
    entry = vault.blank()
    for number in range(8):
        entry = vault.save(entry, said(f"words {number}"))
    assert entry.version == 8
    versions = vault.earlier(entry.id)
    assert [each.version for each, _ in versions] == [7, 6, 5, 4, 3]
    assert versions[0][1] == said("words 6")


def test_a_save_over_another_windows_save_is_refused_and_changes_nothing(vault: Vault) -> None:
    first = vault.save(vault.blank(), said("one"))
    second = vault.save(first, said("two"))
    with pytest.raises(ChangedElsewhere):
        vault.save(first, said("three"))
    assert vault.open(first.id) == (second, said("two"))


def test_a_save_over_a_deleted_record_is_refused(vault: Vault) -> None:
    entry = vault.save(vault.blank(), said())
    vault.delete(entry.id)
    with pytest.raises(ChangedElsewhere):
        vault.save(entry, said())


def test_a_deleted_record_is_missing(vault: Vault) -> None:
    entry = vault.save(vault.blank(), said())
    vault.delete(entry.id)
    assert vault.find(entry.id) is None
    with pytest.raises(Missing, match="not here any more"):
        vault.open(entry.id)


def test_a_record_is_due_thirty_days_after_its_document_was_made(vault: Vault) -> None:
    vault.save(vault.blank(), said(code="no document"))
    entry = vault.save(vault.blank(), made(said(), "2026-11-25"))
    assert entry.purge_after == "2026-12-25"
    assert vault.due(date(2026, 12, 25)) == ()
    assert vault.due(date(2026, 12, 26)) == (entry,)


def test_purging_deletes_what_is_due_and_nothing_else(vault: Vault) -> None:
    vault.save(vault.blank(), made(said(code="old"), "2026-11-01"))
    young = vault.save(vault.blank(), made(said(code="young"), "2026-11-25"))
    assert vault.purge(date(2026, 12, 10)) == 1
    assert vault.listed().entries == (young,)
    assert events(vault)[-1] == Event.PURGED


def test_the_facility_says_how_long_conversations_are_kept(vault: Vault) -> None:
    vault.keep_days = 7
    assert vault.save(vault.blank(), made(said(), "2026-11-25")).purge_after == "2026-12-02"


def test_a_new_conversation_gets_the_first_free_code(vault: Vault) -> None:
    vault.save(vault.blank(), said(code="1125-1"))
    vault.save(vault.blank(), said(code="1125-3"))
    assert vault.free_code("1125") == "1125-2"


def test_saves_are_not_written_down_but_the_first_one_and_a_document_are(vault: Vault) -> None:
    before = len(events(vault))
    entry = vault.save(vault.blank(), said())
    entry = vault.save(entry, said("more"))
    entry = vault.save(entry, made(said("more"), "2026-11-25"))
    entry = vault.save(entry, made(said("and more"), "2026-11-25"))
    vault.open(entry.id)
    assert events(vault)[before:] == [Event.BEGUN, Event.MADE, Event.OPENED]


def test_each_time_that_papers_are_made_is_written_down(vault: Vault) -> None:
    before = len(events(vault))
    entry = vault.blank()
    for times in ("1", "2", "2", "4", "no number"):
        kept = made(said(times), "2026-11-25")
        entry = vault.save(entry, replace(kept, head=kept.head._replace(times=times)))
    assert events(vault)[before:] == [Event.BEGUN, *[Event.MADE] * 4]


def test_a_list_shows_no_name_when_it_is_printed(vault: Vault) -> None:
    vault.save(vault.blank(), said())
    assert "Maria" not in repr(vault.listed())
    assert "sister" not in repr(said())


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "another"},
        {"created": 1},
        {"updated": 1},
        {"purge_after": "2000-01-01"},
        {"key": b""},
        {"head": b"1234"},
    ],
)
def test_a_row_changed_in_the_clear_does_not_open(vault: Vault, change: dict[str, object]) -> None:
    well = vault.save(vault.blank(), said("well"))
    entry = vault.save(vault.blank(), said())
    row = vault.store.get(entry.id)
    assert row is not None
    with vault.store.writing():
        vault.store.delete(entry.id)
        vault.store.put(row._replace(**change), 0)  # type: ignore[arg-type]
    assert vault.listed().entries == (well,)
    assert vault.listed().damaged == (entry.id,)
    with pytest.raises(Damaged, match="backup may still have it"):
        vault.open(entry.id)


def test_a_body_moved_from_another_record_does_not_open(vault: Vault) -> None:
    one, two = (vault.save(vault.blank(), said(words)) for words in ("one", "two"))
    first, second = vault.store.get(one.id), vault.store.get(two.id)
    assert first is not None
    assert second is not None
    with vault.store.writing():
        vault.store.delete(two.id)
        vault.store.put(second._replace(key=first.key, head=first.head, body=first.body), 0)
    with pytest.raises(Damaged):
        vault.find(two.id)


def test_nothing_that_was_said_is_in_any_file(tmp_path: Path) -> None:
    vault = fresh(tmp_path / "data")
    entry = vault.save(vault.blank(), said("canary-words"))
    vault.save(entry, said("canary-words again"))
    vault.close()
    again(tmp_path / "data").close()
    files = [each for each in (tmp_path / "data").rglob("*") if each.is_file()]
    assert {each.name for each in files} >= {VAULT}
    for each in files:
        raw = each.read_bytes()
        assert not any(word in raw for word in (b"canary", b"Maria", b"safety_plan", b"kites"))


def test_a_deleted_record_leaves_no_byte_behind(tmp_path: Path) -> None:
    vault = fresh(tmp_path / "data")
    entry = vault.save(vault.blank(), said("x" * 9000))
    vault.save(vault.blank(), said("y" * 9000))
    row = vault.store.get(entry.id)
    assert row is not None
    vault.delete(entry.id)
    raw = (tmp_path / "data" / VAULT).read_bytes()
    assert row.key not in raw
    assert row.head not in raw
    assert row.body[4000:4100] not in raw


def test_keeping_nothing_says_so() -> None:
    vault = keep_nothing(clock=Clock())
    assert not vault.keeps
    entry = vault.save(vault.blank(), said())
    assert entry.created == NOON
    vault.close()
    assert list(vault.store.listed()) == []

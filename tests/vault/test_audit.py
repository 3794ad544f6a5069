"""The audit trail: whatever is changed, moved, added or cut off shows."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bht_assist.vault import staff
from bht_assist.vault.audit import Event, safe_cell, to_csv, to_json
from bht_assist.vault.memory import MemoryStore
from bht_assist.vault.opening import keep_nothing
from tests.vault.stores import Clock, said

if TYPE_CHECKING:
    from bht_assist.vault.store import AuditRow
    from bht_assist.vault.vault import Vault


@pytest.fixture
def vault() -> Vault:
    """Give a vault with ten entries, of which the last four are under a second key."""
    made = keep_nothing("ana", clock=Clock())
    for number in range(6):
        made.tell(Event.OPENED, bytes([number]) * 16, number)
    staff.replace_keys(made)
    for _ in range(3):
        made.tell(Event.UNLOCKED)
    return made


def replaced(vault: Vault, rows: list[AuditRow]) -> None:
    assert isinstance(vault.store, MemoryStore)
    vault.store._has.audit = tuple(rows)


def test_an_untouched_trail_is_whole_before_and_after_new_keys(vault: Vault) -> None:
    verdict = vault.trail.verify()
    assert (verdict.whole, verdict.rows) == (True, 10)


CHANGES = st.sampled_from(
    [{"actor": "eve"}, {"at": 1}, {"event": "x"}, {"record": b"r"}, {"number": 99}, {"mac": b""}]
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(at=st.integers(0, 9), change=CHANGES)
def test_a_changed_entry_shows_by_its_number(
    vault: Vault, at: int, change: dict[str, object]
) -> None:
    rows = list(vault.store.audit())
    replaced(vault, [*rows[:at], replace(rows[at], **change), *rows[at + 1 :]])  # type: ignore[arg-type]
    verdict = vault.trail.verify()
    replaced(vault, rows)
    assert verdict.broken_at == at + 1
    assert str(at + 1) in verdict.say


@pytest.mark.parametrize("left", range(10))
def test_entries_cut_off_the_end_show(vault: Vault, left: int) -> None:
    replaced(vault, list(vault.store.audit())[:left])
    verdict = vault.trail.verify()
    assert verdict.broken_at == left + 1
    assert verdict.say == f"Entries are missing: {left} of 10 are left."


def test_an_entry_taken_out_of_the_middle_shows(vault: Vault) -> None:
    rows = list(vault.store.audit())
    replaced(vault, rows[:4] + rows[5:])
    assert vault.trail.verify().broken_at == 5


def test_an_entry_that_somebody_without_the_key_adds_shows(vault: Vault) -> None:
    rows = list(vault.store.audit())
    replaced(vault, [*rows, replace(rows[-1], seq=11)])
    assert vault.trail.verify().broken_at == 11


def test_what_is_written_after_a_cut_does_not_heal_it(vault: Vault) -> None:
    replaced(vault, list(vault.store.audit())[:-2])
    vault.tell(Event.UNLOCKED)
    assert vault.trail.verify().broken_at == 9


def test_a_broken_seal_of_the_end_shows(vault: Vault) -> None:
    with vault.store.writing():
        vault.store.set_note("audit-end", b"junk")
    verdict = vault.trail.verify()
    assert not verdict.whole
    assert "seal" in verdict.say


def test_who_had_the_old_key_cannot_write_history_anew(vault: Vault) -> None:
    """The first entry under the new key covers all that came before it."""
    old = keep_nothing("ana", clock=Clock())
    for number in range(6):
        old.tell(Event.OPENED, bytes([number]) * 16, number)
    forged, rows = list(old.store.audit()), list(vault.store.audit())
    replaced(vault, forged + rows[6:])
    assert not vault.trail.verify().whole


def test_no_word_of_a_client_is_in_any_entry() -> None:
    vault = keep_nothing("ana", clock=Clock())
    entry = vault.save(vault.blank(), said("canary"))
    vault.open(entry.id)
    vault.delete(entry.id)
    text = repr(list(vault.store.audit()))
    assert not any(word in text for word in ("canary", "Maria", "safety_plan", "1125"))


def test_the_trail_as_plain_values_and_for_a_spreadsheet(vault: Vault) -> None:
    rows = to_json(vault.store.audit())
    assert json.loads(json.dumps(rows)) == rows
    assert rows[1] == {
        "number": 2,
        "at": "2026-11-25T12:00:00+00:00",
        "who": "ana",
        "event": "record.opened",
        "record": "01" * 16,
        "count": 1,
    }
    sheet = list(csv.reader(io.StringIO(to_csv(vault.store.audit()))))
    assert sheet[0] == list(rows[0])
    assert len(sheet) == 11


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "|x", "%x", "\tx", "\rx"])
def test_no_cell_can_be_a_formula(cell: str) -> None:
    assert safe_cell(cell) == f"'{cell}"
    assert safe_cell(f"a{cell}") == f"a{cell}"


def test_a_name_that_is_a_formula_is_made_safe(vault: Vault) -> None:
    vault.staff = "=HYPERLINK(1)"
    vault.tell(Event.UNLOCKED)
    assert "'=HYPERLINK(1)" in to_csv(vault.store.audit())

"""What every store must hold: it is run as a model against plain dictionaries."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from bht_assist.vault.store import EARLIER_KEPT, AuditRow, Row, Slot, Store
from bht_assist.vault.troubles import ChangedElsewhere
from tests.vault.conftest import SHARED_MEMORY
from tests.vault.stores import STORES

BYTES = st.binary(max_size=40)
ID = st.binary(min_size=16, max_size=16)


def row(id_: bytes, version: int = 1, text: bytes = b"x") -> Row:
    return Row(id_, "conversation", version, 5, 5 + version, "", b"key", text, text)


class Like(RuleBasedStateMachine):
    """A store, and what it should have in it."""

    make: Any

    records = Bundle("records")

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory(
            dir=SHARED_MEMORY if SHARED_MEMORY.is_dir() else None
        )
        self.store: Store = self.make(Path(self.folder.name))
        self.rows: dict[bytes, list[Row]] = {}
        self.audit: list[AuditRow] = []

    def teardown(self) -> None:
        if hasattr(self, "store"):
            self.store.close()
            self.folder.cleanup()

    @rule(target=records, id_=ID, text=BYTES)
    def put_new(self, id_: bytes, text: bytes) -> bytes:
        if id_ not in self.rows:
            with self.store.writing():
                self.store.put(row(id_, text=text), 0)
            self.rows[id_] = [row(id_, text=text)]
        return id_

    @rule(id_=records, text=BYTES)
    def put_over(self, id_: bytes, text: bytes) -> None:
        if versions := self.rows.get(id_):
            after = row(id_, versions[0].version + 1, text)
            with self.store.writing():
                self.store.put(after, versions[0].version)
            self.rows[id_] = [after, *versions][: EARLIER_KEPT + 1]

    @rule(id_=records, off=st.integers(-3, 3).filter(bool))
    def put_over_another_version(self, id_: bytes, off: int) -> None:
        stands = self.rows[id_][0].version if id_ in self.rows else 0
        if stands + off >= 0:
            with pytest.raises(ChangedElsewhere), self.store.writing():
                self.store.put(row(id_, stands + off + 1), stands + off)

    @rule(id_=consumes(records))
    def delete(self, id_: bytes) -> None:
        with self.store.writing():
            self.store.delete(id_)
        self.rows.pop(id_, None)

    @rule(id_=records, text=BYTES)
    def fail_in_the_middle(self, id_: bytes, text: bytes) -> None:
        with suppress(KeyError), self.store.writing():
            self.store.delete(id_)
            self.store.set_note("left", text)
            self.store.add_audit(AuditRow(len(self.audit) + 1, 1, "", "x", b"", 0, b""))
            raise KeyError

    @rule(actor=st.text(max_size=5), mac=BYTES)
    def write_down(self, actor: str, mac: bytes) -> None:
        new = AuditRow(len(self.audit) + 1, 7, actor, "event", b"", 2, mac)
        with self.store.writing():
            self.store.add_audit(new)
        self.audit.append(new)

    @invariant()
    def the_store_has_what_it_should(self) -> None:
        if not hasattr(self, "store"):
            return
        heads = {each.id: each for each in self.store.listed()}
        assert heads.keys() == self.rows.keys()
        for id_, versions in self.rows.items():
            assert self.store.get(id_) == versions[0]
            assert list(self.store.earlier(id_)) == versions[1:]
            assert (heads[id_].head, heads[id_].body) == (versions[0].head, b"")
        assert list(self.store.audit()) == self.audit
        assert self.store.note("left") == b""


@pytest.mark.parametrize("name", STORES)
def test_a_store_has_what_was_put_there_and_nothing_else(name: str) -> None:
    machine = type("Machine", (Like,), {"make": staticmethod(STORES[name])})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=10,
            stateful_step_count=15,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


@pytest.fixture(params=STORES)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Any:
    made = STORES[request.param](tmp_path)
    yield made
    made.close()


def test_the_last_changed_is_listed_first(store: Store) -> None:
    with store.writing():
        store.put(row(b"a" * 16), 0)
        store.put(row(b"b" * 16), 0)
        store.put(row(b"a" * 16, 2), 1)
    assert [each.id[:1] for each in store.listed()] == [b"a", b"b"]


def test_a_key_sealed_anew_stands_for_the_earlier_versions_too(store: Store) -> None:
    with store.writing():
        store.put(row(b"a" * 16), 0)
        store.put(row(b"a" * 16, 2), 1)
        store.set_key(b"a" * 16, b"new")
    found = store.get(b"a" * 16)
    assert found is not None
    assert found.key == b"new"
    assert [each.key for each in store.earlier(b"a" * 16)] == [b"new"]


def test_slots_are_put_replaced_and_dropped(store: Store) -> None:
    one = Slot(b"1", "passphrase", "ana", 1, "", b"", b"", b"", b"", b"")
    two = Slot(b"1", "passphrase", "ben", 1, "", b"", b"", b"", b"", b"")
    with store.writing():
        store.put_slot(one)
        store.put_slot(two)
    assert list(store.slots()) == [two]
    with store.writing():
        store.drop_slot(b"1")
    assert list(store.slots()) == []


def test_a_note_is_blank_until_it_is_set_and_can_be_set_again(store: Store) -> None:
    assert store.note("x") == b""
    for value in (b"1", b"2"):
        with store.writing():
            store.set_note("x", value)
    assert store.note("x") == b"2"

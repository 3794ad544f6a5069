"""A draft on its way to another computer, and files from who knows where."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bht_assist.flows.session import Answered, Session
from bht_assist.vault import records, transfer
from bht_assist.vault.keys import SHIPPED, Cost, passphrase_key
from bht_assist.vault.records import Head, Kept, from_json, from_plain, plain_json, to_json
from bht_assist.vault.sealed import about, seal
from bht_assist.vault.troubles import Refused, VaultError, WrongPassphrase
from tests.vault.stores import CHEAP, KEPT, OTHER, PASSPHRASE, said

if TYPE_CHECKING:
    from pathlib import Path

PACKED = transfer.packed(said(), PASSPHRASE, CHEAP)


def sealed(plain: bytes, cost: str = CHEAP.spelled()) -> bytes:
    """Make a file as a sender who means harm would."""
    line = json.dumps({"cost": cost, "salt": "00" * 16}).encode()
    key = passphrase_key(PASSPHRASE, bytes(16), CHEAP)
    return b"\n".join((b"BHTX 1", line, seal(key, plain, about("transfer", line))))


def test_a_draft_arrives_letter_for_letter() -> None:
    assert transfer.unpacked(PACKED, PASSPHRASE) == said()


def test_nothing_of_it_can_be_read_on_the_way() -> None:
    assert not any(word in PACKED for word in (b"sister", b"Maria", b"safety_plan", b"kites"))


def test_another_passphrase_or_a_changed_byte_does_not_open_it() -> None:
    with pytest.raises(WrongPassphrase):
        transfer.unpacked(PACKED, OTHER)
    with pytest.raises(WrongPassphrase):
        transfer.unpacked(PACKED[:-1] + bytes([PACKED[-1] ^ 1]), PASSPHRASE)


def test_a_short_passphrase_is_refused() -> None:
    with pytest.raises(Refused, match="15"):
        transfer.packed(said(), "short", CHEAP)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, len(PACKED) - 1), st.binary(max_size=8))
def test_a_file_changed_anywhere_raises_only_our_errors(at: int, junk: bytes) -> None:
    changed = PACKED[:at] + junk + PACKED[at + len(junk) :]
    try:
        assert transfer.unpacked(changed, PASSPHRASE) == said()
    except VaultError:
        assert changed != PACKED


@pytest.mark.parametrize(
    "raw",
    [
        b"", b"PK\x03\x04", b"BHTX 2\n{}\nx", b"BHTX 1\n" + b"x" * 500 + b"\n",
        b"BHTX 1\n" + b"0" * 5_100_000,
    ],
    ids=["empty", "zip", "newer", "long line", "large"],
)  # fmt: skip
def test_what_is_no_transfer_file_is_refused(raw: bytes) -> None:
    with pytest.raises(Refused, match="not a file"):
        transfer.unpacked(raw, PASSPHRASE)


@pytest.mark.parametrize(
    "line",
    [b"", b"[]", b"{}", b"[[[[", b'{"cost": 5, "salt": "00"}', b'{"cost": "", "salt": "zz"}'],
)
def test_a_line_that_says_nothing_usable_is_refused(line: bytes) -> None:
    with pytest.raises(Refused, match="damaged"):
        transfer.unpacked(b"BHTX 1\n" + line + b"\nbody", PASSPHRASE)


def test_a_file_cannot_make_this_computer_work_without_end() -> None:
    costly = sealed(b"{}", Cost(memory=64 * 1024 * 1024, passes=1, lanes=1).spelled())
    with pytest.raises(Refused, match="damaged"):
        transfer.unpacked(costly, PASSPHRASE)


def test_every_text_from_elsewhere_passes_the_gate() -> None:
    answer = Answered("a", ({"name": "Ma\x1b[2Jria\u202e"}, True, 5, None))
    kept = Kept(Head("\x07c", "f"), Session("f", "s", (answer,)), {"q": {"b": "x\x9b"}})
    arrived = transfer.unpacked(sealed(to_json(kept)), PASSPHRASE)
    assert arrived.head.code == "c"
    assert arrived.half == {"q": {"b": "x"}}
    assert arrived.session.events[0].value[0]["name"] == "Ma[2Jria"  # type: ignore[union-attr]
    assert arrived.session.events[0].value[1:] == (True, 5, None)  # type: ignore[union-attr]


def test_it_gets_the_code_that_it_has_here() -> None:
    assert transfer.arrived(said(), "1125-9").head.code == "1125-9"
    kept = Kept(Head("1", "f", due="2026-11-24", earlier="1120-1"), Session("f"))
    assert transfer.arrived(kept, "1125-9").head == Head("1125-9", "f", due="2026-11-24")


def test_a_file_is_read_and_never_more_than_one_can_be(tmp_path: Path) -> None:
    path = tmp_path / "a.bhtx"
    path.write_bytes(PACKED)
    assert transfer.read(path) == PACKED
    path.write_bytes(bytes(records.LARGEST * 2))
    assert len(transfer.read(path)) < records.LARGEST + 5000
    with pytest.raises(Refused, match="can't be read"):
        transfer.read(tmp_path / "none.bhtx")


def test_what_is_shipped_is_what_a_transfer_costs() -> None:
    line = transfer.packed(said(), PASSPHRASE).split(b"\n")[1]
    assert json.loads(line)["cost"] == SHIPPED.spelled()


# conversations as plain values


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(KEPT)
def test_a_conversation_is_the_same_after_json(kept: Kept) -> None:
    assert from_json(to_json(kept)) == kept


def _form(**changes: Any) -> dict[str, Any]:
    return {**records.to_plain(said()), **changes}


@pytest.mark.parametrize(
    "form",
    [
        None, [], {}, "x", _form(head={}), _form(head={"code": 5, "flow": "f"}), _form(head=[]),
        _form(session={}), _form(half=[]), _form(half={"q": []}), _form(half={"q": {"b": 5}}),
    ],
)  # fmt: skip
def test_what_is_no_conversation_is_refused(form: Any) -> None:
    with pytest.raises(Refused, match="not a conversation"):
        from_plain(form)


def test_what_a_later_version_adds_to_a_head_is_left_out() -> None:
    assert from_plain(_form(head={"code": "c", "flow": "f", "later": "x"})).head == Head("c", "f")


def test_too_much_and_too_deep_are_refused() -> None:
    with pytest.raises(Refused, match="too long"):
        to_json(said("x" * records.LARGEST))
    with pytest.raises(Refused, match="larger"):
        plain_json(b" " * (records.LARGEST + 1))
    with pytest.raises(Refused, match="deeper"):
        plain_json(b"[" * 50 + b"]" * 50)
    for raw in (b"[" * 100_000, b"\xff", b"nothing"):
        with pytest.raises(Refused, match="not what"):
            plain_json(raw)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["head", "session", "half", "code", "flow", "events", "kind", "step"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@settings(max_examples=150, deadline=None)
@given(JSON)
def test_whatever_stands_in_a_file_raises_only_our_errors(form: Any) -> None:
    try:
        from_plain(form)
    except Refused:
        return
    assert {"head", "session"} <= set(form)

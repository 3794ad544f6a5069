"""Who can unlock the vault: colleagues, the recovery key, the facility's escrow key."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from . import keys
from .audit import Event
from .records import open_key, seal_key
from .recovery import new_recovery_key
from .sealed import new_key
from .troubles import Damaged, Refused, WrongPassphrase
from .vault import EPOCH

if TYPE_CHECKING:
    from .store import Slot
    from .vault import Vault

SHARED = "everybody"
"""Whose the recovery key is."""


def slots(vault: Vault) -> tuple[Slot, ...]:
    """Give the slots that were made by somebody who held the vault's key."""
    return tuple(each for each in vault.store.slots() if keys.genuine(vault.id, vault.key, each))


def add(vault: Vault, name: str, passphrase: str, cost: keys.Cost = keys.SHIPPED) -> None:
    """Let a colleague in, who types a passphrase of their own. Two people are there for that.

    Raises:
        Refused: the name is taken, or the passphrase too short.
    """
    keys.check_passphrase(passphrase)
    if any(each.staff == name for each in slots(vault)):
        raise Refused(f"{name} has a passphrase here already.")
    with vault.writing():
        add_slot(vault, name, passphrase, cost)
        vault.trail.add(vault.staff, Event.STAFF_ADDED)


def change_passphrase(
    vault: Vault, passphrase: str, new: str, cost: keys.Cost = keys.SHIPPED
) -> None:
    """Replace the passphrase of who has unlocked the vault.

    Raises:
        WrongPassphrase: the one so far is not theirs.
        Refused: the new one is too short.
    """
    keys.check_passphrase(new)
    own = [each for each in slots(vault) if each.staff == vault.staff]
    if keys.find_key(vault.id, own, passphrase) is None:
        raise WrongPassphrase
    with vault.writing():
        drop_slots(vault, vault.staff)
        add_slot(vault, vault.staff, new, cost)
        vault.trail.add(vault.staff, Event.PASSPHRASE)


def remove(vault: Vault, name: str) -> None:
    """Take a colleague's way in away, and replace the vault's key, which they may have.

    Raises:
        Refused: there is no such colleague, or it is the last one.
    """
    left = {each.staff for each in slots(vault) if each.kind == keys.PASSPHRASE}
    if name not in left:
        raise Refused(f"{name} has no passphrase here.")
    if left == {name}:
        raise Refused("The last passphrase can't be removed. Add a colleague first.")
    with vault.writing():
        drop_slots(vault, name)
        vault.trail.add(vault.staff, Event.STAFF_REMOVED)
        key = _replace_key(vault)
    vault.take_key(key)


def replace_keys(vault: Vault) -> None:
    """Give the vault a new key: all record keys are sealed anew, everybody's passphrase stays."""
    with vault.writing():
        key = _replace_key(vault)
    vault.take_key(key)


def _replace_key(vault: Vault) -> bytes:
    """Change the key of everything there is; inside `writing()`.

    A slot that nobody with the key has made is dropped: it would hand the new key to a stranger.
    """
    key, store = new_key(), vault.store
    for row in store.listed():
        try:
            record_key = open_key(vault.id, vault.key, row)
        except Damaged:
            continue  # it opened for nobody before, and stays as it is
        store.set_key(row.id, seal_key(vault.id, key, row.id, record_key))
    known = slots(vault)
    for slot in store.slots():
        store.drop_slot(slot.id)
    for slot in known:
        store.put_slot(keys.to_key(vault.id, key, slot))
    store.set_note(EPOCH, os.urandom(8))
    vault.trail.rekeyed(key).add(vault.staff, Event.NEW_KEYS)
    return key


def make_recovery_key(vault: Vault) -> str:
    """Make a new recovery key, to be shown once and typed back; the one before opens nothing."""
    with vault.writing():
        made = add_recovery_key(vault)
        vault.trail.add(vault.staff, Event.RECOVERY)
    return made


def is_recovery_key(vault: Vault, typed: str) -> bool:
    """Tell whether what was typed back is the recovery key.

    Raises:
        Refused: it has a slip in it; the sentence says where.
    """
    own = [each for each in slots(vault) if each.kind == keys.RECOVERY]
    return keys.find_key(vault.id, own, typed) is not None


def add_escrow(vault: Vault, public: bytes) -> None:
    """Let who holds the private half of this X25519 key in; the one before opens nothing.

    Raises:
        Refused: it is not such a key.
    """
    if len(public) != 32:
        raise Refused("An escrow key is the public half of an X25519 key, of 32 bytes.")
    with vault.writing():
        _drop(vault, keys.ESCROW)
        vault.store.put_slot(keys.escrow_slot(vault.id, vault.key, public, vault.clock()))
        vault.trail.add(vault.staff, Event.ESCROW)


# parts of a change, inside `writing()`


def add_slot(vault: Vault, name: str, passphrase: str, cost: keys.Cost) -> None:
    vault.store.put_slot(
        keys.new_slot(vault.id, vault.key, keys.PASSPHRASE, name, passphrase, cost, vault.clock())
    )


def add_recovery_key(vault: Vault) -> str:
    _drop(vault, keys.RECOVERY)
    made = new_recovery_key()
    vault.store.put_slot(
        keys.new_slot(vault.id, vault.key, keys.RECOVERY, SHARED, made, keys.SHIPPED, vault.clock())
    )
    return made


def drop_slots(vault: Vault, name: str) -> None:
    for slot in vault.store.slots():
        if slot.kind == keys.PASSPHRASE and slot.staff == name:
            vault.store.drop_slot(slot.id)


def _drop(vault: Vault, kind: str) -> None:
    for slot in vault.store.slots():
        if slot.kind == kind:
            vault.store.drop_slot(slot.id)

"""Getting back in without a passphrase: by the recovery key, or the facility's escrow key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key, load_pem_public_key

from . import keys, opening, staff
from .audit import Event
from .troubles import Refused, VaultError, WrongPassphrase
from .vault import VAULT_ID, Vault

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_NOT_A_KEY = (
    "This is not an X25519 key in PEM. To make one:"
    " openssl genpkey -algorithm X25519 -out private.pem"
    " and openssl pkey -in private.pem -pubout -out public.pem"
)


def with_recovery_key(  # noqa: PLR0913 - all but the first four have what is shipped
    folder: Path,
    recovery_key: str,
    name: str,
    passphrase: str,
    *,
    cost: keys.Cost = keys.SHIPPED,
    clock: Callable[[], int] = opening.now,
) -> Vault:
    """Open the vault with the recovery key, and set a new passphrase for `name`.

    Raises:
        Refused: the recovery key has a slip in it, or name or passphrase do not do.
        WrongPassphrase: it is the key of another vault, or an older one.
    """
    keys.check_passphrase(passphrase)
    name = opening.staff_name(name)
    store = opening.opened_store(folder)
    slots = [each for each in store.slots() if each.kind == keys.RECOVERY]
    vault = opening.entered(store, slots, recovery_key, clock)
    return _let_in(vault, name, passphrase, cost)


def with_escrow_key(  # noqa: PLR0913
    folder: Path,
    pem: bytes,
    name: str,
    passphrase: str,
    *,
    cost: keys.Cost = keys.SHIPPED,
    clock: Callable[[], int] = opening.now,
) -> Vault:
    """Open the vault with the private half of the escrow key, and set a passphrase for `name`.

    Raises:
        Refused: it is no such key, or name or passphrase do not do.
        WrongPassphrase: it is not the key of this vault.
    """
    keys.check_passphrase(passphrase)
    name = opening.staff_name(name)
    private = _private_half(pem)
    store = opening.opened_store(folder)
    slots = [each for each in store.slots() if each.kind == keys.ESCROW]
    found = keys.find_escrow(store.note(VAULT_ID), slots, private)
    if found is None:
        store.close()
        raise WrongPassphrase("escrow key")
    return _let_in(Vault(store, found, name, clock), name, passphrase, cost)


def _let_in(vault: Vault, name: str, passphrase: str, cost: keys.Cost) -> Vault:
    vault.staff = name
    try:
        with vault.writing():
            staff.drop_slots(vault, name)
            staff.add_slot(vault, name, passphrase, cost)
            vault.trail.add(name, Event.RECOVERED)
    except VaultError:
        vault.store.close()
        raise
    return vault


def public_half(pem: bytes) -> bytes:
    """Read the public half of an escrow key.

    Raises:
        Refused: it is not one.
    """
    try:
        key = load_pem_public_key(pem)
    except Exception:  # the library names many
        raise Refused(_NOT_A_KEY) from None
    if not isinstance(key, X25519PublicKey):
        raise Refused(_NOT_A_KEY)
    return key.public_bytes_raw()


def _private_half(pem: bytes) -> bytes:
    try:
        key = load_pem_private_key(pem, None)
    except Exception:
        raise Refused(_NOT_A_KEY) from None
    if not isinstance(key, X25519PrivateKey):
        raise Refused(_NOT_A_KEY)
    return key.private_bytes_raw()

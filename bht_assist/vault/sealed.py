"""Sealing bytes so that nobody can read, change or move them: AES-256-GCM.

What is sealed is bound to where it belongs (`about`): the same bytes under another record,
version or date do not open. Format: 12 random bytes, then the ciphertext with its tag.
"""

from __future__ import annotations

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from .troubles import Damaged

KEY_SIZE = 32
_NONCE = 12


def about(*parts: str | int | bytes | None) -> bytes:
    """Give the circumstances of a sealed thing as bytes; other parts never give the same.

    They are spelled as Python spells a tuple in ASCII, which no version of it will change.
    """
    return ascii(("bht1", *parts)).encode()


def new_key() -> bytes:
    return os.urandom(KEY_SIZE)


def seal(key: bytes, plain: bytes, circumstances: bytes) -> bytes:
    nonce = os.urandom(_NONCE)
    return nonce + AESGCM(key).encrypt(nonce, plain, circumstances)


def unseal(key: bytes, sealed: bytes, circumstances: bytes) -> bytes:
    """Open what `seal` made.

    Raises:
        Damaged: the key, a byte or the circumstances are not the same.
    """
    try:
        return AESGCM(key).decrypt(sealed[:_NONCE], sealed[_NONCE:], circumstances)
    except (InvalidTag, ValueError, TypeError):
        raise Damaged from None


def subkey(key: bytes, purpose: bytes) -> bytes:
    """Derive a key for one purpose (HKDF-SHA256), so that no key does two jobs."""
    return HKDF(hashes.SHA256(), KEY_SIZE, salt=None, info=purpose).derive(key)

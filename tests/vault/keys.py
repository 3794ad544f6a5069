"""Escrow keys as files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey


def pem(pair: X25519PrivateKey | Ed25519PrivateKey) -> bytes:
    return pair.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def public_pem(pair: X25519PrivateKey | Ed25519PrivateKey) -> bytes:
    return pair.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)

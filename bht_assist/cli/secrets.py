"""Passphrases: asked for without showing them, or read from a file descriptor by scripts.

Never an argument and never a variable: other users of the computer can read those.
"""

from __future__ import annotations

import os
import sys

import click

from .options import Ask

DESCRIPTOR = "BHT_ASSIST_PASSPHRASE_FD"
"""Names an open file descriptor with one line for each secret, in the order they are asked for."""


def secret(ask: str, *, new: bool = False) -> str:
    """Ask for a secret; a new one twice, so that no slip locks anybody out."""
    if DESCRIPTOR in os.environ:
        return _line(ask)
    _need_a_terminal()
    return str(click.prompt(ask, hide_input=True, confirmation_prompt=new, err=True))


def typed_back(ask: str) -> str | None:
    """Ask for something to be copied from paper; None where nobody is there to type."""
    if DESCRIPTOR in os.environ:
        return None
    _need_a_terminal()
    return str(click.prompt(ask, err=True))


def _line(ask: str) -> str:
    """Read one line byte by byte, so that the next secret stays where it is."""
    line = b""
    try:
        descriptor = int(os.environ[DESCRIPTOR])
        while (sign := os.read(descriptor, 1)) not in {b"", b"\n"}:
            line += sign
    except (ValueError, OSError):
        raise Ask(f"{DESCRIPTOR} needs the number of an open file descriptor.") from None
    if not line:
        raise Ask(f"{ask}: the file descriptor has no line for it.")
    return line.decode("utf-8", "replace").rstrip("\r")


def _need_a_terminal() -> None:
    if not (sys.stdin and sys.stdin.isatty()):
        raise Ask(f"A passphrase is typed at a terminal. For scripts, set {DESCRIPTOR}.")

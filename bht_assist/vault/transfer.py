"""One conversation from one computer to another, sealed under a passphrase typed on both.

Format: the line `BHTX 1`, a line of JSON with the cost of a guess and the salt, then the sealed
conversation, to which both lines are bound.
"""

from __future__ import annotations

import json
import os
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bht_assist.content.clean import seen

from .keys import SHIPPED, Cost, check_passphrase, passphrase_key, read_cost
from .records import LARGEST, Kept, from_plain, plain_json, to_json
from .sealed import about, seal, unseal
from .troubles import Damaged, Refused, WrongPassphrase

if TYPE_CHECKING:
    from pathlib import Path

ENDING = ".bhtx"
_FIRST = b"BHTX 1"
_LONGEST_LINE = 400


def packed(kept: Kept, passphrase: str, cost: Cost = SHIPPED) -> bytes:
    """Seal a conversation for another computer.

    Raises:
        Refused: the passphrase is too short, or the conversation too large.
    """
    check_passphrase(passphrase)
    salt = os.urandom(16)
    line = json.dumps({"cost": cost.spelled(), "salt": salt.hex()}, sort_keys=True).encode()
    body = seal(passphrase_key(passphrase, salt, cost), to_json(kept), about("transfer", line))
    return b"\n".join((_FIRST, line, body))


def unpacked(raw: bytes, passphrase: str) -> Kept:
    """Open what `packed` made; every text in it passes the gate again.

    Raises:
        Refused: it is not such a file, or from a newer version.
        WrongPassphrase: the passphrase does not fit, or the file was changed.
    """
    first, _, rest = raw.partition(b"\n")
    line, _, body = rest.partition(b"\n")
    if first != _FIRST or len(line) > _LONGEST_LINE or len(raw) > LARGEST + 1000:
        raise Refused("This is not a file that bht-assist made to move a draft.")
    try:
        told = json.loads(line)
        cost, salt = read_cost(told["cost"]), bytes.fromhex(told["salt"])
        key = passphrase_key(passphrase, salt, cost)
    except (ValueError, TypeError, KeyError, RecursionError, Damaged):
        raise Refused("This file was changed or damaged, and can't be opened.") from None
    try:
        plain = unseal(key, body, about("transfer", line))
    except Damaged:
        raise WrongPassphrase("passphrase, if the file is whole,") from None
    return from_plain(_cleaned(plain_json(plain)))


def _cleaned(form: Any) -> Any:
    """Take out of every text what nobody can see, keys included."""
    match form:
        case str():
            return seen(form)
        case dict():
            return {seen(key): _cleaned(each) for key, each in form.items()}
        case list():
            return [_cleaned(each) for each in form]
        case _:
            return form


def read(path: Path) -> bytes:
    """Read a transfer file, never more than one can be.

    Raises:
        Refused: it can't be read.
    """
    try:
        with path.open("rb") as file:
            return file.read(LARGEST + 2000)
    except OSError as error:
        raise Refused(f"{path} can't be read: {error.strerror}. Check its name.") from None


def arrived(kept: Kept, code: str) -> Kept:
    """Give a conversation from elsewhere the code it has here; codes from there mean nothing."""
    return replace(kept, head=kept.head._replace(code=code, earlier=""))

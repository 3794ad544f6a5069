"""The recovery key: 160 random bits as letters and digits that survive paper and handwriting.

Eight groups of five. The last sign of a group checks the group and its place, so a slip of the
pen is told of by the number of its group. No I, L, O or U: they are read as 1, 1, 0, or refused.
"""

from __future__ import annotations

import hashlib
import re
import secrets

from .troubles import Refused

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUPS = 8
_LOOK_ALIKES = str.maketrans("OIL", "011")


def new_recovery_key() -> str:
    return spelled("".join(secrets.choice(SIGNS) for _ in range(GROUPS * 4)))


def spelled(signs: str) -> str:
    """Write 32 signs as groups, each with its check sign."""
    groups = (signs[at : at + 4] for at in range(0, len(signs), 4))
    return "-".join(group + _check(number, group) for number, group in enumerate(groups, 1))


def _check(number: int, group: str) -> str:
    return SIGNS[hashlib.sha256(f"{number}:{group}".encode()).digest()[0] % len(SIGNS)]


def read_recovery_key(typed: str) -> str:
    """Give a typed key in its one right spelling.

    Raises:
        Refused: a sign is missing or wrong; the sentence says in which group.
    """
    signs = re.sub(r"[\s\-–—.]", "", typed).upper().translate(_LOOK_ALIKES)
    if len(signs) != GROUPS * 5:
        raise Refused(f"A recovery key has {GROUPS * 5} letters and digits; this has {len(signs)}.")
    groups = [signs[at : at + 5] for at in range(0, len(signs), 5)]
    for number, group in enumerate(groups, 1):
        if not set(group) <= set(SIGNS) or group[4] != _check(number, group[:4]):
            raise Refused(f"Group {number} of the recovery key is not right. Look at it again.")
    return "-".join(groups)

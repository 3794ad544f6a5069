"""What may be a way to reach somebody."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container

_EXTENSION = re.compile(r"\s*(?:,|;|x|ext\.?|extension)\s*\d{1,6}\s*$", re.IGNORECASE)


def can_reach(text: str, codes: Container[str] = ()) -> bool:
    """Tell whether `text` may be a way to reach somebody.

    A number needs ten digits as in North America, or a + and 8 to 15, or to be one of `codes`.
    Anything that is mostly words (a handle, a place, "in person") is taken as it is.
    """
    bare = _EXTENSION.sub("", text)
    digits = re.sub(r"\D", "", bare)
    if len(digits) < 3 or sum(letter.isalpha() for letter in bare) > len(digits):
        return not digits or any(letter.isalpha() for letter in bare)
    if bare.strip().startswith("+") and not digits.startswith("1"):
        return 8 <= len(digits) <= 15
    return digits in codes or is_dialable(digits)


def is_dialable(digits: str) -> bool:
    """Tell whether digits can be a North American number, by its numbering plan."""
    digits = digits[1:] if len(digits) == 11 and digits.startswith("1") else digits
    return bool(re.fullmatch(r"[2-9]\d{2}(?!.11)[2-9]\d{6}", digits)) and len(set(digits)) > 1


def dialed(text: str) -> str:
    """Give the last ten digits of a number, by which numbers are compared; "" for a shorter one."""
    digits = re.sub(r"\D", "", _EXTENSION.sub("", text))
    return digits[-10:] if len(digits) >= 10 else ""

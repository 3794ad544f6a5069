"""The one gate for text from outside: typing, paste, packs, answers files, imports.

What passes can be stored, shown and written to Word as it is. Everything a person can see
or say stays: accents, brackets, emoji, any script.
"""

from __future__ import annotations

import re
import unicodedata

LONGEST = 20_000
"""Characters in one answer; more slows a keystroke and no plan needs it."""

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_UNSEEN = re.compile(
    "["
    "\x00-\x08\x0e-\x1f\x7f-\x9f"  # controls: a terminal would obey them, Word refuses them
    "\u00ad\u061c\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff"  # hidden marks that reorder text
    "\ufff9-\ufffb\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff"  # not characters
    "\U000e0000-\U000e007f"  # unseen tags
    + "".join(
        chr(plane * 0x10000 + 0xFFFE) + chr(plane * 0x10000 + 0xFFFF) for plane in range(1, 17)
    )
    + "]"
)
_STACKED_MARKS = re.compile(
    "([\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{4})"
    "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
)


def clean(text: str, *, lines: bool = False) -> str:
    """Give `text` without what nobody can see; with `lines` it may keep its line breaks.

    Idempotent. White space at both ends goes, a tab becomes four spaces.
    """
    if text.isascii() and text.isprintable():
        return text.strip()  # most text, and there is nothing to find in it
    text = seen(text).strip()
    return text if lines else text.replace("\n", " ")


def seen(text: str) -> str:
    """Give `text` without what nobody can see, its white space and line breaks where they are."""
    text = _LINE_ENDS.sub("\n", text).replace("\t", "    ")
    text = unicodedata.normalize("NFC", _UNSEEN.sub("", text))
    return unicodedata.normalize("NFC", _STACKED_MARKS.sub(r"\1", text))

"""The text of one cell, made fit to keep: what was done to it comes beside it."""

from __future__ import annotations

import html
import re

from bht_assist.content.clean import clean

LONGEST = 8_000
"""Characters of one cell; no service describes itself in more."""

_TAG = re.compile(r"<(?:/?(?:p|br|li|ul|ol|div|span|b|i|em|strong|a|h[1-6])\b[^<>]{0,500})>", re.I)
_BREAKS = re.compile(r"\\r\\n|\\n|\\r|<br\s*/?>|</p>|</li>", re.I)
_MOJIBAKE = re.compile(
    "[\u00c2-\u00c5\u00e2][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192"
    "\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
)
_FORMULA = re.compile(r"^(?:=|@|\t|[+-](?=[A-Za-z(]))")
_QUOTED_FORMULA = re.compile(r"^'(?=[=@+\-'])")
_BLANKS = re.compile(r"[ \xa0]+")
_EDGES = re.compile(r" ?\n ?")


def tidy(raw: str) -> tuple[str, tuple[str, ...]]:
    """Give a cell's text as it may be kept, and what had to be done, in words."""
    if raw.isascii() and raw.isalnum():
        return raw, ()
    done: list[str] = []
    text = raw
    if "\0" in text or "\ufffd" in text:
        text = text.replace("\0", "").replace("\ufffd", "")
        done.append("took out characters that can't be read")
    if _FORMULA.match(text):
        return "", (*done, "took out a formula")
    text = _QUOTED_FORMULA.sub("", text)
    if (fixed := _unscrambled(text)) != text:
        text = fixed
        done.append("set scrambled letters right")
    if (plain := _without_markup(text)) != text:
        text = plain
        done.append("took out markup")
    if len(text) > LONGEST:
        text = text[:LONGEST].rsplit(" ", 1)[0] + "…"
        done.append(f"cut after {LONGEST:,} characters")
    return _EDGES.sub("\n", _BLANKS.sub(" ", clean(text, lines=True))), tuple(done)


def _unscrambled(text: str) -> str:
    """Undo UTF-8 that was read as Windows-1252, where undoing it works."""
    if not _MOJIBAKE.search(text):
        return text
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return text


def _without_markup(text: str) -> str:
    if "<" not in text and "&" not in text and "\\" not in text:
        return text
    return html.unescape(_TAG.sub("", _BREAKS.sub("\n", text)))


def quoted(text: str) -> str:
    """Give a value as a cell that no spreadsheet takes for a formula; `tidy` undoes it."""
    return f"'{text}" if _FORMULA.match(text) or _QUOTED_FORMULA.match(text) else text


def iso_day(text: str) -> str:
    """Give a day as 2026-11-25, where a spreadsheet has made it 11/25/2026 or 11/25/26."""
    found = re.match(r"(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})\b", text.strip())
    if found is None:
        return text
    month, day, year = found.groups()
    return f"{year if len(year) == 4 else f'20{year}'}-{month:0>2}-{day:0>2}"

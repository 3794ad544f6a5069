"""What may reach a copy for others: all that a document lists, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

ALWAYS = frozenset({"today", "calendar"})
"""Names that say nothing of anybody."""


def shown_names(shows: Iterable[str]) -> frozenset[str]:
    """Give the names that a list lets through, whole or in part."""
    return ALWAYS | {name.partition(".")[0] for name in shows}


def only_shown(scope: Mapping[str, Any], shows: Iterable[str]) -> dict[str, Any]:
    """Cut what a template sees down to what a document lists."""
    blanks: dict[str, set[str]] = {}
    for name in shows:
        whole, _, blank = name.partition(".")
        blanks.setdefault(whole, set()).add(blank)
    kept = {name: scope[name] for name in ALWAYS if name in scope}
    for name in blanks.keys() & scope.keys():
        value = scope[name]
        kept[name] = value if "" in blanks[name] else _cut(value, blanks[name])
    return kept


def _cut(value: Any, blanks: set[str]) -> Any:
    """Keep these blanks of a row or of rows; words that have no blanks do not pass."""
    if isinstance(value, Mapping):
        return {key: value[key] for key in value if key in blanks}
    if isinstance(value, list | tuple):
        return tuple(_cut(each, blanks) for each in value)
    return None

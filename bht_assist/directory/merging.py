"""A new import against the last one and against what people changed since: local edits win.

Of the last import only a mark of each field is kept, so an edit shows as a field that no longer
bears its mark.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from bht_assist.content.models import Resource

if TYPE_CHECKING:
    from .drafting import Draft

Marks = dict[str, str]
"""Fields to the marks of their values at the last import."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that accepting the import would change, or that it leaves as people made it."""

    kind: Literal["added", "changed", "gone", "kept"]
    id: str
    field: str = ""
    was: Any = None
    now: Any = None

    def __str__(self) -> str:
        match self.kind:
            case "added":
                return f"+ {self.id}: {shown(self.now)}"
            case "gone":
                return f"- {self.id}: no longer in the source"
            case "changed":
                return f"~ {self.id} {self.field}: {shown(self.was)} -> {shown(self.now)}"
            case _:
                what = f" {self.field}" if self.field else ""
                return f"= {self.id}{what}: kept as you made it; the source has {shown(self.now)}"

    def to_json(self) -> dict[str, Any]:
        shape = {"kind": self.kind, "id": self.id, "field": self.field}
        return {**shape, "was": self.was, "now": self.now}


@dataclass(frozen=True, slots=True)
class Merged:
    """What one resource comes to: nothing when it goes."""

    draft: Draft | None
    marks: Marks | None
    differences: tuple[Difference, ...] = ()


def mark(value: Any) -> str:
    """Give the mark by which a later import knows a value again."""
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:12]


def marks_of(draft: Draft) -> Marks:
    return {field: mark(value) for field, value in draft.items()}


def merged(name: str, base: Marks | None, local: Draft | None, new: Draft | None) -> Merged:
    """Bring together what the last import left, what is there now, and what the source says."""
    if new is None:
        return _gone(name, base or {}, local)
    if local is None and base is None:
        return Merged(new, marks_of(new), (Difference("added", name, now=new["name"]),))
    if local is None:
        said = (Difference("kept", name, now=new["name"]),) if base != marks_of(new) else ()
        return Merged(None, marks_of(new), said)
    return _both(name, base or {}, local, new)


def _gone(name: str, base: Marks, local: Draft | None) -> Merged:
    if local is None:
        return Merged(None, None)
    if marks_of(local) == base:
        return Merged(None, None, (Difference("gone", name, was=local.get("name")),))
    return Merged(local, base, (Difference("kept", name, was=local.get("name")),))


def _both(name: str, base: Marks, local: Draft, new: Draft) -> Merged:
    draft, found = {}, []
    for field in dict.fromkeys([*new, *local]):
        here, there = local.get(field), new.get(field)
        edited = mark(here) != base.get(field, mark(None))
        if here != there and edited and mark(there) != base.get(field, mark(None)):
            found.append(Difference("kept", name, field, here, there))
        if here != there and not edited:
            found.append(Difference("changed", name, field, here, there))
        if (value := here if edited else there) is not None:
            draft[field] = value
    return Merged(draft, marks_of(new), tuple(found))


def shown(value: Any) -> str:
    """Give a value in a few words, for a line of a list of differences."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    text = " ".join(str(text).split()) if value is not None else "nothing"
    return text if len(text) <= 80 else f"{text[:79]}…"


def in_order(draft: Draft) -> Draft:
    """Give a draft with its keys in the order of the model; any others come last."""
    known = [key for key in Resource.field_names() if key in draft]
    return {key: draft[key] for key in dict.fromkeys([*known, *draft])}

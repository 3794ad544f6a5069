"""Values that remember their place in a file: what YAML is read to, and what models are held to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .problems import Place


class MarkedText(str):
    """Text with its place."""

    __slots__ = ("place",)
    place: Place


class MarkedMap(dict[str, "Marked"]):
    """A mapping with its place; its keys are marked texts."""

    __slots__ = ("place",)
    place: Place


class MarkedList(list["Marked"]):
    """A list with its place."""

    __slots__ = ("place",)
    place: Place


Marked: TypeAlias = MarkedText | MarkedMap | MarkedList


def marked_text(text: str, place: Place) -> MarkedText:
    marked = MarkedText(text)
    marked.place = place
    return marked


def place_at(tree: Marked, path: Sequence[str | int]) -> Place:
    """Give the place of the deepest part of `path` that exists; a last key gives the key's own."""
    here: Any = tree
    for part in path:
        if isinstance(here, dict) and part in here:
            here = here[str(part)]
        elif isinstance(here, list) and isinstance(part, int) and part < len(here):
            here = here[part]
        else:
            break
    return getattr(here, "place", tree.place)


def key_place(tree: Marked, path: Sequence[str | int]) -> Place:
    """Give the place of a mapping's key rather than of its value."""
    parent: Any = tree
    for part in path[:-1]:
        if isinstance(parent, dict) and part in parent:
            parent = parent[str(part)]
        elif isinstance(parent, list) and isinstance(part, int) and part < len(parent):
            parent = parent[part]
    keys = parent if isinstance(parent, dict) else {}
    found = next((key for key in keys if key == path[-1]), None)
    return getattr(found, "place", place_at(tree, path))

"""Put what is read on the shelves of a library, and say what can't stand there."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from itertools import repeat
from typing import TYPE_CHECKING, Any, TypeVar, cast

from .explain import checked
from .marked import Marked, MarkedMap, marked_text, place_at
from .models import (
    Card,
    Directory,
    Document,
    Entry,
    Flow,
    Lexicon,
    Pack,
    Scenario,
    SuggestionList,
    Topics,
    Translation,
    Weights,
)
from .overlays import overlaid
from .pack_files import model_of
from .problems import Problem

if TYPE_CHECKING:
    from .kept_entries import KeptEntries

E = TypeVar("E", bound=Entry)

_ID_KEYS: dict[type[Entry], str] = {
    Pack: "id",
    Flow: "flow",
    Document: "document",
    Card: "card",
    SuggestionList: "list",
    Lexicon: "lexicon",
    Scenario: "scenario",
    Translation: "language",
    Weights: "weights",
}
_MAY_REPLACE = {"documents", "cards", "lists", "agreements", "adaptations"}
"""A facility's own paper, card or wording takes the place of one with the same id."""


@dataclass
class Gathering:
    """The shelves while packs are being put on them."""

    places: bool = True
    """Whether to remember where every part of an entry stands, or only where it begins."""
    kept: KeptEntries | None = None
    """What the core pack's files say, as far as it was kept; None to read them all."""
    shelves: dict[str, dict[str, Any]] = field(default_factory=dict)
    trees: dict[tuple[str, str], Marked] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    digest: Any = field(default_factory=hashlib.sha256)
    overlaid: set[str] = field(default_factory=set)

    def put(self, shelf: str, name: str, entry: Entry, tree: Marked) -> None:
        known = self.shelves.setdefault(shelf, {})
        if name in known and shelf not in _MAY_REPLACE:
            first = self.trees[shelf, name].place
            hint = (
                "give it another id" if shelf != "flows" else f"change it in overlays/{name}.yaml"
            )
            text = f"`{name}` is in {first.file}:{first.line} already"
            self.problems.append(Problem(tree.place, "duplicate-id", text, hint))
            return
        known[name] = entry
        whole = self.places or shelf == "changes"
        self.trees[shelf, name] = tree if whole else marked_text("", tree.place)

    def build(self, model: type[E], tree: Marked) -> E | None:
        made, problems = checked(model, tree)
        self.problems += problems
        return made


def shelve(name: str, tree: Marked, overlays: list[Marked], gathering: Gathering) -> Entry | None:
    """Put a file of a pack, by its name there, on its shelf, with what `overlays` change of it.

    Gives what may be kept of it: nothing where something was changed or is wrong, nor where a
    change of a resource is laid on others by what its tree says.
    """
    folder, _, file = name.rpartition("/")
    if folder == "documents" and isinstance(tree, MarkedMap) and "document" not in tree:
        tree[marked_text("document", tree.place)] = marked_text(
            file.removesuffix(".md"), tree.place
        )
    changed = _with_overlays(tree, overlays, gathering) if folder == "flows" else tree
    made: Any = gathering.build(model_of(name), changed)
    whole = made is not None and changed is tree
    if made is None and changed is not tree:
        made, changed = checked(Flow, tree)[0], tree  # the flow as it was is better than none
    if made is not None:
        put_on_shelf(name, made, changed, gathering)
    return made if whole and not getattr(made, "changes", ()) else None


def put_on_shelf(name: str, entry: Any, tree: Marked, gathering: Gathering) -> None:
    """Put what a file says on its shelf; of what was kept, the tree tells the file alone."""
    folder, _, file = name.rpartition("/")
    if folder in {"topics", "resources"}:
        _shelve_each(entry, tree, gathering)
    else:
        gathering.put(folder or file.removesuffix(".yaml"), _id_of(entry, tree), entry, tree)


def is_overlaid(entry: Entry, overlays: list[Marked]) -> bool:
    """Whether anything changes this flow."""
    names = {each.get("overlay") for each in overlays if isinstance(each, MarkedMap)}
    return isinstance(entry, Flow) and entry.flow in names


def _id_of(entry: Entry, tree: Marked) -> str:
    key = _ID_KEYS.get(type(entry))
    return str(getattr(entry, key)) if key else tree.place.file


def _shelve_each(entry: Topics | Directory, tree: Marked, gathering: Gathering) -> None:
    """Put the entries of a file that holds many on their own shelves."""
    for shelf in entry.field_names():
        parts = tree.get(shelf, ()) if isinstance(tree, MarkedMap) else repeat(tree)
        for each, part in zip(getattr(entry, shelf), parts, strict=False):
            name = each.id if shelf != "changes" else str(place_at(cast("Marked", part), ()))
            gathering.put(shelf, name, each, cast("Marked", part))


def _with_overlays(tree: Marked, overlays: list[Marked], gathering: Gathering) -> Marked:
    name = tree.get("flow") if isinstance(tree, MarkedMap) else None
    for overlay in overlays:
        if (
            isinstance(tree, MarkedMap)
            and isinstance(overlay, MarkedMap)
            and name == overlay.get("overlay")
        ):
            gathering.overlaid.add(str(name))
            tree, problems = overlaid(tree, overlay)
            gathering.problems += problems
    return tree

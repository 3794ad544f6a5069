"""A facility's changes to resources, made by field once every pack is read.

A change works on the marked tree, so a mistake in it names its own line; a resource that it
would break stays as it was. What has ended is taken off the shelf.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from .explain import checked
from .marked import Marked, MarkedMap
from .models import Keeping, Resource
from .models.base import key_of
from .problems import Problem, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Shelves = dict[str, dict[str, Any]]
Trees = dict[tuple[str, str], Marked]


def amended(shelves: Shelves, trees: Trees) -> list[Problem]:
    """Change the resources on the shelves, take out the ended ones, and say what can't be."""
    resources = shelves.get("resources", {})
    changes = [trees["changes", place] for place in shelves.get("changes", {})]
    problems = [each for change in changes for each in _change(change, resources, trees)]
    for name in shelves.get("ended", {}):
        resources.pop(name, None)
    return problems


def _change(change: Marked, resources: dict[str, Any], trees: Trees) -> Iterator[Problem]:
    wanted = cast("MarkedMap", change)
    name = str(wanted["id"])
    if name not in resources:
        hint = did_you_mean(name, resources)
        yield Problem(wanted["id"].place, "unknown-resource", f"there is no `{name}`", hint)
        return
    was = trees["resources", name]
    tree = MarkedMap({**_said(resources[name], was), **wanted})
    tree.place = was.place
    made, problems = checked(Resource, tree)
    yield from problems
    if made is not None:
        resources[name], trees["resources", name] = made, tree


def _said(resource: Resource, tree: Marked) -> dict[str, Any]:
    """Give what a resource says by its keys, from its tree where that is at hand."""
    if isinstance(tree, MarkedMap):
        return tree
    return {key_of(name): getattr(resource, name) for name in resource.field_names()}


def kept(files: Iterable[Keeping]) -> Keeping:
    """Give how the directory is kept: of each key what the last pack says."""
    said: dict[str, Any] = {}
    for each in files:
        said |= {key: getattr(each, key) for key in each.given}
    return Keeping(**said)

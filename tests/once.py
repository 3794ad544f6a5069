"""What is made of the core pack is made once in each process, for packs that stand on it too.

To read the core pack, and to make its lexicons and its index ready, takes longer than most tests.
Each is made of its file, or of what came of it, by a pure function and never changed, so whoever
asks again can be given the same. What a test's own pack holds is always made anew.
"""

from __future__ import annotations

from functools import cache, cached_property
from typing import TYPE_CHECKING

from bht_assist.content import gathering, library
from bht_assist.content.explain import checked
from bht_assist.content.kept_entries import KeptEntries
from bht_assist.flows import guide
from bht_assist.flows.checks.words import Checker, Ear
from bht_assist.search.shelf import Shelf
from tests.core import core

if TYPE_CHECKING:
    from pathlib import Path

    from bht_assist.content.gathering import Gathering
    from bht_assist.content.library import _Opened
    from bht_assist.content.marked import Marked
    from bht_assist.content.models import Lexicon, Wording
    from bht_assist.content.models.base import Entry
    from bht_assist.content.problems import Problem
    from bht_assist.search.index import Index

_CORE = library.CORE
_read = library._tree
_get = KeptEntries.get
_index = Shelf.__dict__["index"].func

_trees: dict[tuple[str, bytes], Marked] = {}
_entries: dict[tuple[type[Entry], int], Entry] = {}
_taken_up: dict[tuple[Path, str, bytes], Entry] = {}
_of_core: set[int] = set()
"""The ids of trees and entries of the core pack; all of them stay, so none is used again."""


def tree(file: _Opened, gathering: Gathering) -> Marked | None:
    key = file.shown, file.raw
    if key in _trees:
        return _trees[key]
    problems = len(gathering.problems)
    read = _read(file, gathering)
    if read is not None and file.root == _CORE and len(gathering.problems) == problems:
        _trees[key] = read
        _of_core.add(id(read))
    return read


def taken_up(kept: KeptEntries, name: str, raw: bytes) -> Entry | None:
    key = kept._beside, name, raw
    if key in _taken_up:
        return _taken_up[key]
    found = _get(kept, name, raw)
    if found is not None and kept._beside.parent == _CORE.parent:
        _taken_up[key] = found
        _of_core.add(id(found))
    return found


def entry(model: type[Entry], tree: Marked) -> tuple[Entry | None, list[Problem]]:
    key = model, id(tree)
    if key in _entries:
        return _entries[key], []
    made, problems = checked(model, tree)
    if made is not None and id(tree) in _of_core:
        _entries[key] = made
        _of_core.add(id(made))
    return made, problems


_ears: dict[tuple[int, ...], Ear] = {}


def ear(wordings: tuple[Wording, ...]) -> Ear:
    key = tuple(map(id, wordings))
    if key in _ears or not _of_core.issuperset(key):
        return _ears.get(key) or Ear(wordings)
    return _ears.setdefault(key, Ear(wordings))


_checkers: dict[tuple[int, int], Checker] = {}


def checker(lexicon: Lexicon, heard_by: Ear) -> Checker:
    key = id(lexicon), id(heard_by)
    if key in _checkers or id(lexicon) not in _of_core or heard_by not in _ears.values():
        return _checkers.get(key) or Checker(lexicon, heard_by)
    return _checkers.setdefault(key, Checker(lexicon, heard_by))


@cache
def core_index() -> Index:
    made: Index = _index(Shelf(core()))
    return made


def index(shelf: Shelf) -> Index:
    return core_index() if shelf.library is core() else _index(shelf)


def share() -> None:
    """Put these in the place of what makes anew each time."""
    for room, name, once in (
        (library, "_tree", tree),
        (KeptEntries, "get", taken_up),
        (gathering, "checked", entry),
        (guide, "Ear", ear),
        (guide, "Checker", checker),
    ):
        setattr(room, name, once)
    shared = cached_property(index)
    shared.__set_name__(Shelf, "index")
    Shelf.index = shared  # type: ignore[assignment]

"""What the files of the core pack say, kept beside it as Python keeps compiled modules.

To read all of its YAML takes 200 ms, to read what was kept 10. A tree is kept under a hash of the
file's bytes and of the code that read it, so a change of either is seen at once. Python's own rule
of trust holds: who can write here can change the program; where nobody can, the YAML is read.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import clean, source
from .problems import Place
from .source import Marked, MarkedList, MarkedMap

if TYPE_CHECKING:
    from types import ModuleType

_READERS: tuple[ModuleType, ...] = (source, clean)


class KeptTrees:
    """The trees of one pack, a file for each of its folders."""

    def __init__(self, pack: Path) -> None:
        self._beside = pack.parent / "__pycache__"
        self._readers = hashlib.sha256(b"".join(map(_code, _READERS)))
        self._left: dict[str, dict[str, Any]] = {}
        """What was kept of each folder and not asked for yet: a tree is let go with its file."""
        self._new: dict[str, dict[str, Any]] = {}

    def get(self, file: Path, raw: bytes, shown: str) -> Marked | None:
        """Give the tree of these bytes; all that it knows of its place is the file."""
        folder, key = self._key(file, raw)
        if folder not in self._left:
            self._left[folder] = _trees_in(self._path(folder))
        tree = self._left[folder].pop(key, None)
        if not isinstance(tree, dict | list):
            return None
        return _marked(tree, Place(shown))

    def add(self, file: Path, raw: bytes, tree: Marked) -> None:
        folder, key = self._key(file, raw)
        self._new.setdefault(folder, {})[key] = tree

    def write(self) -> None:
        """Keep what was read, and nothing else; a folder that takes no files is left alone."""
        if sys.dont_write_bytecode:
            return
        for folder in {*self._new, *(each for each, left in self._left.items() if left)}:
            with suppress(OSError):
                self._write(folder)

    def _write(self, folder: str) -> None:
        path, left = self._path(folder), self._left.get(folder, {})
        still = {key: tree for key, tree in _trees_in(path).items() if key not in left}
        _write(path, still | self._new.get(folder, {}))

    def _key(self, file: Path, raw: bytes) -> tuple[str, str]:
        digest = self._readers.copy()
        digest.update(raw)
        return file.parent.name, digest.hexdigest()

    def _path(self, folder: str) -> Path:
        return self._beside / f"{folder}.json"


def _code(module: ModuleType) -> bytes:
    return Path(module.__file__ or "").read_bytes()


def _trees_in(path: Path) -> dict[str, Any]:
    """Read what was kept; a file that is broken or of another shape holds nothing."""
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _write(path: Path, trees: dict[str, Any]) -> None:
    """Write to a name of this process first, so that nobody reads half of it."""
    path.parent.mkdir(exist_ok=True)
    unfinished = path.with_name(f"{path.name}.{os.getpid()}")
    unfinished.write_text(json.dumps(trees, ensure_ascii=False), encoding="utf-8")
    unfinished.replace(path)


def _marked(tree: Any, place: Place) -> Marked:
    """Mark what holds other parts; keys and texts stay plain."""
    made: MarkedMap | MarkedList
    if isinstance(tree, dict):
        made = MarkedMap({key: _part(value, place) for key, value in tree.items()})
    else:
        made = MarkedList([_part(value, place) for value in tree])
    made.place = place
    return made


def _part(value: Any, place: Place) -> Any:
    return value if isinstance(value, str) else _marked(value, place)

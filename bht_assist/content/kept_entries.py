"""What the core pack's files were found to say, kept beside it as Python keeps compiled modules.

To read and check all of its YAML takes a second, to take up what was kept 20 ms. An entry is kept
under a hash of its file and of all code that decides what a file means, so a change of either is
seen at once. Python's own rule of trust holds: who can write here can change the program; where
nobody can, the YAML is read. What is kept can hold nothing but entries all the same: whatever else
stands in it is never made, and the YAML is read.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import sys
from contextlib import suppress
from datetime import date, time
from io import BytesIO
from pathlib import Path
from typing import Any

from .models import Entry
from .pack_files import model_of

_HERE = Path(__file__).parent
CODE = (
    *(
        _HERE / f"{name}.py"
        for name in ("clean", "explain", "gathering", "marked", "pack_files", "source")
    ),
    *sorted((_HERE / "models").glob("*.py")),
)
"""All that decides what a file means."""

_MODELS = f"{__package__}.models."
_SUM = hashlib.sha256().digest_size
"""Bytes of a checksum, which stands before what is kept."""


class KeptEntries:
    """The entries of one pack as its files say them, kept in one file for each of its folders."""

    def __init__(self, pack: Path) -> None:
        self._beside = pack.parent / "__pycache__"
        self._code = hashlib.sha256(b"".join(path.read_bytes() for path in CODE))
        self._left: dict[str, dict[bytes, Any]] = {}
        """What was kept of each folder and not asked for yet."""
        self._new: dict[str, dict[bytes, Entry]] = {}

    def get(self, name: str, raw: bytes) -> Entry | None:
        """Give what a file, by its name in the pack and its bytes, was found to say."""
        path = self._path(name)
        if path.name not in self._left:
            self._left[path.name] = _entries_in(path)
        entry = self._left[path.name].pop(self._key(name, raw), None)
        return entry if type(entry) is model_of(name) else None

    def add(self, name: str, raw: bytes, entry: Entry) -> None:
        self._new.setdefault(self._path(name).name, {})[self._key(name, raw)] = entry

    def write(self) -> None:
        """Keep what was read, and nothing else; a folder that takes no files is left alone."""
        if sys.dont_write_bytecode:
            return
        for kept in {*self._new, *(each for each, left in self._left.items() if left)}:
            with suppress(OSError):
                self._write(kept)

    def _write(self, kept: str) -> None:
        path, left = self._beside / kept, self._left.get(kept, {})
        still = {key: entry for key, entry in _entries_in(path).items() if key not in left}
        _write(path, still | self._new.get(kept, {}))

    def _key(self, name: str, raw: bytes) -> bytes:
        digest = self._code.copy()
        digest.update(name.encode() + b"\0" + raw)
        return digest.digest()

    def _path(self, name: str) -> Path:
        return self._beside / f"{name.rpartition('/')[0] or 'pack'}.pickle"


class _Entries(pickle.Unpickler):
    """Takes up entries and days, and nothing that could do anything."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in {("datetime", "date"), ("datetime", "time")}:
            return {"date": date, "time": time}[name]
        if module.startswith(_MODELS):
            found = vars(sys.modules[module]).get(name)
            if isinstance(found, type) and issubclass(found, Entry):
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is no entry")


def _entries_in(path: Path) -> dict[bytes, Any]:
    """Take up what was kept; a file that is broken or holds anything else holds nothing."""
    try:
        raw = path.read_bytes()
        entries = raw[_SUM:]
        whole = hashlib.sha256(entries).digest() == raw[:_SUM]
        found = _Entries(BytesIO(entries)).load() if whole else {}
    except Exception:
        return {}
    return found if isinstance(found, dict) else {}


def _write(path: Path, entries: dict[bytes, Entry]) -> None:
    """Write to a name of this process first, so that nobody takes up half of it."""
    path.parent.mkdir(exist_ok=True)
    unfinished = path.with_name(f"{path.name}.{os.getpid()}")
    raw = pickle.dumps(entries, protocol=5)
    unfinished.write_bytes(hashlib.sha256(raw).digest() + raw)
    unfinished.replace(path)

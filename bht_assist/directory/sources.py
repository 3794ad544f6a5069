"""The files of a source: a file, a folder of them, or a zip, each opened as often as needed."""

from __future__ import annotations

import zipfile
from contextlib import contextmanager
from functools import partial
from typing import IO, TYPE_CHECKING, NamedTuple

from .report import SourceError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

UNPACKED = 4 * 1024**3
"""Bytes a zip may unfold to."""

ENDINGS = (".csv", ".tsv", ".json", ".ndjson", ".jsonl")


class Source(NamedTuple):
    name: str
    open: Callable[[], IO[bytes]]

    @property
    def is_table(self) -> bool:
        return self.name.casefold().endswith((".csv", ".tsv", ".txt"))


@contextmanager
def opened(path: Path) -> Iterator[list[Source]]:
    """Give the files of a source by name; tables alone where there are both tables and JSON.

    Raises:
        SourceError: there is nothing there, or nothing that can be read.
    """
    try:
        if path.is_dir():
            found = [Source(each.name, partial(_file, each)) for each in sorted(path.iterdir())]
            yield _useful(found, path)
        elif zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as packed:
                yield _useful(_members(packed, path), path)
        else:
            path.open("rb").close()
            yield [Source(path.name, partial(_file, path))]
    except (OSError, zipfile.BadZipFile, NotImplementedError, EOFError) as fault:
        why = getattr(fault, "strerror", None) or str(fault)
        text = f"{path} can't be read: {why}. Check its name, or save the export again."
        raise SourceError(text) from fault


def _file(path: Path) -> IO[bytes]:
    return path.open("rb")


def _members(packed: zipfile.ZipFile, path: Path) -> list[Source]:
    members = [each for each in packed.infolist() if not each.is_dir()]
    if any(each.flag_bits & 1 for each in members):
        raise SourceError(f"{path} is locked with a password. Unpack it first.")
    if sum(each.file_size for each in members) > UNPACKED:
        raise SourceError(f"{path} unfolds to more than {UNPACKED:,} bytes. Unpack it first.")
    return [
        Source(each.filename.rpartition("/")[2], partial(packed.open, each))
        for each in sorted(members, key=lambda each: each.filename)
        if not each.filename.startswith(("__MACOSX/", "."))
    ]


def _useful(found: list[Source], path: Path) -> list[Source]:
    named = [each for each in found if each.name.casefold().endswith(ENDINGS)]
    named = [each for each in named if not each.name.startswith(".")]
    kept = [each for each in named if each.is_table]
    kept = kept or [each for each in named if each.name.casefold() != "datapackage.json"]
    if not kept:
        raise SourceError(f"{path} holds no .csv, .json or .ndjson file. Is it the right folder?")
    return kept

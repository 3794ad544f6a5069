"""Putting a finished document on disk: whole or not at all, and never over another."""

from __future__ import annotations

import errno
import os
import re
from contextlib import suppress
from itertools import count, islice
from pathlib import Path
from tempfile import mkstemp
from typing import TYPE_CHECKING
from unicodedata import normalize

if TYPE_CHECKING:
    from collections.abc import Iterator

_LONGEST_STEM = 60
_MOST_COPIES = 1000
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)")
"""Names that Windows keeps for devices, with any ending."""
_NOT_ALLOWED = (
    "you are not allowed to write in {folder}",
    "Choose a folder of your own, such as Documents.",
)
_FULL = ("the disk is full", "Free some space, or choose another disk.")
_WHY = {
    errno.ENOENT: (
        "the folder {folder} is not there",
        "Make the folder first, or choose another one.",
    ),
    errno.ENOTDIR: ("{folder} is a file, not a folder", "Choose a folder."),
    errno.EACCES: _NOT_ALLOWED,
    errno.EPERM: _NOT_ALLOWED,
    errno.EROFS: _NOT_ALLOWED,
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EEXIST: (
        "{folder} holds too many files of this name",
        "Choose another folder, or tidy this one.",
    ),
    errno.ENAMETOOLONG: ("the name is too long", "Choose a shorter name."),
    errno.EINVAL: ("the name does not do for a file", "Use letters, digits and hyphens."),
}
_OTHER = ("{reason}", "Try again, or choose another folder.")


class OutputError(Exception):
    """A document that could not be written; its message says why, and what to do."""


def safe_name(text: str) -> str:
    """The stem of a file name that every system takes: a-z, 0-9 and hyphens, never empty."""
    plain = normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST_STEM].strip("-")
    return f"document-{stem}" if _RESERVED.fullmatch(stem) else stem or "document"


def write(folder: Path, name: str, content: bytes) -> Path:
    """Write a file whole, readable by its owner alone, and say where it came to stand.

    A file of that name is left as it is, and the new one becomes "name (2)".
    """
    full_name = name if Path(name).suffix else f"{name}.docx"
    try:
        return _written(folder, full_name, content)
    except (OSError, ValueError) as fault:
        raise OutputError(_sentence(folder, full_name, fault)) from fault


def _written(folder: Path, name: str, content: bytes) -> Path:
    if name.startswith(".") or re.search(r"[/\\:]", name):
        raise OSError(errno.EINVAL, "not the name of a file")
    if folder.exists() and not folder.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, "not a folder")
    opened, temporary = mkstemp(dir=folder, prefix=".", suffix=".part")
    try:
        with os.fdopen(opened, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        return _settled(Path(temporary), islice(_names(folder, name), _MOST_COPIES))
    finally:
        with suppress(OSError):
            Path(temporary).unlink(missing_ok=True)


def _names(folder: Path, name: str) -> Iterator[Path]:
    """The wished path, then the same with (2), (3) and so on."""
    wished = folder / name
    yield wished
    for copy in count(2):
        yield wished.with_name(f"{wished.stem} ({copy}){wished.suffix}")


def _settled(temporary: Path, paths: Iterator[Path]) -> Path:
    """Give the file the first path that is free."""
    for path in paths:
        with suppress(FileExistsError):
            _move(temporary, path)
            return path
    raise FileExistsError(errno.EEXIST, "too many copies")


def _move(temporary: Path, path: Path) -> None:
    """Move the file to a path where there is none, in one step that no other can come between."""
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise
    except OSError:
        _reserve_and_move(temporary, path)


def _reserve_and_move(temporary: Path, path: Path) -> None:
    """Do the same on a disk that knows no hard links, such as a memory stick."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        temporary.replace(path)
    except OSError:
        path.unlink()
        raise


def _sentence(folder: Path, name: str, fault: OSError | ValueError) -> str:
    code = fault.errno if isinstance(fault, OSError) else errno.EINVAL
    why, remedy = _WHY.get(code or 0, _OTHER)
    reason = why.format(folder=folder, reason=getattr(fault, "strerror", "") or fault)
    return f"“{name}” could not be written: {reason}. {remedy}"

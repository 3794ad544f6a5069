"""Where things are kept, and that nobody else can read or change them there."""

from __future__ import annotations

import os
import stat
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from .troubles import NotWritten, Unsafe

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

VARIABLE = "BHT_ASSIST_DATA"
VAULT = "drafts.vault"
BACKUPS = "backups"

_NETWORK = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "fuse.sshfs"}


def data_folder(given: Path | None = None, environ: Mapping[str, str] = os.environ) -> Path:
    """Give the folder for what is kept: the one given, the environment's, or this user's own."""
    if given is not None:
        return given
    if named := environ.get(VARIABLE):
        return Path(named)
    from platformdirs import user_data_path  # noqa: PLC0415 - only where nothing was named

    return user_data_path("bht-assist", appauthor=False, roaming=False)


def private_folder(folder: Path) -> Path:
    """Make the folder for this user alone, or see that it is so.

    Raises:
        Unsafe: it is a link, another user's, open to others, or on a network drive.
        NotWritten: it can't be made.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = folder.lstat()
    except OSError as error:
        raise NotWritten(
            f"The folder {folder} can't be made: {error.strerror}. Choose another with --data."
        ) from None
    if stat.S_ISLNK(found.st_mode):
        raise Unsafe(f"{folder} is a link. Name the folder that it leads to.")
    if on_network(folder):
        raise Unsafe(
            f"{folder} is on a network drive, where files can be damaged by two computers at once."
            " Choose a folder on this computer with --data."
        )
    if os.name == "posix":
        _see_that_it_is_ours(folder, found)
    return folder


def _see_that_it_is_ours(folder: Path, found: os.stat_result) -> None:
    if found.st_uid != os.getuid():
        raise Unsafe(f"{folder} belongs to another user. Choose another folder with --data.")
    if found.st_mode & 0o022:
        raise Unsafe(f"Others can write in {folder}. Close it to them: chmod 700 '{folder}'")
    if found.st_mode & 0o077:
        folder.chmod(0o700)


def on_network(folder: Path, mounts: Path = Path("/proc/self/mounts")) -> bool:
    """Tell whether a folder is on a network drive, as far as this system says."""
    if str(folder).startswith(("\\\\", "//")):
        return True
    try:
        lines = mounts.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return False
    full, kinds = str(folder.resolve()) + "/", {}
    for line in lines:
        _, point, kind, *_ = line.split(" ")
        if full.startswith(point.rstrip("/") + "/"):
            kinds[len(point)] = kind
    return bool(kinds) and kinds[max(kinds)] in _NETWORK


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what the system says of a file into a sentence."""
    try:
        yield
    except OSError as error:
        raise NotWritten(f"{path} can't be read or written: {error.strerror}.") from None


def new_file(path: Path) -> None:
    """Make an empty file that only this user can read; never through a link or over another."""
    flags = os.O_CREAT | os.O_EXCL | os.O_RDWR | getattr(os, "O_NOFOLLOW", 0)
    with told(path):
        os.close(os.open(path, flags, 0o600))


def write_private(path: Path, content: bytes) -> None:
    """Write a new file for this user alone, on disk when this returns."""
    new_file(path)
    try:
        with told(path), path.open("r+b") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except NotWritten:
        path.unlink(missing_ok=True)
        raise

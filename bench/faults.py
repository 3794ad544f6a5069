"""What can happen to a vault while people talk: kills, disk errors, full disks, damage, races.

`bench/reliability.py` runs these many times, and `tests/vault/test_faults.py` a few times.
"""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bench.saver import WORDS, made, number_of, numbered
from bht_assist.vault import opening
from bht_assist.vault.places import VAULT
from bht_assist.vault.saving import Autosave, NotSaved, Outcome
from bht_assist.vault.troubles import VaultError

if TYPE_CHECKING:
    from collections.abc import Iterator

SAVER = (sys.executable, "-m", "bench.saver")
ROOT = Path(__file__).parents[1]


@contextlib.contextmanager
def vault_folder(on_disk: bool = True) -> Iterator[Path]:
    """Make a folder with a vault of one draft, numbered 0."""
    memory = Path("/dev/shm")  # noqa: S108 - a folder of its own is made there
    where = memory if not on_disk and memory.is_dir() else None
    with tempfile.TemporaryDirectory(dir=where) as name:
        folder = Path(name) / "data"
        vault = made(folder)
        vault.save(vault.blank(), numbered(0))
        vault.close()
        yield folder


def stands(folder: Path) -> int:
    """Open the vault and give the number of its one draft; the audit trail must be whole."""
    vault = opening.unlock(folder, WORDS)
    try:
        if vault.trouble or not vault.trail.verify().whole:
            raise ValueError(vault.trouble or "audit")
        [entry] = vault.listed().entries
        return number_of(vault.open(entry.id)[1])
    finally:
        vault.close()


@dataclass
class Tally:
    """What happened in many runs."""

    saved: int = 0
    """Saves that were told of."""
    errors: int = 0
    """Errors that were told of."""
    lost: int = 0
    """Runs after which something that was told as saved was not there."""
    damaged: int = 0
    """Runs after which the vault did not open."""

    def checked(self, folder: Path, lines: list[str]) -> None:
        numbers = [int(line) for line in lines if line.isdigit()]
        self.saved += len(numbers)
        self.errors += sum(line.startswith("error") for line in lines)
        try:
            self.lost += stands(folder) < max(numbers, default=0)
        except (VaultError, ValueError):
            self.damaged += 1


def kills(folder: Path, times: int) -> Tally:
    """Kill a process in the middle of its saves, again and again."""
    chance, tally = random.Random(7), Tally()  # noqa: S311 - the same runs each time
    for _ in range(times):
        command = (*SAVER, "keep", str(folder), "1000000")
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
            assert process.stdout is not None  # noqa: S101 - a pipe was asked for
            first = process.stdout.readline()
            time.sleep(chance.random() * 0.05)
            process.kill()
            lines = [first, *process.stdout]
        whole = [line.strip() for line in lines if line.endswith("\n")]
        tally.checked(folder, whole)
    return tally


def can_inject() -> bool:
    """Tell whether strace is here and may trace."""
    if not shutil.which("strace"):
        return False
    probe = ("strace", "-qq", "-o", os.devnull, "-e", "trace=none", "true")
    return subprocess.run(probe, check=False, capture_output=True).returncode == 0


FAULTS = tuple(
    f"{call}:error={error}:when={when}"
    for error in ("EIO", "ENOSPC")
    for call in ("pwrite64", "fdatasync", "ftruncate")
    for when in range(3, 28)
)
"""150 faults: an error of the disk at each of the first writes, syncs and truncations."""


def disk_errors(folder: Path, times: int) -> Tally:
    """Let single calls to the disk fail; saving must go on by itself, and nothing told be lost."""
    tally = Tally()
    for fault in FAULTS[:: max(1, len(FAULTS) // times)][:times]:
        call = fault.partition(":")[0]
        trace = ("strace", "-f", "-qq", "-o", os.devnull, "-e", f"trace={call}")
        command = (*trace, "-e", f"inject={fault}", *SAVER, "keep", str(folder), "12")
        done = subprocess.run(
            command, check=False, capture_output=True, text=True, cwd=ROOT, timeout=60
        )
        tally.checked(folder, done.stdout.splitlines())
        tally.damaged += done.returncode != 0
        _back_to_zero(folder)
    return tally


def _back_to_zero(folder: Path) -> None:
    vault = opening.unlock(folder, WORDS)
    [entry] = vault.listed().entries
    vault.save(entry, numbered(0))
    vault.close()


def can_mount() -> bool:
    return sys.platform == "linux" and os.geteuid() == 0 and bool(shutil.which("mount"))


@contextlib.contextmanager
def small_disk(kilobytes: int = 600) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        mount = ("mount", "-t", "tmpfs", "-o", f"size={kilobytes}k,mode=700", "tmpfs", name)
        subprocess.run(mount, check=True)
        try:
            yield Path(name)
        finally:
            subprocess.run(("umount", name), check=True)


def full_disk(disk: Path) -> tuple[bool, bool, bool]:
    """Fill a disk while somebody talks.

    Gives whether it was said, whether what was saved before could be read, and whether saving
    went on by itself once there was room.
    """
    vault = made(disk / "data")
    outcomes: list[Outcome] = []
    saving = Autosave(vault, outcomes.append, retry=0.05)
    saving.keep("a", numbered(1))
    saving.flush(5)
    with contextlib.suppress(OSError), (disk / "filling").open("wb", buffering=0) as filling:
        while True:
            filling.write(bytes(1024))
    saving.keep("a", numbered(2))
    saving.flush(5)
    said = any(isinstance(each, NotSaved) and "disk is full" in each.why for each in outcomes)
    [entry] = vault.listed().entries
    readable = number_of(vault.open(entry.id)[1]) == 1
    (disk / "filling").unlink()
    goes_on = saving.flush(5) or saving.flush(5)
    saving.close(5)
    vault.close()
    return said, readable, goes_on and stands(disk / "data") == 2


@dataclass
class Corrupted:
    """What was found in files that were changed at random."""

    wrong: int = 0
    """Drafts that opened to other words than were saved."""
    surprises: int = 0
    """Errors that are not our own."""
    opened: int = 0
    files: int = 0


def corruptions(folder: Path, times: int, drafts: int = 60) -> Corrupted:
    """Change the file at random, and open whatever still opens."""
    chance, found = random.Random(3), Corrupted()  # noqa: S311 - the same damage each time
    vault = opening.unlock(folder, WORDS)
    for number in range(1, drafts):
        vault.save(vault.blank(), numbered(number))
    vault.close()
    path = folder / VAULT
    whole = path.read_bytes()
    for _ in range(times):
        path.write_bytes(_changed(bytearray(whole), chance))
        found.files += 1
        try:
            _open_all(folder, found)
        except VaultError:
            continue
        except Exception:
            found.surprises += 1
    path.write_bytes(whole)
    return found


def _changed(raw: bytearray, chance: random.Random) -> bytes:
    at = chance.randrange(len(raw))
    match chance.randrange(4):
        case 0:
            raw[at] ^= 1 << chance.randrange(8)
        case 1:
            raw[at : at + 512] = chance.randbytes(512)
        case 2:
            del raw[at:]
        case _:
            page = at // 4096 * 4096
            raw[page : page + 4096] = bytes(4096)
    return bytes(raw)


def _open_all(folder: Path, found: Corrupted) -> None:
    vault = opening.unlock(folder, WORDS)
    try:
        for entry in vault.listed().entries:
            with contextlib.suppress(VaultError):
                kept = vault.find(entry.id)
                found.wrong += kept is None or kept[1] != numbered(int(entry.head.step))
                found.opened += 1
    finally:
        vault.close()


def two_windows(folder: Path, saves: int) -> tuple[int, int]:
    """Let two processes add to one draft; give how many additions were lost, and conflicts."""
    command = (*SAVER, "count", str(folder), str(saves // 2))
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) for _ in "12"]
    conflicts = sum(int(process.communicate()[0]) for process in both)
    vault = opening.unlock(folder, WORDS)
    [entry] = vault.listed().entries
    vault.close()
    return saves // 2 * 2 - int(entry.head.step), conflicts

"""Whether anything that was told as saved is ever lost, what faults of the disk do, and how fast.

    .venv/bin/python -m bench.reliability [--quick]

Prints one line for each figure with its goal. A tool that is not here is said to be missing.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import statistics
import tempfile
import time
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from bench import faults, killed_screen
from bench.faults import Tally, vault_folder
from bench.saver import WORDS, numbered
from bht_assist.vault import opening

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def milliseconds(run: Callable[[], object], times: int) -> tuple[float, float]:
    """Give the median and the 95th percentile."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        run()
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken), sorted(taken)[int(times * 0.95)]


def first_listing(folder: Path) -> float:
    """Give how long the list takes that somebody sees first after unlocking."""
    with closing(opening.unlock(folder, WORDS)) as vault:
        return milliseconds(vault.listed, 1)[0]


def speeds(folder: Path, times: int, records: int) -> Iterator[tuple[str, str, str]]:
    vault = opening.create(folder / "shipped", "ana", WORDS)[0]
    entry = [vault.save(vault.blank(), numbered(0))]

    def save() -> None:
        entry[0] = vault.save(entry[0], numbered(1))

    with (folder / "sync").open("wb", buffering=0) as file:

        def sync() -> None:
            file.write(bytes(8192))
            os.fsync(file.fileno())

        synced = milliseconds(sync, times)
    yield "one fsync, median and p95", f"{synced[0]:.2f} {synced[1]:.2f} ms", "-"
    saved = milliseconds(save, times)
    yield "save, median and p95", f"{saved[0]:.2f} {saved[1]:.2f} ms", "5 ms and the disk's fsync"
    for number in range(records):
        vault.save(vault.blank(), numbered(number))
    first = statistics.median(first_listing(folder / "shipped") for _ in range(5))
    yield f"{records} records listed, the first time", f"{first:.1f} ms", "50 ms"
    listed = milliseconds(vault.listed, 20)
    yield f"{records} records listed, again, median", f"{listed[0]:.1f} ms", "50 ms"
    due = milliseconds(lambda: vault.due(date(2026, 11, 25)), 20)
    yield "what is due for purging, median", f"{due[0]:.1f} ms", "-"
    vault.close()
    opening.unlock(folder / "shipped", WORDS).close()
    unlock = milliseconds(lambda: opening.unlock(folder / "shipped", WORDS).close(), 7)
    yield "unlock, median (64 MiB, 3, 4)", f"{unlock[0]:.0f} ms", "400 ms"


def row(what: str, found: str, goal: str) -> None:
    print(f"{what:44} {found:>34}   goal {goal}", flush=True)


def tallied(what: str, tally: Tally) -> None:
    told = f"{tally.saved} told as saved, {tally.errors} errors told"
    row(what, told, "-")
    row("  lost / vaults that do not open", f"{tally.lost} / {tally.damaged}", "0 / 0")


def kills(times: int) -> None:
    with vault_folder() as folder:
        tallied(f"{times} times kill -9 during autosave", faults.kills(folder, times))


def power_cuts(times: int) -> None:
    if importlib.util.find_spec("apsw") is None:
        row("power cuts", "not run: apsw is missing", "pip install apsw")
        return
    from bench.powercuts import power_cuts as cuts  # noqa: PLC0415 - needs apsw

    with tempfile.TemporaryDirectory() as name:
        lost, damaged = cuts(Path(name), times)
    row(f"{times} power cuts: lost / damaged", f"{lost} / {damaged}", "0 / 0")


def disk_errors(times: int) -> None:
    if not faults.can_inject():
        row("disk errors", "not run: strace is missing", "apt install strace")
        return
    with vault_folder() as folder:
        tallied(f"{times} errors of the disk", faults.disk_errors(folder, times))


def full_disk() -> None:
    if not faults.can_mount():
        row("full disk", "not run: needs root, to mount one", "sudo")
        return
    with faults.small_disk() as disk:
        said, readable, goes_on = faults.full_disk(disk)
    row("full disk: said, readable, goes on after", f"{said}, {readable}, {goes_on}", "all True")


def corruptions(times: int) -> None:
    with vault_folder(on_disk=False) as folder:
        found = faults.corruptions(folder, times)
    row(f"{times} corruptions: wrong / surprises", f"{found.wrong} / {found.surprises}", "0 / 0")
    row("  drafts of 60 that still open, mean", f"{found.opened / found.files:.0f}", "-")


def two_windows(saves: int) -> None:
    with vault_folder() as folder:
        lost, conflicts = faults.two_windows(folder, saves)
    row(f"two windows, {saves} saves: lost updates", f"{lost} ({conflicts} conflicts)", "0")


def kills_of_the_screen(times: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        tally = killed_screen.kills(Path(name), times)
        tallied(f"{times} times kill -9 of the screen in use", tally)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer runs")
    quick = parser.parse_args().quick
    if hasattr(os, "getloadavg"):
        row("processes that want this machine", f"{os.getloadavg()[0]:.1f}", "below its cores")
    with tempfile.TemporaryDirectory() as name:
        for found in speeds(Path(name), 50 if quick else 400, 2000):
            row(*found)
    corruptions(50 if quick else 1000)
    power_cuts(80 if quick else 800)
    two_windows(200 if quick else 2000)
    full_disk()
    disk_errors(10 if quick else 150)
    kills(20 if quick else 500)
    kills_of_the_screen(5 if quick else 50)


if __name__ == "__main__":
    main()

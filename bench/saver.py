"""A process that saves, for `bench/reliability.py` to kill, hinder and race.

python -m bench.saver keep FOLDER LAST     prints each number once it is saved
python -m bench.saver count FOLDER TIMES   adds 1 to the one draft, TIMES times
"""

from __future__ import annotations

import os
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from bht_assist.flows.session import Answered, Session
from bht_assist.vault.keys import Cost
from bht_assist.vault.opening import create, unlock
from bht_assist.vault.records import Head, Kept
from bht_assist.vault.saving import Autosave, Outcome, Saved
from bht_assist.vault.troubles import ChangedElsewhere, NotWritten

if TYPE_CHECKING:
    from bht_assist.vault.vault import Vault

CHEAP = Cost(memory=8 * 1024, passes=1, lanes=1)
WORDS = "one two three four five"
FILLING = "what was said " * 450
"""About 6 KB, as long as a whole plan."""


def numbered(number: int) -> Kept:
    """Give a draft that has its number in its head and in its words."""
    answer = Answered("a", f"{number} {FILLING}")
    return Kept(Head("1125-1", "safety_plan", step=str(number)), Session("f", "s", (answer,)))


def number_of(kept: Kept) -> int:
    """Read the number where it was said, and see that the head tells of the same draft."""
    [answer] = kept.session.events
    number = answer.value.split()[0]  # type: ignore[union-attr]
    if kept != numbered(int(number)):
        raise ValueError("not what was saved")
    return int(number)


def made(folder: Path) -> Vault:
    vault, _ = create(folder, "ana", WORDS, cost=CHEAP)
    return vault


def keep(vault: Vault, last: int) -> None:
    """Save number after number until `last` is on disk, and say so each time, after the commit."""
    told = [0]

    def tell(outcome: Outcome) -> None:
        if isinstance(outcome, Saved):
            told[0] = int(outcome.entry.head.step)
            os.write(1, f"{told[0]}\n".encode())
        else:
            os.write(1, f"error {outcome.why}\n".encode())

    saving, number = Autosave(vault, tell, retry=0.01), 0
    [entry] = vault.listed().entries
    saving.take_up("a", entry)
    while told[0] < last:
        number = min(number + 1, last)
        if number > told[0]:
            saving.keep("a", numbered(number))
        time.sleep(0.002)
    saving.close(5)


def count(vault: Vault, times: int) -> None:
    """Add 1 to what the draft says; when another process was first, read it again."""
    [entry] = vault.listed().entries
    done = conflicts = 0
    while done < times:
        found = vault.find(entry.id)
        if found is None:
            raise LookupError
        entry, kept = found
        time.sleep(0.001)  # for the other process to come between
        after = replace(kept, head=kept.head._replace(step=str(int(kept.head.step) + 1)))
        try:
            vault.save(entry, after)
        except (ChangedElsewhere, NotWritten):
            conflicts += 1
        else:
            done += 1
    print(conflicts)


def main() -> None:
    mode, folder, number = sys.argv[1:]
    vault = unlock(Path(folder), WORDS)
    {"keep": keep, "count": count}[mode](vault, int(number))
    vault.close()


if __name__ == "__main__":
    main()

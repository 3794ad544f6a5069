"""The program on a terminal, killed while somebody types: what was shown as saved must be there."""

from __future__ import annotations

import random
import re
import sys
import time
from typing import TYPE_CHECKING

from bench.faults import Tally
from bench.saver import CHEAP, WORDS
from bench.terminal import Terminal
from bht_assist.flows.session import Answered
from bht_assist.vault import opening

if TYPE_CHECKING:
    from pathlib import Path

PROGRAM = (sys.executable, "-m", "bht_assist")
WAIT = 60
ANSWER = "thing number {} to do"


def kills(folder: Path, times: int) -> Tally:
    """Type, kill, and look; `folder` is empty."""
    tally = Tally()
    chance = random.Random(7)  # noqa: S311 - the same moments in every run
    for number in range(times):
        data = folder / str(number)
        opening.create(data, "ana", WORDS, cost=CHEAP)[0].close()
        shown = _typed_and_killed(data, chance.randint(1, 5), chance.uniform(0, 1.5))
        tally.saved += shown
        tally.lost += max(shown - _kept(data), 0)
    return tally


def _typed_and_killed(data: Path, answers: int, after: float) -> int:
    """Give how many answers were shown as saved by some seconds after the last was shown."""
    terminal = Terminal(PROGRAM, data.parent, env={"BHT_ASSIST_DATA": str(data)})
    try:
        terminal.until("Passphrase", wait=WAIT)
        time.sleep(0.5)
        terminal.type(f"{WORDS}\r")
        terminal.until("START", wait=WAIT)
        terminal.type("safety pl\r")
        terminal.until("Question 1 of", wait=WAIT)
        terminal.type("\x0f")
        terminal.until("All questions", wait=WAIT)
        terminal.type("things i can do on\r")
        terminal.until("Things I can do on my own", wait=WAIT)
        mark = terminal.mark
        for number in range(1, answers + 1):
            terminal.type(f"{ANSWER.format(number)}\r")
            terminal.until(f"[x] {ANSWER.format(number)}", since=mark, wait=WAIT)
            terminal.settled(after, after)
    finally:
        terminal.close()
    return _shown_as_saved(terminal.painted(mark))


def _shown_as_saved(painted: str) -> int:
    """Count the answers that were painted before the last "Saved"."""
    before = painted[: max(painted.rfind("Saved "), 0)]
    taken = re.findall(r"\[x\] " + ANSWER.format(r"(\d+)"), before)
    return max(map(int, taken), default=0)


def _kept(data: Path) -> int:
    """Count the answers that the vault holds."""
    vault = opening.unlock(data, WORDS)
    entries = vault.listed().entries
    events = vault.open(entries[0].id)[1].session.events if entries else ()
    vault.close()
    said = [each.value for each in events if isinstance(each, Answered) and each.step == "coping"]
    return len(said[-1]) if said and isinstance(said[-1], tuple) else 0

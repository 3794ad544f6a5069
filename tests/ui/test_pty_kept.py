"""Kept drafts on a real terminal: killed, locked, and opened again by a fresh process."""

from __future__ import annotations

import os
import re
import sys
import time
from typing import TYPE_CHECKING

import pytest

from tests.core import core

if os.name != "posix":
    pytest.skip("there are no pseudo-terminals here", allow_module_level=True)

from bench.terminal import Terminal
from bht_assist.vault import opening
from tests.vault.stores import CHEAP

from .test_pty import PROGRAM, WAIT, start_a_plan

if TYPE_CHECKING:
    from pathlib import Path

SECRET = "five words that nobody knows"  # noqa: S105
WORDS = "Canary-7b1e [Inés]"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "kept"
    opening.create(folder, "ana", SECRET, cost=CHEAP)[0].close()
    return folder


def begun(data: Path) -> Terminal:
    terminal = Terminal(PROGRAM, data.parent, env={"BHT_ASSIST_DATA": str(data)})
    unlock(terminal)
    return terminal


def unlock(terminal: Terminal, since: int = 0) -> None:
    terminal.until("Passphrase", since=since, wait=WAIT)
    time.sleep(0.5)
    terminal.type(f"{SECRET}\r")
    terminal.until("START", since=since, wait=WAIT)


def say_something(terminal: Terminal) -> None:
    start_a_plan(terminal)
    terminal.type("\x0f")
    terminal.until("All questions", wait=WAIT)
    terminal.type("things i can do on\r")
    terminal.until("Things I can do on my own", wait=WAIT)
    since = terminal.mark
    terminal.type(f"{WORDS}\r")
    terminal.until("[x]", since=since, wait=WAIT)
    terminal.until("Saved", since=since, wait=WAIT)


def memory_of(process: int) -> bytes:
    """Read all that a process holds and may write to."""
    held = []
    with open(f"/proc/{process}/maps") as maps, open(f"/proc/{process}/mem", "rb", 0) as memory:  # noqa: PTH123
        for line in maps:
            found = re.match(r"([0-9a-f]+)-([0-9a-f]+) rw", line)
            if found:
                begin, end = (int(each, 16) for each in found.groups())
                memory.seek(begin)
                held.append(memory.read(end - begin))
    return b"".join(held)


def assert_hidden(data: Path, *said: str) -> None:
    """No byte on the disk holds what was said, as letters of any code."""
    found = [each.read_bytes() for each in data.rglob("*") if each.is_file()]
    assert found
    for words in (WORDS, SECRET, *said):
        for coded in (words.encode(), words.encode("utf-16-le"), ascii(words)[1:-1].encode()):
            assert not any(coded in each for each in found)


def test_what_was_shown_as_saved_outlives_the_process(data: Path) -> None:
    terminal = begun(data)
    try:
        say_something(terminal)
    finally:
        terminal.close()
    assert_hidden(data)
    vault = opening.unlock(data, SECRET)
    kept = vault.open(vault.listed().entries[0].id)[1]
    assert WORDS in str(kept.session)


@pytest.mark.skipif(
    not sys.platform.startswith("linux") or os.getuid() != 0, reason="reads another's memory"
)
def test_after_the_lock_a_fresh_process_asks_and_holds_no_words(data: Path) -> None:
    terminal = begun(data)
    try:
        say_something(terminal)
        assert WORDS.encode() in memory_of(terminal.process.pid)
        since = terminal.mark
        terminal.type("\x0c")
        terminal.until("Passphrase", since=since, wait=WAIT)
        held = memory_of(terminal.process.pid)
        assert WORDS.encode() not in held
        assert WORDS.encode("utf-16-le") not in held
        assert SECRET.encode() not in held
        since = terminal.mark
        unlock(terminal, since)
        terminal.until("CONTINUE", since=since, wait=WAIT)
    finally:
        terminal.close()


@pytest.mark.parametrize("end", ["close", "SIGTERM"])
def test_what_is_half_typed_is_saved_when_the_window_closes_and_nobody_can_read_it(
    data: Path, end: str
) -> None:
    terminal = begun(data)
    try:
        say_something(terminal)
        terminal.type("half a wor")
        terminal.until("half a wor", wait=WAIT)
        if end == "close":
            os.close(terminal.master)
            terminal.master = os.open(os.devnull, os.O_RDONLY)
        else:
            terminal.process.terminate()
        terminal.process.wait(WAIT)
    finally:
        terminal.close()
    assert_hidden(data, "half a wor")
    vault = opening.unlock(data, SECRET)
    kept = vault.open(vault.listed().entries[0].id)[1]
    assert kept.half["coping"] == {"line": "half a wor"}


F6 = "\x1b[17~"
HOME_ROWS = len(core().flows) + 1
"""Rows of the first screen before the draft that was opened last."""


def test_a_session_that_runs_is_taken_up_by_a_fresh_process(data: Path) -> None:
    terminal = begun(data)
    try:
        terminal.type("anger meter group, 45 minutes, 8 people\r")
        terminal.until("Question", wait=WAIT)
        terminal.settled(0.3)
        terminal.type(F6)
        terminal.until("NOW     Welcome", wait=WAIT)
        terminal.settled(0.3)
        since = terminal.mark
        terminal.type("\r")
        terminal.until("done 1 min of", since=since, wait=WAIT)
        terminal.until("Saved", since=since, wait=WAIT)
    finally:
        terminal.close()
    terminal = begun(data)
    try:
        terminal.until("CONTINUE", wait=WAIT)
        terminal.settled(0.3)
        since = terminal.mark
        terminal.type("\x1b[B" * HOME_ROWS + "\r")
        terminal.until("NOW     Check-in", since=since, wait=WAIT)
        terminal.until("done 1 min of", since=since, wait=WAIT)
    finally:
        terminal.close()

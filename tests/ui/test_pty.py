"""The program on a real terminal: it starts, takes a plan to its Word file, and ends well."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

if os.name != "posix":
    pytest.skip("there are no pseudo-terminals here", allow_module_level=True)

from bench.terminal import Terminal
from bht_assist.content.starter import start_pack

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

PROGRAM = (sys.executable, "-m", "bht_assist")
WORDS = "Rainy [days]"
INTO_ALTERNATE, OUT_OF_ALTERNATE = b"\x1b[?1049h", b"\x1b[?1049l"
WAIT = 60
"""Seconds; far more than it takes, for a machine that is busy with other tests."""


@contextmanager
def at_home(
    folder: Path, *options: str, command: Sequence[str] = PROGRAM, **env: str
) -> Iterator[Terminal]:
    kept = {"BHT_ASSIST_DATA": str(folder / ".kept")}
    terminal = Terminal((*command, *options), folder, env={**kept, **env})
    try:
        terminal.until("START", wait=WAIT)
        yield terminal
    finally:
        terminal.close()


def start_a_plan(terminal: Terminal) -> None:
    terminal.type("safety pl\r")
    terminal.until("Question 1 of", wait=WAIT)
    terminal.type("\r")
    terminal.until("Question 2 of", wait=WAIT)
    terminal.type(f"{WORDS}\r")
    terminal.until("Question 3 of", wait=WAIT)


def assert_restored(terminal: Terminal) -> None:
    assert terminal.raw.count(INTO_ALTERNATE) == 1
    after = terminal.raw.partition(OUT_OF_ALTERNATE)[2]
    assert after
    assert WORDS.encode() not in after
    assert "Traceback" not in terminal.painted()


def test_a_plan_is_typed_and_made_and_the_terminal_is_given_back(tmp_path: Path) -> None:
    with at_home(tmp_path) as terminal:
        start_a_plan(terminal)
        terminal.type("\x13")
        terminal.until("BEFORE YOU PRINT", wait=WAIT)
        terminal.type("\x13")
        terminal.until("Made:", wait=WAIT)
        terminal.type("\x11")
        assert terminal.end(WAIT) == 0
        assert_restored(terminal)
    made = sorted(each for each in tmp_path.iterdir() if each.is_file())
    assert made
    assert {each.suffix for each in made} == {".docx"}
    assert not any(each.stat().st_mode & 0o077 for each in made)


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_a_signal_ends_it_in_good_order(tmp_path: Path, name: str) -> None:
    with at_home(tmp_path) as terminal:
        start_a_plan(terminal)
        terminal.process.send_signal(getattr(signal, name))
        assert terminal.end(WAIT) == 0
        assert_restored(terminal)
    assert not list(tmp_path.iterdir())


def test_closing_the_window_ends_the_process(tmp_path: Path) -> None:
    with at_home(tmp_path) as terminal:
        os.close(terminal.master)
        terminal.process.wait(timeout=WAIT)
        terminal.master = os.open(os.devnull, os.O_RDONLY)
        assert terminal.process.returncode == 0


def test_what_is_typed_while_it_starts_is_kept_in_order(tmp_path: Path) -> None:
    terminal = Terminal(PROGRAM, tmp_path)
    try:
        terminal.until("What do you need?", wait=WAIT)
        terminal.type("safety pl\r")
        terminal.until("Question 1 of", wait=WAIT)
    finally:
        terminal.close()


def test_no_words_go_to_the_title_the_clipboard_or_a_log_of_textual(tmp_path: Path) -> None:
    with at_home(tmp_path, TEXTUAL="devtools,debug", TEXTUAL_LOG="keys.log") as terminal:
        start_a_plan(terminal)
        terminal.type("\x1b[D" * 4 + "words\x01\x03")
        terminal.type("\x11")
        terminal.settled()
        terminal.type("\x11")
        terminal.end(WAIT)
    titles = {part.partition(b"\x07")[0] for part in terminal.raw.split(b"\x1b]2;")[1:]}
    assert titles == {b"BHT Assist"}
    assert b"\x1b]52;" not in terminal.raw
    assert not list(tmp_path.iterdir())


def test_a_crash_prints_no_words_and_exits_1(tmp_path: Path) -> None:
    broken = (
        "from pathlib import Path\nimport sys\nfrom bht_assist.ui import start\n"
        "def load(**_):\n    secret = 'Rainy [days]'\n    raise RuntimeError(secret)\n"
        "sys.exit(start.run(load, Path()))"
    )
    terminal = Terminal((sys.executable, "-c", broken), tmp_path)
    try:
        assert terminal.end(WAIT) == 1
    finally:
        terminal.close()
    assert_restored(terminal)
    assert "BHT Assist stopped: RuntimeError in <string>, line 6." in terminal.painted()


def test_a_broken_pack_is_told_of_and_stops_nothing(tmp_path: Path) -> None:
    pack = start_pack(tmp_path, "west")
    (pack / "flows").mkdir(exist_ok=True)
    (pack / "flows" / "mine.yaml").write_text("flow: mine\nflow: twice\n")
    (pack / "overlays").mkdir(exist_ok=True)
    (pack / "overlays" / "safety_plan.yaml").write_text(
        "overlay: safety_plan\nchange: {no_such_step: {title: X}}\n"
    )
    with at_home(tmp_path, "--pack", str(pack)) as terminal:
        terminal.until("bht-assist packs check", wait=WAIT)
        start_a_plan(terminal)


def test_a_dumb_terminal_gets_lines(tmp_path: Path) -> None:
    terminal = Terminal(PROGRAM, tmp_path, env={"TERM": "dumb"})
    try:
        terminal.until("1 Safety plan", wait=WAIT)
        terminal.type("q\r")
        assert terminal.end(WAIT) == 0
        assert b"\x1b" not in terminal.raw
    finally:
        terminal.close()


def test_a_pipe_gets_lines(tmp_path: Path) -> None:
    done = subprocess.run(PROGRAM, cwd=tmp_path, input=b"q\n", capture_output=True, check=True)
    assert b"1 Safety plan" in done.stdout
    assert b"\x1b" not in done.stdout


def test_nothing_but_the_screen_is_imported_before_the_first_paint() -> None:
    seen = (
        "import sys, json\nimport bht_assist.cli\n"
        "from bht_assist.ui import app, home, start, themes\n"
        "from textual.widgets import Input, Static\n"
        "print(json.dumps(sorted(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", seen], capture_output=True, check=True, text=True)
    late = ("pydantic", "jinja2", "yaml", "rapidfuzz", "docx", "markdown_it", "segno")
    ours = ("bht_assist.content", "bht_assist.flows", "bht_assist.search", "bht_assist.documents")
    assert not [name for name in (*late, *ours) if f'"{name}"' in done.stdout]


def test_start_does_not_import_textual_before_its_switches_are_off() -> None:
    seen = "import sys\nfrom bht_assist.ui import start\nsys.exit('textual' in sys.modules)"
    subprocess.run([sys.executable, "-c", seen], check=True)

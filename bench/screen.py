"""How fast the screen is, through a pseudo-terminal, beside its peers measured in the same run.

    .venv/bin/python -m bench.screen [--quick]

Prints one line for each figure with its goal. Machines differ, so nothing here fails a build.
"""

from __future__ import annotations

import argparse
import random
import shutil
import statistics
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from bht_assist.content.library import load
from bht_assist.flows.answers_file import read, take
from bht_assist.flows.guide import guide_to
from bht_assist.flows.view import view
from bht_assist.making import page_text
from bht_assist.search.shelf import Shelf

from .terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bht_assist.content.library import Library

ROOT = Path(__file__).parent.parent
PROGRAM = (str(Path(sys.executable).with_name("bht-assist")),)
LARGE = (sys.executable, "-m", "bench.screen", "--large")
MANY = 20_000
MINIMAL = (
    sys.executable,
    "-c",
    "from textual.app import App\nfrom textual.widgets import Static\n"
    "class A(App):\n  def compose(self): yield Static('What do you need?')\nA().run()",
)
QUERIES = ("sheltre ", "food pantry ", "harbor house ", "counsel", "safe haven kitchn ")


def row(what: str, took: float, goal: str, unit: str = "ms") -> None:
    print(f"{what:56} {took:9.1f} {unit:2}   goal {goal}", flush=True)


@contextmanager
def running(command: Sequence[str], size: tuple[int, int] = (80, 24)) -> Iterator[Terminal]:
    terminal = Terminal(command, ROOT, size=size)
    try:
        yield terminal
    finally:
        terminal.close()


def first_paint(command: Sequence[str]) -> float:
    with running(command) as terminal:
        return terminal.until("What do you need?") * 1000


def ready(command: Sequence[str]) -> float:
    """Time from the start until a key that was pressed at once has had its effect."""
    with running(command) as terminal:
        terminal.until("What do you need?")
        terminal.type("anger")
        return terminal.until("Look up services for “anger”") * 1000


def after(terminal: Terminal, keys: str) -> float:
    """Time from a key to the last of what it painted."""
    began = time.perf_counter()
    terminal.type(keys)
    terminal.read(2)
    return max(terminal.settled() - began, 0) * 1000


def each_key(terminal: Terminal, queries: Sequence[str]) -> list[float]:
    taken = []
    for query in queries:
        taken += [after(terminal, key) for key in query]
        for _ in query:
            after(terminal, "\x7f")
    return taken


def p95(times: Sequence[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)]


def memory(terminal: Terminal) -> float:
    status = Path(f"/proc/{terminal.process.pid}/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


def median(of: Callable[[], float], times: int) -> float:
    return statistics.median(of() for _ in range(times))


def starting(times: int) -> None:
    peers, ours = [], []
    for _ in range(times):  # by turns, so that both meet the same machine
        peers.append(first_paint(MINIMAL))
        ours.append(first_paint(PROGRAM))
    peer = statistics.median(peers)
    row("a minimal Textual app, to first paint", peer, "-")
    row("bht-assist, to first paint", statistics.median(ours), f"{peer * 1.3:.0f} (1.3 x)")
    row("bht-assist, to the answer to a key", median(lambda: ready(PROGRAM), times), "500")


def in_use() -> None:
    with running(MINIMAL) as terminal:
        terminal.until("What do you need?")
        terminal.settled(0.4)
        row("a minimal Textual app, memory", memory(terminal), "-", "MB")
    with running(PROGRAM, (120, 40)) as terminal:
        terminal.until("START")
        terminal.settled(0.4)
        began = terminal.mark
        terminal.settled(3, 3)
        row("bytes written in 3 s without a key", terminal.mark - began, "0", "B")
        row("open a flow, to the last of its paint", after(terminal, "\r"), "250")
        row("an answer, to the next question and the page", after(terminal, "\r"), "-")
        row("memory", memory(terminal), "80", "MB")


def searching(queries: Sequence[str], fzf: Sequence[float]) -> None:
    """Type into Find; fzf's times for the same keys, if it is here, are what there is to reach."""
    middle = f"{statistics.median(fzf) * 1.2:.1f} (1.2 x fzf)" if fzf else "-"
    worst = f"{p95(fzf):.1f} (fzf's)" if fzf else "12"
    with running(LARGE) as terminal:
        terminal.until("START", wait=60)
        terminal.settled(3, 30)
        terminal.type("\x1b[B" * len(load().flows) + "\r")
        terminal.until("Find a service", wait=20)
        terminal.settled(0.5)
        taken = each_key(terminal, queries)
        row(f"a key in Find, {MANY} services, p50", statistics.median(taken), middle)
        row(f"a key in Find, {MANY} services, p95", p95(taken), worst)
        row(f"memory with {MANY} services", memory(terminal), "-", "MB")


def searching_with_fzf(queries: Sequence[str]) -> list[float]:
    """Type into the quickest list there is, over the same services as plain lines."""
    if not shutil.which("fzf"):
        print("fzf is not installed: left out", file=sys.stderr)
        return []
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as lines:
        for each in large_library().resources.values():
            lines.write(f"{each.name}: {each.what_for}\n")
        lines.flush()
        with running(("sh", "-c", f"fzf --height=100% < {lines.name}")) as terminal:
            terminal.until(f"{MANY}/{MANY}", wait=20)
            terminal.settled(0.5)
            taken = each_key(terminal, queries)
            row(f"a key in fzf, {MANY} lines, p50", statistics.median(taken), "-")
            row(f"a key in fzf, {MANY} lines, p95", p95(taken), "-")
            return taken


def in_the_index(queries: Sequence[str]) -> None:
    shelf = Shelf(large_library())
    began = time.perf_counter()
    shelf.everything("a")
    row(f"build the index, {MANY} services", (time.perf_counter() - began) * 1000, "-")
    taken = []
    for query in queries:
        for end in range(1, len(query) + 1):
            began = time.perf_counter()
            shelf.services(query[:end], 40)
            taken.append((time.perf_counter() - began) * 1000)
    row("a search in it, p50", statistics.median(taken), "-")
    row("a search in it, p95", p95(taken), "5")


def the_page(times: int) -> None:
    guide = guide_to(load(), "safety_plan", date(2026, 11, 23))
    session = take(guide, read(ROOT / "docs/examples/safety_plan.yaml")).session

    def update() -> float:
        began = time.perf_counter()
        page_text(view(guide, session), 44)
        return (time.perf_counter() - began) * 1000

    row("view and page of a whole safety plan", median(update, times * 4), "10")


_PLACES = (
    *("Harbor", "River", "Corner", "County", "Hope", "Safe", "Family"),
    *("North", "Union", "Lake"),
)
_SORTS = ("House", "Shelter", "Pantry", "Clinic", "Center", "Haven", "Kitchen", "Recovery", "Legal")
_SYLLABLES = [a + b + c for a in "bcdfghklmnprst" for b in "aeiou" for c in "lmnrst"]


def large_library() -> Library:
    """Give the core pack with very many made-up services."""
    library = load()
    chance = random.Random(4)  # noqa: S311 - the same services in every run
    towns = ["".join(chance.choices(_SYLLABLES, k=2)).capitalize() for _ in range(1500)]
    like = list(library.resources.values())
    many = {}
    for number in range(MANY):
        name = f"{chance.choice(towns)} {chance.choice(_PLACES)} {chance.choice(_SORTS)}"
        facts = {"id": f"made-{number}", "name": name, "aka": ()}
        many[f"made-{number}"] = chance.choice(like).but(**facts)
    return replace(library, resources=many)


def run_large() -> None:
    from bht_assist.ui import start  # noqa: PLC0415 - not in the process that measures

    sys.exit(start.run(lambda **_: large_library(), Path()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer runs")
    parser.add_argument("--large", action="store_true", help="run the program with many services")
    asked = parser.parse_args()
    if asked.large:
        run_large()
    times, queries = (3, QUERIES[:2]) if asked.quick else (11, QUERIES)
    starting(times)
    in_use()
    the_page(times)
    in_the_index(queries)
    searching(queries, searching_with_fzf(queries))


if __name__ == "__main__":
    main()

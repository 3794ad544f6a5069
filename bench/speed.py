"""How fast the program is, beside a bare Python measured in the same run.

    .venv/bin/python bench/speed.py [--quick]

Prints one line for each figure with its goal. Machines differ, so nothing here fails a build.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from functools import partial
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING

from bht_assist.content.library import load
from bht_assist.content.source import read_yaml
from bht_assist.flows.answers_file import read, take
from bht_assist.flows.guide import guide_to
from bht_assist.flows.session import Answered, Moved
from bht_assist.flows.view import view

if TYPE_CHECKING:
    from collections.abc import Callable

    from bht_assist.content.library import Library
    from bht_assist.flows.session import Session

EXAMPLES = Path(__file__).parent.parent / "docs" / "examples"
PROGRAM = (sys.executable, "-m", "bht_assist")


def milliseconds(run: Callable[[], object], times: int) -> float:
    """Give the median time of `run`."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        run()
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)


def process(*command: str) -> Callable[[], object]:
    return lambda: subprocess.run(command, check=True, capture_output=True)


def row(what: str, took: float, goal: str) -> None:
    print(f"{what:46} {took:9.2f} ms   goal {goal}")


def whole_processes(times: int) -> None:
    bare = milliseconds(process(sys.executable, "-c", "pass"), times)
    row("python -c pass", bare, "-")
    row(
        "bht-assist --help", milliseconds(process(*PROGRAM, "--help"), times), f"{bare * 10:.0f} ms"
    )
    with tempfile.TemporaryDirectory() as folder:
        answers = str(EXAMPLES / "safety_plan.yaml")
        make = (*PROGRAM, "make", "safety_plan", "--answers", answers, "--out", folder)
        row("make safety_plan, three papers", milliseconds(process(*make), times), "-")
        one = (*make, "--document", "safety_plan_client")
        goal = f"{bare * 53:.0f} ms"
        row("make safety_plan, the client's plan", milliseconds(process(*one), times), goal)


def changed(session: Session, times: int) -> list[Session]:
    """Give the conversation with its first list of words said anew, in other words each time.

    One without a list of words stays as it is.
    """
    lists = (
        each
        for each in session.events
        if isinstance(each, Answered)
        and isinstance(each.value, tuple)
        and isinstance(each.value[0], str)
        and " " in each.value[0]
    )
    if (said := next(lists, None)) is None:
        return [session]
    return [
        session.add(Answered(said.step, (f"{said.value[0]} {n}", *said.value[1:])))
        for n in range(times)
    ]


def inside(times: int) -> None:
    row(
        "load the core pack, as every start does",
        milliseconds(partial(load, places=False), times),
        "150 ms",
    )
    row("  and from its YAML, as a check of packs does", milliseconds(load, times), "-")
    library = load()
    for name in library.flows:
        guide = guide_to(library, name, date(2026, 11, 23))
        session = take(guide, read(EXAMPLES / f"{name}.yaml")).session
        view(guide, session)
        seen = milliseconds(lambda g=guide, s=session: view(g, s), times * 20)  # type: ignore[misc]
        row(f"view of {name}, {len(guide.steps)} steps", seen, "1 ms")
        changing = cycle(changed(session, 200))
        anew = milliseconds(lambda g=guide, c=changing: view(g, next(c)), times * 4)  # type: ignore[misc]
        row("  and with one answer changed", anew, "1 ms")
        long = session.add(*[Moved(step.id) for step in guide.steps] * 50)
        after = milliseconds(lambda g=guide, s=long: view(g, s), times * 4)  # type: ignore[misc]
        row(f"  and with {len(long.events)} events", after, "1 ms")
    fitted(library, times)
    largest = max(Path("bht_assist/content/packs").rglob("*.yaml"), key=lambda p: p.stat().st_size)
    raw = largest.read_bytes()
    row(
        f"read {len(raw) // 1024} KB of YAML", milliseconds(lambda: read_yaml(raw, "x"), times), "-"
    )


def fitted(library: Library, times: int) -> None:
    """Fit the session that has the most parts to choose from: the longest, for a full room."""
    guide = guide_to(library, "group_session", date(2026, 11, 23))
    slowest = 0.0
    for minutes in (15, 45, 90, 120):
        said = {"topic": "soc_assertive", "minutes": minutes, "group_size": 20}
        session = guide.start().add(*(Answered(*each) for each in said.items()))

        def fit(session: Session = session) -> None:
            guide.fitted.clear()
            view(guide, session)

        whole = milliseconds(fit, times * 20)
        known = milliseconds(lambda s=session: view(guide, s), times * 20)  # type: ignore[misc]
        slowest = max(slowest, whole - known)
    row("fit a session, the slowest of four lengths", slowest, "2 ms")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer runs")
    times = 3 if parser.parse_args().quick else 15
    whole_processes(times)
    inside(times)


if __name__ == "__main__":
    main()

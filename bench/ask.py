"""How fast a request is understood, and what it takes to be ready for the first one.

    .venv/bin/python -m bench.ask

Every labelled request of the tests is asked several times in a fixed order, cold and warm. Times
are those of this process alone, the least of several, as other programs may be running. Machines
differ, so nothing here fails a build.
"""

from __future__ import annotations

import time
import tracemalloc
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from bht_assist.content.library import Library, load
from bht_assist.flows.ask import Listener, listener
from bht_assist.search.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

REQUESTS = Path(__file__).parents[1] / "tests" / "flows" / "requests"
ROUNDS = 5


def main() -> None:
    texts = list(_texts())
    library = load()
    shelf = Shelf(library)
    shelf.find("anger group", most=1)
    least = min(_timed(lambda: _ready(library, shelf)) for _ in range(ROUNDS))
    tracemalloc.start()
    hears = _ready(library, shelf)
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    print(f"made ready in {least:.0f} ms, holds {held / 1e6:.1f} MB")
    _print("cold", [_timed(partial(hears.understand, text)) for text in texts])
    rounds = [[_timed(partial(hears.understand, text)) for text in texts] for _ in range(ROUNDS)]
    _print("warm", [min(times) for times in zip(*rounds, strict=True)])


def _texts() -> Iterator[str]:
    for name in ("seen", "unseen"):
        found = yaml.safe_load((REQUESTS / f"{name}.yaml").read_text(encoding="utf-8"))
        yield from (each["say"] for each in found)
    for name in ("told", "kinds"):
        told = yaml.safe_load((REQUESTS / f"{name}.yaml").read_text(encoding="utf-8"))
        for rows in told.values():
            yield from (each if isinstance(each, str) else each["say"] for each in rows)


def _ready(library: Library, shelf: Shelf) -> Listener:
    hears = listener(library, shelf)
    if hears is None:
        raise SystemExit("No pack says how requests are understood.")
    hears.understand("anger group")
    return hears


def _timed(what: Callable[[], object]) -> float:
    """Give the milliseconds of this process that something takes."""
    began = time.process_time()
    what()
    return (time.process_time() - began) * 1000


def _print(name: str, times: list[float]) -> None:
    times = sorted(times)
    half, most = times[len(times) // 2], times[int(len(times) * 0.95)]
    print(f"{name}: {len(times)} requests, p50 {half:.2f} ms, p95 {most:.2f} ms")


if __name__ == "__main__":
    main()

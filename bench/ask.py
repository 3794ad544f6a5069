"""How fast a request is understood.

    .venv/bin/python -m bench.ask

Every labelled request of the tests is asked several times in a fixed order, cold and warm. Times
are those of this process alone, as other programs may be running. Machines differ, so nothing
here fails a build.
"""

from __future__ import annotations

import time
from pathlib import Path

import yaml

from bht_assist.content.library import load
from bht_assist.flows.ask import listener
from bht_assist.search.shelf import Shelf

REQUESTS = Path(__file__).parents[1] / "tests" / "flows" / "requests"
ROUNDS = 5


def main() -> None:
    texts = [
        request["say"]
        for name in ("seen", "unseen")
        for request in yaml.safe_load((REQUESTS / f"{name}.yaml").read_text(encoding="utf-8"))
    ]
    library = load()
    began = time.process_time()
    hears = listener(library, Shelf(library))
    if hears is None:
        raise SystemExit("No pack says how requests are understood.")
    hears.understand("anger group")
    print(f"made ready in {(time.process_time() - began) * 1000:.0f} ms")
    for number in range(ROUNDS):
        times = []
        for text in texts:
            began = time.process_time()
            hears.understand(text)
            times.append((time.process_time() - began) * 1000)
        times.sort()
        half, most = times[len(times) // 2], times[int(len(times) * 0.95)]
        print(f"round {number + 1}: {len(texts)} requests, p50 {half:.2f} ms, p95 {most:.2f} ms")


if __name__ == "__main__":
    main()

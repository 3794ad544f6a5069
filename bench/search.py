"""How well and how fast the search is, beside its peers measured in the same run.

    .venv/bin/python -m bench.search [--quick] [--large]

A made-up directory, the same in every run, is asked by classes of query: whole names, names half
typed, one and two slips, words in another order, and what somebody needs. Times are those of this
process alone, as other programs may be running; those of `fzf`, where it is installed, are whole
ones, as it is a process of its own. --large adds 200,000 records. Machines differ, so nothing here
fails a build.
"""

from __future__ import annotations

import argparse
import gc
import random
import shutil
import sqlite3
import statistics
import subprocess
import sys
import time
import tracemalloc
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Protocol

from rapidfuzz import fuzz, process
from rapidfuzz.utils import default_process

from bht_assist.content.library import load
from bht_assist.search import text
from bht_assist.search.index import Index
from bht_assist.search.records import (
    Record,
    everyday_words_of,
    records_of,
    small_words_of,
    synonyms_of,
)
from bht_assist.search.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from bht_assist.content.library import Library

_SYLLABLES = [a + b + c for a in "bcdfghklmnprst" for b in "aeiou" for c in "lmnrst"]
_PLACES = ("Harbor", "River", "Corner", "County", "Hope", "Family", "North", "Union", "Lake")
_SORTS = ("House", "Shelter", "Pantry", "Clinic", "Center", "Kitchen", "Recovery", "Legal Aid")
_SLOW = 10
"""A slow peer is asked one query in so many."""
_CLASSES = ("exact", "prefix", "typo 1", "typo 2", "word order", "need")


class Engine(Protocol):
    clock: Callable[[], float]

    def first(self, query: str, limit: int) -> Sequence[int]:
        """Give the numbers of the records found, best first."""
        ...


@dataclass(frozen=True)
class Asked:
    sort: str
    query: str
    wanted: frozenset[int]


class Ours:
    clock = staticmethod(time.thread_time)

    def __init__(self, records: Sequence[Record]) -> None:
        self.index = Index(records, synonyms_of(load()))

    def first(self, query: str, limit: int) -> Sequence[int]:
        return [int(hit.id) for hit in self.index.search(query, limit=limit)]


class WRatio:
    """rapidfuzz over the whole text of each record."""

    clock = staticmethod(time.thread_time)

    def __init__(self, records: Sequence[Record]) -> None:
        self.texts = [default_process(text_of(record)) for record in records]

    def first(self, query: str, limit: int) -> Sequence[int]:
        asked = default_process(query)
        found = process.extract(asked, self.texts, scorer=fuzz.WRatio, limit=limit)
        return [number for _, _, number in found]


class Trigrams:
    """SQLite FTS5 with its trigram tokenizer, ranked by bm25 with weights for the fields."""

    clock = staticmethod(time.thread_time)

    def __init__(self, records: Sequence[Record]) -> None:
        self.base = sqlite3.connect(":memory:")
        self.base.execute("CREATE VIRTUAL TABLE d USING fts5(name, tags, text, tokenize='trigram')")
        rows = (
            (n, each.title, " ".join(each.tags), " ".join((*each.needs, *each.text)))
            for n, each in enumerate(records)
        )
        self.base.executemany("INSERT INTO d(rowid, name, tags, text) VALUES (?, ?, ?, ?)", rows)

    def first(self, query: str, limit: int) -> Sequence[int]:
        words = [word for word in default_process(query).split() if len(word) >= 3]
        parts = dict.fromkeys(word[at : at + 3] for word in words for at in range(len(word) - 2))
        if not parts:
            return []
        asked = " OR ".join(f'"{part}"' for part in parts)
        ranked = "SELECT rowid FROM d WHERE d MATCH ? ORDER BY bm25(d, 10, 6, 2) LIMIT ?"
        return [row[0] for row in self.base.execute(ranked, (asked, limit))]


class Fzf:
    """fzf as a filter: a process for each query, as a shell would use it."""

    clock = staticmethod(time.perf_counter)

    def __init__(self, records: Sequence[Record]) -> None:
        lines = (f"{n}\t{text_of(record)}" for n, record in enumerate(records))
        self.lines = "\n".join(lines).encode()

    def first(self, query: str, limit: int) -> Sequence[int]:
        command = ("fzf", "--filter", query, "--nth", "2..", "--delimiter", "\t")
        found = subprocess.run(command, input=self.lines, capture_output=True, check=False).stdout
        return [int(line.split(b"\t")[0]) for line in islice(found.splitlines(), limit)]


def text_of(record: Record) -> str:
    return " ".join(text for _, texts in record.tiers for text in texts)


def directory(size: int) -> list[Record]:
    chance = random.Random(4)  # noqa: S311 - the same services in every run
    like = [each for each in records_of(load()) if each.kind == "resource"]
    towns = ["".join(chance.choices(_SYLLABLES, k=2)).capitalize() for _ in range(size // 12)]
    made = []
    for number in range(size):
        pattern = chance.choice(like)
        name = f"{chance.choice(towns)} {chance.choice(_PLACES)} {chance.choice(_SORTS)}"
        facts = (pattern.tags, pattern.needs, pattern.text)
        made.append(Record("resource", str(number), name, (), *facts))
    return made


def asked_of(records: Sequence[Record], each_class: int) -> list[Asked]:
    """Ask for records by name, spoilt in one way or another, and for needs within a town."""
    chance = random.Random(7)  # noqa: S311 - the same questions in every run
    named: dict[str, set[int]] = {}
    for number, record in enumerate(records):
        named.setdefault(record.title, set()).add(number)
    spoil: Mapping[str, Callable[[str], str]] = {
        "exact": str,
        "prefix": lambda name: name[: max(len(name) * 2 // 3, 5)],
        "typo 1": lambda name: slipped(name, 1, chance),
        "typo 2": lambda name: slipped(name, 2, chance),
        "word order": lambda name: " ".join(reversed(name.split())),
    }
    made = []
    for sort in _CLASSES:
        for number in chance.sample(range(len(records)), each_class):
            record = records[number]
            if sort == "need":
                town, tag = record.title.split()[0], chance.choice(record.tags[1:] or record.tags)
                query = f"{tag} {town}"
                wanted = frozenset(
                    n
                    for n, each in enumerate(records)
                    if town == each.title.split()[0]
                    and (tag in each.tags or tag in each.title.lower())
                )
            else:
                query, wanted = spoil[sort](record.title), frozenset(named[record.title])
                if sort == "prefix":
                    fitting = (named[name] for name in named if name.startswith(query))
                    wanted = frozenset(n for numbers in fitting for n in numbers)
            made.append(Asked(sort, query.lower(), wanted))
    return made


def slipped(name: str, slips: int, chance: random.Random) -> str:
    """Drop, double, swap or change letters, each in another word."""
    words = name.split()
    for at in chance.sample(range(len(words)), min(slips, len(words))):
        word, place = words[at], chance.randrange(1, max(len(words[at]) - 1, 2))
        words[at] = chance.choice(
            [
                word[:place] + word[place + 1 :],
                word[:place] + word[place] + word[place:],
                word[: place - 1] + word[place : place + 1] + word[place - 1] + word[place + 1 :],
                word[:place] + chance.choice("aeiourstln") + word[place + 1 :],
            ]
        )
    return " ".join(words)


def keys(asked: Sequence[Asked]) -> Iterator[str]:
    for each in asked:
        yield from (each.query[:end] for end in range(1, len(each.query) + 1))


def p95(times: Sequence[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)]


def timed(run: Callable[[], object]) -> float:
    began = time.thread_time()
    run()
    return (time.thread_time() - began) * 1000


def measure(name: str, engine: Engine, built: float, asked: Sequence[Asked]) -> float:
    """Print a row for an engine: first places by class, and the time for a query."""
    right = dict.fromkeys(_CLASSES, 0)
    times = []
    for each in asked:
        began = engine.clock()
        found = engine.first(each.query, 10)
        times.append((engine.clock() - began) * 1000)
        right[each.sort] += bool(found) and found[0] in each.wanted
    number = len(asked) // len(_CLASSES)
    shares = " ".join(f"{100 * right[sort] // number:10}" for sort in _CLASSES)
    overall = 100 * sum(right.values()) / len(asked)
    late = p95(times)
    print(f"{name:24} {built / 1000:6.1f} s {late:8.1f} ms {shares} {overall:8.1f}", flush=True)
    return late


def compare(size: int, each_class: int, peers: Mapping[str, type]) -> None:
    records = directory(size)
    asked = asked_of(records, each_class)
    print(f"\n{size} records, {len(asked)} queries; first place in percent")
    print(
        f"{'':24} {'build':>8} {'p95':>11} {' '.join(f'{sort:>10}' for sort in _CLASSES)}  overall"
    )
    began = time.thread_time()
    ours = Ours(records)
    built = (time.thread_time() - began) * 1000
    gc.collect()
    gc.freeze()
    late = measure("bht_assist", ours, built, asked)
    for name, peer in peers.items():
        began = time.thread_time()
        engine = peer(records)
        took = (time.thread_time() - began) * 1000
        slow = peer is WRatio
        theirs = measure(name, engine, took, asked[::_SLOW] if slow else asked)
        print(f"{'':24} {late / theirs:.3f} of its p95")
    some = asked[:: max(len(asked) // 60, 1)]
    typed = [timed(partial(ours.first, query, 30)) for query in keys(some)]
    goal = 5 if size <= 20_000 else 10
    row("each key, 30 rows, p50", statistics.median(typed), "-")
    row("each key, 30 rows, p95", p95(typed), str(goal))


def row(what: str, took: float, goal: str, unit: str = "ms") -> None:
    print(f"{what:44} {took:9.2f} {unit:4} goal {goal}", flush=True)


def fresh(records: Sequence[Record], library: Library) -> Index:
    for kept in (text._words_in, text._entries):
        kept.cache_clear()
    words = (synonyms_of(library), small_words_of(library), everyday_words_of(library))
    return Index(records, *words)


def core() -> None:
    """Time what the program does with the core pack."""
    library = load()
    records = list(records_of(library))
    gc.disable()  # as in the program while it starts
    builds = [timed(lambda: fresh(records, library)) for _ in range(7)]
    row("build the core index, no word of it read before", statistics.median(builds), "30")
    shelf = Shelf(library)
    row("and the rules, to the first answer", timed(lambda: shelf.find("a")), "-")
    gc.enable()
    words = ("food stamps", "medcaid", "i want to die", "xqzzy", "neda", "someone to talk to")
    some = [Asked("", each, frozenset()) for each in words]
    times = [timed(partial(shelf.find, query)) for query in keys(some)]
    row("each key in the core pack, p95", p95(times), "5")


def memory(size: int) -> None:
    """Count what an index holds for each record, beside the texts of the records themselves."""
    records = directory(size)
    tracemalloc.start()
    index = Index(records, synonyms_of(load()))
    held = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    row(f"memory for a record, of {len(index.records)}", held / size, "1300", "B")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer queries, no slow peers")
    parser.add_argument("--large", action="store_true", help="200,000 records as well")
    wish = parser.parse_args()
    peers: dict[str, type] = {} if wish.quick else {"rapidfuzz WRatio": WRatio}
    peers |= {"SQLite FTS5 trigram": Trigrams}
    if shutil.which("fzf"):
        peers |= {"fzf --filter": Fzf}
    else:
        print("fzf is not installed: left out", file=sys.stderr)
    core()
    memory(20_000)
    compare(20_000, 10 if wish.quick else 50, peers)
    if wish.large:
        compare(200_000, 10, {"SQLite FTS5 trigram": Trigrams})


if __name__ == "__main__":
    main()

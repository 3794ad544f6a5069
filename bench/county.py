"""How well the search does in a county's directory of 4,000 services.

    .venv/bin/python -m bench.county [--size 4000]

No real directory is at hand, so this one is made up, the same in every run: agencies named as such
places are named, half of them with no word of what they do, each described in one or two of the
words that staff use for a need. It is written as a CSV, imported, and searched beside the core
pack. The questions are names, whole and misspelt, and those of `tests/search/queries.yaml`: a row
counts when it is one of the wanted ones, or one of the county's that is for the same need.
"""

from __future__ import annotations

import argparse
import csv
import random
import statistics
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from bench.search import _SYLLABLES, p95, slipped
from bht_assist.content.library import load
from bht_assist.directory.columns import map_for
from bht_assist.directory.importing import Wish, import_directory
from bht_assist.search.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bht_assist.content.library import Library
    from bht_assist.content.models import Need

_QUERIES = Path(__file__).parents[1] / "tests" / "search" / "queries.yaml"
_ASKED = ("typo", "abbreviation", "need", "slang", "spanish", "tired")
_KINDS = ("Services", "Center", "Project", "House", "Network", "Ministries", "Program", "Alliance")
_FIRST = 3
_COLUMNS = ("ID", "Name", "Phone", "Address", "City", "Description", "Category")


def services(size: int, library: Library) -> Iterator[tuple[Mapping[str, str], str]]:
    """Yield rows of the list, each with the need that it is for."""
    chance = random.Random(11)  # noqa: S311 - the same county in every run
    needs = sorted({each.needs[0] for each in library.resources.values()})
    towns = ["".join(chance.choices(_SYLLABLES, k=2)).capitalize() for _ in range(40)]
    for number in range(size):
        need = library.needs[chance.choice(needs)]
        yield _service(number, need, chance.choice(towns), chance), need.id


def _service(number: int, need: Need, town: str, chance: random.Random) -> Mapping[str, str]:
    said = [word for word in need.synonyms if len(word) > 3]
    told = chance.sample(said, min(len(said), chance.choice((1, 2))))
    saint = "".join(chance.choices(_SYLLABLES, k=2)).capitalize()
    about = f" {told[0].title()}" if chance.random() < 0.5 else ""
    texts = (
        str(number),
        f"{saint}{about} {chance.choice(_KINDS)}",
        f"602-{200 + number // 10_000 % 700}-{number % 10_000:04}",
        f"{chance.randrange(1, 900)} {chance.choice(towns_of(town))} St",
        town,
        f"For people in and near {town}: {', '.join(told)}.",
        chance.choice((need.say, told[0])),
    )
    return dict(zip(_COLUMNS, texts, strict=True))


def towns_of(town: str) -> tuple[str, ...]:
    return (town, "Main", "Oak", "First")


def county(folder: Path, size: int) -> tuple[Library, Mapping[str, str]]:
    """Import the list; give the library with it, and the need that each of its services is for."""
    core, source = load(), folder / "county.csv"
    rows = list(services(size, core))
    with source.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, _COLUMNS)
        writer.writeheader()
        writer.writerows(row for row, _ in rows)
    outcome = import_directory(Wish(source, folder / "pack", map_for(_COLUMNS)), core)
    print(f"{outcome.report.read} services read, {outcome.report.kept} kept")
    library = load(folder / "pack")
    by_name = {row["Name"]: need for row, need in rows}
    made = (each for each in library.resources.values() if each.name in by_name)
    return library, {each.id: by_name[each.name] for each in made}


def measure(library: Library, needs: Mapping[str, str]) -> None:
    shelf, times = Shelf(library, date(2026, 11, 23)), list[float]()
    shelf.find("warm")

    def first(query: str) -> list[str]:
        began = time.thread_time()
        found = shelf.find(query, "resource")
        times.append((time.thread_time() - began) * 1000)
        return [hit.id for hit in found.rows[:_FIRST]]

    chance = random.Random(5)  # noqa: S311 - the same questions in every run
    some = chance.sample(sorted(needs), 200)
    names = {name: library.resources[name].name for name in some}
    show("name", [_named(first(text), text, library) for text in names.values()])
    show("name, one slip", [_named(first(_spoilt(t, chance)), t, library) for t in names.values()])
    asked = yaml.safe_load(_QUERIES.read_text(encoding="utf-8"))
    every: list[bool] = []
    for kind in _ASKED:
        right = [_right(first(str(row["q"])), row["want"], library, needs) for row in asked[kind]]
        show(kind, right)
        every += right
    show("by what is needed, in all", every)
    print(f"each query: p50 {statistics.median(times):.1f} ms, p95 {p95(times):.1f} ms")


def _spoilt(name: str, chance: random.Random) -> str:
    own, _, rest = name.partition(" ")
    return f"{slipped(own, 1, chance)} {rest}"


def _named(found: list[str], name: str, library: Library) -> bool:
    return any(library.resources[each].name == name for each in found)


def _right(
    found: list[str], want: list[object], library: Library, needs: Mapping[str, str]
) -> bool:
    wanted = {str(each) for each in want}
    meant = {library.resources[each].needs[0] for each in wanted if each in library.resources}
    return any(each in wanted or needs.get(each) in meant for each in found)


def show(what: str, right: list[bool]) -> None:
    print(f"{what:28} {100 * sum(right) / len(right):5.1f} % of {len(right)} in the first three")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=4_000)
    with tempfile.TemporaryDirectory() as folder:
        measure(*county(Path(folder), parser.parse_args().size))


if __name__ == "__main__":
    main()

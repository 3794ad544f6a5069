"""Packs written for one test: a small one that is in order, and what a test changes in it."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from bht_assist.content.library import Library, load
from bht_assist.content.marked import Marked, MarkedList, MarkedMap
from bht_assist.content.problems import Place, Problem
from bht_assist.proofreading import proofread

TODAY = date(2026, 11, 23)
ONE_MORE_STEP = "documents: [slip]"
"""Stands in the small pack's flow where a step may be added."""
MARK = "«"
"""Stands in a test's text where a problem must point; no file ever holds it."""

PACK = """\
id: outing
version: "1"
title: Outings
"""
FLOW = """\
flow: outing
title: An outing
about: >-
  Where somebody goes, and what they take along.
minutes: 5
sections:
  - id: plans
    title: Plans
    steps:
      - id: goes
        ask: yes_no
        client: Do you want to go?
      - id: where
        ask: choice
        when: goes
        options: [park, lake]
        client: Where to?
      - id: bring
        ask: items
        client: What will you bring?
documents: [slip]
"""
SLIP = """\
---
title: My outing
for: outing
audience: client
---
# My outing

{% if goes %}I go to the {{ where }}.{% endif %}

I bring {{ bring }}.
"""
GOES = """\
scenario: Somebody goes
flow: outing
answers:
  goes: yes
  where: lake
expect:
  asked: [where]
"""
STAYS = """\
scenario: Somebody stays
flow: outing
answers:
  goes: no
expect:
  hidden: [where]
"""
IN_ORDER = {
    "pack.yaml": PACK,
    "flows/outing.yaml": FLOW,
    "documents/slip.md": SLIP,
    "scenarios/goes.yaml": GOES,
    "scenarios/stays.yaml": STAYS,
}
CARD = """\
---
card: calm
title: Stay calm
---
Breathe.
"""
RESOURCES = """\
needs:
  - {id: food, say: Food}
resources:
  - id: pantry
    name: Corner Pantry
    needs: [food]
    what_for: Food to take home.
    phones:
      - {number: 602-555-0110}
    hours: Mon-Fri 9 to 5
    audience: Anyone
    cost: Free
    verified_on: 2026-11-20
    verified_how: Called.
"""


def changed(text: str, old: str, new: str) -> str:
    """Give `text` with its one `old` as `new`."""
    assert text.count(old) == 1, old
    return text.replace(old, new)


def write(folder: Path, files: Mapping[str, str]) -> Path:
    """Write a pack's files and give its folder."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.replace(MARK, ""), encoding="utf-8", newline="")
    return folder


PRIVATE = ("client: What will you bring?", "client: What will you bring?\n        private: true")
HARD = (
    "What unnecessary recreational equipment, additional nourishment or alternative "
    "transportation are you considering organizing beforehand?"
)


def small_pack(folder: Path, changes: Mapping[str, str]) -> Path:
    """Write the small pack that is in order, with `changes` to its files."""
    return write(folder, {**IN_ORDER, **changes})


def found_in(folder: Path, changes: Mapping[str, str]) -> tuple[Problem, ...]:
    """Give what the proofreader finds in the small pack with `changes`, and nothing of the core."""
    return proofread(load(small_pack(folder, changes), core=False), TODAY)


def only_problem(folder: Path, changes: Mapping[str, str]) -> Problem:
    """Give the one problem there is, which must point where the mark stands."""
    found = found_in(folder, changes)
    assert len(found) == 1, [str(each) for each in found]
    assert found[0].place == marked_place(folder, changes)
    return found[0]


def marked_place(folder: Path, files: Mapping[str, str]) -> Place:
    """Give the place of the mark in the files of a test."""
    name, text = next((name, text) for name, text in files.items() if MARK in text)
    return Place((folder / name).as_posix(), *spot(text))


def spot(text: str) -> tuple[int, int]:
    """Give line and column of the mark."""
    before = text[: text.index(MARK)].split("\n")
    return len(before), len(before[-1]) + 1


def flow(old: str, new: str) -> dict[str, str]:
    """Change the small pack's flow."""
    return {"flows/outing.yaml": changed(FLOW, old, new)}


def slip(new: str) -> dict[str, str]:
    """Add to the small pack's paper."""
    return {"documents/slip.md": SLIP + new}


def codes(library: Library) -> list[str]:
    """Name what is wrong with a library."""
    return [each.code for each in library.problems]


def alone(folder: Path, changes: dict[str, str]) -> Library:
    """Load the small pack with these files, and nothing beside it."""
    return load(small_pack(folder, changes), core=False)


def check(row: str) -> dict[str, str]:
    """Add a check to the small pack's flow."""
    return flow(ONE_MORE_STEP, f"checks:\n  - {row}\n{ONE_MORE_STEP}")


def plain(tree: Marked) -> Any:
    """Give a tree as Python alone would have it, without its places."""
    if isinstance(tree, MarkedMap):
        return {str(key): plain(value) for key, value in tree.items()}
    return [plain(each) for each in tree] if isinstance(tree, MarkedList) else str(tree)

"""`groups`: what groups come to over time, from notes after groups, without a name."""

from __future__ import annotations

import csv
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .options import (
    Ask,
    guide_for,
    json_option,
    load_library,
    packs_option,
    print_json,
    take_answers,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bht_assist.content.library import Library
    from bht_assist.flows.metrics import Held

NOTE = "group_note"


@click.command()
@click.argument("notes", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--csv", "as_csv", is_flag=True, help="One line for each group, for a spreadsheet.")
@packs_option
@json_option
def groups(
    notes: tuple[Path, ...], packs: tuple[Path, ...], *, as_csv: bool, as_json: bool
) -> None:
    """Count groups from NOTES, the answers files of notes after groups; no name is shown."""
    from bht_assist.flows.metrics import held
    from bht_assist.flows.view import view

    library = load_library(packs)
    guide = guide_for(library, NOTE)
    rows = []
    for path in notes:
        taken = take_answers(guide, path)
        if taken.problems:
            raise Ask("\n".join(map(str, taken.problems)))
        rows.append(held(view(guide, taken.session)))
    rows.sort(key=lambda each: (each.day, each.topic))
    if as_json:
        print_json({"groups": [each.to_json() for each in rows]})
    elif as_csv:
        _write_csv(rows)
    else:
        click.echo("\n".join(_page(library, rows)))


def _write_csv(rows: list[Held]) -> None:
    first = rows[0].to_json()
    writer = csv.DictWriter(sys.stdout, list(first), lineterminator="\n")
    writer.writeheader()
    writer.writerows(each.to_json() for each in rows)


def _page(library: Library, rows: list[Held]) -> Iterator[str]:
    from bht_assist.flows.metrics import by_family, last_held, next_up

    families = by_family(rows)
    yield f"{len(rows)} groups, {rows[0].day or 'no day'} to {rows[-1].day or 'no day'}"
    yield ""
    yield f"{'Family':24}{'groups':>8}{'minutes':>9}{'planned':>9}{'seats':>7}"
    for each in families:
        numbers = f"{each.sessions:>8}{each.minutes:>9}{each.planned:>9}{each.seats:>7}"
        yield f"{each.family or 'no topic':24}{numbers}"
    yield ""
    expected = sum(each.expected or 0 for each in rows)
    there = sum(each.there for each in rows)
    yield f"Expected {expected}, there {there}, for a part {sum(each.partly for each in rows)}"
    for name, level in library.participation.items():
        if name in rows[0].levels:
            yield f"  {level.say}: {sum(each.levels[name] for each in rows)}"
    yield ""
    yield "Last held"
    for topic, day in last_held(rows).items():
        yield f"  {day or 'no day':10}  {library.topics[topic].title}"
    yield "Not held for the longest time, one of each family"
    for topic in next_up(library, rows):
        yield f"  {library.topics[topic].title}"

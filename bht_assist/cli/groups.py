"""`groups`: what groups come to over time, from notes after groups, without a name."""

from __future__ import annotations

import csv
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .counted import counted, lately_option
from .options import (
    Ask,
    Trouble,
    guide_for,
    json_option,
    letterhead_bytes,
    load_library,
    packs_option,
    print_json,
    take_answers,
)
from .unlocking import as_option, data_option, unlocked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bht_assist.flows.guide import Guide
    from bht_assist.flows.metrics import Held

NOTE = "group_note"


@click.command()
@click.argument("notes", nargs=-1, type=click.Path(path_type=Path))
@lately_option
@click.option("--kept", is_flag=True, help="Count the notes that are kept on this computer too.")
@data_option
@as_option
@click.option("--from", "first", default="", metavar="DAY", help="From this day, as 2026-11-01.")
@click.option("--until", "last", default="", metavar="DAY", help="Until this day.")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Make the page as a Word file in this folder.",
)
@click.option("--csv", "as_csv", is_flag=True, help="One line for each group, for a spreadsheet.")
@packs_option
@json_option
def groups(  # noqa: PLR0913, PLR0917 - one parameter for each option
    notes: tuple[Path, ...],
    lately: Path | None,
    data: Path | None,
    who: str,
    first: str,
    last: str,
    out: Path | None,
    packs: tuple[Path, ...],
    *,
    kept: bool,
    as_csv: bool,
    as_json: bool,
) -> None:
    """Count groups from NOTES, the answers files of notes after groups; no name is shown."""
    if not (notes or lately or kept):
        raise Ask("Name the notes, or --kept for those on this computer, or --lately FILE.")
    guide = guide_for(load_library(packs), NOTE)
    rows = [*_from_files(guide, notes), *(_from_vault(guide, data, who) if kept else ())]
    rows += [each for each in counted(lately) if each not in rows]  # counted then, and now again
    rows = sorted(_within(rows, first, last), key=lambda each: (each.day, each.topic))
    if as_json:
        print_json({"groups": [each.to_json() for each in rows]})
    elif as_csv:
        _write_csv(rows)
    else:
        _page(guide.remembering(tuple(rows)), out)


def _from_files(guide: Guide, notes: Iterable[Path]) -> Iterator[Held]:
    from bht_assist.flows.metrics import held
    from bht_assist.flows.view import view

    for path in notes:
        taken = take_answers(guide, path)
        if taken.problems:
            raise Ask("\n".join(map(str, taken.problems)))
        yield held(view(guide, taken.session))


def _from_vault(guide: Guide, data: Path | None, who: str) -> list[Held]:
    """Count the kept notes; one that can't be opened is told of and keeps no other back."""
    from bht_assist.flows.metrics import held
    from bht_assist.flows.view import view
    from bht_assist.vault.hardening import harden
    from bht_assist.vault.troubles import Damaged

    harden()
    rows, damaged = [], 0
    with unlocked(data, who) as opened:
        for entry in opened.listed().entries:
            if entry.head.flow == NOTE:
                try:
                    found = opened.find(entry.id)
                except Damaged:
                    damaged += 1
                else:
                    rows += [held(view(guide, found[1].session))] if found else []
    if damaged:
        click.echo(f"{damaged} kept notes can't be opened and are not counted.", err=True)
    return rows


def _within(rows: Iterable[Held], first: str, last: str) -> Iterator[Held]:
    """Keep the groups of a time; one without a day is of no time."""
    from datetime import date

    for day in filter(None, (first, last)):
        try:
            date.fromisoformat(day)
        except ValueError:
            raise Ask(f"“{day}” is not a day. Write it as 2026-11-23.") from None
    for each in rows:
        if (not first or first <= each.day) and (not last or "" < each.day <= last):
            yield each


def _write_csv(rows: list[Held]) -> None:
    names = list(dict.fromkeys(name for each in rows for name in each.to_json()))
    writer = csv.DictWriter(sys.stdout, names, restval="0", lineterminator="\n")
    writer.writeheader()
    writer.writerows(each.to_json() for each in rows)


def _page(guide: Guide, out: Path | None) -> None:
    """Show the page for a supervisor, or make it as a Word file."""
    from bht_assist.documents.files import OutputError
    from bht_assist.documents.text import render
    from bht_assist.flows.view import view
    from bht_assist.making import TROUBLES, Wish, supervisor_file, supervisor_page

    seen = view(guide, guide.start())
    try:
        if out is None:
            click.echo(render(supervisor_page(seen).page))
        else:
            wish = Wish(out, letterhead=letterhead_bytes(guide.library.letterhead))
            click.echo(supervisor_file(seen, wish, guide.today).path)
    except OutputError as error:
        raise Ask(str(error)) from None
    except TROUBLES as error:
        raise Trouble(str(error)) from None

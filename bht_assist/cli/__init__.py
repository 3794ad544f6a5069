"""The `bht-assist` command. Nothing but click is imported before a command needs it."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from bht_assist import __version__

from . import asking, directory, finding, groups, packs, papers, talking, vault
from .options import PROBLEMS, json_option, load_library, packs_option, print_json, today
from .unlocking import data_option

if TYPE_CHECKING:
    from pathlib import Path

CONTEXT = {"help_option_names": ["-h", "--help"]}


@click.group(invoke_without_command=True, context_settings=CONTEXT)
@click.version_option(__version__, prog_name="bht-assist")
@packs_option
@data_option
@click.option("--training", is_flag=True, help="Practice with made-up clients; nothing is kept.")
@click.option("--ascii", "ascii_only", is_flag=True, help="Plain signs, for old fonts.")
@click.pass_context
def main(
    context: click.Context,
    packs: tuple[Path, ...],
    data: Path | None,
    *,
    training: bool,
    ascii_only: bool,
) -> None:
    """Guided conversations for behavioral-health staff, offline: safety plans, groups, resources.

    Without a command, a menu of what there is to do.
    """
    os.umask(0o077)
    _speak_utf8()
    if context.invoked_subcommand is None:
        talking.menu(packs, data, training=training, ascii_only=ascii_only)


def _speak_utf8() -> None:
    """A terminal of another encoding shows a question mark rather than stopping the program."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


@main.command()
@packs_option
@json_option
def flows(packs: tuple[Path, ...], *, as_json: bool) -> None:
    """List the conversations there are."""
    library = load_library(packs, places=as_json)
    if not as_json:
        for flow in library.flows.values():
            whom = flow.who_for or "for staff"
            click.echo(f"{flow.flow:16} {flow.title}, {whom}, about {flow.minutes} minutes")
        return
    rows = [
        {
            "id": flow.flow,
            "title": flow.title,
            "pack": library.home("flows", flow.flow),
            "minutes": flow.minutes,
            "documents": list(flow.documents),
        }
        for flow in library.flows.values()
    ]
    print_json({"flows": rows})


@main.command()
@packs_option
def doctor(packs: tuple[Path, ...]) -> None:
    """Say whether everything that the program needs is here and well."""
    from bht_assist.doctor import checkup

    rows = checkup(load_library(packs, places=True), today())
    for row in rows:
        click.echo(f"{'ok  ' if row.well else 'LOOK'}  {row.what}: {row.say}")
    if not all(row.well for row in rows):
        sys.exit(PROBLEMS)


main.add_command(papers.make)
main.add_command(papers.review)
main.add_command(talking.plain)
main.add_command(asking.ask)
main.add_command(finding.search)
main.add_command(groups.groups)
main.add_command(packs.packs)
main.add_command(vault.vault)
main.add_command(directory.import_)
main.add_command(directory.export)
main.add_command(directory.resources)

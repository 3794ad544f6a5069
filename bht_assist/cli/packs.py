"""`packs`: check, show, describe and start content packs."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from .options import (
    PROBLEMS,
    Ask,
    all_packs,
    json_option,
    load_library,
    packs_option,
    print_json,
    today,
)


@click.group()
def packs() -> None:
    """Check, show, describe and start content packs."""


@packs.command()
@click.argument("path", required=False, type=click.Path(path_type=Path))
@packs_option
@json_option
def check(path: Path | None, packs: tuple[Path, ...], *, as_json: bool) -> None:
    """Read packs as a proofreader does: everything that is wrong, each with its place."""
    from bht_assist.content.library import load
    from bht_assist.proofreading import proofread

    library = load(*all_packs((*packs, *((path,) if path else ()))))
    problems = proofread(library, today())
    levels = [each.level for each in problems]
    counts = {level: levels.count(level) for level in ("error", "warning")}
    if as_json:
        print_json({"problems": [each.to_json() for each in problems], "counts": counts})
    else:
        for problem in problems:
            click.echo(f"{problem}{' (warning)' if problem.level == 'warning' else ''}")
        click.echo(f"{library.stamp}: {counts['error']} errors, {counts['warning']} warnings")
    if counts["error"]:
        sys.exit(PROBLEMS)


@packs.command()
@click.argument("kind", type=click.Choice(["flow", "finding"]), default="flow")
def schema(kind: str) -> None:
    """Print the JSON Schema of a flow file, or of finding.yaml, for editors that check."""
    from bht_assist.content.schema import schema_of

    print_json(schema_of(kind))


@packs.command()
@click.argument("flow")
@packs_option
def show(flow: str, packs: tuple[Path, ...]) -> None:
    """Print FLOW as a page to proofread."""
    from bht_assist.content.problems import did_you_mean
    from bht_assist.content.proof_page import proof_page

    library = load_library(packs)
    if flow not in library.flows:
        raise Ask(f"There is no flow “{flow}”; {did_you_mean(flow, library.flows)}")
    click.echo(proof_page(library.flows[flow]))


@packs.command()
@packs_option
def scenarios(packs: tuple[Path, ...]) -> None:
    """Run the packs' own scenarios and say which came out as expected."""
    from bht_assist.flows.scenarios import scenario_problems

    library = load_library(packs, places=True)
    problems = scenario_problems(library, today())
    for problem in problems:
        click.echo(str(problem))
    failed = sum(problem.level == "error" for problem in problems)
    click.echo(f"{len(library.scenarios)} scenarios, {failed} not as expected")
    if failed:
        sys.exit(PROBLEMS)


@packs.command()
@click.argument("name")
@click.option(
    "--in", "folder", type=click.Path(path_type=Path), default=Path(), help="Where to put it."
)
def new(name: str, folder: Path) -> None:
    """Start a facility's pack in a folder called NAME."""
    from bht_assist.content.starter import start_pack

    try:
        made = start_pack(folder, name)
    except FileExistsError:
        raise Ask(f"{folder / name} is there already. Choose another name.") from None
    except (OSError, ValueError) as error:
        raise Ask(f"The pack can't be started: {error}") from None
    click.echo(f"{made}: open facility.yaml and fill in what is true of your place.")


@packs.command()
@click.option("--forget", is_flag=True, help="Delete the words that are kept.")
@click.option("--data", type=click.Path(path_type=Path), help="Where drafts are kept.")
@packs_option
def suggest(data: Path | None, packs: tuple[Path, ...], *, forget: bool) -> None:
    """Propose synonyms for words that found nothing, as lines for a pack's synonyms.yaml."""
    from bht_assist import learning
    from bht_assist.vault.places import data_folder

    file = data_folder(data) / learning.FILE
    if forget:
        try:
            gone = learning.forget(file)
        except OSError as error:
            raise Ask(f"{file} can't be deleted: {error.strerror}.") from None
        click.echo("The words are deleted." if gone else "No words are kept.")
        return
    words = learning.read(file, today())
    if not words:
        click.echo("# No words are kept that found nothing.")
        return
    click.echo("# Read before you paste: nobody has checked what these mean.")
    for line in learning.as_yaml(learning.suggestions(load_library(packs), words)):
        click.echo(line)

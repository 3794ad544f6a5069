"""The `bht-assist` command. Nothing but click is imported before a command needs it."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bht_assist import __version__

if TYPE_CHECKING:
    from datetime import date

    from bht_assist.content.library import Library
    from bht_assist.content.problems import Problem
    from bht_assist.flows.guide import Guide

PROBLEMS, WRONG_USE = 1, 2
"""Exit codes: problems were found and printed; wrong use, or an input that can't be read."""


class Ask(click.ClickException):
    """Wrong use: a sentence, and exit code 2."""

    exit_code = WRONG_USE


class Trouble(click.ClickException):
    """Problems that keep a thing from being done: sentences, and exit code 1."""

    exit_code = PROBLEMS


packs_option = click.option(
    "--pack", "packs", multiple=True, type=click.Path(path_type=Path), metavar="DIR",
    help="Add a facility's pack; may be given more than once.",
)  # fmt: skip
json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
answers_option = click.option(
    "--answers", required=True, type=click.Path(path_type=Path), metavar="FILE",
    help="A YAML or JSON file: one line for each step.",
)  # fmt: skip
out_option = click.option(
    "--out", type=click.Path(path_type=Path), metavar="DIR", help="The folder for the Word files."
)
large_option = click.option(
    "--large-print", type=click.IntRange(12, 36), metavar="POINTS", help="Type size, such as 18 or 24."
)
letterhead_option = click.option(
    "--letterhead", type=click.Path(path_type=Path), metavar="FILE", help="A .docx to take header and footer from."
)


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="bht-assist")
@packs_option
@click.pass_context
def main(context: click.Context, packs: tuple[Path, ...]) -> None:
    """Guided conversations for behavioral-health staff, offline: safety plans, groups, resources.

    Without a command, a menu of what there is to do.
    """
    os.umask(0o077)
    _speak_utf8()
    context.obj = packs
    if context.invoked_subcommand is None:
        _menu(packs)


def _speak_utf8() -> None:
    """A terminal or pipe of another encoding shows a question mark rather than stopping."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    if hasattr(sys.stdin, "reconfigure"):
        sys.stdin.reconfigure(encoding="utf-8", errors="replace")


def _today() -> date:
    from datetime import datetime

    return datetime.now().astimezone().date()


def _library(context: click.Context, packs: tuple[Path, ...]) -> Library:
    """Load the packs; a broken facility pack is told of, and the core still serves."""
    from bht_assist.content.library import load

    library = load(*(context.obj or ()), *packs)
    for problem in library.problems:
        click.echo(str(problem), err=True)
    return library


def _guide(library: Library, flow: str) -> Guide:
    from bht_assist.content.problems import PackError
    from bht_assist.flows.guide import guide_to

    try:
        return guide_to(library, flow, _today())
    except KeyError as error:
        raise Ask(error.args[0]) from None
    except PackError as error:
        raise Trouble(str(error)) from None


def _print_json(shape: dict[str, Any]) -> None:
    click.echo(json.dumps(shape, ensure_ascii=False, indent=2))


@main.command()
@packs_option
@json_option
@click.pass_context
def flows(context: click.Context, packs: tuple[Path, ...], as_json: bool) -> None:
    """List the conversations there are."""
    library = _library(context, packs)
    rows = [
        {
            "id": flow.flow,
            "title": flow.title,
            "pack": library.place("flows", flow.flow).file.split("/")[0],
            "minutes": flow.minutes,
            "documents": list(flow.documents),
        }
        for flow in library.flows.values()
    ]
    if as_json:
        _print_json({"flows": rows})
        return
    for flow in library.flows.values():
        click.echo(f"{flow.flow:16} {flow.title}, {flow.who_for or 'for staff'}, about {flow.minutes} minutes")


@main.command()
@click.argument("flow")
@answers_option
@click.option("--document", "documents", multiple=True, metavar="ID", help="Only this paper; may be repeated.")
@out_option
@large_option
@letterhead_option
@packs_option
@json_option
@click.pass_context
def make(  # noqa: PLR0913, PLR0917 - one parameter for each option
    context: click.Context,
    flow: str,
    answers: Path,
    documents: tuple[str, ...],
    out: Path | None,
    large_print: int | None,
    letterhead: Path | None,
    packs: tuple[Path, ...],
    as_json: bool,
) -> None:
    """Make the Word files of FLOW from an answers file."""
    from bht_assist import making
    from bht_assist.flows.view import view

    guide = _guide(_library(context, packs), flow)
    taken = _taken(guide, answers)
    if taken.problems:
        _refuse(flow, taken.problems, as_json)
    seen = view(guide, taken.session)
    wish = making.Wish(
        out or Path(), documents, large_print or 0, _letterhead_bytes(letterhead or guide.library.letterhead)
    )
    with _making_troubles(flow, as_json):
        made = making.make(seen, wish, guide.today)
    if as_json:
        rows = [each.to_json() for each in made]
        _print_json({"flow": flow, "documents": rows, "problems": [], "computed": making.computed(seen)})
        return
    for each in made:
        click.echo(f"{each.path}{'  (draft)' if each.written.draft else ''}")


def _taken(guide: Guide, answers: Path) -> Any:
    from bht_assist.content.problems import PackError
    from bht_assist.flows.answers_file import read, take

    try:
        return take(guide, read(answers), str(answers))
    except PackError as error:
        raise Ask(str(error)) from None


def _refuse(flow: str, problems: tuple[Problem, ...], as_json: bool) -> None:
    """Print what is wrong with the answers; nothing has been written."""
    if as_json:
        rows = [each.to_json() for each in problems]
        _print_json({"flow": flow, "documents": [], "problems": rows, "computed": {}})
        sys.exit(PROBLEMS)
    raise Trouble("\n".join([*map(str, problems), "Nothing was made."]))


@contextmanager
def _making_troubles(flow: str, as_json: bool) -> Iterator[None]:
    """Turn what can go wrong while making papers into a sentence and an exit code."""
    from bht_assist.documents.files import OutputError
    from bht_assist.documents.letterhead import LetterheadError
    from bht_assist.documents.template import DocumentError
    from bht_assist.making import Blocked

    try:
        yield
    except KeyError as error:
        raise Ask(error.args[0]) from None
    except Blocked as error:
        if as_json:
            rows = [{"code": "blocked", "level": "error", "document": name, "rules": list(rules), "text": str(error)} for name, rules in error.waiting.items()]
            _print_json({"flow": flow, "documents": [], "problems": rows, "computed": {}})
            sys.exit(PROBLEMS)
        raise Trouble(str(error)) from None
    except (OutputError, LetterheadError) as error:
        raise Ask(str(error)) from None
    except DocumentError as error:
        raise Trouble(str(error)) from None


def _letterhead_bytes(path: Path | None) -> bytes | None:
    if path is None:
        return None
    try:
        return path.read_bytes()
    except OSError as error:
        raise Ask(f"The letterhead {path} can't be read: {error.strerror}. Check the name.") from None


@main.command()
@click.argument("flow")
@answers_option
@packs_option
@json_option
@click.pass_context
def review(context: click.Context, flow: str, answers: Path, packs: tuple[Path, ...], as_json: bool) -> None:
    """Show how far answers go: what is open, what was found, which paper waits for what.

    Exits with 1 when answers could not be used, somebody must be called, or a paper has to wait.
    """
    from bht_assist.flows.review import report
    from bht_assist.flows.view import view

    guide = _guide(_library(context, packs), flow)
    taken = _taken(guide, answers)
    shape = report(view(guide, taken.session), taken.refused)
    shape["problems"] = [each.to_json() for each in taken.problems]
    if as_json:
        _print_json(shape)
    else:
        _print_review(shape)
    if taken.problems or shape["blocks"] or shape["level"] in {"stop_now", "pause_check"}:
        sys.exit(PROBLEMS)


def _print_review(shape: dict[str, Any]) -> None:
    marks = {"todo": "·", "done": "✓", "skipped": "–"}
    for row in shape["steps"]:
        if row["status"] != "hidden":
            click.echo(f"{marks[row['status']]} {row['title']}")
            for text in [*row["problems"], *row["hints"]]:
                click.echo(f"    {text}")
    for finding in shape["findings"]:
        if finding["level"] != "hint":
            click.echo(f"! {finding['rule']} {finding['say']}")
    for problem in shape["problems"]:
        click.echo(f"! {problem['text']}")
    click.echo("This checks the paper, not the person.")


@main.command()
@click.argument("flow", required=False)
@out_option
@large_option
@letterhead_option
@packs_option
@click.pass_context
def plain(  # noqa: PLR0913, PLR0917 - one parameter for each option
    context: click.Context,
    flow: str | None,
    out: Path | None,
    large_print: int | None,
    letterhead: Path | None,
    packs: tuple[Path, ...],
) -> None:
    """Hold the conversation as numbered lines: for screen readers, simple terminals and pipes."""
    library = _library(context, packs)
    letterhead_bytes = _letterhead_bytes(letterhead or library.letterhead)
    lines = iter(sys.stdin.readline, "")
    _converse(library, flow or _picked_flow(library, lines), lines, out or Path(), large_print or 0, letterhead_bytes)


def _menu(packs: tuple[Path, ...]) -> None:
    context = click.get_current_context()
    library = _library(context, ())
    lines = iter(sys.stdin.readline, "")
    _converse(library, _picked_flow(library, lines), lines, Path(), 0, _letterhead_bytes(library.letterhead))


def _picked_flow(library: Library, lines: Iterator[str]) -> str:
    """Ask which conversation to hold; a number or a name."""
    flows = list(library.flows.values())
    click.echo("What do you need?")
    for number, flow in enumerate(flows, start=1):
        click.echo(f"  {number} {flow.title}, {flow.who_for}, about {flow.minutes} minutes")
    for line in lines:
        said = line.strip().casefold()
        if said in {"q", "quit"}:
            sys.exit(0)
        for number, flow in enumerate(flows, start=1):
            if said in {str(number), flow.flow, flow.title.casefold(), *(each.casefold() for each in flow.asks)}:
                return flow.flow
        click.echo(f"Type a number from 1 to {len(flows)}, or q to leave.")
    raise Ask("Nothing was picked. Name a conversation, as in: bht-assist plain safety_plan")


def _converse(  # noqa: PLR0913, PLR0917 - what a conversation on a terminal needs
    library: Library, flow: str, lines: Iterator[str], out: Path, large_print: int, letterhead: bytes | None
) -> None:
    from datetime import datetime

    from bht_assist import making
    from bht_assist.plain.conversation import Conversation
    from bht_assist.plain.talk import InputEnded

    guide = _guide(library, flow)
    wish = making.Wish(out, (), large_print, letterhead)
    made: list[bool] = []

    def make_papers(seen: Any) -> str:
        said, done = making.told(seen, wish, guide.today)
        made.append(done)
        return said

    conversation = Conversation(
        guide, lines, click.echo, making.page_text, make_papers, lambda: datetime.now().astimezone()
    )
    try:
        conversation.run()
    except InputEnded:
        raise Trouble("The lines ended before the review. Nothing was made.") from None
    except KeyboardInterrupt:
        raise Trouble("Stopped. Nothing was made.") from None
    if made and not made[-1]:
        sys.exit(PROBLEMS)


@main.group()
def packs() -> None:
    """Check, show and describe content packs."""


@packs.command()
@click.argument("path", required=False, type=click.Path(path_type=Path))
@packs_option
@json_option
@click.pass_context
def check(context: click.Context, path: Path | None, packs: tuple[Path, ...], as_json: bool) -> None:
    """Read packs as a proofreader does: everything that is wrong, each with its place."""
    from bht_assist.content.library import load
    from bht_assist.proofreading import proofread

    library = load(*(context.obj or ()), *packs, *((path,) if path else ()))
    problems = proofread(library, _today())
    counts = {level: sum(each.level == level for each in problems) for level in ("error", "warning")}
    if as_json:
        _print_json({"problems": [each.to_json() for each in problems], "counts": counts})
    else:
        for problem in problems:
            click.echo(f"{problem}{' (warning)' if problem.level == 'warning' else ''}")
        click.echo(f"{library.stamp}: {counts['error']} errors, {counts['warning']} warnings")
    if counts["error"]:
        sys.exit(PROBLEMS)


@packs.command()
def schema() -> None:
    """Print the JSON Schema of a flow file, for editors that complete and check."""
    from bht_assist.content.schema import flow_schema

    _print_json(flow_schema())


@packs.command()
@click.argument("flow")
@packs_option
@click.pass_context
def show(context: click.Context, flow: str, packs: tuple[Path, ...]) -> None:
    """Print FLOW as a page to proofread."""
    from bht_assist.content.problems import did_you_mean
    from bht_assist.content.proof_page import proof_page

    library = _library(context, packs)
    if flow not in library.flows:
        raise Ask(f"There is no flow “{flow}”; {did_you_mean(flow, library.flows)}")
    click.echo(proof_page(library.flows[flow]))


@packs.command()
@click.argument("name")
@click.option("--in", "folder", type=click.Path(path_type=Path), default=Path(), help="Where to put it.")
def new(name: str, folder: Path) -> None:
    """Start a facility's pack in a folder called NAME."""
    from bht_assist.content.starter import start_pack

    try:
        made = start_pack(folder, name)
    except (OSError, ValueError) as error:
        raise Ask(f"The pack can't be started: {error}") from None
    click.echo(f"{made}: open facility.yaml and fill in what is true of your place.")


@main.command()
@packs_option
@click.pass_context
def doctor(context: click.Context, packs: tuple[Path, ...]) -> None:
    """Say whether everything that the program needs is here and well."""
    from bht_assist.doctor import checkup

    rows = checkup(_library(context, packs), _today())
    for row in rows:
        click.echo(f"{'ok  ' if row.well else 'LOOK'}  {row.what}: {row.say}")
    if not all(row.well for row in rows):
        sys.exit(PROBLEMS)

"""What the commands share: their options, how they fail, and the loading of packs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from datetime import date

    from bht_assist.content.library import Library
    from bht_assist.flows.answers_file import Taken
    from bht_assist.flows.ask import Listener
    from bht_assist.flows.guide import Guide
    from bht_assist.flows.session import Answered, Session

PROBLEMS, WRONG_USE = 1, 2
"""Exit codes: problems were found and printed; wrong use, or an input that can't be read."""


class Ask(click.ClickException):
    """Wrong use: a sentence that says what to do, and exit code 2."""

    exit_code = WRONG_USE


class Trouble(click.ClickException):
    """Problems that keep a thing from being done: sentences, and exit code 1."""

    exit_code = PROBLEMS


_PATH = click.Path(path_type=Path)

packs_option = click.option(
    "--pack",
    "packs",
    multiple=True,
    type=_PATH,
    metavar="DIR",
    help="Add a facility's pack; may be given more than once.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
answers_option = click.option(
    "--answers",
    required=True,
    type=_PATH,
    metavar="FILE",
    help="A YAML or JSON file: one line for each step.",
)
out_option = click.option(
    "--out",
    type=_PATH,
    default=Path(),
    metavar="DIR",
    help="The folder for the Word files; this one, unless given.",
)
earlier_option = click.option(
    "--earlier",
    type=_PATH,
    metavar="FILE",
    help="Start from the answers file of an earlier plan.",
)
linked_option = click.option(
    "--from",
    "linked",
    type=_PATH,
    metavar="FILE",
    help="Take over what may be, such as early signs, from the answers file of another plan.",
)
large_option = click.option(
    "--large-print",
    type=click.IntRange(8, 36),
    metavar="POINTS",
    help="Type size, such as 18 or 24.",
)
paper_option = click.option(
    "--paper",
    type=click.Choice(["letter", "a4"]),
    help="Paper; as each document has it, unless given.",
)
letterhead_option = click.option(
    "--letterhead",
    type=_PATH,
    metavar="FILE",
    help="A .docx to take header, footer and styles from.",
)


def today() -> date:
    from datetime import datetime

    return datetime.now().astimezone().date()


def load_library(packs: tuple[Path, ...], *without: str, places: bool = False) -> Library:
    """Load the packs, those named before the command too; a broken one is told of, never fatal."""
    from bht_assist.content.library import load

    library = load(*all_packs(packs), without=without, places=places)
    for problem in library.problems:
        click.echo(str(problem), err=True)
    return library


def all_packs(packs: tuple[Path, ...]) -> tuple[Path, ...]:
    """Give the packs named before and after the command, each once."""
    context = click.get_current_context()
    named = (*context.find_root().params.get("packs", ()), *context.params.get("packs", ()), *packs)
    return tuple(dict.fromkeys(named))


def guide_for(library: Library, flow: str) -> Guide:
    from bht_assist.content.problems import PackError
    from bht_assist.flows.guide import guide_to

    try:
        return guide_to(library, flow, today())
    except KeyError as error:
        raise Ask(error.args[0]) from None
    except PackError:
        return _without_overlays(flow)


def _without_overlays(flow: str) -> Guide:
    """Tell of a facility's changes that break a flow, and serve the flow without them."""
    from bht_assist.content.library import load
    from bht_assist.content.problems import PackError
    from bht_assist.flows.guide import guide_to

    try:
        return guide_to(load(*all_packs(())), flow, today())  # anew, to say where it is broken
    except PackError as error:
        broken = str(error)
    click.echo(f"{broken}\nThe facility's changes to this flow are left out.", err=True)
    try:
        return guide_to(load(*all_packs(()), overlays=False), flow, today())
    except (KeyError, PackError):
        raise Trouble(broken) from None


def take_answers(
    guide: Guide, answers: Path, earlier: Path | None = None, linked: Path | None = None
) -> Taken:
    """Read an answers file; what can't be taken from the earlier plan is told of, never fatal."""
    from bht_assist.content.problems import PackError
    from bht_assist.flows.answers_file import read, take

    try:
        before = earlier_session(guide, earlier) if earlier else None
        over = linked_answers(guide, linked) if linked else ()
        return take(guide, read(answers), str(answers), before, over)
    except PackError as error:
        raise Ask(str(error)) from None


def earlier_session(guide: Guide, earlier: Path) -> Session:
    taken = take_answers(guide, earlier)
    for problem in taken.problems:
        click.echo(str(problem), err=True)
    return taken.session


def linked_answers(guide: Guide, linked: Path) -> tuple[Answered, ...]:
    """Take over from an answers file of the conversation it fits best, of those that are linked."""
    from bht_assist.flows.linking import linked as taken_over

    links = guide.flow.links
    if not links:
        raise Ask(f"{guide.flow.flow} takes nothing over from another conversation.")
    tried = [(link, guide_for(guide.library, link.flow)) for link in links]
    fits = [(link, there, take_answers(there, linked)) for link, there in tried]
    link, there, taken = min(fits, key=lambda each: len(each[2].problems))
    for problem in taken.problems:
        click.echo(str(problem), err=True)
    return taken_over(guide, link, there, taken.session)


def letterhead_bytes(path: Path | None) -> bytes | None:
    if path is None:
        return None
    try:
        return path.read_bytes()
    except OSError as error:
        text = f"The letterhead {path} can't be read: {error.strerror}. Check its name."
        raise Ask(text) from None


def print_json(shape: dict[str, Any]) -> None:
    click.echo(json.dumps(shape, ensure_ascii=False, indent=2))


def ledger_file(data: Path | None = None) -> Path:
    """Give the file that remembers which numbers went out on paper."""
    from bht_assist.directory.ledger import FILE
    from bht_assist.vault.places import data_folder

    return data_folder(data) / FILE


def learn_words(hears: Listener, text: str) -> None:
    """Keep the words that found nothing, where that is allowed."""
    from bht_assist.learning import learn
    from bht_assist.vault.places import data_folder

    learn(hears, text, data_folder(), today())

"""`plain` and the menu: the conversation held in lines."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .counted import counted, lately_option
from .options import (
    PROBLEMS,
    Ask,
    Trouble,
    all_packs,
    earlier_option,
    earlier_session,
    guide_for,
    large_option,
    ledger_file,
    letterhead_bytes,
    letterhead_option,
    linked_answers,
    linked_option,
    load_library,
    out_option,
    packs_option,
    paper_option,
    today,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bht_assist.content.library import Library
    from bht_assist.documents.word_sheet import Paper
    from bht_assist.flows.guide import Guide
    from bht_assist.flows.session import Answered, Session
    from bht_assist.making import Wish


@dataclass(frozen=True, slots=True)
class Before:
    """The files of what was held before this conversation."""

    earlier: Path | None = None
    """The answers of an earlier plan, to start from."""
    linked: Path | None = None
    """Those of another conversation, of which some are taken over."""
    lately: Path | None = None
    """The groups that were held."""


@click.command()
@click.argument("flow", required=False)
@earlier_option
@linked_option
@out_option
@large_option
@paper_option
@letterhead_option
@lately_option
@packs_option
def plain(  # noqa: PLR0913, PLR0917 - one parameter for each option
    flow: str | None,
    earlier: Path | None,
    linked: Path | None,
    out: Path,
    large_print: int | None,
    paper: Paper | None,
    letterhead: Path | None,
    lately: Path | None,
    packs: tuple[Path, ...],
) -> None:
    """Hold the conversation as numbered lines: for screen readers, simple terminals and pipes."""
    from bht_assist.making import Wish

    library = load_library(packs, "scenarios")
    lent = letterhead_bytes(letterhead or library.letterhead)
    ready = Wish(out, (), large_print, paper, lent, ledger=ledger_file())
    _talk(library, flow, ready, Before(earlier, linked, lately))


def menu(packs: tuple[Path, ...], data: Path | None, *, training: bool, ascii_only: bool) -> None:
    """Ask what is needed, then hold that conversation: on the screen, or in lines without one."""
    if not _has_screen():
        _menu_in_lines(load_library(packs, "scenarios"))
        return
    from bht_assist.ui import start
    from bht_assist.vault.places import data_folder

    if os.name == "nt" and start.ATTENDED not in os.environ:
        start.attended()
    folders, kept = all_packs(packs), None if training else data_folder(data)
    code = start.run(
        lambda **how: _loaded(folders, **how),
        Path(),
        data=kept,
        training=training,
        ascii_only=ascii_only,
    )
    if code == start.LOCKED and start.ATTENDED not in os.environ:
        start.again()
    sys.exit(code)


def _menu_in_lines(library: Library) -> None:
    from bht_assist.making import Wish

    lent = letterhead_bytes(library.letterhead)
    _talk(library, None, Wish(Path(), letterhead=lent, ledger=ledger_file()), Before())


def _loaded(folders: tuple[Path, ...], **how: Any) -> Library:
    """Load the packs once the screen is up; it tells of problems itself."""
    from bht_assist.content.library import load

    return load(*folders, **how)


def _has_screen() -> bool:
    """A pipe or a dumb terminal gets lines; the screen needs both ends of a real one."""
    dumb = os.environ.get("TERM", "") in {"", "dumb"} and os.name != "nt"
    ends = (sys.stdin, sys.stdout, sys.stderr)
    return not dumb and all(end and end.isatty() for end in ends)


def _talk(
    library: Library,
    flow: str | None,
    wish: Wish,
    before: Before,
) -> None:
    held = counted(before.lately)
    lines = iter(sys.stdin.readline, "") if sys.stdin else iter(())
    try:
        name, said = (flow, ()) if flow else _picked(library, lines)
        guide = guide_for(library, name).remembering(held)
        _converse(guide, lines, wish, lambda guide: _begun(guide, said, before))
    except KeyboardInterrupt:
        raise Trouble("Stopped. Nothing was made.") from None


def _picked(library: Library, lines: Iterator[str]) -> tuple[str, tuple[Answered, ...]]:
    """Ask which conversation to hold, by number, by name or in one's own words."""
    flows = list(library.flows.values())
    click.echo("What do you need?")
    for number, flow in enumerate(flows, start=1):
        click.echo(f"  {number} {flow.title}, {flow.who_for}, about {flow.minutes} minutes")
    click.echo("A number, or what you need in your own words:")
    for line in lines:
        said = line.strip().casefold()
        if said in {"q", "quit"}:
            sys.exit(0)
        for number, flow in enumerate(flows, start=1):
            if said in {
                str(number),
                flow.flow,
                flow.title.casefold(),
                *map(str.casefold, flow.asks),
            }:
                return flow.flow, ()
        if started := _asked(library, line.strip()):
            return started
        click.echo(f"Type a number from 1 to {len(flows)}, say what you need, or q to leave.")
    raise Ask("Nothing was picked. Name a conversation, as in: bht-assist plain safety_plan")


def _asked(library: Library, words: str) -> tuple[str, tuple[Answered, ...]] | None:
    """Say what a request was understood to be; give what it starts, if it starts something."""
    from bht_assist.flows.ask import understand
    from bht_assist.search.shelf import Shelf

    from .asking import lines as told

    if not words:
        return None
    found = understand(words, library, Shelf(library, today()))
    for line in told(library, found, words):
        click.echo(line)
    if found.kind == "urgent":
        click.echo(library.cards[found.card].body)
    return (found.flow, found.events) if found.kind in {"plan", "start"} else None


def _begun(guide: Guide, said: tuple[Answered, ...], before: Before) -> Session:
    """Begin with what is known: from an earlier plan, another conversation, or what was asked."""
    from bht_assist.flows.revision import revised

    over = linked_answers(guide, before.linked) if before.linked else ()
    if before.earlier:
        return revised(earlier_session(guide, before.earlier), guide).add(*over)
    return guide.start().add(*said, *over)


def _converse(
    guide: Guide,
    lines: Iterator[str],
    wish: Wish,
    begun: Callable[[Guide], Session],
) -> None:
    from datetime import datetime

    from bht_assist.making import markdown_text, page_text, told
    from bht_assist.plain.conversation import Conversation
    from bht_assist.plain.talk import InputEnded

    talk = Conversation(
        guide=guide,
        lines=lines,
        show=click.echo,
        page=page_text,
        markdown=markdown_text,
        make=lambda seen: told(seen, wish, guide.today),
        now=lambda: datetime.now().astimezone(),
    )
    talk.session = begun(guide)
    try:
        talk.run()
    except InputEnded:
        raise Trouble("The lines ended before the review. Nothing was made.") from None
    if not talk.well:
        sys.exit(PROBLEMS)

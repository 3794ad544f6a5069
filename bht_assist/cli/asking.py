"""`ask`: what is needed, in somebody's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from .options import Ask, json_option, learn_words, load_library, packs_option, print_json, today

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bht_assist.content.library import Library
    from bht_assist.content.models import Flow
    from bht_assist.flows.ask import Understanding


@click.command()
@click.argument("text", nargs=-1, required=True)
@click.option("--in", "within", metavar="FLOW", help="The conversation that is open.")
@packs_option
@json_option
def ask(
    text: tuple[str, ...], within: str | None, packs: tuple[Path, ...], *, as_json: bool
) -> None:
    """Say what you need in TEXT, your own words: what would start, and with which answers."""
    from bht_assist.flows.ask import Understanding, listener
    from bht_assist.search.shelf import Shelf

    library = load_library(packs)
    words = " ".join(text)
    shelf = Shelf(library, today())
    hears, opened = listener(library, shelf), _open(library, within)
    found = hears.understand(words, opened) if hears else Understanding("search", query=words)
    if hears and (found.kind == "clarify" or shelf.find(words).nothing):
        learn_words(hears, words)
    if as_json:
        print_json(found.to_json(words))
        return
    for line in lines(library, found, words):
        click.echo(line)


def _open(library: Library, flow: str | None) -> Flow | None:
    from bht_assist.content.problems import did_you_mean

    if flow is not None and flow not in library.flows:
        raise Ask(f"There is no flow `{flow}`; {did_you_mean(flow, library.flows)}")
    return library.flows[flow] if flow else None


def lines(library: Library, found: Understanding, words: str) -> Iterator[str]:
    """Yield what was understood, a line for each thing."""
    from bht_assist.flows.ask.chips import chips

    if found.say:
        yield found.say
    if found.rule:
        yield found.rule
    if found.card and found.kind in {"plan", "clarify", "search"}:
        yield f"Read: {library.cards[found.card].title}"
    match found.kind:
        case "urgent" | "card":
            yield f"Read: {library.cards[found.card].title}"
        case "search":
            yield f"Look up: bht-assist search {found.query}"
        case "start":
            yield f"Start: {library.flows[found.flow].title} (bht-assist plain {found.flow})"
            yield from (f"[{chip}]" for chip in chips(library, found, words))
        case "move":
            yield f"Go to: {found.step}"
        case "clarify" if not found.answers:
            return
        case _:
            yield " ".join(f"[{chip}]" for chip in chips(library, found, words))
            yield from _asked(library, found)


def _asked(library: Library, found: Understanding) -> Iterator[str]:
    steps = {step.id: step.title for step in library.flows[found.flow].steps}
    if found.must_ask:
        yield f"Still to ask: {', '.join(steps[step] for step in found.must_ask)}"
    others = [library.topics[topic].title for topic in found.topics[1:]]
    if others:
        yield f"Or: {'; '.join(others)}"

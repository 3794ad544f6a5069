"""`search`: the number that is needed, by whatever words it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from .options import (
    Ask,
    json_option,
    learn_words,
    load_library,
    out_option,
    packs_option,
    print_json,
)
from .papers import make_list

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bht_assist.content.library import Library
    from bht_assist.search.fitting import Asker
    from bht_assist.search.found import Found, Hit

_KINDS = ("resource", "topic", "card", "flow")
_SHOWN = 10
_OF_A_CLIENT = {"who", "age", "language", "area"}
"""Facets that say whom a service is for; they may rank instead of narrowing."""


@click.command()
@click.argument("text", nargs=-1, required=True)
@click.option("--kind", type=click.Choice(_KINDS), help="Look for one kind of thing only.")
@click.option("--need", multiple=True, metavar="ID", help="Only services for this need.")
@click.option("--who", multiple=True, metavar="GROUP", help="Only services for this group.")
@click.option("--age", type=click.IntRange(0, 120), help="Only services for this age.")
@click.option("--language", multiple=True, metavar="NAME", help="Only services in this language.")
@click.option("--area", multiple=True, metavar="NAME", help="Only services for this area.")
@click.option("--near", metavar="PLACE", default="", help="Services near this place first.")
@click.option("--keep-all", is_flag=True, help="Put last what does not fit the options above.")
@click.option("--free", is_flag=True, help="Only services that cost nothing.")
@click.option("--text-or-chat", is_flag=True, help="Only services by text or chat.")
@click.option("--open-now", is_flag=True, help="Only services that are surely open now.")
@click.option("--evening", is_flag=True, help="Only services that are open in the evening.")
@click.option("--limit", type=click.IntRange(1, 1000), default=_SHOWN, help="Rows at most.")
@click.option("--make", "printed", is_flag=True, help="Print the services on a sheet, in --out.")
@out_option
@packs_option
@json_option
def search(  # noqa: PLR0913, PLR0917 - one parameter for each option
    text: tuple[str, ...],
    kind: str | None,
    packs: tuple[Path, ...],
    limit: int,
    out: Path,
    near: str,
    *,
    keep_all: bool,
    printed: bool,
    as_json: bool,
    **facets: Any,
) -> None:
    """Find services, topics, guidance and conversations by TEXT, misspelt or in other words too."""
    from datetime import datetime

    from bht_assist.flows.ask import listener
    from bht_assist.search.fitting import Asker
    from bht_assist.search.shelf import Shelf

    now = datetime.now().astimezone()
    library = load_library(packs)
    only = tuple(_facets(library, facets))
    asker = Asker(area=near.strip() or library.facility.area, now=now)
    if keep_all:
        asker = _knowing(asker, facets)
        only = tuple(name for name in only if name.partition(":")[0] not in _OF_A_CLIENT)
    words = " ".join(text)
    kind = "resource" if printed else kind
    shelf = Shelf(library, now.date())
    found = shelf.find(words, kind, only, limit, asker)
    if found.nothing and not only and (hears := listener(library, shelf)):
        learn_words(hears, words)
    if printed:
        make_list(library, [hit.id for hit in found.by_words], out, as_json=as_json)
    elif as_json:
        print_json(_shape(library, words, found))
    else:
        for line in _lines(library, found):
            click.echo(line)


def _facets(library: Library, wanted: dict[str, Any]) -> Iterator[str]:
    """Yield what services are narrowed by; a value that no service has is wrong use."""
    from bht_assist.content.problems import did_you_mean
    from bht_assist.search.facets import choices

    known = {name for name, _ in choices(library.resources.values(), library.needs)}
    for kind in ("need", "who", "language", "area"):
        for value in wanted[kind]:
            values = [name.partition(":")[2] for name in known if name.startswith(f"{kind}:")]
            if value not in values and kind != "area":
                hint = did_you_mean(value, values)
                raise Ask(f"There is no service with the {kind} “{value}”; {hint}")
            yield f"{kind}:{value}"
    flags = {"free": "cost:free", "text_or_chat": "way:text"}
    flags |= {"open_now": "open:now", "evening": "open:evening"}
    yield from (name for flag, name in flags.items() if wanted[flag])
    if wanted["age"] is not None:
        yield f"age:{wanted['age']}"


def _knowing(asker: Asker, wanted: dict[str, Any]) -> Asker:
    """Give the asker with what is known of a client; of languages and areas the first counts."""
    from dataclasses import replace

    return replace(
        asker,
        groups=wanted["who"],
        age=wanted["age"],
        language=next(iter(wanted["language"]), ""),
        area=next(iter(wanted["area"]), asker.area),
    )


def _shape(library: Library, words: str, found: Found) -> dict[str, Any]:
    return {
        "query": words,
        "pinned": [_hit(library, hit) for hit in found.pinned],
        "hits": [_hit(library, hit) for hit in found.hits],
        "notices": [
            {"id": each.id, "say": each.say, "use_instead": list(each.use_instead)}
            for each in found.notices
        ],
        "lacks": [{"id": each.id, "say": each.say} for each in found.lacks],
        "unknown": list(found.unknown),
        "nothing_found": found.nothing,
        "needs": list(found.needs),
    }


def _hit(library: Library, hit: Hit) -> dict[str, Any]:
    return {
        "kind": hit.kind,
        "id": hit.id,
        "title": hit.title,
        "phone": _number(library, hit),
        "why": list(hit.why),
        "but": list(hit.but),
        "stale": hit.stale,
        "score": round(hit.score, 2),
    }


def _number(library: Library, hit: Hit) -> str:
    """Give the first number of a service, ready to be dialed or texted."""
    from bht_assist.flows.picked import ready

    phones = library.resources[hit.id].phones if hit.kind == "resource" else ()
    return next((ready(way) for way in phones), "")


def _lines(library: Library, found: Found) -> Iterator[str]:
    yield from found.told
    if found.nothing:
        needs = ", ".join(library.needs[name].say for name in found.needs)
        yield "Nothing by these words. Try one word, or another word for it."
        if needs:
            yield f"Needs that may be meant: {needs}"
    for hit in found.rows:
        number = _number(library, hit)
        against = (f"! {each}" for each in hit.but)
        about = "; ".join(part for part in (number, *against, *hit.why) if part)
        yield f"{hit.kind:9} {hit.title} ({about})"

"""What the packs hold, as records for the index."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from .index import Record

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bht_assist.content.library import Library
    from bht_assist.content.models import Card, Flow, Need, Resource, Topic


def records_of(library: Library) -> Iterator[Record]:
    """Yield everything that staff may look for."""
    yield from (_resource(each, library.needs) for each in library.resources.values())
    yield from map(_topic, library.topics.values())
    yield from map(_card, library.cards.values())
    yield from map(_flow, library.flows.values())


def synonyms_of(library: Library) -> Mapping[str, str]:
    """Give what people type, and what the packs call it; the first to say so counts."""
    known: dict[str, str] = {}
    for row in library.synonyms:
        for said in row.say:
            known.setdefault(said, row.means)
    return known


def _resource(each: Resource, needs: Mapping[str, Need]) -> Record:
    wanted = [needs[name] for name in each.needs if name in needs]
    numbers = [phone.number for phone in each.phones]
    fields = {
        "name": " ".join((*each.aka, *(phone.vanity for phone in each.phones))),
        "tags": " ".join((each.id, *each.tags, *each.languages)),
        "needs": " ".join(chain.from_iterable((need.say, *need.synonyms) for need in wanted)),
        "text": " ".join((each.what_for, each.audience, each.area, *numbers)),
    }
    return Record("resource", each.id, each.name, fields)


def _topic(each: Topic) -> Record:
    tags = " ".join((each.id, each.family, *each.tags, *each.staff_phrases))
    return Record("topic", each.id, each.title, {"tags": tags, "text": " ".join(each.objectives)})


def _card(each: Card) -> Record:
    return Record("card", each.card, each.title, {"tags": " ".join(each.asks), "text": each.body})


def _flow(each: Flow) -> Record:
    return Record("flow", each.flow, each.title, {"tags": " ".join(each.asks), "text": each.about})

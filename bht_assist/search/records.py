"""What the packs hold, as records that can be found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .text import singular, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bht_assist.content.library import Library
    from bht_assist.content.models import Card, Ended, Flow, Resource, Topic

Texts = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """Something that can be found by its title, and by the texts below, the best first."""

    kind: str
    """resource, topic, card, flow or ended."""
    id: str
    title: str
    names: Texts = ()
    """Other names for it."""
    tags: Texts = ()
    needs: Texts = ()
    text: Texts = ()

    @property
    def tiers(self) -> tuple[tuple[str, Texts], ...]:
        """Its texts, by where they stand."""
        return (
            ("name", (self.title, *self.names)),
            ("tags", self.tags),
            ("needs", self.needs),
            ("text", self.text),
        )


def records_of(library: Library) -> Iterator[Record]:
    """Yield everything that staff may look for."""
    wanted = {name: (need.say, *need.synonyms) for name, need in library.needs.items()}
    yield from (_resource(each, wanted) for each in library.resources.values())
    yield from map(_ended, library.ended.values())
    yield from map(_topic, library.topics.values())
    yield from (_card(each) for each in library.cards.values() if not each.training)
    yield from map(_flow, library.flows.values())


def synonyms_of(library: Library) -> Mapping[str, str]:
    """Give what people type, and what the packs call it; the first to say so counts."""
    known: dict[str, str] = {}
    for row in library.synonyms:
        for said in row.say:
            known.setdefault(said, row.means)
    return known


def small_words_of(library: Library) -> Iterator[str]:
    """Yield the words that only join others, as the index compares words."""
    for rules in library.finding:
        for small in rules.small_words:
            yield from (word.text for word in words(small))


def filler_words_of(library: Library) -> Iterator[str]:
    """Yield the words that count only inside a synonym, as the index compares words."""
    for rules in library.finding:
        for filler in rules.filler_words:
            yield from (word.text for word in words(filler))


def everyday_words_of(library: Library) -> Iterator[str]:
    """Yield the words that are never a misspelt other one, as the index compares words."""
    for rules in library.finding:
        yield from (singular(word) for word in rules.everyday_words.split())


def _resource(each: Resource, wanted: Mapping[str, Texts]) -> Record:
    return Record(
        "resource",
        each.id,
        each.name,
        (*each.aka, *(phone.vanity for phone in each.phones if phone.vanity)),
        (each.id, *each.tags, *each.languages),
        tuple(text for need in each.needs for text in wanted.get(need, ())),
        (each.what_for, each.audience, each.area, *(phone.number for phone in each.phones)),
    )


def _ended(each: Ended) -> Record:
    return Record("ended", each.id, each.name, (each.id, *each.aka))


def _topic(each: Topic) -> Record:
    tags = (each.id, each.family, *each.tags, *each.staff_phrases)
    return Record("topic", each.id, each.title, tags=tags, text=each.objectives)


def _card(each: Card) -> Record:
    return Record("card", each.card, each.title, tags=each.asks, text=(each.body,))


def _flow(each: Flow) -> Record:
    return Record("flow", each.flow, each.title, tags=each.asks, text=(each.about,))

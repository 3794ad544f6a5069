"""What there is to pick from the shelves: resources by need or words, topics by words."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from .index import Hit, Index

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from bht_assist.content.library import Library
    from bht_assist.content.models import Resource, Topic

MOST = 9


class Shelf:
    """The library's shelves, searched as somebody picks."""

    def __init__(self, library: Library) -> None:
        self.library = library

    @cached_property
    def _index(self) -> Index:
        return Index.of(self.library)

    def offer(self, needs: Iterable[str], without: Collection[str]) -> list[Resource]:
        """Give resources for these needs, in their order, leaving out those picked."""
        found = {
            each.id: each
            for need in needs
            for each in self.library.resources.values()
            if need in each.needs and each.id not in without
        }
        return list(found.values())[:MOST]

    def everything(self, words: str, most: int = 20) -> tuple[Hit, ...]:
        """Give flows, topics, services and cards for these words, best first."""
        return self._index.search(words, limit=most)

    def resources(self, words: str, most: int = MOST) -> list[Resource]:
        hits = self._index.search(words, kind="resource", limit=most)
        return [self.library.resources[hit.id] for hit in hits]

    def topics(self, words: str) -> list[Topic]:
        if not words.strip():
            return list(self.library.topics.values())
        hits = self._index.search(words, kind="topic", limit=MOST)
        return [self.library.topics[hit.id] for hit in hits]

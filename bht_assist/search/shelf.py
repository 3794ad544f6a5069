"""What there is to pick from the shelves: resources by need or words, topics by words."""

from __future__ import annotations

from functools import cached_property
from itertools import chain, zip_longest
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
        self._kinds: dict[str, bytes] = {}

    @cached_property
    def _index(self) -> Index:
        return Index.of(self.library)

    def _only(self, kind: str) -> bytes:
        if kind not in self._kinds:
            self._kinds[kind] = self._index.among(lambda record: record.kind == kind)
        return self._kinds[kind]

    def offer(self, needs: Iterable[str], without: Collection[str]) -> list[Resource]:
        """Give resources for these needs, the first of each first, leaving out those picked."""
        left = [each for each in self.library.resources.values() if each.id not in without]
        by_need = [[each for each in left if need in each.needs] for need in needs]
        rounds = chain.from_iterable(zip_longest(*by_need))
        return list({each.id: each for each in rounds if each is not None}.values())[:MOST]

    def everything(self, words: str, most: int = 20) -> tuple[Hit, ...]:
        """Give flows, topics, services and cards for these words, best first."""
        return self._index.search(words, limit=most)

    def services(self, words: str, most: int = MOST) -> tuple[Hit, ...]:
        """Give resources for these words, with the reason for each."""
        return self._index.search(words, self._only("resource"), limit=most)

    def resources(self, words: str, most: int = MOST) -> list[Resource]:
        return [self.library.resources[hit.id] for hit in self.services(words, most)]

    def topics(self, words: str) -> list[Topic]:
        if not words.strip():
            return list(self.library.topics.values())
        hits = self._index.search(words, self._only("topic"), limit=MOST)
        return [self.library.topics[hit.id] for hit in hits]

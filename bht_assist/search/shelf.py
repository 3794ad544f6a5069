"""What there is to pick from the shelves: by need, by words, by facets."""

from __future__ import annotations

from dataclasses import replace
from functools import cache, cached_property, lru_cache
from itertools import chain, zip_longest
from typing import TYPE_CHECKING

from bht_assist.content.models.resources import EVERYWHERE

from .facets import passes_all
from .fitting import Asker, against, fit
from .found import Found, Hit
from .index import Index
from .ranking import ranked
from .records import everyday_words_of, filler_words_of, records_of, small_words_of, synonyms_of
from .rules import FIRST, Rules, in_turns, once
from .text import indexed, wants_in
from .text import words as split

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from datetime import date, datetime

    from bht_assist.content.library import Library
    from bht_assist.content.models import Need, Resource, Topic

    from .fitting import Fit, Reason
    from .ranking import Against
    from .records import Record

MOST = 9
NOBODY = Asker()
_AS_WELL = 0.9
_DOUBTFUL = 0.5
"""The share of what was asked that leaves a doubt whether the best hit is what is meant."""
_SPELLED = 7
"""Letters from which a word that asks for what is not here may be misspelt."""
_BESIDE = 20
"""Hits that are weighed beside those that are given, as some of them may go further down."""
_MASKS = 16
"""Sets of facets that are remembered."""
_SERVICES = {None, "resource"}
"""The kinds of search that may give services."""


class Shelf:
    """The library's shelves, searched as somebody picks; without `today` no check is old."""

    def __init__(self, library: Library, today: date | None = None) -> None:
        self.library, self.today = library, today
        self._rules = Rules(library, today)
        self._mask = lru_cache(_MASKS)(self._masked)

    @cached_property
    def index(self) -> Index:
        records = records_of(self.library)
        small, fillers = small_words_of(self.library), filler_words_of(self.library)
        return Index(records, synonyms_of(self.library), small, self._everyday, fillers)

    @cached_property
    def _everyday(self) -> frozenset[str]:
        return frozenset(everyday_words_of(self.library))

    def _is_word(self, word: str) -> bool:
        """Tell whether a word is surely no misspelt other one."""
        return len(word) < _SPELLED or word in self._everyday or self.index.understands(word)

    def offer(
        self, needs: Iterable[str], without: Collection[str], asker: Asker = NOBODY
    ) -> list[Fit]:
        """Give resources for these needs, the best of each first, leaving out those picked.

        What would turn the asker away comes after all others.
        """
        left = [each for each in self.library.resources.values() if each.id not in without]
        fits = sorted((self.fit(each, asker) for each in left), key=lambda each: each.rank)
        by_need = [[each for each in fits if need in each.resource.needs] for need in needs]
        rounds = [each for each in chain.from_iterable(zip_longest(*by_need)) if each is not None]
        rounds.sort(key=lambda each: each.refused)
        return list({each.resource.id: each for each in rounds}.values())[:MOST]

    def browsed(self) -> Iterator[Resource]:
        """Yield every service: those for any need first, then what is local, then the others."""
        first = self._rules.for_anybody()
        yield from first.values()
        left = [each for each in self.library.resources.values() if each.id not in first]
        yield from sorted(left, key=lambda each: each.area == EVERYWHERE and not each.address)

    def fit(self, resource: Resource, asker: Asker = NOBODY) -> Fit:
        return fit(resource, asker, stale=self._rules.stale(resource))

    def everything(self, words: str, most: int = 20) -> tuple[Hit, ...]:
        """Give flows, topics, services and cards for these words, best first."""
        return self.find(words, most=most).by_words

    def services(self, words: str, most: int = MOST, asker: Asker = NOBODY) -> tuple[Hit, ...]:
        """Give resources for these words, with the reason for each."""
        return self.find(words, "resource", most=most, asker=asker).by_words

    def fits(self, words: str, asker: Asker = NOBODY) -> list[Fit]:
        """Give resources for these words, each with how well it fits somebody."""
        hits = self.services(words, asker=asker)
        return [self.fit(self.library.resources[hit.id], asker) for hit in hits]

    def topics(self, words: str) -> list[Topic]:
        if not words.strip():
            return list(self.library.topics.values())
        return [self.library.topics[hit.id] for hit in self.find(words, "topic", most=MOST).hits]

    def find(
        self,
        words: str,
        kind: str | None = None,
        only: Collection[str] = (),
        most: int = 20,
        asker: Asker = NOBODY,
    ) -> Found:
        """Find what these words mean, of one kind or of all, among what passes the facets `only`.

        Facets are those of `facets.choices`. Services that fit the asker less well, or were
        checked long ago, go further down. Blank words find nothing; any others find services,
        if only those for any need.
        """
        if not words.strip():
            return Found()
        against = self._against(asker)
        found = self._found(words, kind, only, most, asker.now, against)
        if kind in _SERVICES:
            found = self._without_doubt(found, words, most)
        pinned, hits = (tuple(_told(rows, against)) for rows in (found.pinned, found.hits))
        return replace(found, pinned=pinned, hits=hits)

    def _against(self, asker: Asker) -> Against:
        """Give what tells of a hit what speaks against it; of each service it is asked once."""

        @cache
        def of_service(name: str) -> tuple[Reason, ...]:
            service = self.library.resources[name]
            return against(service, asker, stale=self._rules.stale(service))

        return lambda hit: of_service(hit.id) if hit.kind == "resource" else ()

    def _found(  # noqa: PLR0913, PLR0917 - what a search depends on
        self,
        words: str,
        kind: str | None,
        only: Collection[str],
        most: int,
        now: datetime | None,
        against: Against,
    ) -> Found:
        pinned = tuple(once(self._pinned(words, kind)))
        by_want = self._searched(words, self._among(kind, only, now), most + _BESIDE)
        told = [
            hit for found in by_want for hit in found[:FIRST] if self._is_told(hit, found[0], words)
        ]
        order = in_turns(ranked(found, against) for found in by_want)
        lacks = self._lacking(words, order) if kind in _SERVICES else ()
        rows = list(once(self._with_replacements(order, told), without=pinned))
        rows = self._with_nearest(self._rules.told_apart(rows), lacks)
        rows = [hit for hit in rows if self._passes(hit, only, now)]
        hits = tuple(once(rows, without=pinned))[:most]
        notices = tuple(self.library.ended[hit.id] for hit in told)
        return Found(pinned, hits, notices, lacks, nothing=not hits)

    def _without_doubt(self, found: Found, words: str, most: int) -> Found:
        """Add what helps with any need where little or nothing was found, and say so."""
        if found.nothing:
            hits = tuple(once(self._rules.for_any_need(), without=found.pinned))
            needs = self._rules.nearest_needs(words)
            return replace(found, hits=hits, lacks=(), needs=needs)
        if found.pinned or found.lacks or found.hits[0].standing[0] > _DOUBTFUL:
            return found
        if not (unknown := self.index.unknown(words)):
            return found
        first, rest = found.hits[: FIRST - 1], found.hits[FIRST - 1 :]
        usual = [*self._rules.for_any_need()][:1]
        return replace(found, hits=tuple(once((*first, *usual, *rest)))[:most], unknown=unknown)

    def _is_told(self, hit: Hit, first: Hit, words: str) -> bool:
        """Tell of a program that ended where it is surely meant: nothing else fits as well.

        A whole word that others have is not the beginning of one of its own.
        """
        fits = hit.complete and hit.score >= _AS_WELL * first.score
        if hit.kind != "ended" or not fits:
            return False
        last = split(words)[-1].text
        return last in hit.matched or not self.index.knows(last)

    def _searched(self, words: str, among: bytes | None, most: int) -> list[tuple[Hit, ...]]:
        """Give what has all of the words; where nothing has, what each want finds by itself."""
        whole = self.index.search(words, among, most)
        if whole and whole[0].standing == (1, True):
            return [whole]
        wants = wants_in(words, self._rules.joiners)
        if len(wants) < 2:
            return [whole]
        found = [self.index.search(each, among, most) for each in wants]
        return found if all(hits and hits[0].complete for hits in found) else [whole]

    def _lacking(self, words: str, found: Collection[Hit]) -> tuple[Need, ...]:
        """Give the needs that no service here is for, and that none has in its name."""
        lacking = [*self._rules.lacking(words, self._is_word)]
        titles = [indexed(hit.title) for hit in found if lacking and hit.kind == "resource"]
        left = (need for need, said in lacking if not any(said <= title for title in titles))
        return tuple({need.id: need for need in left}.values())

    def _with_nearest(self, rows: Sequence[Hit], lacks: Iterable[Need]) -> list[Hit]:
        """Put what is nearest to a need that no service is for before a guess at its words."""
        nearest = [hit for need in lacks for hit in self._rules.nearest(need)]
        after = 0 if not rows or rows[0].kind == "resource" else 1
        return [*rows[:after], *nearest, *rows[after:]]

    def _pinned(self, words: str, kind: str | None) -> Iterator[Hit]:
        for hit in self._rules.pinned(words, self.index.knows):
            if kind in {None, hit.kind}:
                yield hit

    def _with_replacements(self, found: Iterable[Hit], told: Collection[Hit]) -> Iterator[Hit]:
        """Yield the hits, and in the place of a program that ended what is there instead."""
        for hit in found:
            if hit.kind != "ended":
                yield hit
            elif hit in told:
                yield from self._rules.replacements(hit)

    def _passes(self, hit: Hit, only: Collection[str], now: datetime | None) -> bool:
        """What a rule adds must pass the facets as well."""
        return hit.kind != "resource" or passes_all(self.library.resources[hit.id], only, now)

    def _among(self, kind: str | None, only: Collection[str], now: datetime | None) -> bytes | None:
        """Give the records of a kind that pass; programs that ended stand among the services."""
        if kind is None and not only:
            return None
        minute = now.replace(second=0, microsecond=0) if now and "open:now" in only else None
        return self._mask(kind, frozenset(only), minute)

    def _masked(self, kind: str | None, only: frozenset[str], now: datetime | None) -> bytes:
        return self.index.among(lambda each: self._wanted(each, kind, only, now))

    def _wanted(
        self, record: Record, kind: str | None, only: Collection[str], now: datetime | None
    ) -> bool:
        if record.kind == "resource":
            resource = self.library.resources[record.id]
            return kind in _SERVICES and passes_all(resource, only, now)
        if record.kind == "ended":
            return kind in _SERVICES
        return not only and record.kind == kind


def _told(hits: Iterable[Hit], against: Against) -> Iterator[Hit]:
    """Yield hits with what speaks against them."""
    for hit in hits:
        reasons = against(hit)
        yield replace(hit, but=tuple(words for _, words in reasons)) if reasons else hit

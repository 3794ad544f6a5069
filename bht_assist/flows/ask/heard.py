"""A request as it is heard: its phrases, numbers and wishes, before anybody decides what it is."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property, partial
from itertools import chain
from typing import TYPE_CHECKING

from .amounts import BARE, CLOCK, Amounts
from .clauses import clauses
from .lengths import COUNTED
from .pieces import pieces
from .private import private
from .safety import clause
from .topics import best
from .wishes import are_two, banned, wishes

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from .amount import Amount
    from .clauses import Clause
    from .dates import Day
    from .listening import Listener
    from .pieces import Piece
    from .understanding import Span
    from .vocabulary import Chunk
    from .wishes import Wishes

_GROUP = {"minutes", "hours", "size", "series"}
"""Numbers that only somebody gives who plans a group."""
TIMES = ("minutes", "hours", "start")
"""Numbers that are no day, and that no conversation with one client holds."""
_PAIR = 2
"""People who are told of, but are no group."""
NAMES = "names_in_request"


class Heard:
    """One request, read by what a listener knows."""

    def __init__(self, listener: Listener, text: str) -> None:
        self._listener = listener
        self.text, self.gist = text, listener.gist(text)
        self._vocabulary = listener.vocabulary
        self._openings = listener.watched.openings
        self._dates, self._today = listener.watched.dates, listener.shelf.today
        self.said: tuple[Piece, ...] = pieces(text)
        self.sight = listener.watched.lookout.sight(self.said, listener.knows)
        self.chunks: tuple[Chunk, ...] = listener.vocabulary.chunks(self.said, listener.means)
        tail = text[self.chunks[-1].end :] if self.chunks else ""
        amounts = Amounts(self.chunks, listener.plan, tail).read()
        named = private(self.chunks, self.said, listener.knows)
        told = self._told_of()
        self.amounts = [
            replace(each, kind="none") if self._is_told(each, told) else each
            for each in amounts
            if named.isdisjoint(_places(each))
        ]
        self.private = named
        days = [range(day.at, day.after) for day in self.days]
        self.amounts = [each for each in self.amounts if not self._is_of_a_day(each, days)]
        rooms = set(chain.from_iterable(_places(each) for each in self.of_kind("place")))
        self.private = named | rooms
        self._counted = set(chain.from_iterable(map(_places, self.amounts)))
        self.used = self.private | self._counted
        self.wishes: Wishes = self._wishes(self.refused)
        self.flags = (*self.wishes.flags, *((NAMES,) if named else ()))

    def _wishes(self, refused: Collection[int]) -> Wishes:
        """Read what is wanted; numbers mean nothing here, but for those that say who comes."""
        says = {at for at in self._counted if self.chunks[at].meaning.says}
        return wishes(self.chunks, self.private | (self._counted - says), refused)

    @cached_property
    def clauses(self) -> list[Clause]:
        """What is said beside the numbers, clause by clause, each with what it weighs."""
        said = clauses(self.said, self.chunks, self.used)
        return [self._listener.weighed(each) for each in said]

    @cached_property
    def refused(self) -> set[int]:
        """The chunks of clauses that say what is not wanted, unless nothing is wanted then."""
        said = (each.places for each in self.clauses if self._listener.refuses(each))
        refused = set(chain.from_iterable(said))
        if not refused:
            return refused
        left = self._wishes(refused)
        telling = self._telling(refused.union(left.negated))
        return refused if self._listener.worths(left, telling) else set()

    @cached_property
    def answered(self) -> list[tuple[str, str, int]]:
        """What whole clauses answer: the step, the answer, and the chunk that says so most."""
        said = {each.value for each, _ in self.wishes.said}
        return [row for each in self.clauses for row in self._listener.answers(each, said)]

    @cached_property
    def told(self) -> set[int]:
        """The chunks that are understood by what their clause answers or refuses."""
        telling = {at for _, _, at in self.answered} | self.refused
        inside = (each.said for each in self.clauses if not telling.isdisjoint(each.places))
        said = chain.from_iterable(inside)
        return {at for at, word in said if self._listener.tells_in_clauses(word)}

    def _told_of(self) -> set[int]:
        """Give the clauses that tell of somebody and ask for no group, by their first pieces."""
        people = {each.at for each in self.chunks if each.has("people")}
        about = {at for at, _ in self._listener.safety.about(self.sight)} - people
        groups = {c.at for c in self.chunks if c.has("group") or self._is_a_group(c)}
        first = partial(clause, self.said)
        return {*map(first, about)} - {*map(first, groups)}

    def _is_told(self, amount: Amount, told: Collection[int]) -> bool:
        """Whether a time, or a length that no group has, is only told of: up at 3, in 5 minutes."""
        odd = amount.by in COUNTED and not self._listener.plan.can_last(amount.value)
        if odd and amount.at and self.chunks[amount.at - 1].has("ours"):
            return False
        timed = amount.kind == "start"
        return (odd or timed) and clause(self.said, self.chunks[amount.at].at) in told

    def _is_of_a_day(self, amount: Amount, days: Iterable[range]) -> bool:
        """Whether a bare number is one of a day's: December 5, and 11/25 where somebody leaves."""
        first = self.chunks[amount.at].at
        bare = amount.kind == "size" or (amount.by == BARE and bool(self.opening))
        return bare and any(first in day for day in days)

    @cached_property
    def topics(self) -> tuple[str, ...]:
        """What it is about, best first.

        Where something is not wanted, or may not be, nothing else is offered: what comes near is
        too often just that.
        """
        found = best(self.wishes, self._worths, self.unwanted)
        if self.unwanted or any(map(self._listener.doubts, self.clauses)):
            return found[: 1 + are_two(self.wishes, found, self.chunks)]
        return found

    @cached_property
    def unwanted(self) -> Mapping[str, bool]:
        """The topics that are not wanted: by name, or by what the words of a ban speak for."""
        bans = (self._words(each) for each in (*banned(self.chunks), *self._bans()))
        said = (self._listener.spoken_for(each, self._worths) for each in bans)
        return self.wishes.unwanted | dict.fromkeys(filter(None, said), True)

    @cached_property
    def _worths(self) -> Mapping[str, float]:
        return self._listener.worths(self.wishes, self.telling)

    @property
    def telling(self) -> list[str]:
        """The words that may tell a topic: no numbers, no names, and nothing that is not wanted."""
        return self._telling(self.refused.union(self.wishes.negated))

    def _telling(self, unwanted: Collection[int]) -> list[str]:
        left_out = self.used.union(unwanted)
        return self._words(each for at, each in enumerate(self.chunks) if at not in left_out)

    def _bans(self) -> Iterator[list[Chunk]]:
        """Yield the clauses that say that something is not wanted, and name no topic."""
        for each in self.clauses:
            if each.places <= self.refused and not each.names_a_topic:
                yield [self.chunks[at] for at in sorted(each.places)]

    def _words(self, chunks: Iterable[Chunk]) -> list[str]:
        words = (self.said[chunk.at : chunk.after] for chunk in chunks if chunk.number is None)
        return [piece.word for piece in chain.from_iterable(words)]

    def of_kind(self, *kinds: str) -> list[Amount]:
        return [each for each in self.amounts if each.kind in kinds]

    def has(self, *roles: str) -> bool:
        """Whether a word does one of these, outside of numbers and of what is left out."""
        return any(c.has(*roles) for at, c in enumerate(self.chunks) if at not in self.used)

    @property
    def wants_a_group(self) -> bool:
        return self.names_a_group or bool(self.counted)

    @cached_property
    def names_a_group(self) -> bool:
        return self.has("group") or any(map(self._is_a_group, self.chunks))

    @cached_property
    def counted(self) -> list[Amount]:
        """The numbers that plan a group; one person is none."""
        return [each for each in self.of_kind(*_GROUP) if each.value != 1]

    @property
    def counts_few(self) -> bool:
        """Whether nobody is counted, or so few that they are only told of."""
        return all(each.kind == "size" and each.value == _PAIR for each in self.counted)

    @property
    def asks(self) -> bool:
        """Whether a group, a conversation or a service is asked for, and not only told of."""
        bare = all(each.by == BARE for each in self.counted)
        counts = not self.counts_few and not (bare and not self.wishes.topics)
        return bool(self._named) or self.names_a_group or self.has("find") or counts

    def _is_a_group(self, chunk: Chunk) -> bool:
        """Whether a topic is named together with its kind: boundaries group."""
        words = (piece.word for piece in self.said[chunk.at : chunk.after])
        return bool(chunk.meaning.topics) and any(map(self._vocabulary.is_group, words))

    @cached_property
    def opening(self) -> str:
        """The conversation that is asked for, by the name of its flow."""
        if any(each.flow == self.gist.kind for each in self._openings):
            return self.gist.kind
        told = (each.flow for each in self._openings if each.is_told_of(self.sight))
        return self._named or next(told, "")

    @cached_property
    def _named(self) -> str:
        named = (each.flow for each in self._openings if each.is_named(self.sight))
        titled = (name for chunk in self.chunks for name in chunk.meaning.flows)
        return next(chain(named, titled), "")

    def pieces_of(self, at: int) -> tuple[int, int]:
        """Give the first piece of a chunk, and the one after its last."""
        return self.chunks[at].at, self.chunks[at].after

    @cached_property
    def negated(self) -> list[bool]:
        """For each piece, whether it says what is not wanted, or that it is not."""
        ranges = [(self.chunks[at].at, self.chunks[at].after) for at in self.wishes.negated]
        ranges += [
            (chunk.at, chunk.after + 1)
            for at, chunk in enumerate(self.chunks)
            if chunk.has("negation") and at not in self.used
        ]
        return [any(at <= place < after for at, after in ranges) for place in range(len(self.said))]

    @cached_property
    def days(self) -> tuple[Day, ...]:
        """The days that are named, but for what is a number of something else."""
        numbers = {c.at: c.number for c in self.chunks if c.number}
        found = self._dates.standing(self.said, numbers, self._today) if self._dates else ()
        times = (each for each in self.of_kind(*TIMES) if each.by != BARE)
        timed = chain.from_iterable(map(_places, times))
        taken = [self.pieces_of(at) for at in (*self.private, *timed)]
        return tuple(
            day for day in found if not any(a < day.after and day.at < b for a, b in taken)
        )

    @property
    def days_open(self) -> list[Span]:
        """The days that no plan holds."""
        days = (day for day in self.days if not day.is_now)
        return [(self.said[day.at].start, self.said[day.after - 1].end) for day in days]

    @property
    def open(self) -> tuple[Span, ...]:
        """Days and times, which are said to be left out where no answer holds them."""
        times = (self.span(each.at, each.after) for each in self.of_kind(*TIMES))
        return (*self.days_open, *times)

    @cached_property
    def left_over(self) -> tuple[Span, ...]:
        """What a plan does not hold: unknown words, days, and numbers that no group has."""
        days = self.days_open
        words = (each for each in self.not_understood if not any(meet(each, day) for day in days))
        return tuple(sorted((*words, *days, *self._one_person, *self._impossible)))

    @property
    def _impossible(self) -> Iterator[Span]:
        """Yield the numbers of lengths and sizes that no group has, from the first to the last."""
        for each in self.of_kind("no_minutes", "no_size"):
            places = [at for at in _places(each) if self.chunks[at].number is not None]
            if each.by == CLOCK:
                yield self.span(each.at, each.after)
            elif places:
                yield self.span(places[0], places[-1] + 1)

    @property
    def _one_person(self) -> Iterator[Span]:
        """Yield one person as a size, as nobody plans a group for one."""
        sizes = self.of_kind("size")
        if all(each.value == 1 for each in sizes):
            counts = (each for each in sizes if self.said[self.chunks[each.at].at].number)
            yield from (self.span(each.at, each.after) for each in counts)

    def span(self, at: int, after: int) -> Span:
        return self.chunks[at].start, self.chunks[after - 1].end

    @cached_property
    def not_understood(self) -> tuple[Span, ...]:
        """Words that mean nothing here, those beside each other together."""
        spans: list[Span] = []
        last = -2
        for at, chunk in enumerate(self.chunks):
            if at in self.used or (chunk.known and (chunk.number is None or chunk.has("small"))):
                continue
            if last == at - 1 and not chunk.opens:
                spans[-1] = (spans[-1][0], chunk.end)
            else:
                spans.append((chunk.start, chunk.end))
            last = at
        return tuple(spans)

    @cached_property
    def dropped(self) -> tuple[Span, ...]:
        return tuple(self.span(at, at + 1) for at in sorted(self.private))

    def query(self, start: int = 0) -> str:
        """The words from a letter on, without those that say who somebody is."""
        kept = list(self.text)
        for at, after in self.dropped:
            kept[at:after] = " " * (after - at)
        return " ".join("".join(kept[start:]).split())


def meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _places(amount: Amount) -> Iterable[int]:
    return range(amount.at, amount.after)

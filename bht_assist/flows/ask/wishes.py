"""What is wanted and what is not: answers, topics, and how far a negation reaches."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from bht_assist.content.models.asking import Said

    from .vocabulary import Chunk

_REACH = 6
"""Words without a meaning of their own that a negation reaches over."""
_TACKLED, _AMID = 1.5, 0.5
"""What a topic counts that another is done with or within."""
_NO_TOPIC = 1.3
"""What words count that no topic is for: more than a tag, less than a name of a topic."""


@dataclass(slots=True)
class Wishes:
    """Each with the chunk that says so."""

    said: list[tuple[Said, int]] = field(default_factory=list)
    topics: dict[str, float] = field(default_factory=dict)
    first: dict[str, int] = field(default_factory=dict)
    """The chunk that first leads to each topic."""
    named: dict[int, str] = field(default_factory=dict)
    """The chunks that name topics, each with the one that it names best."""
    no_topic: float = 0
    """What the words count that no topic is for; a topic that counts no more is not meant."""
    unwanted: dict[str, bool] = field(default_factory=dict)
    """Each with whether it is banned outright, and not only what somebody can't or never does."""
    kin: set[str] = field(default_factory=set)
    """What else a broad word stands for that is not wanted: it counts only where it is named."""
    cards: list[str] = field(default_factory=list)
    flags: dict[str, None] = field(default_factory=dict)
    negated: Collection[int] = ()


def wishes(chunks: Sequence[Chunk], used: Collection[int], refused: Collection[int] = ()) -> Wishes:
    """Read what the chunks mean; those `used` are numbers or left out, and mean nothing here.

    A topic that stands among the `refused` is not wanted, unless it is named besides.
    """
    topics = (at for at in refused if chunks[at].meaning.topics)
    negated = dict.fromkeys(topics, False) | _negated(chunks)
    found = Wishes(negated=negated)
    for at, chunk in enumerate(chunks):
        if at in used:
            continue
        found.flags.update(dict.fromkeys(chunk.meaning.flags))
        if at in negated:
            _refuse(found, chunk, at, banned=negated[at])
        else:
            _accept(found, chunk, at, _weight(chunks, at))
    return found


def _weight(chunks: Sequence[Chunk], at: int) -> float:
    """What a topic counts that another goes with: coping with cravings, boredom in recovery."""
    before = chunks[at - 2 : at]
    if len(before) < 2 or not before[0].meaning.topics or chunks[at].opens:
        return 1
    return _TACKLED if before[1].has("tackle") else _AMID if before[1].has("amid") else 1


def _accept(found: Wishes, chunk: Chunk, at: int, weight: float) -> None:
    found.said += [(said, at) for said in chunk.meaning.says]
    found.cards += chunk.meaning.cards
    if chunk.meaning.topics:
        found.named[at] = max(chunk.meaning.topics, key=chunk.meaning.topics.__getitem__)
    size = weight * (chunk.after - chunk.at) ** 0.5
    found.no_topic += _NO_TOPIC * size * chunk.meaning.no_topic
    for topic, worth in chunk.meaning.topics.items():
        found.topics[topic] = found.topics.get(topic, 0) + worth * size
        found.first.setdefault(topic, at)


def _refuse(found: Wishes, chunk: Chunk, at: int, *, banned: bool) -> None:
    found.said += [(said, at) for said in chunk.meaning.without]
    if not chunk.meaning.without:
        best = max(chunk.meaning.topics.values(), default=0)
        for topic, worth in chunk.meaning.topics.items():
            if worth == best:
                found.unwanted[topic] = banned or found.unwanted.get(topic, False)
            else:
                found.kin.add(topic)


def _negated(chunks: Sequence[Chunk]) -> dict[int, bool]:
    """Give the chunks that are said not to be wanted, each with whether it is banned outright."""
    negated: dict[int, bool] = {}
    for at, chunk in enumerate(chunks):
        if chunk.has("negation") and not chunk.meaning.means_something():
            negated |= dict.fromkeys(_after(chunks, at), not chunk.has("unable"))
        if chunk.has("negation_after") and not chunk.opens:
            negated |= dict.fromkeys(_before(chunks, at), True)
    return negated


def _after(chunks: Sequence[Chunk], negation: int) -> set[int]:
    """Give the next thing after a negation, and what is joined to it by and, or, a comma."""
    reached: set[int] = set()
    joined = True
    for at in range(negation + 1, min(negation + _REACH, len(chunks))):
        chunk = chunks[at]
        if _ends(chunk, reached):
            break
        if chunk.meaning.means_something():
            if not (joined or "," in chunk.gap or "/" in chunk.gap):
                break
            reached.add(at)
            joined = False
        elif chunk.has("and", "or"):
            joined = True
        elif reached or chunk.number is not None:
            break
    return reached


def _ends(chunk: Chunk, reached: set[int]) -> bool:
    """Whether what a negation reaches ends before a chunk."""
    goes_on = bool(reached) and bool(chunk.meaning.without) and "," in chunk.gap
    return (chunk.opens and not goes_on) or (
        chunk.has("turn") and not chunk.meaning.means_something()
    )


def _before(chunks: Sequence[Chunk], negation: int) -> set[int]:
    """Give the last thing before a negation, and what is joined to it: x and y both got done."""
    reached: set[int] = set()
    joined = True
    for at in range(negation - 1, max(negation - _REACH, 0) - 1, -1):
        if chunks[at].meaning.means_something() and joined:
            reached.add(at)
            joined = False
        elif reached and not chunks[at].has("and", "or"):
            break
        else:
            joined = True
        if chunks[at].opens:
            break
    return reached


def banned(chunks: Sequence[Chunk]) -> Iterator[Sequence[Chunk]]:
    """Yield what each ban is of, if that names no topic: what follows, or is before "not that"."""
    for at, chunk in enumerate(chunks):
        if chunk.has("ban"):
            clause = _clause_before if chunk.has("negation_after") else _clause_after
            found = clause(chunks, at)
            if not any(each.meaning.topics for each in found):
                yield found


def _clause_after(chunks: Sequence[Chunk], at: int) -> Sequence[Chunk]:
    follows = chunks[at + 1 : at + 1 + _REACH]
    return follows[: next((n for n, each in enumerate(follows) if each.opens), len(follows))]


def _clause_before(chunks: Sequence[Chunk], at: int) -> Sequence[Chunk]:
    before = chunks[max(at - _REACH, 0) : at]
    return before[max((n for n, each in enumerate(before) if each.opens), default=0) :]


def are_two(found: Wishes, topics: Sequence[str], chunks: Sequence[Chunk]) -> bool:
    """Whether the two best topics are asked for side by side: anxiety and sleep."""
    named = [found.first[topic] for topic in topics[:2] if topic in found.first]
    if len(named) < 2:
        return False
    one, other = sorted(named)
    between = chunks[one + 1 : other]
    own = set(chunks[one].meaning.topics).isdisjoint(chunks[other].meaning.topics)
    near = not between and chunks[other].gap.strip() in {"/", "+", "&"}
    joined = all(each.has("and") for each in between) or _come_in_turn(between)
    return own and one != other and (near or (bool(between) and joined))


def _come_in_turn(between: Sequence[Chunk]) -> bool:
    """Whether what stands between two topics says that one comes after the other."""
    return any(each.has("then") for each in between) and not any(
        each.meaning.means_something() or each.number is not None for each in between
    )

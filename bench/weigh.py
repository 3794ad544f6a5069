"""Learn the tables of weights from written sentences, and say how well they tell others.

    .venv/bin/python -m bench.weigh danger [--across]

What a table is learned from stands in `known`; those that read requests with another table are
learned after it: clauses before topics.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bht_assist.content.library import CORE, load
from bht_assist.flows.checks.weighing import Scales

from . import reading
from .learning import How, learned
from .reading import NOTHING, Example, telling_something, texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bht_assist.content.library import Library

    from .reading import Read, Text

_GROUPS = 4
"""One in so many requests for a topic stands for a group, lest these outweigh all else."""
_DANGERS = 2
"""One in so many answers that tell of danger stands for an emergency."""
_GROUP, _EMERGENCY = "group_session", "urgent"
_AGAIN = 2
"""How often it is looked again which clause of a text says what."""
_HOW = {"topics": How(thin=True), "clauses": How(together=True)}
_BARS = (-0.5, 0, 0.5, 1, 1.5, 2)


def known(table: str, library: Library) -> list[Example]:
    """Give all that a table is learned from."""
    own = list(map(_reader(table, library), texts(table)))
    if table == "clauses":
        return _told_apart(own)
    if table == "topics":
        no_group = (text for text in texts("requests") if text.speaks_for == NOTHING)
        tell = reading.telling(library)
        return [*own, *reading.phrases(library), *map(tell, no_group)]
    if table == "requests":
        return [*own, *_borrowed(library), *_emergencies(own)]
    return own


def _reader(table: str, library: Library) -> Read:
    readers = {"topics": reading.telling, "clauses": reading.by_clause}
    return readers.get(table, reading.whole)(library)


def _emergencies(of: Iterable[Example]) -> Iterator[Example]:
    """Yield the requests that count twice: to miss one is the gravest."""
    return (each for each in of if each.speaks_for == _EMERGENCY)


def _borrowed(library: Library) -> Iterator[Example]:
    """Yield what other tables are learned from as requests: for a group, or in an emergency."""
    read = reading.whole(library)
    groups = telling_something(texts("topics"))[::_GROUPS] + texts("clauses", files="whole_*.yaml")
    for text in groups:
        yield read(text._replace(speaks_for=_GROUP))
    for text in telling_something(texts("danger"))[::_DANGERS]:
        yield read(text._replace(speaks_for=_EMERGENCY, step=""))


def _told_apart(of: Sequence[Example]) -> list[Example]:
    """Give all clauses by themselves, each with those things of its text that it says most."""
    rows = [each for text in of for each in _alone(text)]
    for _ in range(_AGAIN + 1):
        scales = Scales(learned(rows, _HOW["clauses"]))
        rows = [each for text in of for each in _by_clause(text, scales)]
    return rows


def _alone(text: Example) -> Iterator[Example]:
    """Yield the clauses of a text of which nothing has to be told apart.

    Only these are learned from at first; which clause of the others says what is found with them.
    """
    if len(text.clauses) == 1 or text.speaks_for == NOTHING:
        yield from (replace(text, words=words) for words in text.clauses)


def _by_clause(text: Example, scales: Scales) -> Iterator[Example]:
    weights = [scales.weigh(words) for words in text.clauses]
    says: list[list[str]] = [[] for _ in weights]
    things = text.speaks_for.split() if weights and text.speaks_for != NOTHING else ()
    for thing in things:
        best = max(range(len(weights)), key=lambda at: weights[at].get(thing, 0))
        says[best].append(thing)
    for words, said in zip(text.clauses, says, strict=True):
        yield Example(text.file, words, " ".join(said) or NOTHING, clauses=(words,))


@dataclass(frozen=True, slots=True)
class Told:
    """What a table made of a sentence that it was not learned from."""

    right: str
    heard: str
    weight: float


def told(scales: Scales, of: Iterable[Example]) -> list[Told]:
    heaviest = ((each, max(scales.weigh(each.words).items(), key=_weight)) for each in of)
    return [Told(each.speaks_for, *found) for each, found in heaviest]


def _weight(row: tuple[str, float]) -> float:
    return row[1]


def show(what: str, rows: Sequence[Told]) -> None:
    """Print how much is heard where so many of the others are heard for nothing."""
    calm = sorted((each.weight for each in rows if each.right == NOTHING), reverse=True)
    speaks = [each for each in rows if each.right != NOTHING]
    for share in (0.005, 0.01, 0.02, 0.04, 0.08) if calm and speaks else ():
        bar = calm[int(len(calm) * share)]
        heard = [each for each in speaks if each.weight > bar]
        same = sum(each.heard in each.right.split() for each in heard)
        print(
            f"{what:12} heard for nothing {share:5.1%}   from {bar:5.2f}   heard "
            f"{len(heard) / len(speaks):4.0%} of {len(speaks)}, by the right name {same}"
        )


def show_clauses(what: str, scales: Scales, of: Sequence[Example]) -> None:
    """Print how much of all that is said is heard, and how much else is."""
    said = [set(each.speaks_for.split()) - {NOTHING} for each in of]
    weights = [[scales.weigh(words) for words in each.clauses] for each in of]
    count = sum(map(len, said))
    for bar in _BARS if count else ():
        heard = [{k for each in row for k, w in each.items() if w >= bar} for row in weights]
        right = sum(len(one & other) for one, other in zip(heard, said, strict=True))
        more = sum(len(one - other) for one, other in zip(heard, said, strict=True))
        print(f"{what:12} from {bar:4}   heard {right / count:4.0%} of {count}, and {more} more")


def measure(what: str, name: str, table: str, of: Sequence[Example]) -> None:
    """Print how well a table tells what texts say that it was not learned from."""
    scales = Scales(table)
    if name == "clauses":
        show_clauses(what, scales, of)
    else:
        show(what, told(scales, of))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("table", choices=("clauses", "coach", "danger", "requests", "topics"))
    parser.add_argument("--across", action="store_true", help="learn without each file in turn")
    asked = parser.parse_args()
    name, library = asked.table, load(places=False)
    every = known(name, library)
    how = _HOW.get(name, How())
    table = learned(every, how)
    path = CORE / "weights" / f"{name}.csv"
    path.parent.mkdir(exist_ok=True)
    path.write_text(table, encoding="utf-8")
    print(f"{path.name}: {len(every)} sentences, {table.count(chr(10)) - 2} cues")
    apart: list[Text] = texts(name, "apart")
    measure("not learned", name, table, list(map(_reader(name, library), apart)))
    for file in sorted({each.file for each in every}) if asked.across else ():
        rest = learned([each for each in every if each.file != file], how)
        measure(file, name, rest, [each for each in every if each.file == file])


if __name__ == "__main__":
    main()

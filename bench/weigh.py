"""Learn the tables of weights from written sentences, and say how well they tell others.

    .venv/bin/python -m bench.weigh danger [--across]

Every sentence of `bench/sentences/` was written for this program; none is anybody's. Which thing a
text speaks for is learned by softmax regression (AdaGrad, decay by how often a cue is met), with
the same cues as `flows/checks/weighing.py`. Same sentences, same table, to the letter.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from math import exp, sqrt
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import yaml

from bht_assist.content.library import CORE, load
from bht_assist.flows.ask import Listener, listener
from bht_assist.flows.ask.heard import Heard
from bht_assist.flows.ask.pieces import parts
from bht_assist.flows.checks.weighing import FEW, Scales, cues
from bht_assist.flows.checks.words import Ear
from bht_assist.search.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from typing import Any

    from bht_assist.content.library import Library
    from bht_assist.flows.checks.hearing import Token

SENTENCES = Path(__file__).parent / "sentences"
NOTHING = "none"
"""What speaks for no thing at all; every other is weighed against it."""
_ROUNDS, _RATE, _DECAY = 30, 0.2, 0.33
_GROUPS, _DANGERS = 2, 2
"""One in so many requests for a topic stands for a group, and one in so many answers that tell of
danger for an emergency, lest these outweigh all else."""
_EMERGENCY = "urgent"
"""Its requests count twice: to miss one is the gravest."""
_LEAST = 3
"""Sentences that a cue has to stand in."""
_THIN = {"topics"}
"""Tables of so many things that all cues would make them large, and tell no more."""
_LEAST_PAIRS, _FAINT = 8, 1
_SCALE = 5
"""The weights are whole numbers, of a fifth each."""


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence, by its words, and what it speaks for: one thing, or several that all fit."""

    words: tuple[str, ...]
    speaks_for: str
    capitals: frozenset[str] = frozenset()
    """The words with a capital letter inside of a sentence: often somebody's name."""


_Read: TypeAlias = "Callable[[str, str, str], Example]"
"""Reads a sentence: from the step, the text, and what it speaks for."""


def examples(table: str, folder: str = "") -> list[tuple[str, Example]]:
    """Read every sentence of one folder beside its file, without doubles, in a fixed order."""
    library = load(places=False)
    rows = {
        (step, text): (path.stem, speaks_for)
        for path in sorted((SENTENCES / table / folder).glob("*.yaml"))
        for step, speaks_for, text in _rows(yaml.safe_load(path.read_text(encoding="utf-8")))
    }
    read = _telling(library) if table == "topics" else _spoken(Ear(library.wording).spelling.hear)
    return [(file, read(step, text, what)) for (step, text), (file, what) in rows.items()]


def known(table: str) -> list[tuple[str, Example]]:
    """Give all that a table is learned from."""
    if table == "topics":
        library = load(places=False)
        return [*examples(table), *_phrases(library), *_no_group(library)]
    if table == "requests":
        own = examples(table)
        emergencies = [row for row in own if row[1].speaks_for == _EMERGENCY]
        borrowed = (
            *_borrowed("topics", _GROUPS, "group_session"),
            *_borrowed("danger", _DANGERS, _EMERGENCY),
        )
        return [*own, *borrowed, *emergencies]
    return examples(table)


def _borrowed(table: str, each: int, kind: str) -> Iterator[tuple[str, Example]]:
    """Yield a share of what another table is learned from, as requests of a kind."""
    telling = [row for row in examples(table) if row[1].speaks_for != NOTHING]
    for file, example in telling[::each]:
        words = tuple(word for word in example.words if not word.startswith("@"))
        yield file, replace(example, words=words, speaks_for=kind)


def _phrases(library: Library) -> Iterator[tuple[str, Example]]:
    """Yield the phrases by which the pack names topics, as requests of few words."""
    asking = _listener(library).asking
    said = [(each.topic, each.say) for each in asking.topics]
    said += [(each.id, (each.title, *each.staff_phrases)) for each in library.topics.values()]
    for topic, phrases in (*said, (NOTHING, asking.no_topic)):
        yield from (("phrases", Example(parts(phrase), topic)) for phrase in phrases)


def _rows(of: Mapping[str, Any], step: str = "") -> Iterator[tuple[str, str, str]]:
    """Yield the step, if there is one, what a text speaks for, and the text."""
    for key, inside in of.items():
        if isinstance(inside, dict):
            yield from _rows(inside, key)
        else:
            yield from ((step, key, text) for text in inside)


def _no_group(library: Library) -> Iterator[tuple[str, Example]]:
    """Yield the requests that are for no group, which name no topic."""
    tell = _telling(library)
    for path in sorted((SENTENCES / "requests").glob("*.yaml")):
        for text in yaml.safe_load(path.read_text(encoding="utf-8")).get(NOTHING, ()):
            yield path.stem, tell("", text, NOTHING)


def _spoken(hear: Callable[[str], Sequence[Token]]) -> _Read:
    """Read all words of a sentence."""

    def read(step: str, text: str, speaks_for: str) -> Example:
        tokens = hear(text)
        inside = (each for before, each in pairwise(tokens) if before.sentence == each.sentence)
        capitals = frozenset(each.word for each in inside if text[each.start].isupper())
        words = (*([f"@{step}"] if step else ()), *(each.word for each in tokens))
        return Example(words, speaks_for, capitals)

    return read


def _telling(library: Library) -> _Read:
    """Read the words of a request that may tell its topic."""
    hears = _listener(library)

    def read(_: str, text: str, speaks_for: str) -> Example:
        heard = Heard(hears, text)
        inside = (each for each in heard.said if each.capital and not each.opens and each.start)
        return Example(tuple(heard.telling), speaks_for, frozenset(each.word for each in inside))

    return read


def _listener(library: Library) -> Listener:
    """Give who reads requests, without the table that is to be learned."""
    hears = listener(library, Shelf(library, date.min))
    if hears is None:
        raise SystemExit("no pack says what a request for a group starts")
    asking = hears.asking.but(weighed_topics=None)
    return Listener(library, hears.shelf, asking, hears.plan)


def _names(known: Sequence[Example]) -> frozenset[str]:
    """Give the words that are mostly names: what somebody is called must not weigh."""
    capital = Counter(word for each in known for word in each.capitals)
    said = Counter(word for each in known for word in set(each.words))
    return frozenset(word for word, times in capital.items() if 2 * times > said[word])


def learned(of: Sequence[Example], *, thin: bool = False) -> str:
    """Give the table that tells these examples apart; a thin one leaves out what adds least."""
    speaks_for = {thing for each in of for thing in each.speaks_for.split()}
    things = [*sorted(speaks_for - {NOTHING}), NOTHING]
    people = _names(of)
    met = Counter(cue for each in of for cue in cues(each.words))
    pairs = _LEAST_PAIRS if thin else _LEAST
    enough = (cue for cue, times in met.items() if times >= (pairs if " " in cue else _LEAST))
    often = sorted(cue for cue in enough if people.isdisjoint(cue.split()))
    number = {cue: index for index, cue in enumerate(often)}
    rows = [
        ([number[cue] for cue in sorted(cues(each.words)) if cue in number], things.index(thing))
        for each in of
        for thing in each.speaks_for.split()
    ]
    weights, start = _fitted(rows, [met[cue] for cue in often], len(things))
    head = ["cue," + ",".join(things[:-1])]
    head.append("start," + ",".join(f"{each - start[-1]:.2f}" for each in start[:-1]))
    faint = _FAINT if thin else 0
    table = ((cue, _against_nothing(row, faint)) for cue, row in zip(often, weights, strict=True))
    lines = (f"{cue},{','.join(map(_written, row))}" for cue, row in table if any(row))
    return "\n".join([*head, *lines]) + "\n"


def _written(weight: int) -> str:
    return str(weight) if weight else ""


def _against_nothing(row: Sequence[float], faint: int) -> list[int]:
    weights = (round(_SCALE * (each - row[-1])) for each in row[:-1])
    return [each if abs(each) > faint else 0 for each in weights]


def _fitted(
    rows: Sequence[tuple[list[int], int]], met: Sequence[int], count: int
) -> tuple[list[list[float]], list[float]]:
    """Fit by going over the rows again and again, each time in another order."""
    weights, seen = ([[value] * count for _ in met] for value in (0.0, 1e-8))
    start, start_seen = [0.0] * count, [1e-8] * count
    order, chance = list(range(len(rows))), random.Random(1)  # noqa: S311 - the same each time
    decay = [_DECAY / times for times in met]
    for _ in range(_ROUNDS):
        chance.shuffle(order)
        for index in order:
            found, right = rows[index]
            share = _SCALE / sqrt(len(found) + FEW)
            wrong = _chances(weights, start, found, share)
            wrong[right] -= 1
            _step(start, start_seen, wrong, 0)
            pushed = [share * each for each in wrong]
            for cue in found:
                _step(weights[cue], seen[cue], pushed, decay[cue])
    return weights, start


def _chances(
    weights: list[list[float]], start: list[float], found: list[int], share: float
) -> list[float]:
    sums = list(start)
    for cue in found:
        for index, weight in enumerate(weights[cue]):
            sums[index] += share * weight
    most = max(sums)
    each = [exp(value - most) for value in sums]
    whole = sum(each)
    return [value / whole for value in each]


def _step(row: list[float], seen: list[float], push: Sequence[float], decay: float) -> None:
    for index, value in enumerate(push):
        by = value + decay * row[index]
        seen[index] += by * by
        row[index] -= _RATE * by / sqrt(seen[index])


@dataclass(frozen=True, slots=True)
class Told:
    """What a table made of a sentence that it was not learned from."""

    right: str
    heard: str
    weight: float


def told(table: str, of: Iterable[Example]) -> list[Told]:
    scales = Scales(table)
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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("table", choices=("danger", "requests", "topics", "coach"))
    parser.add_argument("--across", action="store_true", help="learn without each file in turn")
    asked = parser.parse_args()
    every = known(asked.table)
    thin = asked.table in _THIN
    table = learned([each for _, each in every], thin=thin)
    path = CORE / "weights" / f"{asked.table}.csv"
    path.parent.mkdir(exist_ok=True)
    path.write_text(table, encoding="utf-8")
    print(f"{path.name}: {len(every)} sentences, {table.count(chr(10)) - 2} cues")
    show("not learned", told(table, [each for _, each in examples(asked.table, "apart")]))
    for file in sorted({file for file, _ in every}) if asked.across else ():
        rest = learned([each for name, each in every if name != file], thin=thin)
        show(file, told(rest, [each for name, each in every if name == file]))


if __name__ == "__main__":
    main()

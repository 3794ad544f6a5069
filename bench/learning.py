"""Learns a table of weights from examples: the same examples, the same table, to the letter.

Softmax regression, or logistic regression for each thing where one text may say several (AdaGrad,
decay by how often a cue is met), with the same cues as `flows/checks/weighing.py`.
"""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass
from math import exp, sqrt
from typing import TYPE_CHECKING

from bht_assist.flows.checks.weighing import FEW, cues

from .reading import NOTHING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from .reading import Example

_ROUNDS, _RATE, _DECAY = 30, 0.2, 0.33
_LEAST = 3
"""Sentences that a cue has to stand in."""
_THIN_LEAST, _THIN_FAINT = 8, 1
"""Sentences that a pair of words has to stand in, and weights that are left out, where a table of
so many things would be large and tell no more."""
_SCALE = 5
"""The weights are whole numbers, of a fifth each."""


@dataclass(frozen=True, slots=True)
class How:
    thin: bool = False
    """Leave out what adds least."""
    together: bool = False
    """A text may say several things at once, each of which is weighed against nothing."""


def learned(of: Sequence[Example], how: How) -> str:
    """Give the table that tells these examples apart."""
    speaks_for = {thing for each in of for thing in each.speaks_for.split()}
    things = [*sorted(speaks_for - {NOTHING}), NOTHING]
    met = Counter(cue for each in of for cue in cues(each.words))
    often = sorted(_kept(of, met, _THIN_LEAST if how.thin else _LEAST))
    number = {cue: index for index, cue in enumerate(often)}
    rows = [
        ([number[cue] for cue in sorted(cues(each.words)) if cue in number], right)
        for each in of
        for right in _rights(each, things, how)
    ]
    chances = _each_by_itself if how.together else _one_of_all
    weights, start = _fitted(rows, [met[cue] for cue in often], len(things), chances)
    head = ["cue," + ",".join(things[:-1])]
    head.append("start," + ",".join(f"{each - start[-1]:.2f}" for each in start[:-1]))
    faint = _THIN_FAINT if how.thin else 0
    found = ((cue, _against_nothing(row, faint)) for cue, row in zip(often, weights, strict=True))
    lines = (f"{cue},{','.join(map(_written, row))}" for cue, row in found if any(row))
    return "\n".join([*head, *lines]) + "\n"


def _kept(of: Sequence[Example], met: Counter[str], pairs: int) -> Iterator[str]:
    """Yield the cues that are met often enough and are nobody's name."""
    people = _names(of)
    for cue, times in met.items():
        if times >= (pairs if " " in cue else _LEAST) and people.isdisjoint(cue.split()):
            yield cue


def _names(of: Sequence[Example]) -> frozenset[str]:
    """Give the words that are mostly names: what somebody is called must not weigh."""
    capital = Counter(word for each in of for word in each.capitals)
    said = Counter(word for each in of for word in set(each.words))
    return frozenset(word for word, times in capital.items() if 2 * times > said[word])


def _rights(each: Example, things: Sequence[str], how: How) -> Iterator[list[int]]:
    """Yield what a text speaks for: all together, or one by one, as each of them fits."""
    said = each.speaks_for.split()
    if how.together:
        yield [things.index(thing) for thing in said if thing != NOTHING]
    else:
        yield from ([things.index(thing)] for thing in said)


def _written(weight: int) -> str:
    return str(weight) if weight else ""


def _against_nothing(row: Sequence[float], faint: int) -> list[int]:
    weights = (round(_SCALE * (each - row[-1])) for each in row[:-1])
    return [each if abs(each) > faint else 0 for each in weights]


def _fitted(
    rows: Sequence[tuple[list[int], list[int]]],
    met: Sequence[int],
    count: int,
    chances: Callable[[Sequence[float]], list[float]],
) -> tuple[list[list[float]], list[float]]:
    """Fit by going over the rows again and again, each time in another order."""
    weights, seen = ([[value] * count for _ in met] for value in (0.0, 1e-8))
    start, start_seen = [0.0] * count, [1e-8] * count
    order, chance = list(range(len(rows))), random.Random(1)  # noqa: S311 - the same each time
    decay = [_DECAY / times for times in met]
    for _ in range(_ROUNDS):
        chance.shuffle(order)
        for index in order:
            found, rights = rows[index]
            share = _SCALE / sqrt(len(found) + FEW)
            wrong = chances(_sums(weights, start, found, share))
            for right in rights:
                wrong[right] -= 1
            _step(start, start_seen, wrong, 0)
            pushed = [share * each for each in wrong]
            for cue in found:
                _step(weights[cue], seen[cue], pushed, decay[cue])
    return weights, start


def _sums(
    weights: list[list[float]], start: list[float], found: list[int], share: float
) -> list[float]:
    sums = list(start)
    for cue in found:
        for index, weight in enumerate(weights[cue]):
            sums[index] += share * weight
    return sums


def _one_of_all(sums: Sequence[float]) -> list[float]:
    """Give the chance of each thing where a text speaks for one."""
    most = max(sums)
    each = [exp(value - most) for value in sums]
    whole = sum(each)
    return [value / whole for value in each]


def _each_by_itself(sums: Sequence[float]) -> list[float]:
    """Give the chance of each thing where others may be said with it; nothing has none."""
    return [*(1 / (1 + exp(-value)) for value in sums[:-1]), 0.0]


def _step(row: list[float], seen: list[float], push: Sequence[float], decay: float) -> None:
    for index, value in enumerate(push):
        by = value + decay * row[index]
        seen[index] += by * by
        row[index] -= _RATE * by / sqrt(seen[index])

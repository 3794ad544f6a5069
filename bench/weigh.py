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
from dataclasses import dataclass
from itertools import pairwise
from math import exp, sqrt
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from bht_assist.content.library import CORE, load
from bht_assist.flows.checks.weighing import FEW, Scales, cues
from bht_assist.flows.checks.words import Ear

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import Any

    from bht_assist.flows.checks.hearing import Token

SENTENCES = Path(__file__).parent / "sentences"
NOTHING = "none"
"""What speaks for no thing at all; every other is weighed against it."""
_ROUNDS, _RATE, _DECAY = 30, 0.2, 0.33
_LEAST = 3
"""Sentences that a cue has to stand in."""
_SCALE = 5
"""The weights are whole numbers, of a fifth each."""


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence, by its words, and what it speaks for."""

    words: tuple[str, ...]
    speaks_for: str
    capitals: frozenset[str] = frozenset()
    """The words with a capital letter inside of a sentence: often somebody's name."""


def examples(folder: str) -> list[tuple[str, Example]]:
    """Read every sentence of one folder beside its file, without doubles, in a fixed order."""
    hear = Ear(load(places=False).wording).spelling.hear
    rows = {
        (step, text): (path.stem, speaks_for)
        for path in sorted((SENTENCES / folder).glob("*.yaml"))
        for step, speaks_for, text in _rows(yaml.safe_load(path.read_text(encoding="utf-8")))
    }
    return [
        (file, _example(step, text, hear(text), what))
        for (step, text), (file, what) in rows.items()
    ]


def _rows(of: Mapping[str, Any], step: str = "") -> Iterator[tuple[str, str, str]]:
    """Yield the step, if there is one, what a text speaks for, and the text."""
    for key, inside in of.items():
        if isinstance(inside, dict):
            yield from _rows(inside, key)
        else:
            yield from ((step, key, text) for text in inside)


def _example(step: str, text: str, tokens: Sequence[Token], speaks_for: str) -> Example:
    inside = (each for before, each in pairwise(tokens) if before.sentence == each.sentence)
    capitals = frozenset(each.word for each in inside if text[each.start].isupper())
    words = (*([f"@{step}"] if step else ()), *(each.word for each in tokens))
    return Example(words, speaks_for, capitals)


def _names(known: Sequence[Example]) -> frozenset[str]:
    """Give the words that are mostly names: what somebody is called must not weigh."""
    capital = Counter(word for each in known for word in each.capitals)
    said = Counter(word for each in known for word in set(each.words))
    return frozenset(word for word, times in capital.items() if 2 * times > said[word])


def learned(known: Sequence[Example]) -> str:
    """Give the table that tells these examples apart."""
    things = [*sorted({each.speaks_for for each in known} - {NOTHING}), NOTHING]
    people = _names(known)
    met = Counter(cue for each in known for cue in cues(each.words))
    enough = (cue for cue, times in met.items() if times >= _LEAST)
    often = sorted(cue for cue in enough if people.isdisjoint(cue.split()))
    number = {cue: index for index, cue in enumerate(often)}
    rows = [
        (
            [number[cue] for cue in sorted(cues(each.words)) if cue in number],
            things.index(each.speaks_for),
        )
        for each in known
    ]
    weights, start = _fitted(rows, [met[cue] for cue in often], len(things))
    head = ["cue," + ",".join(things[:-1])]
    head.append("start," + ",".join(f"{each - start[-1]:.2f}" for each in start[:-1]))
    table = ((cue, _against_nothing(row)) for cue, row in zip(often, weights, strict=True))
    lines = (f"{cue},{','.join(map(str, row))}" for cue, row in table if any(row))
    return "\n".join([*head, *lines]) + "\n"


def _against_nothing(row: Sequence[float]) -> list[int]:
    return [round(_SCALE * (each - row[-1])) for each in row[:-1]]


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
        same = sum(each.heard == each.right for each in heard)
        print(
            f"{what:12} heard for nothing {share:5.1%}   from {bar:5.2f}   heard "
            f"{len(heard) / len(speaks):4.0%} of {len(speaks)}, by the right name {same}"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("table", choices=("danger", "requests", "coach"))
    parser.add_argument("--across", action="store_true", help="learn without each file in turn")
    asked = parser.parse_args()
    every = examples(asked.table)
    known = [each for _, each in every]
    table = learned(known)
    path = CORE / "weights" / f"{asked.table}.csv"
    path.parent.mkdir(exist_ok=True)
    path.write_text(table, encoding="utf-8")
    print(f"{path.name}: {len(known)} sentences, {table.count(chr(10)) - 2} cues")
    show("not learned", told(table, [each for _, each in examples(f"{asked.table}/apart")]))
    for file in sorted({file for file, _ in every}) if asked.across else ():
        rest = learned([each for name, each in every if name != file])
        show(file, told(rest, [each for name, each in every if name == file]))


if __name__ == "__main__":
    main()

"""Checks of asking/: what its rules name must be there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .models import steps as kinds
from .problems import did_you_mean
from .spot import Spot

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from .library import Library
    from .models import Asking
    from .models.asking import Held
    from .problems import Problem

Path = tuple[str | int, ...]


def asking_problems(library: Library) -> Iterator[Problem]:
    files = [name for shelf, name in library.trees if shelf == "asking"]
    for file, asking in zip(files, library.asking, strict=True):
        spot = Spot(library, "asking", file)
        for path, name, kind, known in _named(library, asking):
            if name not in known:
                hint = did_you_mean(name, known)
                yield spot.key(*path).error(f"unknown-{kind}", f"there is no {kind} `{name}`", hint)


def _named(library: Library, asking: Asking) -> Iterator[tuple[Path, str, str, Collection[str]]]:
    """Yield what is named: where, its name, its kind, and what there is of that kind."""
    plan = next((each.plan for each in library.asking if each.plan), None)
    flow = library.flows.get(plan.flow) if plan else None
    steps = {step.id: step for step in flow.steps} if flow else {}
    held: list[tuple[Path, Held]] = []
    if asking.plan:
        yield ("plan", "flow"), asking.plan.flow, "flow", library.flows
        for key in ("topic", "minutes", "size", "start", "language", "constraints"):
            yield ("plan", key), getattr(asking.plan, key), "step", steps
        held.append((("plan", "at_most"), asking.plan.at_most))
    held += [(("answers", index), each) for index, each in enumerate(asking.answers)]
    for path, each in held:
        yield (*path, "step"), each.step, "step", steps
        step = steps.get(each.step)
        if isinstance(step, kinds.Choice | kinds.Choices):
            options = [option.id for option in step.options]
            yield (*path, "value"), each.value, "option", options
    for index, words in enumerate(asking.topics):
        yield ("topics", index, "topic"), words.topic, "topic", library.topics
    for index, rule in enumerate(asking.redirects):
        yield ("redirects", index, "topic"), rule.topic, "topic", library.topics
    for index, card in enumerate(asking.cards):
        yield ("cards", index, "card"), card.card, "card", library.cards
    for index, lexicon in enumerate(asking.urgent.lexicons):
        yield ("urgent", "lexicons", index), lexicon, "lexicon", library.lexicons
    if asking.urgent.card:
        yield ("urgent", "card"), asking.urgent.card, "card", library.cards

"""Checks of asking/: what its rules name must be there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .models import steps as kinds
from .problems import did_you_mean
from .spot import Spot

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from .library import Library
    from .models import Asking, Flow, StepBase
    from .models.asking import Frames, Held, WeighedClauses
    from .problems import Problem

Path = tuple[str | int, ...]
Name = tuple[Path, str, str, "Collection[str]"]
"""What is named: where, its name, its kind, and what there is of that kind."""


def asking_problems(library: Library) -> Iterator[Problem]:
    files = [name for shelf, name in library.trees if shelf == "asking"]
    for file, asking in zip(files, library.asking, strict=True):
        spot = Spot(library, "asking", file)
        for path, name, kind, known in _named(library, asking):
            if name not in known:
                hint = did_you_mean(name, known)
                yield spot.key(*path).error(f"unknown-{kind}", f"there is no {kind} `{name}`", hint)


def _named(library: Library, asking: Asking) -> Iterator[Name]:
    plan = next((each.plan for each in library.asking if each.plan), None)
    flow = library.flows.get(plan.flow) if plan else None
    steps = {step.id: step for step in flow.steps} if flow else {}
    held: list[tuple[Path, Held]] = []
    if asking.plan:
        yield ("plan", "flow"), asking.plan.flow, "flow", library.flows
        for key in ("topic", "minutes", "size", "start", "language", "constraints"):
            yield ("plan", key), getattr(asking.plan, key), "step", steps
        held += [(("plan", key), getattr(asking.plan, key)) for key in ("at_most", "at_least")]
    held += [(("answers", index), each) for index, each in enumerate(asking.answers)]
    for path, each in held:
        yield from _answer(path, each, steps)
    yield from _begun(library, asking)
    for key in ("topics", "asides", "redirects"):
        for index, row in enumerate(getattr(asking, key)):
            yield (key, index, "topic"), row.topic, "topic", library.topics
    for index, card in enumerate(asking.cards):
        yield ("cards", index, "card"), card.card, "card", library.cards
    for index, lexicon in enumerate(asking.urgent.lexicons):
        yield ("urgent", "lexicons", index), lexicon, "lexicon", library.lexicons
    if asking.urgent.card:
        yield ("urgent", "card"), asking.urgent.card, "card", library.cards
    yield from _weighed(library, asking, steps)
    families = {name for each in library.asking for name in each.families}
    for path, frames in _frames(asking):
        for number, frame in enumerate(frames):
            for at, name in enumerate(frame):
                yield (*path, number, at), name, "family", families


def _weighed(library: Library, asking: Asking, steps: Mapping[str, StepBase]) -> Iterator[Name]:
    for key in ("weighed", "weighed_topics", "weighed_clauses"):
        if how := getattr(asking, key):
            yield (key, "table"), how.table, "table", library.weights
    if asking.weighed_clauses:
        yield from _clauses(library, asking.weighed_clauses, steps)


def _clauses(
    library: Library, how: WeighedClauses, steps: Mapping[str, StepBase]
) -> Iterator[Name]:
    """Yield what clauses may say: each name of the table is an answer, but for what refuses."""
    choices = {name: step for name, step in steps.items() if isinstance(step, kinds.Choices)}
    yield ("weighed_clauses", "step"), how.step, "choices-step", choices
    table = library.weights.get(how.table)
    if table:
        yield ("weighed_clauses", "refused"), how.refused, "column", table.names
    if table and how.step in choices:
        options = {each.id for each in choices[how.step].options}
        answers = (each for each in table.names if each != how.refused)
        yield from ((("weighed_clauses", "table"), each, "option", options) for each in answers)
        for one, other in how.opposites.items():
            yield ("weighed_clauses", "opposites", one), one, "option", options
            yield ("weighed_clauses", "opposites", one), other, "option", options


def _frames(asking: Asking) -> Iterator[tuple[Path, Frames]]:
    for key in ("frames", "told", "asked", "unless_frames"):
        yield ("urgent", key), getattr(asking.urgent, key)
    for key in ("frames", "together", "asks"):
        yield ("in_scope", key), getattr(asking.in_scope, key)
    for index, rule in enumerate(asking.redirects):
        for key in ("frames", "always", "together"):
            yield ("redirects", index, key), getattr(rule, key)
    for index, begun in enumerate(asking.begun):
        for key in ("frames", "together"):
            yield ("begun", index, key), getattr(begun, key)


def _begun(library: Library, asking: Asking) -> Iterator[Name]:
    plan = next((each.plan for each in library.asking if each.plan), None)
    planned = library.flows.get(plan.flow) if plan else None
    for index, begun in enumerate(asking.begun):
        at = ("begun", index)
        yield (*at, "begins"), begun.begins, "flow", library.flows
        flow = library.flows.get(begun.begins)
        if flow is None:
            continue
        steps = {step.id: step for step in flow.steps}
        if begun.needs:
            yield (*at, "needs"), begun.needs, "step", steps
        if begun.levels:
            yield (*at, "levels"), begun.levels, "step", _ids(planned)
        if begun.day:
            yield (*at, "day", "step"), begun.day.step, "step", steps
        for toward, each in enumerate(begun.toward):
            yield (*at, "toward", toward, "step"), each.step, "step", steps
        for said, answer in enumerate(begun.answers):
            yield from _answer((*at, "answers", said), answer, steps)


def _answer(path: Path, answer: Held, steps: Mapping[str, StepBase]) -> Iterator[Name]:
    yield (*path, "step"), answer.step, "step", steps
    step = steps.get(answer.step)
    if isinstance(step, kinds.Choice | kinds.Choices):
        yield (*path, "value"), answer.value, "option", [option.id for option in step.options]


def _ids(flow: Flow | None) -> list[str]:
    return [step.id for step in flow.steps] if flow else []

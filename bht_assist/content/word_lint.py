"""Checks of words: that phrases, contexts and checks name parts, steps and lexicons there are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .models.lexicons import PART
from .problems import Place, Problem, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from .library import Library
    from .models import Check, Context, Flow, Lexicon
    from .models.lexicons import Patterns


def word_problems(library: Library) -> Iterator[Problem]:
    """Give what lexicons, the wording they share, and checks of flows name that is not there."""
    parts = {name for wording in library.wording for name in wording.parts}
    contexts = {name for wording in library.wording for name in wording.contexts}
    for wording in library.wording:
        written = [*wording.parts.values(), *_patterns_of_contexts(wording.contexts)]
        place = Place("wording.yaml")
        yield from _unknown_parts(place, written, parts)
        for how in wording.weighed.values():
            yield from _of_table(library, how.table, place)
    for lexicon in library.lexicons.values():
        yield from _of_lexicon(library, lexicon, parts, contexts)
    for flow in library.flows.values():
        for index, check in enumerate(flow.checks):
            yield from _of_check(library, flow, check, index)


def _of_table(library: Library, name: str, place: Place) -> Iterator[Problem]:
    """A table of weights has to be there, and what it listens for must be rules of lexicons."""
    if name not in library.weights:
        yield _unknown(place, "table", name, library.weights)
        return
    rules = {each.rule for each in library.lexicons.values()}
    for rule in library.weights[name].names:
        if rule not in rules:
            yield _unknown(library.place("weights", name), "rule", rule, rules)


def _patterns_of_contexts(
    contexts: Mapping[str, Context],
) -> Iterator[Patterns]:
    for context in contexts.values():
        for place in ("before", "after", "near", "around"):
            yield getattr(context, place)


def _of_lexicon(
    library: Library, lexicon: Lexicon, parts: Collection[str], contexts: Collection[str]
) -> Iterator[Problem]:
    place = library.place("lexicons", lexicon.lexicon)
    own = {*parts, *lexicon.parts}
    words = [group.words for group in lexicon.groups]
    yield from _unknown_parts(place, [*words, lexicon.unless, *lexicon.parts.values()], own)
    named = {*lexicon.contexts, *(name for group in lexicon.groups for name in group.contexts)}
    for name in sorted(named - set(contexts)):
        yield _unknown(place, "context", name, contexts)


def _unknown_parts(
    place: Place, written: Iterable[Patterns], known: Collection[str]
) -> Iterator[Problem]:
    texts = (text for patterns in written for said in patterns.values() for text in said)
    named = {found[1] for text in texts for found in re.finditer(PART, text)}
    for name in sorted(named - set(known)):
        yield _unknown(place, "part", name, known)


def _unknown(place: Place, what: str, name: str, known: Collection[str]) -> Problem:
    return Problem(
        place, f"unknown-{what}", f"there is no {what} `{name}`", did_you_mean(name, known)
    )


def _of_check(library: Library, flow: Flow, check: Check, index: int) -> Iterator[Problem]:
    place = library.place("flows", flow.flow, "checks", index)
    steps = {step.id for step in flow.steps}
    for name in (*check.steps, *check.against):
        if name not in steps:
            yield _unknown(place, "step", name, steps)
    for name in filter(None, (check.heard, check.unheard)):
        if name not in library.lexicons:
            yield _unknown(place, "lexicon", name, library.lexicons)

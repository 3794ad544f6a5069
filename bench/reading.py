"""The written sentences that tables are learned from, read as the program reads them.

Every sentence of `bench/sentences/` was written for this program; none is anybody's.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import chain, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import yaml

from bht_assist.flows.ask import Listener, listener
from bht_assist.flows.ask.heard import Heard
from bht_assist.flows.ask.pieces import parts
from bht_assist.flows.checks.words import Ear
from bht_assist.search.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from typing import Any, TypeAlias

    from bht_assist.content.library import Library

    Read: TypeAlias = Callable[["Text"], "Example"]

SENTENCES = Path(__file__).parent / "sentences"
NOTHING = "none"
"""What speaks for no thing at all; every other is weighed against it."""


class Text(NamedTuple):
    """A sentence as it was written."""

    file: str
    step: str
    speaks_for: str
    """One thing, or several: that all fit, or that are all said."""
    words: str


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence, by its words, and what it speaks for."""

    file: str
    words: tuple[str, ...]
    speaks_for: str
    capitals: frozenset[str] = frozenset()
    """The words with a capital letter inside of a sentence: often somebody's name."""
    clauses: tuple[tuple[str, ...], ...] = ()


def texts(table: str, folder: str = "", files: str = "*.yaml") -> list[Text]:
    """Give every sentence of one folder, without doubles, in a fixed order."""
    found = {
        (text.step, text.words): text
        for path in sorted((SENTENCES / table / folder).glob(files))
        for text in _texts(path.stem, yaml.safe_load(path.read_text(encoding="utf-8")))
    }
    return list(found.values())


def _texts(file: str, of: Mapping[str, Any], step: str = "") -> Iterator[Text]:
    for key, inside in of.items():
        if isinstance(inside, dict):
            yield from _texts(file, inside, key)
        else:
            yield from (Text(file, step, key, text) for text in inside)


def phrases(library: Library) -> Iterator[Example]:
    """Yield the phrases by which the pack names topics, as requests of few words."""
    asking = _listener(library).asking
    said = [(each.topic, each.say) for each in asking.topics]
    said += [(each.id, (each.title, *each.staff_phrases)) for each in library.topics.values()]
    for topic, row in (*said, (NOTHING, asking.no_topic)):
        yield from (Example("phrases", parts(phrase), topic) for phrase in row)


def whole(library: Library) -> Read:
    """Read all words of a sentence."""
    hear = Ear(library.wording).spelling.hear

    def read(text: Text) -> Example:
        tokens = hear(text.words)
        inside = (each for before, each in pairwise(tokens) if before.sentence == each.sentence)
        capitals = frozenset(each.word for each in inside if text.words[each.start].isupper())
        words = (*([f"@{text.step}"] if text.step else ()), *(each.word for each in tokens))
        return Example(text.file, words, text.speaks_for, capitals)

    return read


def telling(library: Library) -> Read:
    """Read the words of a request that may tell its topic."""
    hears = _listener(library)

    def read(text: Text) -> Example:
        heard = Heard(hears, text.words)
        inside = (each for each in heard.said if each.capital and not each.opens and each.start)
        capitals = frozenset(each.word for each in inside)
        return Example(text.file, tuple(heard.telling), text.speaks_for, capitals)

    return read


def by_clause(library: Library) -> Read:
    """Read the words of a request clause by clause."""
    hears = _listener(library, weighed_clauses=None)

    def read(text: Text) -> Example:
        heard = Heard(hears, text.words)
        clauses = tuple(each.words for each in heard.clauses)
        said = tuple(chain.from_iterable(clauses))
        return Example(text.file, said, text.speaks_for, clauses=clauses)

    return read


def _listener(library: Library, **without: None) -> Listener:
    """Give who reads requests, without the tables that are to be learned."""
    hears = listener(library, Shelf(library, date.min))
    if hears is None:
        raise SystemExit("no pack says what a request for a group starts")
    asking = hears.asking.but(weighed_topics=None, **without)
    return Listener(library, hears.shelf, asking, hears.plan)


def telling_something(of: Iterable[Text]) -> list[Text]:
    """Give the texts that speak for something."""
    return [text for text in of if text.speaks_for != NOTHING]

"""Who understands requests: what the packs know, made ready once and asked many times."""

from __future__ import annotations

import ast
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any

from bht_assist.content.models.agenda import Agenda
from bht_assist.search.phrases import Phrases

from ..checks.weighing import Scales
from .begun import Opening
from .clauses import ClauseScales
from .gist import Gist, Gists
from .lookout import Lookout, Watch
from .pieces import parts
from .request import understood
from .safety import Safety
from .topics import Topics
from .vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from bht_assist.content.library import Library
    from bht_assist.content.models import Asking, Flow
    from bht_assist.content.models.asking import Begun, Planned
    from bht_assist.search.shelf import Shelf

    from .clauses import Clause
    from .understanding import Understanding
    from .wishes import Wishes

LONGEST = 2_000
"""Letters of a request that are read."""
_NOT_ASKED = {"info", "agenda"}


class Watched:
    """What is looked for in every request, in one pass."""

    def __init__(self, library: Library, asking: Asking) -> None:
        self.lookout = Lookout(asking.families)
        self.safety = Safety(asking, library, self.lookout)
        self.moments = [
            (each.card, Watch(self.lookout, (), each.near)) for each in asking.cards if each.near
        ]
        """The cards for hard moments, each with the words that tell of one."""
        by_flow: dict[str, Begun] = {}
        for each in asking.begun:
            if each.begins not in library.flows:
                continue  # said where packs are checked
            first = by_flow.get(each.begins)
            by_flow[each.begins] = first.with_more(each) if first else each
        self.openings = [Opening(library, each, self.lookout) for each in by_flow.values()]
        """The conversations besides the plan that a sentence may start."""
        self.dates = next((each.dates for each in self.openings if each.dates), None)


class Listener:
    """Understands requests by what a library's packs know."""

    def __init__(self, library: Library, shelf: Shelf, asking: Asking, plan: Planned) -> None:
        self.library, self.shelf, self.asking, self.plan = library, shelf, asking, plan
        self._steps: dict[str, Phrases] = {}

    @cached_property
    def vocabulary(self) -> Vocabulary:
        return Vocabulary(self.library, self.asking)

    def knows(self, word: str) -> bool:
        """Whether a word is spelled right."""
        if self.shelf.index.knows(word) or self.vocabulary.knows(word):
            return True
        return self.watched.lookout.knows(word)

    def means(self, word: str) -> bool:
        """Whether a word is meant as it stands: lands on a table, and is not hands misspelt."""
        return self.knows(word) or (self._topics is not None and self._topics.knows(word))

    @cached_property
    def watched(self) -> Watched:
        return Watched(self.library, self.asking)

    @cached_property
    def _gists(self) -> Gists | None:
        how = self.asking.weighed
        table = self.library.weights.get(how.table) if how else None
        if how is None or table is None:
            return None
        rules = [each.redirect for each in self.asking.redirects]
        return Gists(how, Scales(table.rows), self.safety.spelling, rules)

    def gist(self, text: str) -> Gist:
        """Give what a request says as a whole; nothing where no pack weighs them."""
        return self._gists.of(text) if self._gists else Gist()

    @cached_property
    def _topics(self) -> Topics | None:
        how = self.asking.weighed_topics
        table = self.library.weights.get(how.table) if how else None
        return Topics(how, Scales(table.rows), self.library.topics) if how and table else None

    def worths(self, wishes: Wishes, words: Sequence[str]) -> Mapping[str, float]:
        """Give what a request says for each topic, by its phrases alone where no pack weighs."""
        return self._topics.worths(wishes, words) if self._topics else wishes.topics

    def spoken_for(self, words: Sequence[str], among: Collection[str]) -> str:
        """Give the topic among some that a few words speak for most; none where no pack weighs."""
        return self._topics.spoken_for(words, among) if self._topics else ""

    def tells(self, word: str, topic: str) -> bool:
        """Whether a word by itself speaks for a topic; no word does where no pack weighs."""
        return self._topics is not None and self._topics.tells(word, topic)

    @cached_property
    def _clauses(self) -> ClauseScales | None:
        how = self.asking.weighed_clauses
        table = self.library.weights.get(how.table) if how else None
        return ClauseScales(how, Scales(table.rows)) if how and table else None

    def weighed(self, clause: Clause) -> Clause:
        """Give a clause with what it says; by itself where no pack weighs clauses."""
        return self._clauses.weighed(clause) if self._clauses else clause

    def answers(self, clause: Clause, said: Collection[str]) -> Iterable[tuple[str, str, int]]:
        """Give what a clause answers: step, answer, chunk; nothing where no pack weighs clauses."""
        return self._clauses.answers(clause, said) if self._clauses else ()

    def refuses(self, clause: Clause) -> bool:
        """Whether a clause says that what it names is not wanted."""
        return self._clauses is not None and self._clauses.refuses(clause)

    def doubts(self, clause: Clause) -> bool:
        """Whether a clause may say so."""
        return self._clauses is not None and self._clauses.doubts(clause)

    def tells_in_clauses(self, word: str) -> bool:
        """Whether a word is one of those by which clauses are weighed."""
        return self._clauses is not None and self._clauses.has(word)

    @property
    def safety(self) -> Safety:
        return self.watched.safety

    def opening(self, flow: str) -> Opening | None:
        return next((each for each in self.watched.openings if each.flow == flow), None)

    @cached_property
    def flow(self) -> Flow:
        return self.library.flows[self.plan.flow]

    @cached_property
    def agenda(self) -> Agenda | None:
        return next((step for step in self.flow.steps if isinstance(step, Agenda)), None)

    @cached_property
    def required(self) -> tuple[str, ...]:
        """The steps that a plan can't do without."""
        steps = [step for step in self.flow.steps if step.ask not in _NOT_ASKED and not step.when]
        return tuple(step.id for step in steps if not step.optional)

    @cached_property
    def defaults(self) -> Mapping[str, Any]:
        """What steps hold where nothing is said, as far as it is fixed."""
        known = ((step.id, _literal(getattr(step, "default", ""))) for step in self.flow.steps)
        return {name: value for name, value in known if value}

    def steps(self, flow: Flow) -> Phrases:
        """What people call the steps of a conversation."""
        if flow.flow not in self._steps:
            named = {
                step.id: (step.title or step.id, step.id.replace("_", " ")) for step in flow.steps
            }
            self._steps[flow.flow] = Phrases(named, parts)
        return self._steps[flow.flow]

    @cached_property
    def services(self) -> Phrases:
        """What people call services and needs."""
        library = self.library
        needs = (text for need in library.needs.values() for text in (need.say, *need.synonyms))
        names = (text for each in library.resources.values() for text in (each.name, *each.aka))
        said = (text for row in library.synonyms for text in row.say)
        return Phrases({text: (text,) for text in chain(needs, names, said)}, parts)

    def understand(self, text: str, within: Flow | None = None) -> Understanding:
        """Understand a request; `within` is the conversation that is open, if one is."""
        return understood(self, text[:LONGEST], within)


def _literal(source: str) -> Any:
    try:
        return ast.literal_eval(source) if source else None
    except (ValueError, SyntaxError):
        return None

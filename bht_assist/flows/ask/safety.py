"""Live emergencies and what is out of scope: looked for before anything is planned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..checks.findings import level_of
from ..checks.words import Checker, Ear, Spoken
from .lookout import Together, Watch
from .pieces import parts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bht_assist.content.library import Library
    from bht_assist.content.models import Asking
    from bht_assist.content.models.asking import Redirect

    from .lookout import Lookout, Range, Sightings
    from .pieces import Piece

_BACK, _DENIED, _SUPPOSED, _SINCE = 3, 1, 8, 3
"""Words over which "history of" reaches forward, "denies" and "what if someone" do, and over
which "years ago" reaches back."""

_STOP = "stop_now"


class Safety:
    """The watches of a pack."""

    def __init__(self, asking: Asking, library: Library, lookout: Lookout) -> None:
        lexicons = (library.lexicons.get(name) for name in asking.urgent.lexicons)
        ear = Ear(library.wording)
        self.spelling = ear.spelling
        """How misspelt words are heard."""
        self._checkers = [Checker(each, ear) for each in lexicons if each]
        urgent = asking.urgent
        every = (phrase for group in urgent.words for phrase in group)
        self._urgent = Watch(lookout, every, urgent.near, urgent.frames)
        self._unless = Watch(lookout, urgent.unless, urgent.unless_near, urgent.unless_frames)
        self._told = Watch(lookout, (), (), urgent.told)
        self._asked = Watch(lookout, (), (), urgent.asked)
        self._signs = Watch(lookout, urgent.signs)
        self._about = Watch(lookout, urgent.about)
        self._named = Watch(lookout, urgent.named)
        self._now = Watch(lookout, urgent.now)
        self._since = Watch(lookout, urgent.past_after)
        joins, turns = (
            {part for word in asking.words.get(role, ()) for part in parts(word)[:1]}
            for role in ("and", "turn")
        )
        self._before = [
            (Watch(lookout, urgent.past), _BACK, joins | turns),
            (Watch(lookout, urgent.denials), _DENIED, joins | turns),
            (Watch(lookout, urgent.supposed), _SUPPOSED, set()),
        ]
        self._in_scope = Watch(lookout, (), (), asking.in_scope.frames)
        self._asks_for = Watch(lookout, (), (), asking.in_scope.asks)
        self._scoped = Together(lookout, asking.in_scope.together)
        self._redirects = [
            (
                each,
                Watch(lookout, each.say, each.near, each.frames),
                Watch(lookout, (), (), each.always),
                Together(lookout, each.together),
            )
            for each in asking.redirects
        ]

    def urgent(self, text: str, sight: Sightings, *, asks: bool, tells: bool = True) -> bool:
        """Tell whether somebody may be in danger now.

        `asks` is whether something is asked for, and `tells` whether it may only be told what
        is going on, where signs are enough that are no words of danger by themselves.
        """
        said = sight.said
        asks = asks or self._asked.is_heard(sight)
        heard = [*self._urgent.heard(sight), *self._checked(text, said)]
        heard += self._seen(sight) if tells and not asks else []
        if not heard:
            return False
        excused = [*self._unless.heard(sight), *(self._only_named(sight) if asks else ())]
        before = [
            (lead, reach, stops)
            for watch, reach, stops in self._before
            for lead in watch.heard(sight, exactly=True)
        ]
        live = self._live(sight) if asks else None
        since = [at for at, _ in self._since.heard(sight, exactly=True)]
        return any(
            not _covered(each, excused)
            and not _after_one_of(each[0], before, said)
            and not _since(each[1], since, said)
            and (live is None or clause(said, each[0]) in live)
            for each in heard
        )

    def _seen(self, sight: Sightings) -> list[Range]:
        """Give the signs of danger in what is told of somebody or some place."""
        about = list(self.about(sight))
        signs = self._signs.heard(sight, exactly=True)
        alone = (each for each in signs if any(other != each for other in about))
        return [*self._told.heard(sight), *alone]

    def is_about_somebody(self, sight: Sightings) -> bool:
        """Whether somebody or some place is told of."""
        return any(True for _ in self.about(sight))

    def _live(self, sight: Sightings) -> set[int]:
        """Give the clauses that tell of somebody, some place, or of now."""
        told = (*self.about(sight), *self._now.heard(sight, exactly=True))
        return {clause(sight.said, at) for at, _ in told}

    def about(self, sight: Sightings) -> Iterator[Range]:
        """Yield the words for somebody or some place that is told of."""
        return self._about.heard(sight, exactly=True)

    def _only_named(self, sight: Sightings) -> Iterator[Range]:
        """Yield the names of dangers in whose clause nothing says that it is so now."""
        now = [clause(sight.said, at) for at, _ in self._now.heard(sight, exactly=True)]
        for at, after in self._named.heard(sight, exactly=True):
            if clause(sight.said, at) not in now:
                yield at, after

    def _checked(self, text: str, said: Sequence[Piece]) -> Iterator[Range]:
        """Yield where the checks of a conversation would stop it."""
        for checker in self._checkers:
            for match in checker.matches((Spoken(0, "", text),)):
                if level_of(checker.lexicon, "", match) == _STOP:
                    start = text.find(match.matched)
                    yield _pieces_in(said, start, start + len(match.matched))

    def rule(self, name: str) -> Redirect | None:
        return next((each for each, *_ in self._redirects if each.redirect == name), None)

    def redirect(self, sight: Sightings, negated: Sequence[bool]) -> Redirect | None:
        """Give the first rule that what is wanted is outside of; `negated` by piece."""
        inside = [*self._in_scope.heard(sight), *self._scoped.heard(sight)]
        asked = {at for at, _ in self._asks_for.heard(sight)}
        for rule, watch, always, together in self._redirects:
            wanted = [each for each in watch.heard(sight) if not any(negated[slice(*each)])]
            heard = (*wanted, *always.heard(sight), *together.heard(sight))
            if any(each[0] not in asked and not _covered(each, inside) for each in heard):
                return rule
        return None


def _after_one_of(
    at: int, before: Iterable[tuple[Range, int, set[str]]], said: Sequence[Piece]
) -> bool:
    """Whether words before, in the same clause, say that it is past, supposed, or not so."""
    for (start, after), reach, stops in before:
        turned = any(piece.opens or piece.word in stops for piece in said[after:at])
        if start < at <= after + reach and not turned and not said[at].opens:
            return True
    return False


def _pieces_in(said: Sequence[Piece], start: int, end: int) -> Range:
    inside = [at for at, each in enumerate(said) if start < each.end and each.start < end]
    return (inside[0], inside[-1] + 1) if inside else (0, len(said))


def _covered(each: Range, excused: Iterable[Range]) -> bool:
    return any(other[0] < each[1] and each[0] < other[1] for other in excused)


def clause(said: Sequence[Piece], at: int) -> int:
    """Give the piece that begins the clause that a piece is in."""
    return next((place for place in range(at, 0, -1) if said[place].opens), 0)


def _since(after: int, since: Iterable[int], said: Sequence[Piece]) -> bool:
    """Whether words after it, in the same clause, say that it is past."""
    return any(
        0 <= at - after <= _SINCE and not any(piece.opens for piece in said[after : at + 1])
        for at in since
    )

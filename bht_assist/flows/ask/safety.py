"""Live emergencies and what is out of scope: looked for before anything is planned."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from bht_assist.search.phrases import Phrases

from ..checks.findings import level_of
from ..checks.words import Checker, Ear, Spoken
from .pieces import parts
from .vocabulary import is_like

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from bht_assist.content.library import Library
    from bht_assist.content.models import Asking
    from bht_assist.content.models.asking import Redirect

    from .pieces import Piece

_NEAR = 5
"""Words within which the words of a chain follow each other."""
_BACK, _DENIED, _SUPPOSED, _SINCE = 3, 1, 8, 3
"""Words over which "history of" reaches forward, "denies" and "what if someone" do, and over
which "years ago" reaches back."""

_STOP = "stop_now"

Range = tuple[int, int]
Near = tuple[tuple[str, ...], ...]


class Watch:
    """Phrases, and words that follow each other, by what they tell of."""

    def __init__(self, name: str, phrases: Iterable[str], near: Sequence[Near]) -> None:
        self.name = name
        named = {phrase: (phrase,) for phrase in phrases}
        self._phrases = Phrases(named, parts)
        self._near = [
            [Phrases({word: (word,) for word in words}, parts) for words in pair] for pair in near
        ]

    def heard(self, said: Sequence[Piece], known: Callable[[str], bool]) -> Iterator[Range]:
        """Yield where something stands, as its first piece and the one after it."""
        words = [piece.word for piece in said]
        for phrase, at, after in self._phrases.standing(words, known):
            if is_like(words[at:after], parts(phrase)):
                yield at, after
        for chain in self._near:
            stands = [(at, after) for _, at, after in chain[0].standing(words, known)]
            for part in chain[1:]:
                nexts = (
                    [(at, after) for _, at, after in part.standing(words, known)] if stands else []
                )
                stands = [(at, end) for at, after in stands for end in _next(after, nexts, said)]
            yield from stands


def _next(after: int, nexts: Iterable[Range], said: Sequence[Piece]) -> list[int]:
    """Give the end of the first that follows within a few words of the same clause."""
    near = [each for each in nexts if after <= each[0] < after + _NEAR]
    return [end for at, end in near if not any(piece.opens for piece in said[after : at + 1])][:1]


class Safety:
    """The watches of a pack."""

    def __init__(self, asking: Asking, library: Library) -> None:
        self._asking = asking
        lexicons = (library.lexicons.get(name) for name in asking.urgent.lexicons)
        ear = Ear(library.wording)
        self._checkers = [Checker(each, ear) for each in lexicons if each]
        urgent = asking.urgent
        every = (phrase for group in urgent.words for phrase in group)
        self._urgent = Watch("urgent", every, urgent.near)
        self._unless = Watch("unless", urgent.unless, urgent.unless_near)
        self._signs = Watch("signs", urgent.signs, ())
        self._about = Watch("about", urgent.about, ())
        self._named = Watch("named", urgent.named, ())
        self._now = Watch("now", urgent.now, ())
        self._since = Watch("since", urgent.past_after, ())
        joins, turns = (
            {part for word in asking.words.get(role, ()) for part in parts(word)[:1]}
            for role in ("and", "turn")
        )
        self._before = [
            (Watch("past", urgent.past, ()), _BACK, joins | turns),
            (Watch("denials", urgent.denials, ()), _DENIED, joins | turns),
            (Watch("supposed", urgent.supposed, ()), _SUPPOSED, set()),
        ]

    @cached_property
    def _redirects(self) -> Mapping[str, tuple[Redirect, Watch]]:
        return {
            each.redirect: (each, Watch(each.redirect, each.say, each.near))
            for each in self._asking.redirects
        }

    def urgent(
        self, text: str, said: Sequence[Piece], known: Callable[[str], bool], *, asks: bool
    ) -> bool:
        """Tell whether somebody may be in danger now; `asks` is whether something is asked for."""
        heard = [*self._urgent.heard(said, known), *self._checked(text, said)]
        heard += [] if asks else self._seen(said)
        if not heard:
            return False
        excused = [*self._unless.heard(said, known), *(self._only_named(said) if asks else ())]
        before = [
            (lead, reach, stops)
            for watch, reach, stops in self._before
            for lead in watch.heard(said, _exactly)
        ]
        since = [at for at, _ in self._since.heard(said, _exactly)]
        return any(
            not _covered(each, excused)
            and not _after_one_of(each[0], before, said)
            and not _since(each[1], since, said)
            for each in heard
        )

    def _seen(self, said: Sequence[Piece]) -> list[Range]:
        """Give the signs of danger in what is told of somebody or some place."""
        about = list(self._about.heard(said, _exactly))
        signs = self._signs.heard(said, _exactly)
        return [each for each in signs if any(other != each for other in about)]

    def is_about_somebody(self, said: Sequence[Piece]) -> bool:
        """Whether somebody or some place is told of."""
        return any(True for _ in self._about.heard(said, _exactly))

    def _only_named(self, said: Sequence[Piece]) -> Iterator[Range]:
        """Yield the names of dangers in whose clause nothing says that it is so now."""
        now = [_clause(said, at) for at, _ in self._now.heard(said, _exactly)]
        for at, after in self._named.heard(said, _exactly):
            if _clause(said, at) not in now:
                yield at, after

    def _checked(self, text: str, said: Sequence[Piece]) -> Iterator[Range]:
        """Yield where the checks of a conversation would stop it."""
        for checker in self._checkers:
            for match in checker.matches((Spoken(0, "", text),)):
                if level_of(checker.lexicon, "", match) == _STOP:
                    start = text.find(match.matched)
                    yield _pieces_in(said, start, start + len(match.matched))

    def redirect(
        self, said: Sequence[Piece], known: Callable[[str], bool], negated: Sequence[bool]
    ) -> Redirect | None:
        """Give the first rule that what is wanted is outside of; `negated` by piece."""
        for rule, watch in self._redirects.values():
            for at, after in watch.heard(said, known):
                if not any(negated[at:after]):
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


def _clause(said: Sequence[Piece], at: int) -> int:
    """Give the piece that begins the clause that a piece is in."""
    return next((place for place in range(at, 0, -1) if said[place].opens), 0)


def _since(after: int, since: Iterable[int], said: Sequence[Piece]) -> bool:
    """Whether words after it, in the same clause, say that it is past."""
    return any(
        0 <= at - after <= _SINCE and not any(piece.opens for piece in said[after : at + 1])
        for at in since
    )


def _exactly(_word: str) -> bool:
    """A word that excuses danger is never taken from a misspelling."""
    return True

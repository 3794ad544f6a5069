"""Live emergencies and what is out of scope: looked for before anything is planned."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from bht_assist.search.phrases import Phrases

from ..checks.findings import level_of
from ..checks.words import Checker, Ear, Spoken
from .pieces import parts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from bht_assist.content.library import Library
    from bht_assist.content.models import Asking
    from bht_assist.content.models.asking import Redirect

    from .pieces import Piece

_NEAR = 5
"""Words within which words of a pair follow each other."""
_BACK, _DENIED = 3, 1
"""Words over which "history of" reaches forward, and over which "denies" does."""

_STOP = "stop_now"

Range = tuple[int, int]
Near = tuple[tuple[str, ...], ...]


class Watch:
    """Phrases, and pairs of words, that stop a plan."""

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
        for _, at, after in self._phrases.standing(words, known):
            yield at, after
        for first, second in self._near:
            starts = [(at, after) for _, at, after in first.standing(words, known)]
            ends = [(at, after) for _, at, after in second.standing(words, known)] if starts else []
            for at, after in starts:
                near = [end for end in ends if after <= end[0] < after + _NEAR]
                near = [
                    end for end in near if not any(each.opens for each in said[after : end[0] + 1])
                ]
                yield from ((at, end[1]) for end in near[:1])


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
        self._unless = Watch("unless", urgent.unless, ())
        self._past = Watch("past", urgent.past, ())
        self._denials = Watch("denials", urgent.denials, ())
        self._turns = {
            part
            for role in ("and", "turn")
            for word in asking.words.get(role, ())
            for part in parts(word)[:1]
        }

    @cached_property
    def _redirects(self) -> Mapping[str, tuple[Redirect, Watch]]:
        return {
            each.redirect: (each, Watch(each.redirect, each.say, each.near))
            for each in self._asking.redirects
        }

    def urgent(self, text: str, said: Sequence[Piece], known: Callable[[str], bool]) -> bool:
        """Tell whether somebody may be in danger now."""
        heard = [*self._urgent.heard(said, known), *self._checked(text, said)]
        if not heard:
            return False
        excused = list(self._unless.heard(said, known))
        before = [
            (after, reach)
            for watch, reach in ((self._past, _BACK), (self._denials, _DENIED))
            for _, after in watch.heard(said, _exactly)
        ]
        return any(
            not _covered(each, excused) and not self._past_of(each[0], before, said)
            for each in heard
        )

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

    def _past_of(self, at: int, before: Iterable[Range], said: Sequence[Piece]) -> bool:
        """Whether a word before says that it is past, or is not so."""
        for after, reach in before:
            between = said[after:at]
            turned = any(piece.opens or piece.word in self._turns for piece in between)
            if 0 <= at - after <= reach and not turned and not said[at].opens:
                return True
        return False


def _pieces_in(said: Sequence[Piece], start: int, end: int) -> Range:
    inside = [at for at, each in enumerate(said) if start < each.end and each.start < end]
    return (inside[0], inside[-1] + 1) if inside else (0, len(said))


def _covered(each: Range, excused: Iterable[Range]) -> bool:
    return any(other[0] < each[1] and each[0] < other[1] for other in excused)


def _exactly(_word: str) -> bool:
    """A word that excuses danger is never taken from a misspelling."""
    return True

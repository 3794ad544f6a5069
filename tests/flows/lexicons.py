"""Small lexicons for tests."""

from collections.abc import Mapping

from bht_assist.content.explain import valid
from bht_assist.content.models import Lexicon, Wording
from bht_assist.flows.checks.words import Checker, Ear, Spoken


def checker(
    kind: str,
    *words: str,
    es: tuple[str, ...] = (),
    wording: Mapping[str, object] | None = None,
    **more: object,
) -> Checker:
    groups = [{"why": "Because.", "words": {"en": words, "es": es}}] if words or es else []
    form = {"lexicon": "l", "rule": "L1", "kind": kind, "say": "Look.", "groups": groups, **more}
    return Checker(valid(Lexicon, form), Ear([valid(Wording, wording or {})]))


def found(made: Checker, *texts: str, blank: str = "") -> list[str]:
    """Give what a checker finds in these texts, letter for letter."""
    said = tuple(Spoken(index, blank, text) for index, text in enumerate(texts))
    return [match.matched for match in made.matches(said)]


def wide(words: str) -> str:
    """Give the same letters as an East Asian keyboard writes them."""
    return "".join(chr(ord(letter) + 0xFEE0) for letter in words)

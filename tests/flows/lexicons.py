"""Small lexicons for tests."""

from bht_assist.content.models import Lexicon
from bht_assist.flows.checks.words import Checker


def checker(kind: str, *words: str, es: tuple[str, ...] = (), **more: object) -> Checker:
    groups = [{"why": "Because.", "words": {"en": words, "es": es}}] if words or es else []
    form = {"lexicon": "l", "rule": "L1", "kind": kind, "say": "Look.", "groups": groups, **more}
    return Checker(Lexicon.model_validate(form))

"""Small lexicons for tests."""

from collections.abc import Mapping

from bht_assist.content.explain import valid
from bht_assist.content.models import Lexicon, Wording
from bht_assist.flows.checks.words import Checker, Ear


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

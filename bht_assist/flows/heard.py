"""Danger heard where no answer is kept, and who has been called about a stop."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from .answers import AnswerError, text_of, yes_no
from .checks.findings import LEVELS, word_findings
from .checks.words import Checker, Spoken

if TYPE_CHECKING:
    from bht_assist.content.library import Library

    from .checks.findings import Finding
    from .guide import Guide

FILLERS = "placeholder"
"""The lexicon of words that only hold a place."""
LONGEST_NAME, LEAST_NAME, LONGEST_REASON = 200, 2, 500
"""Letters that are kept of who was called, and of why something was stopped or set aside."""


def danger(guide: Guide, step: str, words: str) -> Finding | None:
    """Give the most pressing stop, or question, that stands in words which answer nothing.

    A number, a date or a list of options takes no words, and what was said there is as urgent as
    anywhere: every lexicon that stops this conversation looks at it. At the review `step` is "".
    A no in front of it may deny it or answer the question: then it is something to ask about.
    """
    answer, _, rest = words.partition(" ")
    answers = _is_answer(answer)
    whole = _pressing(guide, step, words, weighed=not answers)
    if whole is not None or not answers:
        return whole
    behind = _pressing(guide, step, rest)
    return replace(behind, level="pause_check") if behind else None


def _pressing(guide: Guide, step: str, words: str, *, weighed: bool = True) -> Finding | None:
    here, said = guide.by_id.get(step, guide.steps[0]), (Spoken(0, "", words),)
    lexicons = dict.fromkeys(name for each in guide.steps for name in each.escalate)
    found = [each for name in lexicons for each in word_findings(here, said, guide.checker(name))]
    if weighed and lexicons and "escalate" in guide.weighers:
        found += guide.weighers["escalate"].findings(here, said)
    return min(found, key=lambda each: LEVELS.index(each.level), default=None)


def _is_answer(word: str) -> bool:
    try:
        yes_no(word)
    except AnswerError:
        return False
    return True


def called(words: object, library: Library) -> str:
    """Give who has been called, as it is kept.

    Raises:
        AnswerError: it names nobody.
    """
    name = text_of(words, "this line")[:LONGEST_NAME]
    if sum(map(str.isalnum, name)) < LEAST_NAME or _holds_a_place(name, library):
        raise AnswerError("Write who has been called: a name and a role, as in D. Fox, nurse.")
    return name


def _holds_a_place(name: str, library: Library) -> bool:
    fillers = library.lexicons.get(FILLERS)
    return fillers is not None and bool(Checker(fillers).matches((Spoken(0, "", name),)))

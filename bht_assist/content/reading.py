"""How hard a text is to read: the Flesch-Kincaid grade, over prose only.

Names, numbers and text too short to judge are left out, since the formula is unfair to them.
"""

from __future__ import annotations

import re

FEWEST_WORDS = 12
"""Fewer words than this give a grade that says nothing."""

_SENTENCE = re.compile(r"[.!?:]+(?:\s|$)")
_WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)?")
_FILLED = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+")


def prose(text: str) -> str:
    """Give the text without names, numbers and filled-in parts."""
    return _NAME.sub("", _FILLED.sub("", text))


def syllables(word: str) -> int:
    """Count syllables by groups of vowels, less a silent e."""
    bare = re.sub(r"[^a-z]", "", word.lower())
    groups = len(re.findall(r"[aeiouy]+", bare))
    silent = bare.endswith("e") and not bare.endswith(("le", "ee")) and groups > 1
    return max(1, groups - silent)


def grade(text: str) -> float:
    """Give the US school grade of a text; 0 when it is too short to say."""
    words = _WORD.findall(prose(text))
    if len(words) < FEWEST_WORDS:
        return 0.0
    sentences = max(1, len([part for part in _SENTENCE.split(prose(text)) if _WORD.search(part)]))
    per_word = sum(map(syllables, words)) / len(words)
    return max(0.0, 0.39 * len(words) / sentences + 11.8 * per_word - 15.59)


def hardest(text: str, count: int = 3) -> list[str]:
    """Give the words with the most syllables."""
    words = dict.fromkeys(word.lower() for word in _WORD.findall(prose(text)))
    return sorted(words, key=lambda word: (-syllables(word), word))[:count]

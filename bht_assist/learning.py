"""Words that found nothing, kept one by one, and the synonyms that they may become.

A line of the file is a word, the number of days on which it was typed, and the last of them. There
is no sentence, no order and no time in it.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from bht_assist.flows.ask.unfound import words_to_keep
from bht_assist.vault.places import VAULT, private_folder
from bht_assist.vault.troubles import NotWritten, Unsafe

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from bht_assist.content.library import Library
    from bht_assist.flows.ask import Listener

FILE = "unfound_words.txt"
SETTING = "unfound_words"
NEVER = "never"
MOST = 500
"""Words that are kept; those typed longest ago go first."""
DAYS = 90
"""Days until a word that nobody types again is gone."""
_ALIKE = 70
"""How alike two words are, of 100, to be offered as the same."""
_OFFERED = 3


@dataclass(frozen=True, slots=True)
class Unfound:
    """A word that found nothing: on how many days, and the last one."""

    days: int
    last: date


def may_keep(library: Library, folder: Path | None) -> bool:
    """Whether words may be kept: where somebody keeps drafts, and no pack forbids it."""
    allowed = library.facility.settings.get(SETTING, "") != NEVER
    return allowed and folder is not None and (folder / VAULT).exists()


def learn(listener: Listener, text: str, folder: Path | None, today: date) -> None:
    """Keep the words of a request that found nothing, if any may be kept."""
    if folder is None or not may_keep(listener.library, folder):
        return
    words = words_to_keep(listener, text)
    if not words:
        return
    try:
        kept = read(folder / FILE, today)
        _write(private_folder(folder) / FILE, _with(kept, words, today))
    except (OSError, NotWritten, Unsafe):
        return  # a search must never fail for it


def read(file: Path, today: date) -> dict[str, Unfound]:
    """Give the words that are kept; lines that are none are left out, and so are old words."""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return {}
    known = dict(filter(None, map(_word, lines)))
    oldest = today - timedelta(days=DAYS)
    return {word: each for word, each in known.items() if oldest <= each.last <= today}


def forget(file: Path) -> bool:
    """Delete the file, and tell whether there was one."""
    try:
        file.unlink()
    except FileNotFoundError:
        return False
    return True


def _word(line: str) -> tuple[str, Unfound] | None:
    try:
        word, days, last = line.split()
        found = word, Unfound(int(days), date.fromisoformat(last))
    except ValueError:
        return None
    return found if word.isalpha() else None


def _with(kept: Mapping[str, Unfound], words: Iterable[str], today: date) -> dict[str, Unfound]:
    """Count each word once a day."""
    every = dict(kept)
    for word in words:
        before = every.get(word)
        if before is None or before.last != today:
            every[word] = Unfound(before.days + 1 if before else 1, today)
    latest = sorted(every, key=lambda word: (every[word].last, every[word].days, word))[-MOST:]
    return {word: every[word] for word in sorted(latest)}


def _write(file: Path, words: Mapping[str, Unfound]) -> None:
    """Put the words in the place of those before, for this user alone."""
    beside = file.with_name(f"{file.name}.new")
    flags = os.O_CREAT | os.O_TRUNC | os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0)
    with os.fdopen(os.open(beside, flags, 0o600), "w", encoding="utf-8") as out:
        out.writelines(f"{word} {each.days} {each.last}\n" for word, each in words.items())
    beside.replace(file)


# what they may mean


def suggestions(library: Library, words: Mapping[str, Unfound]) -> Iterator[tuple[str, list[str]]]:
    """Yield each word with what it may mean, likeliest first; those typed most often come first."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - only where somebody asks

    meanings = sorted(set(_meanings(library)))
    for word in sorted(words, key=lambda each: (-words[each].days, each)):
        like = process.extract(
            word, meanings, scorer=fuzz.WRatio, score_cutoff=_ALIKE, limit=_OFFERED
        )
        yield word, [meaning for meaning, _, _ in like]


def _meanings(library: Library) -> Iterator[str]:
    """Yield what a synonym may mean: words that services, needs, topics and synonyms have."""
    for need in library.needs.values():
        yield from need.synonyms
    for row in library.synonyms:
        yield row.means
    for resource in library.resources.values():
        yield from (resource.name, *resource.aka)
    for topic in library.topics.values():
        yield from (topic.title, *topic.tags)


def as_yaml(found: Iterable[tuple[str, list[str]]]) -> Iterator[str]:
    """Yield lines for a pack's synonyms.yaml; a word with no likely meaning is only named."""
    rows = sorted(found, key=lambda row: not row[1])
    if any(meanings for _, meanings in rows):
        yield "synonyms:"
    for word, meanings in rows:
        if meanings:
            others = f"  # or: {'; '.join(meanings[1:])}" if meanings[1:] else ""
            yield f'  - {{say: ["{word}"], means: "{meanings[0]}"}}{others}'
        else:
            yield f"# {word}: nothing here is like it; what does it mean?"

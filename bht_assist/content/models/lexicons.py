"""Lexicons: which words matter, what around them changes their meaning, and what to say."""

from __future__ import annotations

import re
import zlib
from dataclasses import field
from typing import Annotated, Literal, TypeAlias

from .base import Entry, Names, Natural, Prose, RuleId, Texts, Whole, Word, Words
from .bounds import After
from .flow import Level

PART = r"<([a-z][a-z0-9_]*)([?*]?)>"
"""A part of a phrase: its name, and whether it may be missing or come more than once."""
Language = Literal["en", "es"]
Patterns: TypeAlias = dict[Language, Texts]
"""Phrases by language. In a phrase, `<name>` stands for any phrase of that part, `<name?>` for one
or none, `<name*>` for up to three; `..` for up to three words of any kind; `#` for a number.
Case, accents and apostrophes never count."""


_HEAD = re.compile(r"cue(,\w+)+")
_START = re.compile(r"start(,-?\d+(\.\d+)?)+")
_ROW = re.compile(r"[^,]+(,(-?\d{1,3})?)+")


class Context(Entry):
    """Words near a phrase that change what it means, by where they have to stand."""

    before: Patterns = field(default_factory=dict)
    """Ends right where the phrase begins, in the same clause."""
    after: Patterns = field(default_factory=dict)
    """Begins right where the phrase ends."""
    near: Patterns = field(default_factory=dict)
    """Anywhere in the same sentence."""
    around: Patterns = field(default_factory=dict)
    """Shares a word with the phrase: an idiom that holds it."""
    not_in: Words = ()
    """Steps where these words change nothing."""


def _table(raw: bytes) -> bytes:
    rows = raw.decode()
    head, *lines = rows.splitlines() or [""]
    columns = head.count(",")
    if not _HEAD.fullmatch(head) or not lines or not _START.fullmatch(lines[0]):
        raise ValueError("must begin with `cue,` and names, then `start,` and numbers")
    for number, line in enumerate(lines, start=2):
        if line.count(",") != columns or not (number == 2 or _ROW.fullmatch(line)):
            raise ValueError(f"line {number}: must be a cue and {columns} whole numbers")
    start, *cues = lines
    in_order = "\n".join([head, start, *sorted(cues, key=_cue), ""])
    return zlib.compress(in_order.encode(), 3)


def _cue(line: str) -> str:
    return line.partition(",")[0]


class Weights(Entry):
    """A table of cues, each with what it adds for every thing that is listened for.

    A cue is a word, two words in a row, or how a long word begins (`swall*`). The first line
    names the things, the second says where each starts; all others are a cue and whole numbers,
    where nothing is none.
    """

    weights: Word
    packed: Annotated[bytes, After(_table)]
    """The rows in the order of their cues, compressed: tables are large, and a run needs few."""

    @property
    def rows(self) -> str:
        return zlib.decompress(self.packed).decode()

    @property
    def names(self) -> tuple[str, ...]:
        """The things that are listened for."""
        return tuple(self.rows.partition("\n")[0].split(",")[1:])


class Weighed(Entry):
    """What words say together that no phrase says: they are weighed by a table.

    What is heard is a rule of a lexicon; the table was learned from examples.
    """

    table: Word
    why: Prose
    words_from: Natural
    """Fewer words than these say too little to be weighed."""
    heard_from: float
    """From here on it is said as the lexicon says it."""
    stops_from: float | None = None
    """If given, it is only asked about below this."""
    by_step: bool = False
    """Whether the step is a cue too, as in `@coping`."""
    source: Prose


class Wording(Entry):
    """What lexicons share: parts of phrases, contexts, and how words get misspelled."""

    spellings: dict[str, Texts] = field(default_factory=dict)
    """A word, and what people type for it."""
    close: Texts = ()
    """Long words that are heard with one letter wrong too."""
    not_close: Texts = ()
    """Words that are themselves, however near to one of those."""
    parts: dict[Word, Patterns] = field(default_factory=dict)
    contexts: dict[Word, Context] = field(default_factory=dict)
    weighed: dict[Literal["escalate", "coach"], Weighed] = field(default_factory=dict)
    """How words are weighed together for one key of a step; the last pack that says so is heard."""


Becomes = Literal["stop_now", "pause_check", "review", "gap", "hint", "none"]


class WordGroup(Entry):
    """Words looked for, by language, and the reason they matter."""

    why: Prose
    words: Patterns
    level: Becomes | None = None
    """Stands in every step, whatever the lexicon says of it."""
    contexts: dict[Word, Becomes] = field(default_factory=dict)
    """Comes before the lexicon's own."""
    probe: str = ""


class Lexicon(Entry):
    """One check of what somebody typed: Python knows the kind, the pack the words and limits.

    Kinds: `whole` the answer is nothing but one of the words; `contains` a word or phrase
    stands in it; `starts` it begins with one; `stop` as `contains`, and every place counts;
    `too_long` more than `limit` words; `too_short` at most `limit` words, and none of the words
    given, which are fine as they are; `phone` not a way to reach anybody; `digits` a name holds
    digits; `no_words` nothing but signs and pictures; `duplicate` two answers alike by `limit`
    percent; `others` a record tells whom another record is about: by its first blank after one
    of the words, by its `name` or by the initials, and a name that is a word too (in `unless`)
    only with a capital letter; `alike` the sentences of two records are the same by `limit`
    percent.
    """

    lexicon: Word
    rule: RuleId
    kind: Literal[
        "whole",
        "contains",
        "starts",
        "too_long",
        "too_short",
        "phone",
        "digits",
        "no_words",
        "duplicate",
        "stop",
        "others",
        "alike",
    ]
    level: Level = "hint"
    say: Prose
    """What to tell staff."""
    probe: str = ""
    """One question that helps the client say more."""
    limit: Whole = 0
    parts: dict[Word, Patterns] = field(default_factory=dict)
    """Parts of phrases that only this lexicon uses."""
    groups: tuple[WordGroup, ...] = ()
    unless: Patterns = field(default_factory=dict)
    """Phrases that hold the words but mean something else."""
    contexts: dict[Word, Becomes] = field(default_factory=dict)
    """The level once words of a context stand near; the first that fits counts."""
    steps: dict[Word, Becomes] = field(default_factory=dict)
    """In these steps the level is another: an early sign may hold a dark thought."""
    blanks: Names = ()
    """Look only at these blanks of a person or record."""
    card: str = ""
    """The guidance card to show."""
    blocks: bool = False
    """No paper is made while it finds something."""
    alone: bool = False
    """Said of an entry only when nothing else was found in it."""
    personal: bool = False
    """What it finds is not yet personal and usable, and counts so at review."""
    clinician: bool = False
    """What it finds is listed for the clinician."""
    source: str = ""


__all__ = [
    "Becomes",
    "Context",
    "Language",
    "Lexicon",
    "Patterns",
    "Weighed",
    "Weights",
    "WordGroup",
    "Wording",
]

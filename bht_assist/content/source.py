"""YAML text to values that remember their place.

Read through parser *events* with limits, because composing a deeply nested file can crash the
process and a merge bomb of 820 bytes takes seconds. Every scalar stays text: what an author
wrote as `no`, `0123` or `12:30` reaches the model as those letters.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, TypeAlias

import yaml

from .clean import clean, seen
from .marked import Marked, MarkedList, MarkedMap, MarkedText, key_place, marked_text
from .problems import PackError, Place, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_NOT_YAML = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_HASH = re.compile(r"[ \t]#")


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one file may hold."""

    size: int = 256 * 1024
    depth: int = 32
    nodes: int = 20_000
    scalar: int = 20_000


PACK_FILE = Limits()
TABLE = Limits(size=2 * 1024 * 1024)
ANSWERS_FILE = Limits(size=16 * 1024 * 1024, depth=8, nodes=20_000, scalar=16 * 1024 * 1024)
"""An answers file may hold one answer that is too long, so that the step can be named."""


Following: TypeAlias = "Callable[[], yaml.Event]"
"""Gives the next event of a file."""


def _empty(kind: type[Any], place: Place) -> Any:
    made = kind()
    made.place = place
    return made


_place = partial(tuple.__new__, Place)
"""A Place without the detour over its constructor: a pack has ten thousands of them."""


@dataclass(slots=True)
class _Reading:
    """One file being read; problems gather here while the tree grows."""

    file: str
    lines: list[str]
    limits: Limits
    problems: list[Problem] = field(default_factory=list)
    nodes: int = 0
    may_lose_words: bool = False
    """Whether any line has a # after a space or tab, which ends plain text."""

    def place(self, event: yaml.Event, *, end: bool = False) -> Place:
        mark = event.end_mark if end else event.start_mark
        return _place((self.file, mark.line + 1, mark.column + 1)) if mark else Place(self.file)

    def problem(self, event: yaml.Event, code: str, text: str, hint: str = "") -> Problem:
        return Problem(self.place(event), code, text, hint)

    def refuse(self, event: yaml.Event, code: str, text: str, hint: str = "") -> PackError:
        return PackError([*self.problems, self.problem(event, code, text, hint)])


def read_yaml(raw: bytes, file: str, limits: Limits = PACK_FILE) -> tuple[Marked, list[Problem]]:
    """Read one YAML document; problems that leave a tree come beside it.

    Raises:
        PackError: when there is no tree to give: not YAML, over a limit, not text.
    """
    text = _decoded(raw, file, limits)
    reading = _Reading(file, text.splitlines(), limits)
    reading.may_lose_words = bool(_HASH.search(text))
    try:
        return _read(_LOADER(text).get_event, reading), reading.problems
    except yaml.YAMLError as error:
        raise PackError([*reading.problems, _syntax_problem(error, text, reading)]) from None


def _read(following: Following, reading: _Reading) -> Marked:
    """Build the tree of the one document there may be."""
    first = _after(following, {yaml.StreamStartEvent, yaml.DocumentStartEvent})
    if type(first) is yaml.StreamEndEvent:
        place = Place(reading.file, 1, 1)
        raise PackError([Problem(place, "empty-file", "there is nothing in this file")])
    tree = _node(first, following, reading, depth=1)
    second = _after(following, {yaml.DocumentEndEvent})
    if type(second) is not yaml.StreamEndEvent:
        said, hint = "a second document starts here", "one file, one document"
        raise reading.refuse(second, "two-documents", said, hint)
    return tree


def _after(following: Following, passed: Collection[type[yaml.Event]]) -> yaml.Event:
    """Give the next event that is not of these kinds."""
    event = following()
    while type(event) in passed:
        event = following()
    return event


def _decoded(raw: bytes, file: str, limits: Limits) -> str:
    if len(raw) > limits.size:
        text = f"the file is {len(raw):,} bytes, the most is {limits.size:,}"
        raise PackError([Problem(Place(file), "too-large", text, "split it into several files")])
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8-sig").split("\n")
        place = Place(file, len(before), len(before[-1]) + 1)
        text = "this is not UTF-8 text"
        hint = "save the file again and choose the encoding UTF-8"
        raise PackError([Problem(place, "not-utf8", text, hint)]) from None


def _syntax_problem(error: Any, text: str, reading: _Reading) -> Problem:
    if isinstance(error, yaml.reader.ReaderError):
        lines = (_NOT_YAML.split(text)[0] + "?").splitlines()  # its own place counts bytes
        place = Place(reading.file, len(lines), len(lines[-1]))
        return Problem(place, "unreadable", "a character here can't be read", "type it again")
    mark, said = error.problem_mark, error.problem
    place = Place(reading.file, mark.line + 1, mark.column + 1)
    hint = "put the text on the next line after >-"
    if "tab" in said or "\\t" in said or "cannot start any token" in said:
        hint = f"use spaces, not tabs or a leading symbol; for text with symbols, {hint}"
    return Problem(place, "yaml-syntax", said, hint)


def _node(event: Any, following: Following, reading: _Reading, depth: int) -> Marked:
    reading.nodes += 1
    if reading.nodes > reading.limits.nodes:
        raise reading.refuse(
            event, "too-many", f"more than {reading.limits.nodes:,} entries", "split the file"
        )
    if depth > reading.limits.depth:
        raise reading.refuse(event, "too-deep", f"nested more than {reading.limits.depth} deep")
    if event.anchor or event.tag:
        _refuse_cleverness(event, reading)
    kind = type(event)
    if kind is yaml.ScalarEvent:
        return _scalar(event, reading)
    if kind is yaml.MappingStartEvent:
        return _mapping(event, following, reading, depth)
    return _sequence(event, following, reading, depth)


def _refuse_cleverness(event: Any, reading: _Reading) -> None:
    if isinstance(event, yaml.AliasEvent):
        raise reading.refuse(
            event,
            "alias",
            f"*{event.anchor} stands for another part of the file",
            "write it out here",
        )
    if event.anchor:
        reading.problems.append(
            reading.problem(event, "anchor", "anchors (&name) are not used", "remove it")
        )
    if event.tag and event.tag != "!":
        reading.problems.append(
            reading.problem(event, "tag", "tags (!name) are not used", "remove it")
        )


def _scalar(event: yaml.ScalarEvent, reading: _Reading) -> MarkedText:
    if len(event.value) > (longest := reading.limits.scalar):
        text = f"{len(event.value):,} characters, the most is {longest:,}"
        reading.problems.append(reading.problem(event, "text-too-long", text))
        return marked_text("", reading.place(event))
    if not event.style and reading.may_lose_words:
        _warn_of_lost_words(event, reading)
    text = MarkedText(clean(event.value, lines=True))
    text.place = reading.place(event)
    return text


def _warn_of_lost_words(event: yaml.ScalarEvent, reading: _Reading) -> None:
    """In plain text YAML drops what follows ` #`; two spaces before it mark a meant comment."""
    end = reading.place(event, end=True)
    rest = "".join(reading.lines[end.line - 1 : end.line])[end.column - 1 :]
    meant = rest.startswith("  ") and rest.lstrip()[1:2] in {"", " ", "#", "-"}
    if rest.lstrip().startswith("#") and rest != rest.lstrip() and not meant:
        reading.problems.append(
            Problem(
                end,
                "lost-after-hash",
                f"YAML drops what follows: {rest.strip()[:40]}",
                "put the text on the next line after >-; a comment is two spaces, # and a space",
                "warning",
            )
        )


def _mapping(event: yaml.Event, following: Following, reading: _Reading, depth: int) -> MarkedMap:
    made: MarkedMap = _empty(MarkedMap, reading.place(event))
    first: dict[str, Place] = {}
    while type(key_event := following()) is not yaml.MappingEndEvent:
        key = _key(key_event, following, reading, depth)
        value = _node(following(), following, reading, depth + 1)
        if key == "<<":
            reading.problems.append(
                reading.problem(key_event, "merge", "merge keys (<<) are not used", "write it out")
            )
        elif key in made:
            reading.problems.append(
                reading.problem(
                    key_event,
                    "duplicate-key",
                    f"`{key}` stands here again",
                    f"it is on line {first[key].line} already",
                )
            )
        else:
            made[key], first[key] = value, key.place
    return made


def _key(event: yaml.Event, following: Following, reading: _Reading, depth: int) -> MarkedText:
    if type(event) is yaml.ScalarEvent:
        if event.anchor or event.tag:
            _refuse_cleverness(event, reading)
        return _scalar(event, reading)
    _node(event, following, reading, depth + 1)
    raise reading.refuse(
        event, "key-not-text", "a key must be plain text", "check the brackets and braces"
    )


def _sequence(event: yaml.Event, following: Following, reading: _Reading, depth: int) -> MarkedList:
    made: MarkedList = _empty(MarkedList, reading.place(event))
    while type(item := following()) is not yaml.SequenceEndEvent:
        made.append(_node(item, following, reading, depth + 1))
    return made


def read_table(raw: bytes, file: str) -> tuple[MarkedMap, list[Problem]]:
    """Read a table of weights: its name is the file's, its rows stay text."""
    place = Place(file, 1, 1)
    parts = {
        "weights": PurePath(file).stem,
        "packed": "\n".join([*_decoded(raw, file, TABLE).splitlines(), ""]),
    }
    tree: MarkedMap = _empty(MarkedMap, place)
    tree.update((marked_text(key, place), marked_text(text, place)) for key, text in parts.items())
    return tree, []


def read_markdown(raw: bytes, file: str) -> tuple[MarkedMap, list[Problem]]:
    """Read a Markdown file with YAML front matter; the text below it becomes `body`."""
    text = _decoded(raw, file, PACK_FILE).replace("\r\n", "\n")
    head, mark, body = text.removeprefix("---\n").partition("\n---\n")
    if not text.startswith("---\n") or not mark:
        hint = "start with a line ---, then the keys, then a line ---, then the text"
        raise PackError(
            [Problem(Place(file, 1, 1), "no-front-matter", "the front matter is missing", hint)]
        )
    tree, problems = read_yaml(f"\n{head}\n".encode(), file)  # one line in, so that lines agree
    if not isinstance(tree, MarkedMap):
        raise PackError(
            [Problem(Place(file, 2, 1), "wrong-shape", "the front matter must be keys and values")]
        )
    if "body" in tree:
        said, hint = "`body` is the text below the keys", "take this key out"
        problems.append(Problem(key_place(tree, ("body",)), "unknown-key", said, hint))
    body_place = Place(file, head.count("\n") + 4, 1)
    tree[marked_text("body", tree.place)] = marked_text(seen(body), body_place)
    return tree, problems


_READERS = {".md": read_markdown, ".csv": read_table}


def read(raw: bytes, file: str) -> tuple[Marked, list[Problem]]:
    """Read a file of a pack as what its name says it is.

    Raises:
        PackError: as `read_yaml`.
    """
    return _READERS.get(PurePath(file).suffix, read_yaml)(raw, file)

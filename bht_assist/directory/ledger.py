"""Which numbers went out on paper: a fingerprint, and the services with their numbers that day.

It holds nothing of the client: not a word, not a name, not which need. One line of JSON a paper.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from bht_assist.content.library import Library
    from bht_assist.content.models import Resource

FILE = "handed_out.jsonl"


@dataclass(frozen=True, slots=True)
class HandedOut:
    """A paper by its fingerprint, and each service on it with its numbers of that day."""

    fingerprint: str
    made: str
    stamp: str
    numbers: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Changed:
    """A service whose numbers are no longer those on a paper; `why` where it is no more."""

    id: str
    name: str
    was: tuple[str, ...]
    now: tuple[str, ...]
    why: str = ""

    def __str__(self) -> str:
        if self.why:
            return f"{self.name}: {self.why}"
        return f"{self.name}: had {', '.join(self.was)}; now {', '.join(self.now) or 'no number'}"

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


def numbers_of(resource: Resource) -> tuple[str, ...]:
    return tuple(each.number for each in resource.phones)


def keep(file: Path, papers: Iterable[HandedOut]) -> None:
    """Add papers that are not there yet; the file is for this user alone.

    Raises:
        OSError: it can't be written.
    """
    known = {each.fingerprint for each in read(file)}
    lines = [json.dumps(asdict(each)) for each in papers if each.fingerprint not in known]
    if not lines:
        return
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    flags = os.O_CREAT | os.O_APPEND | os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0)
    with os.fdopen(os.open(file, flags, 0o600), "w", encoding="utf-8") as out:
        out.write("\n".join([*lines, ""]))


def read(file: Path) -> Iterator[HandedOut]:
    """Yield the papers of a file; a line that was cut short is passed over."""
    if not file.is_file():
        return
    for line in file.read_text(encoding="utf-8", errors="replace").splitlines():
        try:
            yield _paper(json.loads(line))
        except (ValueError, TypeError, KeyError, AttributeError):
            continue


def _paper(row: Mapping[str, Any]) -> HandedOut:
    numbers = {str(name): tuple(map(str, each)) for name, each in row["numbers"].items()}
    return HandedOut(str(row["fingerprint"]), str(row["made"]), str(row["stamp"]), numbers)


def changed_since(paper: HandedOut, library: Library) -> list[Changed]:
    """Give the services of a paper that ended, left the directory, or have other numbers now."""
    return [found for name, was in paper.numbers.items() if (found := _changed(name, was, library))]


def _changed(name: str, was: tuple[str, ...], library: Library) -> Changed | None:
    if (resource := library.resources.get(name)) is not None:
        now = numbers_of(resource)
        return None if set(now) == set(was) else Changed(name, resource.name, was, now)
    if (ended := library.ended.get(name)) is not None:
        return Changed(name, ended.name, was, (), ended.say)
    return Changed(name, name, was, (), "It is no longer in the directory.")

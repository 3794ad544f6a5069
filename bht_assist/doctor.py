"""A check-up of the machine, the program and its packs."""

from __future__ import annotations

import platform
import sys
import tempfile
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from bht_assist.proofreading import proofread

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from bht_assist.content.library import Library

NEEDED = (
    "click",
    "jinja2",
    "markdown-it-py",
    "mdit-py-plugins",
    "pydantic",
    "python-docx",
    "pyyaml",
    "rapidfuzz",
    "segno",
    "textual",
)


@dataclass(frozen=True, slots=True)
class Row:
    what: str
    say: str
    well: bool = True


def checkup(library: Library, today: date) -> tuple[Row, ...]:
    """Look at everything once."""
    return (*_program(), *_packs(library, today), _folder())


def _program() -> Iterator[Row]:
    well = sys.version_info >= (3, 11)
    yield Row("Python", platform.python_version() + ("" if well else ", and 3.11 is needed"), well)
    for name in NEEDED:
        try:
            yield Row(name, metadata.version(name))
        except metadata.PackageNotFoundError:
            yield Row(name, "not installed; install the program again", well=False)


def _packs(library: Library, today: date) -> Iterator[Row]:
    errors = [each for each in proofread(library, today) if each.level == "error"]
    yield Row("packs", f"{library.stamp}, {len(errors)} errors", not errors)
    for pack in library.packs:
        if not pack.reviewed_by:
            yield Row(
                pack.id,
                "no licensed clinician has put a name to this pack yet (reviewed_by in pack.yaml)",
            )
    yield Row("resources", _freshness(library))
    if not library.facility.escalation:
        yield Row(
            "facility", "nobody to call is set; papers print blanks. Add a pack with facility.yaml"
        )


def _freshness(library: Library) -> str:
    dates = [each.verified_on for each in library.resources.values()]
    return f"{len(dates)}, oldest check {min(dates)}" if dates else "none"


def _folder() -> Row:
    try:
        with tempfile.TemporaryFile(dir=Path.cwd()):
            return Row("this folder", "papers can be written here")
    except OSError as error:
        return Row(
            "this folder", f"papers can't be written here: {error.strerror}; use --out", well=False
        )

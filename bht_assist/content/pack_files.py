"""The files of a pack: where each kind of entry stands, and what is not read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .models import (
    Asking,
    Calendar,
    Card,
    Directory,
    Document,
    Entry,
    Facility,
    Finding,
    Flow,
    Keeping,
    Lexicon,
    Pack,
    Scenario,
    SuggestionList,
    Synonyms,
    Topics,
    Translation,
    Weights,
    Wording,
)
from .problems import Place, Problem, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

FOLDERS: dict[str, type[Entry]] = {
    "flows": Flow,
    "documents": Document,
    "topics": Topics,
    "resources": Directory,
    "cards": Card,
    "lists": SuggestionList,
    "lexicons": Lexicon,
    "asking": Asking,
    "scenarios": Scenario,
    "translations": Translation,
    "weights": Weights,
    "overlays": Entry,
}
SUFFIXES = {"documents": ".md", "cards": ".md", "weights": ".csv"}
FILES: dict[str, type[Entry]] = {
    "pack.yaml": Pack,
    "facility.yaml": Facility,
    "synonyms.yaml": Synonyms,
    "calendar.yaml": Calendar,
    "directory.yaml": Keeping,
    "finding.yaml": Finding,
    "wording.yaml": Wording,
}


def model_of(name: str) -> type[Entry]:
    """Give what a file of a pack, by its name there, has to be."""
    return FILES.get(name) or FOLDERS[name.rpartition("/")[0]]


def pack_files(root: Path, shown: Callable[[Path], str], problems: list[Problem]) -> Iterator[Path]:
    """Yield the files of a pack that are read, in a fixed order; say which are not, and why."""
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root).as_posix()
        if not path.is_file() or "/." in f"/{name}":
            continue
        folder = name.rpartition("/")[0]
        suffix = SUFFIXES.get(folder, ".yaml")
        known = name in FILES or (folder in FOLDERS and path.suffix == suffix)
        if known and not path.is_symlink():
            yield path
        elif path.suffix in {".yaml", ".yml", ".md", ".csv"} and name not in {
            "README.md",
            "LICENSE.md",
        }:
            names = [*FILES, *(f"{each}/" for each in FOLDERS)]
            hint = did_you_mean(f"{folder}/" if folder else name, names)
            hint = "put the file itself here, not a link to it" if known else hint
            problem = Problem(
                Place(shown(path)), "not-read", "this file is not read", hint, "warning"
            )
            problems.append(problem)

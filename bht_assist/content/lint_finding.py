"""Checks of finding.yaml: what its rules name must be there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .problems import Problem, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from .library import Library
    from .models import Finding


def finding_problems(library: Library) -> Iterator[Problem]:
    files = [name for shelf, name in library.trees if shelf == "finding"]
    for file, finding in zip(files, library.finding, strict=True):
        for path, names, shelf in _named(finding):
            known = getattr(library, shelf)
            for index, name in enumerate(names):
                if name not in known:
                    yield Problem(
                        library.place("finding", file, *path, index),
                        f"unknown-{shelf.removesuffix('s')}",
                        f"there is no {shelf.removesuffix('s')} `{name}`",
                        did_you_mean(name, known),
                    )


def _named(finding: Finding) -> Iterator[tuple[tuple[str | int, ...], Collection[str], str]]:
    """Yield where names stand, the names, and the shelf they must be on."""
    for index, pin in enumerate(finding.pins):
        for shelf in ("lexicons", "resources", "cards"):
            yield ("pins", index, shelf), getattr(pin, shelf), shelf
    for index, mixed_up in enumerate(finding.mixed_up):
        yield ("mixed_up", index, "resources"), mixed_up.resources, "resources"
    for shelf in ("resources", "needs"):
        yield ("nothing_found", shelf), getattr(finding.nothing_found, shelf), shelf

"""Groups that were counted before, as a file: what `groups --json` printed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .options import Ask

if TYPE_CHECKING:
    from bht_assist.flows.metrics import Held

lately_option = click.option(
    "--lately",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Groups that were held before: what `groups --json` printed.",
)


def counted(path: Path | None) -> tuple[Held, ...]:
    """Read groups that were counted before; none without a file."""
    if path is None:
        return ()
    try:
        rows = json.loads(path.read_bytes())["groups"]
        return tuple(_held(row) for row in rows)
    except OSError as error:
        raise Ask(f"{path} can't be read: {error.strerror}. Check its name.") from None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        text = f"{path} is not a list of groups. Make one with: bht-assist groups NOTES --json"
        raise Ask(text) from None


def _held(row: dict[str, Any]) -> Held:
    from bht_assist.flows.metrics import FACTS, NUMBERS, TEXTS, Held

    facts = {name: row[name] for name in FACTS if row.get(name) is not None}
    levels = {name: people for name, people in row.items() if name not in FACTS}
    texts = [facts.get(name, "") for name in TEXTS]
    numbers = [facts.get(name, 0) for name in NUMBERS] + [*levels.values()]
    if {*map(type, texts)} - {str} or {*map(type, numbers)} - {int}:
        raise TypeError
    return Held(**{"day": "", "topic": "", "family": "", **facts}, levels=levels)

"""`import`, `export` and `resources`: the directory's coming, going and upkeep."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .options import (
    Ask,
    Trouble,
    all_packs,
    json_option,
    packs_option,
    print_json,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bht_assist.content.library import Library
    from bht_assist.directory.columns import ColumnMap
    from bht_assist.directory.importing import Outcome

_PATH = click.Path(path_type=Path)
SHOWN = 40
"""Lines of a report on the screen; --json has the rest."""


@click.command("import")
@click.argument("kind", type=click.Choice(["hsds", "csv"]))
@click.argument("source", type=_PATH)
@click.option("--out", "pack", required=True, type=_PATH, metavar="PACK", help="The pack to fill.")
@click.option("--map", "column_map", type=_PATH, metavar="FILE", help="A saved column map (csv).")
@click.option("--strict", is_flag=True, help="Refuse a source with anything to repair.")
@click.option("--accept", is_flag=True, help="Take over what a new import changes.")
@packs_option
@json_option
def import_(  # noqa: PLR0913 - one parameter for each option
    kind: str,
    source: Path,
    pack: Path,
    column_map: Path | None,
    packs: tuple[Path, ...],
    *,
    strict: bool,
    accept: bool,
    as_json: bool,
) -> None:
    """Fill a facility's pack from SOURCE: an HSDS folder, zip or JSON file, or any CSV.

    A broken row never stops it; the report says what was repaired and what was left out.
    """
    from bht_assist.directory.importing import Wish, import_directory

    with _troubles_told():
        columns = _columns(kind, source, column_map)
        wish = Wish(source, pack, columns, strict=strict, accept=accept)
        outcome = import_directory(wish, _library_for(pack, packs))
    if as_json:
        print_json(outcome.to_json())
    else:
        click.echo("\n".join(_outcome_lines(outcome)))


def _library_for(pack: Path, packs: tuple[Path, ...]) -> Library:
    """Load what an import goes by: the core, the packs named, and the pack as it is so far."""
    from bht_assist.content.library import load

    known = (pack,) if (pack / "pack.yaml").is_file() else ()
    return load(*all_packs((*packs, *known)))


def _columns(kind: str, source: Path, column_map: Path | None) -> ColumnMap | None:
    from bht_assist.directory import columns
    from bht_assist.directory.rows import headers
    from bht_assist.directory.sources import opened

    if kind == "hsds":
        if column_map:
            raise Ask("HSDS needs no --map: its columns are known. Leave it out, or use csv.")
        return None
    if column_map:
        return columns.read_map(column_map)
    with opened(source) as sources:
        return columns.map_for(headers(sources[0].open, sources[0].name))


@contextmanager
def _troubles_told() -> Iterator[None]:
    from bht_assist.directory.report import Refused, SourceError

    try:
        yield
    except SourceError as error:
        raise Ask(str(error)) from None
    except Refused as error:
        raise Trouble(f"{error}\n--strict: nothing was written.") from None


def _outcome_lines(outcome: Outcome) -> Iterator[str]:
    report = outcome.report
    yield from map(str, report.issues[:SHOWN])
    if (more := report.levels.total() - min(len(report.issues), SHOWN)) > 0:
        yield f"… and {more} more; --json lists them."
    yield f"{report.read} services read, {report.kept} kept, {report.skipped} left out."
    yield from map(str, outcome.differences[:SHOWN])
    if (more := outcome.different - min(len(outcome.differences), SHOWN)) > 0:
        yield f"… and {more} more differences; --json lists them."
    if outcome.waiting:
        yield f"{outcome.different} differences. Nothing was written: add --accept to take them."
    yield from (f"Wrote {path}" for path in outcome.written)

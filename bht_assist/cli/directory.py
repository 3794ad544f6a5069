"""`import`, `export` and `resources`: the directory's coming, going and upkeep."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .options import (
    PROBLEMS,
    Ask,
    Trouble,
    all_packs,
    json_option,
    ledger_file,
    load_library,
    packs_option,
    print_json,
    today,
)
from .unlocking import data_option

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bht_assist.content.library import Library
    from bht_assist.directory.columns import ColumnMap
    from bht_assist.directory.importing import Outcome
    from bht_assist.directory.upkeep import Due

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
        number = "1 difference" if outcome.different == 1 else f"{outcome.different} differences"
        yield f"{number}. Nothing was written: add --accept to take over what the source says now."
    elif not outcome.written:
        yield "Nothing has changed since the last import. Nothing was written."
    yield from (f"Wrote {path}" for path in outcome.written)


@click.command("export")
@click.argument("kind", type=click.Choice(["hsds"]))
@click.option("--out", required=True, type=_PATH, metavar="DIR|FILE", help="A new folder or .json.")
@packs_option
def export(kind: str, out: Path, packs: tuple[Path, ...]) -> None:  # noqa: ARG001 - one kind so far
    """Write the directory as HSDS 3.0: tables in a new folder, or one .json file.

    Private addresses stay here.
    """
    from bht_assist.directory.export import tables, trees_text

    resources = load_library(packs).resources.values()
    try:
        if out.suffix.casefold() == ".json":
            with out.open("x", encoding="utf-8", newline="") as file:
                file.write(trees_text(resources))
        else:
            out.mkdir()
            for name, text in tables(resources).items():
                (out / name).write_text(text, encoding="utf-8", newline="")
    except FileExistsError:
        raise Ask(f"{out} is there already. Choose another name.") from None
    except OSError as error:
        raise Ask(f"{out} can't be written: {error.strerror}.") from None
    click.echo(f"{len(resources)} resources in {out}")


@click.group()
def resources() -> None:
    """Keep the directory up to date: what is due to be checked, and what came of it."""


@resources.command()
@click.option("--out", type=_PATH, metavar="FILE", help="A .docx to call by, or a .csv to fill in.")
@click.option("--most", type=click.IntRange(0), default=20, help="Resources at most; 0 for all.")
@packs_option
@json_option
def due(out: Path | None, most: int, packs: tuple[Path, ...], *, as_json: bool) -> None:
    """List the facts that are due to be checked: oldest first, most used first."""
    from bht_assist.directory.upkeep import due_rows

    library = load_library(packs)
    rows = due_rows(library, today(), most)
    if out:
        made = _sheet(rows, library, out)
        click.echo(f"{len(rows)} facts in {made}", err=as_json)
    if as_json:
        print_json({"due": [row.to_json() for row in rows]})
    elif not out:
        for row in rows:
            click.echo(f"{row.due} {row.id} {row.field}: {row.value} (checked {row.checked})")
        click.echo(f"{len(rows)} facts are due.")


def _sheet(rows: list[Due], library: Library, out: Path) -> Path:
    from bht_assist.directory.upkeep import sheet_text
    from bht_assist.documents.files import OutputError, write
    from bht_assist.making import call_sheet_file

    try:
        if out.suffix.casefold() == ".csv":
            return write(out.parent, out.name, sheet_text(rows).encode("utf-8-sig"))
        return call_sheet_file(rows, library, out, today())
    except OutputError as error:
        raise Ask(str(error)) from None


@resources.command("changed-since")
@click.argument("fingerprint")
@data_option
@packs_option
@json_option
def changed_since(
    fingerprint: str, data: Path | None, packs: tuple[Path, ...], *, as_json: bool
) -> None:
    """Say which numbers on a paper have changed, by the FINGERPRINT in its small print.

    Exits with 1 when any has.
    """
    from bht_assist.directory import ledger

    file = ledger_file(data)
    papers = {each.fingerprint: each for each in ledger.read(file)}
    if (paper := papers.get(fingerprint.strip().casefold())) is None:
        raise Ask(f"No paper with the fingerprint {fingerprint!r} was made here ({file}).")
    found = ledger.changed_since(paper, load_library(packs))
    if as_json:
        print_json({"made": paper.made, "changed": [each.to_json() for each in found]})
    else:
        lines = [str(each) for each in found] or ["Every number is still the same."]
        click.echo("\n".join([f"Made {paper.made} from {paper.stamp}.", *lines]))
    if found:
        sys.exit(PROBLEMS)


@resources.command()
@click.argument("sheet", type=_PATH)
@packs_option
@json_option
def checked(sheet: Path, packs: tuple[Path, ...], *, as_json: bool) -> None:
    """Take over a filled SHEET (CSV or YAML) into the last pack that --pack names."""
    from bht_assist.directory.report import Report
    from bht_assist.directory.ticking import take_over
    from bht_assist.directory.ticks import read_ticks

    folders = all_packs(packs)
    if not folders or not (folders[-1] / "pack.yaml").is_file():
        raise Ask("Name the facility's pack with --pack; the core pack is never written.")
    report = Report()
    with _troubles_told():
        ticks = list(read_ticks(sheet, load_library(packs), report))
        written = [take_over(folders[-1], ticks).as_posix()] if ticks else []
    if as_json:
        print_json({**report.to_json(), "written": written})
    else:
        lines = [*map(str, report.issues), f"{len(ticks)} rows taken over.", *written]
        click.echo("\n".join(lines))
    if report.levels["left_out"]:
        sys.exit(PROBLEMS)

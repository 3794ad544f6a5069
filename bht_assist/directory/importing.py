"""Import a directory: read, link, draft, compare, and write a pack; one row never stops it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from . import flat, hsds
from .drafting import Rules, drafted, plain_need, rules_for
from .hsds_names import kind_of_table
from .likeness import alike, place_of
from .merging import Difference, in_order, merged
from .pack_files import Writing, imported, last_marks, pack_at
from .report import Report, SourceError, Spot
from .rows import read_rows, tidied
from .sources import Source, opened
from .stage import Stage
from .trees import read_trees

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bht_assist.content.library import Library

    from .columns import ColumnMap
    from .told import Told

LISTED = 2_000
"""Differences that are kept to be read; more are counted."""


@dataclass
class Outcome:
    """How an import went."""

    report: Report
    differences: list[Difference] = field(default_factory=list)
    different: int = 0
    written: list[Path] = field(default_factory=list)
    waiting: bool = False
    """There was an import before, and nobody has accepted what this one would change."""

    def to_json(self) -> dict[str, Any]:
        return {
            **self.report.to_json(),
            "differences": [each.to_json() for each in self.differences],
            "differences_not_listed": self.different - len(self.differences),
            "written": [path.as_posix() for path in self.written],
            "waiting": self.waiting,
        }


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants imported, and how."""

    source: Path
    pack: Path
    columns: ColumnMap | None = None
    """How to read a flat file; without it the source is HSDS."""
    strict: bool = False
    accept: bool = False


def import_directory(wish: Wish, library: Library) -> Outcome:
    """Import a source into a pack, or say what doing so again would change.

    Raises:
        SourceError: the source or the pack can't be read.
        Refused: the import is strict and the source is not in order.
    """
    outcome = Outcome(Report(wish.strict))
    prefix = wish.columns.prefix if wish.columns else "hsds"
    rules = rules_for(library, prefix)
    with Stage() as stage, opened(wish.source) as sources:
        if wish.columns:
            told = flat.told(sources, stage, wish.columns, outcome.report)
        else:
            told = _hsds(sources, stage, outcome.report)
        _draft(told, rules, stage, outcome.report)
        _file_last(wish.pack, stage)
        alike(stage, library, outcome.report)
        _write(wish, stage, library, outcome)
    return outcome


def _hsds(sources: list[Source], stage: Stage, report: Report) -> Iterator[Told]:
    for source in sources:
        if source.is_table:
            _stage_table(source, stage, report)
        else:
            _stage_trees(source, stage, report)
    stage.ready()
    return hsds.services(stage, report)


def _stage_table(source: Source, stage: Stage, report: Report) -> None:
    try:
        kind_of_table(source.name)
    except KeyError:
        text = "HSDS has no table of this name"
        report.say(Spot(source.name), "", text, "left the file out", "note")
        return
    for row in read_rows(source.open, source.name, report):
        hsds.file_row(stage, source.name, row.spot, row.cells)


def _stage_trees(source: Source, stage: Stage, report: Report) -> None:
    for table, spot, record in read_trees(source.open, source.name, report):
        try:
            if table:
                cells = {key: str(value) for key, value in record.items() if value is not None}
                hsds.file_row(stage, table, spot, tidied(spot, cells.items(), report))
            else:
                hsds.file_tree(stage, spot, record, report)
        except (KeyError, RecursionError):
            report.say(spot, table, "this is no HSDS record", "left it out", "left_out")


def _draft(told: Iterator[Told], rules: Rules, stage: Stage, report: Report) -> None:
    for each in told:
        draft = drafted(each, rules, report)
        if draft is None:
            continue
        if stage.find("draft", draft["id"]):
            text = f"a second service comes to {draft['id']}"
            report.say(each.spot, "id", text, "left it out", "left_out")
            continue
        cells = {"id": draft["id"], "draft": json.dumps(_texted(draft))}
        stage.file("draft", each.spot, cells)
        if place := place_of(draft.get("address", "")):
            stage.file("place", each.spot, {"id": draft["id"], "stands_id": place})
        for phone in draft.get("phones", ()):
            stage.file("number", each.spot, {"id": draft["id"], "dialed_id": phone["number"]})
        report.kept += 1


def _texted(value: Any) -> Any:
    """Give a draft as a pack reads it back: every value a text."""
    if isinstance(value, dict):
        return {key: _texted(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_texted(each) for each in value]
    return str(value).lower() if isinstance(value, bool) else str(value)


def _file_last(pack: Path, stage: Stage) -> None:
    """Put the pack's last import beside the new one."""
    spot = Spot(pack.as_posix())
    for draft in imported(pack):
        stage.file("local", spot, {"id": draft["id"], "draft": json.dumps(draft)})
    for name, marks in last_marks(pack):
        stage.file("base", spot, {"id": name, "draft": json.dumps(marks)})
    stage.ready()


def _write(wish: Wish, stage: Stage, library: Library, outcome: Outcome) -> None:
    if stage.has("base") and not wish.accept:
        for _ in _merged(stage, outcome):
            pass
        outcome.waiting = outcome.different > 0
        return
    if not stage.has("draft") and not stage.has("base"):
        raise SourceError(f"{wish.source} holds no service that can be used. Nothing was written.")
    other = library.keeping.unsaid.need
    writing = Writing(
        pack_at(wish.pack), plain_need(other) if other and _is_ours(other.id, library) else None
    )
    try:
        for name, draft, marks in _merged(stage, outcome):
            writing.add(draft, name, marks)
        outcome.written = writing.done()
    except OSError as fault:
        raise SourceError(f"{wish.pack} can't be written: {fault.strerror}.") from None
    finally:
        writing.stop()


def _is_ours(need: str, library: Library) -> bool:
    """Whether a need is for the import to write: nobody else has it."""
    return need not in library.needs or "/import-" in library.place("needs", need).file


def _merged(stage: Stage, outcome: Outcome) -> Iterator[tuple[str, Any, Any]]:
    for name in stage.ids("draft", "local", "base"):
        base, local, new = (
            json.loads(row["draft"]) if (row := stage.find(kind, name)) else None
            for kind in ("base", "local", "draft")
        )
        made = merged(name, base, local, new)
        outcome.different += len(made.differences)
        outcome.differences += made.differences[: max(0, LISTED - len(outcome.differences))]
        yield name, made.draft and in_order(made.draft), made.marks

"""A filled call sheet, read back: each row a fact that is right, has changed, or has ended."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from bht_assist.content.freshness import known_facts
from bht_assist.content.marked import MarkedMap
from bht_assist.content.problems import PackError, did_you_mean
from bht_assist.content.source import ANSWERS_FILE, read_yaml

from .cells import iso_day
from .numbers import Dialed, numbers_in
from .report import Report, SourceError, Spot
from .rows import Row, read_rows
from .upkeep import SHEET

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from bht_assist.content.library import Library
    from bht_assist.content.models import Resource

_RIGHT = {"ok", "yes", "y", "x", "✓", "right", "same", "correct", "still right"}
_UNKNOWN = {"no answer", "busy", "?", "later", "voicemail"}
_MAY_CHANGE = {"hours", "url", "chat", "address", "cost", "audience"}
"""Facts whose new value is the words on the sheet; a phone's is read as a number."""


_LEFT = "left the row out"


@dataclass(frozen=True, slots=True)
class Tick:
    """One row of a sheet, in order: what was found about one fact."""

    spot: Spot
    resource: Resource
    field: str
    result: str
    """`ok`, `ended`, or the new value."""
    check: dict[str, str]
    """when, who and how."""
    instead: tuple[str, ...] = ()
    reason: str = ""
    dialed: Dialed | None = None
    """The new number, where the fact is a phone."""


def read_ticks(path: Path, library: Library, report: Report) -> Iterator[Tick]:
    """Yield what can be taken over from a sheet; the report says what can't, and why.

    Raises:
        SourceError: the sheet can't be read.
    """
    for row in _sheet(path, report):
        report.read += 1
        said = row.cells.get("result", "").strip().casefold().rstrip("!. ")
        if not said or said in _UNKNOWN:
            continue
        if tick := _tick(row, said, library, report):
            report.kept += 1
            yield tick


def _sheet(path: Path, report: Report) -> Iterator[Row]:
    try:
        if path.suffix.casefold() in {".yaml", ".yml"}:
            yield from _from_yaml(path)
        else:
            yield from read_rows(partial(_bytes, path), path.name, report)
    except OSError as fault:
        raise SourceError(f"{path} can't be read: {fault.strerror}. Check its name.") from None


def _bytes(path: Path) -> Any:
    return path.open("rb")


def _from_yaml(path: Path) -> Iterator[Row]:
    try:
        tree, problems = read_yaml(path.read_bytes(), path.name, ANSWERS_FILE)
    except PackError as error:
        raise SourceError(str(error)) from None
    if problems or not isinstance(tree, list) or not all(isinstance(e, MarkedMap) for e in tree):
        why = "\n".join(map(str, problems)) or f"{path}: it must be a list of rows"
        raise SourceError(f"{why}. Start each row with a dash; its keys are {', '.join(SHEET)}.")
    for each in cast("list[MarkedMap]", tree):
        cells = {key: value for key, value in each.items() if isinstance(value, str)}
        yield Row(Spot(path.name, each.place.line), cells)


def _tick(row: Row, said: str, library: Library, report: Report) -> Tick | None:
    resource = library.resources.get(row.cells.get("id", ""))
    if resource is None:
        name = row.cells.get("id", "")
        text = f"there is no resource `{name}`; {did_you_mean(name, library.resources)}".rstrip(
            "; "
        )
        report.say(row.spot, "id", text, _LEFT, "left_out")
        return None
    check = {key: row.cells.get(key, "") for key in ("when", "who", "how")}
    check["when"] = iso_day(check["when"])
    if column := _unsigned(check):
        text = "say who called, and the day as in 2026-11-25"
        report.say(row.spot, column, text, _LEFT, "left_out")
        return None
    if said == "ended":
        return _ending(row, resource, check, library, report)
    result = "ok" if said in _RIGHT else row.cells["result"].strip()
    field = row.cells.get("field", "").casefold()
    dialed = _dialed(resource, field, result, library.keeping.codes)
    if wrong := _wrong(row, resource, field, result, dialed):
        report.say(row.spot, *wrong, _LEFT, "left_out")
        return None
    return Tick(row.spot, resource, field, result, check, dialed=dialed)


def _unsigned(check: dict[str, str]) -> str:
    """Give the column that is missing for a check to be somebody's, on some day."""
    if not check["who"]:
        return "who"
    try:
        date.fromisoformat(check["when"])
    except ValueError:
        return "when"
    return ""


def _dialed(resource: Resource, field: str, result: str, codes: Collection[str]) -> Dialed | None:
    """Give the number that a result is, where the fact is one of the resource's phones."""
    fields = {f"phone {n}": each.kind for n, each in enumerate(resource.phones, 1)}
    return next(numbers_in(result, fields[field], codes), None) if field in fields else None


def _wrong(
    row: Row, resource: Resource, field: str, result: str, dialed: Dialed | None
) -> tuple[str, str] | None:
    """Say in which column, and why, a row does not fit what the directory holds."""
    facts = {each.field: each.value for each in known_facts(resource)}
    if field not in facts:
        return "field", f"`{resource.id}` has no `{field}`; {did_you_mean(field, facts)}"
    if (was := row.cells.get("was", facts[field])) != facts[field]:
        return "was", f"it is “{facts[field]}” by now, not “{was}”; call again"
    if result == "ok" or field in _MAY_CHANGE:
        return None
    return None if dialed else ("result", f"“{result}” is no US number")


def phone_at(field: str) -> int:
    """Give which of the phones `phone 2` is, counting from 0."""
    return int(field.rpartition(" ")[2]) - 1


def _ending(
    row: Row, resource: Resource, check: dict[str, str], library: Library, report: Report
) -> Tick | None:
    names = [each for each in re.split(r"[\s,;]+", row.cells.get("instead", "")) if each]
    unknown = [each for each in names if each not in library.resources or each == resource.id]
    if unknown:
        hint = did_you_mean(unknown[0], library.resources.keys() - {resource.id})
        text = f"no other resource is called `{unknown[0]}`; {hint}".rstrip("; ")
        report.say(row.spot, "instead", text, _LEFT, "left_out")
        return None
    reason = row.cells.get("reason", "")
    if not reason:
        text = "say in a sentence what happened, and when"
        report.say(row.spot, "reason", text, _LEFT, "left_out")
        return None
    return Tick(row.spot, resource, "", "ended", check, tuple(names), reason)

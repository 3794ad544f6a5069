"""What a filled sheet changes in a facility's pack: never in the core, field by field."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from bht_assist.content.problems import PackError
from bht_assist.content.source import read_yaml

from .pack_files import as_yaml
from .report import SourceError
from .ticks import phone_at

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from bht_assist.content.models import Resource

    from .numbers import Dialed
    from .ticks import Tick

CHECKED = "resources/checked.yaml"
"""In the pack: what people found out by calling, about its own resources and the core's."""

_HEAD = """\
# What people found by calling; `bht-assist resources checked` writes this file again.
"""

Sheet = dict[str, dict[str, Any]]
"""The file's shelves `ended` and `changes`, each by id."""


def take_over(pack: Path, ticks: Iterable[Tick]) -> Path:
    """Write what was found into the pack, beside what was found before.

    Raises:
        SourceError: the pack's file is broken, or can't be written.
    """
    path = pack / CHECKED
    sheet = _read(path)
    for tick in ticks:
        if tick.result == "ended":
            _end(tick, sheet)
        elif tick.resource.id not in sheet["ended"]:
            _change(tick, sheet["changes"].setdefault(tick.resource.id, {"id": tick.resource.id}))
    _write(path, sheet)
    return path


def _read(path: Path) -> Sheet:
    shelves: Sheet = {"ended": {}, "changes": {}}
    if not path.is_file():
        return shelves
    try:
        tree = json.loads(json.dumps(read_yaml(path.read_bytes(), path.as_posix())[0]))
        for shelf in shelves:
            shelves[shelf] = {each["id"]: each for each in tree.get(shelf, [])}
    except PackError as error:
        raise SourceError(f"{error}\nPut this right first; nothing was written.") from None
    except (AttributeError, KeyError, TypeError):
        raise SourceError(f"{path} is not as this command writes it. Look at it first.") from None
    return shelves


def _write(path: Path, sheet: Sheet) -> None:
    shelves = {
        shelf: [rows[name] for name in sorted(rows)] for shelf, rows in sheet.items() if rows
    }
    part = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(exist_ok=True)
        part.write_text(_HEAD + as_yaml(shelves), encoding="utf-8", newline="\n")
        part.replace(path)
    except OSError as fault:
        raise SourceError(f"{path} can't be written: {fault.strerror}.") from None


def _end(tick: Tick, sheet: Sheet) -> None:
    """Move a resource to the ended list; what was changed in it before no longer matters."""
    sheet["changes"].pop(tick.resource.id, None)
    row = {
        "id": tick.resource.id,
        "name": tick.resource.name,
        "aka": list(tick.resource.aka),
        "say": tick.reason,
        "use_instead": list(tick.instead),
        "verified_on": tick.check["when"],
        "verified_by": tick.check["who"],
    }
    sheet["ended"][tick.resource.id] = {key: value for key, value in row.items() if value}


def _change(tick: Tick, change: dict[str, Any]) -> None:
    check = {key: value for key, value in tick.check.items() if value}
    is_phone = tick.field.startswith("phone ")
    key = tick.resource.phones[phone_at(tick.field)].number if is_phone else tick.field
    if tick.dialed:
        key = _new_number(tick, tick.dialed, change)
    elif tick.result != "ok":
        change[tick.field] = tick.result
    if tick.result != "ok" and tick.field == "hours":
        change |= {"open": [], "always_open": "false"}  # they no longer say what the text says
    known = {name: each.plain() for name, each in tick.resource.checked.items()}
    known = {name: {k: v for k, v in each.items() if v} for name, each in known.items()}
    change["checked"] = {**known, **change.get("checked", {}), key: check}


def _new_number(tick: Tick, dialed: Dialed, change: dict[str, Any]) -> str:
    """Put a new number in the place of the old one, without its letters and extension."""
    phones = change.setdefault("phones", _phones(tick.resource))
    at = phone_at(tick.field)
    kept = {"kind", "say", "label", "languages"}
    new = {key: value for key, value in phones[at].items() if key in kept}
    found = {"number": dialed.number, "extension": dialed.extension, "vanity": dialed.vanity}
    phones[at] = {**new, **{key: value for key, value in found.items() if value}}
    return dialed.number


def _phones(resource: Resource) -> list[dict[str, Any]]:
    return [phone.plain(defaults=False) | {"kind": phone.kind} for phone in resource.phones]

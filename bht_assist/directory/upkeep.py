"""Keep the directory up to date: what is due to be checked, and what came of checking it."""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bht_assist.content.freshness import due_on, known_facts
from bht_assist.content.models.steps import Resources as Picking

from .cells import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from bht_assist.content.library import Library
    from bht_assist.content.models import Resource


@dataclass(frozen=True, slots=True)
class Due:
    """A fact to check: a row of the call sheet."""

    id: str
    name: str
    field: str
    value: str
    call: str
    """The number at which to ask, or the site where there is none."""
    checked: date
    checked_by: str
    due: date
    used: int
    sort: str = ""
    """What sort of number a phone is; blank for one to talk."""

    def to_json(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "name": self.name,
            "field": self.field,
            "sort": self.sort,
            "value": self.value,
            "call": self.call,
            "checked": self.checked.isoformat(),
            "checked_by": self.checked_by,
            "due": self.due.isoformat(),
            "used": self.used,
        }


SHEET = ("id", "field", "was", "result", "instead", "reason", "who", "when", "how")
"""The columns of a filled sheet that are read back."""
_COLUMNS = ("name", "call", *SHEET[1:3], "checked", *SHEET[3:], "id")
"""The columns of a sheet to fill in: those to call by first."""


def due_rows(library: Library, today: date, most: int = 0) -> list[Due]:
    """Give the facts that are due, of `most` resources at most (0 is all).

    Resources stand together: the one with the oldest fact first, of equals the most used first.
    """
    used = uses(library)
    rows = [
        late
        for each in library.resources.values()
        if (late := [row for row in _rows(library, each, used) if row.due <= today])
    ]
    rows.sort(key=lambda late: (min(row.due for row in late), -late[0].used, late[0].id))
    return [row for late in rows[: most or None] for row in late]


def _rows(library: Library, resource: Resource, used: Counter[str]) -> Iterator[Due]:
    call = next((phone.number for phone in resource.phones), resource.url or resource.address)
    for fact in known_facts(resource):
        yield Due(
            id=resource.id,
            name=resource.name,
            field=fact.field,
            value=fact.value,
            call=call,
            checked=fact.check.when,
            checked_by=fact.check.who,
            due=due_on(fact, library.keeping.expiry),
            used=used[resource.id],
            sort=fact.sort,
        )


def uses(library: Library) -> Counter[str]:
    """Count where packs send people: crisis lines, flows that always name one, replacements."""
    used = Counter(each.id for each in library.resources.values() if each.crisis)
    for flow in library.flows.values():
        for step in flow.steps:
            if isinstance(step, Picking):
                used.update(step.always)
    for ended in library.ended.values():
        used.update(ended.use_instead)
    return used


def sheet_text(rows: Sequence[Due]) -> str:
    """Give a call sheet as CSV to fill in: what is known, and room for what was found."""
    out = io.StringIO()
    writer = csv.DictWriter(out, _COLUMNS)
    writer.writeheader()
    writer.writerows(_to_fill(row) for row in rows)
    return out.getvalue()


def _to_fill(row: Due) -> dict[str, str]:
    cells = {
        "name": row.name,
        "call": row.call,
        "field": row.field,
        "was": row.value,
        "checked": row.checked.isoformat(),
        "id": row.id,
    }
    return {column: quoted(text) for column, text in cells.items()}

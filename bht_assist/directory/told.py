"""What a source tells of one service, whatever the source's format."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .report import Spot


@dataclass(frozen=True, slots=True)
class ToldPhone:
    number: str
    extension: str = ""
    kind: str = ""
    label: str = ""
    languages: tuple[str, ...] = ()
    private: bool = False
    own: Mapping[str, str] = field(default_factory=dict)
    """Our own facts, where the source is an export of ours."""


@dataclass(frozen=True, slots=True)
class ToldHours:
    """One row of a timetable, as written; blank times mean closed or not stated."""

    days: str = ""
    opens: str = ""
    closes: str = ""
    text: str = ""
    zone: str = ""
    weekly: bool = True


@dataclass(frozen=True, slots=True)
class Told:
    """All that is text stays as the source has it; nothing here is fit to print yet."""

    spot: Spot
    id: str
    name: str
    org: str = ""
    aka: tuple[str, ...] = ()
    description: str = ""
    phones: tuple[ToldPhone, ...] = ()
    url: str = ""
    chat: str = ""
    email: str = ""
    address: str = ""
    address_private: bool = False
    where: tuple[str, ...] = ()
    """All that is said of the place; words in it may mark the address as private."""
    hours: tuple[ToldHours, ...] = ()
    languages: tuple[str, ...] = ()
    eligibility: str = ""
    min_age: str = ""
    max_age: str = ""
    cost: str = ""
    insurance: tuple[str, ...] = ()
    how_to_start: str = ""
    bring: tuple[str, ...] = ()
    access: tuple[str, ...] = ()
    transport: str = ""
    area: str = ""
    terms: tuple[str, ...] = ()
    """What the source files it under."""
    status: str = ""
    alert: str = ""
    checked_on: str = ""
    checked_by: str = ""
    own: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Our own facts, where the source is an export of ours."""

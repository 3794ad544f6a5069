"""Conversations that are under way: in memory only, and gone when the program ends."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from bht_assist.flows.session import Session


@dataclass
class Draft:
    """One conversation, known by a code and never by a name."""

    code: str
    flow: str
    session: Session
    half: dict[str, Mapping[str, str]] = field(default_factory=dict)
    """Words typed and not yet answered, by question and blank: leaving a question loses nothing."""


@dataclass
class Drafts:
    """All conversations of this sitting, the last one first."""

    today: date
    all: list[Draft] = field(default_factory=list)
    _numbers: count[int] = field(default_factory=lambda: count(1))

    def start(self, session: Session) -> Draft:
        draft = Draft(f"{self.today:%m%d}-{next(self._numbers)}", session.flow, session)
        self.all.insert(0, draft)
        return draft

    def drop(self, draft: Draft) -> None:
        self.all.remove(draft)

    @property
    def begun(self) -> list[Draft]:
        """The conversations in which something has been said."""
        return [draft for draft in self.all if draft.session.can_undo]

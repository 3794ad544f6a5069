"""Conversations that are under way: those of this sitting, and those that the vault keeps."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from bht_assist.flows.session import Revised, Session
    from bht_assist.vault.records import Entry, Head, Kept
    from bht_assist.vault.saving import Autosave, Outcome
    from bht_assist.vault.vault import Vault

AFTER_A_KEY = 1.0
"""Seconds after the last key until what is half typed is saved."""

AT_THE_END = 5.0
"""Seconds that saving may take when the program must end."""


@dataclass
class Draft:
    """One conversation, known by a code and never by a name."""

    code: str
    flow: str
    session: Session
    half: dict[str, Mapping[str, str]] = field(default_factory=dict)
    """Words typed and not yet answered, by question and blank: leaving a question loses nothing."""
    made: str = ""
    """The day on which its papers were last made."""
    makings: int = 0
    """How many times its papers were made."""
    told: str = ""
    """How the last saving went: when, or why not."""
    on_paper: Session | None = None
    """What had been said when its papers were last made."""
    due: str = ""
    """The days on which it is looked at again, with a space between."""
    looked: str = ""
    """The day on which it was last looked at again, with nothing to change."""
    earlier: str = ""
    """The code of the plan that it was started from."""
    fates: dict[tuple[str, str], Revised] = field(default_factory=dict)
    """What was decided so far about its entries, for a plan that is started from it."""


@dataclass
class Drafts:
    """All conversations, the last one first. Without a vault they are gone with the program."""

    today: date
    all: list[Draft] = field(default_factory=list)
    vault: Vault | None = None
    saving: Autosave | None = None
    _numbers: count[int] = field(default_factory=lambda: count(1))

    def start(self, session: Session) -> Draft:
        draft = Draft(self._free_code(), session.flow, session)
        self.all.insert(0, draft)
        return draft

    def _free_code(self) -> str:
        plans: list[Draft | Head] = [*self.all, *(each.head for each in self.kept)]
        taken = {name for each in plans for name in (each.code, each.earlier)}
        codes = (f"{self.today:%m%d}-{number}" for number in self._numbers)
        return next(code for code in codes if code not in taken)

    def copied(self, draft: Draft, anew: Collection[str]) -> Draft:
        """Start a new conversation from what was said in an earlier one.

        What belongs to its day stays there: what was run, stops and calls, and what steps `anew`
        ask each time, such as who has read it.
        """
        from bht_assist.flows.session import (  # noqa: PLC0415 - not before the first paint
            Acknowledged,
            Marked,
            Raised,
        )

        of_the_day = Acknowledged | Marked | Raised
        said = tuple(
            each
            for each in draft.session.events
            if not isinstance(each, of_the_day) and each.step not in anew
        )
        return self.start(replace(draft.session, events=said, undone=()))

    @property
    def begun(self) -> list[Draft]:
        """The conversations of this sitting in which something has been said or decided."""
        return [each for each in self.all if each.session.can_undo or each.half or each.earlier]

    @property
    def only_here(self) -> list[Draft]:
        """The conversations that leaving would lose: kept nowhere, and not on paper."""
        unkept = self.begun if self.saving is None else []
        return [draft for draft in unkept if draft.session is not draft.on_paper]

    # the vault

    def keep_in(self, vault: Vault, tell: Callable[[Outcome], object]) -> None:
        """Keep everything from now on, and what has been said so far."""
        from bht_assist.vault.saving import Autosave  # noqa: PLC0415 - brings cryptography

        self.vault, self.saving = vault, Autosave(vault, tell)
        for draft in self.begun:
            self.keep(draft)

    def keep(self, draft: Draft, after: float = 0.0) -> None:
        """Have a conversation saved as it stands; this returns at once."""
        if self.saving is None or draft not in self.begun:
            return
        from bht_assist.vault.records import Head, Kept  # noqa: PLC0415

        head = Head(
            draft.code,
            draft.flow,
            made=draft.made,
            due=draft.due,
            looked=draft.looked,
            earlier=draft.earlier,
            times=str(draft.makings or ""),
        )
        half = {step: dict(blanks) for step, blanks in draft.half.items()}
        draft.told = "Saving ..."
        self.saving.keep(draft.code, Kept(head, draft.session, half), after)

    def set_beside(self, draft: Draft, entry: Entry) -> None:
        """Give a code of its own to what stands beside another window's words."""
        if self.saving is not None:
            self.saving.forget(draft.code)
            draft.code = self._free_code()
            self.saving.take_up(draft.code, entry)
            self.keep(draft)

    @property
    def kept(self) -> tuple[Entry, ...]:
        """What the vault holds, the last changed first."""
        return self.vault.listed().entries if self.vault else ()

    @property
    def elsewhere(self) -> list[Entry]:
        """What the vault holds of other sittings."""
        here = {draft.code for draft in self.all}
        return [each for each in self.kept if each.head.code not in here]

    def due(self, elsewhere: Sequence[Entry]) -> list[tuple[str, Draft | Head]]:
        """Give the plans to look at again by tomorrow, each with its day, the first day first.

        A plan that was started from another, and made, reminds in that one's place.
        """
        every: list[Draft | Head] = [*self.begun, *(each.head for each in elsewhere)]
        replaced = {each.earlier for each in every if each.made}
        days = ((due_day(each, self.today), each) for each in every if each.code not in replaced)
        return sorted((each for each in days if each[0]), key=lambda each: each[0])

    def gone_before(self, draft: Draft) -> tuple[str, str] | None:
        """Give the last day on which a plan is kept, and a day to look at it that comes after.

        None where it outlasts every such day, or is not kept at all.
        """
        if self.vault is None:
            return None
        from bht_assist.vault.records import purge_day  # noqa: PLC0415 - brings cryptography

        gone = purge_day(draft.made, self.vault.keep_days)
        later = max(draft.due.split(), default="")
        return (gone, later) if gone and later > gone else None

    def started_from(self, code: str) -> str:
        """Give the code of a plan that was started from another and has not been made; or none."""
        every: list[Draft | Head] = [*self.begun, *(each.head for each in self.elsewhere)]
        return next((each.code for each in every if each.earlier == code and not each.made), "")

    def said_before(self, flow: str) -> tuple[tuple[str, float], ...]:
        """Give the codes of all conversations of a kind, each with the time of its last change."""
        here = [(draft.code, 0.0) for draft in self.begun if draft.flow == flow]
        kept = [(each.head.code, each.updated) for each in self.elsewhere if each.head.flow == flow]
        return (*here, *kept)

    def look(self, code: str) -> tuple[Session, str]:
        """Give what was said in a conversation, and the day its papers were made, to read from.

        Raises:
            VaultError: it is gone, or can't be opened.
        """
        here = next((each for each in self.all if each.code == code), None)
        if here is not None:
            return here.session, here.made
        _, kept = self._read(code)
        return kept.session, kept.head.made

    def open(self, code: str) -> Draft:
        """Give a conversation by its code, from the vault if it is not at hand.

        Raises:
            VaultError: it is gone, or can't be opened.
        """
        here = next((each for each in self.all if each.code == code), None)
        return here or self._opened(code)

    def _read(self, code: str) -> tuple[Entry, Kept]:
        from bht_assist.vault.troubles import Missing  # noqa: PLC0415

        found = next((each for each in self.kept if each.head.code == code), None)
        if found is None or self.vault is None:
            raise Missing("This draft is not here any more.")
        return self.vault.open(found.id)

    def _opened(self, code: str) -> Draft:
        entry, kept = self._read(code)
        head = kept.head
        draft = Draft(code, head.flow, kept.session, dict(kept.half), head.made)
        draft.due, draft.looked, draft.earlier = head.due, head.looked, head.earlier
        draft.makings = head.makings
        if self.saving is not None:
            self.saving.take_up(code, entry)
        self.all.insert(0, draft)
        return draft

    def looked_at(self, code: str) -> None:
        """Remember that a plan was looked at today and stays as it is.

        Raises:
            VaultError: it is gone, or can't be opened.
        """
        draft = self.open(code)
        draft.looked = self.today.isoformat()
        self.keep(draft)

    def drop(self, code: str) -> None:
        """Delete a conversation for good.

        Raises:
            VaultError: it could not be deleted.
        """
        if self.saving is not None:
            self.saving.forget(code)
        for entry in [each for each in self.kept if each.head.code == code]:
            if self.vault is not None:
                self.vault.delete(entry.id)
        self.all = [draft for draft in self.all if draft.code != code]

    def purged(self) -> int:
        """Delete what has been kept long enough, and give how many that were."""
        return self.vault.purge(self.today) if self.vault else 0

    def close(self) -> bool:
        """Save everything and lock; tell whether all of it is on disk."""
        if self.saving is None or self.vault is None:
            return True
        well = self.saving.close(AT_THE_END)
        self.vault.close()
        self.vault = self.saving = None
        return well


def due_day(plan: Draft | Head, today: date) -> str:
    """Give the first day, tomorrow at the latest, on which nobody has looked at a plan yet."""
    tomorrow = (today + timedelta(days=1)).isoformat()
    seen = _day_after(plan.looked)
    return next((day for day in plan.due.split() if seen < day <= tomorrow), "")


def _day_after(day: str) -> str:
    """Give the last day for which a look on `day` counts; one due tomorrow may be done today."""
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat() if day else ""


def clock_words(seconds: float) -> str:
    """Give a time of day as people say it, as in 2:12 PM."""
    at = datetime.fromtimestamp(seconds).astimezone()
    return f"{at.hour % 12 or 12}:{at:%M %p}"

"""An earlier plan, entry by entry: what stays, what moves, what goes; then a new plan begins."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widgets import Static

from bht_assist.flows.answers import PERSON
from bht_assist.flows.revision import (
    FATES,
    OPEN,
    asked_anew,
    name_of,
    parts_for,
    revised,
    standing,
)
from bht_assist.flows.rows import row_words
from bht_assist.flows.view import view

from .commands import bindings
from .foot import Foot
from .picklist import PickList, Row
from .place import Place
from .words import plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from bht_assist.content.models import Revision
    from bht_assist.flows.guide import Guide
    from bht_assist.flows.session import Revised

    from .drafts import Draft

KEEP, MOVE, DROP = FATES
NO_REASON, OWN = "none", "own"


class ReviseScreen(Place[None]):
    """One entry at a time, and at the end the new plan; the earlier one stays as it is."""

    where = "revise"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("revise"),
        Binding("pageup", "more(-5)", show=False, priority=True),
    ]
    DEFAULT_CSS = """
    ReviseScreen #head { height: 1; background: $panel; padding: 0 1; }
    ReviseScreen VerticalScroll { height: auto; max-height: 74%; margin: 1 2 0 2; }
    ReviseScreen VerticalScroll Static { height: auto; }
    ReviseScreen #part { text-style: bold; }
    ReviseScreen #entry { margin: 0 0 1 4; }
    ReviseScreen PickList { height: 1fr; margin: 1 2 0 2; }
    """

    def __init__(
        self, earlier: Draft, guide: Guide, texts: Revision, begun: Draft | None = None
    ) -> None:
        super().__init__()
        self.earlier, self.guide, self.texts = earlier, guide, texts
        self.begun = view(guide, revised(earlier.session, guide))
        self.entries = standing(self.begun)
        self._half: Revised | None = None
        """A decision that is still being made: where to, or why."""
        self._begun = begun
        """The new plan, where it had to be begun before the end."""
        if begun is not None:
            decided = view(guide, begun.session).revised
            earlier.fates = {(e.step, e.said): e for e in decided if e.fate != OPEN}
        there = [(each.step, each.said) for each in self.entries]
        earlier.fates = {key: earlier.fates[key] for key in there if key in earlier.fates}
        not_yet = (n for n, key in enumerate(there) if key not in earlier.fates)
        self._at = next(not_yet, len(there))

    def compose(self) -> ComposeResult:
        yield Static(id="head")
        with VerticalScroll(can_focus=False):
            yield Static(id="part")
            yield Static(id="entry")
            yield Static(id="asked")
        yield PickList()
        yield Foot()

    def on_mount(self) -> None:
        self._show()
        self.query_one(PickList).focus()

    # what is shown

    @property
    def _here(self) -> Revised | None:
        """The entry that is decided about; None at the end."""
        return self.entries[self._at] if self._at < len(self.entries) else None

    @property
    def _decided(self) -> Revised | None:
        """What was decided about this entry before."""
        here = self._here
        return self.earlier.fates.get((here.step, here.said)) if here else None

    def _show(self) -> None:
        here, sign = self._here, self.desk.glyphs
        where = f"Entry {self._at + 1} of {len(self.entries)}" if here else "What comes next"
        head = f"Start from {self.guide.flow.title} {self.earlier.code}    {where}"
        self.query_one("#head", Static).update(plain(sign(head)))
        told = self._entry(here) if here else self._end()
        for name, words in zip(("#part", "#entry", "#asked"), told, strict=True):
            self.query_one(name, Static).update(plain(sign(words)))
        rows, at = self._rows(here) if here else (_AT_THE_END, "")
        shown = tuple(replace(row, words=sign(row.words)) for row in rows)
        self.query_one(PickList).show(shown, keep=False, at=at)
        self.call_after_refresh(self.refresh_bindings)

    def _entry(self, here: Revised) -> tuple[str, str, str]:
        """Say in which part it stands, which entry it is, and what is asked about it."""
        asked = _WHERE_TO if self._asks_where_to else _WHY
        return (
            self._label(here.step),
            self._words(here),
            self.texts.say if self._half is None else asked,
        )

    def _end(self) -> tuple[str, str, str]:
        """Say what was decided, what to know, and what is asked again whatever was decided."""
        fates = [each.fate for each in self.earlier.fates.values()]
        counts = (f"{fates.count(fate)} {words}" for fate, words in _COUNTED.items())
        again = (self._label(each.id) for each in asked_anew(self.begun))
        return ", ".join(counts), self.texts.then, f"Asked again: {' · '.join(again)}"

    def _label(self, step: str) -> str:
        return self.begun.label(self.guide.by_id[step])

    def _words(self, here: Revised) -> str:
        """Give an entry, or all that go by one name: they are decided about together."""
        entries = self.begun.step(here.step).value or ()
        known = (each for each in entries if name_of(each) == here.said)
        words = (e if isinstance(e, str) else self._person(here.step, e) for e in known)
        return "\n".join(dict.fromkeys(words))

    def _person(self, step: str, person: Mapping[str, Any]) -> str:
        """Name somebody with all that was said of them: what stays or goes is decided on it."""
        own = getattr(self.guide.by_id[step], "fields", ())
        return row_words((*PERSON, *own), person, self.begun.words)

    @property
    def _asks_where_to(self) -> bool:
        return self._half is not None and self._half.fate == MOVE and not self._half.to

    def _rows(self, here: Revised) -> tuple[tuple[Row, ...], str]:
        """Give what there is to choose from, and where the cursor stands."""
        parts, decided = parts_for(here.step, self.begun), self._decided
        if self._half is None:
            rows = tuple(row for row in _FATES if row.id != MOVE or parts)
            return rows, decided.fate if decided else KEEP
        if self._asks_where_to:
            return tuple(Row(each.id, self._label(each.id)) for each in parts), (
                decided.to if decided else ""
            )
        reasons = tuple(Row(f"why:{each}", each) for each in self._reasons(self._half))
        return (_NO_REASON, *reasons, _OWN), f"why:{decided.reason}" if decided else ""

    def _reasons(self, half: Revised) -> tuple[str, ...]:
        return self.texts.move if half.fate == MOVE else self.texts.drop

    # what staff do

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool:
        """There is nothing to mark here, and more to read only where it does not fit."""
        del parameters
        if action == "more":
            return self.is_mounted and self.query_one(VerticalScroll).max_scroll_y > 0
        return action != "pick"

    def on_pick_list_chosen(self, event: PickList.Chosen) -> None:
        event.stop()
        self.action_take()

    def action_take(self) -> None:
        row, here = self.query_one(PickList).row, self._here
        if row is None:
            return
        if here is None:
            self._start()
        elif self._half is None:
            self._fate(here, row.id)
        elif self._asks_where_to:
            self._half = replace(self._half, to=row.id)
        elif row.id == OWN:
            self.desk.tell(_OWN.words, self._words(here), _WHY, self._why)
            return
        else:
            self._why(row.id.partition(":")[2])
        self._show()

    def _fate(self, here: Revised, fate: str) -> None:
        if fate == KEEP:
            self._settle(here)
        else:
            self._half = replace(here, fate=fate)

    def _why(self, reason: str) -> None:
        if self._half is not None:
            self._settle(replace(self._half, reason=reason))
            self._show()

    def _settle(self, decision: Revised) -> None:
        self.earlier.fates[decision.step, decision.said] = decision
        self._half = None
        self._at += 1

    def action_more(self, by: int = 5) -> None:
        self.query_one(VerticalScroll).scroll_relative(y=by, animate=False)

    def action_back(self) -> None:
        """Go back: from why to where, from there to the entry, from it to the one before."""
        half = self._half
        if half is not None:
            self._half = replace(half, to="") if half.to else None
        elif self._at:
            self._at -= 1
        else:
            if self._begun is not None:
                self.put_aside()
            self.app.pop_screen()
            return
        self._show()

    def put_aside(self) -> None:
        """Begin the new plan with what was decided so far: the screen may be locked.

        The rest is still open there, and is asked about when somebody comes back.
        """
        if self.earlier.fates:
            self.desk.drafts.keep(self._new_plan(OPEN))

    def _new_plan(self, rest: str = KEEP) -> Draft:
        decisions = self.earlier.fates.values()
        session = revised(self.earlier.session, self.guide, decisions, rest)
        if self._begun is None:
            self._begun = self.desk.drafts.start(session)
            self._begun.earlier = self.earlier.code
        self._begun.session = session
        return self._begun

    def _start(self) -> None:
        draft = self._new_plan()
        self.earlier.fates = {}
        self.app.pop_screen()
        self.desk.open_draft(draft)


_FATES = (
    Row(KEEP, "Keep it as it is"),
    Row(MOVE, "Move it to another part"),
    Row(DROP, "Take it off the plan"),
)
_NO_REASON = Row(NO_REASON, "No reason to write down")
_OWN = Row(OWN, "Another reason, in a few words")
_AT_THE_END = (Row("start", "Start the new plan"),)
_WHERE_TO, _WHY = "To which part?", "Why?"
_COUNTED = {KEEP: "kept", MOVE: "moved", DROP: "taken off"}

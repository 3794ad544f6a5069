"""The timed plan on the screen: minutes and activities by hand, and what would fit instead."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual.widgets import Static

from bht_assist.flows.by_hand import freed, shifted, swapped
from bht_assist.flows.filters import clock
from bht_assist.flows.session import Answered, Moved, frozen, thawed
from bht_assist.flows.view import view
from bht_assist.flows.ways import ways

from .picklist import PickList, Row
from .prompts import Prompt
from .words import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from bht_assist.flows.view import StepView, View
    from bht_assist.flows.ways import Way

    from .flow import FlowScreen

FITTED = "Left and right set minutes, U unsets them, S swaps the activity."
NOT_SET = "The minutes of this part were not set by hand."
NO_ACTIVITY = "This part has no activity that could be swapped."
UNFITTED = "Enter takes the line under the cursor."


class AgendaPrompt(Prompt):
    """The timed plan; where there is none, what would give one."""

    least = 5
    BINDINGS: ClassVar[list[BindingType]] = [
        ("left", "shift(-1)"),
        ("right", "shift(1)"),
        ("u", "unset"),
        ("s", "swap"),
    ]

    def compose(self) -> ComposeResult:
        yield PickList(self.rows(), most=max(3, self.room - 1))
        yield Static(plain(self._hint))

    @property
    def _hint(self) -> str:
        return UNFITTED if self._ways else FITTED

    @property
    def _ways(self) -> tuple[Way, ...]:
        return ways(self.view, self.step)

    def rows(self) -> tuple[Row, ...]:
        if self.here.value:
            return tuple(_rows(self.here.value))
        if self.here.misfit is None:
            return (Row("", "The topic, the minutes and the group size come first.", title=True),)
        return tuple(Row(str(place), way.say) for place, way in enumerate(self._ways))

    def update_from(self, view: View, here: StepView, room: int) -> None:
        super().update_from(view, here, room)
        for shown in self.query(PickList):
            shown.most = max(3, room - 1)
            shown.show(self.rows())
        for hint in self.query(Static):
            hint.update(plain(self._hint))

    def submit(self) -> None:
        row = self.query_one(PickList).row
        if self.here.misfit is not None and row is not None:
            session = self._screen.session
            way = self._ways[int(row.id)]
            self._screen.draft.session = session.add(way.event, Moved(self.step.id))
            self._screen.show()
        else:
            self.go_on()

    @property
    def _screen(self) -> FlowScreen:
        return cast("FlowScreen", self.screen)

    @property
    def _by_hand(self) -> Mapping[str, Any]:
        return self._screen.last_said(self.step.id) or {}

    @property
    def _part(self) -> str:
        row = self.query_one(PickList).row
        return row.id if row is not None and self.here.value else ""

    def action_shift(self, by: int) -> None:
        if self._part:
            self._try(shifted(self.here.value, self._by_hand, self._part, by))

    def action_unset(self) -> None:
        if self._part in self._by_hand:
            self._try(freed(self._by_hand, self._part))
        elif self._part:
            self.desk.say(NOT_SET)

    def action_swap(self) -> None:
        new = swapped(self.here.value, self._by_hand, self._part) if self._part else self._by_hand
        if new != self._by_hand:
            self._try(new)
        elif self._part:
            self.desk.say(NO_ACTIVITY)

    def _try(self, by_hand: Mapping[str, Any]) -> None:
        """Keep what was set by hand where a plan comes of it, or say why none does."""
        event = Answered(self.step.id, frozen(by_hand))
        misfit = view(self.view.guide, self._screen.session.add(event)).step(self.step.id).misfit
        if misfit is None:
            self.answer(thawed(by_hand), stay=True)
        else:
            self._screen.show(fault=misfit.say)


def _rows(plan: Mapping[str, Any]) -> Iterator[Row]:
    for part in plan["segments"]:
        name = f": {part['name']}" if part["name"] else ""
        when = clock(part["start"])
        hand = "  (set)" if part["by_hand"] else ""
        yield Row(part["id"], f"{when:>8}  {part['minutes']:>3} min  {part['title']}{name}{hand}")
    for limit in plan["limits"]:
        yield Row("", f"On purpose: {limit['why']}", title=True)
    if plan["dropped"]:
        yield Row("", "Left out; the right arrow brings one back", title=True)
    for gone in plan["dropped"]:
        yield Row(gone["id"], f"{gone['title']}: {gone['why']}")

"""Ask from within a conversation: guidance, a service, another question."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Static

from bht_assist.flows.session import Moved

from . import asked, home_rows
from .ask_line import AskLine
from .foot import Foot
from .panels import PANEL_CSS, key
from .picklist import PickList, Row
from .place import Place
from .words import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from bht_assist.flows.ask import Understanding

    from .flow import FlowScreen

_OPENED = {"card", "find"}
"""What the words find that is opened from here; a conversation is open already."""
_STARTS = {"ask", "flow"}
"""What would start another conversation."""
HINT = "what if she says no, add a food pantry, go back to warning signs"


class AskScreen(Place[None]):
    """Say what you need; the conversation waits."""

    where = "ask"
    DEFAULT_CSS = PANEL_CSS + "AskScreen PickList { height: 1fr; margin-top: 1; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        key("enter", "open", "Open"),
        Binding("escape,f5", "app.pop_screen", "Back", key_display="Esc"),
        ("up", "move(-1)"),
        ("down", "move(1)"),
        ("pageup", "move(-8)"),
        ("pagedown", "move(8)"),
    ]

    def __init__(self, conversation: FlowScreen) -> None:
        super().__init__()
        self._conversation = conversation

    def compose(self) -> ComposeResult:
        with Vertical(classes="panel"):
            yield Static(plain("What do you need?"), classes="title")
            yield AskLine(self._narrow, hint=HINT)
            yield Static(id="heard")
            yield PickList()
        yield Foot()

    def on_mount(self) -> None:
        self.query_one(AskLine).focus()

    def _narrow(self, query: str) -> None:
        found = self.desk.understood(query, self._conversation.guide.flow.flow)
        words = found.say if found and found.kind == "urgent" else ""
        self.query_one("#heard", Static).update(plain(words))
        self.query_one(PickList).show(tuple(self._rows(query, found)), keep=False)

    def _rows(self, query: str, found: Understanding | None) -> Iterator[Row]:
        first = asked.rows(self.desk, found) if found else ()
        rest = home_rows.found(self.desk, query) if query.strip() else ()
        opened = (row for row in rest if row.id.partition(":")[0] in _OPENED)
        seen: set[str] = set()
        for row in chain(first, opened):
            if row.id not in seen and row.id.partition(":")[0] not in _STARTS:
                seen.add(row.id)
                yield row

    def on_pick_list_chosen(self, event: PickList.Chosen) -> None:
        event.stop()
        self.action_open()

    def action_move(self, by: int) -> None:
        self.query_one(PickList).action_move(by)

    def action_open(self) -> None:
        row = self.query_one(PickList).row
        kind, _, name = row.id.partition(":") if row else ("", "", "")
        match kind:
            case "card":
                self.desk.read_card(name)
            case "step":
                self._go(name)
            case "find":
                self._look_up(name)

    def _go(self, step: str) -> None:
        draft = self._conversation.draft
        draft.session = draft.session.add(Moved(step))
        self.app.pop_screen()

    def _look_up(self, query: str) -> None:
        """Go to where services are picked in this conversation; where nothing is, look around."""
        steps = self._conversation.guide.steps
        picks = next((step.id for step in steps if step.ask == "resources"), None)
        if picks is None:
            self.desk.find(query)
            return
        self._conversation.draft.half[picks] = {"line": query}
        self._go(picks)

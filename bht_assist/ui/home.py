"""The first screen: say what you need, start a conversation, go on with one."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.message import Message
from textual.widgets import Static

from .ask_line import AskLine
from .commands import bindings
from .foot import Foot
from .picklist import PickList, Row
from .place import Place
from .words import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.geometry import Region
    from textual.strip import Strip

WIDE = 110
"""Columns from which there is room beside the list to say what a line is."""


class FirstToPaint(PickList):
    """The list of the first screen, which tells when the first frame is made."""

    class Painted(Message):
        """There is time now to read the packs."""

    _told = False

    def render_lines(self, crop: Region) -> list[Strip]:
        if not self._told:
            self._told = True
            self.post_message(self.Painted())
        return super().render_lines(crop)


class HomeScreen(Place[None]):
    """What do you need?"""

    where = "home"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("home"),
        ("escape", "clear"),
        ("up", "move(-1)"),
        ("down", "move(1)"),
        ("pageup", "move(-8)"),
        ("pagedown", "move(8)"),
    ]
    DEFAULT_CSS = """
    HomeScreen #head { height: 1; background: $panel; padding: 0 1; }
    HomeScreen #need { height: 1; margin: 1 2 0 2; }
    HomeScreen AskLine { margin: 0 2; }
    HomeScreen #heard { height: auto; max-height: 4; margin: 0 2; color: $accent; }
    HomeScreen #heard.-none { display: none; }
    HomeScreen PickList { height: 1fr; margin: 1 2 0 2; }
    HomeScreen #hint { height: auto; margin: 0 2; color: $text-muted; }
    HomeScreen #about { width: 46; height: 1fr; border-left: solid $panel; padding: 1 1 0 2; }
    HomeScreen #about { display: none; }
    HomeScreen.-wide #about { display: block; }
    """

    def compose(self) -> ComposeResult:
        yield Static(plain("BHT Assist    Offline"), id="head")
        with Horizontal():
            with Vertical():
                yield Static(plain("What do you need?"), id="need")
                yield AskLine(
                    self._narrow, hint="a few words: safety plan, shelter, anger group ..."
                )
                yield Static(id="heard", classes="-none")
                yield FirstToPaint()
                yield Static(plain("Arrow keys choose, Enter opens, F1 explains."), id="hint")
            with VerticalScroll(id="about", can_focus=False):
                yield Static(id="more")
        yield Foot()

    def on_mount(self) -> None:
        self.query_one(AskLine).focus()
        self.set_class(self.app.size.width >= WIDE, "-wide")

    def on_resize(self, event: events.Resize) -> None:
        self.set_class(event.size.width >= WIDE, "-wide")
        self._tell_more()

    def on_screen_resume(self) -> None:
        if self._began:
            self.call_after_refresh(self._show)

    _began = False

    def on_first_to_paint_painted(self) -> None:
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        self._began = True
        library = self.desk.library
        packs = " + ".join(f"{pack.title} {pack.version}" for pack in library.packs)
        self.query_one("#head", Static).update(
            plain(self.desk.glyphs(f"BHT Assist    Offline · {packs}"))
        )
        self._show()
        self.desk.warm_up()

    # what is shown

    def _show(self) -> None:
        self._narrow(self.query_one(AskLine).value)
        if number := len(self.desk.library.problems):
            problems = f"{number} problem{'s' * (number > 1)} in the pack: bht-assist packs check"
            self.query_one("#hint", Static).update(plain(f"! {problems}"))

    def _narrow(self, query: str) -> None:
        """Show what the words lead to, or all there is to start."""
        from . import home_rows  # noqa: PLC0415 - not before the first paint

        asked = home_rows.asked(self.desk, query)
        if query.strip():
            rows = home_rows.found(self.desk, query, asked)
        else:
            rows = home_rows.start(self.desk)
        first = {row.id for row in asked.rows}
        shown = (*asked.rows, *(row for row in rows if row.id not in first or not row.id))
        begin = "" if query.strip() else home_rows.first(self.desk)
        self.query_one(PickList).show(shown, keep=not query.strip(), at=begin)
        heard = self.query_one("#heard", Static)
        heard.update(plain(asked.said))
        heard.set_class(not asked.said, "-none")
        self._tell_more()

    def _tell_more(self) -> None:
        """Say beside the list what the row under the cursor is."""
        if self._began and self.has_class("-wide"):
            from . import home_rows  # noqa: PLC0415 - not before the first paint

            row = self.query_one(PickList).row
            words = home_rows.about(self.desk, row.id) if row else ""
            self.query_one("#more", Static).update(plain(self.desk.glyphs(words)))

    # what staff do

    def on_pick_list_chosen(self, event: PickList.Chosen) -> None:
        event.stop()
        self.action_open()

    def on_pick_list_moved(self, event: PickList.Moved) -> None:
        event.stop()
        self.refresh_bindings()
        self._tell_more()

    def action_move(self, by: int) -> None:
        self._ready()
        self.query_one(PickList).action_move(by)

    def action_clear(self) -> None:
        """Esc empties the line; on an empty line there is nowhere further back."""
        self.query_one(AskLine).value = ""

    def _ready(self) -> None:
        """A key that came before the packs were read is not lost on an empty list."""
        if not self.query_one(PickList).rows:
            self._show()

    def action_open(self) -> None:
        self._ready()
        row = self.query_one(PickList).row
        if row is None:
            return
        from . import home_rows  # noqa: PLC0415 - not before the first paint

        kind, _, name = row.id.partition(":")
        query = self.query_one(AskLine).value
        self.query_one(AskLine).value = ""
        self.desk.learn(query)
        match kind:
            case "flow":
                self.desk.open_flow(name)
            case "ask":
                self.desk.open_flow(*home_rows.started(self.desk, query))
            case "draft":
                self._open_draft(self._draft[0])
            case "review":
                self.action_revise()
            case "due":
                self._choose_due()
            case "unlock":
                self.desk.unlock()
            case "keep":
                self.desk.keep_drafts()
            case "topic":
                self._open_topic(name)
            case "card":
                self.desk.read_card(name)
            case "resource":
                self.desk.find(query, name)
            case _:
                self.desk.find(name)

    def _open_draft(self, code: str) -> None:
        with self._told():
            self.desk.open_draft(self.desk.drafts.open(code))

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Say what the vault can't do."""
        from bht_assist.vault.troubles import VaultError  # noqa: PLC0415 - not before the paint

        try:
            yield
        except VaultError as error:
            self.desk.say(str(error))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool:
        """Offer what is for drafts only where the cursor stands on one."""
        del parameters
        code, flow = self._draft
        if action == "revise":
            return bool(code) and self.desk.can_revise(flow)
        return action != "draft" or bool(code)

    @property
    def _draft(self) -> tuple[str, str]:
        """The code and the flow of the draft under the cursor; blank where there is none."""
        row = self.query_one(PickList).row if self.is_mounted else None
        kind, _, name = (row.id if row else "").partition(":")
        code, _, flow = name.partition(":")
        return (code, flow) if kind in {"draft", "review"} else ("", "")

    def action_draft(self) -> None:
        from . import home_rows  # noqa: PLC0415 - not before the first paint

        code, flow = self._draft
        if code:
            rows = home_rows.to_do(self.desk, code, flow)
            self.desk.choose(f"Draft {code}", rows, lambda done: self._do(done, code))

    def action_revise(self) -> None:
        code, flow = self._draft
        if code and self.desk.can_revise(flow):
            with self._told():
                self.desk.revise(code)

    def _choose_due(self) -> None:
        """Show all plans to look at again, where there are more than stand above everything."""
        from . import home_rows  # noqa: PLC0415 - not before the first paint

        rows = home_rows.due_rows(self.desk, self.desk.drafts.elsewhere)
        self.desk.choose("Look at again", rows, lambda row: self._do("revise", row.split(":")[1]))

    def _do(self, done: str, code: str) -> None:
        drafts = self.desk.drafts
        with self._told():
            match done:
                case "copy":
                    self.desk.open_copy(code)
                case "revise":
                    self.desk.revise(code)
                case "looked":
                    drafts.looked_at(code)
                    self._show()
                case _:
                    self._ask_to_delete(code)

    def _ask_to_delete(self, code: str) -> None:
        rows = (Row("keep", "Keep it"), Row("delete", "Delete it; nothing brings it back"))
        self.desk.choose(f"Delete draft {code}?", rows, lambda sure: self._delete(sure, code))

    def _delete(self, sure: str, code: str) -> None:
        if sure == "delete":
            with self._told():
                self.desk.drafts.drop(code)
            self._show()

    def _open_topic(self, name: str) -> None:
        """Start the conversation that asks for a topic, with this one."""
        from bht_assist.flows.picking import asking  # noqa: PLC0415 - not before the first paint
        from bht_assist.flows.session import Answered  # noqa: PLC0415

        flow, step = asking(self.desk.library, "topic")
        self.desk.open_flow(flow, Answered(step, name))

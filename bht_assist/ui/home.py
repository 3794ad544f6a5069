"""The first screen: say what you need, start a conversation, go on with one."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.widgets import Footer, Input, Static

from bht_assist.flows.session import Answered
from bht_assist.flows.view import view

from .commands import bindings
from .picklist import PickList, Row
from .place import Place
from .prompts import AnswerLine
from .words import plain

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from .drafts import Draft


class HomeScreen(Place[None]):
    """What do you need?"""

    where = "home"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("home"),
        ("up", "move(-1)"),
        ("down", "move(1)"),
        ("pageup", "move(-8)"),
        ("pagedown", "move(8)"),
    ]
    CSS = """
    HomeScreen #head { height: 1; background: $panel; padding: 0 1; }
    HomeScreen #need { height: 1; margin: 1 2 0 2; }
    HomeScreen AnswerLine { margin: 0 2; border: none; }
    HomeScreen PickList { height: 1fr; margin: 1 2 0 2; }
    HomeScreen #hint { height: 1; margin: 0 2; color: $text-muted; }
    """

    def compose(self) -> ComposeResult:
        yield Static(plain("BHT Assist    Offline"), id="head")
        yield Static(plain("What do you need?"), id="need")
        yield AnswerLine(hint="a few words: safety plan, shelter, anger group ...")
        yield PickList()
        yield Static(plain("Arrow keys choose, Enter opens, F1 explains."), id="hint")
        yield Footer()

    def on_mount(self) -> None:
        self.query_one(AnswerLine).focus()
        self.call_after_refresh(self._show)

    def on_screen_resume(self) -> None:
        if self.query(PickList) and self.app.screen is self:
            self.call_after_refresh(self._show)

    def _show(self) -> None:
        query = self.query_one(AnswerLine).value
        self.query_one(PickList).show(self._found(query) if query.strip() else self._start())
        packs = " + ".join(f"{pack.title} {pack.version}" for pack in self.desk.library.packs)
        self.query_one("#head", Static).update(plain(f"BHT Assist    Offline  {packs}"))

    def _start(self) -> tuple[Row, ...]:
        library, drafts = self.desk.library, self.desk.drafts.begun
        rows = [Row("", "START", title=True)]
        rows += [
            Row(
                f"flow:{flow.flow}",
                f"{flow.title}",
                f"{flow.who_for or 'for staff'}, about {flow.minutes} minutes",
            )
            for flow in library.flows.values()
        ]
        rows.append(
            Row("find:", "Look up a service or a number", f"{len(library.resources)} services")
        )
        if drafts:
            rows.append(Row("", "CONTINUE", title=True))
        rows += [
            Row(
                f"draft:{d.code}",
                f"{library.flows[d.flow].title}  {d.code}",
                self._progress(d.code),
            )
            for d in drafts
        ]
        return tuple(rows)

    def _progress(self, code: str) -> str:
        draft = self._draft(code)
        now = view(self.desk.guide(draft.flow), draft.session)
        done = sum(each.status in {"done", "skipped"} for each in now.visible)
        return f"{done} of {len(now.visible)} questions"

    def _draft(self, code: str) -> Draft:
        return next(each for each in self.desk.drafts.all if each.code == code)

    def _found(self, query: str) -> tuple[Row, ...]:
        hits = self.desk.shelf.everything(query)
        rows = [
            Row(f"{hit.kind}:{hit.id}", f"{_KINDS[hit.kind]}  {hit.title}", "; ".join(hit.why))
            for hit in hits
        ]
        rows.append(Row(f"find:{query}", f"Look up services for “{query}”"))
        return tuple(rows)

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._show()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_open()

    def on_pick_list_chosen(self, event: PickList.Chosen) -> None:
        event.stop()
        self.action_open()

    def action_move(self, by: int) -> None:
        self.query_one(PickList).action_move(by)

    def action_open(self) -> None:
        row = self.query_one(PickList).row
        if row is None:
            return
        kind, _, name = row.id.partition(":")
        self.query_one(AnswerLine).value = ""
        match kind:
            case "flow":
                self.desk.open_flow(name)
            case "draft":
                self.desk.open_draft(self._draft(name))
            case "topic":
                self.desk.open_flow("group_session", Answered("topic", name))
            case "card":
                card = self.desk.library.cards[name]
                self.desk.read(card.title, self.desk.markdown(card.body))
            case "resource":
                self.desk.find(self.desk.library.resources[name].name)
            case _:
                self.desk.find(name)


_KINDS = {"flow": "Start", "topic": "Group", "resource": "Call", "card": "Card"}

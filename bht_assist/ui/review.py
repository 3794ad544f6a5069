"""What is still open, which papers, and where to put them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.containers import Vertical
from textual.widgets import Footer, Input, Static

from bht_assist.content.models import steps as kinds
from bht_assist.flows.session import Moved
from bht_assist.flows.view import view

from .commands import bindings
from .opening import opened
from .picklist import PickList, Row
from .place import Place
from .prompts import AnswerLine
from .words import plain

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from bht_assist.flows.guide import Guide

    from .drafts import Draft

SIZES = (None, 14, 18, 24)
"""Points to choose from; None is as each paper has it."""


class ReviewScreen(Place[None]):
    """The review of one conversation."""

    where = "review"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("review")]
    CSS = """
    ReviewScreen #head { height: 1; background: $panel; padding: 0 1; }
    ReviewScreen PickList { height: 1fr; margin: 1 1 0 1; }
    ReviewScreen #where { height: auto; margin: 0 2; }
    ReviewScreen #folder { margin: 0 2; }
    ReviewScreen #told { height: auto; margin: 1 2; color: $accent; }
    """

    def __init__(self, draft: Draft, guide: Guide) -> None:
        super().__init__()
        self.draft, self.guide = draft, guide
        self.marked = set(guide.flow.documents)
        self.size_at = 0

    def compose(self) -> ComposeResult:
        yield Static(plain(f"Review: {self.guide.flow.title}  {self.draft.code}"), id="head")
        yield PickList()
        with Vertical(id="where"):
            yield Static(plain("Save the papers in"))
        yield AnswerLine(value=str(self.desk.folder), id="folder")
        yield Static("", id="told")
        yield Footer()

    def on_mount(self) -> None:
        self._show()
        self.query_one(PickList).focus()

    def _show(self) -> None:
        self.query_one(PickList).show(self.rows())

    def rows(self) -> tuple[Row, ...]:
        now = view(self.guide, self.draft.session)
        found = [f for f in now.findings if f.level != "hint"]
        open_rows = [Row(f"fix:{f.fix or f.step}:{n}", f"! {f.say}") for n, f in enumerate(found)]
        title = (
            f"BEFORE YOU PRINT  ({len(found)} to look at)"
            if found
            else "NOTHING IS OPEN ON THE PAPER"
        )
        papers = self.desk.library.documents
        return (
            Row("", "PAPERS", title=True),
            *(
                Row(
                    f"paper:{name}",
                    papers[name].title if "{" not in papers[name].title else name.replace("_", " "),
                    f"for {papers[name].audience}",
                    picked=name in self.marked,
                )
                for name in self.guide.flow.documents
            ),
            Row("size:", f"Type size: {SIZES[self.size_at] or 'as each paper has it'}"),
            Row("", title, title=True),
            *open_rows,
            Row("", "ANSWERS", title=True),
            *(
                Row(
                    f"fix:{each.step.id}:",
                    self.desk.glyphs(f"{_MARKS[each.status]} {now.label(each.step)}"),
                )
                for each in now.visible
                if not isinstance(each.step, kinds.Info)
            ),
        )

    def on_pick_list_chosen(self, event: PickList.Chosen) -> None:
        event.stop()
        self.action_fix()

    def on_pick_list_picked(self, event: PickList.Picked) -> None:
        event.stop()
        self.action_mark()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_make()

    def action_fix(self) -> None:
        row = self.query_one(PickList).row
        kind, _, rest = (row.id if row else "").partition(":")
        if kind == "fix" and (step := rest.partition(":")[0]):
            self.draft.session = self.draft.session.add(Moved(step))
            self.app.pop_screen()
        else:
            self.action_mark()

    def action_mark(self) -> None:
        row = self.query_one(PickList).row
        kind, _, name = (row.id if row else "").partition(":")
        if kind == "paper":
            self.marked ^= {name}
        elif kind == "size":
            self.size_at = (self.size_at + 1) % len(SIZES)
        self._show()

    def action_back(self) -> None:
        """Go back to the last question; at the end there is none to stand on."""
        now = view(self.guide, self.draft.session)
        if now.place is None:
            self.draft.session = self.draft.session.add(Moved(now.visible[-1].step.id))
        self.app.pop_screen()

    def action_page(self) -> None:
        now = view(self.guide, self.draft.session)
        self.desk.read("The paper", self.desk.page_text(now, min(72, self.app.size.width - 6)))

    def action_open(self) -> None:
        if not opened(self.desk.folder):
            self.desk.say("This computer can't open the folder from here.")

    def action_make(self) -> None:
        folder = Path(self.query_one(AnswerLine).value.strip() or ".").expanduser()
        self.desk.folder = folder
        self._tell("Making the papers ...")
        self._make(folder)

    @work(thread=True, exclusive=True, exit_on_error=False)
    def _make(self, folder: Path) -> None:
        """Make the papers beside the screen, so that it never stands still."""
        from bht_assist import making  # noqa: PLC0415 - Word is slow to load

        names = tuple(name for name in self.guide.flow.documents if name in self.marked)
        lent = self.desk.library.letterhead
        wish = making.Wish(folder, names, SIZES[self.size_at], lent.read_bytes() if lent else None)
        said, _well = making.told(view(self.guide, self.draft.session), wish, self.guide.today)
        self.app.call_from_thread(self._tell, said)

    def _tell(self, words: str) -> None:
        self.query_one("#told", Static).update(plain(words))


_MARKS = {"todo": "·", "done": "✓", "skipped": "–"}

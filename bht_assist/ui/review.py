"""What is still open, which papers, and where to put them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.widgets import Static

from bht_assist.content.models import steps as kinds
from bht_assist.flows.checks.bars import bars
from bht_assist.flows.left_out import TOLD, left_out
from bht_assist.flows.log import can_dismiss, key_of
from bht_assist.flows.review import blocks, is_blank, to_look_at
from bht_assist.flows.session import Dismissed, Moved
from bht_assist.flows.view import View, view

from . import telling
from .changed import change_rows
from .commands import bindings
from .foot import Foot
from .lines import AnswerLine
from .lists import MARKS
from .opening import opened
from .picklist import PickList, Row
from .place import Place
from .words import plain

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.worker import Worker

    from bht_assist.content.library import Library
    from bht_assist.documents.word_sheet import Paper
    from bht_assist.flows.checks.findings import Finding
    from bht_assist.flows.guide import Guide

    from .drafts import Draft

SIZES = (None, 14, 18, 24)
"""Points to choose from; None is as each paper has it."""

PAPERS: tuple[Paper | None, ...] = (None, "letter", "a4")
PAPER_WORDS = {None: "as each one has it", "letter": "Letter, 8.5 x 11 in", "a4": "A4"}

NOT_FROM_HERE = "This computer can't open it from here. It is in the folder named below."

NOT_THE_PERSON = "this checks the paper, not the person"


class ReviewScreen(Place[None]):
    """The review of one conversation."""

    where = "review"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("review")]
    DEFAULT_CSS = """
    ReviewScreen #head { height: 1; background: $panel; padding: 0 1; }
    ReviewScreen PickList { height: 1fr; margin: 1 1 0 1; }
    ReviewScreen #where { height: 1; margin: 0 2; }
    ReviewScreen #folder { margin: 0 2; }
    ReviewScreen #told { height: auto; max-height: 40%; margin: 0 2; color: $accent; }
    """

    def __init__(self, draft: Draft, guide: Guide) -> None:
        super().__init__()
        self.draft, self.guide = draft, guide
        self.marked = set(guide.flow.documents)
        self.size_at = self.paper_at = 0
        self.made: tuple[Path, ...] = ()
        self._printed = draft.session

    @property
    def now(self) -> View:
        return view(self.guide, self.draft.session)

    def compose(self) -> ComposeResult:
        yield Static(id="head")
        yield PickList()
        yield Static(plain("Save the papers in (Tab goes there):"), id="where")
        yield AnswerLine(value=str(self.desk.folder), id="folder")
        yield Static("", id="told")
        yield Foot()

    def on_mount(self) -> None:
        self._show()
        self.query_one(PickList).focus()

    def _show(self) -> None:
        now = self.now
        self._head(now)
        rows = (
            *half_rows(now, self.draft.half),
            *open_rows(now),
            *change_rows(now),
            Row("", "PAPERS  (Space marks, Ctrl+S makes)", title=True),
            *paper_rows(now, self.desk.library, self.marked),
            Row("size:", f"Type size: {SIZES[self.size_at] or 'as each one has it'}"),
            Row("sheet:", f"Paper: {PAPER_WORDS[PAPERS[self.paper_at]]}"),
            *made_rows(self.made),
            *reminder_rows(self.desk.drafts.gone_before(self.draft)),
            Row("", "ANSWERS  (Enter goes there)", title=True),
            *answer_rows(now),
        )
        sign = self.desk.glyphs
        shown = (replace(each, words=sign(each.words), detail=sign(each.detail)) for each in rows)
        self.query_one(PickList).show(tuple(shown))

    def _head(self, now: View) -> None:
        """Say how far the paper is, and what it is where there is room."""
        told = bar_words(now)
        names = f"Review: {self.guide.flow.title}  {self.draft.code}    ", "Review    ", ""
        heads = [f"{name}{far}" for far in (f"{told} · {NOT_THE_PERSON}", told) for name in names]
        fits = (head for head in heads if len(head) <= self.app.size.width - 2)
        self.query_one("#head", Static).update(plain(self.desk.glyphs(next(fits, heads[-1]))))

    def on_resize(self, event: events.Resize) -> None:
        del event
        self._head(self.now)

    def on_pick_list_chosen(self, event: PickList.Chosen) -> None:
        event.stop()
        self.action_fix()

    def action_fix(self) -> None:
        """Go to the question under the cursor; on the line for the folder, make the papers."""
        row = self.query_one(PickList).row
        kind, _, rest = (row.id if row else "").partition(":")
        if self.query_one(AnswerLine).has_focus:
            self.action_make()
        elif kind == "fix" and (step := rest.partition(":")[0]):
            self.draft.session = self.draft.session.add(Moved(step))
            self.app.pop_screen()
        elif kind == "made":
            self._open(Path(rest))
        else:
            self.action_pick()

    def action_pick(self) -> None:
        row = self.query_one(PickList).row
        kind, _, name = (row.id if row else "").partition(":")
        if kind == "paper":
            self.marked ^= {name}
        elif kind == "size":
            self.size_at = (self.size_at + 1) % len(SIZES)
        elif kind == "sheet":
            self.paper_at = (self.paper_at + 1) % len(PAPERS)
        self._show()

    def action_back(self) -> None:
        """Go back to the last question; at the end there is none to stand on."""
        now = self.now
        if now.place is None:
            self.draft.session = self.draft.session.add(Moved(now.visible[-1].step.id))
        self.app.pop_screen()

    def action_page(self) -> None:
        self.desk.read("The paper", partial(self.desk.page_text, self.now))

    def action_open(self) -> None:
        self._open(self.desk.folder)

    def _open(self, path: Path) -> None:
        if not opened(path):
            self.desk.say(NOT_FROM_HERE)

    def action_aside(self) -> None:
        """Set the finding under the cursor aside; stops and what holds back a paper stay."""
        row, looks = self.query_one(PickList).row, to_look_at(self.now)
        number = row.id.rpartition(":")[2] if row and row.id.startswith("fix:") else ""
        found = looks[int(number)] if number.isdecimal() else None
        if found is None or not can_dismiss(found):
            self.desk.say("This can't be set aside. Enter goes to where it is put right.")
            return

        def aside(reason: str) -> None:
            event = Dismissed(found.step, found.rule, found.matched, reason)
            self.draft.session = self.draft.session.add(event)
            self.desk.drafts.keep(self.draft)
            self._show()

        self.desk.tell("Set aside", found.say, "Why? In a few words:", aside)

    def action_make(self) -> None:
        if not self.marked:
            self._tell("Mark a paper first: Space marks the one under the cursor.")
            return
        self.desk.folder = Path(self.query_one(AnswerLine).value.strip() or ".").expanduser()
        self._tell("Making the papers ...")
        self._printed = self.draft.session
        self._make(self.now)

    @work(thread=True, exclusive=True, exit_on_error=False)
    def _make(self, now: View) -> None:
        """Make the papers beside the screen, so that it never stands still."""
        from .printing import printed  # noqa: PLC0415 - not before it is needed

        names = tuple(name for name in self.guide.flow.documents if name in self.marked)
        ready = tuple(name for name in names if name not in blocks(now))
        size, sheet = SIZES[self.size_at], PAPERS[self.paper_at]
        said, made = printed(self.desk, now, ready or names, size, sheet)
        waits = "\nOthers wait for what is open." if ready and ready != names else ""
        self.app.call_from_thread(self._made, said + waits, made)

    def _made(self, said: str, made: tuple[Path, ...]) -> None:
        """Say what was made, or why nothing was, and let staff open it."""
        self._tell(said)
        if made:
            self.draft.made, self.draft.on_paper = self.desk.drafts.today.isoformat(), self._printed
            self.draft.makings += 1
            self.desk.keep(self.draft, self.now)
        if made and self.is_mounted:
            self.made = made
            self._show()
            rows = self.query_one(PickList)
            rows.cursor = next(n for n, row in enumerate(rows.rows) if row.id.startswith("made:"))
            self.desk.say(f"Made: {', '.join(each.name for each in made)}")

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        if event.worker.error is not None:
            self._tell(f"The papers could not be made ({type(event.worker.error).__name__}).")

    def _tell(self, words: str) -> None:
        if self.is_mounted:
            self.query_one("#told", Static).update(plain(self.desk.glyphs(words)))


def open_rows(now: View) -> tuple[Row, ...]:
    """Give what to look at before printing, then the questions that are still open."""
    looks = to_look_at(now)
    gaps = (each for each in now.findings if is_blank(now, each))
    blank = list({each.step: each for each in gaps}.values())
    rows = []
    if looks or not blank:
        title = f"BEFORE YOU PRINT  ({len(looks)} to look at)" if looks else "NOTHING IS OPEN"
        rows += [Row("", title, title=True), *_look_rows(now, looks)]
    if blank:
        rows.append(
            Row("", f"STILL OPEN  ({len(blank)}; answer, or skip with a reason)", title=True)
        )
        marked = ((each, now.label(now.step(each.step).step)) for each in blank)
        rows += [Row(f"fix:{each.step}:open", f"{MARKS['todo']} {label}") for each, label in marked]
    return tuple(rows)


def half_rows(now: View, half: Mapping[str, Mapping[str, str]]) -> tuple[Row, ...]:
    """Give the questions at which words were typed and not taken: no paper has them."""
    typed = [each for each in now.visible if each.step.id in half]
    if not typed:
        return ()
    title = Row("", "TYPED, NOT TAKEN YET  (Enter goes there; Enter again takes it)", title=True)
    words = {
        each.step.id: " · ".join(text for blank, text in half[each.step.id].items() if blank)
        for each in typed
    }
    rows = (
        Row(f"fix:{each.step.id}:half", f"! {now.label(each.step)}", words[each.step.id])
        for each in typed
    )
    return (title, *rows)


def bar_words(now: View) -> str:
    """Say how far the paper is, in two numbers that are never added."""
    seen = bars(now)
    filled, usable = seen.filled_in, seen.personal_and_usable
    told = f"Filled in {filled.met} of {len(filled.points)}"
    own = f"Personal and usable {usable.met} of {len(usable.points)}"
    return f"{told} · {own}"


def _look_rows(now: View, found: Iterable[Finding]) -> Iterator[Row]:
    told = {key_of(each.finding): each for each in now.held}
    missing = left_out(now)
    for number, each in enumerate(found):
        held = told.get(key_of(each))
        called = f"Called {held.name} at {held.time}." if held else ""
        if held and each.matched:
            called += f" The words still stand in “{now.label(now.step(each.step).step)}”."
        if each in missing:
            called = f"{called} {TOLD}".strip()
        words = f"“{each.matched}”: {each.say}" if each.matched else each.say
        yield Row(f"fix:{each.fix or each.step}:{number}", f"! {words}", called)


def made_rows(made: Iterable[Path]) -> tuple[Row, ...]:
    rows = tuple(Row(f"made:{path}", path.name) for path in made)
    return (Row("", "MADE  (Enter opens)", title=True), *rows) if rows else ()


def reminder_rows(days: tuple[str, str] | None) -> tuple[Row, ...]:
    """Say where a plan is deleted before the last day on which somebody looks at it again."""
    if days is None:
        return ()
    gone, later = (f"{each:%b} {each.day}, {each.year}" for each in map(date.fromisoformat, days))
    words = f"! Kept on this computer until {gone}, and deleted then."
    return (Row("", words, f"Put {later} in your own calendar: nothing here reminds of it."),)


def paper_rows(now: View, library: Library, marked: Collection[str]) -> tuple[Row, ...]:
    from bht_assist.documents.template import is_wished  # noqa: PLC0415 - not before it is needed

    waiting = blocks(now)
    asked_for = (n for n in now.guide.flow.documents if is_wished(library.documents[n], now))
    return tuple(
        Row(
            f"paper:{name}",
            now.words(library.documents[name].title) or now.guide.flow.title,
            f"for {library.documents[name].audience}"
            + (", waits for what is open" if name in waiting else ""),
            picked=name in marked,
        )
        for name in asked_for
    )


def answer_rows(now: View) -> tuple[Row, ...]:
    """Give what was said to each question, and what no question holds any more."""
    rows = [
        Row(
            f"fix:{each.step.id}:",
            f"{MARKS[each.status]} {now.label(each.step)}",
            telling.spoken(now, each),
        )
        for each in now.visible
        if each.status != "todo" and not isinstance(each.step, kinds.Info)
    ]
    left = [
        Row("", f"! Kept from before: {telling.spoken_words(each.value)}") for each in now.leftovers
    ]
    return (*rows, *left)

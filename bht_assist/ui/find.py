"""Find a service: search as one types, why each was found, filters, and a list to take along."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.containers import VerticalScroll
from textual.widgets import Static

from bht_assist.flows.answers import parse
from bht_assist.flows.picking import asking, quick
from bht_assist.flows.review import to_look_at
from bht_assist.flows.session import Answered
from bht_assist.flows.view import View, view
from bht_assist.search.facets import choices, passes_all
from bht_assist.search.fitting import Asker
from bht_assist.search.found import Found, Hit

from .ask_line import AskLine
from .commands import bindings
from .foot import Foot
from .home import WIDE
from .opening import opened
from .picklist import PickList, Row
from .place import Place
from .review import made_rows
from .services import details, in_short
from .words import marked, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from pathlib import Path

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.worker import Worker

    from bht_assist.content.models import Resource
    from bht_assist.flows.guide import Guide

MOST = 30
"""Rows that are worth looking through; more words find better than more rows."""

ALL = "all"
"""The filter that takes the others away."""


class FindScreen(Place[None]):
    """The directory."""

    where = "find"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("find"),
        ("up", "move(-1)"),
        ("down", "move(1)"),
        ("pageup", "move(-8)"),
        ("pagedown", "move(8)"),
    ]
    CSS = """
    FindScreen #head { dock: top; height: 1; background: $panel; padding: 0 1; }
    FindScreen AskLine { margin: 1 1 0 1; }
    FindScreen #count { height: 1; margin: 0 1; color: $text-muted; }
    FindScreen PickList { height: 1fr; margin: 0 1; }
    FindScreen #details { width: 48; height: 1fr; border-left: solid $panel; padding: 1 1 0 2; }
    FindScreen #details { dock: right; margin-top: 1; display: none; }
    FindScreen.-wide #details { display: block; }
    """

    def __init__(self, query: str = "", at: str = "") -> None:
        super().__init__()
        self._query, self._at = query, at
        self.picked: list[str] = []
        self.filters: set[str] = set()
        self.made: tuple[Path, ...] = ()
        self._leaving = False
        self._looks: tuple[str, ...] = ()
        self._told, self._asker = Found(), Asker()
        self._hits: Mapping[str, Hit] = {}
        self._lines: dict[str, str] = {}

    def compose(self) -> ComposeResult:
        yield Static(id="head")
        with VerticalScroll(id="details", can_focus=False):
            yield Static(id="more")
        hint = "food, a place to sleep, someone to talk to ..."
        yield AskLine(self._narrow, hint=hint, value=self._query)
        yield Static(id="count")
        yield PickList()
        yield Foot()

    def on_mount(self) -> None:
        self.set_class(self.app.size.width >= WIDE, "-wide")
        self.query_one(AskLine).focus()
        self._narrow(self._query)
        self._put_cursor(self._at)

    def _put_cursor(self, name: str) -> None:
        """Put the cursor on a row; a service that the words do not bring here is looked up."""
        shown = self.query_one(PickList)
        ids = [row.id for row in shown.rows]
        if name and name in ids:
            shown.cursor = ids.index(name)
            self._show_details()
        elif name:
            self.query_one(AskLine).value = self.desk.library.resources[name].name

    def on_resize(self, event: events.Resize) -> None:
        self.set_class(event.size.width >= WIDE, "-wide")
        self._show_details()

    # what is shown

    def _found(self, query: str) -> list[Resource]:
        """Give the services for a query, or those picked and then all, that pass the filters."""
        every, self._asker = self.desk.library.resources, self._here_and_now()
        if query.strip():
            self._told = self.desk.shelf.find(query, "resource", self.filters, MOST, self._asker)
            self._hits = {hit.id: hit for hit in self._told.rows}
            return [every[hit.id] for hit in self._told.rows]
        self._told, self._hits = Found(), {}
        rest = (each for each in self.desk.shelf.browsed() if each.id not in self.picked)
        now = self._asker.now
        passing = (each for each in rest if passes_all(each, self.filters, now))
        return [*(every[name] for name in self.picked), *islice(passing, MOST)][:MOST]

    def _here_and_now(self) -> Asker:
        return Asker(area=self.desk.library.facility.area, now=self.desk.now())

    def _row(self, each: Resource) -> Row:
        hit = self._hits.get(each.id)
        but = hit.but if hit else self.desk.shelf.fit(each, self._asker).but
        matched = hit.matched if hit else frozenset()
        why = f"{'has: ' if matched else ''}{', '.join(hit.why)}" if hit else ""
        never = self.desk.library.keeping.unsaid.verified_on
        words = self.desk.glyphs(in_short(each, why, but, never))
        return Row(each.id, each.name, words, picked=each.id in self.picked, matched=matched)

    def _show(self) -> None:
        self._narrow(self.query_one(AskLine).value, keep=True)

    def on_unmount(self) -> None:
        self.desk.learn(self._query)

    def _narrow(self, query: str, *, keep: bool = False) -> None:
        self._query, self._leaving = query, False
        if not keep:
            self.made = ()
        rows = tuple(self._row(each) for each in self._found(query))
        told = tuple(Row("", self.desk.glyphs(words), title=True) for words in self._told.told)
        nothing = self._nothing() if self._told.nothing or not rows else ()
        self.query_one(PickList).show((*self._made_rows(), *told, *nothing, *rows), keep=keep)
        self._tell("#count", self._count(0 if self._told.nothing else len(rows)))
        self._tell("#head", f"Find a service    {len(self.picked)} picked")
        self._show_details()

    def _made_rows(self) -> tuple[Row, ...]:
        """Give the list that was just made, and what to look at before it is handed over."""
        looks = tuple(Row("", self.desk.glyphs(f"! {each}"), title=True) for each in self._looks)
        return (*made_rows(self.made), *looks) if self.made else ()

    def _count(self, shown: int) -> str:
        names = [words for name, words in self._choices() if name in self.filters]
        filters = f"    Only: {', '.join(names)}" if names else ""
        number = f"The first {shown}" if shown == MOST else shown
        return f"{number} of {len(self.desk.library.resources)}{filters}"

    def _nothing(self) -> tuple[Row, ...]:
        """There is always something to do next."""
        rows = [
            Row("", "Nothing by these words. Try one word, or another word for it.", title=True)
        ]
        if self.filters:
            rows.append(Row(ALL, "Take all filters away"))
        return tuple(rows)

    def _tell(self, where: str, words: str) -> None:
        """Change a line where it says something else; what is painted again takes its time."""
        if self._lines.get(where) != words:
            self._lines[where] = words
            self.query_one(where, Static).update(plain(self.desk.glyphs(words)), layout=False)

    def _show_details(self) -> None:
        if self.has_class("-wide"):
            resource = self._under_cursor
            hit = self._hits.get(resource.id) if resource else None
            words = details(resource, hit.why if hit else ()) if resource else ""
            shown = marked(self.desk.glyphs(words), hit.matched if hit else frozenset())
            self.query_one("#more", Static).update(shown)

    @property
    def _under_cursor(self) -> Resource | None:
        row = self.query_one(PickList).row
        return self.desk.library.resources.get(row.id) if row else None

    # what staff do

    def on_pick_list_chosen(self, event: PickList.Chosen) -> None:
        event.stop()
        self.action_pick()

    def on_pick_list_moved(self, event: PickList.Moved) -> None:
        event.stop()
        self._show_details()

    def action_move(self, by: int) -> None:
        self.query_one(PickList).action_move(by)

    def action_pick(self) -> None:
        row = self.query_one(PickList).row
        if row is None:
            return
        if row.id == ALL:
            self._flip(ALL)
            return
        if row.id.startswith("made:"):
            self._open()
            return
        self.made = ()
        if row.id in self.picked:
            self.picked.remove(row.id)
        else:
            self.picked.append(row.id)
        self._show()

    def action_details(self) -> None:
        if resource := self._under_cursor:
            hit = self._hits.get(resource.id)
            why = hit.why if hit else ()
            self.desk.read(
                resource.name, lambda width: details(resource, why, width).partition("\n\n")[2]
            )

    def _choices(self) -> Collection[tuple[str, str]]:
        library = self.desk.library
        return choices(library.resources.values(), library.needs) if self.filters else ()

    def action_filters(self) -> None:
        library = self.desk.library
        every = choices(library.resources.values(), library.needs)
        none = [Row(ALL, f"Take all {len(self.filters)} away")] if self.filters else []
        rows = [Row(name, words, picked=name in self.filters) for name, words in every]
        title = "Show only (Enter marks or unmarks, Esc shows the services)"
        self.desk.choose(title, (*none, *rows), self._mark, self._marked)

    _marked = ""

    def _mark(self, name: str) -> None:
        """Mark a filter and stay in the list, as more than one is often wanted."""
        self._flip(name)
        self._marked = "" if name == ALL else name
        if name != ALL:
            self.action_filters()

    def _flip(self, name: str) -> None:
        self.filters = set() if name == ALL else self.filters ^ {name}
        self._show()

    def action_make(self) -> None:
        """Print what is picked, at once; nobody's name is asked."""
        self._take(self._print, quick(self.desk.library))

    def action_packet(self) -> None:
        """Start the conversation that asks for services, with those that are picked."""
        self._take(self._start, asking(self.desk.library, "resources"))

    def _take(self, then: Callable[[Guide, Answered], None], to: tuple[str, str]) -> None:
        """Hand what is picked to the step of a flow."""
        if not self.picked:
            self.desk.say("Pick a service first: Enter picks the one under the cursor.")
            return
        flow, step = to
        guide = self.desk.guide(flow)
        then(guide, Answered(step, parse(guide.by_id[step], self.picked, guide.library)))

    def _start(self, guide: Guide, picked: Answered) -> None:
        self.app.pop_screen()
        self.desk.open_flow(guide.flow.flow, picked)

    def _print(self, guide: Guide, picked: Answered) -> None:
        now = view(guide, guide.start().add(picked))
        if problems := now.step(picked.step).problems:
            self.desk.say(" ".join(problems))
            return
        self._tell("#count", "Making the list ...")
        self._make(now)

    @work(thread=True, exclusive=True, exit_on_error=False)
    def _make(self, now: View) -> None:
        """Make the list beside the screen, so that it never stands still."""
        from .printing import printed  # noqa: PLC0415 - Word is slow to load

        said, made = printed(self.desk, now, now.guide.flow.documents)
        looks = tuple(" ".join(each.say.split()) for each in to_look_at(now))
        self.app.call_from_thread(self._made, said, made, looks)

    def _made(self, said: str, made: tuple[Path, ...], looks: tuple[str, ...]) -> None:
        """Say where the list is; Enter opens it."""
        self.desk.say(said)
        if self.is_mounted:
            self.made, self._looks = made, looks
            self._show()
            for each in made:
                self._put_cursor(f"made:{each}")

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        if event.worker.error is not None:
            self.desk.say(f"The list could not be made ({type(event.worker.error).__name__}).")

    def _open(self) -> None:
        for each in self.made:
            if not opened(each):
                self.desk.say(f"This computer can't open it from here. It is {each}.")

    def action_back(self) -> None:
        """Leave; once more where services are picked and nothing was made of them."""
        if self.picked and not self.made and not self._leaving:
            self._leaving = True
            self.desk.say(f"{len(self.picked)} picked. Esc again leaves them; ^S prints them.")
            return
        self.app.pop_screen()

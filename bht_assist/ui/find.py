"""Find a service: search as one types, why each was found, filters, and a list to take along."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Footer, Input, Static

from bht_assist.flows.filters import month
from bht_assist.flows.picked import ready
from bht_assist.flows.session import Answered

from .commands import bindings
from .flow import WIDE
from .picklist import PickList, Row
from .place import Place
from .prompts import AnswerLine
from .words import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from bht_assist.content.models import Need, Resource

MOST = 50
OLD_AFTER = 365
"""Days after which a check is marked as old."""


def details(resource: Resource, glyph: str = "·") -> str:
    """Give everything that staff may read out about a service."""
    ways = [
        f"{each.kind.capitalize()}: {ready(each)} {each.label}".rstrip() for each in resource.phones
    ]
    rows = [
        resource.name,
        resource.what_for,
        *ways,
        f"Chat: {resource.chat}" if resource.chat else "",
        f"Site: {resource.url}" if resource.url else "",
        "Address: kept private"
        if resource.private_address
        else f"Address: {resource.address}"
        if resource.address
        else "",
        f"Hours: {resource.hours}",
        f"Who: {resource.audience}",
        f"Cost: {resource.cost}",
        f"Languages: {', '.join(resource.languages)}" if resource.languages else "",
        f"Checked: {resource.verified_on} {glyph} {resource.verified_how}",
        resource.note,
    ]
    return "\n".join(each for each in rows if each)


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
    FindScreen #head { height: 1; background: $panel; padding: 0 1; }
    FindScreen AnswerLine { margin: 1 1 0 1; }
    FindScreen #count { height: 1; margin: 0 1; color: $text-muted; }
    FindScreen PickList { height: 1fr; margin: 0 1; }
    FindScreen #details { width: 44; height: 1fr; border-left: solid $panel; padding: 0 1; }
    FindScreen #details { display: none; }
    FindScreen.-wide #details { display: block; }
    """

    def __init__(self, query: str = "") -> None:
        super().__init__()
        self._query = query
        self.picked: list[str] = []
        self.filters: set[str] = set()

    def compose(self) -> ComposeResult:
        yield Static(id="head")
        yield AnswerLine(hint="food, a place to sleep, someone to talk to ...", value=self._query)
        yield Static(id="count")
        with Horizontal():
            yield PickList()
            with VerticalScroll(id="details", can_focus=False):
                yield Static(id="more")
        yield Footer()

    def on_mount(self) -> None:
        self.set_class(self.app.size.width >= WIDE, "-wide")
        self.query_one(AnswerLine).focus()
        self._show()

    def on_resize(self, event: events.Resize) -> None:
        self.set_class(event.size.width >= WIDE, "-wide")

    def found(self, query: str) -> list[Resource]:
        """Give the services for a query that pass the filters; with no query, those picked."""
        every = self.desk.library.resources
        found = self.desk.shelf.resources(query, MOST) if query.strip() else list(every.values())
        return [each for each in found if all(passes(each, name) for name in self.filters)][:MOST]

    def rows(self, query: str) -> tuple[Row, ...]:
        why = (
            {hit.id: "; ".join(hit.why) for hit in self.desk.shelf.everything(query, MOST)}
            if query.strip()
            else {}
        )
        return tuple(
            Row(
                each.id,
                each.name,
                self._line(each, why.get(each.id, "")),
                picked=each.id in self.picked,
            )
            for each in self.found(query)
        )

    def _line(self, each: Resource, why: str) -> str:
        number = next((ready(way) for way in each.phones), each.url)
        age = (self.desk.drafts.today - each.verified_on).days
        checked = (
            f"checked {month(each.verified_on.isoformat())}{'  ! old' if age > OLD_AFTER else ''}"
        )
        return self.desk.glyphs(" · ".join(part for part in (number, checked, why) if part))

    def _show(self) -> None:
        query = self.query_one(AnswerLine).value
        rows = self.rows(query)
        none = (Row("211", "Nothing by these words. 2-1-1 knows what is near you.", "Dial 211"),)
        self.query_one(PickList).show(rows or none)
        total = len(self.desk.library.resources)
        filters = ", ".join(sorted(name.replace(":", " ") for name in self.filters)) or "none"
        self.query_one("#count", Static).update(
            plain(f"{len(rows)} of {total}    Filters: {filters}")
        )
        self.query_one("#head", Static).update(
            plain(f"Find a service    {len(self.picked)} picked")
        )
        self._show_details()

    def _show_details(self) -> None:
        row = self.query_one(PickList).row
        resource = self.desk.library.resources.get(row.id) if row else None
        self.query_one("#more", Static).update(
            plain(self.desk.glyphs(details(resource)) if resource else "")
        )

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._show()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_pick()

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
        if row is None or row.id not in self.desk.library.resources:
            return
        if row.id in self.picked:
            self.picked.remove(row.id)
        else:
            self.picked.append(row.id)
        self._show()

    def action_details(self) -> None:
        row = self.query_one(PickList).row
        if row and (resource := self.desk.library.resources.get(row.id)):
            self.desk.read(resource.name, details(resource))

    def action_filters(self) -> None:
        rows = tuple(
            Row(name, words, picked=name in self.filters)
            for name, words in choices(
                self.desk.library.resources.values(), self.desk.library.needs
            )
        )

        def flip(name: str) -> None:
            self.filters ^= {name}
            self._show()

        self.desk.choose("Show only (Enter marks or unmarks)", rows, flip)

    def action_make(self) -> None:
        if not self.picked:
            self.desk.say("Pick a service first: Enter picks the one under the cursor.")
            return
        guide = self.desk.guide("discharge")
        from bht_assist.flows.answers import parse  # noqa: PLC0415

        step = guide.by_id["resources"]
        self.app.pop_screen()
        self.desk.open_flow(
            "discharge", Answered("resources", parse(step, self.picked, guide.library))
        )

    def action_back(self) -> None:
        self.app.pop_screen()


def choices(
    resources: Iterable[Resource], needs: Mapping[str, Need]
) -> tuple[tuple[str, str], ...]:
    """Give the filters there are: hours, cost, text or chat, language, need."""
    every = tuple(resources)
    languages = sorted({each for resource in every for each in resource.languages})
    return (
        ("open:always", "Open day and night"),
        ("cost:free", "Free"),
        ("way:text", "By text or chat"),
        *((f"language:{each}", f"Language: {each}") for each in languages),
        *((f"need:{each.id}", each.say) for each in needs.values()),
    )


def passes(resource: Resource, name: str) -> bool:
    """Tell whether a service passes one filter."""
    kind, _, wanted = name.partition(":")
    match kind:
        case "open":
            return resource.always_open
        case "cost":
            return resource.cost.casefold().startswith("free")
        case "way":
            return bool(resource.chat) or any(each.kind == "text" for each in resource.phones)
        case "language":
            return wanted in resource.languages
        case _:
            return wanted in resource.needs

"""What the packs hold, as the screens ask for it: read in two parts, made ready once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from textual.app import App

from .drafts import Drafts
from .idle import Idle

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bht_assist.content.library import Library
    from bht_assist.flows.ask import Listener, Understanding
    from bht_assist.flows.guide import Guide
    from bht_assist.flows.metrics import Held
    from bht_assist.search.shelf import Shelf

    from .held import Kept

IN_CONVERSATION = frozenset({"asking", "lexicons", "lists", "scenarios", "translations", "weights"})
"""Folders of a pack that only a conversation needs, and the first screen does not wait for."""


@dataclass(frozen=True, slots=True)
class How:
    """How somebody wants the program to be."""

    data: Path | None = None
    """Where drafts are kept; nowhere, when None."""
    training: bool = False
    """For practice with made-up clients; nothing is kept."""
    ascii_only: bool = False
    """For terminals whose font has no other signs."""


class Packed(App[None]):
    """What the packs hold, read when it is asked for."""

    def __init__(self, load: Callable[..., Library], folder: Path, how: How) -> None:
        super().__init__()
        self._load, self.folder, self.how = load, folder, how
        self.drafts = Drafts(datetime.now().astimezone().date())
        self._library: Library | None = None
        self._is_whole = False
        self._guides: dict[str, Guide] = {}
        self._kept: Kept | None = None
        self._as_packed: set[str] = set()
        """The conversations that are held without the facility's changes, which break them."""
        self._shelf: Shelf | None = None
        self._listener: Listener | None = None
        self.idle = Idle()

    @property
    def library(self) -> Library:
        """What the packs hold; until a conversation is opened, what there is to look for."""
        if self._library is None:
            self._library = self._load(without=IN_CONVERSATION, places=False)
        return self._library

    @property
    def whole_library(self) -> Library:
        if not self._is_whole:
            self._library, self._is_whole = self._with_the_rest(), True
        return self.library

    def _with_the_rest(self) -> Library:
        """Read what was left on the disk; what is read already is not read again."""
        from bht_assist.content.pack_files import FOLDERS  # noqa: PLC0415 - not before the paint

        left = FOLDERS.keys() - IN_CONVERSATION
        more = self._load(without=left | {"scenarios"}, places=False)
        return self.library.with_more(more, IN_CONVERSATION - {"scenarios"})

    @property
    def shelf(self) -> Shelf:
        if self._shelf is None:
            from bht_assist.search.shelf import Shelf  # noqa: PLC0415 - not before the first paint

            self._shelf = Shelf(self.library, self.drafts.today)
        return self._shelf

    @property
    def listener(self) -> Listener | None:
        """Who understands requests; it knows all that the packs hold."""
        from bht_assist.flows.ask import listener  # noqa: PLC0415 - not before the first paint

        if self._listener is None or self._listener.shelf is not self._shelf:
            library = self.whole_library
            self._listener = listener(library, self.shelf)
        return self._listener

    def understood(self, query: str, within: str = "") -> Understanding | None:
        """Understand a request; one word is looked up and no more."""
        if " " not in query.strip() or (hears := self.listener) is None:
            return None
        return hears.understand(query, hears.library.flows.get(within))

    def learn(self, query: str) -> None:
        """Keep single words that found nothing, where drafts are kept; in practice never."""
        folder = None if self.how.training or self.drafts.vault is None else self.how.data
        if folder and query.strip() and self.shelf.find(query).nothing and (hears := self.listener):
            from bht_assist.learning import learn  # noqa: PLC0415 - not before the first paint

            learn(hears, query, folder, self.drafts.today)

    def guide(self, flow: str) -> Guide:
        """Give a flow ready to run; one about group topics knows what ran lately."""
        guide = self._guide(flow)
        if any(step.ask == "topic" for step in guide.steps):
            held = self._held()
            if held != guide.held:
                guide = self._guides[flow] = guide.remembering(held)
        return guide

    def _held(self) -> tuple[Held, ...]:
        """Give the groups that were held, from what is kept on this computer."""
        from .held import Kept  # noqa: PLC0415 - not before the first paint

        vault = self.drafts.vault
        if vault is None:
            return ()
        if self._kept is None or self._kept.vault is not vault:
            self._kept = Kept(vault)
        flows = self.whole_library.flows.values()
        told = {each.flow for each in flows if any(step.ask == "topic" for step in each.steps)}
        return self._kept.groups(told, self._guide)

    def _guide(self, flow: str) -> Guide:
        if flow not in self._guides:
            self._guides[flow] = self._guide_to(flow)
        return self._guides[flow]

    def _guide_to(self, flow: str) -> Guide:
        """Make a flow ready; where a facility's changes break it, as its own pack has it."""
        from bht_assist.content.problems import PackError  # noqa: PLC0415 - not before the paint
        from bht_assist.flows.guide import guide_to  # noqa: PLC0415

        try:
            return guide_to(self.whole_library, flow, self.drafts.today)
        except PackError:
            self._as_packed.add(flow)
            return guide_to(self._load(overlays=False, places=False), flow, self.drafts.today)

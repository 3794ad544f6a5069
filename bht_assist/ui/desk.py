"""The desk that every screen works at: what the packs hold, the drafts, and the way to screens."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from textual.app import App
from textual.message import Message

from bht_assist.vault.places import VAULT

from .drafts import Draft, Drafts, clock_words
from .idle import Idle

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from bht_assist.content.library import Library
    from bht_assist.flows.ask import Listener, Understanding
    from bht_assist.flows.checks.findings import Finding
    from bht_assist.flows.guide import Guide
    from bht_assist.flows.metrics import Held
    from bht_assist.flows.session import Acknowledged, Answered
    from bht_assist.flows.view import View
    from bht_assist.search.shelf import Shelf
    from bht_assist.vault.saving import Outcome
    from bht_assist.vault.vault import Vault

    from .flow import FlowScreen
    from .held import Kept
    from .panels import Words
    from .picklist import Row

IN_CONVERSATION = frozenset({"asking", "lexicons", "lists", "scenarios", "translations"})
"""Folders of a pack that only a conversation needs, and the first screen does not wait for."""

ASCII = str.maketrans("✓·–█▒─│╭╮╰╯•“”’→", '*.-#.-|++++*""\'>')


@dataclass(frozen=True, slots=True)
class How:
    """How somebody wants the program to be."""

    data: Path | None = None
    """Where drafts are kept; nowhere, when None."""
    training: bool = False
    """For practice with made-up clients; nothing is kept."""
    ascii_only: bool = False
    """For terminals whose font has no other signs."""


class Desk(App[None]):
    """What the screens ask for."""

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

    def glyphs(self, words: str) -> str:
        """Give words in the signs that this terminal's font has."""
        return words.translate(ASCII) if self.how.ascii_only else words

    def page_text(self, now: View, width: int) -> str:
        from bht_assist.making import page_text  # noqa: PLC0415 - not before the first paint

        return self.glyphs(page_text(now, width))

    def say(self, words: str) -> None:
        """Say something in passing."""
        self.notify(words, markup=False, timeout=4)

    def now(self) -> datetime:
        return datetime.now().astimezone()

    def clock(self) -> str:
        return f"{self.now():%H:%M}"

    # screens

    def open_flow(self, flow: str, *events: Answered) -> None:
        """Start a conversation with what is known already, at the first question that is open."""
        from bht_assist.content.problems import PackError  # noqa: PLC0415 - not before the paint
        from bht_assist.flows.session import Moved  # noqa: PLC0415

        try:
            guide = self.guide(flow)
        except PackError:
            self.say("This conversation can't be held. To see why: bht-assist packs check")
            return
        known = {each.step for each in events}
        first = next(each.id for each in guide.steps if each.id not in known)
        self.open_draft(self.drafts.start(guide.start().add(*events, Moved(first))))
        if flow in self._as_packed:
            self.say("Without the facility's changes. To see why: bht-assist packs check")

    def open_draft(self, draft: Draft) -> None:
        """Open a conversation where it stands; a session that runs goes on by the clock."""
        from .flow import FlowScreen  # noqa: PLC0415
        from .live import take_up  # noqa: PLC0415

        screen = FlowScreen(draft, self.guide(draft.flow))
        self.push_screen(screen)
        screen.call_after_refresh(take_up, screen)

    def keep(self, draft: Draft, now: View) -> None:
        """Have a conversation saved, with the days on which it is looked at again."""
        from bht_assist.flows.reminders import reminders  # noqa: PLC0415 - not before the paint

        draft.due = " ".join(reminders(now, draft.made))
        self.drafts.keep(draft)

    def revise(self, code: str) -> None:
        """Start a new plan from an earlier one, or go on with the one that was started from it.

        Raises:
            VaultError: the plan is gone, or can't be opened.
        """
        from .revise import ReviseScreen  # noqa: PLC0415

        if begun := self.drafts.started_from(code):
            self.open_draft(self.drafts.open(begun))
            self.say(f"This plan was started from {code}.")
            return
        earlier = self.drafts.open(code)
        guide = self.guide(earlier.flow)
        if guide.flow.revision is not None:
            self.push_screen(ReviseScreen(earlier, guide, guide.flow.revision))

    def can_revise(self, flow: str) -> bool:
        return flow in self.library.flows and self.library.flows[flow].revision is not None

    def read(self, title: str, words: Words) -> None:
        from .panels import ReadScreen  # noqa: PLC0415

        self.push_screen(ReadScreen(title, words))

    def read_card(self, name: str) -> None:
        card = self.library.cards[name]
        self.read(card.title, partial(self.markdown, card.body))

    def ask(self, screen: FlowScreen) -> None:
        from .ask import AskScreen  # noqa: PLC0415

        self.push_screen(AskScreen(screen))

    def choose(
        self, title: str, rows: tuple[Row, ...], then: Callable[[str], None], at: str = ""
    ) -> None:
        from .panels import ChooseScreen  # noqa: PLC0415

        def chosen(row: str | None) -> None:
            if row is not None:
                then(row)

        shown = tuple(replace(row, words=self.glyphs(row.words)) for row in rows)
        self.push_screen(ChooseScreen(title, shown, at), chosen)

    def tell(self, title: str, words: str, ask: str, then: Callable[[str], None]) -> None:
        """Ask for a few words that are written down."""
        from .panels import TellScreen  # noqa: PLC0415

        def told(said: str | None) -> None:
            if said:
                then(said)

        self.push_screen(TellScreen(title, self.glyphs(words), ask), told)

    def hold(self, stop: Finding, told: Callable[[Acknowledged], None]) -> None:
        from .panels import StopScreen  # noqa: PLC0415

        def words(width: int) -> str:
            return f"{stop.say}\n\n{self.card_words(stop.card or 'crisis', width)}"

        self.push_screen(StopScreen(stop, words, self.clock, told))

    def find(self, query: str = "", at: str = "") -> None:
        """Look for services; the cursor stands `at` one of them."""
        from .find import FindScreen  # noqa: PLC0415

        self.push_screen(FindScreen(query, at))

    def review(self, screen: FlowScreen) -> None:
        from .review import ReviewScreen  # noqa: PLC0415

        self.push_screen(ReviewScreen(screen.draft, screen.guide))

    def crisis(self) -> None:
        """Show what to do now and whom to call."""
        self.read("Crisis", partial(self.card_words, "crisis"))

    def card_words(self, name: str, width: int) -> str:
        """Give a guidance card, with the facility's numbers; blanks where none are set."""
        from .lists import call_words  # noqa: PLC0415

        card = self.library.cards.get(name)
        body = self.markdown(card.body, width) if card else ""
        return f"{call_words(self.library)}\n\n{body}"

    def markdown(self, body: str, width: int) -> str:
        """Give a card's Markdown as plain lines."""
        from bht_assist.making import markdown_text  # noqa: PLC0415 - not before the first paint

        return self.glyphs(markdown_text(body, width))

    # what is kept

    @property
    def is_locked(self) -> bool:
        """Whether there are drafts on this computer that nobody has unlocked here."""
        return self.drafts.vault is None and bool(
            self.how.data and (self.how.data / VAULT).exists()
        )

    def unlock(self) -> None:
        from .keeping import UnlockScreen  # noqa: PLC0415 - not before the first paint

        self.push_screen(UnlockScreen())

    def keep_drafts(self) -> None:
        from .keeping import KeepScreen  # noqa: PLC0415

        self.push_screen(KeepScreen())

    def unlocked(self, vault: Vault) -> None:
        """Keep drafts from now on, and let go of those whose time is over."""
        self.drafts.keep_in(vault, lambda outcome: self.post_message(self.Told(outcome)))
        if gone := self.drafts.purged():
            number = "1 draft was" if gone == 1 else f"{gone} drafts were"
            self.say(f"{number} deleted: its time to be kept was over.")
        if vault.trouble:
            self.say(vault.trouble)
        elif (last := vault.last_used) is not None:
            day = datetime.fromtimestamp(last.at).astimezone()
            who = f" by {last.actor}" if last.actor else ""
            self.say(f"Last used {day:%b} {day.day}, {clock_words(last.at)}{who}.")

    @dataclass
    class Told(Message):
        """Saving went well, or not."""

        outcome: Outcome

    def warm_up(self) -> None:
        """Make the rest ready after the first paint, step by step while nobody types."""
        from . import warming  # noqa: PLC0415 - not before the first paint

        if not self.is_headless:
            self._take_step(warming.steps(self), warming.PAUSE)

    def _take_step(self, steps: Iterator[Callable[[], object]], pause: float) -> None:
        if self.idle.seconds > pause:
            step = next(steps, None)
            if step is None:
                return
            step()
        self.set_timer(pause / 10, partial(self._take_step, steps, pause))

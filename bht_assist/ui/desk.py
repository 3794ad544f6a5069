"""The desk that every screen works at: what the packs hold, the drafts, and the way to screens."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from itertools import count
from typing import TYPE_CHECKING

from textual.message import Message
from textual.signal import Signal

from bht_assist.vault.places import VAULT

from .drafts import Draft, clock_words
from .packed import Packed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from bht_assist.content.library import Library
    from bht_assist.flows.checks.findings import Finding
    from bht_assist.flows.session import Acknowledged, Answered
    from bht_assist.flows.view import View
    from bht_assist.vault.saving import Outcome
    from bht_assist.vault.vault import Vault

    from .flow import FlowScreen
    from .packed import How
    from .panels import Words
    from .picklist import Row

ASCII = str.maketrans("✓·–█▒─│╭╮╰╯•“”’→", '*.-#.-|++++*""\'>')


SAID_FOR, AT_ONCE = 5.0, 3
"""Seconds that something said in passing stays, and how many such things stand together."""


class Desk(Packed):
    """What the screens ask for."""

    def __init__(self, load: Callable[..., Library], folder: Path, how: How) -> None:
        super().__init__(load, folder, how)
        self._saying: dict[int, str] = {}
        self._numbers = count()
        self.passing: Signal[None] = Signal(self, "passing")

    def glyphs(self, words: str) -> str:
        """Give words in the signs that this terminal's font has."""
        return words.translate(ASCII) if self.how.ascii_only else words

    def page_text(self, now: View, width: int) -> str:
        from bht_assist.making import page_text  # noqa: PLC0415 - not before the first paint

        return self.glyphs(page_text(now, width))

    def say(self, words: str) -> None:
        """Say something in passing, at the foot of whatever screen is shown."""
        number = next(self._numbers)
        self._saying = dict([*self._saying.items(), (number, words)][-AT_ONCE:])
        self.passing.publish(None)
        self.set_timer(SAID_FOR, partial(self.said, number))

    def said(self, number: int) -> None:
        """Take away what was said in passing as the so-manyth; it may have gone for others."""
        self._saying.pop(number, None)
        self.passing.publish(None)

    @property
    def saying(self) -> Mapping[int, str]:
        """What is said in passing now, by its number: the same may be said twice."""
        return self._saying

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
        """Open a conversation where it stands; a session that runs goes on by the clock.

        One that was begun while an earlier plan was gone through goes on there.
        """
        if self._goes_through(draft):
            return
        from .flow import FlowScreen  # noqa: PLC0415
        from .live import take_up  # noqa: PLC0415

        screen = FlowScreen(draft, self.guide(draft.flow))
        self.push_screen(screen)
        screen.call_after_refresh(take_up, screen)

    def open_copy(self, code: str) -> None:
        """Start a new conversation from what was said in one, without what is asked each time.

        Raises:
            VaultError: it is gone, or can't be opened.
        """
        draft = self.drafts.open(code)
        anew = {step.id for step in self.guide(draft.flow).steps if step.anew}
        self.open_draft(self.drafts.copied(draft, anew))

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
        if begun := self.drafts.started_from(code):
            self.open_draft(self.drafts.open(begun))
            self.say(f"This plan was started from {code}.")
            return
        self._revise(self.drafts.open(code))

    def _goes_through(self, draft: Draft) -> bool:
        """Go on with an earlier plan, where not all of it has been decided about."""
        from bht_assist.flows.revision import undecided  # noqa: PLC0415 - not before the paint
        from bht_assist.vault.troubles import VaultError  # noqa: PLC0415

        if not draft.earlier or not undecided(draft.session):
            return False
        try:
            self._revise(self.drafts.open(draft.earlier), draft)
        except VaultError:  # what was decided is there all the same
            return False
        return True

    def _revise(self, earlier: Draft, begun: Draft | None = None) -> None:
        from .revise import ReviseScreen  # noqa: PLC0415

        guide = self.guide(earlier.flow)
        if guide.flow.revision is not None:
            self.push_screen(ReviseScreen(earlier, guide, guide.flow.revision, begun))

    def can_revise(self, flow: str) -> bool:
        return flow in self.library.flows and self.library.flows[flow].revision is not None

    def read(self, title: str, words: Words) -> None:
        from .panels import ReadScreen  # noqa: PLC0415

        self.push_screen(ReadScreen(title, words))

    def read_card(self, name: str) -> None:
        """Show a card; the one for an emergency says first whom to call."""
        from bht_assist.flows.calling import CRISIS  # noqa: PLC0415 - not before the first paint

        words = self.card_words if name == CRISIS else self._card_body
        self.read(self.library.cards[name].title, partial(words, name))

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
        from bht_assist.flows.calling import CRISIS  # noqa: PLC0415 - not before the first paint

        from .panels import StopScreen  # noqa: PLC0415

        def words(width: int) -> str:
            return f"{stop.say}\n\n{self.card_words(stop.card or CRISIS, width)}"

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
        from bht_assist.flows.calling import CRISIS  # noqa: PLC0415 - not before the first paint

        self.read("Crisis", partial(self.card_words, CRISIS))

    def card_words(self, name: str, width: int) -> str:
        """Give a guidance card with whom to call above it."""
        from bht_assist.flows.calling import call_words  # noqa: PLC0415 - not before the paint

        return f"{call_words(self.library)}\n\n{self._card_body(name, width)}"

    def _card_body(self, name: str, width: int) -> str:
        card = self.library.cards.get(name)
        return self.markdown(card.body, width) if card else ""

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
        if tries := vault.wrong_tries:
            times = "once" if tries == 1 else f"{tries} times"
            self.say(f"Since then a wrong passphrase was tried {times}.")

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

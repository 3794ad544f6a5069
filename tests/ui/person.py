"""The screen as a person has it: keys to press, text to read."""

from __future__ import annotations

import asyncio
import functools
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, ParamSpec

from textual import events

from bht_assist.flows.session import Answered, Moved
from bht_assist.search.shelf import Shelf
from bht_assist.ui import app as desk
from bht_assist.ui.flow import FlowScreen
from bht_assist.ui.packed import How
from tests.core import core

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Coroutine
    from pathlib import Path

    from textual.pilot import Pilot

    from bht_assist.content.library import Library
    from bht_assist.flows.session import Session
    from bht_assist.flows.view import View

P = ParamSpec("P")


def story(tell: Callable[P, Coroutine[Any, Any, None]]) -> Callable[P, None]:
    """Let a test be told in the order in which things happen."""

    @functools.wraps(tell)
    def test(*given: P.args, **named: P.kwargs) -> None:
        asyncio.run(tell(*given, **named))

    return test


NOW = datetime(2026, 11, 23, 14, 5, tzinfo=UTC)
TODAY = NOW.date()
SIZE = (80, 24)
TO_DRAFTS = ["down"] * (len(core().flows) + 1)
"""From the ask box past the conversations to start, to the first that was begun."""

KEYS = {"space": " ", "enter": "\r", "tab": "\t"}
NAMES = {" ": "space"}


def text_of(app: desk.Assistant) -> str:
    """Read the screen, line by line."""
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(part.text for part in strip).rstrip() for strip in strips)


@dataclass
class Person:
    """Somebody at the keyboard."""

    app: desk.Assistant
    pilot: Pilot[None]

    async def press(self, *keys: str) -> None:
        """Press keys as a terminal sends them: the next does not wait for the last to act."""
        for key in keys:
            letter = KEYS.get(key, key if len(key) == 1 else None)
            self.app.post_message(events.Key(NAMES.get(key, key), letter))
        await self.settle()

    async def type(self, words: str) -> None:
        """Type faster than the screen can follow."""
        await self.press(*("enter" if each == "\n" else each for each in words))

    async def settle(self) -> None:
        """Wait until every key has acted and the screen has been painted."""
        acted = asyncio.Event()
        if self.app.call_later(acted.set):
            await asyncio.wait_for(acted.wait(), 30)
        for _ in range(2):
            await self.pilot.pause(0)
        await self.pilot.pause()

    async def paste(self, words: str) -> None:
        self.app.post_message(events.Paste(words))
        await self.settle()

    async def open(self, flow: str, *said: Answered) -> None:
        """Open a conversation in which this has been said."""
        self.app.open_flow(flow, *said)
        await self.settle()

    async def go(self, step: str) -> None:
        """Go to a question at once; staff choose it from the list of questions."""
        self.flow.draft.session = self.session.add(Moved(step))
        self.flow.show()
        await self.settle()

    @property
    def flow(self) -> FlowScreen:
        return next(
            each for each in reversed(self.app.screen_stack) if isinstance(each, FlowScreen)
        )

    @property
    def session(self) -> Session:
        return self.flow.draft.session

    @property
    def view(self) -> View:
        from bht_assist.flows.view import view  # noqa: PLC0415

        return view(self.flow.guide, self.session)

    def said(self, step: str) -> object:
        return self.view.step(step).value

    @property
    def place(self) -> str | None:
        return self.view.place

    @property
    def text(self) -> str:
        return text_of(self.app)

    @property
    def told(self) -> str:
        """Read what was said in passing."""
        return "\n".join(self.app.saying.values())

    def sees(self, *words: str) -> bool:
        """Whether all these words are on the screen, however the lines break."""
        shown = " ".join(self.text.replace("│", " ").split())
        return all(" ".join(each.split()) in shown for each in words)


def _core(**_: object) -> Library:
    return core()


_READY: dict[str, Any] = {}


def made_ready(app: desk.Assistant) -> None:
    """Share what is made of the core pack, and never changes, between all tests of a process."""
    if not _READY:
        _READY.update(guides={}, shelf=Shelf(core(), TODAY))
    app._library, app._is_whole = core(), True
    app._guides, app._shelf = _READY["guides"], _READY["shelf"]
    app._listener = _READY.get("listener")


@asynccontextmanager
async def at_the_screen(
    folder: Path,
    size: tuple[int, int] = SIZE,
    load: Callable[..., Library] = _core,
    **how: Any,
) -> AsyncIterator[Person]:
    app = desk.Assistant(load, folder, How(**how))
    app.drafts.today = TODAY
    if load is _core:
        made_ready(app)
    app.now = lambda: NOW  # type: ignore[method-assign]
    async with app.run_test(size=size) as pilot:
        person = Person(app, pilot)
        await person.settle()
        yield person
        assert text_of(app)
    if load is _core and app._shelf is _READY["shelf"]:
        _READY["listener"] = app._listener

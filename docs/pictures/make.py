"""Make the README's pictures again, of a made-up client.

.venv/bin/python docs/pictures/make.py
"""

from __future__ import annotations

import asyncio
import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from bht_assist.content.library import load
from bht_assist.flows.answers_file import read, take
from bht_assist.flows.session import Moved
from bht_assist.ui.app import Assistant

if TYPE_CHECKING:
    from textual.pilot import Pilot

HERE = Path(__file__).parent
ANSWERS = HERE.parent / "examples" / "safety_plan.yaml"
TODAY = date(2026, 11, 23)
SIZE = (114, 32)
QUESTION = "distraction_places"


def tidy(svg: str) -> str:
    """Take out fonts from the net: a picture must not call anywhere."""
    own = re.sub(r"<!--.*?-->", "", svg, flags=re.DOTALL)
    own = re.sub(r"@font-face\s*\{.*?\}", "", own, flags=re.DOTALL)
    own = own.replace("Fira Code", "ui-monospace, DejaVu Sans Mono, Consolas")
    return re.sub(r"\n\s*\n+", "\n", own)


def keep(app: Assistant, name: str) -> None:
    picture = tidy(app.export_screenshot(title="BHT Assist", simplify=True))
    (HERE / f"{name}.svg").write_text(picture, encoding="utf-8")


async def settle(pilot: Pilot[None]) -> None:
    for _ in range(4):
        await pilot.pause()


async def pictures() -> None:
    app = Assistant(load, Path("Papers"))
    app.drafts.today = TODAY
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        keep(app, "home")
        draft = app.drafts.start(take(app.guide("safety_plan"), read(ANSWERS)).session)
        draft.session = draft.session.add(Moved(QUESTION))
        app.open_draft(draft)
        await settle(pilot)
        keep(app, "question")
        await pilot.press("ctrl+s")
        await settle(pilot)
        keep(app, "review")
        app.find("shelter fam")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        keep(app, "find")


if __name__ == "__main__":
    asyncio.run(pictures())

"""What the resource question offers, and the reasons in its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bht_assist.flows.session import Answered

from .person import at_the_screen, story

if TYPE_CHECKING:
    from pathlib import Path


@story
async def test_what_fits_comes_first_and_what_turns_the_client_away_says_so(
    tmp_path: Path,
) -> None:
    async with at_the_screen(tmp_path, (100, 40)) as person:
        about = (
            Answered("needs", ("transport",)),
            Answered("about_me", ("not_veterans", "not_on_medicaid")),
            Answered("language", "Spanish"),
            Answered("lives_in", "Phoenix"),
        )
        await person.open("discharge", *about)
        await person.go("resources")
        offered = person.text
        assert "free" in offered
        assert "free" in offered.partition("! says:")[0]
        await person.type("dav")
        assert person.sees("! says: Veterans going to VA appointments")

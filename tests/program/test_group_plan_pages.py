"""A session plan is two sheets at most, in every room: the run-sheet first, the rest behind it."""

from __future__ import annotations

import re
import shutil
import subprocess
from functools import cache
from typing import TYPE_CHECKING

import pytest

from bht_assist.documents import word
from bht_assist.documents.template import write
from bht_assist.documents.text import render
from tests.core import core
from tests.program.test_group_papers import core_talk, group

if TYPE_CHECKING:
    from pathlib import Path

    from bht_assist.documents.page import Page
    from bht_assist.flows.session import Value

ROOMS: dict[str, dict[str, Value]] = {
    "open": {"membership": "open", "new_members": True},
    "closed": {
        "membership": "closed",
        "group": "evening",
        "session_number": 2,
        "session_count": 6,
        "last_topic": "ang_signs_meter",
    },
    "piled up": {
        "audience": ("teens", "mandated", "smi"),
        "setting": "residential",
        "constraints": ("no_pens", "no_board", "no_role_play", "low_literacy"),
        "language": "es",
        "new_members": True,
    },
}
LONGEST = 90, 20
"""Minutes and people of the group that has the most on its plan."""
COLUMNS, FULLEST = 110, 157
"""Lines of so many letters that two sheets hold, as LibreOffice lays out the fullest of them."""


@cache
def plan(topic: str, minutes: int, people: int, room: str) -> Page:
    told: dict[str, Value] = {"topic": topic, "minutes": minutes, "group_size": people}
    more: dict[str, Value] = {"constraints": ("no_pens",), "start_time": "14:00"}
    helped: dict[str, Value] = {"co_leader": "Second tech at the door"}
    now = group(core_talk(), **(told | more | helped | ROOMS[room]))
    return write(core().documents["group_plan"], now).page


def lines(page: Page) -> int:
    return len(render(page, COLUMNS).splitlines())


@pytest.mark.parametrize("topic", sorted(core().topics))
def test_no_topic_has_more_on_its_plan_than_two_sheets_hold(topic: str) -> None:
    for room in ROOMS:
        assert lines(plan(topic, *LONGEST, room)) <= FULLEST


@pytest.mark.parametrize("topic", sorted(core().topics)[::9])
def test_no_shorter_or_smaller_group_has_more_on_its_plan(topic: str) -> None:
    most = max(lines(plan(topic, *LONGEST, room)) for room in ROOMS)
    for minutes, people in ((15, 3), (45, 20), (90, 3)):
        for room in ROOMS:
            assert lines(plan(topic, minutes, people, room)) <= most


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not on this machine")
def test_the_fullest_plans_are_two_sheets_as_libreoffice_lays_them_out(tmp_path: Path) -> None:
    rooms = [(topic, room) for topic in core().topics for room in ROOMS]
    rooms.sort(key=lambda each: lines(plan(each[0], *LONGEST, each[1])))
    look = word.Look(core().documents["group_plan"].print.type, narrow=True)
    for topic, room in rooms[-4:]:
        file = tmp_path / f"{topic}-{room}.docx"
        file.write_bytes(word.render(plan(topic, *LONGEST, room), look, core_talk().today))
    own_profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    order = ["soffice", own_profile, "--headless", "--convert-to", "pdf", "--outdir"]
    subprocess.run([*order, tmp_path, *tmp_path.glob("*.docx")], check=True, capture_output=True)
    made = list(tmp_path.glob("*.pdf"))
    assert len(made) == 4
    for file in made:
        sheets = re.findall(rb"/Type\s*/Page\b(?!s)", file.read_bytes())
        assert len(sheets) == 2, file.name

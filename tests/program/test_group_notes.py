"""Notes after a group: one for each person, in four formats, with everybody else kept out."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

import pytest

from bht_assist.documents.page import PageBreak
from bht_assist.documents.template import write
from bht_assist.documents.text import render
from bht_assist.flows.guide import Guide, guide_to
from bht_assist.flows.review import blocks
from bht_assist.flows.session import Answered, frozen
from bht_assist.flows.view import View, view
from tests.core import core

MARIA = {
    "seat": "1",
    "name": "Maria Lopez",
    "attended": "whole",
    "part": "active",
    "behavior": "Put a clenched jaw at 3.",
    "skill": "alone",
    "objectives": "partly",
    "words": "At 4 I go get water.",
    "goal": "2",
    "progress": "step",
    "concern": "Told the nurse at 2:55 PM",
    "next": "Ask how the water went.",
}
WILL = {"seat": "2", "name": "Will Hart", "attended": "part", "minutes": 30, "behavior": "Drew."}
AWAY = {"seat": "3", "name": "Zoe Quint", "attended": "absent"}
HEADINGS = {
    "birp": ["Behavior", "Intervention", "Response", "Plan"],
    "girp": ["Goal", "Intervention", "Response", "Plan"],
    "dap": ["Data", "Assessment, as seen by the technician", "Plan"],
    "soap": ["Subjective", "Objective", "Assessment, as seen by the technician", "Plan"],
}


@cache
def guide() -> Guide:
    return guide_to(core(), "group_note", date(2026, 11, 23))


def noted(*people: dict[str, Any], head: dict[str, str] | None = None, **answers: Any) -> View:
    said = {
        "topic": "ang_signs_meter",
        "started": "14:05",
        "ended": "14:52",
        "group_minutes": 47,
        "participants": {**(head or {}), "items": people},
        **answers,
    }
    events = (Answered(name, frozen(value)) for name, value in said.items())
    return view(guide(), guide().start().add(*events))


def notes(now: View) -> list[str]:
    """The notes, a text for each person."""
    page = write(core().documents["group_notes"], now).page
    found: list[list[Any]] = [[]]
    for block in page.blocks:
        if isinstance(block, PageBreak):
            found.append([])
        else:
            found[-1].append(block)
    parts = [render(type(page)("", tuple(blocks), small_print=""), 10_000) for blocks in found]
    return [" ".join(each.split()) for each in parts]


@pytest.mark.parametrize("form", HEADINGS)
def test_every_format_holds_what_was_seen_and_said_under_its_own_headings(form: str) -> None:
    (note,) = notes(noted(MARIA, format=form))
    places = [note.index(heading) for heading in HEADINGS[form]]
    assert places == sorted(places)
    for said in (MARIA["behavior"], MARIA["words"], MARIA["next"], MARIA["concern"], "Took part."):
        assert said in note, said
    assert "did it alone" in note
    assert "goal 2" in note.casefold()
    assert "a step toward it" in note


def test_everybody_who_was_there_has_a_note_and_nobody_else() -> None:
    first, second = notes(noted(MARIA, WILL, AWAY))
    assert first.startswith("Group note, seat 1")
    assert second.startswith("Group note, seat 2")
    assert "People there: 2" in first
    assert "In the room: the whole time, 47 minutes." in first
    assert "came late, left early or stepped out, 30 minutes." in second


def test_no_name_reaches_a_paper_and_nothing_out_of_the_ordinary_a_note() -> None:
    now = noted(MARIA, WILL, AWAY, head={"events": "The alarm rang twice."})
    papers = [render(write(core().documents[name], now).page) for name in guide().flow.documents]
    for name in ("Maria", "Lopez", "Will", "Hart", "Zoe", "Quint"):
        assert not any(name in paper for paper in papers)
    assert "alarm rang" not in papers[0]
    assert "alarm rang" in papers[1]


@pytest.mark.parametrize(
    "told",
    [
        {"behavior": "Sat with Will and drew."},
        {"words": "Hart gets me."},
        {"next": "Keep away from seat 2"},
    ],
)
def test_a_note_that_tells_of_somebody_else_stops_every_paper(told: dict[str, str]) -> None:
    assert blocks(noted(MARIA, WILL)) == {}
    waiting = blocks(noted({**MARIA, **told}, WILL))
    assert waiting == {"group_notes": ("N01",), "group_record": ("N01",)}


def test_what_is_said_of_the_group_may_name_nobody_either() -> None:
    now = noted(MARIA, WILL, head={"done": "We built the scale, Will held the marker."})
    assert "N01" in blocks(now)["group_notes"]


@pytest.mark.parametrize(("minutes", "found"), [(47, False), (48, True), (None, False)])
def test_nobody_can_have_more_minutes_than_the_group(minutes: int | None, *, found: bool) -> None:
    now = noted(MARIA, {**WILL, "minutes": minutes} if minutes else WILL)
    said = [each.say for each in now.findings if each.rule == "N15"]
    assert bool(said) is found
    if found:
        assert said[0].endswith("which was 47 without the break: seat 2, 48.")


def test_minutes_of_people_are_held_against_nothing_while_the_group_has_none() -> None:
    assert "N15" not in {each.rule for each in noted(WILL, group_minutes=None).findings}


def test_older_notes_keep_who_was_expected_and_who_it_was_run_under() -> None:
    now = noted(MARIA, scheduled=6, supervisor="Unit social worker")
    assert (now.step("group_size").value, now.step("run_under").value) == (6, "Unit social worker")


def test_the_record_counts_people_and_names_no_code() -> None:
    now = noted(MARIA, WILL, AWAY, group_size=(6, 8), run_under="Charge nurse")
    text = render(write(core().documents["group_record"], now).page, 200)
    rows = {
        line.rsplit("  ", 1)[0].strip(): line.rsplit("  ", 1)[-1].strip()
        for line in text.split("\n")
    }
    assert (rows["People there"], rows["Not there, so no note"]) == ("2", "1")
    assert (rows["Took part"], rows["Did the skill alone"]) == ("1", "1")
    assert rows["Minutes without the break"] == "47"
    assert (rows["People expected"], rows["Run under"]) == ("6 to 8", "Charge nurse")
    assert not any(code in text for code in ("H2014", "H2017", "H0005", "90853", "units"))

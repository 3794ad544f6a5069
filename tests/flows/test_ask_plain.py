"""Requests of people who knew nothing of the words of the packs: how much must be right."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from .test_ask import REQUESTS, core, values

if TYPE_CHECKING:
    from bht_assist.flows.ask import Understanding

LEAST = {
    "urgent": 0.98,
    "redirect": 0.97,
    "clarify": 0.92,
    "infeasible": 0.9,
    "discharge": 0.93,
    "safety": 0.93,
    "search": 0.93,
}
"""The share of each kind that must be right."""
STARTS = {"discharge": "discharge", "safety": "safety_plan"}
DERIVED = {"tiny_group", "large_group", "micro_session"}
"""What the numbers say by themselves."""


@cache
def plain() -> dict[str, Any]:
    return dict(yaml.safe_load((REQUESTS / "plain.yaml").read_text(encoding="utf-8")))


@cache
def groups() -> list[tuple[dict[str, Any], Understanding]]:
    return [(each, core().understand(each["say"])) for each in plain()["groups"]]


@pytest.mark.parametrize("kind", LEAST)
def test_the_kind_is_right_nearly_always(kind: str) -> None:
    flow = STARTS.get(kind)
    wanted = ("start", flow) if flow else (kind, None)
    found = {text: core().understand(text) for text in plain()[kind]}
    wrong = [t for t, u in found.items() if (u.kind, u.flow if flow else None) != wanted]
    assert len(wrong) <= (1 - LEAST[kind]) * len(found), wrong


def test_a_group_is_held_back_for_nothing_seldom() -> None:
    held = [each["say"] for each, u in groups() if u.kind in {"urgent", "redirect", "infeasible"}]
    assert len(held) <= 0.01 * len(groups()), held


def test_the_topic_that_comes_first_is_one_that_is_meant() -> None:
    told = [(each, found) for each, found in groups() if "topic" in each]
    wrong = [each["say"] for each, u in told if not set(u.topics[:1]) & set(each["topic"])]
    assert len(wrong) <= 0.06 * len(told), wrong


@pytest.mark.parametrize(
    ("key", "step", "least"), [("minutes", "minutes", 0.99), ("size", "group_size", 0.97)]
)
def test_minutes_and_people_are_heard(key: str, step: str, least: float) -> None:
    told = [(each, values(found).get(step)) for each, found in groups() if key in each]
    wrong = [each["say"] for each, value in told if _most(value) != each[key]]
    assert len(wrong) <= (1 - least) * len(told), wrong


def _most(value: Any) -> Any:
    return value[-1] if isinstance(value, tuple) else value


def test_what_to_plan_around_is_heard_and_little_else() -> None:
    rows = [(set(each.get("with", ())), set(u.constraints) - DERIVED) for each, u in groups()]
    said = sum(len(wanted) for wanted, _ in rows)
    assert sum(len(wanted & heard) for wanted, heard in rows) >= 0.9 * said
    assert sum(len(heard - wanted) for wanted, heard in rows) <= 0.05 * len(rows)


def test_what_is_not_wanted_is_kept_out() -> None:
    told = [(each, found) for each, found in groups() if "not" in each]
    offered = [each["say"] for each, found in told if set(found.topics) & set(each["not"])]
    assert len(offered) <= 0.04 * len(told), offered

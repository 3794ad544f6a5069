"""Requests as other people say them: what each kind needs, and what is held back."""

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
    "redirect": 0.96,
    "clarify": 0.93,
    "infeasible": 1,
    "discharge": 0.98,
    "safety": 0.98,
    "search": 0.9,
    "card": 0.9,
}
"""The share of each kind that must be right."""
PLANNED = {"topic": 0.94, "minutes": 0.95, "size": 0.92, "with": 0.85}
STARTS = {"discharge": "discharge", "safety": "safety_plan"}


@cache
def asked(text: str) -> Understanding:
    return core().understand(text)


@cache
def kinds() -> dict[str, list[str]]:
    text = (REQUESTS / "kinds.yaml").read_text(encoding="utf-8")
    return dict(yaml.safe_load(text))


@cache
def told() -> dict[str, Any]:
    text = (REQUESTS / "told.yaml").read_text(encoding="utf-8")
    return dict(yaml.safe_load(text))


@pytest.mark.parametrize("kind", LEAST)
def test_the_kind_of_a_request_is_right_nearly_always(kind: str) -> None:
    flow = STARTS.get(kind)
    found = {text: asked(text) for text in told()[kind]}
    wanted = ("start", flow) if flow else (kind, None)
    wrong = [t for t, u in found.items() if (u.kind, u.flow if flow else None) != wanted]
    assert len(wrong) <= (1 - LEAST[kind]) * len(found), wrong


@pytest.mark.parametrize("kind", ["urgent", "redirect", "discharge"])
def test_what_is_made_of_known_kinds_of_words_is_heard(kind: str) -> None:
    flow = STARTS.get(kind)
    wanted = ("start", flow) if flow else (kind, None)
    found = {text: asked(text) for text in kinds()[kind]}
    assert [t for t, u in found.items() if (u.kind, u.flow if flow else None) != wanted] == []


@pytest.mark.parametrize("kind", ["urgent", "redirect"])
def test_the_same_words_in_another_sense_hold_nothing_back(kind: str) -> None:
    texts = kinds()[f"not_{kind}"]
    assert [text for text in texts if asked(text).kind == kind] == []


def test_words_of_danger_without_danger_hold_nothing_back() -> None:
    assert [text for text in told()["not_urgent"] if asked(text).kind == "urgent"] == []


def test_a_group_is_never_taken_for_an_emergency() -> None:
    groups = [each["say"] for each in told()["groups"]]
    assert [text for text in groups if asked(text).kind in {"urgent", "redirect"}] == []


@pytest.mark.parametrize("key", PLANNED)
def test_what_a_group_needs_is_heard(key: str) -> None:
    right: list[bool] = []
    for each in told()["groups"]:
        found, got = asked(each["say"]), values(asked(each["say"]))
        match key:
            case "topic":
                right.append(found.topics[:1] != () and found.topics[0] in each["topic"])
            case "minutes":
                right.append(got.get("minutes") == each["minutes"])
            case "size" if "size" in each:
                size = each["size"]
                right.append(
                    got.get("group_size") == (tuple(size) if isinstance(size, list) else size)
                )
            case "with":
                right += [one in found.constraints for one in each.get("with", ())]
    assert sum(right) >= PLANNED[key] * len(right)


@pytest.mark.parametrize(
    "text", ["my guy frobbed his thing again", "that lady by the door quuxed again"]
)
def test_what_is_told_of_somebody_and_not_understood_is_never_far_from_help(text: str) -> None:
    found = asked(text)
    assert found.kind != "urgent"
    assert found.card == "crisis"
    assert found.say.startswith("If somebody may be in danger")


@pytest.mark.parametrize("text", ["need a group", "45 minutes 8 people", "group for the guys"])
def test_who_asks_for_a_group_is_only_asked_what_about(text: str) -> None:
    assert asked(text).card == ""

"""`ask`, and the menu in lines: a request in somebody's own words."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.program.packs import run


def shape(*words: str) -> dict[str, Any]:
    result = run("ask", *words, "--json")
    assert result.exit_code == 0
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def test_a_request_has_what_a_script_needs() -> None:
    text = "anger mgmt, half an hour, 6-8 pts, no pens blorp"
    found = shape(text)
    assert list(found) == [
        *("kind", "flow", "answers", "topics", "excluded_topics", "must_ask", "constraints"),
        *("flags", "not_understood", "dropped", "assumptions", "card", "step", "query"),
        *("say", "rule"),
    ]
    assert (found["kind"], found["flow"]) == ("plan", "group_session")
    start, end = found["answers"]["minutes"]["span"]
    assert (found["answers"]["minutes"]["value"], text[start:end]) == (30, "half an hour")
    assert found["answers"]["group_size"]["value"] == [6, 8]
    assert (found["constraints"], found["not_understood"]) == (["no_pens"], ["blorp"])


def test_a_name_is_nowhere_in_what_is_printed() -> None:
    result = run("ask", "coping for Jessica Blorp, 30 min, 8 pts", "--json")
    assert "Blorp" not in result.stdout
    assert json.loads(result.stdout)["flags"] == ["names_in_request"]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("anger 45 min", ["[topic: Anger signs", "[45 minutes]", "Still to ask: How many people"]),
        ("self esteem 45 min 8 pts", ["Or: "]),
        ("emdr group", ["Ask your clinical supervisor", "are therapy", "Still to ask"]),
        ("he wont wake up", ["Stop planning.", "Read: What to do right now"]),
        ("safety plan", ["Start: Safety plan (bht-assist plain safety_plan)"]),
        ("food stamps", ["Look up: bht-assist search food stamps"]),
        ("group please", ["What should the group be about?"]),
        ("6-8 people after 2", ["What should the group be about?", "[6–8 people]"]),
    ],
)
def test_people_read_what_was_understood(text: str, lines: list[str]) -> None:
    result = run("ask", text)
    assert result.exit_code == 0
    assert [line for line in lines if line not in result.stdout] == []


def test_in_an_open_conversation_a_step_can_be_gone_to() -> None:
    result = run("ask", "go back to warning signs", "--in", "safety_plan")
    assert result.stdout == "Go to: warning_signs\n"


def test_a_conversation_that_is_not_there_is_wrong_use() -> None:
    result = run("ask", "go back", "--in", "safty_plan")
    assert result.exit_code == 2
    assert "safety_plan" in result.stderr


def test_the_menu_in_lines_understands_a_sentence() -> None:
    result = run(lines="sleep group 45 min 8 pts\nl\nq\n")
    assert "[topic: Better sleep habits] [45 minutes] [8 people]" in result.stdout
    assert "Group session." in result.stdout


def test_the_menu_in_lines_stops_for_an_emergency() -> None:
    result = run(lines="\na pt is not breathing\nq\n")
    assert "Stop planning." in result.stdout
    assert "In this order" in result.stdout
    assert "Group session." not in result.stdout


def test_the_first_line_of_plain_mode_may_be_a_sentence() -> None:
    result = run("plain", lines="client leaves tomorrow, needs a shelter\nl\nq\n")
    assert "A number, or what you need in your own words:" in result.stdout
    assert "[what I need: A place to sleep]" in result.stdout
    assert "Step-down list. " in result.stdout

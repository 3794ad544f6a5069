import re
from collections.abc import Iterator
from typing import Any

import pytest

from bht_assist.content.explain import valid
from bht_assist.content.models import Flow
from bht_assist.content.proof_page import proof_page
from tests.core import core

WORDS = {
    *("title", "about", "staff", "client", "why", "example", "probes", "say"),
    *("low_words", "high_words", "how", "unit", "then", "move", "drop"),
}
"""Keys whose values staff or clients meet."""


@pytest.fixture(scope="module", params=["safety_plan", "group_session", "discharge"])
def flow(request: pytest.FixtureRequest) -> Flow:
    return core().flows[request.param]


def words_of(tree: Any, key: str = "") -> Iterator[str]:
    if isinstance(tree, dict):
        for name, value in tree.items():
            yield from words_of(value, name)
    elif isinstance(tree, list | tuple):
        for each in tree:
            yield from words_of(each, key)
    elif isinstance(tree, str) and key in WORDS and tree:
        yield tree


def test_every_word_that_staff_and_clients_meet_is_on_the_page(flow: Flow) -> None:
    page = proof_page(flow)
    assert [words for words in words_of(flow.plain()) if words not in page] == []


def test_the_steps_are_numbered_in_the_order_of_the_flow(flow: Flow) -> None:
    numbered = re.findall(r"^(\d+)\. (.*) \[", proof_page(flow), re.MULTILINE)
    assert [number for number, _ in numbered] == [str(n + 1) for n in range(len(flow.steps))]
    assert [name for _, name in numbered] == [step.title or step.id for step in flow.steps]


PAGE = """\
A walk (walk), about 5 minutes
Where to.

== First ==
Look out of the window.

1. where [choice, optional, private, locked]
    when: today
    client: Where to?
    ( ) Up
    ( ) Down
    ? Where last?
    ! Not there.
    ! It rains.

2. far [scale]
    low_words: near
    high_words: far
    1-2-3 The hill

3. dogs [records]
    ___ Name
    ___ Fierce? / Yes / No

4. plan [agenda]
    - Open: Hello.: Wave.
    - Close
    ! Too long.

== Checks over the whole plan ==
G1 [gap] Say where.
    when: not where
G2 [hint] Open.
    when: blank"""


def test_the_page_is_plain_text_that_a_clinician_can_mark() -> None:
    minutes = {"min": 1, "typical": 2, "max": 3}
    walk = valid(
        Flow,
        {
            "flow": "walk",
            "title": "A walk",
            "about": "Where to.",
            "minutes": 5,
            "sections": [
                {
                    "id": "first",
                    "title": "First",
                    "about": "Look out of the window.",
                    "steps": [
                        {
                            "id": "where",
                            "ask": "choice",
                            "when": "today",
                            "optional": True,
                            "private": True,
                            "locked": True,
                            "client": "Where to?",
                            "options": [{"id": "up", "say": "Up"}, {"id": "down", "say": "Down"}],
                            "probes": ["Where last?"],
                            "rules": [{"must": "answer", "say": "Not there."}],
                            "hints": [{"when": "where", "say": "It rains."}],
                        },
                        {
                            "id": "far",
                            "ask": "scale",
                            "low_words": "near",
                            "high_words": "far",
                            "rows": [{"id": "hill", "say": "The hill"}],
                        },
                        {
                            "id": "dogs",
                            "ask": "records",
                            "head": [{"id": "name", "ask": "text", "say": "Name"}],
                            "fields": [
                                {
                                    "id": "fierce",
                                    "ask": "choice",
                                    "say": "Fierce?",
                                    "options": [
                                        {"id": "y", "say": "Yes"},
                                        {"id": "n", "say": "No"},
                                    ],
                                }
                            ],
                        },
                        {
                            "id": "plan",
                            "ask": "agenda",
                            "topic": "where",
                            "minutes": "far",
                            "segments": [
                                {"id": "open", "title": "Open", "say": "Hello.", "how": "Wave."}
                            ],
                            "short_segments": [{"id": "end", "title": "Close", "minutes": minutes}],
                            "limits": [
                                {"when": "where", "segment": "open", "max": 2, "why": "Too long."}
                            ],
                        },
                    ],
                }
            ],
            "checks": [
                {"id": "G1", "level": "gap", "when": "not where", "say": "Say where."},
                {"id": "G2", "level": "hint", "each": "blank", "say": "Open."},
            ],
        },
    )
    assert proof_page(walk) == PAGE

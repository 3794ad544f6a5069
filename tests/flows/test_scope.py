"""What an answer is worth to texts and conditions: options in words, facts copied."""

from pathlib import Path

import pytest

from bht_assist.flows.guide import Guide

from .packs import guide, seen
from .steps import RESOURCES, TOPICS

PARTS = """
- {id: plan, ask: choice, staff: Plan?, options: [{id: php, say: Day program}, b]}
- {id: own, ask: choice, staff: Own?, own_words: true, options: [{id: php, say: Day program}, b]}
- {id: many, ask: choices, staff: Many?, options: [{id: php, say: Day program}, {id: b, say: B}]}
- {id: sign, ask: signature, staff: Sign?, options: [{id: signed, say: Signed it}]}
- {id: about, ask: topic, staff: Topic?}
- id: rows
  ask: records
  staff: Rows?
  fields:
    - {id: what, ask: text, say: What}
    - {id: state, ask: choice, say: State, options: [{id: done, say: All done}]}
- id: safe
  ask: records
  staff: Safe?
  target: 2
  head: [{id: asked, ask: choice, say: Asked, options: [{id: yes, say: "Yes, asked"}]}]
  fields: [{id: what, ask: text, say: What}]
- id: folk
  ask: people
  staff: Who?
  fields: [{id: near, ask: choice, say: Near, options: [{id: far, say: Far away}]}]
- {id: lines, ask: resources, staff: Lines?, always: [line-1]}
- {id: note, ask: info, staff: Read.}
"""
EXTRA = """
checks:
  - {id: few, each: below_target, level: hint, say: Few.}
  - {id: open, each: blank, level: gap, say: Open.}
"""
NAMES = "{{ lines | map(attribute='name') | join }}"


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> Guide:
    files = {"resources/r.yaml": RESOURCES, "topics/t.yaml": TOPICS}
    return guide(tmp_path_factory.mktemp("pack"), PARTS, EXTRA, files)


@pytest.mark.parametrize(
    ("answers", "source", "words"),
    [
        ({"plan": "php"}, "{{ plan }} {{ plan == 'php' }}", "Day program yes"),
        ({"own": "php"}, "{{ own }}", "Day program"),
        ({"own": "my sofa"}, "{{ own }}", "my sofa"),
        ({"many": ["php", "b"]}, "{{ many }} {{ 'php' in many }}", "Day program, B yes"),
        ({"sign": "signed"}, "{{ sign }}", "Signed it"),
        ({"about": "knots"}, "{{ about.title }}", "Good knots"),
        ({"about": "gone"}, "{{ about }}{{ about.title }}", "gone"),
        ({"rows": [{"what": "a", "state": "done"}]}, "{{ (rows | first).state }}", "All done"),
        ({"rows": [{"what": "a"}]}, "{{ (rows | first).what }}", "a"),
        ({"rows": [{"state": 5}]}, "{{ (rows | first).state }}", "5"),
        ({"safe": {"asked": "yes"}}, "{{ safe.asked }} {{ safe.asked != 'no' }}", "Yes, asked yes"),
        ({"safe": {"items": [{"what": "a"}]}}, "{{ (safe['items'] | first).what }}", "a"),
        ({"folk": [{"name": "Ana", "near": "far"}]}, "{{ (folk | first).near }}", "Far away"),
        ({}, NAMES, "Night line"),
        ({"lines": [{"id": "x", "name": "X"}]}, NAMES, "Night line, X"),
        ({"lines": [{"id": "line-1", "name": "Old"}]}, NAMES, "Old"),
        ({"lines": [{"id": {"a": 1}, "name": "X"}]}, "{{ lines | length }}", "2"),
    ],
)  # fmt: skip
def test_texts_read_answers_in_words(
    answers: dict[str, object], source: str, words: str, parts: Guide
) -> None:
    assert seen(parts, **answers).words(source) == words


def test_a_record_with_a_head_is_counted_by_its_rows(parts: Guide) -> None:
    few = {
        e.step
        for e in seen(parts, safe={"asked": "yes", "items": [{"what": "a"}]}).findings
        if e.rule == "few"
    }
    enough = seen(parts, safe={"items": [{"what": "a"}, {"what": "b"}]}).findings
    assert "safe" in few
    assert not [each for each in enough if (each.rule, each.step) == ("few", "safe")]


def test_something_to_read_is_never_found_blank(parts: Guide) -> None:
    assert "note" not in {each.step for each in seen(parts).findings}


def test_a_private_address_is_never_copied(tmp_path: Path) -> None:
    hidden = RESOURCES.replace(
        "address: 1 Main St", "address: 1 Main St\n        private_address: true"
    )
    files = {"resources/r.yaml": hidden}
    made = guide(tmp_path, "- {id: lines, ask: resources, staff: L?, always: [line-1]}", "", files)
    assert "1 Main St" not in str(seen(made).scope["lines"])


def test_a_step_that_shows_what_is_current_says_what_became_of_each(tmp_path: Path) -> None:
    step = "- {id: lines, ask: resources, staff: L?, always: [line-1], current: true}"
    made = guide(tmp_path, step, "", {"resources/r.yaml": RESOURCES})
    old = {"id": "line-1", "name": "Old name", "phone": "602-555-0000"}
    gone = {"id": "line-9", "name": "Nobody", "phone": "602-555-0009"}
    now, left = seen(made, lines=[old, gone]).scope["lines"]
    assert (now["was_phone"], now["name"] != "Old name") == ("602-555-0000", True)
    assert (left["gone"], left["ended"], left["name"]) == (True, "", "Nobody")
    same = seen(made).scope["lines"][0]
    assert (same["was_phone"], same["stale"], same["need_calls"]) == ("", False, {})

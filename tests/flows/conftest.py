"""The small conversation that several tests of the engine hold: a bus ride."""

import pytest

from bht_assist.content.library import Library
from bht_assist.flows.guide import Guide

from .packs import guide, library
from .steps import RESOURCES, TOPICS

STOP = """
lexicon: stop
rule: S1
kind: stop
level: stop_now
say: Stop and call.
groups: [{why: Danger, words: {en: [give up, end it]}}]
"""
SHORT = """
lexicon: short
rule: C1
kind: too_long
limit: 3
say: Make it short.
"""
STEPS = """
- {id: who, ask: text, staff: Who?, title: Name}
- {id: rides, ask: yes_no, staff: "Does {{ who }} ride?"}
- id: bus
  ask: items
  staff: Which bus?
  when: rides
  target: 2
  max: 3
  was: [line]
  coach: [short]
- {id: story, ask: text, staff: Story?, optional: true, when: bus, escalate: [stop]}
- id: size
  ask: number
  staff: How many?
  rules: [{must: answer > 2 or who == 'Eva', say: "{{ who }}: {{ answer }} is too few."}]
  hints: [{when: size == 7, say: "Seven for {{ who }}."}, {when: not size, say: Count them.}]
- {id: last, ask: text, staff: Anything else?, optional: true}
"""
CHECKS = """
values: {two: "bus | length == 2"}
documents: [paper, card]
checks:
  - {id: blank, each: blank, level: gap, say: "{{ step }} is open."}
  - {id: few, each: below_target, level: hint, say: "{{ step }} is short."}
  - {id: pair, when: two, level: review, say: "Two for {{ who }}.", fix: bus, blocks: [card]}
  - {id: left, when: "skipped.who.reason == 'declined'", level: stop, say: Ask again., fix: who}
"""


@pytest.fixture(scope="module")
def ride(tmp_path_factory: pytest.TempPathFactory) -> Guide:
    words = {"lexicons/stop.yaml": STOP, "lexicons/short.yaml": SHORT}
    return guide(tmp_path_factory.mktemp("pack"), STEPS, CHECKS, words)


@pytest.fixture(scope="module")
def shelves(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("pack")
    return library(folder, {"resources/r.yaml": RESOURCES, "topics/t.yaml": TOPICS})

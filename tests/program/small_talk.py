"""A small conversation to hold in lines: signs, a note, helpers and a place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.program.packs import Talked, talked

if TYPE_CHECKING:
    from bht_assist.flows.guide import Guide

STEPS = """
- {id: hello, ask: info, title: Hello, staff: Welcome}
- id: signs
  ask: items
  title: Signs
  client: Which signs?
  why: They come early.
  example: I stop eating
  probes: ["What came before {{ today }}?"]
  escalate: [stop]
  coach: [dull]
- {id: note, ask: text, title: Note, client: A note?, lines: 3, escalate: [stop]}
- {id: helpers, ask: people, title: Helpers, client: Who helps?}
- id: place
  ask: text
  title: Place
  client: Which place?
  when: helpers
  hints: [{when: helpers, say: "Is it near {{ (helpers | first).name }}?"}]
  rules: [{must: "answer != 'nowhere'", say: Somewhere is better.}]
"""
FILES = {
    "documents/paper.md": """
        ---
        title: Paper
        for: small
        audience: client
        ---
        # Paper

        {% for sign in signs %}
        - {{ sign }}
        {% endfor %}

        {{ note }} {{ place }} {% for p in helpers %}{{ p.name }}{% endfor %}
        """.replace("\n        ", "\n").lstrip(),
    "cards/crisis.md": "---\ncard: crisis\ntitle: Call now\n---\nStay with them.",
    "lexicons/dull.yaml": (
        "lexicon: dull\nrule: Q01\nkind: whole\nsay: Say more.\nprobe: How?\n"
        "groups: [{why: x, words: {en: [stuff]}}]\n"
    ),
    "lexicons/stop.yaml": (
        "lexicon: stop\nrule: S01\nkind: stop\nlevel: stop_now\nsay: Call somebody.\n"
        "card: crisis\ngroups: [{why: x, words: {en: [over now]}}]\n"
    ),
    "facility.yaml": (
        "escalation: [{role: Nurse, name: Ana, phone: 602-555-0101}, {role: Doctor}]\n"
    ),
    "pack.yaml": (
        "id: small\nversion: '1'\ntitle: Small\n"
        "skip_reasons: [{id: declined, say: Would rather not}]\n"
    ),
}
MORE = """
documents: [paper]
checks:
  - {id: no_helper, level: gap, when: not helpers, say: Nobody helps.}
  - {id: quiet, level: hint, when: not note, say: A quiet word.}
"""


def held(guide: Guide, *lines: str, fails: int = 0) -> Talked:
    """Talk on after the greeting."""
    return talked(guide, "", *lines, fails=fails)

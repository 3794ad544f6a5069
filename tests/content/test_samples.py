"""The samples of the format's description load, with the least of what they name around them."""

from pathlib import Path

import pytest

from bht_assist.content.library import Library, load
from bht_assist.content.models.steps import Items
from bht_assist.proofreading import proofread

from .packs import TODAY, write

FLOW = """\
flow: safety_plan
title: Safety plan
about: >-
  Built together, in the client's own words, one step at a time.
minutes: 25
asks: [safety plan, crisis plan, plan for hard moments]     # what people type to reach it
values:  # named expressions, usable in every `when` and text below
  reachable: "helpers | selectattr('phone') | list"
sections:
  - id: start
    title: Start
    steps:
      - id: who
        ask: text
        client: What do we call you?
  - id: signs
    title: Early signs
    steps:
      - id: warning_signs
        ask: items                    # info text items choice choices yes_no scale number date
                                      # time people records resources topic agenda signature
        staff: >-                     # what staff read or say
          Ask what {{ who }} notices first when things start to get hard.
        client: What tells me that a hard time may be starting?     # what the paper says
        why: >-                       # the rationale, shown on request
          Early signs are when the plan is easiest to use.
        example: I stop answering my sister's texts
        min: 1
        target: 3
        max: 6
        suggest: lists/early_signs
        probes: ["What came just before that, last time?"]
        coach: [placeholder, generic, too_long, staff_voice]  # item checks
        escalate: [stop_words]
        was: [triggers]               # ids that older saved plans used
      - id: helpers
        ask: people
        client: Who can I call?
      - id: lines
        ask: items
        client: Which lines can I call?
checks:                               # over the whole plan; run at review and before any document
  - {id: no_number, level: stop, when: "not reachable and not lines", say: Nobody., fix: helpers}
documents: [safety_plan_client, safety_plan_wallet, safety_plan_chart]
"""
CLIENT = """\
---
title: My safety plan
for: safety_plan
audience: client            # client | staff | chart | family | provider
file_name: safety-plan-{{ today }}
print: {size: letter, type: 14}
---
# My safety plan
{% if who %}Made by {{ who }} on {{ today }}{% endif %}

## 1. Early signs
{% for sign in warning_signs %}
- {{ sign }}
{% endfor %}

## 4. People who can help
| Name | Phone | What I will say |
|---|---|---|
{% for p in helpers %}
| {{ p.name }} | {{ p.phone }} | {{ p.note }} |
{% endfor %}

::: card My card
- 988, call or text
- {{ (reachable | first).name }} {{ (reachable | first).phone }}
:::

![Dial 988](qr:tel:988)

::: signatures
- {{ who or "Client" }}
- Staff
:::
"""
SHORT = "---\ntitle: Copy\nfor: safety_plan\naudience: {audience}\n---\n{{{{ lines }}}}\n"
LEXICON = "lexicon: {name}\nrule: {rule}\nkind: {kind}\nsay: Try other words.\n"
FILES = {
    "pack.yaml": "id: sample\nversion: '1'\ntitle: Sample\n",
    "flows/safety_plan.yaml": FLOW,
    "documents/safety_plan_client.md": CLIENT,
    "documents/safety_plan_wallet.md": SHORT.format(audience="client"),
    "documents/safety_plan_chart.md": SHORT.format(audience="chart"),
    "lists/early_signs.yaml": "list: early_signs\ntitle: Early signs\nitems: [I sleep badly]\n",
    "lexicons/placeholder.yaml": LEXICON.format(name="placeholder", rule="L1", kind="whole"),
    "lexicons/generic.yaml": LEXICON.format(name="generic", rule="L2", kind="whole"),
    "lexicons/too_long.yaml": LEXICON.format(name="too_long", rule="L3", kind="too_long"),
    "lexicons/staff_voice.yaml": LEXICON.format(name="staff_voice", rule="L4", kind="contains"),
    "lexicons/stop_words.yaml": LEXICON.format(name="stop_words", rule="L5", kind="stop"),
}


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return load(write(tmp_path, FILES), core=False)


def test_the_sample_flow_and_the_sample_document_are_in_order(library: Library) -> None:
    assert [str(each) for each in proofread(library, TODAY)] == []


def test_a_step_of_the_sample_holds_what_its_author_wrote(library: Library) -> None:
    step = library.flows["safety_plan"].steps[1]
    assert isinstance(step, Items)
    assert step.staff == "Ask what {{ who }} notices first when things start to get hard."
    assert (step.min, step.target, step.max) == (1, 3, 6)
    assert step.coach == ("placeholder", "generic", "too_long", "staff_voice")
    assert step.was == ("triggers",)
    assert library.documents["safety_plan_client"].print.type == 14

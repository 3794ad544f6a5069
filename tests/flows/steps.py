"""One step of each kind, and a shelf with a resource and a topic."""

from collections.abc import Mapping

from bht_assist.content.models.steps import StepBase

from .packs import options, step

RESOURCES = """
    resources:
      - id: line-1
        name: Night line
        needs: [crisis]
        what_for: Somebody to talk to
        phones: [{number: "6025550142", say: then press 1}, {kind: text, number: "741741", say: HI}]
        hours: all day
        audience: anyone
        cost: free
        address: 1 Main St
        verified_on: 2026-11-01
        verified_how: called
"""
TOPICS = """
    topics:
      - id: knots
        family: craft
        title: Good knots
        audience: [adults]
        acuity_ok: [low]
        group_size: {min: 2, ideal: [3, 8], max: 12}
        objectives: [Tie one]
        teach: {minutes: {min: 3, typical: 5, max: 8}, points: [Over]}
        activities: [{id: race, name: Race, how: Race., minutes: {min: 4, typical: 6, max: 10}}]
        discussion: {minutes: {min: 4, typical: 6, max: 10}, questions: [Where]}
        closing: Show it.
        practice: Tie one a day.
        handout: My knot.
"""

FIELDS = [
    {"id": "what", "ask": "text", "say": "What"},
    {"id": "state", "ask": "choice", "say": "State", "options": options("done", "open")},
    {"id": "sure", "ask": "yes_no", "say": "Sure"},
    {"id": "count", "ask": "number", "say": "How many"},
    {"id": "day", "ask": "date", "say": "Day"},
    {"id": "at", "ask": "time", "say": "At"},
    {"id": "call", "ask": "phone", "say": "Call"},
    {"id": "story", "ask": "text", "say": "Story", "lines": 3},
]
ROWS = [{"id": "sleep", "say": "Sleep"}, {"id": "food", "say": "Food"}]
ENDS = {"low_words": "not", "high_words": "very"}
SEGMENTS = [{"id": "teach", "title": "Teach"}]

STEPS: Mapping[str, StepBase] = {
    "info": step("info"),
    "text": step("text"),
    "long": step("text", lines=4),
    "items": step("items"),
    "choice": step("choice", options=options("php", "day_care")),
    "own": step("choice", options=options("php", "iop"), own_words=True),
    "choices": step("choices", options=[*options("a", "b"), {"id": "c", "say": "C, or d"}]),
    "own_many": step("choices", options=options("a", "b"), own_words=True),
    "yes_no": step("yes_no"),
    "scale": step("scale", **ENDS),
    "rated": step("scale", rows=ROWS, **ENDS),
    "number": step("number", min=2, max=40),
    "range": step("number", min=-5, max=40, range=True),
    "date": step("date"),
    "time": step("time"),
    "people": step("people", fields=[FIELDS[2]]),
    "records": step("records", fields=FIELDS),
    "headed": step("records", fields=FIELDS[:1], head=[FIELDS[1], FIELDS[0]]),
    "resources": step("resources"),
    "topic": step("topic"),
    "agenda": step("agenda", topic="t", minutes="m", segments=SEGMENTS),
    "signature": step("signature", options=options("signed", "declined")),
}

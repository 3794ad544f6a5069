"""What holds for every conversation, whatever was said in whatever order."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bht_assist.documents.template import write
from bht_assist.documents.text import render
from bht_assist.flows.guide import Guide
from bht_assist.flows.review import report
from bht_assist.flows.session import (
    Acknowledged,
    Answered,
    Cleared,
    Event,
    Moved,
    Session,
    Skipped,
    Undoable,
    frozen,
    restored,
    saved,
    thawed,
)
from bht_assist.flows.shapes import fits
from bht_assist.flows.view import View, view

from .events import events, fitting, logs
from .packs import guide
from .steps import RESOURCES

STEPS = """
- {id: ride, ask: yes_no, staff: Ride?}
- {id: plan, ask: choice, staff: "Plan, {{ ride }}?", options: [php, iop], own_words: true}
- {id: bus, ask: items, staff: Bus?, when: ride, target: 2, was: [line, tram], escalate: [stop]}
- {id: folk, ask: people, staff: Who?, when: many_buses or plan == 'php', escalate: [stop]}
- {id: safe, ask: choices, staff: Safe?, when: ride and folk, options: [a, b], own_words: true}
- {id: lines, ask: resources, staff: Lines?, when: plan, always: [line-1]}
- id: size
  ask: number
  staff: How many?
  max: 40
  rules: [{must: not bus or answer > 3, say: "{{ bus | join }} needs more."}]
  hints: [{when: folk, say: "With {{ folk | map(attribute='name') | join }}."}]
- {id: story, ask: text, staff: Story?, optional: true, when: size > 2, escalate: [stop]}
- id: rows
  ask: records
  staff: Rows?
  when: not (safe and story)
  head: [{id: asked, ask: choice, say: Asked, options: [done, later]}]
  fields: [{id: what, ask: text, say: What}]
"""
MORE = """
documents: [paper]
values:
  last_word: "loudest or story"
  loudest: "(folk | first).name or plan"
  many_buses: "bus | length > 1"
checks:
  - {id: blank, each: blank, level: gap, say: "{{ step }} is open."}
  - {id: few, each: below_target, level: hint, say: "{{ step }} is short."}
  - {id: word, when: last_word, level: review, say: "{{ last_word }}, {{ bus }}, {{ folk }}"}
"""
STOP = """
lexicon: stop
rule: S1
kind: stop
level: stop_now
say: Stop and call.
groups: [{why: Danger, words: {en: [kill myself, want to die]}}]
"""
PAPER = """---
title: Paper
for: small
audience: client
---
# Paper of {{ plan }}
{{ ride }} {{ plan }} {{ bus }} {{ folk }} {{ safe }} {{ lines }} {{ size }} {{ story }} {{ rows }}
{{ last_word }} {{ loudest }} {{ many_buses }}
{% for found in findings %}
- {{ found.say }} {{ found.matched }}
{% endfor %}
"""
FEW = settings(deadline=None, max_examples=25)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Guide:
    files = {
        "resources/r.yaml": RESOURCES,
        "lexicons/stop.yaml": STOP,
        "documents/paper.md": PAPER,
    }
    return guide(tmp_path_factory.mktemp("pack"), STEPS, MORE, files)


def talk(guide: Guide, log: list[Event]) -> Session:
    return guide.start().add(*log)


def shown(seen: View) -> dict[str, object]:
    """Give everything that a view shows but the place."""
    return {
        "steps": seen.steps,
        "scope": dict(seen.scope),
        "findings": seen.findings,
        "hold": seen.hold,
        "held": seen.held,
        "leftovers": sorted(seen.leftovers, key=lambda left: left.step),
    }


def paper(seen: View) -> str:
    return render(write(seen.guide.library.documents["paper"], seen).page)


def last_said(seen: View, session: Session) -> dict[str, Event]:
    """Give the last word on each step, by today's name."""
    last: dict[str, Event] = {}
    for event in session.events:
        name = seen.guide.renamed.get(event.step, event.step)
        if isinstance(event, Answered | Skipped):
            last[name] = event
        elif isinstance(event, Cleared):
            last.pop(name, None)
    return last


@FEW
@given(st.data())
def test_no_order_of_events_raises(small: Guide, data: st.DataObject) -> None:
    seen = view(small, talk(small, data.draw(logs(small))))
    paper(seen)
    json.dumps(report(seen))


@FEW
@given(st.data())
def test_the_same_log_gives_the_same_view_whatever_was_looked_at_before(
    small: Guide, data: st.DataObject
) -> None:
    fresh = Guide(small.flow, small.library, small.today)
    session, other = (talk(small, data.draw(logs(small))) for _ in range(2))
    before = view(small, session)
    view(small, other)
    for again in (view(small, session), view(fresh, session)):
        assert shown(again) == shown(before)
        assert again.place == before.place


@FEW
@given(st.data())
def test_a_saved_conversation_looks_the_same(small: Guide, data: st.DataObject) -> None:
    session = talk(small, data.draw(logs(small)))
    back = view(small, restored(json.loads(json.dumps(saved(session)))))
    assert shown(back) == shown(view(small, session))


@FEW
@given(st.data())
def test_undo_shows_what_was_there_before_and_redo_what_was_after(
    small: Guide, data: st.DataObject
) -> None:
    session = talk(small, data.draw(logs(small)))
    event = data.draw(events(small).filter(lambda each: isinstance(each, Undoable)))
    after = session.add(event)
    assert shown(view(small, after.undo())) == shown(view(small, session))
    assert view(small, after.undo()).place == view(small, session).place
    assert shown(view(small, after.undo().redo())) == shown(view(small, after))


@FEW
@given(st.data())
def test_the_place_is_never_a_hidden_step(small: Guide, data: st.DataObject) -> None:
    seen = view(small, talk(small, data.draw(logs(small))))
    assert seen.place is None or seen.step(seen.place).visible


def _marked(name: str) -> object:
    mark = f"mark {name} kill myself"
    return {
        "plan": mark,
        "bus": (mark, mark),
        "folk": frozen([{"name": mark, "note": mark}]),
        "safe": (mark,),
        "lines": frozen([{"id": mark, "name": mark}]),
        "story": mark,
        "rows": frozen({"asked": "done", "items": [{"what": mark}]}),
    }[name]


@FEW
@given(st.data())
def test_a_hidden_answer_is_never_seen_by_a_condition_a_value_or_a_paper(
    small: Guide, data: st.DataObject
) -> None:
    names = ["plan", "bus", "folk", "safe", "lines", "story", "rows"]
    answers: list[Event] = [Answered(name, _marked(name)) for name in names]
    session = talk(small, answers + data.draw(logs(small, 6)))
    seen = view(small, session)
    without = session.add(*(Cleared(each.step.id) for each in seen.steps if not each.visible))
    assert shown(view(small, without))["scope"] == shown(seen)["scope"]
    everything = " ".join(
        (str(seen.scope), paper(seen), str(seen.findings), str([each.value for each in seen.steps]))
    )
    for each in seen.steps:
        assert each.visible or f"mark {each.step.id} " not in everything
        assert each.visible or not seen.scope[each.step.id]


@FEW
@given(st.data())
def test_changing_an_answer_and_changing_it_back_shows_the_same(
    small: Guide, data: st.DataObject
) -> None:
    session = talk(small, data.draw(logs(small)))
    seen = view(small, session)
    name = data.draw(st.sampled_from(list(small.by_id)))
    other = data.draw(fitting(small.by_id[name], small))
    was = last_said(seen, session).get(name, Cleared(name))
    back = session.add(Answered(name, other), was, Moved("size"))
    assert shown(view(small, back)) == shown(seen)
    assert view(small, back).place == view(small, session.add(Moved("size"))).place


@FEW
@given(st.data())
def test_hiding_and_showing_again_brings_every_answer_back(
    small: Guide, data: st.DataObject
) -> None:
    session = talk(small, data.draw(logs(small))).add(Answered("ride", value=True))
    around = session.add(Answered("ride", value=False), Answered("ride", value=True))
    assert shown(view(small, around)) == shown(view(small, session))


@FEW
@given(st.data())
def test_moving_about_changes_nothing_but_the_place(small: Guide, data: st.DataObject) -> None:
    session = talk(small, data.draw(logs(small)))
    names = st.sampled_from([*small.by_id, "line", "gone"])
    moves = data.draw(st.lists(st.builds(Moved, names, st.booleans()), max_size=4))
    assert shown(view(small, session.add(*moves))) == shown(view(small, session))


@FEW
@given(st.data())
def test_going_to_a_step_that_is_asked_leads_there_unless_a_stop_holds(
    small: Guide, data: st.DataObject
) -> None:
    session = talk(small, data.draw(logs(small)))
    step = data.draw(st.sampled_from(view(small, session).visible)).step.id
    seen = view(small, session.add(Moved(step)))
    assert seen.place == (step if seen.hold is None else seen.hold.step)


@FEW
@given(st.data())
def test_nothing_that_was_said_is_ever_dropped(small: Guide, data: st.DataObject) -> None:
    session = talk(small, data.draw(logs(small)))
    seen = view(small, session)
    left = {each.step: each.value for each in seen.leftovers}
    for name, event in last_said(seen, session).items():
        step = small.by_id.get(name)
        if isinstance(event, Skipped):
            kept = {"skip": event.reason, "to": event.to}
            assert step is not None or thawed(left[name]) == kept
        elif isinstance(event, Answered) and (step is None or not fits(step, event.value)):
            assert left[name] == event.value
        else:
            assert name not in left


@FEW
@given(st.data())
def test_a_visible_step_shows_the_last_thing_said_of_it(small: Guide, data: st.DataObject) -> None:
    session = talk(small, data.draw(logs(small)))
    seen = view(small, session)
    last = last_said(seen, session)
    for each in seen.visible:
        event = last.get(each.step.id)
        if isinstance(event, Skipped):
            assert (each.status, each.reason, each.to) == ("skipped", event.reason, event.to)
        elif isinstance(event, Answered) and fits(each.step, event.value):
            assert each.status == "done" or event.value == ()
            assert each.step.id == "lines" or each.value == event.value
        else:
            assert each.status == ("done" if each.step.id == "lines" else "todo")


@FEW
@given(st.data())
def test_a_stop_holds_until_somebody_is_called_and_again_when_the_words_change(
    small: Guide, data: st.DataObject
) -> None:
    session = talk(small, data.draw(logs(small))).add(Answered("size", 5))
    session = session.add(Answered("story", "kill myself"))
    seen = view(small, session)
    stops = [each for each in seen.findings if each.level == "stop_now"]
    assert seen.hold is not None
    calls = [Acknowledged(each.step, each.rule, each.matched, "Dana", "9:00") for each in stops]
    told = session.add(*calls)
    assert view(small, told).hold is None
    moved = view(small, told.add(Moved("ride"))).hold
    assert moved is None
    again = view(small, told.add(Answered("story", "I want to die"))).hold
    assert again is not None
    assert again.matched == "want to die"


@FEW
@given(st.data())
def test_a_stop_that_nobody_was_called_about_keeps_the_place(
    small: Guide, data: st.DataObject
) -> None:
    stop: list[Event] = [Answered("size", 5), Answered("story", "kill myself")]
    seen = view(small, talk(small, stop + data.draw(logs(small, 5))))
    assert seen.hold is None or seen.place == seen.hold.step

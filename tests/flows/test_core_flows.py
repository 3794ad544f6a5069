"""The flows of the core pack, whatever is said in them."""

import json
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bht_assist.documents.template import write
from bht_assist.flows.guide import Guide, guide_to
from bht_assist.flows.moves import back_to
from bht_assist.flows.review import report
from bht_assist.flows.session import Answered, Moved, frozen, restored, saved
from bht_assist.flows.view import view
from tests.core import core

from .events import logs
from .packs import DAY, seen

FLOWS = ["safety_plan", "group_session", "discharge"]


@cache
def talk(flow: str) -> Guide:
    return guide_to(core(), flow, DAY)


@pytest.mark.parametrize("flow", FLOWS)
@settings(deadline=None, max_examples=10)
@given(data=st.data())
def test_no_order_of_events_breaks_a_core_flow(flow: str, data: st.DataObject) -> None:
    guide = talk(flow)
    session = guide.start().add(*data.draw(logs(guide, 25)))
    now = view(guide, session)
    json.dumps(report(now))
    for name in guide.flow.documents:
        write(guide.library.documents[name], now)
    assert now.place is None or now.step(now.place).visible
    assert view(guide, restored(json.loads(json.dumps(saved(session))))).findings == now.findings


@pytest.mark.parametrize("flow", FLOWS)
@settings(deadline=None, max_examples=8)
@given(data=st.data())
def test_undo_in_a_core_flow_takes_back_and_redo_puts_back(flow: str, data: st.DataObject) -> None:
    guide = talk(flow)
    session = guide.start().add(*data.draw(logs(guide, 10)))
    assert not session.can_undo or session.undo().redo() == session
    view(guide, session.undo())


def test_going_back_step_by_step_comes_to_the_first_question() -> None:
    guide = talk("discharge")
    session = guide.start().add(Moved(guide.steps[-1].id, past=True))
    visited = [view(guide, session).place]
    while (before := back_to(view(guide, session))) is not None:
        session = session.add(Moved(before))
        visited.append(before)
    asked = [each.step.id for each in view(guide, session).visible]
    assert visited == [None, *reversed(asked)]


def test_minutes_that_are_too_few_or_too_many_are_a_problem_of_the_agenda() -> None:
    guide = talk("group_session")
    topic = next(iter(guide.library.topics))
    for minutes, problem in ((5, "too short"), (240, "too long")):
        answers = {"topic": topic, "minutes": minutes, "group_size": 6}
        agenda = seen(guide, **answers).step("agenda")
        assert agenda.status == "todo"
        assert problem in agenda.problems[0]
        assert f"{minutes} minutes" in agenda.problems[0]


def test_an_agenda_waits_for_a_topic_and_minutes() -> None:
    guide = talk("group_session")
    topic = next(iter(guide.library.topics))
    assert seen(guide, topic=topic).step("agenda").status == "todo"
    assert seen(guide, minutes=45).step("agenda").status == "todo"
    assert seen(guide, topic="gone", minutes=45).step("agenda").status == "todo"
    assert seen(guide, topic=topic, minutes=45, group_size=6).step("agenda").status == "done"


def test_an_agenda_that_cannot_be_fitted_says_so_and_prints_nothing() -> None:
    guide = talk("group_session")
    topic = next(iter(guide.library.topics))
    pins = Answered("agenda", frozen({"teach": 5}))
    now = seen(guide, pins, topic=topic, minutes=5, group_size=6)
    assert now.step("agenda").problems
    assert now.words("{{ agenda.segments }}") == ""

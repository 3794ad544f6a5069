"""The log of a conversation: undo, redo, and its saved form."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bht_assist.flows.session import (
    Acknowledged,
    Answered,
    Cleared,
    Event,
    Moved,
    Session,
    Skipped,
    frozen,
    restored,
    saved,
    thawed,
)

WORDS = st.text(max_size=6)
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=6,
)
EVENTS: st.SearchStrategy[Event] = st.one_of(
    st.builds(Answered, WORDS, PLAIN.map(frozen)),
    st.builds(Skipped, WORDS, WORDS, WORDS),
    st.builds(Cleared, WORDS),
    st.builds(Moved, WORDS, st.booleans()),
    st.builds(Acknowledged, WORDS, WORDS, WORDS, WORDS, WORDS),
)
SESSIONS = st.lists(EVENTS, max_size=8).map(lambda events: Session("f", "s", tuple(events)))

ONE = Answered("a", "one")
TWO = Answered("a", "two")


@settings(deadline=None, max_examples=80)
@given(SESSIONS)
def test_redo_puts_back_exactly_what_undo_took(session: Session) -> None:
    assert not session.can_undo or session.undo().redo() == session


@settings(deadline=None, max_examples=40)
@given(SESSIONS)
def test_undoing_everything_and_redoing_everything_is_where_one_was(session: Session) -> None:
    now = session
    while now.can_undo:
        now = now.undo()
    while now.undone:
        now = now.redo()
    assert now == session


@settings(deadline=None, max_examples=80)
@given(SESSIONS)
def test_a_conversation_comes_back_from_json_as_it_was(session: Session) -> None:
    assert restored(json.loads(json.dumps(saved(session)))) == session


def test_undo_takes_back_the_last_answer() -> None:
    assert Session("f", events=(ONE, TWO)).undo().events == (ONE,)


@pytest.mark.parametrize("done", [ONE, Skipped("a", "declined"), Cleared("a")])
def test_answers_skips_and_clears_can_be_undone(done: Event) -> None:
    session = Session("f").add(done)
    assert session.last_done == done
    assert session.undo().events == ()


@pytest.mark.parametrize("event", [Moved("a"), Acknowledged("a", "r", "m", "n", "t")])
def test_moving_and_calling_somebody_are_not_undone_alone(event: Event) -> None:
    session = Session("f").add(event)
    assert not session.can_undo
    assert session.last_done is None
    assert session.undo() == session


def test_undo_takes_the_moves_that_followed_an_answer_too() -> None:
    assert Session("f").add(ONE, TWO, Moved("b")).undo().events == (ONE,)


def test_redo_with_nothing_undone_changes_nothing() -> None:
    assert Session("f", events=(ONE,)).redo() == Session("f", events=(ONE,))


def test_looking_around_after_undo_keeps_redo() -> None:
    assert Session("f").add(ONE).undo().add(Moved("b")).redo().events == (Moved("b"), ONE)


def test_a_new_answer_after_undo_ends_redo() -> None:
    assert Session("f").add(ONE).undo().add(TWO).redo().events == (TWO,)


def test_a_frozen_answer_cannot_be_changed() -> None:
    rows = [{"name": "Ana", "more": ["x"]}]
    kept = frozen(rows)
    rows[0]["name"] = "Eva"
    assert thawed(kept) == [{"name": "Ana", "more": ["x"]}]
    with pytest.raises(TypeError):
        kept[0]["name"] = "Eva"


def test_what_was_undone_is_not_saved() -> None:
    assert restored(saved(Session("f").add(ONE, TWO).undo())).redo().events == (ONE,)


def _deep() -> object:
    value: object = "x"
    for _ in range(5000):
        value = [value]
    return value


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"flow": "f"},
        {"flow": "f", "events": 5},
        {"flow": "f", "events": [5]},
        {"flow": "f", "events": ["answer"]},
        {"flow": "f", "events": [{}]},
        {"flow": "f", "events": [{"kind": "dance", "step": "a"}]},
        {"flow": "f", "events": [{"kind": ["answer"], "step": "a"}]},
        {"flow": "f", "events": [{"kind": "answer", "step": "a"}]},
        {"flow": "f", "events": [{"kind": "clear", "step": "a", "more": "x"}]},
        {"flow": "f", "events": [{"kind": "answer", "step": {"a": 1}, "value": 1}]},
        {"flow": "f", "events": [{"kind": "skip", "step": "a", "reason": ["x"], "to": ""}]},
        {"flow": "f", "events": [{"kind": "answer", "step": "a", "value": _deep()}]},
        [],
    ],
)
def test_what_is_not_a_saved_conversation_is_refused(form: object) -> None:
    with pytest.raises(ValueError, match="not a saved conversation"):
        restored(form)  # type: ignore[arg-type]

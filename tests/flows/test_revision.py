"""Starting again from an earlier plan."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bht_assist.flows.answers_file import take
from bht_assist.flows.guide import Guide
from bht_assist.flows.revision import (
    OPEN,
    Change,
    RevisionError,
    asked_anew,
    changes,
    kept,
    parts_for,
    revised,
    standing,
    undecided,
)
from bht_assist.flows.session import Answered, Revised, Skipped, frozen, restored, saved
from bht_assist.flows.view import view

from .events import logs
from .packs import guide, session
from .test_core_flows import talk

STEPS = """\
- {id: hello, ask: info, anew: true, client: Hello}
- {id: ready, ask: yes_no, anew: true, client: Now?}
- {id: alone, ask: items, client: What can I do?}
- {id: places, ask: items, client: Where?, was: [spots]}
- {id: company, ask: people, client: Who is fun?}
- {id: helpers, ask: people, client: Who can I tell?}
- {id: pad, ask: items, private: true, client: Notes?}
- {id: note, ask: text, client: More?}
- {id: later, ask: items, when: ready, client: Later?}
"""
MARCO = {"name": "Marco", "phone": "602-555-0142"}


@pytest.fixture
def plan(tmp_path: Path) -> Guide:
    return guide(tmp_path, STEPS)


def test_what_was_said_is_there_and_what_is_asked_anew_is_not(plan: Guide) -> None:
    earlier = session(plan, ready=True, alone=["Walk", "Sing"], company=[MARCO], note="Hm", pad="x")
    now = view(plan, revised(earlier, plan))
    assert now.step("alone").value == ("Walk", "Sing")
    assert now.step("company").value == (frozen(MARCO),)
    assert now.step("note").value == "Hm"
    assert now.step("ready").status == "todo"
    assert now.place == "hello"
    assert changes(now) == ()


def test_each_entry_that_the_new_plan_asks_about_can_be_decided_about_once(plan: Guide) -> None:
    said = {"alone": ["Walk", "Walk"], "company": [MARCO], "pad": ["x"], "later": ["Sing"]}
    begun = view(plan, revised(session(plan, ready=True, **said), plan))
    assert standing(begun) == (
        Revised("alone", "Walk", "keep"),
        Revised("company", "Marco", "keep"),
    )


def test_an_entry_goes_to_parts_of_its_kind_that_are_asked_and_not_private(plan: Guide) -> None:
    begun = view(plan, revised(session(plan, alone=["Walk"]), plan))
    assert [each.id for each in parts_for("alone", begun)] == ["places"]
    assert [each.id for each in parts_for("company", begun)] == ["helpers"]


def test_the_questions_that_are_asked_anew_can_be_told(plan: Guide) -> None:
    assert [each.id for each in asked_anew(view(plan, plan.start()))] == ["ready"]


def test_what_stands_as_before_is_counted(plan: Guide) -> None:
    earlier = session(plan, alone=["Walk", "Sing", "Draw"])
    decided = [Revised("alone", "Sing", "drop"), Revised("alone", "Draw", "move", "", "places")]
    begun = revised(earlier, plan, decided)
    assert kept(view(plan, begun)) == 1
    assert kept(view(plan, begun.add(Answered("note", "New"), Answered("alone", ("Run",))))) == 0


def test_what_was_left_open_is_asked_again(plan: Guide) -> None:
    earlier = session(plan, Skipped("alone", "declined"))
    assert view(plan, revised(earlier, plan)).step("alone").status == "todo"


def test_what_no_step_can_hold_any_more_is_still_shown(plan: Guide) -> None:
    earlier = session(plan, Answered("gone", "old words"), alone=["Walk"])
    now = view(plan, revised(earlier, plan))
    assert [each.value for each in now.leftovers] == ["old words"]


def test_what_nobody_has_decided_about_stands_and_is_told_as_open(plan: Guide) -> None:
    earlier = session(plan, alone=["Walk", "Sing"], company=[MARCO])
    begun = revised(earlier, plan, [Revised("alone", "Walk", "drop", "No shoes")], OPEN)
    now = view(plan, begun)
    assert undecided(begun)
    assert now.step("alone").value == ("Sing",)
    assert changes(now) == (
        Change("alone", "Walk", "drop", "No shoes"),
        Change("alone", "Sing", "open"),
        Change("company", "Marco", "open"),
    )
    assert kept(now) == 0
    assert not undecided(revised(earlier, plan))


def test_entries_come_in_the_order_of_the_plan_whatever_was_said_first(plan: Guide) -> None:
    earlier = session(plan, helpers=[MARCO], alone=["Walk"])
    said = [each.said for each in view(plan, revised(earlier, plan)).revised]
    assert said == ["Walk", "Marco"]


def test_an_entry_is_dropped_or_moved_with_its_reason(plan: Guide) -> None:
    earlier = session(plan, alone=["Walk", "Library"], company=[MARCO], spots=["Pond"])
    now = view(
        plan,
        revised(
            earlier,
            plan,
            [
                Revised("alone", "Library", "move", "it is a place", "places"),
                Revised("alone", "Walk", "drop", "my knee"),
                Revised("company", "Marco", "move", "he knows", "helpers"),
                Revised("places", "Pond", "keep"),
            ],
        ),
    )
    assert now.step("alone").value is None
    assert now.step("places").value == ("Pond", "Library")
    assert now.step("helpers").value == (frozen(MARCO),)
    assert changes(now) == (
        Change("alone", "Walk", "drop", "my knee"),
        Change("alone", "Library", "move", "it is a place", "places"),
        Change("company", "Marco", "move", "he knows", "helpers"),
    )


def test_what_is_typed_afterwards_counts_as_a_change_too(plan: Guide) -> None:
    earlier = session(plan, alone=["Walk", "Sing"], company=[{"phone": "602-555-0142"}])
    begun = revised(earlier, plan).add(Answered("alone", ("Walk", "Draw")))
    assert changes(view(plan, begun)) == (
        Change("alone", "Sing", "drop"),
        Change("alone", "Draw", "add"),
    )


@pytest.mark.parametrize(
    ("decision", "text"),
    [
        (Revised("alone", "Fly", "drop"), "has no “Fly”"),
        (Revised("pad", "Secret", "drop"), "has no “Secret”"),
        (Revised("alone", "Walk", "burn"), "none of: keep, move, drop"),
        (Revised("alone", "Walk", "move", "", "helpers"), "can't stand in “helpers”"),
        (Revised("alone", "Walk", "move", "", "alone"), "can't stand in “alone”"),
        (Revised("alone", "Walk", "move", "", "pad"), "can't stand in “pad”"),
        (Revised("alone", "Walk", "move", "", "gone"), "can't stand in “gone”"),
    ],
)
def test_a_decision_that_can_not_be_carried_out_says_why(
    plan: Guide, decision: Revised, text: str
) -> None:
    earlier = session(plan, alone=["Walk"], pad=["Secret"])
    with pytest.raises(RevisionError, match=text):
        revised(earlier, plan, [decision])


def test_a_plan_without_an_earlier_one_has_no_changes(plan: Guide) -> None:
    assert changes(view(plan, session(plan, alone=["Walk"]))) == ()


def test_an_entry_of_a_step_that_is_gone_is_no_change(plan: Guide) -> None:
    begun = session(plan, Revised("gone", "Walk", "drop"), alone=["Walk"])
    assert changes(view(plan, begun)) == ()


def test_a_file_of_answers_says_what_becomes_of_an_earlier_plan(plan: Guide) -> None:
    earlier = session(plan, alone=["Walk", "Sing"])
    row = {"step": "alone", "said": "Sing", "fate": "drop", "reason": "hoarse"}
    taken = take(plan, {"note": "New", "revised": [row]}, earlier=earlier)
    now = view(plan, taken.session)
    assert taken.problems == ()
    assert now.step("alone").value == ("Walk",)
    assert now.step("note").value == "New"
    assert changes(now) == (Change("alone", "Sing", "drop", "hoarse"),)


@pytest.mark.parametrize(
    ("row", "text"),
    [
        ({"step": "alone", "said": "Fly", "fate": "drop"}, "has no “Fly”"),
        ({"step": "alone", "said": "Walk", "fate": "burn"}, "keep, move, drop"),
        ({"step": "alone", "fate": "drop"}, "which entry"),
        ("Walk", "takes step, said, fate, reason, to"),
    ],
)
def test_a_row_that_can_not_be_used_is_told_of_and_the_answers_stay(
    plan: Guide, row: object, text: str
) -> None:
    earlier = session(plan, alone=["Walk"])
    taken = take(plan, {"note": "New", "revised": [row]}, earlier=earlier)
    assert text in str(taken.problems[0])
    assert view(plan, taken.session).step("note").value == "New"


@settings(deadline=None, max_examples=15)
@given(data=st.data())
def test_any_earlier_plan_begins_a_new_one_with_nothing_changed(data: st.DataObject) -> None:
    plan = talk("safety_plan")
    earlier = plan.start().add(*data.draw(logs(plan, 20)))
    begun = revised(earlier, plan)
    assert begun == restored(json.loads(json.dumps(saved(begun))))
    assert all(each.fate == "unasked" for each in changes(view(plan, begun)))
    again = revised(begun, plan)
    assert [each for each in again.events if isinstance(each, Answered)] == [
        each for each in begun.events if isinstance(each, Answered)
    ]

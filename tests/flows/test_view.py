"""What is shown of a conversation: statuses, values, hints, the place, leftovers."""

from pathlib import Path

import pytest

from bht_assist.flows.guide import Guide
from bht_assist.flows.review import blocks
from bht_assist.flows.session import Answered, Cleared, Moved, Skipped, frozen
from bht_assist.flows.view import view

from .packs import guide, seen, session


def statuses(made: Guide, *events: object, **answers: object) -> dict[str, str]:
    return {each.step.id: each.status for each in seen(made, *events, **answers).steps}  # type: ignore[arg-type]


def rules(made: Guide, **answers: object) -> set[tuple[str, str]]:
    return {(each.rule, each.step) for each in seen(made, **answers).findings}


def test_an_unanswered_step_is_to_do_and_one_behind_a_condition_is_hidden(ride: Guide) -> None:
    assert statuses(ride, who="Ana") == {
        "who": "done",
        "rides": "todo",
        "bus": "hidden",
        "story": "hidden",
        "size": "todo",
        "last": "todo",
    }


def test_an_answer_opens_the_step_that_waits_for_it(ride: Guide) -> None:
    assert statuses(ride, rides=True)["bus"] == "todo"
    assert statuses(ride, rides=False)["bus"] == "hidden"


def test_visible_steps_are_those_that_are_asked(ride: Guide) -> None:
    assert [each.step.id for each in seen(ride).visible] == ["who", "rides", "size", "last"]


def test_hiding_a_step_hides_what_hangs_on_its_answer_too(ride: Guide) -> None:
    assert statuses(ride, rides=True, bus=["1"])["story"] == "todo"
    assert statuses(ride, bus=["1"], rides=False)["story"] == "hidden"


def test_a_hidden_answer_comes_back_with_its_condition(ride: Guide) -> None:
    bus = seen(ride, Answered("rides", True), rides=False, bus=["1"]).step("bus")
    assert (bus.status, bus.value) == ("done", ("1",))


def test_a_hidden_answer_is_blank_to_values_texts_and_checks(ride: Guide) -> None:
    hidden = seen(ride, rides=False, bus=["1", "2"])
    assert hidden.words("Bus {{ bus | join }}, {{ two }}") == "Bus , no"
    assert ("pair", "bus") not in {(each.rule, each.step) for each in hidden.findings}
    assert hidden.step("bus").value is None


def test_a_hidden_stop_does_not_hold(ride: Guide) -> None:
    assert seen(ride, rides=False, bus=["1"], story="I give up").hold is None


def test_going_back_keeps_later_answers(ride: Guide) -> None:
    back = seen(ride, Moved("who"), who="Ana", rides=True, bus=["1"])
    assert back.place == "who"
    assert back.step("bus").value == ("1",)


def test_the_place_is_the_step_after_the_last_answer(ride: Guide) -> None:
    assert seen(ride).place == "who"
    assert seen(ride, who="Ana").place == "rides"
    assert seen(ride, rides=False).place == "size"
    assert seen(ride, last="no").place is None


def test_clearing_an_answer_stays_at_its_step(ride: Guide) -> None:
    cleared = seen(ride, Cleared("who"), who="Ana")
    assert cleared.place == "who"
    assert cleared.step("who").status == "todo"


def test_clearing_what_was_never_answered_is_no_trouble(ride: Guide) -> None:
    assert seen(ride, Cleared("who")).step("who").status == "todo"


def test_moving_past_a_step_goes_on_to_the_next_one_that_is_asked(ride: Guide) -> None:
    assert seen(ride, Moved("rides", past=True)).place == "size"
    assert seen(ride, Moved("bus")).place == "size"
    assert seen(ride, Moved("last", past=True)).place is None


def test_an_event_of_a_step_that_is_gone_moves_nothing(ride: Guide) -> None:
    before = seen(ride, who="Ana").place
    assert seen(ride, Moved("gone"), Answered("gone", "x"), who="Ana").place == before


def test_a_skip_is_kept_with_its_reason_and_who_takes_it_up(ride: Guide) -> None:
    who = seen(ride, Skipped("who", "deferred", "Dana")).step("who")
    assert (who.status, who.reason, who.to) == ("skipped", "deferred", "Dana")


def test_a_skipped_answer_is_blank_and_an_answer_ends_the_skip(ride: Guide) -> None:
    skip = Skipped("rides", "not_now")
    assert statuses(ride, skip, rides=True)["bus"] == "hidden"
    assert statuses(ride, skip, Answered("rides", True))["bus"] == "todo"


def test_checks_can_see_what_was_skipped_and_why(ride: Guide) -> None:
    left = next(e for e in seen(ride, Skipped("who", "declined")).findings if e.rule == "left")
    assert (left.level, left.fix, left.blocks) == ("gap", "who", ("paper", "card"))
    assert ("left", "who") not in rules(ride)


def test_a_blank_step_is_found_unless_it_is_optional_hidden_or_skipped(ride: Guide) -> None:
    found = seen(ride, Skipped("size", "not_now"), rides=False).findings
    assert [(each.step, each.fix) for each in found if each.rule == "blank"] == [("who", "who")]


def test_an_open_step_is_named_by_its_title_or_its_words(ride: Guide) -> None:
    said = [each.say for each in seen(ride).findings if each.rule == "blank"]
    assert said == ["Name is open.", "Does  ride? is open.", "How many? is open."]


def test_fewer_than_the_target_is_found(ride: Guide) -> None:
    assert ("few", "bus") in rules(ride, rides=True, bus=["1"])
    assert ("few", "bus") not in rules(ride, rides=True, bus=["1", "2"])


def test_a_check_over_the_plan_blocks_only_the_papers_it_names(ride: Guide) -> None:
    both = seen(ride, who="Ana", rides=True, bus=["1", "2"], size=3)
    assert blocks(both) == {"card": ("pair",)}
    (pair,) = [each for each in both.findings if each.rule == "pair"]
    assert (pair.say, pair.step, pair.fix) == ("Two for Ana.", "bus", "bus")


def test_a_rule_that_is_broken_is_a_problem_and_may_look_at_other_answers(ride: Guide) -> None:
    assert seen(ride, who="Ana", size=1).step("size").problems == ("Ana: 1 is too few.",)
    assert seen(ride, who="Eva", size=1).step("size").problems == ()
    assert seen(ride, who="Ana", size=3).step("size").problems == ()


def test_the_answer_under_a_rule_is_no_name_afterwards(ride: Guide) -> None:
    assert "answer" not in seen(ride, size=1).scope


def test_hints_show_while_their_condition_holds(ride: Guide) -> None:
    assert seen(ride, who="Ana", size=7).step("size").hints == ("Seven for Ana.",)
    assert seen(ride, size=3).step("size").hints == ()
    assert seen(ride).step("size").hints == ("Count them.",)


def test_words_are_looked_at_again_when_the_answer_changes(ride: Guide) -> None:
    long, short = "a b c d e", "a"
    for said, number in ((long, 1), (short, 0), (long, 1)):
        assert len(seen(ride, rides=True, bus=[said]).step("bus").findings) == number


def test_an_answer_to_a_step_that_is_gone_is_shown(ride: Guide) -> None:
    (left,) = seen(ride, gone=["x"]).leftovers
    assert (left.step, left.value) == ("gone", ("x",))


def test_a_reason_for_a_step_that_is_gone_is_shown(ride: Guide) -> None:
    (left,) = seen(ride, Skipped("gone", "deferred", "Dana")).leftovers
    assert (left.step, left.value) == ("gone", frozen({"skip": "deferred", "to": "Dana"}))


def test_an_answer_of_the_wrong_shape_is_shown_and_the_step_is_open(ride: Guide) -> None:
    made = seen(ride, size="many", rides="perhaps")
    assert {each.step for each in made.leftovers} == {"size", "rides"}
    assert made.step("size").status == "todo"
    assert made.step("bus").status == "hidden"


def test_a_leftover_goes_when_a_new_answer_fits(ride: Guide) -> None:
    assert not seen(ride, Answered("size", 3), size="many").leftovers


def test_an_answer_that_fits_is_no_leftover_even_while_it_is_hidden(ride: Guide) -> None:
    assert not seen(ride, Skipped("who", "declined"), bus=["1"], rides=False).leftovers


def test_an_older_plan_answers_under_the_old_name(ride: Guide) -> None:
    made = seen(ride, Answered("line", ("1", "2")), rides=True)
    assert made.step("bus").value == ("1", "2")
    assert not made.leftovers


def test_moves_skips_and_clears_find_a_renamed_step_too(ride: Guide) -> None:
    assert seen(ride, Moved("line"), rides=True).place == "bus"
    assert seen(ride, Skipped("line", "declined"), rides=True).step("bus").status == "skipped"
    assert seen(ride, Cleared("line"), rides=True, bus=["1"]).step("bus").status == "todo"


def test_a_view_knows_its_steps_by_their_id(ride: Guide) -> None:
    with pytest.raises(StopIteration):
        seen(ride).step("gone")


def test_a_step_without_title_or_words_is_named_by_its_id(tmp_path: Path) -> None:
    made = seen(guide(tmp_path, "- {id: bare, ask: text}"))
    assert made.label(made.step("bare").step) == "bare"


def test_a_new_conversation_is_for_its_flow_and_stamped(ride: Guide) -> None:
    start = session(ride)
    assert (start.flow, start.events) == ("small", ())
    assert "small 1" in start.stamp
    assert view(ride, start).scope["pack"] == {"title": "Small", "version": "1"}


def test_more_than_there_is_room_for_is_kept_and_said(ride: Guide) -> None:
    bus = seen(ride, rides=True, bus=["one bus", "two bus", "3 bus", "4 bus"]).step("bus")
    assert len(bus.value) == 4
    assert bus.problems == ("There is room for 3, and 4 are here.",)


def test_less_than_is_needed_is_kept_and_said(tmp_path: Path) -> None:
    made = guide(tmp_path, "- {id: bus, ask: items, staff: Which bus?, min: 2}")
    assert seen(made, bus=["one bus"]).step("bus").problems == ("This needs 2; there is 1 so far.",)

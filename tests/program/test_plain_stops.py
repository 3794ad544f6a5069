"""The conversation in lines where words of danger, or staff, stop it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bht_assist.flows.session import Raised
from bht_assist.flows.view import view
from tests.flows.packs import guide
from tests.program.small_talk import FILES, MORE, STEPS, held

if TYPE_CHECKING:
    from pathlib import Path

    from bht_assist.flows.guide import Guide


@pytest.fixture
def small(tmp_path: Path) -> Guide:
    return guide(tmp_path, STEPS, MORE, FILES)


STOP = "it is over now"


def test_a_stop_says_whom_to_call_and_what_was_heard(small: Guide) -> None:
    end = held(small, STOP)
    assert "STOP. Call somebody. Heard: “over now”.\nCall\nNurse: Ana 602-555-0101" in end.text
    assert "\nDoctor: __________ __________\n\nStay with them." in end.text


def test_a_stop_without_contacts_leaves_a_blank_to_fill(tmp_path: Path) -> None:
    files = {name: text for name, text in FILES.items() if name != "facility.yaml"}
    assert "\nCall\n____________________\n" in held(guide(tmp_path, STEPS, MORE, files), STOP).text


def test_a_stop_without_a_card_still_holds(tmp_path: Path) -> None:
    files = {name: text for name, text in FILES.items() if not name.startswith("cards/")}
    end = held(guide(tmp_path, STEPS, MORE, files), STOP, "")
    assert end.text.count("STOP. Call somebody.") == 2


@pytest.mark.parametrize("line", ["", "  ", "\x00", "b", "u", "q", "m", "s", "g4", "x", "?", "p"])
def test_nothing_goes_on_at_a_stop_until_a_name_is_given(small: Guide, line: str) -> None:
    end = held(small, STOP, line, line)
    assert end.ended
    assert not end.made
    assert end.talk.view.hold is not None
    assert end.value("signs") == (STOP,)
    assert not end.talk.view.held


def test_who_was_called_and_when_is_kept_and_the_talk_goes_on(small: Guide) -> None:
    end = held(small, STOP, "Ana, \x1bnurse", "I pace")
    (told,) = end.talk.view.held
    assert (told.name, told.time) == ("Ana, nurse", "14:05")
    assert end.value("signs") == (STOP, "I pace")


def test_a_stop_in_half_a_text_holds_back_the_papers(small: Guide) -> None:
    end = held(small, "", STOP, "m", fails=1)
    assert end.ended
    assert "STOP." in end.after("NOT MADE")


BY_HAND = """
by_hand:
  {rule: S00, title: Stop now, ask: "What do you see?", say: Stay and call.,
   remind: Words miss quiet cases., card: crisis}
"""


@pytest.fixture
def button(tmp_path: Path) -> Guide:
    return guide(tmp_path, STEPS, MORE + BY_HAND, FILES)


def test_staff_can_stop_by_hand_at_any_question(button: Guide) -> None:
    end = held(button, "!", "went very quiet", "Ana, nurse")
    assert "Stop now. Words miss quiet cases." in end.text
    assert "STOP. Stay and call. Heard: “went very quiet”." in end.text
    assert [each.name for each in end.talk.view.held] == ["Ana, nurse"]


def test_a_stop_without_a_reason_is_not_raised_and_says_so(button: Guide) -> None:
    end = held(button, "!", "")
    assert end.talk.view.hold is None
    assert "Nothing was stopped. To stop, type ! and then a few words." in end.text


KINDS = """
- {id: when, ask: date, staff: When?}
- {id: many, ask: number, staff: How many?}
- {id: sure, ask: yes_no, staff: Sure?}
- {id: one, ask: choice, staff: Which?, options: [{id: a, say: A}, {id: b, say: B}]}
- {id: some, ask: choices, staff: Which of them?, options: [{id: a, say: A}, {id: b, say: B}]}
- {id: rate, ask: scale, staff: Rate it, low_words: bad, high_words: good}
- id: rated
  ask: scale
  staff: Rate them
  low_words: bad
  high_words: good
  rows: [{id: r, say: R}]
- {id: rows, ask: records, staff: Rows?, fields: [{id: n, ask: number, say: How many}]}
- {id: lines, ask: resources, staff: Which line?}
- {id: topic, ask: topic, staff: Which topic?}
- {id: signs, ask: items, staff: Signs?, escalate: [stop]}
"""


@pytest.fixture
def kinds(tmp_path: Path) -> Guide:
    return guide(tmp_path, KINDS, "", FILES)


@pytest.mark.parametrize("number", range(1, 11))
def test_words_of_danger_stop_it_where_no_words_are_asked_for(kinds: Guide, number: int) -> None:
    end = held(kinds, f"g{number}", STOP, "", "Ana, nurse")
    assert end.text.count("STOP. Call somebody. Heard: “it is over now”.\nCall\n") == 2
    (told,) = end.talk.view.held
    assert (told.finding.rule, told.finding.matched, told.name) == ("S01", STOP, "Ana, nurse")
    assert told.finding.step == kinds.steps[number - 1].id


@pytest.mark.parametrize("lines", [("s", STOP), ("s", "5", STOP)], ids=["the reason", "who"])
def test_so_they_do_where_a_question_is_left_open(kinds: Guide, lines: tuple[str, ...]) -> None:
    end = held(kinds, *lines)
    assert end.talk.view.hold is not None


def test_so_they_do_where_there_is_only_something_to_read_and_at_the_review(tmp_path: Path) -> None:
    info = "- {id: hello, ask: info, staff: Hello}\n" + KINDS
    talk = guide(tmp_path, info, "", FILES)
    assert held(talk, STOP).talk.view.hold is not None
    end = held(talk, *[""] * 11, STOP)
    assert "Review" in end.text
    assert end.talk.view.hold is not None
    assert not end.made


def test_so_they_do_where_a_remark_is_set_aside(small: Guide) -> None:
    assert held(small, "stuff", "d", "1", STOP).talk.view.hold is not None


def test_words_that_only_ask_for_a_closer_look_are_said_and_do_not_stop(tmp_path: Path) -> None:
    milder = FILES["lexicons/stop.yaml"].replace("level: stop_now", "level: pause_check")
    files = {**FILES, "lexicons/stop.yaml": milder}
    end = held(guide(tmp_path, KINDS, "", files), STOP)
    assert end.talk.view.hold is None
    assert "Call somebody." in end.text
    assert "! " in end.text


def test_a_stop_whose_words_no_pack_has_any_more_still_holds(kinds: Guide) -> None:
    now = view(kinds, kinds.start().add(Raised("when", "over", "14:00", rule="S99")))
    assert now.hold is not None
    assert (now.hold.rule, now.hold.matched) == ("S99", "over")


@pytest.mark.parametrize("line", ["a", "7", "-", "stuff", "STUFF."])
def test_what_names_nobody_is_not_who_was_called(tmp_path: Path, line: str) -> None:
    filler = FILES["lexicons/dull.yaml"].replace("lexicon: dull", "lexicon: placeholder")
    files = {**FILES, "lexicons/placeholder.yaml": filler}
    end = held(guide(tmp_path, STEPS, MORE, files), STOP, line)
    assert "! Write who has been called: a name and a role" in end.text
    assert end.talk.view.hold is not None


def test_a_stop_shows_its_card_as_words_and_not_as_markdown(tmp_path: Path) -> None:
    card = "---\ncard: crisis\ntitle: Call now\n---\n## Now\n\n- **Stay** with them."
    files = {**FILES, "cards/crisis.md": card}
    end = held(guide(tmp_path, STEPS, MORE, files), STOP)
    assert "Stay with them." in end.text
    assert "**" not in end.text
    assert "##" not in end.text


def test_a_flow_without_a_stop_of_its_own_says_what_to_do(small: Guide) -> None:
    assert "Call who your policy says." in held(small, "!").text

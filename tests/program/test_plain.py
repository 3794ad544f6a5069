"""The conversation in lines: answering, moving, taking back, leaving open, ending."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bht_assist.flows.session import Skipped, thawed
from tests.flows.packs import guide
from tests.program.packs import talked
from tests.program.small_talk import FILES, MORE, STEPS, held

if TYPE_CHECKING:
    from pathlib import Path

    from bht_assist.flows.guide import Guide


@pytest.fixture
def small(tmp_path: Path) -> Guide:
    return guide(tmp_path, STEPS, MORE, FILES)


def test_enter_alone_goes_on_to_the_review_and_makes_the_papers(small: Guide) -> None:
    end = held(small, "", "", "", "")
    assert "Review" in end.text
    assert len(end.made) == 1


def test_what_was_said_is_in_the_papers(small: Guide) -> None:
    end = held(small, "I pace", "", "one", "two", "", "Dee", "", "602", "", "", "Home", "")
    (view,) = end.made
    assert thawed(view.scope["signs"]) == ["I pace"]
    assert view.scope["note"] == "one\ntwo"
    assert thawed(view.scope["helpers"]) == [{"name": "Dee", "phone": "602"}]
    assert view.scope["place"] == "Home"


def test_a_question_says_what_to_say_and_what_to_ask(small: Guide) -> None:
    first, second = talked(small).text, held(small).text
    assert "Step 1 of 4: Hello (Only)\nSay: Welcome" in first
    assert "Step 2 of 4: Signs (Only)\nAsk: Which signs?" in second


def test_a_question_brings_its_hints(small: Guide) -> None:
    end = held(small, "", "", "Dee", "", "", "", "")
    assert "Is it near Dee?" in end.after("Which place?")


def test_going_back_keeps_what_was_said(small: Guide) -> None:
    end = held(small, "I pace", "", "b", "", "", "", "")
    assert thawed(end.made[0].scope["signs"]) == ["I pace"]


def test_back_at_the_first_question_stays_there(small: Guide) -> None:
    assert talked(small, "b", "b", "", "I pace").value("signs") == ("I pace",)


def test_back_from_the_review_goes_to_the_last_question(small: Guide) -> None:
    assert held(small, "", "", "", "b", "Dee").after("Review").count("Step 4 of 4: Helpers") == 1


def test_undo_takes_back_the_last_answer_and_goes_there(small: Guide) -> None:
    end = held(small, "I pace", "I shake", "", "u", "I hide")
    assert "Took back the last answer to: Signs" in end.text
    assert end.value("signs") == ("I pace", "I hide")


def test_undo_with_nothing_said_says_so(small: Guide) -> None:
    assert "There is nothing to take back." in talked(small, "u").text


def test_redo_puts_back_what_undo_took(small: Guide) -> None:
    assert held(small, "I pace", "u", "r").value("signs") == ("I pace",)


def test_redo_with_nothing_taken_back_says_so(small: Guide) -> None:
    assert "There is nothing to put back." in talked(small, "r").text


def test_what_was_undone_is_gone_after_a_new_answer(small: Guide) -> None:
    assert held(small, "I pace", "u", "I hide", "r").value("signs") == ("I hide",)


def test_undo_at_people_takes_back_the_last_of_them(small: Guide) -> None:
    end = held(small, "", "", "Dee", "", "", "", "Ana", "", "", "", "u")
    assert thawed(end.value("helpers")) == [{"name": "Dee"}]


def test_a_question_can_be_left_open_with_a_reason(small: Guide) -> None:
    end = held(small, "s", "4")
    assert end.talk.view.step("signs").reason == "nobody_now"
    assert end.talk.view.place == "note"


def test_the_reasons_are_in_the_words_of_the_pack(small: Guide) -> None:
    assert "  1 Would rather not\n" in held(small, "s").text


def test_somebody_else_takes_it_up_by_name_without_unseen_signs(small: Guide) -> None:
    step = held(small, "s", "5", " R. \x1b[31mAlvarez\x00 ").talk.view.step("signs")
    assert (step.reason, step.to) == ("deferred", "R. [31mAlvarez")


@pytest.mark.parametrize("line", ["6", "0", "1 2", "declined", "no"])
def test_a_reason_is_asked_for_until_it_is_one(small: Guide, line: str) -> None:
    end = held(small, "s", line, "2")
    assert end.text.count("Why is it left open?") == 2
    assert end.talk.view.step("signs").reason == "not_now"


def test_no_reason_leaves_the_question_to_be_asked(small: Guide) -> None:
    assert held(small, "s", "", "I pace").value("signs") == ("I pace",)


def test_a_command_where_a_reason_is_asked_is_obeyed(small: Guide) -> None:
    end = held(small, "I pace", "", "s", "s", "b")
    assert end.talk.view.place == "signs"
    assert not [each for each in end.talk.session.events if isinstance(each, Skipped)]


def test_nothing_is_left_open_at_the_review(small: Guide) -> None:
    end = held(small, "", "", "", "s", "")
    assert not [each for each in end.talk.session.events if isinstance(each, Skipped)]
    assert len(end.made) == 1


def test_a_question_mark_says_why_and_asks_again(small: Guide) -> None:
    end = held(small, "?", "I pace")
    assert (
        "  They come early.\n  For example: I stop eating\n  What came before 2026-11-23?"
        in end.text
    )
    assert end.value("signs") == ("I pace",)


def test_a_question_mark_at_the_review_says_what_that_is(small: Guide) -> None:
    assert "This is the review" in held(small, "", "", "", "?", "").text


def test_h_lists_the_commands(small: Guide) -> None:
    assert "g5 go to step 5" in talked(small, "h").text


def test_p_shows_the_page_so_far(small: Guide) -> None:
    end = held(small, "I *pace*", "p")
    assert "Paper\n=====\n\n- I *pace*" in end.text


def test_l_lists_the_steps_and_how_they_stand(small: Guide) -> None:
    end = held(small, "I pace", "", "s", "1", "l")
    assert "  1 · Hello\n" not in end.after("Who helps?")
    assert "  2 ✓ Signs\n  3 – Note\n  4 · Helpers" in end.text


@pytest.mark.parametrize("line", ["g4", "g 4"])
def test_g_and_a_number_goes_to_that_step(small: Guide, line: str) -> None:
    assert held(small, line).talk.view.place == "helpers"


@pytest.mark.parametrize("line", ["g0", "g9"])
def test_g_and_no_such_number_says_which_there_are(small: Guide, line: str) -> None:
    end = held(small, line)
    assert "There are steps 1 to 4." in end.text
    assert end.talk.view.place == "signs"


def test_g_goes_on_from_the_review(small: Guide) -> None:
    assert held(small, "", "", "", "g2", "I pace").value("signs") == ("I pace",)


def test_x_and_a_number_takes_out_one_entry(small: Guide) -> None:
    end = held(small, "one", "two", "three", "x2")
    assert end.value("signs") == ("one", "three")
    assert end.talk.view.place == "signs"


def test_x_takes_out_the_whole_answer(small: Guide) -> None:
    assert held(small, "one", "two", "x").talk.view.step("signs").status == "todo"


def test_taking_out_the_only_entry_leaves_the_step_to_do(small: Guide) -> None:
    assert held(small, "one", "x1").talk.view.step("signs").status == "todo"


@pytest.mark.parametrize("at", [("one", "x2"), ("x1",), ("", "words", "", "b", "x1")])
def test_there_must_be_an_entry_to_take_out(small: Guide, at: tuple[str, ...]) -> None:
    end = held(small, *at)
    assert "There is no such entry." in end.text


def test_nothing_is_taken_out_at_the_review(small: Guide) -> None:
    end = held(small, "one", "", "", "", "x1", "x", "")
    assert thawed(end.made[0].scope["signs"]) == ["one"]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (r"\b", "b"),
        (r"\?", "?"),
        (r"\g3", "g3"),
        (r"\12", "12"),
        (r"\\b", r"\b"),
        (r"\n", r"\n"),
        ("under the bridge", "under the bridge"),
        ("B", "B"),
        ("b.", "b."),
        ("x marks it", "x marks it"),
        ("?!", "?!"),
        ("988", "988"),
    ],
)
def test_words_that_look_like_commands_can_be_said(small: Guide, line: str, words: str) -> None:
    assert held(small, line).value("signs") == (words,)


def test_coaching_says_one_thing_and_its_question(small: Guide) -> None:
    assert "  Say more. How?" in held(small, "stuff").text


def test_a_rule_that_is_broken_is_said_at_once(small: Guide) -> None:
    assert "! Somewhere is better." in held(small, "g4", "Dee", "", "", "", "", "nowhere").text


def test_the_review_shows_findings_and_leaves_hints_out(small: Guide) -> None:
    end = held(small, "", "", "", "")
    assert "  ! no_helper: Nobody helps." in end.text
    assert "A quiet word." not in end.text
    assert "This checks the paper, not the person." in end.text


@pytest.mark.parametrize(
    "lines",
    [
        ("one", "", "two", "m"),
        ("one", "", "two", "b", "", "", "", ""),
        ("one", "", "two", "s", "", "", "", ""),
        ("one", "", "two", "u", "r", "g4", "", ""),
    ],
)
def test_half_a_text_survives_a_command(small: Guide, lines: tuple[str, ...]) -> None:
    assert held(small, *lines).made[0].scope["note"] == "two"


def test_leaving_open_in_the_middle_of_a_text_leaves_that_text_open(small: Guide) -> None:
    end = held(small, "one", "", "two", "s", "1")
    assert end.talk.view.step("note").status == "skipped"
    assert end.talk.view.step("helpers").status == "todo"


def test_back_in_the_middle_of_a_text_goes_to_the_question_before(small: Guide) -> None:
    assert held(small, "one", "", "two", "b").talk.view.place == "signs"


@pytest.mark.parametrize("move", ["b", "g2", "q", "m", "l"])
def test_half_a_row_survives_a_command(small: Guide, move: str) -> None:
    end = held(small, "g4", "Dee", "sponsor", move)
    assert thawed(end.value("helpers")) == [{"name": "Dee", "relation": "sponsor"}]


def test_half_a_row_survives_the_end_of_the_lines(small: Guide) -> None:
    assert thawed(held(small, "g4", "Dee").value("helpers")) == [{"name": "Dee"}]


def test_the_papers_can_be_made_from_any_question(small: Guide) -> None:
    end = held(small, "I pace", "m", "never asked")
    assert thawed(end.made[0].scope["signs"]) == ["I pace"]
    assert end.text.endswith("MADE")


@pytest.mark.parametrize("lines", [("m", "I pace", "m"), ("", "", "", "", "g2", "I pace", "m")])
def test_when_papers_cannot_be_made_nothing_is_lost(small: Guide, lines: tuple[str, ...]) -> None:
    end = held(small, *lines, fails=1)
    assert thawed(end.made[-1].scope["signs"]) == ["I pace"]
    assert end.talk.well


def test_the_end_of_the_lines_at_the_review_makes_the_papers(small: Guide) -> None:
    end = held(small, "", "", "")
    assert (len(end.made), end.ended, end.talk.well) == (1, False, True)


def test_papers_that_cannot_be_made_at_the_end_of_the_lines_are_told_of(small: Guide) -> None:
    end = held(small, "", "", "", fails=9)
    assert (end.ended, end.talk.well) == (False, False)


def test_the_end_of_the_lines_before_the_review_makes_nothing(small: Guide) -> None:
    end = held(small, "I pace", "")
    assert (end.made, end.ended) == ([], True)


def test_leaving_with_nothing_said_needs_no_second_word(small: Guide) -> None:
    end = talked(small, "q", "I pace")
    assert (end.made, end.ended) == ([], False)


def test_leaving_asks_once_more(small: Guide) -> None:
    end = held(small, "I pace", "q", "q", "I hide")
    assert "q again leaves" in end.text
    assert (end.made, end.value("signs")) == ([], ("I pace",))


def test_leaving_asks_again_after_more_was_said(small: Guide) -> None:
    end = held(small, "I pace", "q", "I hide", "q")
    assert end.ended
    assert end.text.count("q again leaves") == 2


def test_a_page_that_cannot_be_shown_says_why(tmp_path: Path) -> None:
    files = {
        **FILES,
        "documents/paper.md": "---\ntitle: P\nfor: small\naudience: client\n---\n{{ note + 1 }}",
    }
    end = held(guide(tmp_path, STEPS, MORE, files), "", "words", "", "p")
    assert "paper can't be filled" in end.text


def test_a_flow_without_papers_has_no_page(tmp_path: Path) -> None:
    end = held(guide(tmp_path, STEPS, "", FILES), "p", "I pace")
    assert end.value("signs") == ("I pace",)


def test_a_remark_can_be_set_aside_with_a_reason(small: Guide) -> None:
    end = held(small, "stuff", "d", "1", "their word for it")
    assert "  1 Q01: Say more." in end.text
    assert [each.dismissed for each in end.talk.view.findings if each.rule == "Q01"] == [
        "their word for it"
    ]


@pytest.mark.parametrize("lines", [("",), ("9",), ("1", "")])
def test_nothing_is_set_aside_without_a_number_and_a_reason(
    lines: tuple[str, ...], small: Guide
) -> None:
    end = held(small, "stuff", "d", *lines)
    assert not any(each.dismissed for each in end.talk.view.findings)


def test_where_nothing_was_found_nothing_can_be_set_aside(small: Guide) -> None:
    assert "There is nothing here that can be set aside." in held(small, "d").text


def test_what_was_set_aside_is_gone_from_the_review(small: Guide) -> None:
    end = held(small, "", "", "", "d", "1", "lives alone", "")
    assert end.text.count("  ! no_helper: Nobody helps.") == 1

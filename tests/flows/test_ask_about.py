"""What a group is about where no phrase names it, and what it is not to be about."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bht_assist.flows.ask import Listener
from bht_assist.flows.ask.chips import chips
from bht_assist.flows.ask.heard import Heard

from .test_ask import asked, by_phrases_alone, core, values


@pytest.mark.parametrize(
    ("say", "topic"),
    [
        ("they nap all day then pace the hall at 3am. no talk about pills. 30 min", "wel_sleep"),
        ("what you say when a buddy hands you one at the cookout, 10 ppl, 40", "rel_refusal"),
        ("check lands on the 3rd, by the 6th its gone, every single month", "com_money"),
        ("una parte quiere dejarlo y otra no quiere, 6 jóvenes, 45 min", "rec_motivation"),
    ],
)
def test_a_topic_is_told_by_all_words_together(say: str, topic: str) -> None:
    assert by_phrases_alone("weighed_topics").understand(say).topics[:1] != (topic,)
    assert asked(say).topics[0] == topic


def test_the_place_of_such_a_topic_is_the_whole_request() -> None:
    say = "they nap all day then pace the hall at 3am. no talk about pills"
    topic = next(each for each in asked(say).answers if each.step == "topic")
    assert (topic.span, topic.by) == ((0, len(say)), "likeness")


@pytest.mark.parametrize("say", ["6-8 people after 2", "something nice, 45 min", "group tmrw"])
def test_words_that_say_too_little_give_no_topic(say: str) -> None:
    assert asked(say).topics == ()


def test_where_no_pack_weighs_words_phrases_name_the_topic_all_the_same() -> None:
    assert by_phrases_alone("weighed_topics").understand("sleep group 45 min").topics == (
        "wel_sleep",
    )
    ban = by_phrases_alone("weighed_topics").understand(
        "anger session, just not the thermometer, 45 min"
    )
    assert ban.topics[0] == "ang_signs_meter"


def test_a_topic_that_the_packs_have_no_more_is_none() -> None:
    hears = core()
    topics = {name: each for name, each in hears.library.topics.items() if name != "wel_sleep"}
    library = replace(hears.library, topics=topics)
    found = Listener(library, hears.shelf, hears.asking, hears.plan).understand(
        "they nap all day then pace the hall at 3am. no talk about pills. 30 min"
    )
    assert "wel_sleep" not in found.topics


NOT_WANTED = [
    ("coping group, breathing was last wk, 45 min", "cop_breath_relax"),
    ("relapse prevention, yesterday was triggers so something else", "rel_triggers"),
    ("addiction and the brain 40 min. leave overdose out entirely", "rel_overdose_safety"),
    ("alcohol and the brain, 45 min. leave overdose out of it", "rel_overdose_safety"),
    ("grounding and breathing both got done, stress group 45 min", "cop_grounding"),
    ("grounding and breathing both got done, stress group 45 min", "cop_breath_relax"),
    ("goals group w steps and a date, not the daily checkin one", "rec_daily_goals"),
    ("enojo, pero no la escala del 0 al 10, más bien enfriarse, 45 min", "ang_signs_meter"),
]


@pytest.mark.parametrize(("say", "topic"), NOT_WANTED)
def test_what_is_not_wanted_is_no_topic_and_is_said_to_be_left_out(say: str, topic: str) -> None:
    found = asked(say)
    assert found.topics
    assert topic not in found.topics
    assert topic in found.excluded_topics


def test_what_others_can_not_do_may_be_what_the_group_is_for() -> None:
    assert asked("time out steps for guys who cant walk away, 1 hr").topics[0] == "ang_timeout_plan"


def test_what_is_left_out_is_a_chip() -> None:
    say = "coping group, breathing was last wk, 45 min"
    assert "left out: Breathing and letting muscles go" in chips(core().library, asked(say), say)


def test_words_that_tell_the_topic_are_not_named_as_not_understood() -> None:
    say = "they nap all day then pace the hall at night, blorp, 30 min"
    assert [say[start:end] for start, end in asked(say).not_understood] == ["blorp"]
    alone = by_phrases_alone("weighed_topics").understand(say)
    assert "nap" in {say[start:end] for start, end in alone.not_understood}


def test_a_time_that_is_told_of_is_not_when_the_group_starts() -> None:
    answers = values(asked("they pace the hall at 3am, sleep group 30 min"))
    assert "start_time" not in answers
    assert values(asked("sleep group at 3pm, 30 min"))["start_time"] == "15:00"


def test_a_word_that_the_table_knows_is_no_other_one_misspelt() -> None:
    say = "check lands on the 3rd, gone by the 6th, every single month"
    assert by_phrases_alone("weighed_topics").understand(say).constraints == ("fun_game",)
    assert asked(say).constraints == ()


def test_what_names_a_service_only_by_chance_is_not_looked_up() -> None:
    assert asked("whatever works").kind == "clarify"
    assert asked("make it shorter").kind == "clarify"
    assert asked("dentist").kind == "search"


SAID = (
    *("anger", "sleep", "and", "breathing", "goals", "triggers", "daily", "thermometer", "money"),
    *("not the", "skip", "already did", "was yesterday", "leave that out", "no", "but", ",", "."),
    *("45 min", "8 pts", "group"),
)
WORDS = st.sampled_from(SAID)


@given(st.lists(WORDS, max_size=14).map(" ".join))
def test_no_topic_is_both_meant_and_banned_unless_nothing_else_is_meant(say: str) -> None:
    heard = Heard(core(), say)
    both = {each for each in heard.topics if heard.unwanted.get(each)}
    assert not both or both == set(heard.topics)

"""What whole clauses say beside a topic: what a group is planned around, and what is not wanted."""

from __future__ import annotations

from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bht_assist.flows.ask.chips import chips
from bht_assist.flows.ask.clauses import clauses
from bht_assist.flows.ask.heard import Heard

from .test_ask import asked, by_phrases_alone, core

AROUND = [
    ("shame and guilt, 8 ladies, 45 min, its ok if somebody just wants to pass", "low_pressure"),
    ("sleep group, 9 pts, 45 min, the copy machine died", "no_handouts"),
    ("cravings 8 guys 45 min, let them play it out in pairs", "role_play"),
    ("stress, 10 ppl, 40 min, two of them have cataracts", "vision_support"),
    ("sleep, 7 pts, 30 min, never the same bunch twice", "open_group"),
    ("enojo, 8 hombres, 45 min, que a todos les toque decir algo", "everyone_shares"),
]


@pytest.mark.parametrize(("say", "value"), AROUND)
def test_what_to_plan_around_is_told_by_all_words_of_a_clause(say: str, value: str) -> None:
    assert value not in by_phrases_alone("weighed_clauses").understand(say).constraints
    assert value in asked(say).constraints


@pytest.mark.parametrize(
    "say",
    [
        "they love to write poems, feelings group 45 min 8 pts",
        "teens glued to their phones all night, sleep group 45 min",
        "breaking up with him again, relationships group 45 min 8 women",
        "they sit in the dayroom and stare, low mood group 45 min",
    ],
)
def test_words_that_only_look_like_it_plan_nothing_around_them(say: str) -> None:
    assert asked(say).constraints == ()


def test_the_place_of_what_a_clause_answers_is_the_word_that_says_so_most() -> None:
    say = "shame and guilt 45 min 8 ladies, nobody gets put on the spot"
    answer = next(each for each in asked(say).answers if each.step == "constraints")
    assert say[slice(*answer.span)] == "spot"


def test_a_topic_is_one_word_of_a_clause_whatever_it_is_but_no_answer_is() -> None:
    said = [each.words for each in Heard(core(), "write about anger, dont act out sleep").clauses]
    assert said[0] == ("write", "about", "@topic")
    assert [each.words for each in Heard(core(), "write about sleep").clauses] == said[:1]


def test_a_clause_that_says_something_is_understood_whole() -> None:
    said = "sleep 8 pts 45 min zorblax, dont put anybody on the spot"
    found = asked(said)
    assert "low_pressure" in found.constraints
    assert [said[a:b] for a, b in found.not_understood] == ["zorblax"]


REFUSED = [
    ("boundaries has been beaten to death in here. how about small talk", "soc_boundaries"),
    ("the chaplain handles values, what else is there on why change", "rec_values"),
    ("save the job interview one for tomorrow, tonight its roommates", "com_work_school"),
    ("they have daily goals with the techs every morning, smart goals 45 min", "rec_daily_goals"),
    ("lo de pedir ayuda ya está quemado, hay uno de poner límites", "soc_asking_help"),
]


@pytest.mark.parametrize(("say", "topic"), REFUSED)
def test_what_a_clause_refuses_is_no_topic_and_is_said_to_be_left_out(say: str, topic: str) -> None:
    assert topic in by_phrases_alone("weighed_clauses").understand(say).topics
    found = asked(say)
    assert found.topics
    assert topic not in found.topics
    left_out = f"left out: {core().library.topics[topic].title}"
    assert left_out in chips(core().library, found, say)


def test_a_clause_that_names_no_topic_refuses_what_its_words_speak_for() -> None:
    found = asked("they do daily every am already, goal setting but bigger, 10 clients 50 min")
    assert found.topics[0] == "rec_smart_goals"
    assert "rec_daily_goals" in found.excluded_topics


def test_a_topic_that_is_refused_and_named_besides_is_meant() -> None:
    say = "they already know about triggers, go deeper on triggers, 45 min 8"
    assert asked(say).topics[0] == "rel_triggers"


def test_what_a_clause_may_refuse_is_offered_only_where_it_comes_first() -> None:
    say = "how anxiety works, 7 pts 30 min, forget the thought records, psych does those"
    assert "cop_thoughts" not in asked(say).topics


def test_who_refuses_all_there_is_still_means_it() -> None:
    say = "boundaries has been beaten to death in here"
    assert Heard(core(), say).refused == set()
    assert asked(say).topics[0] == "soc_boundaries"


def test_where_no_pack_weighs_clauses_phrases_answer_all_the_same() -> None:
    found = by_phrases_alone("weighed_clauses").understand("anger 45 min 8 pts, no pens")
    assert found.constraints == ("no_pens",)


@given(st.text(alphabet="no pens, 8 min. sleep was ayer;", max_size=60))
def test_clauses_hold_every_word_that_counts_nowhere_else_once_and_in_order(text: str) -> None:
    heard = Heard(core(), text)
    found = list(clauses(heard.said, heard.chunks, heard.used))
    places = list(chain.from_iterable(sorted(each.places) for each in found))
    assert places == [at for at in range(len(heard.chunks)) if at not in heard.used]


@given(st.text(max_size=80))
def test_whatever_clauses_answer_lies_inside_the_request(text: str) -> None:
    heard = Heard(core(), text)
    assert all(0 <= at < len(heard.chunks) for _, _, at in heard.answered)
    assert all(0 <= at < len(heard.chunks) for at in heard.refused)


@pytest.mark.parametrize(
    ("say", "constraints"),
    [
        ("role play is fine, sleep group 8 pts, they freeze when they have to act", ("role_play",)),
        ("saying no, 8 guys, 45 min, they like to play it out", ("role_play",)),
    ],
)
def test_of_two_opposites_the_one_that_is_said_counts_or_the_one_that_weighs_more(
    say: str, constraints: tuple[str, ...]
) -> None:
    assert asked(say).constraints == constraints


@pytest.mark.parametrize(
    "say",
    [
        "first breathing, then gratitude, same group, 45 min 7 pts",
        "half on boundaries half on asking for help, 50 min, 8 women",
        "naloxone and also refusal skills, one grp, 75 min",
    ],
)
def test_topics_that_come_in_turn_are_two(say: str) -> None:
    assert "two_topics" in asked(say).constraints


@pytest.mark.parametrize(
    "say", ["breathing and then 20 min of sleep, 8", "anger then we play bingo then sleep, 45 min"]
)
def test_topics_with_other_things_between_them_are_not_two(say: str) -> None:
    assert "two_topics" not in asked(say).constraints


def test_a_broad_word_that_is_banned_keeps_out_all_that_it_stands_for_but_what_is_named() -> None:
    found = asked("skip anger management, arguments with family, 60 min 7")
    assert found.topics[0] == "ang_conflict_steps"
    assert not {"ang_signs_meter", "ang_timeout_plan", "ang_underneath"} & set(found.topics)

"""What whole clauses say beside a topic: what a group is planned around, and what is not wanted."""

from __future__ import annotations

from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bht_assist.content.explain import valid
from bht_assist.content.models.asking import WeighedClauses
from bht_assist.flows.ask.chips import chips
from bht_assist.flows.ask.clauses import Clause, ClauseScales, clauses
from bht_assist.flows.ask.heard import Heard
from bht_assist.flows.checks.weighing import Scales

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


@pytest.mark.parametrize(
    "granted",
    [
        "write on the board",
        "pens are fine",
        "bring the handouts",
        "let them write it down",
        "they all read fine",
        "belts are allowed",
        "the printer works again",
    ],
)
def test_what_is_there_or_allowed_is_planned_around_nothing(granted: str) -> None:
    assert asked(f"sleep, 8 pts, 45 min, {granted}").constraints == ()


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


@pytest.mark.parametrize(
    "say",
    [
        "how anxiety works, 7 pts 30 min, forget the thought records, psych does those",
        "anger session, just not the thermometer, 45 min",
        "boundaries has been beaten to death in here. how about small talk",
    ],
)
def test_where_something_may_not_be_wanted_only_the_first_topic_is_offered(say: str) -> None:
    assert len(asked(say).topics) == 1


def test_where_all_is_wanted_others_are_offered_too() -> None:
    assert len(asked("relapse prevention group, 8 pts, 45 min, no pens").topics) > 1


def test_two_topics_are_both_offered_where_a_third_is_not_wanted() -> None:
    found = asked("first breathing, then gratitude, not the coping toolbox, 45 min 7 pts")
    assert set(found.topics) == {"cop_breath_relax", "rec_gratitude_hope"}


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


def test_of_two_opposites_the_one_that_a_phrase_says_counts() -> None:
    say = "role play is fine, sleep group 8 pts, they wont pretend or play parts"
    assert "no_role_play" in asked("sleep, 8 pts, they wont pretend or play parts").constraints
    assert asked(say).constraints == ("role_play",)


WEIGHS = valid(
    WeighedClauses,
    {
        "table": "heat",
        "step": "bring",
        "words_from": 2,
        "heard_from": 0,
        "source": "Made up",
        "refused": "out",
        "refused_from": 1,
        "doubted_from": 0,
        "opposites": {"rope": "lamp"},
    },
)
HEAT = "cue,lamp,out,rope\nstart,0,0,0\nburn,10,0,0\ncoil,0,0,20\nno,0,10,0\n"


@pytest.mark.parametrize(
    ("words", "said", "answers"),
    [
        ("burn coil", (), ["rope"]),
        ("burn burn", (), ["lamp"]),
        ("coil coil", ("lamp",), []),
        ("coil coil", ("else",), ["rope"]),
        ("coil", (), []),
    ],
)
def test_of_two_opposites_the_one_that_weighs_more_counts_unless_the_other_is_said(
    words: str, said: tuple[str, ...], answers: list[str]
) -> None:
    scales = ClauseScales(WEIGHS, Scales(HEAT))
    clause = scales.weighed(Clause(tuple(enumerate(words.split()))))
    found = [value for _, value, _ in scales.answers(clause, said)]
    assert [each for each in found if clause.weights[each] > 0] == answers


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
    assert found.excluded_topics == ("ang_signs_meter",), "only what is meant is said to be out"

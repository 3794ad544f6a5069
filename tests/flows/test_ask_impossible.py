"""Groups that can't be done as they are asked for, and requests that only look like one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bht_assist.flows.ask import Listener, understand
from bht_assist.flows.ask.heard import Heard

from .test_ask import asked, core, values

NO_TIME = [
    "resilience group negative 15 minutes, 6 pts",
    "coping -25 min 7 pts",
    "a zero-minute hope group",
    "grupo de esperanza de cero minutos",
    "there is no time at all for 8 pts, do a sleep group",
    "no minutes whatsoever. anger group",
    "45 seconds, anger group, 9 pts",
    "a forty second group on sleep",
    "at most 80 seconds of coping for 6 residents",
    "grupo de enojo de cuarenta segundos",
    "un grupo de medio minuto sobre el estrés",
    "half a minute of breathing for nine",
    "a 36 hour recovery group on sleep",
    "grupo de veinticuatro horas sobre el sueño",
    "a two day marathon group on stress",
    "stress group 48 hrs",
    "class for 30 hours, anger, 6 pts",
    "anger group from 7 am to 9 pm",
    "all weekend nonstop anger group",
    "grupo de estrés todo el día sin parar",
    "trece horas de grupo de sueño, 8 personas",
    "each of 50 guys gets to tell his life story, coping group, 45 min",
    "we have only two minutes for a sleep group with ten clients",
    "stress in 90 seconds to 20 residents",
    "five seconds of breathing for 20",
    "45 second session on values, 10 clients",
    "30 min and 40 clients, each one needs to do a role play of saying no",
    "anger group from 3:00 to 3:00, 8 pts",
    "refusal skills, 30 pts, each gets a five minute role play, 25 min total",
    "stress, 40 people, everyone shares, 15 min total",
    "sleep group from 3:00 to 2:30, 8 ppl",
    "de 11:30 a 11:00 autoestima 8 personas",
    "boundaries for nine, starts 10:15 has to be done by 10:05",
    "communication group starts 11 am ends 10 am, 6 pts",
    "30 clients, each one talks 5 minutes about strengths, whole group is 20 min",
    "we have 3 min til lunch, do a full relapse plan with all 16 of em",
    "anger group in 90 seconds before the van leaves",
    "group on sleep that runs 24 hrs",
    "we have 25 hours for an anger group",
]
WHOLE = [
    "a writing group with no pens, no paper, no screens and no words, values, 8",
    "one lesson on sleep that must not mention sleep, bed or night",
    "sleep group for 8 that is held yesterday at 2",
]
NOBODY = [
    "group for no one, sleep, 45 min",
    "anger 45 min, zero people",
    "empty room, coping 45 min",
    "anger grp, attendance 0, 45 min",
    "nobody signed up, but make an anger group, 45 min",
    "there are no clients, coping group, 45 min",
    "menos 3 personas, enojo, 45 min",
    "negative 4 clients, sleep, 30 min",
    "anger group of -3, 45 min",
    "sleep group for -6, 45 min",
    "ningún paciente, enojo, 45 min",
    "taller de sueño para nadie",
    "coping group of one, 45 min",
    "size 1, anger, 45 min",
    "anger group, one client only, role play",
    "census is zero tonight, sleep group 45 min",
    "both are at court so the rooms empty, still do sleep 45 min",
    "enojo para uno solo, 45 min",
    "put me down for a coping group, size -3",
    "estrés 45 min con cero participantes",
]
CROWDS = [
    "anger for 400, 45 min",
    "anger group w/ 180, 50 min",
    "coping for about 130, 45 min",
    "stress group for 75, 30 min",
    "two hundred and five clients, stress, 45 min",
    "a thousand people, stress, 45 min",
    "ciento veinte personas, estrés, 45 min",
    "doscientas mujeres, autoestima, 1 hora",
    "grupo de sueño para 240, 1 hora",
    "stress grp for ninety-five, 45 min",
    "750 campers, sleep group, 45 min",
    "500 in the auditorium, gratitude, 30 min",
    "the entire facility, 220, coping, 45 min",
    "headcount 310, anger, 45 min",
    "100+ clients, coping, 45 min",
    "plan a 600 person circle",
]
TOPICS = [
    "sleep, anger, stress, boundaries and money in 15 minutes",
    "sleep/anger/stress/boundaries 18 min 8 pts",
    "sleep, anger, quilting, stress, boundaries in 20 minutes",
    "sueño enojo estrés límites en 15 min, 8 personas",
    "15 min: sleep, anger, stress and money for 8 pts",
    "9 topics, 30 min, 8 pts",
    "nine different topics in half an hour",
    "cinco temas en un cuarto de hora",
    "60 topics in a single group",
    "all twelve steps in twenty minutes",
    "the entire dbt manual today, 60 min",
    "the whole curriculum in one session",
    "los doce pasos completos en media hora",
    "todos los módulos de dbt en 25 min",
    "all of your topics in one sitting, an hour",
    "cover all the topics you have between 1 and 2, an hour",
]
GROUPS = [
    "coping group, ages 60-75, 45 min, 8 pts",
    "week 4 of 6, anger group, 45 min, 8 pts",
    "45 9 sleep",
    "step 12, coping group 45 min 8 pts",
    "coping for pts on day 5-9 of detox, 45 min, 8",
    "anger group dec 12, 45 min, 8 pts",
    "sleep group room 212, 45 min, 8 pts",
    "24/7 crisis home, coping group 45 min 8 pts",
    "24 hour care unit, coping group, 8 pts",
    "pts in their first 72 hours of detox, sleep group, 8 pts",
    "8 second graders, feelings, 30 min",
    "the second session of the day, feelings, 30 min, 8 pts",
    "breathing, 20 seconds each, 10 pts",
    "every 30 seconds they switch, listening skills group, 10 pts",
    "a 60 second check in, then sleep 45 min 8 pts",
    "segundo piso, sueño, 45 min, 8 personas",
    "i have no time at all to plan, anger group 8 pts",
    "900 seconds of mindfulness for 6",
    "no one in particular, sleep group 45 min",
    "nobody showed up last time, need an anger group 45 min",
    "nobody has pens, sleep 30 min 8 pts",
    "no patients with pens, sleep 30 min 8 pts",
    "nadie tiene lápiz, sueño 30 min 8 personas",
    "0 people so far, expect 8, gratitude 30 min",
    "240 residents live here, sleep group for 8 of them, 45 min",
    "sleep 45 min 8 pts minus 2 people who are at court",
    "sleep -45 min -8 pts",
    "sleep - 45 min - 8 pts",
    "sleep group for 90",
    "sleep 45 in the gym",
    "sleep group for 1030, 45 min",
    "coping skills with 988, 45 min",
    "65+ patients, sleep, 45 min",
    "a hundred percent new pts, sleep, 45 min",
    "mil gracias, grupo de sueño 45 min 8 personas",
    "sleep, anger and stress 15 min 8 pts",
    "sleep, anger, stress, boundaries 20 min 8 pts",
    "sleep for pts with stress and anger about boundaries 15 min",
    "stress: breathing, sleep, boundaries, mindfulness, 15 min, 8 pts",
    "8 pts with stress, anger, money, sleep problems, 15 min on grounding",
    "coping like breathing, mindfulness, journaling, music, 15 min, 8 pts",
    "full workbook page on sleep, 45 min",
    "anger, 30 seconds to cool down, 8 pts",
    "12 week series on all 12 steps, 45 min, 8 pts",
    "overview of all 12 steps, 60 min, 8 pts",
    "all pts in a 12 step program, sleep, 45 min",
    "pts who use the whole day for the workbook, sleep 45 min",
    "10 topic ideas and one sleep group, 30 min",
    "sleep, 4 skills in 20 min",
    "15 guys, each tells his life story, coping group, 45 min",
    "she said no and then caved in 5 min. boundaries",
    "they get 10 minutes with the doctor and forget it all, half an hour",
    "he yelled for ten minutes, so anger, 8 pts",
    "calm 90 seconds at a time, breathing group, 10 pts",
    "only one client talks, listening skills group, 8 pts",
    "four session series on boundaries, 60 min each, 10 women",
    "sleep group 11 to noon 8 pts",
    "sleep group starts 2:15 ends 3, 8 pts",
    "we have 45 min til lunch, anger, 8 pts",
    "a house that runs 24 hours, sleep group 45 min 8",
    "sleep, 8 pts, 3 min each and then an activity, 45 min",
    "progressive muscle relaxation, 10 pts, 30 min",
    "every Tuesday sleep group 45 min, 8 pts, last 10 min for questions",
    "each week we run a 60 min cravings group for 9, leave 15 min for check in",
    "per session 45 min, 8 pts, anger, 10 min warm up",
    "self esteem group 45 min each, 8 pts, 2 hours a week",
    "my shift is 9pm to 8:30, anger group 8 pts",
    "they sleep from 10 pm to 8, sleep group 9 pts",
]


def heard(text: str) -> Heard:
    return Heard(core(), text)


@pytest.mark.parametrize(
    ("flag", "texts"),
    [
        ("infeasible_time", NO_TIME),
        ("infeasible_size", NOBODY),
        ("infeasible_size", CROWDS),
        ("infeasible_topics", TOPICS),
        ("infeasible_whole", WHOLE),
    ],
    ids=["no time", "nobody", "crowds", "topics", "the whole"],
)
def test_a_group_that_can_not_be_done_as_asked_says_why(flag: str, texts: list[str]) -> None:
    found = {text: asked(text) for text in texts}
    wrong = [t for t, u in found.items() if u.kind != "infeasible" or flag not in u.flags]
    assert wrong == []


def test_what_only_looks_impossible_is_a_plan() -> None:
    assert [text for text in GROUPS if asked(text).kind != "plan"] == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("he stopped breathing for 30 seconds", "urgent"),
        ("nobody is coming to help me, i want to die", "urgent"),
        ("24/7 crisis line number", "search"),
        ("pantry open 7am to 9pm", "search"),
        ("leaves friday after 24 hours, needs shelter and food", "start"),
    ],
)
def test_a_number_or_nobody_never_hides_another_kind_of_request(text: str, kind: str) -> None:
    assert asked(text).kind == kind


def test_too_many_topics_have_a_sentence_of_their_own() -> None:
    say = core().asking.say
    assert asked(TOPICS[0]).say == say.many_topics
    assert asked(NOBODY[0]).say == say.no_group
    assert asked(NO_TIME[0]).say == say.infeasible
    assert asked(WHOLE[0]).say == say.no_way
    assert len({say.many_topics, say.no_group, say.infeasible, say.no_way, ""}) == 5


@pytest.mark.parametrize(
    ("say", "minutes"),
    [
        ("every morning 30 minute goals group, 10 clients, with 5 min breathing first", 30),
        ("coping skills 30 min per session, 6 pts, 3 hours a week", 30),
        ("sleep, 8 pts, 3 min each and then an activity, 45 min", 45),
        ("self esteem group 45 min each, 8 pts", 45),
        ("anger 40 min. each one 2 min to start, 9 pts", 40),
    ],
)
def test_what_each_one_gets_is_not_how_long_a_group_is(say: str, minutes: int) -> None:
    assert values(asked(say))["minutes"] == minutes


def test_a_crowd_out_of_scope_is_said_to_be_both() -> None:
    found, say = asked("an EMDR circle for 120 people"), core().asking.say
    assert found.kind == "infeasible"
    assert found.rule
    assert found.say.startswith(f"{say.no_group} {say.redirect}")


@pytest.mark.parametrize(("least", "kind"), [(0, "infeasible"), (99, "plan")])
def test_minutes_and_people_that_fit_speak_against_what_only_sounds_impossible(
    least: float, kind: str
) -> None:
    hears = core()
    assert hears.asking.weighed
    asking = hears.asking.but(weighed=hears.asking.weighed.but(not_fitting_from=least))
    strict = Listener(hears.library, hears.shelf, asking, hears.plan)
    assert strict.understand(f"{WHOLE[0]} pts, 45 min").kind == kind
    assert strict.understand(WHOLE[0]).kind == "infeasible"


def test_a_pack_says_how_long_a_topic_takes() -> None:
    library = core().library
    files = [
        each.but(plan=each.plan.but(least_topic_minutes=2)) if each.plan else each
        for each in library.asking
    ]
    quick = replace(library, asking=tuple(files))
    assert understand(TOPICS[0], quick, core().shelf).kind == "plan"


@pytest.mark.parametrize(
    ("words", "minutes"),
    [
        ("cuarenta y cinco minutos", 45),
        ("treinta y cinco min", 35),
        ("a hundred and five minutes", 105),
        ("one hundred twenty min", 120),
        ("ciento cincuenta minutos", 150),
        ("1800 seconds", 30),
        ("0 min, no, 40 min", 40),
    ],
)
def test_a_length_of_several_words_is_read_whole(words: str, minutes: int) -> None:
    assert values(asked(f"anger group {words} 8 pts"))["minutes"] == minutes


def test_times_that_run_backwards_are_named_together() -> None:
    text = "sleep group from 3:00 to 2:30, 8 ppl"
    assert [text[start:end] for start, end in asked(text).not_understood] == ["from 3:00 to 2:30"]


def test_a_night_is_no_length_of_a_group() -> None:
    assert heard("they sleep from 10 pm to 8, sleep group").of_kind("hours", "no_minutes") == []
    assert [each.value for each in heard("2:00 to 1:15 pm sleep").of_kind("no_minutes")] == [-45]
    assert [each.value for each in heard("11 am to 10 am sleep").of_kind("no_minutes")] == [-60]


def test_a_number_that_no_group_has_is_named() -> None:
    text = "sleep group, -20 min, 1000 clients"
    found = asked(text)
    assert [text[start:end] for start, end in found.not_understood] == ["20", "1000"]
    assert set(values(found)) == {"topic"}

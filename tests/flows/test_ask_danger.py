"""What is an emergency now, and what only has its words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bht_assist.content.explain import valid
from bht_assist.content.models import Asking
from bht_assist.flows.ask import listener
from bht_assist.search.shelf import Shelf

from .test_ask import asked, core


@pytest.mark.parametrize(
    "text",
    [
        "group on suicide 45 min 8 pts",
        "self harm urges, coping skills for teens 50 min",
        "safety plan, pt survived a suicide attempt 3 years ago",
        "what if a client says they want to die in group",
        "coping group, one lost her son to suicide",
        "panic attacks feel like a heart attack, anxiety group",
        "how to lock up pills and guns at home",
    ],
)
def test_the_name_of_a_danger_is_what_a_request_is_about(text: str) -> None:
    assert asked(text).kind != "urgent"


@pytest.mark.parametrize(
    "text",
    [
        "group for 8, one has suicidal thoughts right now",
        "safety plan, she is suicidal",
        "suicide",
        "discharge list, he says he is going to overdose",
        "safety plan, tried last year and now has a rope",
        "what if he kills himself",
        "history of seizures. he is having a seizure",
    ],
)
def test_a_danger_that_is_there_now_stops_all_plans(text: str) -> None:
    assert asked(text).kind == "urgent"


@pytest.mark.parametrize(
    "text",
    [
        "there is smoke in the kitchen",
        "resident went missing an hour ago",
        "he locked himself in the bathroom and is crying",
        "guy is strangling another client",
        "took all of his meds at once",
        "hay fuego en la cocina",
        "encontré al cliente inconsciente",
    ],
)
def test_words_that_follow_each_other_tell_of_danger_in_any_sentence(text: str) -> None:
    assert asked(text).kind == "urgent"


@pytest.mark.parametrize(
    "text",
    [
        "fire drill at 2, relaxation group 30 min",
        "client is missing his family, grief resources",
        "kicking heroin, cravings group 8 clients",
        "people who cant stand up for themselves, assertiveness group",
        "started smoking again, motivation group 45 min",
        "I dont know where my client can get food",
        "they drank too much coffee, sleep group 30 min 8",
        "beating himself up, self compassion group 45 min",
    ],
)
def test_such_words_in_another_sense_do_not(text: str) -> None:
    assert asked(text).kind != "urgent"


@pytest.mark.parametrize("text", ["practice dana", "nothing like it", "rehearse"])
def test_words_that_name_no_topic_are_asked_about(text: str) -> None:
    assert asked(text).kind == "clarify"


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("coping w/ cravings 45 min 9 ppl", "rel_cravings"),
        ("boredom in early recovery 45 min", "wel_leisure"),
        ("trigs grp 45 min", "rel_triggers"),
        ("tx goals 45 min", "rec_smart_goals"),
    ],
)
def test_a_topic_is_what_is_worked_on_and_may_be_cut_short(text: str, topic: str) -> None:
    assert asked(text).topics[0] == topic


def test_one_person_who_is_told_of_is_not_the_size() -> None:
    sizes = {e.step: e.value for e in asked("coping, one man is deaf, 45 min 8").answers}
    assert sizes["group_size"] == 8


def test_a_word_that_a_facility_adds_to_a_family_is_in_every_frame() -> None:
    core_pack = core().library
    told = "he has a lanyard round his neck"
    asking = valid(Asking, {"families": {"cord": ["lanyard"]}})
    library = replace(core_pack, asking=(*core_pack.asking, asking))
    hears = listener(library, Shelf(library))
    assert hears is not None
    assert hears.understand(f"{told}, group for 8").kind == "urgent"


def test_what_is_needed_is_asked_for_whatever_has_happened() -> None:
    assert asked("her roof caved in and she fell down, needs a shelter").kind != "urgent"
    assert asked("her roof caved in and she fell down the stairs").kind == "urgent"


@pytest.mark.parametrize("text", ["anger session 45", "coping class 50"])
def test_a_usual_number_of_minutes_is_no_number_of_a_session(text: str) -> None:
    assert {e.step for e in asked(text).answers} >= {"minutes"}


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("can she skip her lithium", "scope_no_medication_advice"),
        ("is this psychosis?", "out_of_scope_therapy"),
        ("low or high risk?", "out_of_scope_therapy"),
        ("no suicide contract for my client", "scope_no_contracts"),
        ("have him sign that he will not hurt himself", "scope_no_contracts"),
        ("should we restrain him", "scope_no_restraint"),
        ("what do his labs mean", "scope_no_results"),
        ("tell his boss he's in treatment", "scope_privacy"),
        ("can we do a trauma processing group", "out_of_scope_trauma_processing"),
    ],
)
def test_what_others_must_decide_is_held_back(text: str, rule: str) -> None:
    found = asked(text)
    assert (found.kind, found.flags[:1]) == ("redirect", (rule,))


@pytest.mark.parametrize(
    "text",
    [
        "she needs couples counseling, leaving friday",
        "someone wants legal advice in group, what do i do",
        "parenting after custody loss 45 min",
        "no med talk today, just fun 45 min",
        "can i get a lesson on suboxone basics 45",
        "can i send her home with a list",
    ],
)
def test_what_others_do_may_be_asked_for_and_left_out(text: str) -> None:
    assert asked(text).kind != "redirect"

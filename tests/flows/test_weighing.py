"""Words weighed together: what a table makes of a text, and what comes of it."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bht_assist.content.explain import valid
from bht_assist.content.models import Lexicon, Weighed, Wording
from bht_assist.flows.checks.hearing import Spelling
from bht_assist.flows.checks.weighing import FEW, Scales, Weigher, cues
from bht_assist.flows.checks.words import Spoken
from bht_assist.flows.guide import Guide, guide_to
from bht_assist.flows.heard import danger
from bht_assist.flows.session import Answered, Session
from bht_assist.flows.view import view
from tests.core import core

TABLE = """cue,fire,water
start,-3,-2
#,1,2
burn,12,
burni*,12,-2
the house,8,1
wet,-9,6
"""


@pytest.fixture(scope="module")
def plan() -> Guide:
    return guide_to(core(), "safety_plan", date(2026, 11, 23))


def said(plan: Guide, text: str, step: str = "coping") -> list[tuple[str, str]]:
    found = plan.weighers["escalate"].findings(plan.by_id[step], [Spoken(0, "", text)])
    return [(each.rule, each.level) for each in found]


def test_a_text_is_weighed_by_its_words_by_how_they_begin_and_two_by_two() -> None:
    assert cues(["burning", "the", "house"]) == {
        *("burning", "burni*", "the", "house"),
        *("burning the", "the house"),
    }


def test_numbers_weigh_alike() -> None:
    assert cues(["911", "7pm"]) == {"#", "# #"}


def test_what_the_cues_add_is_divided_by_the_root_of_their_number() -> None:
    weighed = Scales(TABLE).weigh(["burning", "the", "house"])
    assert weighed["fire"] == pytest.approx(-3 + 20 / (2 + FEW) ** 0.5)
    assert weighed["water"] == pytest.approx(-2 - 1 / (2 + FEW) ** 0.5)


def test_words_that_no_row_has_say_nothing() -> None:
    assert Scales(TABLE).weigh(["hello", "there"]) == {"fire": -3, "water": -2}


@given(st.lists(st.sampled_from(["burn", "the", "house", "wet", "so", "12"]), max_size=12))
def test_saying_it_twice_weighs_no_more(words: list[str]) -> None:
    twice = Scales(TABLE).weigh([*words, ".", *words])
    assert Scales(TABLE).weigh([*words, ".", *words, ".", *words]) == pytest.approx(twice)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("I've got it all worked out for when they let me go", "S01"),
        ("mi esposo no me deja hablar con nadie y me revisa el cel", "S10"),
        ("she keeps nodding off and her lips look kind of blue", "S08"),
        ("gave my dog to the neighbor and said what I had to say to everybody", "S04"),
    ],
)
def test_danger_that_no_phrase_names_is_asked_about_by_its_rule(
    plan: Guide, text: str, rule: str
) -> None:
    assert [name for name, _ in said(plan, text)] == [rule]


@pytest.mark.parametrize(
    "text",
    [
        "My brother comes over on Fridays and we fix up the old truck",
        "pastillas bajo llave con mi hermana desde marzo",
        "when I stop answering the phone and sleep all day",
        "",
        "no",
        "noose",
    ],
)
def test_what_is_ordinary_or_too_short_is_left_to_the_phrases(plan: Guide, text: str) -> None:
    assert said(plan, text) == []


def test_what_matched_is_shown_from_the_first_to_the_last_of_the_heaviest_words(
    plan: Guide,
) -> None:
    heard = plan.weighers["escalate"].hear(
        "Well: I gave my dog away and said my goodbyes, so there."
    )
    assert heard is not None
    assert heard.matched in "Well: I gave my dog away and said my goodbyes, so there."
    assert "goodbyes" in heard.matched


@given(st.text(max_size=80))
def test_any_text_is_weighed_and_the_same_each_time(text: str) -> None:
    weigher = guide_to(core(), "safety_plan", date(2026, 11, 23)).weighers["escalate"]
    heard = weigher.hear(text)
    assert heard == weigher.hear(text)
    assert heard is None or heard.matched in text


def test_an_answer_that_a_phrase_stops_is_not_asked_about_as_well(plan: Guide) -> None:
    words = ("I gave away my dog and said goodbye, I will kill myself tonight",)
    shown = (
        view(plan, Session("safety_plan", events=(Answered("coping", words),)))
        .step("coping")
        .findings
    )
    assert said(plan, words[0]) != []
    assert core().weighed["escalate"].why not in {each.why for each in shown}
    assert "stop_now" in {each.level for each in shown}


def test_what_no_phrase_says_holds_the_conversation_too_where_it_weighs_enough(
    plan: Guide,
) -> None:
    words = ("he makes me put him on speaker when I call my counselor",)
    shown = view(plan, Session("safety_plan", events=(Answered("coping", words),)))
    assert shown.step("coping").findings[0].rule == "S10"
    assert shown.hold is not None


def test_words_at_a_prompt_that_keeps_none_are_weighed_as_well(plan: Guide) -> None:
    words = "he makes me put him on speaker when I call my counselor"
    heard = danger(plan, "read_back", words)
    assert plan.by_id["read_back"].escalate == ()
    assert heard is not None
    assert (heard.rule, heard.level) == ("S10", "stop_now")
    nothing_stops = guide_to(core(), "quick_list", date(2026, 11, 23))
    assert danger(nothing_stops, "", words) is None


def weigher(form: dict[str, object], rules: dict[str, Lexicon]) -> Weigher:
    how = {"table": "t", "why": "Together.", "words_from": 1, "source": "Made up.", **form}
    return Weigher(valid(Weighed, how), Scales(TABLE), Spelling(), lambda _, rule: rules.get(rule))


def stop(rule: str, **more: object) -> Lexicon:
    form = {"lexicon": "l", "rule": rule, "kind": "stop", "level": "stop_now", "say": "Look."}
    return valid(Lexicon, {**form, **more})


@pytest.mark.parametrize(
    ("stops_from", "steps", "levels"),
    [
        (99, {}, ["pause_check"]),
        (1, {}, ["stop_now"]),
        (1, {"coping": "pause_check"}, ["pause_check"]),
        (1, {"coping": "none"}, []),
    ],
)
def test_how_pressing_it_is_depends_on_the_weight_and_never_exceeds_the_step(
    plan: Guide, stops_from: float, steps: dict[str, str], levels: list[str]
) -> None:
    bars: dict[str, object] = {"heard_from": 0, "stops_from": stops_from}
    weighs = weigher(bars, {"fire": stop("fire", steps=steps)})
    found = weighs.findings(plan.by_id["coping"], [Spoken(0, "", "burning burn the house")])
    assert [each.level for each in found] == levels


def test_what_no_lexicon_stops_for_is_left(plan: Guide) -> None:
    weighs = weigher({"heard_from": 0, "stops_from": 1}, {})
    said = [Spoken(0, "", "burning burn the house")]
    assert list(weighs.findings(plan.by_id["coping"], said)) == []


def test_the_step_is_a_cue_where_a_table_says_so() -> None:
    table = TABLE.replace("burn,", "@coping,20,0\nburn,", 1)
    how = {"table": "t", "why": "Together.", "words_from": 1, "source": "Made up."}
    weighed = valid(Weighed, {**how, "heard_from": 1, "by_step": True})
    weighs = Weigher(weighed, Scales(table), Spelling(), lambda *_: None)
    assert weighs.hear("the house", "reasons") is None
    heard = weighs.hear("In the house", "coping")
    assert heard is not None
    assert (heard.rule, heard.matched) == ("fire", "In the house")


@pytest.mark.parametrize(
    ("step", "text", "rule"),
    [
        ("coping", "have somebody sit with me til it passes", "Q03"),
        ("coping", "sit down with a friend and get it all out", "Q03"),
        ("warning_signs", "pt noted to pace and to be guarded", "Q07"),
    ],
)
def test_what_the_coach_listens_for_is_weighed_by_step_and_words(
    plan: Guide, step: str, text: str, rule: str
) -> None:
    found = plan.weighers["coach"].findings(plan.by_id[step], [Spoken(0, "", text)])
    assert [each.rule for each in found] == [rule]


def test_where_no_pack_weighs_only_phrases_count() -> None:
    without = replace(core(), wording=(Wording(),))
    guide = guide_to(without, "safety_plan", date(2026, 11, 23))
    words = "he makes me put him on speaker when I call my counselor"
    assert guide.weighers == {}
    assert view(guide, Session("safety_plan", events=(Answered("coping", (words,)),))).hold is None
    assert danger(guide, "read_back", words) is None

"""asking/: what its rules name must be there, and what packs say adds up."""

from functools import reduce
from pathlib import Path

import pytest
import yaml

from bht_assist.content.explain import valid
from bht_assist.content.library import CORE, load
from bht_assist.content.models import Asking
from bht_assist.content.schema import schema_of

from .packs import CARD, FLOW, RESOURCES, found_in, only_problem, small_pack
from .schemas import faults

WORDS = """\
plan:
  flow: outing
  topic: where
  minutes: bring
  at_most: {step: where, value: park}
  at_least: {step: where, value: lake}
  size: bring
  start: bring
  language: where
  constraints: bring
  two_topics: both
  usual_minutes: [30]
  least_minutes: 5
  most_minutes: 90
  most_people: 20
answers:
  - {step: where, value: lake, say: [the lake]}
families: {cord: [rope], neck: [throat]}
urgent: {card: calm, words: [[on fire]], frames: [[cord, neck]]}
cards:
  - {card: calm, say: [too loud]}
begun:
  - begins: outing
    say: [outside]
    needs: where
    levels: where
    frames: [[neck]]
    toward: [{step: where, say: [to]}]
    day: {step: bring, ahead: {1: [tomorrow]}}
    answers: [{step: where, value: lake, say: [water]}]
"""
SHELVES = {"resources/here.yaml": RESOURCES, "cards/calm.md": CARD, "asking/here.yaml": WORDS}


def test_rules_that_name_what_is_there_are_in_order(tmp_path: Path) -> None:
    assert found_in(tmp_path, SHELVES) == ()


@pytest.mark.parametrize(
    ("old", "new", "code", "hint"),
    [
        ("topic: where", "topic: «wher", "unknown-step", "where"),
        ("value: park", "value: «prak", "unknown-option", "park"),
        ("value: lake}\n  size", "value: «like}\n  size", "unknown-option", "lake"),
        ("value: lake, say: [the", "value: «like, say: [the", "unknown-option", "lake"),
        ("{card: calm, words", "{card: «calmer, words", "unknown-card", "calm"),
        ("- {card: calm", "- {card: «clam", "unknown-card", "calm"),
        ("frames: [[neck]]", "frames: [[«neckk]]", "unknown-family", "neck"),
        ("begins: outing", "begins: «outng", "unknown-flow", "outing"),
        ("needs: where", "needs: «wher", "unknown-step", "where"),
        ("levels: where", "levels: «wher", "unknown-step", "where"),
        ("{step: where, say: [to]}", "{step: «wher, say: [to]}", "unknown-step", "where"),
        ("{step: bring, ahead", "{step: «brin, ahead", "unknown-step", "bring"),
        ("value: lake, say: [water]", "value: «like, say: [water]", "unknown-option", "lake"),
        ("cards:", "topics: [{topic: «sleep, say: [zzz]}]\ncards:", "unknown-topic", ""),
        ("cards:", "asides: [{topic: «sleep, say: [zzz]}]\ncards:", "unknown-topic", ""),
        ("words: [[on fire]]", "lexicons: [«stop]", "unknown-lexicon", ""),
        ("frames: [[cord, neck]]", "frames: [[cord, «nek]]", "unknown-family", "neck"),
        ("frames: [[cord, neck]]", "told: [[«cor, neck]]", "unknown-family", "cord"),
        (
            "cards:",
            "redirects: [{redirect: r, topic: «sleep, rule: No., say: [x]}]\ncards:",
            *("unknown-topic", ""),
        ),
    ],
)
def test_a_rule_that_names_what_is_not_there_is_an_error(
    tmp_path: Path, old: str, new: str, code: str, hint: str
) -> None:
    shelves = {**SHELVES, "asking/here.yaml": WORDS.replace(old, new, 1)}
    problem = only_problem(tmp_path, shelves)
    assert problem.code == code
    assert hint in problem.hint


CLAUSES = """\
weighed_clauses: {table: heat, step: bring, words_from: 2, heard_from: 0, refused: out,
  refused_from: 1, doubted_from: 0, opposites: {rope: lamp}, source: Made up}
"""
HEAT = "cue,lamp,out,rope\nstart,0,0,0\nburn,1,0,0\n"
CHOSEN = FLOW.replace(
    "ask: items", "ask: choices\n        options: [{id: rope, say: Rope}, {id: lamp, say: Lamp}]"
)


def weighing(clauses: str, flow: str = CHOSEN) -> dict[str, str]:
    """Write a pack that weighs clauses for what to bring, which is chosen from a list."""
    more = {"flows/outing.yaml": flow, "asking/here.yaml": WORDS + clauses}
    return {**SHELVES, **more, "weights/heat.csv": HEAT}


def test_clauses_that_are_weighed_for_what_is_there_are_in_order(tmp_path: Path) -> None:
    assert found_in(tmp_path, weighing(CLAUSES)) == ()


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("table: heat", "table: «heta", "unknown-table"),
        ("step: bring", "step: «where", "unknown-choices-step"),
        ("refused: out", "refused: «uot", "unknown-column"),
        ("{rope: lamp}", "{rope: «lmap}", "unknown-option"),
        ("{rope: lamp}", "{«rpoe: lamp}", "unknown-option"),
    ],
)
def test_clauses_that_are_weighed_for_what_is_not_there_are_an_error(
    tmp_path: Path, old: str, new: str, code: str
) -> None:
    found = found_in(tmp_path, weighing(CLAUSES.replace(old, new.replace("«", ""))))
    assert code in {each.code for each in found}


def test_a_table_for_clauses_that_names_no_option_is_an_error(tmp_path: Path) -> None:
    fewer = CHOSEN.replace(", {id: lamp, say: Lamp}", "")
    assert "unknown-option" in {each.code for each in found_in(tmp_path, weighing(CLAUSES, fewer))}


def test_what_a_pack_adds_comes_after_what_is_there() -> None:
    one = valid(Asking, {"words": {"and": ["and"]}, "questions": ["what if"]})
    other = valid(Asking, {"words": {"and": ["plus"], "or": ["or"]}, "moves": ["go to"]})
    both = one.with_more(other)
    assert both.words == {"and": ("and", "plus"), "or": ("or",)}
    assert (both.questions, both.moves, both.plan) == (("what if",), ("go to",), None)


def test_a_facility_adds_words_and_the_core_plan_stays(tmp_path: Path) -> None:
    more = "urgent:\n  words: [[code gray]]\nsay: {clarify: What for?}\n"
    library = load(small_pack(tmp_path, {"asking/here.yaml": more}))
    both = reduce(Asking.with_more, library.asking, Asking())
    assert both.plan is not None
    assert both.urgent.card == "crisis"
    assert both.urgent.words[-1] == ("code gray",)
    assert both.say.clarify != "What for?"


@pytest.mark.parametrize("path", sorted((CORE / "asking").iterdir()), ids=lambda path: path.stem)
def test_the_schema_fits_what_the_core_pack_says_and_refuses_others(path: Path) -> None:
    schema = schema_of("asking")
    typed = path.stem == "answers"  # the only ones with more than text
    loader = yaml.SafeLoader if typed else yaml.BaseLoader
    said = yaml.load(path.read_text(encoding="utf-8"), loader)  # noqa: S506 - neither makes objects
    assert list(faults(said, schema, schema)) == []
    assert list(faults({"nonsense": ["x"]}, schema, schema))


def test_words_without_a_plan_are_checked_against_what_is_there(tmp_path: Path) -> None:
    more = {"asking/here.yaml": "answers:\n  - {step: «where, value: lake, say: [x]}\n"}
    assert only_problem(tmp_path, more).code == "unknown-step"


def test_a_conversation_that_is_not_there_without_a_plan_is_only_told_of(tmp_path: Path) -> None:
    for named in ("levels: «where", "needs: «wher"):
        more = {"asking/here.yaml": f"begun:\n  - {{begins: outing, {named}}}\n"}
        assert only_problem(tmp_path / named[:5], more).code == "unknown-step"

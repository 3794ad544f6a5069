"""The core pack's word lists against labelled sentences: how much is heard, how much too much."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from bht_assist.flows.checks.findings import Finding, leading, spoken, word_findings
from bht_assist.flows.guide import Guide, guide_to
from bht_assist.flows.session import frozen
from tests.core import core

from .packs import DAY

CASES = Path(__file__).parent / "cases"
STOP_RULES = (*(f"S{number:02}" for number in range(1, 11)), "S13")
STOPS = (
    "stops.yaml",
    "stops_more.yaml",
    "stops_late.yaml",
    "stops_last.yaml",
    "stops_others.yaml",
    "stops_hard.yaml",
    "stops_said.yaml",
    "stops_told.yaml",
)
PRESSING = {"stop_now", "pause_check"}
LANGUAGES = ("en", "es")


@dataclass(frozen=True)
class Sentence:
    rule: str
    want: str
    language: str
    step: str
    text: str


@cache
def talk() -> Guide:
    return guide_to(core(), "safety_plan", DAY)


def _read(name: str) -> Any:
    return yaml.load((CASES / name).read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506


@cache
def sentences() -> tuple[Sentence, ...]:
    return tuple(
        Sentence(rule, want, language, said.rpartition("|")[0] or "coping", said.rpartition("|")[2])
        for name in STOPS
        for rule, wanted in _read(name).items()
        for want, languages in wanted.items()
        for language, texts in languages.items()
        for said in texts
    )


@cache
def heard(step: str, text: str) -> tuple[Finding, ...]:
    guide = talk()
    asked = guide.by_id[step]
    value = {"text": text, "items": (text,), "people": ({"name": "Sam", "note": text},)}[asked.ask]
    texts = spoken(asked, frozen(value))
    return tuple(
        found
        for name in asked.escalate
        for found in word_findings(asked, texts, guide.checker(name))
    )


def levels(sentence: Sentence) -> set[str]:
    return {found.level for found in heard(sentence.step, sentence.text)}


def of(rule: str, *wants: str) -> list[Sentence]:
    return [each for each in sentences() if each.rule == rule and each.want in wants]


@pytest.mark.parametrize("rule", STOP_RULES)
def test_whatever_must_stop_stops(rule: str) -> None:
    missed = [each.text for each in of(rule, "stop") if "stop_now" not in levels(each)]
    assert missed == []


@pytest.mark.parametrize("rule", STOP_RULES)
def test_whatever_may_mean_it_is_at_least_asked_about(rule: str) -> None:
    missed = [each.text for each in of(rule, "ask") if not levels(each) & PRESSING]
    assert missed == []


@pytest.mark.parametrize("rule", STOP_RULES)
def test_what_only_looks_like_it_neither_stops_nor_asks(rule: str) -> None:
    false = [each.text for each in of(rule, "fine") if levels(each) & PRESSING]
    assert false == []


@pytest.mark.parametrize("rule", STOP_RULES)
def test_what_stops_is_mostly_named_by_its_own_rule(rule: str) -> None:
    stopped = of(rule, "stop")
    own = [each for each in stopped if rule in {f.rule for f in heard(each.step, each.text)}]
    assert len(own) >= 0.9 * len(stopped)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rule", STOP_RULES)
def test_each_rule_has_five_hits_and_five_look_alikes_in_each_language(
    rule: str, language: str
) -> None:
    for wants in (("stop", "ask"), ("fine",)):
        assert len([each for each in of(rule, *wants) if each.language == language]) >= 5


def test_what_matched_stands_in_the_sentence_letter_for_letter() -> None:
    for each in sentences():
        assert all(found.matched in each.text for found in heard(each.step, each.text))


@pytest.mark.parametrize(
    "change",
    [
        str.upper,
        lambda text: text.replace("'", "’"),
        lambda text: text.replace("'", ""),
        lambda text: f"Hmm… {text}!!",
    ],
)
def test_a_stop_is_heard_however_it_is_typed(change: Any) -> None:
    for each in [each for each in sentences() if each.want == "stop"][::4]:
        found = heard(each.step, change(each.text))
        assert "stop_now" in {one.level for one in found}, each.text


@cache
def coached() -> tuple[tuple[set[str], set[str]], ...]:
    """Give which rules an entry should break and which it was found to break."""
    return tuple(_coached())


def _coached() -> Iterator[tuple[set[str], set[str]]]:
    guide = talk()
    for name in ("coach.yaml", "coach_late.yaml", "people.yaml"):
        for step_id, rules in _read(name).items():
            step = guide.by_id[step_id]
            for wanted, entries in rules.items():
                for entry in entries:
                    texts = spoken(step, frozen((entry,)))
                    found = [
                        one
                        for lexicon in step.coach
                        for one in word_findings(step, texts, guide.checker(lexicon))
                    ]
                    want = set() if wanted == "fine" else set(wanted.split("+"))
                    yield want, {one.rule for one in leading(found)}


def test_coaching_finds_what_it_should_and_little_else() -> None:
    hit, extra, missed = Counter[str](), Counter[str](), Counter[str]()
    for want, found in coached():
        hit.update(want & found)
        extra.update(found - want)
        missed.update(want - found)
    for rule in {*hit, *missed}:
        assert hit[rule] >= 0.8 * (hit[rule] + missed[rule]), rule
        assert hit[rule] >= 0.65 * (hit[rule] + extra[rule]), rule
    assert 2 * hit.total() >= 0.95 * (2 * hit.total() + extra.total() + missed.total())


def test_an_answer_that_says_enough_is_left_alone() -> None:
    assert [found for want, found in coached() if not want and found] == []


def test_there_are_enough_cases_to_say_something() -> None:
    assert len(sentences()) >= 300
    assert len(coached()) >= 300

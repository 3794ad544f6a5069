"""Entries of one plan held against each other, and words heard over the whole plan."""

from pathlib import Path

import pytest

from bht_assist.content.lint import library_problems
from bht_assist.flows.guide import Guide
from bht_assist.flows.view import View

from .packs import DAY, flow, guide, library, seen

STEPS = """
- {id: signs, ask: items, staff: Signs?, optional: true}
- {id: places, ask: items, staff: Places?, optional: true}
- {id: company, ask: people, staff: Company?, optional: true}
- {id: help, ask: people, staff: Help?, optional: true}
- {id: sober, ask: yes_no, staff: Sober?, optional: true}
"""
CHECKS = """
checks:
  - {id: N1, level: review, compare: one_number, steps: [company, help], say: Look., probe: Whose?}
  - {id: P1, level: hint, compare: same_person, steps: [company], against: [help], say: Both.}
  - {id: A1, level: review, compare: same_name, steps: [company, places], against: [signs],
     unless: {en: [stop answering]}, say: Sign.}
  - {id: M1, level: hint, compare: most_on_one, percent: 50, steps: [company, help], say: Most.}
  - {id: F1, level: review, compare: facility_number, steps: [help], say: Ours., clinician: true}
  - {id: H1, level: review, when: sober, heard: using, steps: [signs], say: Using.}
  - {id: H2, level: review, heard: using, steps: [signs], unheard: sober_words, against: [help],
     say: Nobody sober.}
"""
USING = """
lexicon: using
rule: H1
kind: contains
say: Using.
groups: [{why: Using, words: {en: [craving]}}]
"""
SOBER = """
lexicon: sober_words
rule: H2
kind: contains
say: Sober.
groups: [{why: Sober, words: {en: [sponsor]}}]
"""
FACILITY = "phone: 602-555-0100\nescalation: [{role: Nurse, phone: 602-555-0101}]\n"


@pytest.fixture(scope="module")
def talk(tmp_path_factory: pytest.TempPathFactory) -> Guide:
    files = {"lexicons/using.yaml": USING, "lexicons/sober.yaml": SOBER, "facility.yaml": FACILITY}
    return guide(tmp_path_factory.mktemp("pack"), STEPS, CHECKS, files)


def found(now: View, rule: str) -> list[tuple[str, int | None, str]]:
    return [(each.step, each.item, each.matched) for each in now.findings if each.rule == rule]


def person(name: str, phone: str = "", note: str = "") -> dict[str, str]:
    return {"name": name, "phone": phone, "note": note}


def test_one_number_with_two_names_is_found_however_it_is_written(talk: Guide) -> None:
    now = seen(
        talk,
        company=[person("Ana", "602-555-0142"), person("Bo", "602-555-0143")],
        help=[person("Eva", "(602) 555 0142"), person("Bo", "+1 602 555 0143")],
    )
    assert found(now, "N1") == [("help", 0, "(602) 555 0142")]


def test_short_codes_and_handles_are_not_compared(talk: Guide) -> None:
    now = seen(talk, help=[person("Ana", "988"), person("Eva", "988"), person("Io", "@io")])
    assert not found(now, "N1")


def test_the_same_person_in_two_parts_is_found_by_name(talk: Guide) -> None:
    now = seen(talk, company=[person("Inés Ríos")], help=[person("ines rios"), person("Bo")])
    assert found(now, "P1") == [("help", 0, "ines rios")]


def test_a_name_among_the_signs_is_found(talk: Guide) -> None:
    signs = ["Fights with Marco about money"]
    now = seen(talk, signs=signs, company=[person("Marco Diaz"), person("Bo")])
    assert found(now, "A1") == [("company", 0, "Marco")]


def test_a_place_among_the_signs_is_found_by_its_name(talk: Guide) -> None:
    signs = ["When I drive by Encanto. The dishes pile up"]
    now = seen(talk, signs=signs, places=["The benches at Encanto", "The porch"])
    assert found(now, "A1") == [("places", 0, "Encanto")]


def test_pulling_away_from_somebody_is_no_reason_to_ask(talk: Guide) -> None:
    now = seen(talk, signs=["I stop answering Marco"], company=[person("Marco")])
    assert not found(now, "A1")


def test_a_plan_that_leans_on_one_person_is_found(talk: Guide) -> None:
    now = seen(talk, company=[person("Ana")], help=[person("ana"), person("Bo")])
    assert found(now, "M1") == [("help", 0, "ana")]
    spread = seen(talk, company=[person("Ana"), person("Io")], help=[person("Ana"), person("Bo")])
    assert not found(spread, "M1")
    assert not found(seen(talk, company=[person("Ana")]), "M1")
    assert not found(seen(talk), "M1")


def test_a_number_of_this_place_is_found(talk: Guide) -> None:
    numbers = ["602-555-0100", "6025550101", "602-555-0102"]
    now = seen(talk, help=[person(f"P {n}", number) for n, number in enumerate(numbers)])
    assert [item for _, item, _ in found(now, "F1")] == [0, 1]
    assert all(each.clinician for each in now.findings if each.rule == "F1")


def test_words_are_heard_while_a_condition_holds(talk: Guide) -> None:
    assert found(seen(talk, signs=["a craving"], sober=True), "H1") == [("signs", 0, "craving")]
    assert not found(seen(talk, signs=["a craving"], sober=False), "H1")
    assert not found(seen(talk, sober=True), "H1")


def test_words_elsewhere_answer_for_words_here(talk: Guide) -> None:
    assert found(seen(talk, signs=["craving"], help=[person("Bo")]), "H2")
    assert not found(seen(talk, signs=["craving"], help=[person("Bo", note="my sponsor")]), "H2")


def test_what_a_check_names_and_is_not_there_is_said(tmp_path: Path) -> None:
    checks = CHECKS.replace("heard: using", "heard: usign").replace(
        "against: [help]", "against: [hlp]"
    )
    words = USING.replace("[craving]", '["<creving> x"]') + "contexts: {neer: none}\n"
    wording = "parts: {craving: {en: ['<nope> y']}}\ncontexts: {near: {near: {en: ['<nopes>']}}}\n"
    files = {
        "flows/small.yaml": flow(STEPS, checks),
        "lexicons/using.yaml": words,
        "lexicons/sober.yaml": SOBER,
        "wording.yaml": wording,
    }
    said = {
        (each.code, each.text.split("`")[1])
        for each in library_problems(library(tmp_path, files), DAY)
        if each.code.startswith("unknown-")
    }
    assert said == {
        ("unknown-lexicon", "usign"),
        ("unknown-step", "hlp"),
        ("unknown-part", "creving"),
        ("unknown-part", "nope"),
        ("unknown-part", "nopes"),
        ("unknown-context", "neer"),
    }

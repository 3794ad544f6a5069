"""Who reads what: a word of its own in every blank, looked for in every byte of each copy."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from bht_assist.documents.word_fold import HEIGHT, WIDTH
from tests.program.packs import example, made, run, words_in

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

CLIENT, WALLET, DISCREET, FAMILY, NEXT, DAYS, CHART = (
    f"safety_plan_{name}"
    for name in ("client", "wallet", "discreet", "family", "provider", "first_days", "chart")
)
ALL = {CLIENT, WALLET, DISCREET, FAMILY, NEXT, DAYS, CHART}
WITH_PLAN = ALL - {DAYS}


def person(word: str, number: str, **more: str) -> dict[str, str]:
    return {"name": f"Q{word}name", "phone": number, **more}


ANSWERS: dict[str, Any] = {
    "plan_name": "Qtitle",
    "readiness": ["sober", "alone_together", "time", "willing"],
    "assessed_by": "Qassessed",
    "observations": ["nothing_new"],
    "under_18": "no",
    "plan_kind": "leaving",
    "fits": ["substance_use"],
    "story": "Qstory",
    "warning_signs": ["Qsignone", "Qsigntwo"],
    "coping": ["Qcopingone", "Qcopingtwo"],
    "distraction_people": [person("company", "602-555-0101", note="Qcompanynote")],
    "distraction_places": ["Qplace"],
    "help_people": [
        person("help", "602-555-0102", opening="Qopening", note="Qhelpnote", nights="yes")
    ],
    "professionals": [person("pro", "602-555-0103", note="Qpronote")],
    "lines": ["988-lifeline"],
    "walk_in": ["Qwalkin"],
    "means": {
        "asked": "with_clinician",
        "mentioned": "yes",
        "firearm_access": "declined",
        "clinician": "Qmeansclinician",
        "note": "Qmeansnote",
        "items": [
            {
                "what": "Qwhat",
                "who": "Qwho",
                "where": "Qwhere",
                "when": "Qwhen",
                "status": "agreed",
                "on_copy": "no",
            }
        ],
    },
    "reasons": ["Qreason"],
    "new_address": "yes",
    "means_new_place": "deferred",
    "local_numbers": [person("local", "602-555-0104")],
    "first_days": [{"when": "Qdaywhen", "what": "Qdaywhat", "who": "Qdaywho", "ride": "Qdayride"}],
    "read_back": "yes",
    "complication": "phone_dies",
    "broke": ["help"],
    "mended": ["Qmended"],
    "likelihood": {"coping": 3, "distraction": 4, "help": 4, "professionals": 4},
    "barriers": ["Qbarrier"],
    "fixes": ["Qfix"],
    "likelihood_again": {"coping": 4, "distraction": 4, "help": 4, "professionals": 4},
    "kept": ["Qkept"],
    "caregiver": [person("support", "602-555-0105")],
    "support_sees": ["Qsees"],
    "support_does": ["Qdoes"],
    "copies": ["client", "wallet", "chart", "caregiver", "provider", "discreet"],
    "review_date": "2026-12-01",
    "took_part": "yes",
    "clinician": "Qclinician",
    "clinician_reviewed": "yes",
}

SHOWN: dict[str, set[str]] = {
    "Qtitle": {CLIENT, NEXT, DAYS},
    "Qassessed": {CHART},
    "Qstory": set(),
    "Qsignone": WITH_PLAN - {DISCREET},
    "Qsigntwo": WITH_PLAN - {DISCREET},
    "Qcopingone": WITH_PLAN,
    "Qcopingtwo": WITH_PLAN,
    "Qcompanyname": WITH_PLAN,
    "602-555-0101": WITH_PLAN,
    "Qcompanynote": {CLIENT, NEXT, CHART},
    "Qplace": WITH_PLAN,
    "Qhelpname": ALL,
    "602-555-0102": ALL,
    "Qopening": {CLIENT, NEXT, CHART},
    "Qhelpnote": {CLIENT, NEXT, CHART},
    "Qproname": ALL,
    "602-555-0103": ALL,
    "Qpronote": {CLIENT, FAMILY, NEXT, CHART},
    "Qwalkin": ALL,
    "Qmeansclinician": {CLIENT, CHART},
    "Qmeansnote": {CHART},
    "Qwhat": {CHART},
    "Qwho": {CHART},
    "Qwhere": set(),
    "Qwhen": {CHART},
    "Qreason": {CLIENT, NEXT, CHART},
    "Qlocalname": ALL,
    "602-555-0104": ALL,
    "Qdaywhen": {DAYS, CHART},
    "Qdaywhat": {DAYS, CHART},
    "Qdaywho": {DAYS, CHART},
    "Qdayride": {DAYS, CHART},
    "Qmended": {CLIENT, CHART},
    "Qbarrier": {CHART},
    "Qfix": {CLIENT, CHART},
    "Qkept": {CLIENT, CHART},
    "Qsupportname": {CLIENT, FAMILY, NEXT, CHART},
    "602-555-0105": {CLIENT, NEXT, CHART},
    "Qsees": {FAMILY, CHART},
    "Qdoes": {FAMILY, CHART},
    "Qclinician": {CLIENT, FAMILY, NEXT, CHART},
}


def every_byte(paper: Path) -> str:
    with zipfile.ZipFile(paper) as parts:
        raw = b"\n".join(parts.read(name) for name in parts.namelist())
    return words_in(paper) + raw.decode("utf-8", "replace")


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    folder = tmp_path_factory.mktemp("copies")
    made_papers = made(folder, "safety_plan", ANSWERS)
    assert set(made_papers) == ALL
    return {name: every_byte(paper) for name, paper in made_papers.items()}


@pytest.mark.parametrize("word", SHOWN)
def test_each_word_is_on_the_copies_that_show_it_and_in_no_byte_of_the_others(
    papers: Mapping[str, str], word: str
) -> None:
    assert {name for name, paper in papers.items() if word in paper} == SHOWN[word]


def test_every_word_that_was_typed_is_looked_for() -> None:
    def typed(value: Any) -> set[str]:
        if isinstance(value, dict | list):
            inner = value.values() if isinstance(value, dict) else value
            return {word for each in inner for word in typed(each)}
        return {value} if str(value).startswith(("Q", "602")) else set()

    assert typed(ANSWERS) == set(SHOWN)


def test_the_plain_list_has_no_clinical_words(papers: Mapping[str, str]) -> None:
    words = papers[DISCREET].lower()
    for word in ("safety", "crisis", "suicid", "clinic", "therap", "risk", "lifeline", "plan"):
        assert word not in words.replace("safety_plan", ""), word


@pytest.mark.parametrize("name", sorted(ALL))
def test_each_copy_says_that_something_was_left_out(papers: Mapping[str, str], name: str) -> None:
    said = ("Left out of", "Not on this", "More is on")
    assert any(words in papers[name] for words in said)


@pytest.mark.parametrize("name", sorted(ALL))
def test_no_copy_looks_final_before_the_clinician_has_read_it(tmp_path: Path, name: str) -> None:
    answers = {**ANSWERS, "clinician_reviewed": "no"}
    paper = made(tmp_path, "safety_plan", answers, "--document", name)[name]
    assert "Draft" in words_in(paper)


def test_no_copy_is_a_draft_once_it_has_been_read(papers: Mapping[str, str]) -> None:
    assert [name for name, paper in papers.items() if "Draft" in paper] == []


def test_nobody_else_gets_a_copy_without_the_clients_yes(tmp_path: Path) -> None:
    assert set(made(tmp_path, "safety_plan", example("safety_plan"))) == {CLIENT, WALLET, CHART}


def test_a_copy_that_was_asked_for_and_is_not_called_for_says_why(tmp_path: Path) -> None:
    answers = "docs/examples/safety_plan.yaml"
    told = run("make", "safety_plan", "--answers", answers, "--out", tmp_path, "--document", FAMILY)
    assert told.exit_code == 1
    assert "only with the client's yes" in told.output
    assert list(tmp_path.iterdir()) == []


def test_the_wallet_card_folds_to_panels_smaller_than_a_bank_card(tmp_path: Path) -> None:
    card = words_in(made(tmp_path, "safety_plan", ANSWERS)[WALLET])
    assert (WIDTH / 1440, HEIGHT / 1440) == (3.4, 2.1)
    assert f'<w:gridCol w:w="{WIDTH}"/>' in card
    assert f'<w:trHeight w:val="{HEIGHT}" w:hRule="atLeast"/>' in card


def test_the_chart_says_why_each_remark_was_set_aside(tmp_path: Path) -> None:
    aside = [
        {"step": "kept", "rule": "G02", "reason": "Qonepocket"},
        {"step": "copies", "rule": "P03", "reason": "Qreleased"},
        {"step": "coping", "rule": "G01", "reason": "Qtired"},
    ]
    answers = {**ANSWERS, "dismissed": aside}
    del answers["coping"]
    chart = words_in(made(tmp_path, "safety_plan", answers)[CHART])
    assert "Where I keep it (set aside by staff: Qonepocket)" in chart
    assert "Things I can do on my own (set aside by staff: Qtired)" in chart
    assert "Set aside by staff: Qreleased" in chart

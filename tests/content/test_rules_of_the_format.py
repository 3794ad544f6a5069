"""Each rule of packs.md, shown by a file that breaks it: the mark « is where it must point."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bht_assist.content import models
from bht_assist.content.explain import gate
from bht_assist.content.library import load
from bht_assist.flows.guide import guide_to
from bht_assist.flows.session import Answered
from bht_assist.flows.view import view

from .packs import (
    FLOW,
    HARD,
    ONE_MORE_STEP,
    PACK,
    TODAY,
    changed,
    flow,
    found_in,
    only_problem,
    slip,
    small_pack,
)


def test_the_small_pack_is_in_order(tmp_path: Path) -> None:
    assert found_in(tmp_path, {}) == ()


# 1. All scalars are text until the model says otherwise.


def test_an_option_called_no_stays_what_the_author_wrote(tmp_path: Path) -> None:
    pack = small_pack(tmp_path, flow("[park, lake]", "[no, 0123]"))
    step = load(pack, core=False).flows["outing"].steps[1]
    assert isinstance(step, models.KINDS["choice"])
    assert [option.id for option in getattr(step, "options", ())] == ["no", "0123"]


def keys_of(model: type[models.Entry]) -> Iterator[str]:
    schema: dict[str, Any] = gate(model).json_schema()
    for made in (schema, *schema.get("$defs", {}).values()):
        yield from made.get("properties", {})


@pytest.mark.parametrize(
    "model",
    [
        *(models.Flow, models.Document, models.Topics, models.Directory, models.Card),
        *(models.SuggestionList, models.Lexicon, models.Scenario, models.Translation),
        *(models.Pack, models.Facility, models.Synonyms),
    ],
)
def test_no_key_of_the_format_is_one_that_yaml_takes_for_true_or_false(
    model: type[models.Entry],
) -> None:
    assert not {key.lower() for key in keys_of(model)} & {"y", "n", "yes", "no", "on", "off"}


# 2. One document, within limits, without aliases, tags, merges and duplicates.


@pytest.mark.parametrize(
    ("broken", "code", "hint"),
    [
        ("client: Where to?\n        «client: Where?", "duplicate-key", "line 17 already"),
        ("client: «&words Where to?", "anchor", "remove it"),
        ("client: «!!str Where to?", "tag", "remove it"),
        ("client: Where to?\n        «<<: {optional: true}", "merge", "write it out"),
    ],
)
def test_clever_yaml_is_refused_at_its_place(
    tmp_path: Path, broken: str, code: str, hint: str
) -> None:
    found = only_problem(tmp_path, flow("client: Where to?", broken))
    assert (found.code, found.level) == (code, "error")
    assert hint in found.hint


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ("a: 1\n«---\nb: 2\n", "two-documents", "a second document starts here"),
        ("a: &x 1\nb: «*x\n", "alias", "*x stands for another part of the file"),
        ("a: " + "[" * 31 + "«[", "too-deep", "nested more than 32 deep"),
        ("- x\n" * 19_999 + "- «x\n", "too-many", "more than 20,000 entries"),
    ],
)
def test_a_list_that_can_not_be_read_is_told_of_at_its_place(
    tmp_path: Path, text: str, code: str, said: str
) -> None:
    found = {each.code: each for each in found_in(tmp_path, {"lists/broken.yaml": text})}
    line, column = found[code].place[1:]
    before = text[: text.index("«")].split("\n")
    assert (line, column) == (len(before), len(before[-1]) + 1)
    assert said in found[code].text


# 3. Conditions look back only, and know every name.


def test_a_condition_on_a_later_step_is_an_error_with_its_line(tmp_path: Path) -> None:
    found = only_problem(tmp_path, flow("when: goes", "when: «bring"))
    assert (found.code, found.level) == ("looks-ahead", "error")
    assert found.text == "`bring` is not known yet here"
    assert "look back only" in found.hint


def test_a_condition_on_its_own_step_is_an_error(tmp_path: Path) -> None:
    assert only_problem(tmp_path, flow("when: goes", "when: «where")).code == "looks-ahead"


def test_a_condition_that_looks_ahead_through_a_value_is_an_error(tmp_path: Path) -> None:
    text = changed(FLOW, "when: goes", "when: «packed")
    text = changed(text, ONE_MORE_STEP, f"values: {{packed: bring | length}}\n{ONE_MORE_STEP}")
    assert only_problem(tmp_path, {"flows/outing.yaml": text}).code == "looks-ahead"


def test_a_misspelt_name_is_an_error_that_says_what_was_meant(tmp_path: Path) -> None:
    found = only_problem(tmp_path, flow("when: goes", "when: «gose"))
    assert (found.code, found.level) == ("unknown-name", "error")
    assert found.text == "there is no `gose`"
    assert found.hint == "did you mean `goes`?"


def test_a_misspelt_name_inside_a_text_is_an_error(tmp_path: Path) -> None:
    found = only_problem(tmp_path, flow("client: Where to?", "client: «Where, {{ gose }}?"))
    assert (found.code, found.hint) == ("unknown-name", "did you mean `goes`?")


def test_an_unanswered_step_is_none_in_a_condition(tmp_path: Path) -> None:
    pack = small_pack(tmp_path, flow("when: goes", "when: goes is none"))
    guide = guide_to(load(pack, core=False), "outing", TODAY)
    assert view(guide, guide.start()).step("where").visible
    answered = guide.start().add(Answered("goes", value=False))
    assert not view(guide, answered).step("where").visible


# 4. Problems carry a place, the author's words, and a remedy, all at once.


def test_a_colon_in_prose_is_named_with_what_to_do(tmp_path: Path) -> None:
    changes = flow("client: What will you bring?", "client: Think of this: what will you bring?")
    found = [each for each in found_in(tmp_path, changes) if each.code == "yaml-syntax"]
    assert [each.place[1:] for each in found] == [(20, 30)]
    assert found[0].hint == "put the text on the next line after >-"


def test_a_quote_in_prose_is_named_with_what_to_do(tmp_path: Path) -> None:
    changes = flow("client: What will you bring?", "client: 'Things' you will bring?")
    found = [each for each in found_in(tmp_path, changes) if each.code == "yaml-syntax"]
    assert [each.place.line for each in found] == [20]
    assert "put the text on the next line after >-" in found[0].hint


def test_all_problems_come_at_once_and_in_the_order_of_their_files(tmp_path: Path) -> None:
    text = changed(FLOW, "when: goes", "when: gose")
    text = changed(text, "What will you bring?", HARD)
    broken_list = "list: snacks\ntitel: Snacks\nitems: []\n"
    found = found_in(
        tmp_path,
        {
            "flows/outing.yaml": text,
            "lists/snacks.yaml": broken_list,
            "pack.yaml": PACK + "review_due: 2026-11-22\n",
        },
    )
    assert [each.code for each in found] == [
        *("unknown-name", "hard-to-read"),
        *("missing-key", "unknown-key", "too-few"),
        "review-due",
    ]
    assert list(found) == sorted(found, key=lambda each: each.place)


def test_a_mistake_in_one_flow_does_not_hide_those_in_the_papers_of_another(tmp_path: Path) -> None:
    other = changed(changed(FLOW, "flow: outing", "flow: trip"), "when: goes", "when: gose")
    other = changed(other, "documents: [slip]", "documents: []")
    found = found_in(tmp_path, {"flows/trip.yaml": other, **slip("\n{{ wheer }}\n")})
    assert [(each.code, Path(each.place.file).name) for each in found] == [
        ("unknown-name", "slip.md"),
        ("unknown-name", "trip.yaml"),
    ]


def test_a_problem_reads_as_place_code_text_and_hint(tmp_path: Path) -> None:
    found = only_problem(tmp_path, flow("when: goes", "when: «gose"))
    assert str(found) == (
        f"{(tmp_path / 'flows/outing.yaml').as_posix()}:15:15 unknown-name there is no `gose`, "
        "hint: did you mean `goes`?"
    )

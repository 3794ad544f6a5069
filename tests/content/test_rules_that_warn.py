"""What has grown old or hard to use is a warning, and what a scenario shows is not."""

from pathlib import Path

import pytest

from bht_assist.content.lint import fingerprint

from .packs import (
    GOES,
    HARD,
    ONE_MORE_STEP,
    PACK,
    PRIVATE,
    SLIP,
    STAYS,
    changed,
    check,
    flow,
    found_in,
    only_problem,
    slip,
)


def test_a_review_date_that_has_passed_is_a_warning(tmp_path: Path) -> None:
    found = only_problem(tmp_path, {"pack.yaml": PACK + "review_due: «2026-11-22\n"})
    assert (found.code, found.level) == ("review-due", "warning")
    assert found.text == "the review was due on 2026-11-22"
    assert "clinician" in found.hint


def test_a_review_that_is_due_today_is_in_time(tmp_path: Path) -> None:
    assert found_in(tmp_path, {"pack.yaml": PACK + "review_due: 2026-11-23\n"}) == ()


def spanish(**texts: str) -> dict[str, str]:
    rows = "".join(f"  outing.{step}.client: {row}\n" for step, row in texts.items())
    return {
        "pack.yaml": f"{PACK}translations: [es]\n",
        "translations/es.yaml": f"language: es\ntexts:\n{rows}",
    }


def of(text: str, said: str) -> str:
    return f"{{of: {fingerprint(text)}, say: {said}}}"


GO = of("Do you want to go?", "¿Quiere ir?")
WHERE = of("Where to?", "¿Adónde?")
BRING = of("What will you bring?", "¿Qué va a llevar?")


def test_a_whole_translation_is_in_order(tmp_path: Path) -> None:
    assert found_in(tmp_path, spanish(goes=GO, where=WHERE, bring=BRING)) == ()


def test_a_translation_of_words_that_have_changed_is_a_warning(tmp_path: Path) -> None:
    old = of("Where would you like to go?", "¿Adónde quiere ir?")
    found = only_problem(tmp_path, spanish(goes=GO, where=f"«{old}", bring=BRING))
    assert (found.code, found.level) == ("stale-translation", "warning")
    assert found.text == "the text of `outing.where.client` has changed"
    assert found.hint.endswith(f"write of: {fingerprint('Where to?')}")


def test_a_text_without_its_translation_is_a_warning(tmp_path: Path) -> None:
    changes = spanish(goes=GO, bring=BRING)
    changes["translations/es.yaml"] = "«" + changes["translations/es.yaml"]
    found = only_problem(tmp_path, changes)
    assert (found.code, found.level) == ("no-translation", "warning")
    assert found.text == "`outing.where.client` is not translated"
    assert found.hint == f"add it with of: {fingerprint('Where to?')}"


def test_a_promised_language_without_a_file_is_a_warning_for_each_text(tmp_path: Path) -> None:
    found = found_in(tmp_path, {"pack.yaml": f"{PACK}translations: [es]\n"})
    assert [each.code for each in found] == ["no-translation"] * 3
    assert {each.place[1:] for each in found} == {(4, 16)}


def test_a_language_that_nobody_promised_may_be_unfinished(tmp_path: Path) -> None:
    changes = spanish(goes=GO)
    assert found_in(tmp_path, {**changes, "pack.yaml": PACK}) == ()


def test_a_translation_of_a_text_that_is_not_there_is_a_warning(tmp_path: Path) -> None:
    found = only_problem(tmp_path, spanish(goes=GO, where=WHERE, bring=BRING, wher=f"«{GO}"))
    assert (found.code, found.level) == ("no-such-text", "warning")
    assert found.hint == "did you mean `outing.where.client`?"


def test_client_text_above_grade_six_is_a_warning(tmp_path: Path) -> None:
    found = only_problem(tmp_path, flow("What will you bring?", f"«{HARD}"))
    assert (found.code, found.level) == ("hard-to-read", "warning")
    assert found.text.startswith("`bring` reads at grade")
    assert "unnecessary" in found.hint


def test_staff_text_may_be_above_grade_six(tmp_path: Path) -> None:
    assert found_in(tmp_path, flow("ask: items", f"ask: items\n        staff: {HARD}")) == ()


def test_a_value_that_nothing_uses_is_a_warning(tmp_path: Path) -> None:
    found = only_problem(tmp_path, flow(ONE_MORE_STEP, f"values: {{bag: «bring}}\n{ONE_MORE_STEP}"))
    assert (found.code, found.level) == ("unused-value", "warning")
    assert (found.text, found.hint) == ("nothing uses `bag`", "take it out")


def test_a_value_that_only_a_document_uses_is_in_order(tmp_path: Path) -> None:
    changes = flow(ONE_MORE_STEP, f"values: {{bag: bring | first}}\n{ONE_MORE_STEP}")
    assert found_in(tmp_path, {**changes, **slip("\n{{ bag }}\n")}) == ()


def test_a_step_that_is_printed_nowhere_is_a_warning(tmp_path: Path) -> None:
    paper = changed(SLIP, "I bring {{ bring }}.", "")
    found = only_problem(
        tmp_path, {**flow("- id: bring", "- id: «bring"), "documents/slip.md": paper}
    )
    assert (found.code, found.level) == ("printed-nowhere", "warning")
    assert found.text == "`bring` stands in no document and no condition"


def test_a_private_step_need_not_be_printed(tmp_path: Path) -> None:
    paper = changed(SLIP, "I bring {{ bring }}.", "")
    assert found_in(tmp_path, {**flow(*PRIVATE), "documents/slip.md": paper}) == ()


def test_words_lost_behind_a_hash_are_a_warning(tmp_path: Path) -> None:
    found = only_problem(tmp_path, flow("title: Plans", "title: Plans« #1"))
    assert (found.code, found.level) == ("lost-after-hash", "warning")
    assert found.text == "YAML drops what follows: #1"
    assert "on the next line after >-" in found.hint


@pytest.mark.parametrize(
    ("scenario", "unseen"),
    [
        ({"scenarios/stays.yaml": changed(GOES, "goes\n", "goes, too\n")}, "false"),
        ({"scenarios/goes.yaml": changed(STAYS, "stays\n", "stays, too\n")}, "true"),
    ],
)
def test_a_condition_that_no_scenario_has_seen_both_ways_is_a_warning(
    tmp_path: Path, scenario: dict[str, str], unseen: str
) -> None:
    found = only_problem(tmp_path, {**flow("when: goes", "when: «goes"), **scenario})
    assert (found.code, found.level) == ("when-half-seen", "warning")
    assert found.text == f"no scenario has seen the `when` of `where` {unseen}"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("expect: {hidden: «[where]}", "should be hidden and is asked"),
        ("expect: {asked: «[wheer]}", "should be asked and is not"),
        ("expect: {findings: «[G9]}", "should be found and is not"),
        ("expect: {no_findings: «[G1]}", "should not be found and is"),
        ("expect: {documents: «[slip]}", "should be free to make and is not"),
    ],
)
def test_a_scenario_that_does_not_come_out_as_expected_is_an_error(
    tmp_path: Path, wrong: str, said: str
) -> None:
    row = "{id: G1, level: stop, when: not bring, say: Nothing is packed., fix: bring}"
    scenario = changed(GOES, "expect:\n  asked: [where]", wrong)
    found = only_problem(tmp_path, {**check(row), "scenarios/goes.yaml": scenario})
    assert (found.code, found.level) == ("scenario-fails", "error")
    assert found.text.startswith("Somebody goes: ")
    assert found.text.endswith(said)


def test_a_scenario_of_a_flow_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    more = "scenario: More\nflow: «outinf\nanswers: {}\n"
    found = only_problem(tmp_path, {"scenarios/more.yaml": more})
    assert (found.code, found.hint) == ("unknown-flow", "did you mean `outing`?")

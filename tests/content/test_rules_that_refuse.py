"""What would leak, lead nowhere or never be true is an error, at the mark «."""

from pathlib import Path

import pytest

from .packs import (
    FLOW,
    ONE_MORE_STEP,
    PRIVATE,
    RESOURCES,
    SLIP,
    TODAY,
    changed,
    check,
    flow,
    found_in,
    only_problem,
    slip,
)


def test_a_private_step_named_in_a_document_is_an_error(tmp_path: Path) -> None:
    marked = changed(SLIP, "I bring {{", "«I bring {{")
    found = only_problem(tmp_path, {**flow(*PRIVATE), "documents/slip.md": marked})
    assert (found.code, found.level) == ("private-step", "error")
    assert found.text == "`bring` is private and stands here"
    assert found.hint == "take it out"


def test_a_private_step_in_a_document_through_a_named_value_is_an_error(tmp_path: Path) -> None:
    text = changed(changed(FLOW, *PRIVATE), ONE_MORE_STEP, "values: {bag: bring, sack: bag}\n")
    marked = changed(SLIP, "I bring {{ bring", "«I bring {{ sack")
    changes = {"flows/outing.yaml": text + ONE_MORE_STEP, "documents/slip.md": marked}
    found = only_problem(tmp_path, changes)
    assert (found.code, found.text) == ("private-step", "`bring` is private and stands here")


def test_a_private_step_in_what_a_check_says_is_an_error_where_papers_show_it(
    tmp_path: Path,
) -> None:
    check = "checks:\n  - {id: G1, level: gap, when: goes, say: «'So {{ bring }}'}\n"
    text = changed(FLOW, *PRIVATE) + check
    paper = changed(SLIP, "I bring {{ bring }}.", "{% for f in findings %}{{ f.say }}{% endfor %}")
    found = only_problem(tmp_path, {"flows/outing.yaml": text, "documents/slip.md": paper})
    assert (found.code, found.level) == ("private-step", "error")
    assert found.text == "`bring` is private, and papers show what `G1` says"


def test_a_private_step_in_the_title_of_a_document_is_an_error(tmp_path: Path) -> None:
    paper = changed(SLIP, "title: My outing", 'title: «"With {{ bring }}"')
    paper = changed(paper, "I bring {{ bring }}.", "")
    found = only_problem(tmp_path, {**flow(*PRIVATE), "documents/slip.md": paper})
    assert (found.code, found.level) == ("private-step", "error")


def test_a_private_field_in_a_document_is_an_error(tmp_path: Path) -> None:
    fields = (
        "ask: records\n        fields:\n          - {id: thing, ask: text, say: What}\n"
        "          - {id: home, ask: text, say: Kept where, private: true}"
    )
    paper = changed(
        SLIP, "I bring {{ bring }}.", "{% for each in bring %}\n«{{ each.home }}\n{% endfor %}"
    )
    found = only_problem(tmp_path, {**flow("ask: items", fields), "documents/slip.md": paper})
    assert (found.code, found.text) == ("private-field", "`home` of `bring` is private")


def test_a_step_on_a_copy_that_is_not_for_it_is_an_error(tmp_path: Path) -> None:
    text = changed(FLOW, "ask: items", "ask: items\n        print: [record]")
    text = changed(text, "documents: [slip]", "documents: [slip, record]")
    record = changed(SLIP, "audience: client", "audience: chart")
    marked = changed(SLIP, "I bring {{", "«I bring {{")
    found = only_problem(
        tmp_path,
        {"flows/outing.yaml": text, "documents/record.md": record, "documents/slip.md": marked},
    )
    assert (found.code, found.hint) == ("not-on-this-copy", "it may stand in: record")


def test_a_document_value_that_no_step_gives_is_an_error(tmp_path: Path) -> None:
    found = only_problem(tmp_path, slip("\n«{{ wheer }}\n"))
    assert (found.code, found.level) == ("unknown-name", "error")
    assert found.text == "no step gives `wheer`"
    assert found.hint == "did you mean `where`?"


def test_a_fix_that_leads_nowhere_is_an_error(tmp_path: Path) -> None:
    row = "{id: G1, level: gap, when: not bring, say: Nothing is packed., fix: «brings}"
    found = only_problem(tmp_path, check(row))
    assert (found.code, found.level) == ("fix-nowhere", "error")
    assert (found.text, found.hint) == ("there is no step `brings`", "did you mean `bring`?")


@pytest.mark.parametrize("level", ["stop", "stop_now"])
def test_a_gate_with_nothing_to_do_is_an_error(tmp_path: Path, level: str) -> None:
    row = f"«{{id: G1, level: {level}, when: not bring, say: Nothing is packed.}}"
    found = only_problem(tmp_path, check(row))
    assert (found.code, found.level) == ("gate-without-way", "error")
    assert found.text == "`G1` stops people and gives them nothing to do"
    assert "`fix:`" in found.hint


def test_a_gate_with_a_way_to_put_it_right_is_in_order(tmp_path: Path) -> None:
    row = "{id: G1, level: stop, when: not bring, say: Nothing is packed., fix: bring}"
    assert found_in(tmp_path, check(row)) == ()


def test_a_choice_compared_with_a_value_it_does_not_have_is_an_error(tmp_path: Path) -> None:
    row = "{id: G1, level: gap, when: «\"where == 'laek'\", say: Cold., fix: bring}"
    found = only_problem(tmp_path, check(row))
    assert (found.code, found.level) == ("unknown-option", "error")
    assert found.text == "`where` can never be 'laek'"
    assert found.hint == "did you mean `lake`?"


def test_a_yes_or_no_compared_with_a_word_is_an_error(tmp_path: Path) -> None:
    found = only_problem(tmp_path, flow("when: goes", "when: «goes == 'yes'"))
    assert found.code == "unknown-option"
    assert "true or false" in found.hint


def test_a_document_that_compares_a_choice_with_a_value_it_does_not_have_is_an_error(
    tmp_path: Path,
) -> None:
    found = only_problem(tmp_path, slip("\n«{% if where == 'laek' %}Cold.{% endif %}\n"))
    assert (found.code, found.hint) == ("unknown-option", "did you mean `lake`?")


@pytest.mark.parametrize("audience", ["client", "family"])
def test_a_step_on_a_clients_paper_without_client_text_is_an_error(
    tmp_path: Path, audience: str
) -> None:
    paper = changed(SLIP, "audience: client", f"audience: {audience}")
    paper = changed(paper, "I bring {{", "«I bring {{")
    wordless = flow("        client: What will you bring?\n", "        staff: Ask.\n")
    found = only_problem(tmp_path, {**wordless, "documents/slip.md": paper})
    assert (found.code, found.level) == ("no-client-text", "error")
    assert found.text == "`bring` is on a client's paper and has no `client` text"


def test_a_step_on_the_chart_needs_no_client_text(tmp_path: Path) -> None:
    chart = changed(SLIP, "audience: client", "audience: chart")
    wordless = flow("        client: What will you bring?\n", "        staff: Ask.\n")
    assert found_in(tmp_path, {**wordless, "documents/slip.md": chart}) == ()


def test_a_resource_without_a_checked_date_is_an_error(tmp_path: Path) -> None:
    text = changed(changed(RESOURCES, "    verified_on: 2026-11-20\n", ""), "- id", "- «id")
    found = only_problem(tmp_path, {"resources/here.yaml": text})
    assert (found.code, found.level) == ("missing-key", "error")
    assert (found.text, found.hint) == ("`verified_on` is missing", "add a line `verified_on:`")


def test_a_resource_checked_in_the_future_is_an_error(tmp_path: Path) -> None:
    text = changed(RESOURCES, "2026-11-20", "«2026-11-24")
    found = only_problem(tmp_path, {"resources/here.yaml": text})
    assert (found.code, found.text) == ("checked-later", "2026-11-24 is not yet")


def test_a_resource_checked_today_is_in_order(tmp_path: Path) -> None:
    text = changed(RESOURCES, "2026-11-20", TODAY.isoformat())
    assert found_in(tmp_path, {"resources/here.yaml": text}) == ()


@pytest.mark.parametrize("number", ["602-155-0110", "602-555-011", "112", "call us"])
def test_a_phone_that_can_not_be_one_is_an_error(tmp_path: Path, number: str) -> None:
    text = changed(RESOURCES, "602-555-0110", f"«{number}")
    found = only_problem(tmp_path, {"resources/here.yaml": text})
    assert (found.code, found.level) == ("bad-phone", "error")
    assert found.text.startswith(number)
    assert found.hint == "check it on the service's own page"


def test_a_resource_that_nobody_can_reach_is_an_error(tmp_path: Path) -> None:
    text = changed(RESOURCES, "    phones:\n      - {number: 602-555-0110}\n", "")
    found = only_problem(tmp_path, {"resources/here.yaml": changed(text, "- id", "- «id")})
    assert (found.code, found.hint) == ("no-way-there", "add a way to reach it")


@pytest.mark.parametrize(
    ("end", "code"),
    [
        ("\n«::: card\nTake it along.\n", "left-open"),
        ("\n«:::\n", "lone-close"),
        ("\n«::: crad\nTake it along.\n:::\n", "unknown-directive"),
        ("\n«{{ goes() }}\n", "bad-expression"),
    ],
)
def test_a_document_that_can_not_be_laid_out_is_an_error(
    tmp_path: Path, end: str, code: str
) -> None:
    found = only_problem(tmp_path, slip(end))
    assert (found.code, found.level) == (code, "error")

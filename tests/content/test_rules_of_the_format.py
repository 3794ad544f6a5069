"""Each rule of packs.md, shown by a file that breaks it: the mark « is where it must point."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bht_assist.content import models
from bht_assist.content.explain import gate
from bht_assist.content.library import load
from bht_assist.content.lint import fingerprint
from bht_assist.flows.guide import guide_to
from bht_assist.flows.session import Answered
from bht_assist.flows.view import view

from .packs import (
    FLOW,
    GOES,
    PACK,
    RESOURCES,
    SLIP,
    STAYS,
    TODAY,
    changed,
    found_in,
    only_problem,
    small_pack,
)

ONE_MORE_STEP = "documents: [slip]"


def flow(old: str, new: str) -> dict[str, str]:
    return {"flows/outing.yaml": changed(FLOW, old, new)}


def slip(new: str) -> dict[str, str]:
    return {"documents/slip.md": SLIP + new}


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


# 4. What would leak, lead nowhere or never be true is an error.

PRIVATE = ("client: What will you bring?", "client: What will you bring?\n        private: true")


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


def check(row: str) -> dict[str, str]:
    return flow(ONE_MORE_STEP, f"checks:\n  - {row}\n{ONE_MORE_STEP}")


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


# 5. What has grown old or hard to use is a warning.


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


HARD = (
    "What unnecessary recreational equipment, additional nourishment or alternative "
    "transportation are you considering organizing beforehand?"
)


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


# 6. Problems carry a place, the author's words, and a remedy, all at once.


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

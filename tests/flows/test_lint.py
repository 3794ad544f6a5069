"""Mistakes in a flow's expressions and texts: all of them, each with its place and a remedy."""

from pathlib import Path

import pytest

from bht_assist.flows.lint import flow_problems

from .packs import flow, library
from .steps import TOPICS

BASE = """
- {id: a, ask: text, staff: A?}
- {id: ride, ask: yes_no, staff: Ride?}
- {id: plan, ask: choice, staff: Plan?, options: [php, iop]}
- {id: own, ask: choice, staff: Own?, options: [php, iop], own_words: true}
- {id: many, ask: choices, staff: Many?, options: [x, y]}
- {id: sign, ask: signature, staff: Sign?, options: [signed, declined]}
- id: safe
  ask: records
  staff: Safe?
  head:
    - {id: asked, ask: choice, say: Asked, options: [done, later]}
    - {id: note, ask: text, say: Note}
  fields: [{id: what, ask: text, say: What}]
"""

AGENDA = "- {id: z, ask: agenda, topic: t, minutes: m, "
SEGMENTS = "segments: [{id: s, title: S}], "


def problems(folder: Path, last: str, more: str = "", before: str = BASE) -> list[str]:
    """Give the problems of a flow that ends with the step `last`, without their places."""
    made = library(folder, {"flows/small.yaml": flow(before + last, more), "topics/t.yaml": TOPICS})
    found = flow_problems(made, "small")
    assert all(each.place.line for each in found)
    return sorted(str(each).split(" ", 1)[1] for each in found)


def test_a_flow_without_mistakes_has_no_problems(tmp_path: Path) -> None:
    last = "- {id: z, ask: text, when: a and safe.asked == 'done', staff: '{{ a }}'}"
    assert problems(tmp_path, last) == []


def test_a_problem_stands_at_its_line_and_column(tmp_path: Path) -> None:
    text = flow("- id: a\n  ask: text\n  staff: A?\n  when: gone\n")
    made = library(tmp_path, {"flows/small.yaml": text})
    (problem,) = flow_problems(made, "small")
    lines = text.splitlines()
    place = lines.index("        when: gone") + 1, len("        when: ") + 1
    assert (problem.place.line, problem.place.column) == place


@pytest.mark.parametrize(
    "last",
    [
        "- {id: z, ask: text, when: plam}",
        "- {id: z, ask: text, default: plam}",
        "- {id: z, ask: text, staff: '{{ plam }}'}",
        "- {id: z, ask: text, client: '{{ plam }}'}",
        "- {id: z, ask: text, why: '{{ plam }}'}",
        "- {id: z, ask: text, example: '{{ plam }}'}",
        "- {id: z, ask: text, title: '{{ plam }}'}",
        "- {id: z, ask: text, probes: [Hm?, '{{ plam }}']}",
        "- {id: z, ask: text, rules: [{must: plam, say: x}]}",
        "- {id: z, ask: text, rules: [{must: z, say: '{{ plam }}'}]}",
        "- {id: z, ask: text, hints: [{when: plam, say: x}]}",
        "- {id: z, ask: text, hints: [{when: z, say: '{{ plam }}'}]}",
        "- {id: z, ask: records, items_when: plam, fields: [{id: f, ask: text, say: F}]}",
        "- {id: z, ask: scale, low_words: l, high_words: h, rows: [{id: r, say: R, when: plam}]}",
        AGENDA + "segments: [{id: s, title: S, when: plam}]}",
        AGENDA + "segments: [{id: s, title: S, required_when: plam}]}",
        AGENDA + SEGMENTS + "short_segments: [{id: s, title: S, when: plam}]}",
        AGENDA + SEGMENTS + "limits: [{when: plam, segment: s, max: 3, why: w}]}",
    ],
)  # fmt: skip
def test_a_misspelt_name_is_found_wherever_it_stands(last: str, tmp_path: Path) -> None:
    assert problems(tmp_path, last) == [
        "unknown-name there is no `plam`, hint: did you mean `plan`?"
    ]


@pytest.mark.parametrize(
    "more",
    [
        "values: {v: plam}\nchecks: [{id: c, level: hint, when: v, say: x}]",
        "checks: [{id: c, level: hint, when: plam, say: x}]",
        "checks: [{id: c, level: hint, when: a, say: '{{ plam }}'}]",
        "checks: [{id: c, level: hint, each: blank, say: '{{ plam }}'}]",
    ],
)
def test_a_misspelt_name_is_found_in_values_and_checks(more: str, tmp_path: Path) -> None:
    assert problems(tmp_path, "", more) == [
        "unknown-name there is no `plam`, hint: did you mean `plan`?"
    ]


def test_a_check_of_each_step_may_name_the_step_and_no_other_may(tmp_path: Path) -> None:
    each = "checks: [{id: c, level: hint, each: blank, say: '{{ step }}'}]"
    when = "checks: [{id: c, level: hint, when: a, say: '{{ step }}'}]"
    assert problems(tmp_path, "", each) == []
    assert problems(tmp_path, "", when)[0].startswith("unknown-name there is no `step`")


def test_a_check_may_ask_what_was_skipped_and_a_step_may_not(tmp_path: Path) -> None:
    assert problems(tmp_path, "", "checks: [{id: c, level: hint, when: skipped.a, say: x}]") == []
    assert problems(tmp_path, "- {id: z, ask: text, when: skipped.a}") != []


@pytest.mark.parametrize(
    "step",
    [
        "- {id: z, ask: text, when: late}",
        "- {id: z, ask: text, when: z}",
        "- {id: z, ask: text, staff: '{{ z }}'}",
        "- {id: z, ask: text, when: later_value}",
        "- {id: z, ask: text, hints: [{when: late, say: x}]}",
    ],
)
def test_a_condition_that_looks_ahead_is_an_error(step: str, tmp_path: Path) -> None:
    more = "values: {later_value: late}"
    made = problems(tmp_path, step + "\n- {id: late, ask: text, when: not later_value}", more, "")
    assert all(each.startswith("looks-ahead `") for each in made)
    assert made


def test_rules_and_hints_may_look_at_their_own_answer_and_what_follows_from_it(
    tmp_path: Path,
) -> None:
    last = (
        "- {id: z, ask: text, rules: [{must: answer == z or v, say: '{{ answer }}'}],"
        " hints: [{when: z and v, say: '{{ z }}'}]}"
    )
    assert problems(tmp_path, last, "values: {v: z and a}") == []


def test_rows_may_wait_for_the_blanks_of_their_head(tmp_path: Path) -> None:
    last = (
        "- {id: z, ask: records, items_when: h and a, head: [{id: h, ask: yes_no, say: H}],"
        " fields: [{id: f, ask: text, say: F}]}"
    )
    assert problems(tmp_path, last) == []


@pytest.mark.parametrize(
    "source",
    ["open('x')", "a.b(", "a | uper", "{{ a }}", "a.__class__"],
)
def test_an_expression_that_is_not_allowed_is_an_error(source: str, tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, f'- {{id: z, ask: text, when: "{source}"}}')
    assert problem.startswith("bad-expression ")


@pytest.mark.parametrize(
    ("when", "option"),
    [
        ("plan == 'pph'", "`plan` can never be 'pph', hint: did you mean `php`?"),
        ("'pph' != plan", "`plan` can never be 'pph', hint: did you mean `php`?"),
        ("plan in ['php', 'pph']", "`plan` can never be 'pph', hint: did you mean `php`?"),
        ("'z' in many", "`many` can never be 'z', hint: use one of: x, y"),
        ("sign == 'sgned'", "`sign` can never be 'sgned', hint: did you mean `signed`?"),
        ("safe.asked == 'dun'", "`safe.asked` can never be 'dun', hint: use one of: done, later"),
        ("safe['asked'] == 'don'", "`safe.asked` can never be 'don', hint: did you mean `done`?"),
        (
            "ride == 'yes'",
            "`ride` can never be 'yes', hint: it is true or false: write its name, or `not` and"
            " its name",
        ),
    ],
)  # fmt: skip
def test_an_option_that_a_choice_does_not_have_is_an_error(
    when: str, option: str, tmp_path: Path
) -> None:
    assert problems(tmp_path, f'- {{id: z, ask: text, when: "{when}"}}') == [
        f"unknown-option {option}"
    ]


@pytest.mark.parametrize(
    "when",
    [
        "plan == 'php'",
        "own == 'anything'",
        "a == 'anything'",
        "safe.note == 'anything'",
        "safe.items == 'anything'",
        "today == '2026-11-23'",
    ],
)
def test_an_answer_that_can_be_anything_is_compared_freely(when: str, tmp_path: Path) -> None:
    assert problems(tmp_path, f'- {{id: z, ask: text, when: "{when}"}}') == []


@pytest.mark.parametrize("name", ["today", "facility", "answer", "result", "step", "loop", "none"])
def test_a_name_of_the_program_is_no_name_for_a_step(name: str, tmp_path: Path) -> None:
    made = problems(tmp_path, f"- {{id: {name}, ask: text}}")
    assert f"reserved-name `{name}` is a name of the program, hint: choose another" in made


def test_a_name_of_the_program_is_no_name_for_a_value(tmp_path: Path) -> None:
    made = problems(
        tmp_path, "", "values: {skipped: a}\nchecks: [{id: c, level: hint, when: skipped, say: x}]"
    )
    assert "reserved-name `skipped` is a name of the program, hint: choose another" in made


def test_a_step_that_stands_there_twice_is_an_error(tmp_path: Path) -> None:
    assert problems(tmp_path, "- {id: a, ask: text}") == ["duplicate-id the step `a` is here twice"]


def test_a_value_with_the_name_of_a_step_is_an_error(tmp_path: Path) -> None:
    made = problems(tmp_path, "- {id: z, ask: text, when: a}", "values: {a: ride}")
    assert "duplicate-id `a` is a step too, hint: choose another name" in made


def test_values_that_need_each_other_are_an_error(tmp_path: Path) -> None:
    made = problems(tmp_path, "- {id: z, ask: text, when: v or w}", "values: {v: w, w: v}")
    assert made == ["circle these values need each other: v → w → v"]


def test_one_broken_value_does_not_keep_other_mistakes_from_being_said(tmp_path: Path) -> None:
    made = problems(
        tmp_path,
        "- {id: z, ask: text, when: plam and good}\n- {id: y, ask: text, staff: '{{ bad }}'}",
        "values: {bad: 'a(', good: a}",
    )
    assert [each.split(" ")[0] for each in made] == ["bad-expression", "unknown-name"]


def test_a_value_that_nothing_uses_is_a_warning(tmp_path: Path) -> None:
    made = library(tmp_path, {"flows/small.yaml": flow(BASE, "values: {v: a, w: v}")})
    (problem,) = flow_problems(made, "small")
    assert (problem.level, problem.code, problem.text) == (
        "warning",
        "unused-value",
        "nothing uses `w`",
    )


@pytest.mark.parametrize(
    "paper", ["{{ v }}", "---\ntitle: P\nfor: small\naudience: client\ndraft_until: v\n---\n# P\n"]
)
def test_a_value_that_only_a_paper_uses_is_used(paper: str, tmp_path: Path) -> None:
    front = "---\ntitle: P\nfor: small\naudience: client\n---\n# P\n"
    document = paper if paper.startswith("---") else front + paper
    files = {
        "flows/small.yaml": flow(BASE, "values: {v: a}\ndocuments: [paper, gone]"),
        "documents/paper.md": document,
    }
    assert flow_problems(library(tmp_path, files), "small") == []

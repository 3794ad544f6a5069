"""What the proofreader says about documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bht_assist.documents.lint import document_problems, leaks
from tests.core import core
from tests.flows.packs import flow, library

if TYPE_CHECKING:
    from pathlib import Path

STEPS = """
- {id: hello, ask: info, staff: Hello}
- {id: signs, ask: items, client: Signs?}
- {id: story, ask: text, client: Story?, private: true}
- {id: seen, ask: text, staff: Seen?, print: [chart]}
- id: means
  ask: records
  client: Means?
  head:
    - {id: asked, ask: text, say: Asked}
    - {id: access, ask: text, say: Access, private: true}
  fields:
    - {id: what, ask: text, say: What}
    - {id: where, ask: text, say: Where, private: true}
"""
VALUES = """
values:
  any_story: story and true
  through: any_story
  spots: "means['items'] | map(attribute='where') | list"
  first_spot: spots | first
  rows: "means['items'] | list"
documents: [paper]
"""
FRONT = "title: Small\nfor: small\naudience: client\n"
EVERYTHING = "{% if hello %}{% endif %}{% if signs and means %}{% endif %}"


def found(folder: Path, body: str, front: str = FRONT, more: str = VALUES) -> list[str]:
    """Give code, line in the file and text of each error in a document."""
    files = {
        "flows/small.yaml": flow(STEPS, more),
        "documents/paper.md": f"---\n{front}---\n{body}",
        "documents/chart.md": f"---\n{FRONT}---\n",
    }
    made = document_problems(library(folder, files))
    return [
        f"{each.code}@{each.place.line - front.count(chr(10)) - 2} {each.text}"
        for each in made
        if each.level == "error" and each.place.file.endswith("paper.md")
    ]


def test_a_copy_for_others_is_told_what_is_not_on_its_list(tmp_path: Path) -> None:
    front = FRONT + "shows: [signs.one, nobody]\nwhen: 'signs ~'\nbare_when: missing\n"
    assert sorted(found(tmp_path, "{{ signs }}{{ today }}\n{{ means }}", front)) == [
        "bad-expression@-2 not written right: unexpected ')'",
        "not-listed@2 `means` is not among what this copy shows",
        "unknown-name@-1 there is no `missing` here",
        "unknown-name@-3 no step gives `nobody`",
    ]


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ("x\n{{ story }}", "private-step@2 `story` is private and stands here"),
        ("{% if story %}x{% endif %}", "private-step@1 `story` is private and stands here"),
        ("x\n\n{{ through }}", "private-step@3 `story` is private and stands here"),
        (
            "{% for a in signs %}\n{{ seen }}\n{% endfor %}",
            "not-on-this-copy@2 `seen` is not for this copy",
        ),
        (
            "{% for row in means['items'] %}\n{{ row.where }}\n{% endfor %}",
            "private-field@2 `where` of `means` is private",
        ),
        ("{{ means.access }}", "private-field@1 `access` of `means` is private"),
        ("{{ means['access'] }}", "private-field@1 `access` of `means` is private"),
        (
            "{{ rows | map(attribute='where') | join }}",
            "private-field@1 `where` of `means` is private",
        ),
        ("{{ first_spot }}", "private-field@1 `where` of `means` is private"),
    ],
)
def test_what_must_not_be_seen_is_an_error_with_its_line(
    tmp_path: Path, body: str, problem: str
) -> None:
    assert found(tmp_path, body) == [problem]


@pytest.mark.parametrize(
    "body",
    [
        "{% if any_story %}x{% endif %}",
        "{% for row in rows %}{{ row.what }}{% endfor %}",
        "{{ means.asked }}",
        "{{ signs | map(attribute='where') | join }}",
    ],
)
def test_deciding_by_a_private_answer_and_naming_what_is_open_are_fine(
    tmp_path: Path, body: str
) -> None:
    assert found(tmp_path, body) == []


def test_a_step_for_one_copy_may_stand_there(tmp_path: Path) -> None:
    front = "title: Small\nfor: small\naudience: chart\ndocument: chart\n"
    assert found(tmp_path, "{{ seen }}", front) == []


def test_a_client_reads_only_what_a_client_is_asked(tmp_path: Path) -> None:
    steps = "- {id: seen, ask: text, staff: Seen?}"
    files = {
        "flows/small.yaml": flow(steps, "documents: [paper, note]"),
        "documents/paper.md": f"---\n{FRONT}---\n\n{{{{ seen }}}}",
        "documents/note.md": f"---\n{FRONT.replace('client', 'staff')}---\n\n{{{{ seen }}}}",
    }
    (problem,) = document_problems(library(tmp_path, files))
    assert problem.code == "no-client-text"
    assert problem.place.file.endswith("paper.md")


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ("x\n{{ sings }}", "unknown-name@2 no step gives `sings`"),
        ("x\n{{ signs( }}", "bad-expression@2 not written right"),
        ("{{ signs() }}", "bad-expression@1 a call with ( ) can't be used here"),
        ("{{ signs | limit }}", "does-not-build"),
        ("::: cards\n:::", "unknown-directive@1 `::: cards` is not known"),
        ("x\n::: card\n", "left-open@2 this ::: is never closed"),
        ("x\n\n:::", "lone-close@3 this ::: closes nothing"),
        (":::: card\n:::\n", "lone-close@2 this ::: closes nothing"),
    ],
)
def test_a_mistake_in_a_document_is_named_with_its_line(
    tmp_path: Path, body: str, problem: str
) -> None:
    (first, *rest) = found(tmp_path, body)
    assert first.startswith(problem)
    assert not rest


def test_directives_inside_directives_are_closed_from_the_inside(tmp_path: Path) -> None:
    assert found(tmp_path, ":::: keep\n::: card\nx\n:::\n::::") == []


@pytest.mark.parametrize(
    ("key", "problem"),
    [
        ("draft_until: signs and", "bad-expression@-1 not written right"),
        ("draft_until: sings", "unknown-name@-1 there is no `sings` here"),
        ("when: sings", "unknown-name@-1 there is no `sings` here"),
        ("draft_notice: '{{ signs( }}'", "bad-expression@-1 not written right"),
        ("draft_notice: '{{ sings }}'", "unknown-name@-1 there is no `sings` here"),
        ("file_name: '{{ signs }}'", "unknown-name@-1 there is no `signs` here"),
    ],
)
def test_a_mistake_in_the_front_matter_is_named_with_its_line(
    tmp_path: Path, key: str, problem: str
) -> None:
    (only,) = found(tmp_path, "", f"{FRONT}{key}\n")
    assert only.startswith(problem)


@pytest.mark.parametrize("key", ["title", "draft_notice"])
@pytest.mark.parametrize("name", ["story", "through", "seen"])
def test_what_must_not_be_seen_may_not_stand_in_the_title_or_the_notice(
    tmp_path: Path, key: str, name: str
) -> None:
    front = FRONT.replace("title: Small\n", "") + f"{key}: '{{{{ {name} }}}}'\n"
    front += "" if key == "title" else "title: Small\n"
    made = library(
        tmp_path,
        {
            "flows/small.yaml": flow(STEPS, VALUES),
            "documents/paper.md": f"---\n{front}---\n",
        },
    )
    assert {each.code for each in document_problems(made) if each.level == "error"} == {
        "private-step"
    }
    assert [each.code for each in leaks(made, made.flows["small"], "paper")] == ["private-step"]


def test_a_choice_is_compared_with_what_it_can_be(tmp_path: Path) -> None:
    steps = "- {id: it, ask: choice, client: It?, options: [{id: a, say: A}, {id: b, say: B}]}"
    files = {
        "flows/small.yaml": flow(steps, "documents: [paper]"),
        "documents/paper.md": f"---\n{FRONT}---\n{{% if it == 'a' %}}x{{% endif %}}\n"
        "{% if it == 'c' %}x{% endif %}",
    }
    (problem,) = document_problems(library(tmp_path, files))
    assert (problem.code, problem.place.line) == ("unknown-option", 7)


def test_a_document_of_no_flow_is_an_error(tmp_path: Path) -> None:
    front = FRONT.replace("for: small", "for: smal")
    made = found(tmp_path, "", front, "")
    assert [each.split("@")[0] for each in made] == ["unknown-flow"]


def of_flow(folder: Path, more: str, body: str = "") -> list[str]:
    files = {
        "flows/small.yaml": flow("- {id: signs, ask: items, client: Signs?}", more),
        "flows/other.yaml": flow("- {id: it, ask: info}").replace("flow: small", "flow: other"),
        "documents/paper.md": f"---\n{FRONT}---\n\n{body}",
        "documents/others.md": f"---\n{FRONT.replace('for: small', 'for: other')}---\n",
    }
    made = document_problems(library(folder, files))
    return [each.code for each in made if each.place.file.endswith("small.yaml")]


@pytest.mark.parametrize(
    ("documents", "code"), [("papper", "unknown-document"), ("others", "not-for-this-flow")]
)
def test_a_flow_can_only_print_its_own_documents(tmp_path: Path, documents: str, code: str) -> None:
    more = f"documents: [paper, {documents}]"
    assert of_flow(tmp_path, more, "{{ signs }}") == [code]


def test_an_answer_that_is_printed_nowhere_is_a_warning(tmp_path: Path) -> None:
    assert of_flow(tmp_path, "documents: [paper]") == ["printed-nowhere"]


@pytest.mark.parametrize(
    "more",
    [
        "values: {any_sign: signs}",
        "checks: [{id: none, level: gap, when: not signs, say: None}]",
    ],
)
def test_an_answer_that_decides_something_need_not_be_printed(tmp_path: Path, more: str) -> None:
    assert of_flow(tmp_path, f"documents: [paper]\n{more}") == []


def test_nothing_is_said_to_be_printed_nowhere_while_a_document_is_broken(tmp_path: Path) -> None:
    assert of_flow(tmp_path, "documents: [paper]", "{{ signs( }}") == []


@pytest.mark.parametrize(
    ("name", "code"),
    [("paper", "bad-expression"), ("others", "private-step"), ("note", "not-on-this-copy")],
)
def test_what_a_paper_would_show_of_a_flow_is_known_before_it_is_made(
    tmp_path: Path, name: str, code: str
) -> None:
    files = {
        "flows/small.yaml": flow(STEPS, VALUES),
        "documents/paper.md": f"---\n{FRONT}---\n{{{{ story( }}}}",
        "documents/others.md": (
            f"---\n{FRONT.replace('for: small', 'for: other')}---\n{{{{ story }}}}"
        ),
        "documents/note.md": f"---\n{FRONT}---\n{{{{ seen }}}}",
    }
    made = library(tmp_path, files)
    assert [each.code for each in leaks(made, made.flows["small"], name)] == [code]


def test_a_step_without_words_for_clients_is_no_leak(tmp_path: Path) -> None:
    files = {
        "flows/small.yaml": flow("- {id: seen, ask: text, staff: Seen?}"),
        "documents/paper.md": f"---\n{FRONT}---\n{{{{ seen }}}}",
    }
    made = library(tmp_path, files)
    assert leaks(made, made.flows["small"], "paper") == ()


def test_the_core_documents_are_clean() -> None:
    assert document_problems(core()) == []

"""A document template filled from a conversation: what was said comes out letter for letter."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from html import unescape
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bht_assist.content.clean import clean
from bht_assist.documents import text, word
from bht_assist.documents.markdown import blocks_of
from bht_assist.documents.page import (
    Block,
    Bullets,
    Card,
    CheckBoxes,
    Heading,
    Line,
    Page,
    Paragraph,
    Run,
    Signatures,
    Table,
)
from bht_assist.documents.template import DocumentError, Written, is_wished, template, write
from bht_assist.flows.session import Acknowledged, Event, Revised, Skipped
from tests.flows.packs import DAY, answered, guide, seen

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

HARD = (
    "A. *B* <x> | _c_",
    "# not heading",
    "1. not a list",
    "2) nor this",
    "- nor this",
    "[x](y)",
    "[x]: y",
    ":::",
    "::: card",
    "{{ 7*7 }}",
    "{% raw %}",
    "{# gone? #}",
    "&amp; &#10; &copy;",
    "a\\",
    "\\|",
    "|",
    "`code`",
    "~~~",
    "===",
    "---",
    "> said",
    "![x](qr:tel:988)",
    "<http://a.org>",
    "[ ] a box",
    "**",
    "two  spaces",
    "a\n\n    b",
    "one\n- two\n# three",
    "a\\\nb",
    "mañana 🙂 مرحبا שלום",
    "zero\u200bwidth",
)

said = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).map(
    lambda raw: clean(raw, lines=True)
)
marked = st.text("\\|*_`#[]()<>&;:-+=~!{}%1. ab\n", min_size=1).map(
    lambda raw: clean(raw, lines=True)
)
spoken = (said | marked).filter(bool)


def page_of(body: str, words: str) -> tuple[Block, ...]:
    return blocks_of(template(body).render(x=words))


def one(words: str) -> Line:
    return (Run(words),)


PLACES: dict[str, tuple[str, Callable[[Line, str], Block]]] = {
    "heading": ("# {{ x }}", lambda line, _: Heading(1, line)),
    "paragraph": ("{{ x }}", lambda line, _: Paragraph(line)),
    "bullets": ("- {{ x }}\n- {{ x }}", lambda line, _: Bullets((line, line))),
    "check boxes": ("- [ ] {{ x }}", lambda line, _: CheckBoxes((line,))),
    "cells": (
        "| A | B |\n|---|---|\n| {{ x }} | {{ x }} |",
        lambda line, _: Table((one("A"), one("B")), ((line, line),)),
    ),
    "header": ("| {{ x }} |\n|---|", lambda line, _: Table((line,), ())),
    "card": (
        "::: card {{ x }}\n{{ x }}\n:::",
        lambda line, words: Card(words.replace("\n", " "), (Paragraph(line),)),
    ),
    "signatures": ("::: signatures\n- {{ x }}\n:::", lambda line, _: Signatures((line,))),
}


@pytest.mark.parametrize("place", PLACES)
@settings(deadline=None, max_examples=60)
@given(words=spoken)
def test_what_was_said_comes_out_letter_for_letter(place: str, words: str) -> None:
    body, expected = PLACES[place]
    assert page_of(body, words) == (expected(one(words), words),)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("words", HARD)
def test_signs_that_mean_something_stay_signs(place: str, words: str) -> None:
    body, expected = PLACES[place]
    assert page_of(body, words) == (expected(one(words), words),)


@settings(deadline=None, max_examples=60)
@given(words=spoken)
@example("“Dee”")
def test_a_name_can_be_bold_whatever_it_is(words: str) -> None:
    assert page_of("- **{{ x }}**: call", words) == (
        Bullets(((Run(words, bold=True), Run(": call")),)),
    )


def words_in(content: bytes) -> str:
    """Give all letters of a Word file, breaks and paragraphs as single spaces."""
    xml = zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml").decode()
    return unescape(re.sub("<[^>]+>", "", re.sub(r"<w:(br|tab)/>|</w:p>", " ", xml)))


EVERYWHERE = "\n\n".join(body for body, _ in PLACES.values())


@settings(deadline=None, max_examples=15)
@given(words=spoken)
@example("".join(HARD))
def test_what_was_said_reaches_word_and_text_whole(words: str) -> None:
    page = Page("T", page_of(EVERYWHERE, words))
    flat = " ".join(words.split())
    paper = " ".join(words_in(word.render(page, word.Look(), date(2026, 11, 23))).split())
    assert paper.count(flat) >= 11
    screen = " ".join(text.render(page, width=100_000).replace("|", " ").split())
    assert screen.count(" ".join(flat.replace("|", " ").split())) >= 11


STEPS = """
- {id: signs, ask: items, client: Signs?}
- {id: kept, ask: yes_no, client: Kept?}
- {id: place, ask: choice, client: Where?, options: [{id: home, say: At home}, {id: out, say: Out}]}
- {id: people, ask: people, client: Who?}
- {id: note, ask: text, client: A note?, lines: 4}
"""


STOP = (
    "lexicon: stop\nrule: S99\nkind: stop\nlevel: stop_now\nsay: Stop.\n"
    "groups: [{why: x, words: {en: [over now]}}]\n"
)


def document(body: str, front: str = "title: Small\nfor: small\naudience: client") -> str:
    return f"---\n{front}\n---\n{body}"


def written(folder: Path, body: str, *events: Event, front: str = "", **answers: object) -> Written:
    files = {
        "documents/paper.md": document(body, front) if front else document(body),
        "lexicons/stop.yaml": STOP,
        "pack.yaml": (
            "id: small\nversion: '7'\ntitle: Small\nlocale: es-US\n"
            "skip_reasons: [{id: declined, say: Would rather not}]\n"
        ),
    }
    steps = STEPS.replace("{id: signs, ask: items,", "{id: signs, ask: items, escalate: [stop],")
    ready = guide(folder, steps, "documents: [paper]", files)
    view = seen(ready, *events, **answers)
    return write(ready.library.documents["paper"], view)


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("{{ kept }}", "yes"),
        ("{{ place }}", "At home"),
        ("{{ signs }}", "a*b, c"),
        ("{{ note }}", "one\ntwo"),
        ("{{ today }}", DAY.isoformat()),
        ("({{ place.nothing }}{{ people.x }})", "()"),
    ],
)
def test_an_answer_is_printed_in_words(tmp_path: Path, body: str, shown: str) -> None:
    made = written(tmp_path, body, kept=True, place="home", signs=["a*b", "c"], note="one\ntwo")
    assert made.page.blocks == (Paragraph(one(shown)),)


@pytest.mark.parametrize("body", ["({{ people }})", "({{ people | first }})"])
def test_a_whole_record_has_no_words_of_its_own(tmp_path: Path, body: str) -> None:
    made = written(tmp_path, body, people=[{"name": "Dee", "phone": "1"}])
    assert made.page.blocks == (Paragraph(one("()")),)


def test_a_step_left_open_gives_its_reason_and_who_takes_it_up(tmp_path: Path) -> None:
    body = "{{ skipped.signs.reason }}: {{ skipped.signs.say }}, {{ skipped.signs.to }}"
    made = written(tmp_path, body, Skipped("signs", "declined", "R. Alvarez"))
    assert made.page.blocks == (Paragraph(one("declined: Would rather not, R. Alvarez")),)


def test_a_stop_that_was_heard_can_be_printed_with_who_was_called(tmp_path: Path) -> None:
    body = "{% for stop in held %}{{ stop.rule }} {{ stop.name }} {{ stop.time }}{% endfor %}"
    told = Acknowledged("signs", "S99", "over now", "Dana", "14:05")
    said = answered(signs=["it is over now"])
    assert written(tmp_path, body, *said).page.blocks == ()
    made = written(tmp_path, body, *said, told)
    assert made.page.blocks == (Paragraph(one("S99 Dana 14:05")),)


def test_a_finding_names_the_step_it_is_about(tmp_path: Path) -> None:
    body = "{% for each in findings %}{{ each.rule }} {{ each.title }}{% endfor %}"
    made = written(tmp_path, body, signs=["it is over now"])
    assert made.page.blocks == (Paragraph(one("S99 Signs?")),)


@pytest.mark.parametrize(
    "step",
    [
        "- {id: signs, ask: items, private: true, escalate: [stop]}",
        "- {id: signs, ask: records, escalate: [stop], "
        "fields: [{id: what, ask: text, say: x, private: true}]}",
    ],
)
def test_words_from_a_private_answer_stay_off_paper_as_findings_too(
    tmp_path: Path, step: str
) -> None:
    body = (
        "{% for each in findings %}{{ each.rule }}({{ each.matched }}){% endfor %}"
        "{% for each in held %}{{ each.name }}({{ each.matched }}){% endfor %}"
    )
    files = {"documents/paper.md": document(body), "lexicons/stop.yaml": STOP}
    ready = guide(tmp_path, step, "documents: [paper]", files)
    value = {"what": "it is over now"} if "records" in step else "it is over now"
    told = Acknowledged("signs", "S99", "over now", "Dana", "14:05")
    view = seen(ready, *answered(signs=[value]), told)
    page = write(ready.library.documents["paper"], view).page
    assert page.blocks == (Paragraph(one("S99()Dana()")),)


def test_a_paper_is_a_draft_until_its_condition_holds(tmp_path: Path) -> None:
    front = (
        "title: Small\nfor: small\naudience: client\ndraft_until: kept\n"
        "draft_notice: A draft, {{ today }}"
    )
    draft = written(tmp_path, "x", front=front)
    final = written(tmp_path, "x", front=front, kept=True)
    assert (draft.draft, draft.page.notice) == (True, f"A draft, {DAY}")
    assert (final.draft, final.page.notice) == (False, "")


@pytest.mark.parametrize(("kept", "called_for"), [(True, True), (False, False)])
def test_a_paper_is_wished_while_its_condition_holds(
    tmp_path: Path, kept: bool, called_for: bool
) -> None:
    front = "title: Small\nfor: small\naudience: client\nwhen: kept"
    ready = guide(
        tmp_path, STEPS, "documents: [paper]", {"documents/paper.md": document("x", front)}
    )
    paper = ready.library.documents["paper"]
    assert is_wished(paper, seen(ready, kept=kept)) is called_for


def test_a_condition_that_can_not_be_used_is_named(tmp_path: Path) -> None:
    front = "title: Small\nfor: small\naudience: client\nwhen: kept and"
    ready = guide(
        tmp_path, STEPS, "documents: [paper]", {"documents/paper.md": document("x", front)}
    )
    with pytest.raises(DocumentError, match="paper, when: not written right"):
        is_wished(ready.library.documents["paper"], seen(ready))


def test_a_paper_without_a_condition_is_no_draft(tmp_path: Path) -> None:
    assert not written(tmp_path, "x").draft


def test_a_paper_says_which_pack_made_it_and_in_which_language(tmp_path: Path) -> None:
    page = written(tmp_path, "x").page
    assert page.language == "es-US"
    assert re.fullmatch(r"small 7 · [0-9a-f]{8}", page.small_print)


def test_the_small_print_changes_with_the_words_and_only_then(tmp_path: Path) -> None:
    first, same, other = (written(tmp_path, "{{ note }}", note=each) for each in "aab")
    assert first.page.small_print == same.page.small_print != other.page.small_print


@pytest.mark.parametrize(
    ("title", "shown"), [("Of {{ place }}", "Of At home"), ("'{{ note }}'", "Small")]
)
def test_the_title_may_hold_answers_and_is_never_blank(
    tmp_path: Path, title: str, shown: str
) -> None:
    front = f"title: {title}\nfor: small\naudience: client"
    assert written(tmp_path, "x", front=front, place="home").page.title == shown


def test_the_name_of_the_file_holds_no_answers(tmp_path: Path) -> None:
    front = (
        "title: Small\nfor: small\naudience: client\n"
        "file_name: '{{ flow }} {{ document }} {{ today }} {{ note }}'"
    )
    made = written(tmp_path, "x", front=front, note="Dee")
    assert made.file_name == f"small paper {DAY} "


@pytest.mark.parametrize(
    "body",
    [
        "{{ signs | limit('a') }}",
        "{% for a, b in signs %}{% endfor %}",
        "{{ note + kept }}",
    ],
)
def test_a_template_that_fails_on_an_answer_says_which_and_not_with_what(
    tmp_path: Path, body: str
) -> None:
    with pytest.raises(DocumentError, match=r"^paper can't be filled") as caught:
        written(tmp_path, body, signs=["Dee", "Inés"], note="Dee", kept=True)
    assert "Dee" not in str(caught.value)


def test_a_template_that_is_not_written_right_says_where(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=r"^paper, line 2: "):
        written(tmp_path, "x\n{{ signs() }}")


@pytest.mark.parametrize("key", ["title", "draft_until", "draft_notice", "file_name"])
def test_front_matter_that_is_not_written_right_says_where(tmp_path: Path, key: str) -> None:
    keys = {"title": "Small", "for": "small", "audience": "client", "draft_until": "kept"}
    keys[key] = "'{{ signs( }}'" if key != "draft_until" else "signs("
    front = "\n".join(f"{name}: {value}" for name, value in keys.items())
    with pytest.raises(DocumentError, match=r"^paper, line 1: not written right"):
        written(tmp_path, "x", front=front)


@pytest.mark.parametrize(("more", "shown"), [("", "Walk"), ("\nshows: [note]", "")])
def test_what_changed_since_an_earlier_plan_stays_off_a_copy_that_lists_what_it_shows(
    tmp_path: Path, more: str, shown: str
) -> None:
    front = f"title: Small\nfor: small\naudience: chart{more}"
    body = "x{% for each in changes %}{{ each.said }}{% endfor %}"
    page = written(tmp_path, body, Revised("signs", "Walk", "drop", "knee"), front=front).page
    assert page.blocks == (Paragraph(one(f"x{shown}")),)

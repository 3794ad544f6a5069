"""How records and rows are asked in lines, blank by blank."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bht_assist.flows.session import thawed
from tests.program.packs import answer, asked

if TYPE_CHECKING:
    from pathlib import Path


RECORDS = """
- id: it
  ask: records
  fields:
    - {id: what, ask: text, say: what it is}
    - {id: far, ask: choice, say: how far, options: [{id: done, say: Done}, {id: open, say: Open}]}
    - {id: day, ask: date, say: day, optional: true}
    - {id: ok, ask: yes_no, say: fine, optional: true}
    - {id: many, ask: number, say: how many, optional: true}
"""


def test_rows_are_asked_blank_by_blank_until_the_first_is_blank(tmp_path: Path) -> None:
    lines = ("Key", "1", "11/30", "no", "0", "Box", "Open", "", "", "", "")
    end = asked(tmp_path, RECORDS, *lines)
    assert thawed(end.value("it")) == [
        {"what": "Key", "far": "done", "day": "2026-11-30", "ok": False, "many": 0},
        {"what": "Box", "far": "open"},
    ]
    assert "What it is:" in end.text
    assert end.talk.view.place is None


def test_a_blank_is_asked_until_what_is_said_fits(tmp_path: Path) -> None:
    end = asked(tmp_path, RECORDS, "Key", "7", "1", "soon", "11/30/2026", "", "")
    assert thawed(end.value("it")) == [{"what": "Key", "far": "done", "day": "2026-11-30"}]
    assert "! “soon” is not a date." in end.text


def test_rows_show_options_in_words_and_not_their_ids(tmp_path: Path) -> None:
    step = (
        "- {id: it, ask: records, fields: [{id: how, ask: choice, say: How, options: "
        "[{id: no_ride, say: On foot}, {id: bus, say: By bus}]}]}"
    )
    told = asked(tmp_path, step, "1").text
    assert told.count("  1 On foot") == 3
    assert "no_ride" not in told


def test_rows_that_were_said_are_shown(tmp_path: Path) -> None:
    assert (
        "  1 Dee · sponsor"
        in asked(tmp_path, "- {id: it, ask: people}", "Dee", "sponsor", "", "").text
    )


def test_people_have_the_blanks_of_the_pack_too(tmp_path: Path) -> None:
    step = "- {id: it, ask: people, fields: [{id: nights, ask: yes_no, say: at night}]}"
    assert answer(tmp_path, step, "Dee", "", "602", "", "yes") == [
        {"name": "Dee", "phone": "602", "nights": True}
    ]


HEADED = """
- id: it
  ask: records
  items_when: asked == 'yes'
  head:
    - {id: asked, ask: choice, say: asked, options: [{id: yes, say: It was}, {id: no, say: Not}]}
    - {id: who, ask: text, say: who, optional: true}
  fields: [{id: what, ask: text, say: what}, {id: how, ask: text, say: how}]
- {id: last, ask: text}
"""


def test_the_head_of_a_record_is_asked_once_and_then_its_rows(tmp_path: Path) -> None:
    lines = ("1", "Dana", "Key", "moved", "Box", "", "")
    end = asked(tmp_path, HEADED, *lines)
    rows = [{"what": "Key", "how": "moved"}, {"what": "Box"}]
    assert thawed(end.value("it")) == {"asked": "yes", "who": "Dana", "items": rows}
    assert end.talk.view.place == "last"


def test_rows_are_asked_only_while_the_pack_wants_them(tmp_path: Path) -> None:
    end = asked(tmp_path, HEADED, "2", "")
    assert thawed(end.value("it")) == {"asked": "no", "items": []}
    assert end.talk.view.place == "last"


def test_rows_without_a_condition_are_always_asked(tmp_path: Path) -> None:
    step = HEADED.replace("  items_when: asked == 'yes'\n", "")
    assert answer(tmp_path, step, "2", "", "Key", "", "")["items"] == [{"what": "Key"}]


def test_a_head_left_blank_is_no_answer(tmp_path: Path) -> None:
    end = asked(tmp_path, HEADED, "", "")
    assert end.value("it") is None
    assert end.talk.view.place == "last"


@pytest.mark.parametrize(
    ("lines", "value"),
    [
        (("1", "b"), {"asked": "yes", "items": []}),
        (("1", "Dana", "Key", "b"), {"asked": "yes", "who": "Dana", "items": [{"what": "Key"}]}),
    ],
)
def test_half_a_record_survives_a_command(
    tmp_path: Path, lines: tuple[str, ...], value: object
) -> None:
    end = asked(tmp_path, HEADED, *lines)
    assert thawed(end.value("it")) == value
    assert end.talk.view.place == "it"


def test_going_back_to_a_record_asks_it_again_and_enter_keeps_it(tmp_path: Path) -> None:
    end = asked(tmp_path, HEADED, "2", "Dana", "b", "1", "", "")
    assert "Asked [Not]:" in end.text
    assert "Who [Dana]:" in end.text
    assert thawed(end.value("it")) == {"asked": "yes", "who": "Dana", "items": []}


def test_going_back_past_a_record_is_possible(tmp_path: Path) -> None:
    steps = "- {id: first, ask: text}\n" + HEADED.lstrip("\n")
    assert asked(tmp_path, steps, "", "2", "", "b", "b").talk.view.place == "first"

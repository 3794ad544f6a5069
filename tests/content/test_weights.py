"""weights/: a table must be whole, and what it listens for must be there."""

from pathlib import Path

import pytest

from bht_assist.content.library import load

from .packs import CARD, RESOURCES, found_in, only_problem, small_pack

LEXICON = """\
lexicon: fire
rule: F01
kind: stop
card: calm
say: Something burns.
groups:
  - why: Fire
    words: {en: [on fire]}
"""
WORDING = """\
weighed:
  escalate:
    table: heat
    why: It may burn
    words_from: 2
    heard_from: 0
    source: Made up for this test
"""
TABLE = "cue,F01\nstart,-1\nburn,5\nthe house,2\nburni*,-1\n"
SHELVES = {
    "resources/here.yaml": RESOURCES,
    "cards/calm.md": CARD,
    "lexicons/fire.yaml": LEXICON,
    "wording.yaml": WORDING,
    "weights/heat.csv": TABLE,
}


def test_a_table_is_known_by_the_name_of_its_file(tmp_path: Path) -> None:
    assert found_in(tmp_path, SHELVES) == ()
    library = load(small_pack(tmp_path / "again", SHELVES), core=False)
    assert library.weights["heat"].names == ("F01",)
    in_order = "cue,F01\nstart,-1\nburn,5\nburni*,-1\nthe house,2\n"
    assert library.weights["heat"].rows == in_order
    saved = TABLE.rstrip().replace("\n", "\r\n")
    again = small_pack(tmp_path / "saved", {**SHELVES, "weights/heat.csv": saved})
    assert load(again, core=False).weights["heat"].rows == in_order
    assert library.weighed["escalate"].table == "heat"


@pytest.mark.parametrize(
    ("file", "text", "code"),
    [
        ("wording.yaml", WORDING.replace("heat", "heta"), "unknown-table"),
        ("weights/heat.csv", TABLE.replace("F01", "F02"), "unknown-rule"),
        ("weights/heat.csv", TABLE.replace("5", "5,1"), "does-not-fit"),
        ("weights/heat.csv", TABLE.replace("5", "five"), "does-not-fit"),
        ("weights/heat.csv", TABLE.replace("start,-1", "burn,1"), "does-not-fit"),
        ("weights/heat.csv", "word,F01\n", "does-not-fit"),
    ],
)
def test_what_is_wrong_with_a_table_is_said(
    tmp_path: Path, file: str, text: str, code: str
) -> None:
    assert code in {each.code for each in found_in(tmp_path, {**SHELVES, file: text})}


def test_a_request_is_weighed_by_a_table_that_is_there(tmp_path: Path) -> None:
    asking = "weighed: {table: «heta, words_from: 2, bars: {fire: 1}, source: Made up}\n"
    problem = only_problem(tmp_path, {**SHELVES, "asking/here.yaml": asking})
    assert problem.code == "unknown-table"

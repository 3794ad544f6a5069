"""finding.yaml: its rules are read from every pack, and what they name must be there."""

from pathlib import Path

import pytest
import yaml

from bht_assist.content.library import CORE, load
from bht_assist.content.schema import schema_of

from .packs import RESOURCES, found_in, only_problem, small_pack
from .schemas import faults

RULES = """\
pins:
  - pin: fire
    words: {en: [on fire], es: [fuego]}
    resources: [pantry]
mixed_up:
  - {resources: [pantry, pantry], say: They are one and the same.}
nothing_found: {resources: [pantry], needs: [food]}
small_words: [the]
"""
SHELVES = {"resources/here.yaml": RESOURCES, "finding.yaml": RULES}


def test_rules_that_name_what_is_there_are_in_order(tmp_path: Path) -> None:
    assert found_in(tmp_path, SHELVES) == ()


@pytest.mark.parametrize(
    ("old", "new", "code", "hint"),
    [
        (
            "    resources: [pantry]",
            "    resources: [pantry, «pantri]",
            "unknown-resource",
            "pantry",
        ),
        (
            "    resources: [pantry]",
            "    resources: [pantry]\n    cards: [«lost]",
            "unknown-card",
            "",
        ),
        (
            *("    resources: [pantry]", "    resources: [pantry]\n    lexicons: [«words]"),
            *("unknown-lexicon", ""),
        ),
        ("[pantry, pantry]", "[pantry, «pantri]", "unknown-resource", "pantry"),
        (
            "{resources: [pantry], needs",
            "{resources: [«pantri], needs",
            "unknown-resource",
            "pantry",
        ),
        ("needs: [food]", "needs: [«fod]", "unknown-need", "food"),
    ],
)
def test_a_rule_that_names_what_is_not_there_is_an_error(
    tmp_path: Path, old: str, new: str, code: str, hint: str
) -> None:
    assert old in RULES
    found = only_problem(tmp_path, {**SHELVES, "finding.yaml": RULES.replace(old, new)})
    assert (found.code, found.level) == (code, "error")
    assert hint in found.hint


def test_the_rules_of_all_packs_count_the_core_packs_first(tmp_path: Path) -> None:
    library = load(small_pack(tmp_path, SHELVES))
    assert [bool(rules.small_words) for rules in library.finding] == [True, True]
    assert library.finding[0].pins[0].pin == "overdose"
    assert library.finding[1].pins[0].pin == "fire"


def test_the_schema_fits_the_core_packs_rules_and_refuses_others() -> None:
    schema = schema_of("finding")
    text = (CORE / "finding.yaml").read_text(encoding="utf-8")
    rules = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - packs too are read as text
    assert list(faults(rules, schema, schema)) == []
    assert list(faults({"pins": [{"pin": "x"}]}, schema, schema))

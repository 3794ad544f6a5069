"""The table of promises in docs/security.md names files and tests that are there."""

from __future__ import annotations

import re

import pytest

from tests.program.packs import ROOT

PAGE = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
ROWS = re.findall(
    r"^\| (.+?) \| .+? \| .*?`([\w/.]+)` \| `(\w+\.py)::(\w+)` \|$", PAGE, re.MULTILINE
)


def test_every_row_of_the_table_is_read() -> None:
    table = PAGE.split("| rule | what | where | test |")[1]
    assert len(ROWS) == table.count("::") > 20


@pytest.mark.parametrize(("rule", "file", "tests", "name"), ROWS)
def test_a_promise_has_a_file_and_a_test(rule: str, file: str, tests: str, name: str) -> None:
    assert rule
    assert (ROOT / "bht_assist" / file).exists()
    assert f"def {name}(" in (ROOT / "tests" / "vault" / tests).read_text(encoding="utf-8")

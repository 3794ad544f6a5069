"""Every example in the README and the docs is run: commands as written, YAML as packs."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import pytest

from bht_assist.content.library import load
from bht_assist.flows.answers_file import read, take
from bht_assist.flows.guide import guide_to
from bht_assist.flows.review import report
from bht_assist.flows.view import view
from bht_assist.proofreading import proofread
from tests.core import core
from tests.program.packs import EXAMPLES, FLOWS, ROOT, run

if TYPE_CHECKING:
    from pathlib import Path

PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_COMMAND = re.compile(r"^\$ bht-assist(.*)$", re.MULTILINE)
_NAME = re.compile(r"\A(?:#|<!--) *([\w./-]+\.(?:yaml|md))(?: *-->)?\n")


@dataclass(frozen=True)
class Block:
    page: str
    kind: str
    text: str


def blocks(*kinds: str) -> list[Block]:
    return [
        Block(page.name, kind, text)
        for page in PAGES
        for kind, text in _BLOCK.findall(page.read_text(encoding="utf-8"))
        if kind in kinds
    ]


def commands(page: str) -> list[str]:
    found = [block.text for block in blocks("console") if block.page == page]
    return [words.strip() for text in found for words in _COMMAND.findall(text)]


WITH_COMMANDS = [page.name for page in PAGES if commands(page.name)]


def named(*kinds: str) -> dict[str, str]:
    """Give the blocks that say in their first line which file they are."""
    found = {}
    for block in blocks(*kinds):
        if name := _NAME.match(block.text):
            found[name[1]] = block.text[name.end() :] if name[1].endswith(".md") else block.text
    return found


def written(folder: Path) -> dict[str, Path]:
    """Write every file the docs show, and give the packs among them by name."""
    for name, text in named("yaml", "markdown").items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return {path.parent.name: path.parent for path in folder.glob("*/pack.yaml")}


def test_the_docs_have_commands_and_packs_to_try() -> None:
    assert "README.md" in WITH_COMMANDS
    assert [name for name in named("yaml") if name.endswith("/pack.yaml")]


@pytest.mark.parametrize("page", WITH_COMMANDS)
def test_every_command_on_a_page_does_what_it_says(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(EXAMPLES, tmp_path / "docs" / "examples")
    monkeypatch.chdir(tmp_path)
    for words in commands(page):
        command, _, source = (each.strip() for each in words.partition("<"))
        lines = (tmp_path / source).read_text(encoding="utf-8") if source else ""
        result = run(*command.split(), lines=lines)
        ends_early = "plain" in words and not lines
        assert result.exit_code == (1 if ends_early else 0), f"{words}\n{result.output}"


def test_the_packs_in_the_docs_are_clean(tmp_path: Path) -> None:
    for folder in written(tmp_path).values():
        library = load(folder)
        problems = proofread(library, date(2026, 11, 23))
        mine = [each for each in problems if each.place.file.startswith(folder.as_posix())]
        assert mine == []
        assert [each for each in problems if each.level == "error"] == []
        assert len(library.packs) == 2


def test_the_answers_in_the_docs_fit_the_safety_plan(tmp_path: Path) -> None:
    written(tmp_path)
    guide = guide_to(core(), "safety_plan", date(2026, 11, 23))
    for name in [each for each in named("yaml") if "/" not in each]:
        assert take(guide, read(tmp_path / name)).problems == ()


def test_the_example_of_leaving_fits_the_plan_it_starts_from() -> None:
    guide = guide_to(core(), "safety_plan", date(2026, 11, 23))
    earlier = take(guide, read(EXAMPLES / "safety_plan.yaml")).session
    taken = take(guide, read(EXAMPLES / "safety_plan_leaving.yaml"), earlier=earlier)
    assert taken.problems == ()
    fates = [(each["fate"], each["said"]) for each in report(view(guide, taken.session))["changes"]]
    assert ("move", "Marco Núñez") in fates
    assert ("add", "Northside crisis team") in fates


@pytest.mark.parametrize("flow", FLOWS)
def test_every_example_fits_its_flow(flow: str) -> None:
    guide = guide_to(core(), flow, date(2026, 11, 23))
    assert take(guide, read(EXAMPLES / f"{flow}.yaml")).problems == ()

"""What a start loads once the core pack was read: what reads and checks packs stays on the disk."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from bht_assist.content import library
from tests.program.packs import ROOT

if TYPE_CHECKING:
    from pathlib import Path

GATE = ("pydantic", "pydantic_core", "annotated_types", "yaml")
"""Needed where the YAML of a pack is read and checked, and nowhere else."""

SCREEN = """
from pathlib import Path
from bht_assist.ui import app, packed
shown = packed.Packed(library.load, Path(), packed.How())
shown.shelf, shown.listener, shown.guide("safety_plan"), shown.guide("group_session")
"""
COMMAND = """
from bht_assist.cli import main
main({}, standalone_mode=False)
"""
STARTS = {
    "the screen, a search and a conversation": SCREEN,
    "the list of conversations": COMMAND.format(["flows"]),
    "the help": COMMAND.format(["--help"]),
    "a search": COMMAND.format(["search", "food"]),
    "a request": COMMAND.format(["ask", "a group on sleep, 30 minutes, 8 people"]),
}


@pytest.fixture(scope="module")
def core(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A core pack that was read once, in a folder where it may be kept."""
    copy = tmp_path_factory.mktemp("packs") / "core"
    shutil.copytree(library.CORE, copy)
    loaded_by("library.load(places=False)", copy)
    return copy


def loaded_by(code: str, core: Path) -> list[str]:
    """Run code on this core pack, and tell which modules it loaded."""
    begins = (
        "import sys; from pathlib import Path; from bht_assist.content import library\n"
        f"sys.dont_write_bytecode = False; library.CORE = Path({str(core)!r})\n"
    )
    ends = "\nprint(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", begins + code + ends],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.splitlines()[-1].split()


@pytest.mark.parametrize("start", STARTS)
def test_a_start_from_what_was_kept_loads_nothing_that_reads_packs(core: Path, start: str) -> None:
    assert not {*GATE} & {*loaded_by(STARTS[start], core)}


def test_a_start_of_which_nothing_was_kept_reads_the_pack(core: Path, tmp_path: Path) -> None:
    new = tmp_path / "core"
    shutil.copytree(core, new)
    assert {*GATE} <= {*loaded_by(STARTS["the list of conversations"], new)}

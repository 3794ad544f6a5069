"""The command line: how commands end, what they print, and what they load."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from bht_assist import __version__
from bht_assist.cli import main
from bht_assist.plain.conversation import Conversation
from bht_assist.ui import start
from tests.flows.packs import flow
from tests.program.packs import DATA, EXAMPLES, ROOT, names, pack, run, started

if TYPE_CHECKING:
    from pathlib import Path


def test_the_version_is_printed() -> None:
    assert run("--version").stdout == f"bht-assist, version {__version__}\n"


@pytest.mark.parametrize("words", [("--help",), ("-h",), ("make", "--help"), ("packs", "--help")])
def test_help_is_printed(words: tuple[str, ...]) -> None:
    result = run(*words)
    assert result.exit_code == 0
    assert "Usage:" in result.stdout


@pytest.mark.parametrize("words", [("mak",), ("make",), ("--paks",), ("packs", "chek")])
def test_wrong_use_ends_with_2_and_a_sentence(words: tuple[str, ...]) -> None:
    result = run(*words)
    assert result.exit_code == 2
    assert "Error: " in result.stderr


def test_the_conversations_are_listed() -> None:
    lines = run("flows").stdout.splitlines()
    names = ["safety_plan", "group_session", "discharge", "quick_list", "group_note"]
    assert [line.split()[0] for line in lines] == names
    assert "Safety plan, with a client, about 30 minutes" in lines[0]


def test_a_flow_for_nobody_in_particular_is_for_staff(tmp_path: Path) -> None:
    west = pack(tmp_path, flows__small=flow("- {id: it, ask: info}"))
    assert "Small, for staff, about 5 minutes" in run("flows", "--pack", west).stdout


def test_the_conversations_as_json(tmp_path: Path) -> None:
    west = pack(tmp_path, flows__small=flow("- {id: it, ask: info}"))
    rows = json.loads(run("--pack", west, "flows", "--json").stdout)["flows"]
    assert [list(row) for row in rows] == [["id", "title", "pack", "minutes", "documents"]] * 6
    assert {row["id"]: row["pack"] for row in rows} == {
        "discharge": "core",
        "group_note": "core",
        "group_session": "core",
        "quick_list": "core",
        "safety_plan": "core",
        "small": "west",
    }


@pytest.mark.parametrize(
    "words", [("--pack", "{}", "flows"), ("flows", "--pack", "{}"), ("--pack", "{}", "plain")]
)
def test_a_pack_can_be_named_before_or_after_a_command(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    west = pack(tmp_path, flows__small=flow("- {id: it, ask: info}"))
    assert "Small" in run(*(word.format(west) for word in words), lines="q\n").stdout


def test_a_broken_pack_is_told_of_and_the_core_works(tmp_path: Path) -> None:
    west = pack(tmp_path, facility="name: [West", flows__bad="flow: [x")
    result = run(
        "--pack",
        west,
        "make",
        "safety_plan",
        "--answers",
        EXAMPLES / "safety_plan.yaml",
        "--out",
        tmp_path,
    )
    assert result.exit_code == 0
    assert f"{west}/facility.yaml:" in result.stderr
    assert f"{west}/flows/bad.yaml:" in result.stderr
    assert len([name for name in names(tmp_path) if name.endswith(".docx")]) == 3


@pytest.mark.parametrize("name", ["none", "empty"])
def test_a_folder_without_a_pack_is_told_of_and_the_core_works(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    result = run("--pack", tmp_path / name, "flows")
    assert result.exit_code == 0
    assert "there is no pack here" in result.stderr
    assert "safety_plan" in result.stdout


def test_changes_that_break_a_flow_are_left_out_and_told_of(tmp_path: Path) -> None:
    change = "overlay: safety_plan\nchange: {coping: {staff: '{{ nothing_there }}'}}\n"
    west = pack(tmp_path, overlays__safety_plan=change)
    result = run(
        "--pack",
        west,
        "make",
        "safety_plan",
        "--answers",
        EXAMPLES / "safety_plan.yaml",
        "--out",
        tmp_path,
    )
    assert result.exit_code == 0
    assert "there is no `nothing_there`" in result.stderr
    assert "The facility's changes to this flow are left out." in result.stderr


def test_a_flow_that_is_broken_by_itself_is_not_started(tmp_path: Path) -> None:
    west = pack(tmp_path, flows__small=flow("- {id: it, ask: text, staff: '{{ nothing_there }}'}"))
    result = run("--pack", west, "plain", "small")
    assert result.exit_code == 1
    assert "there is no `nothing_there`" in result.stderr


@pytest.mark.parametrize("pick", ["3", "discharge", "Step-down list", "GOING HOME"])
def test_the_menu_takes_a_number_a_name_or_what_people_say(pick: str) -> None:
    result = run(lines=f"xyzzy\n{pick}\nq\n")
    assert "  3 Step-down list, with a client who is moving on, about 30 minutes" in result.stdout
    assert "Type a number from 1 to 5, say what you need, or q to leave." in result.stdout
    assert "Step 1 of" in result.stdout
    assert result.exit_code == 0


def test_the_menu_can_be_left() -> None:
    assert run(lines="q\n").exit_code == 0


def test_a_menu_without_an_answer_says_how_to_name_a_conversation() -> None:
    result = run(lines="")
    assert result.exit_code == 2
    assert "bht-assist plain safety_plan" in result.stderr


def test_a_conversation_that_is_not_there_is_wrong_use() -> None:
    result = run("plain", "safetyplan")
    assert result.exit_code == 2
    assert "did you mean `safety_plan`?" in result.stderr


def test_lines_that_end_early_make_nothing(tmp_path: Path) -> None:
    result = run("plain", "safety_plan", "--out", tmp_path, lines="\nMy plan\n")
    assert result.exit_code == 1
    assert "The lines ended before the review. Nothing was made." in result.stderr
    assert names(tmp_path) == []


def test_papers_that_cannot_be_made_from_lines_end_with_1(tmp_path: Path) -> None:
    lines = (DATA / "discharge.txt").read_text(encoding="utf-8")
    result = run("plain", "discharge", "--out", tmp_path / "none", lines=lines)
    assert result.exit_code == 1
    assert "Make the folder first" in result.stdout


def test_stopping_with_the_keyboard_is_told_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(_: Conversation) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Conversation, "run", stop)
    result = run("plain", "safety_plan")
    assert result.exit_code == 1
    assert result.stderr == "Error: Stopped. Nothing was made.\n"


HEAVY = ("textual", "docx", "jinja2", "pydantic", "yaml", "markdown_it", "segno", "rapidfuzz")


def test_the_command_loads_nothing_heavy_before_it_must() -> None:
    code = f"import sys, bht_assist.cli; print([n for n in {HEAVY!r} if n in sys.modules])"
    result = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert result.stdout == "[]\n"


def closed(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run the command with no standard input at all."""
    return subprocess.run(
        ["sh", "-c", 'exec "$@" <&-', "sh", sys.executable, "-m", "bht_assist", *words],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": str(ROOT), "TERM": "dumb"},
    )


@pytest.mark.skipif(sys.platform == "win32", reason="needs sh")
def test_a_closed_input_is_no_lines(tmp_path: Path) -> None:
    talk = closed("plain", "safety_plan", cwd=tmp_path)
    assert (talk.returncode, names(tmp_path)) == (1, [])
    assert "The lines ended before the review." in talk.stderr
    menu = closed(cwd=tmp_path)
    assert menu.returncode == 2
    assert "Traceback" not in menu.stderr


def test_a_terminal_of_another_encoding_still_reads_and_makes_utf8(tmp_path: Path) -> None:
    out = tmp_path / "Inés"
    out.mkdir()
    result = started(
        "plain", "safety_plan", "--out", "Inés", cwd=tmp_path,
        lines=(DATA / "safety_plan.txt").read_bytes() + b"\xff\n",
        LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0", PYTHONIOENCODING="latin-1",
        TERM="dumb",
    )  # fmt: skip
    assert result.returncode == 0, result.stderr
    assert "Marco Núñez" in result.stdout.decode()
    assert len(names(out)) == 3


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("kind", ["xterm-256color", "dumb"])
def test_a_real_terminal_gets_the_screen_and_a_dumb_one_does_not(
    monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.setenv("TERM", kind)
    for stream in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(sys, stream, Terminal("q\n"))
    monkeypatch.setattr(start, "run", lambda load, _folder, **_: 7 if load().flows else 1)
    mask = os.umask(0o077)
    with pytest.raises(SystemExit) as left:
        main.main([])
    os.umask(mask)
    assert left.value.code == (0 if kind == "dumb" else 7)

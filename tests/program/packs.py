"""What the tests of the program share: conversations held in lines, and the command itself."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import zipfile
from dataclasses import dataclass, field
from datetime import datetime
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from click.testing import CliRunner, Result

from bht_assist.cli import main
from bht_assist.flows.session import thawed
from bht_assist.making import markdown_text, page_text
from bht_assist.plain.conversation import Conversation
from bht_assist.plain.talk import InputEnded
from tests.flows.packs import guide

if TYPE_CHECKING:
    from bht_assist.flows.guide import Guide
    from bht_assist.flows.view import View

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "docs" / "examples"
DATA = Path(__file__).parent / "data"
FLOWS = ("safety_plan", "group_session", "discharge")


PACK = "id: west\nversion: '1'\ntitle: West\nextends: core\n"


def pack(folder: Path, **files: str) -> Path:
    """Write a facility's pack; a double underscore in a name is a folder."""
    root = folder / "west"
    for name, text in {"pack": PACK, **files}.items():
        path = root / f"{name.replace('__', '/')}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def run(*words: str | Path, lines: str = "") -> Result:
    """Run the command inside this process."""
    mask = os.umask(0o077)
    try:
        return CliRunner().invoke(
            main, [str(word) for word in words], input=lines, catch_exceptions=False
        )
    finally:
        os.umask(mask)


def started(
    *words: str | Path, cwd: Path, lines: str | bytes | None = None, **more: str
) -> subprocess.CompletedProcess[bytes]:
    """Run the command as a process of its own; without lines, its input is closed."""
    return subprocess.run(
        [sys.executable, "-m", "bht_assist", *map(str, words)],
        cwd=cwd,
        input=lines.encode() if isinstance(lines, str) else lines,
        stdin=subprocess.DEVNULL if lines is None else None,
        capture_output=True,
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "BHT_ASSIST_DATA": os.environ["BHT_ASSIST_DATA"],
            **more,
        },
        timeout=60,
        check=False,
    )


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@dataclass
class Talked:
    """A conversation that was held in lines."""

    talk: Conversation
    shown: list[str] = field(default_factory=list)
    made: list[View] = field(default_factory=list)
    ended: bool = False
    """Whether the lines ran out before the review."""

    @property
    def text(self) -> str:
        return "\n".join(self.shown)

    def after(self, words: str) -> str:
        """Give what was shown after the last time these words were."""
        return self.text.rpartition(words)[2]

    def value(self, step: str) -> object:
        return self.talk.view.step(step).value


def talked(guide: Guide, *lines: str, fails: int = 0) -> Talked:
    """Hold a conversation in these lines; the first `fails` times, papers can't be made."""
    made: list[View] = []
    shown: list[str] = []

    def make(view: View) -> tuple[str, list[View]]:
        made.append(view)
        return ("MADE", made) if len(made) > fails else ("NOT MADE", [])

    talk = Conversation(
        guide=guide,
        lines=iter([f"{line}\n" for line in lines]),
        show=shown.append,
        page=page_text,
        markdown=markdown_text,
        make=make,
        now=lambda: datetime.fromisoformat("2026-11-23T14:05:00+00:00"),
    )
    ended = False
    try:
        talk.run()
    except InputEnded:
        ended = True
    return Talked(talk, shown, made, ended)


def example(flow: str) -> Any:
    """Give the answers of a flow's example as plain values."""
    text = (EXAMPLES / f"{flow}.yaml").read_text(encoding="utf-8")
    return yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506 - it makes text and nothing else


def answers_file(folder: Path, answers: Any, name: str = "answers.json") -> Path:
    path = folder / name
    path.write_text(json.dumps(answers, ensure_ascii=False), encoding="utf-8")
    return path


def made(folder: Path, flow: str, answers: Any, *more: str) -> dict[str, Path]:
    """Make the papers of a flow and give them by id."""
    out = folder / "papers"
    out.mkdir(exist_ok=True)
    given = answers_file(folder, answers)
    result = run("make", flow, "--answers", given, "--out", out, "--json", *more)
    assert result.exit_code == 0, result.output
    return {each["id"]: Path(each["path"]) for each in json.loads(result.stdout)["documents"]}


def words_in(paper: Path) -> str:
    """Give everything that stands in any part of a Word file."""
    with zipfile.ZipFile(paper) as parts:
        xml = [
            parts.read(name).decode("utf-8", "replace")
            for name in parts.namelist()
            if name.endswith((".xml", ".rels"))
        ]
    broken = re.sub(r"<w:br/>|</w:p>", " ", "\n".join(xml))
    return unescape(re.sub("<[^>]+>", "", broken)) + "\n".join(xml)


def asked(folder: Path, step: str, *lines: str, **files: str) -> Talked:
    """Answer one step called `it`, with others before it where they are given."""
    made = {name.replace("__", "/") + ".yaml": text for name, text in files.items()}
    return talked(guide(folder, step, "", made), *lines)


def answer(folder: Path, step: str, *lines: str, **files: str) -> Any:
    """Give what that step holds then."""
    return thawed(asked(folder, step, *lines, **files).value("it"))

"""Vaults are tested in memory where the system has a folder for that: a sync then takes no time."""

from __future__ import annotations

import os
import tempfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import pytest
from click.testing import CliRunner

from bht_assist.cli import main, secrets
from bht_assist.vault import opening, rescue
from bht_assist.vault.places import VARIABLE
from tests.vault.stores import CHEAP, PASSPHRASE, made, said

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from click.testing import Result

    Run: TypeAlias = Callable[..., Result]

TODAY = date(2026, 11, 25)
CANARY = "canary-words"
SHARED_MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of its own is made there


@pytest.fixture
def tmp_path() -> Iterator[Path]:
    usable = SHARED_MEMORY.is_dir() and os.access(SHARED_MEMORY, os.W_OK)
    with tempfile.TemporaryDirectory(dir=SHARED_MEMORY if usable else None) as folder:
        yield Path(folder)


# vaults and commands for the tests of `bht-assist vault`


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "data"))
    monkeypatch.setattr("bht_assist.cli.vault.today", lambda: TODAY)
    monkeypatch.setattr("time.sleep", lambda _: None)
    monkeypatch.setattr("bht_assist.vault.hardening.harden", lambda: None)
    for made_with in (opening.create, rescue.with_recovery_key, rescue.with_escrow_key):
        monkeypatch.setitem(made_with.__kwdefaults__ or {}, "cost", CHEAP)
    mask = os.umask(0o077)
    yield tmp_path / "data"
    os.umask(mask)


@pytest.fixture
def kept(folder: Path) -> Path:
    """Give a vault with three drafts; one was made into a document long ago."""
    vault = opening.create(folder, "ana", PASSPHRASE, cost=CHEAP)[0]
    for code, day in (("1125-1", ""), ("1125-2", "2026-11-20"), ("0901-1", "2026-09-01")):
        vault.save(vault.blank(), made(said(CANARY, code), day))
    vault.close()
    return folder


@pytest.fixture
def run(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    """Run a command with secrets on a descriptor, one to a line."""
    assert not folder.exists() or folder.is_dir()
    opened: list[int] = []

    def ran(*words: object, secrets_: tuple[str, ...] = (PASSPHRASE,), **more: Any) -> Result:
        reads, writes = os.pipe()
        opened.append(reads)
        os.write(writes, "".join(f"{each}\n" for each in secrets_).encode())
        os.close(writes)
        monkeypatch.setenv(secrets.DESCRIPTOR, str(reads))
        result = CliRunner().invoke(main, ["vault", *map(str, words)], **more)
        for words_said in (CANARY, "Maria"):
            assert words_said not in result.output
        return result

    yield ran
    for each in opened:
        os.close(each)

"""`bht-assist vault`: looking after what is kept, from a terminal or a script."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, TypeAlias

import pytest
from click.testing import CliRunner
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from bht_assist.cli import main, secrets, vault_keys
from bht_assist.vault import keys, opening, rescue
from bht_assist.vault.places import BACKUPS, VARIABLE, VAULT
from bht_assist.vault.recovery import new_recovery_key
from tests.program.packs import ROOT
from tests.vault.keys import pem, public_pem
from tests.vault.stores import CHEAP, OTHER, PASSPHRASE, made, said

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from click.testing import Result

    Run: TypeAlias = Callable[..., Result]

TODAY = date(2026, 11, 25)
CANARY = "canary-words"


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


def test_a_vault_is_made_and_its_recovery_key_printed_once(folder: Path, run: Run) -> None:
    result = run("create", "--as", "ana")
    assert result.exit_code == 0
    assert len(result.stdout.strip().split("-")) == 8
    assert "Write this recovery key down" in result.stderr
    opening.unlock(folder, PASSPHRASE).close()


def test_a_short_passphrase_makes_no_vault(folder: Path, run: Run) -> None:
    result = run("create", "--as", "ana", secrets_=("short",))
    assert result.exit_code == 2
    assert "at least 15" in result.stderr
    assert not (folder / VAULT).exists()


def test_a_recovery_key_is_typed_back_until_it_is_right(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    vault, key = opening.create(folder, "ana", PASSPHRASE, cost=CHEAP)
    another = new_recovery_key()
    typed = iter(["slip", another, key])
    monkeypatch.setattr(vault_keys, "typed_back", lambda _: next(typed))
    vault_keys._show_recovery_key(vault, key)
    vault.close()
    said_ = capsys.readouterr().err
    assert "this has 4" in said_
    assert "another key" in said_
    assert list(typed) == []


def test_status_needs_no_passphrase(kept: Path, run: Run) -> None:
    result = run("status", "--json", secrets_=())
    assert json.loads(result.stdout) == {
        "folder": str(kept),
        "kept": True,
        "staff": ["ana"],
        "backups": [],
    }
    run("backup")
    assert "Backups: 1, the last one 20" in run("status", secrets_=()).stdout


def test_status_says_when_nothing_is_kept(tmp_path: Path, run: Run) -> None:
    result = run("status", "--data", tmp_path / "none")
    assert (result.exit_code, result.stdout) == (0, f"Nothing is kept in {tmp_path / 'none'}.\n")
    assert not (tmp_path / "none").exists()


def test_drafts_are_listed_by_code_flow_and_date(kept: Path, run: Run) -> None:
    assert kept
    rows = json.loads(run("drafts", "--json").stdout)["drafts"]
    assert {row["code"] for row in rows} == {"1125-1", "1125-2", "0901-1"}
    assert [sorted(row) for row in rows] == [["code", "flow", "purge_after", "updated"]] * 3
    assert "1125-2       safety_plan" in run("drafts").stdout


def test_drafts_that_cannot_be_opened_are_counted(kept: Path, run: Run) -> None:
    vault = opening.unlock(kept, PASSPHRASE)
    with vault.store.writing():
        vault.store.set_key(vault.listed().entries[0].id, b"junk")
    vault.close()
    result = run("drafts")
    assert result.exit_code == 1
    assert "1 can't be opened" in result.stdout


def test_a_wrong_passphrase_ends_with_2_and_a_sentence(kept: Path, run: Run) -> None:
    assert kept
    result = run("drafts", secrets_=(OTHER,))
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        "Error: That passphrase does not open the drafts on this computer. Try again.\n"
    )


def test_the_audit_trail_is_shown_checked_and_exported(kept: Path, run: Run) -> None:
    assert kept
    assert "vault.created" in run("audit").stdout
    assert run("audit", "--verify").stdout == "Every entry is as it was written.\n"
    shape = json.loads(run("audit", "--json").stdout)
    assert (shape["whole"], shape["broken_at"]) == (True, 0)
    assert {"number", "at", "who", "event", "record", "count"} == set(shape["rows"][0])
    sheet = list(csv.reader(io.StringIO(run("audit", "--csv").stdout)))
    assert sheet[1][3] == "vault.created"


def test_a_trail_that_was_changed_ends_with_1(kept: Path, run: Run) -> None:
    vault = opening.unlock(kept, PASSPHRASE)
    vault.store._do("UPDATE audit SET actor = 'eve' WHERE seq = 2")  # type: ignore[attr-defined]
    vault.close()
    result = run("audit", "--verify", "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["broken_at"] == 2
    assert "Entry 2 is not as it was written." in result.stderr


def test_a_backup_is_made_checked_and_put_back(kept: Path, run: Run) -> None:
    path = json.loads(run("backup", "--json").stdout)["backup"]
    checked = run("restore", path, "--check")
    assert "is whole: 3 drafts open, 0 do not" in checked.stdout
    run("purge", "--yes")
    shape = json.loads(run("restore", "--json").stdout)
    assert (shape["restored"], shape["drafts"], shape["damaged"]) == (True, 3, 0)
    assert len(json.loads(run("drafts", "--json").stdout)["drafts"]) == 3
    assert any(each.name.startswith("replaced-") for each in (kept / BACKUPS).iterdir())


def test_a_backup_with_a_damaged_draft_ends_with_1(kept: Path, run: Run) -> None:
    vault = opening.unlock(kept, PASSPHRASE)
    with vault.store.writing():
        vault.store.set_key(vault.listed().entries[0].id, b"junk")
    vault.close()
    run("backup")
    result = run("restore", "--check")
    assert (result.exit_code, "2 drafts open, 1 do not" in result.stdout) == (1, True)


def test_without_a_backup_nothing_is_put_back(kept: Path, run: Run) -> None:
    result = run("restore")
    assert result.exit_code == 2
    assert f"no backups in {kept}" in result.stderr


def test_a_draft_travels_to_another_computer(kept: Path, run: Run, tmp_path: Path) -> None:
    both = (PASSPHRASE, OTHER)
    sent = run("export-draft", "1125-1", "--out", tmp_path, "--json", secrets_=both)
    path = json.loads(sent.stdout)["file"]
    assert path == str(tmp_path / "draft-1125-1.bhtx")
    there = tmp_path / "there"
    run("create", "--as", "ben", "--data", there)
    result = run("import-draft", path, "--data", there, secrets_=both)
    assert result.stdout == "Taken in as 1125-1.\n"
    vault = opening.unlock(there, PASSPHRASE)
    [entry] = vault.listed().entries
    assert vault.open(entry.id)[1] == said(CANARY, "1125-1")
    vault.close()
    assert "transfer.out" in run("audit").stdout
    assert "transfer.in" in run("audit", "--data", there).stdout
    assert kept


def test_a_draft_taken_in_twice_is_two(kept: Path, run: Run, tmp_path: Path) -> None:
    both = (PASSPHRASE, OTHER)
    run("export-draft", "1125-1", "--out", tmp_path, secrets_=both)
    row = json.loads(
        run("import-draft", tmp_path / "draft-1125-1.bhtx", "--json", secrets_=both).stdout
    )
    assert row["code"] == "1125-3"
    assert kept


@pytest.mark.parametrize("words", [("export-draft", "9999-9"), ("import-draft", "none.bhtx")])
def test_what_is_not_there_does_not_travel(kept: Path, run: Run, words: tuple[str, ...]) -> None:
    result = run(*words, secrets_=(PASSPHRASE, OTHER))
    assert result.exit_code == 2
    assert kept


def test_a_draft_is_not_put_where_nothing_can_be_written(
    kept: Path, run: Run, tmp_path: Path
) -> None:
    result = run("export-draft", "1125-1", "--out", tmp_path / "no", secrets_=(PASSPHRASE, OTHER))
    assert result.exit_code == 2
    assert "is not there" in result.stderr
    assert kept


def test_what_is_due_is_shown_and_deleted_when_somebody_says_so(kept: Path, run: Run) -> None:
    shape = json.loads(run("purge", "--json").stdout)
    assert [row["code"] for row in shape["due"]] == ["0901-1"]
    assert shape["deleted"] == 0
    assert run("purge", input="n\n").exit_code == 1
    assert run("purge", input="y\n").stdout.endswith("1 drafts deleted.\n")
    assert run("purge").stdout == "0 drafts deleted.\n"
    assert kept


def test_due_drafts_go_without_a_question_for_scripts(
    kept: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = TODAY + timedelta(days=365)
    monkeypatch.setattr("bht_assist.cli.vault.today", lambda: later)
    assert json.loads(run("purge", "--json", "--yes").stdout)["deleted"] == 2
    assert kept


def test_a_recovery_key_made_here_sets_a_new_passphrase(kept: Path, run: Run) -> None:
    key = run("recovery").stdout.strip()
    result = run("recovery", "--use", "--as", "ana", secrets_=(key, OTHER))
    assert result.stdout == "ana has a new passphrase.\n"
    assert run("drafts").exit_code == 2
    assert run("drafts", secrets_=(OTHER,)).exit_code == 0
    assert run("recovery", "--use", secrets_=(key, OTHER)).exit_code == 2
    assert kept


def test_the_facilitys_escrow_key_sets_a_new_passphrase(
    kept: Path, run: Run, tmp_path: Path
) -> None:
    pair = X25519PrivateKey.generate()
    (tmp_path / "private.pem").write_bytes(pem(pair))
    (tmp_path / "public.pem").write_bytes(public_pem(pair))
    assert "from now on" in run("escrow", tmp_path / "public.pem").stdout
    use = ("recovery", "--use", "--escrow")
    result = run(*use, tmp_path / "private.pem", "--as", "chief", secrets_=(OTHER,))
    assert result.stdout == "chief has a new passphrase.\n"
    assert run("drafts", secrets_=(OTHER,)).exit_code == 0
    result = run(*use, tmp_path / "none.pem", "--as", "chief", secrets_=(OTHER,))
    assert (result.exit_code, "can't be read" in result.stderr) == (2, True)
    assert kept


def test_colleagues_come_and_go(kept: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "SHIPPED", CHEAP)
    assert run("staff", "--add", " ben ", secrets_=(PASSPHRASE, OTHER)).stdout == "ana\nben\n"
    assert run("drafts", "--as", "ben", secrets_=(OTHER,)).exit_code == 0
    assert run("staff", "--remove", "ben").stdout == "ana\n"
    assert run("drafts", secrets_=(OTHER,)).exit_code == 2
    assert kept


def test_a_passphrase_is_changed(kept: Path, run: Run) -> None:
    assert run("passphrase", secrets_=(PASSPHRASE, OTHER)).stdout == "The passphrase is changed.\n"
    assert run("drafts", secrets_=(OTHER,)).exit_code == 0
    assert run("passphrase", secrets_=(PASSPHRASE, OTHER)).exit_code == 2
    assert kept


def test_trouble_at_unlocking_is_said_and_reading_goes_on(
    kept: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    unlock = opening.unlock

    def troubled(*words: Any, **more: Any) -> Any:
        vault = unlock(*words, **more)
        vault.trouble = "The disk is full."
        return vault

    monkeypatch.setattr(opening, "unlock", troubled)
    result = run("drafts")
    assert result.exit_code == 0
    assert "The disk is full" in result.stderr
    assert kept


# how a passphrase comes in


@pytest.mark.parametrize("value", ["", "x", "9999"])
def test_a_descriptor_that_is_none_is_told_of(
    kept: Path, monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv(secrets.DESCRIPTOR, value)
    result = CliRunner().invoke(main, ["vault", "drafts"])
    assert result.exit_code == 2
    assert "open file descriptor" in result.stderr
    assert kept


def test_a_line_that_is_missing_is_told_of(kept: Path, run: Run) -> None:
    result = run("drafts", secrets_=())
    assert result.exit_code == 2
    assert "no line for it" in result.stderr
    assert kept


def test_without_a_terminal_nobody_is_asked(kept: Path) -> None:
    result = CliRunner().invoke(main, ["vault", "drafts"], input=f"{PASSPHRASE}\n")
    assert result.exit_code == 2
    assert secrets.DESCRIPTOR in result.stderr
    assert kept


def test_at_a_terminal_the_passphrase_is_asked_for_and_never_shown(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(secrets, "_need_a_terminal", lambda: None)
    result = CliRunner().invoke(main, ["vault", "drafts"], input=f"{PASSPHRASE}\n")
    assert result.exit_code == 0
    assert "Passphrase:" in result.output
    assert PASSPHRASE not in result.output
    monkeypatch.setattr("click.prompt", lambda ask, **_: f"{ask}!")
    assert secrets.typed_back("Type") == "Type!"
    assert kept


def test_the_command_starts_without_keys_or_database() -> None:
    names = ("cryptography", "sqlite3", "platformdirs", "bht_assist.vault.vault")
    code = f"import sys, bht_assist.cli; print([n for n in {names!r} if n in sys.modules])"
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert result.stdout == "[]\n"

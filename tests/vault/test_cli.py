"""`bht-assist vault`: looking after what is kept, from a terminal or a script."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bht_assist.vault import opening
from bht_assist.vault.places import BACKUPS, VAULT
from tests.program.packs import ROOT
from tests.vault.conftest import CANARY, TODAY
from tests.vault.stores import OTHER, PASSPHRASE, said

if TYPE_CHECKING:
    from pathlib import Path

    from tests.vault.conftest import Run


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


def test_the_command_starts_without_keys_or_database() -> None:
    names = ("cryptography", "sqlite3", "platformdirs", "bht_assist.vault.vault")
    code = f"import sys, bht_assist.cli; print([n for n in {names!r} if n in sys.modules])"
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert result.stdout == "[]\n"

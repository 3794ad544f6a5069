"""`bht-assist vault`: passphrases, recovery, colleagues, and how a secret comes in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from bht_assist.cli import main, secrets, vault_keys
from bht_assist.vault import keys, opening
from bht_assist.vault.recovery import new_recovery_key
from tests.vault.keys import pem, public_pem
from tests.vault.stores import CHEAP, OTHER, PASSPHRASE

if TYPE_CHECKING:
    from pathlib import Path

    from tests.vault.conftest import Run


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

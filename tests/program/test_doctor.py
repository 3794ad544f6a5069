"""What `bht-assist doctor` finds in order, and what somebody should look at."""

from __future__ import annotations

import sys
import tempfile
from typing import TYPE_CHECKING

import pytest

from bht_assist import doctor
from bht_assist.content.library import Library
from tests.flows.packs import DAY
from tests.program.packs import PACK, names, pack, run

if TYPE_CHECKING:
    from pathlib import Path


def test_the_doctor_says_that_all_is_well(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("doctor")
    assert result.exit_code == 0
    assert "LOOK" not in result.stdout
    assert "ok    this folder: papers can be written here" in result.stdout
    assert "nobody to call is set" in result.stdout
    assert names(tmp_path) == []


@pytest.mark.usefixtures("small_core")
def test_the_doctor_names_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "NEEDED", ("no-such-package",))
    result = run("doctor")
    assert result.exit_code == 1
    assert "LOOK  no-such-package: not installed; install the program again" in result.stdout


@pytest.mark.usefixtures("small_core")
def test_the_doctor_sees_a_python_that_is_too_old(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 10, 0))
    result = run("doctor")
    assert result.exit_code == 1
    assert ", and 3.11 is needed" in result.stdout


@pytest.mark.usefixtures("small_core")
def test_the_doctor_sees_a_folder_that_cannot_be_written(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(**_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tempfile, "TemporaryFile", full)
    result = run("doctor")
    assert result.exit_code == 1
    assert "papers can't be written here: No space left on device; use --out" in result.stdout


@pytest.mark.usefixtures("small_core")
def test_the_doctor_sees_a_broken_pack(tmp_path: Path) -> None:
    result = run("doctor", "--pack", pack(tmp_path, facility="nmae: West\n"))
    assert result.exit_code == 1
    assert "1 errors" in result.stdout


@pytest.mark.usefixtures("small_core")
def test_the_doctor_is_silent_about_what_a_facility_has_set(tmp_path: Path) -> None:
    west = pack(tmp_path, facility="escalation: [{role: Nurse}]\n")
    (west / "pack.yaml").write_text(PACK + "reviewed_by: D. Whitfield\n", encoding="utf-8")
    said = run("doctor", "--pack", west).stdout
    assert "nobody to call" not in said
    assert "ok    west:" not in said


def test_a_library_without_resources_has_no_oldest_check() -> None:
    assert doctor.Row("resources", "none") in doctor.checkup(Library(), DAY)

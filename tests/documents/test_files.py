"""Writing a finished document to disk."""

from __future__ import annotations

import errno
import os
import re
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bht_assist.documents.files import OutputError, safe_name, write


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def failing(code: int) -> object:
    def fail(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code))

    return fail


def test_the_file_holds_what_it_was_given(tmp_path: Path) -> None:
    assert write(tmp_path, "plan.docx", b"words").read_bytes() == b"words"
    assert names(tmp_path) == ["plan.docx"]


def test_a_name_without_an_ending_is_a_word_file(tmp_path: Path) -> None:
    assert write(tmp_path, "plan", b"").name == "plan.docx"


def test_a_file_that_is_there_is_left_as_it_is(tmp_path: Path) -> None:
    write(tmp_path, "plan.docx", b"first")
    assert write(tmp_path, "plan.docx", b"second").name == "plan (2).docx"
    assert write(tmp_path, "plan.docx", b"third").name == "plan (3).docx"
    assert (tmp_path / "plan.docx").read_bytes() == b"first"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_only_its_owner_can_read_the_file(tmp_path: Path) -> None:
    mode = write(tmp_path, "plan.docx", b"").stat().st_mode
    assert stat.S_IMODE(mode) == 0o600


def test_a_disk_without_hard_links_still_never_overwrites(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "link", failing(errno.EPERM))
    write(tmp_path, "plan.docx", b"first")
    write(tmp_path, "plan.docx", b"second")
    assert names(tmp_path) == ["plan (2).docx", "plan.docx"]
    assert (tmp_path / "plan.docx").read_bytes() == b"first"


def test_many_writers_at_once_each_get_a_file(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        paths = list(pool.map(lambda at: write(tmp_path, "plan", b"%d" % at), range(24)))
    assert len(set(paths)) == 24
    assert {path.read_bytes() for path in paths} == {b"%d" % at for at in range(24)}


def test_a_folder_that_is_not_there_is_said_and_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(OutputError) as caught:
        write(tmp_path / "none", "plan.docx", b"")
    assert str(caught.value) == (
        f"“plan.docx” could not be written: the folder {tmp_path / 'none'} is not there. "
        "Make the folder first, or choose another one."
    )


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OutputError, match="is a file, not a folder"):
        write(tmp_path / "file", "plan.docx", b"")


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EACCES, "you are not allowed to write"),
        (errno.EROFS, "you are not allowed to write"),
        (errno.EIO, os.strerror(errno.EIO)),
    ],
)
def test_a_write_that_fails_says_why_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, said: str
) -> None:
    monkeypatch.setattr(os, "fsync", failing(code))
    with pytest.raises(OutputError, match=said):
        write(tmp_path, "plan.docx", b"words")
    assert names(tmp_path) == []


def test_a_move_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "link", failing(errno.EPERM))
    monkeypatch.setattr(Path, "replace", failing(errno.EIO))
    with pytest.raises(OutputError):
        write(tmp_path, "plan.docx", b"words")
    assert names(tmp_path) == []


@pytest.mark.parametrize(
    "name", ["../plan.docx", "a/plan.docx", "a\\plan.docx", "", "..", "a:b", "a\0b"]
)
def test_a_name_cannot_leave_the_folder(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    with pytest.raises(OutputError):
        write(folder, name, b"")
    assert names(tmp_path) == ["papers"]
    assert names(folder) == []


def test_a_name_that_is_too_long_is_said(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="the name is too long"):
        write(tmp_path, "x" * 300, b"")


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Safety plan", "safety-plan"),
        ("Plan de crisis: ¡mañana!", "plan-de-crisis-manana"),
        ("../../etc", "etc"),
        ("CON", "document-con"),
        ("com1", "document-com1"),
        ("مرحبا", "document"),
        ("", "document"),
        ("x" * 59 + " yz", "x" * 59),
    ],
)
def test_a_safe_name_keeps_the_letters_it_can(said: str, name: str) -> None:
    assert safe_name(said) == name


@given(st.text())
def test_any_text_gives_a_name_that_every_system_takes(said: str) -> None:
    assert re.fullmatch(r"[a-z0-9]([a-z0-9-]{0,67}[a-z0-9])?", safe_name(said))
    assert len(safe_name(said)) <= 60
    assert safe_name(safe_name(said)) == safe_name(said)

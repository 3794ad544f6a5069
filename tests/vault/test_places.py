"""Folders and files that are this user's alone, and a process that gives nothing away."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from bht_assist.vault import hardening, places
from bht_assist.vault.places import data_folder, new_file, on_network, private_folder, write_private
from bht_assist.vault.sqlite import SqliteStore
from bht_assist.vault.troubles import NotWritten, Unsafe

posix = pytest.mark.skipif(os.name != "posix", reason="rights of this kind are POSIX's")
ROOT = Path(__file__).parents[2]


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def test_a_folder_that_is_named_is_taken_before_the_environments_and_the_users_own() -> None:
    named = {places.VARIABLE: "/from/environment"}
    assert data_folder(Path("/given"), named) == Path("/given")
    assert data_folder(None, named) == Path("/from/environment")
    assert "bht-assist" in str(data_folder(None, {}))


@posix
def test_a_folder_is_made_for_this_user_alone(tmp_path: Path) -> None:
    assert mode(private_folder(tmp_path / "data")) == 0o700
    new_file(tmp_path / "data" / "x")
    assert mode(tmp_path / "data" / "x") == 0o600


@posix
def test_a_folder_that_others_can_read_is_closed(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir(mode=0o755)
    (tmp_path / "data").chmod(0o755)
    assert mode(private_folder(tmp_path / "data")) == 0o700


@posix
@pytest.mark.parametrize("rights", [0o770, 0o707, 0o777])
def test_a_folder_that_others_can_write_in_is_refused(tmp_path: Path, rights: int) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data").chmod(rights)
    with pytest.raises(Unsafe, match="chmod 700"):
        private_folder(tmp_path / "data")


@posix
def test_a_folder_of_somebody_else_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "getuid", lambda: os.geteuid() + 1)
    with pytest.raises(Unsafe, match="another user"):
        private_folder(tmp_path / "data")


@posix
def test_where_rights_mean_nothing_they_are_not_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    folder.chmod(0o755)
    monkeypatch.setattr(os, "name", "nt")
    try:
        private_folder(folder)
    finally:
        monkeypatch.undo()
    assert mode(folder) == 0o755


@posix
def test_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    with pytest.raises(Unsafe, match="link"):
        private_folder(tmp_path / "link")
    (tmp_path / "victim").write_text("theirs", encoding="utf-8")
    (tmp_path / "file").symlink_to(tmp_path / "victim")
    with pytest.raises(NotWritten):
        new_file(tmp_path / "file")


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(NotWritten, match="--data"):
        private_folder(tmp_path / "file" / "data")


def test_no_file_is_written_over_another(tmp_path: Path) -> None:
    write_private(tmp_path / "x", b"one")
    with pytest.raises(NotWritten, match="File exists"):
        write_private(tmp_path / "x", b"two")
    assert (tmp_path / "x").read_bytes() == b"one"


def test_a_file_that_cannot_be_written_whole_is_not_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(NotWritten, match="No space"):
        write_private(tmp_path / "x", b"one")
    assert list(tmp_path.iterdir()) == []


def test_a_network_drive_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "on_network", lambda _: True)
    with pytest.raises(Unsafe, match="network drive"):
        private_folder(tmp_path / "data")


@pytest.mark.parametrize(
    ("kind", "told"), [("nfs4", True), ("cifs", True), ("fuse.sshfs", True), ("ext4", False)]
)
def test_the_mount_that_a_folder_is_on_tells_of_a_network(
    tmp_path: Path, kind: str, told: bool
) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(f"a / ext4 rw 0 0\nb {tmp_path} {kind} rw 0 0\nc /x nfs rw 0 0\n", "utf-8")
    assert on_network(tmp_path / "data", mounts) is told


def test_a_share_by_its_windows_name_is_a_network() -> None:
    assert on_network(Path("//server/share"))
    assert not on_network(Path("/data"), Path("/none/mounts"))


@posix
def test_the_vault_and_its_journal_are_this_users_alone(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "v")
    with store.writing():
        store.set_note("x", b"y")
        assert {mode(each) for each in tmp_path.iterdir()} == {0o600}
    assert len(list(tmp_path.iterdir())) == 2
    store.close()


def test_the_database_is_set_to_lose_and_leave_nothing(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "v")
    wanted = {
        "journal_mode": "truncate", "synchronous": 3, "secure_delete": 1, "foreign_keys": 1,
        "trusted_schema": 0, "cell_size_check": 1, "temp_store": 2, "mmap_size": 0,
    }  # fmt: skip
    assert {name: store._all(f"PRAGMA {name}")[0][0] for name in wanted} == wanted
    store.close()


# the process


def test_textuals_switches_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEXTUAL_LOG", "keys")
    monkeypatch.setenv("TEXTUAL", "devtools")
    hardening.forget_switches()
    assert not [name for name in os.environ if name.startswith("TEXTUAL")]


HARDENED = """
import os, resource
from bht_assist.vault.hardening import harden
harden()
print(resource.getrlimit(resource.RLIMIT_CORE), oct(os.umask(0)))
import ctypes
print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="as Linux has it")
def test_a_hardened_process_dumps_nothing_and_cannot_be_looked_into() -> None:
    result = subprocess.run(
        [sys.executable, "-c", HARDENED], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert result.stdout == "(0, 0) 0o77\n0\n"


@pytest.mark.skipif(sys.platform != "linux", reason="as Linux has it")
def test_what_is_asked_of_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    resource = pytest.importorskip("resource")
    asked: list[object] = []
    libc = SimpleNamespace(prctl=lambda *words: asked.append(words))
    monkeypatch.setattr("resource.setrlimit", lambda *words: asked.append(words))
    monkeypatch.setattr("ctypes.CDLL", lambda *_, **__: libc)
    before = os.umask(0o022)
    hardening.harden()
    assert os.umask(before) == 0o077
    assert asked == [(resource.RLIMIT_CORE, (0, 0)), (4, 0, 0, 0, 0)]


def test_a_system_without_any_of_that_still_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "resource", None)
    monkeypatch.setattr(sys, "platform", "sunos")
    before = os.umask(0o022)
    hardening.harden()
    os.umask(before)


SILENT = """
import sys
from pathlib import Path
def watch(event, arguments):
    if event.startswith(("socket.connect", "socket.bind", "socket.sendto", "socket.getaddrinfo",
                         "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.fork")):
        raise SystemExit(f"{event} {arguments}")
sys.addaudithook(watch)
from tests.vault.stores import PASSPHRASE, OTHER, again, fresh, said
from bht_assist.vault import backups, opening, transfer
folder = Path(sys.argv[1])
vault = fresh(folder)
entry = vault.save(vault.blank(), said())
backup = backups.make(vault, folder)
vault.close()
vault = again(folder)
assert vault.open(entry.id)[1] == said()
vault.trail.verify()
vault.close()
backups.restore(folder, backup, PASSPHRASE, opening.now)
print("silent")
"""


def test_nothing_is_sent_or_started_from_making_a_vault_to_restoring_it(tmp_path: Path) -> None:
    result = subprocess.run(
        [sys.executable, "-c", SILENT, str(tmp_path / "data")],
        capture_output=True, text=True, check=False, cwd=ROOT,
    )  # fmt: skip
    assert (result.stdout, result.stderr) == ("silent\n", "")

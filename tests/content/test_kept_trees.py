"""The trees that are kept beside the core pack, tried with a small pack in its place."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from bht_assist.content import library, source
from bht_assist.content.kept_trees import KeptTrees
from bht_assist.content.library import load
from tests.content.packs import FLOW, IN_ORDER, PACK, STAYS, changed, write

if TYPE_CHECKING:
    from pathlib import Path

    from bht_assist.content.library import Library


@pytest.fixture
def core(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = write(tmp_path / "packs" / "core", IN_ORDER)
    monkeypatch.setattr(library, "CORE", folder)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    load(places=False)
    return folder


def kept(core: Path) -> list[Path]:
    return sorted((core.parent / "__pycache__").glob("*"))


def facility(folder: Path, change: str) -> Path:
    """A pack that changes the flow of the core."""
    overlay = f"overlay: outing\nchange:\n  {change}"
    pack = changed(PACK, "outing", "ours")
    return write(folder / "ours", {"pack.yaml": pack, "overlays/outing.yaml": overlay})


def everything(held: Library) -> dict[str, object]:
    return {name: value for name, value in vars(held).items() if name != "trees"}


def reads_yaml(monkeypatch: pytest.MonkeyPatch) -> bool:
    """Load, and tell whether any file was read anew."""
    read: list[str] = []
    monkeypatch.setattr(KeptTrees, "add", lambda *given: read.append(str(given)))
    load(places=False)
    return bool(read)


@pytest.mark.usefixtures("core")
def test_what_was_kept_makes_the_same_library() -> None:
    assert everything(load(places=False)) == everything(load())


@pytest.mark.usefixtures("core")
def test_a_second_start_reads_no_yaml(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not reads_yaml(monkeypatch)


def test_every_file_of_the_real_core_pack_comes_back_as_it_was(tmp_path: Path) -> None:
    files = [path for path in library.CORE.rglob("*.yaml") if path.stat().st_size < 40_000]
    before, again = KeptTrees(tmp_path / "core"), KeptTrees(tmp_path / "core")
    trees = {}
    for path in files:
        trees[path] = source.read_yaml(path.read_bytes(), path.name)[0]
        before.add(path, path.read_bytes(), trees[path])
    before.write()
    assert files
    for path, tree in trees.items():
        assert again.get(path, path.read_bytes(), path.name) == tree


def test_a_change_in_a_file_is_seen_at_once(core: Path) -> None:
    (core / "pack.yaml").write_text(changed(PACK, "Outings", "Trips"), "utf-8")
    assert load(places=False).packs[0].title == "Trips"


@pytest.mark.usefixtures("core")
def test_a_change_of_the_reader_is_seen_at_once(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    another = tmp_path / "source.py"
    another.write_text("# another reader", "utf-8")
    monkeypatch.setattr(source, "__file__", str(another))
    assert reads_yaml(monkeypatch)


@pytest.mark.parametrize("broken", ["", "{", "[]", "[" * 100_000, '{"x": 1}', "\x00"])
def test_where_what_is_kept_is_broken_the_yaml_is_read(core: Path, broken: str) -> None:
    for path in kept(core):
        path.write_text(broken, "utf-8")
    assert everything(load(places=False)) == everything(load())


def test_a_kept_tree_of_another_shape_is_never_the_last_word(core: Path) -> None:
    for path in kept(core):
        path.write_text(path.read_text("utf-8").replace('"title"', '"tilte"'), "utf-8")
    assert everything(load(places=False)) == everything(load())


def test_nothing_is_kept_where_python_keeps_nothing(
    core: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in kept(core):
        path.unlink()
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    load(places=False)
    assert kept(core) == []


def test_a_folder_that_takes_no_files_is_left_alone(core: Path) -> None:
    for path in kept(core):
        path.unlink()
    (core.parent / "__pycache__").rmdir()
    (core.parent / "__pycache__").write_text("a file in the way", "utf-8")
    assert "outing" in load(places=False).flows


def test_a_file_that_is_gone_is_kept_no_longer(core: Path) -> None:
    before = {path.name: path.stat().st_size for path in kept(core)}
    (core / "scenarios" / "stays.yaml").unlink()
    load(places=False)
    after = {path.name: path.stat().st_size for path in kept(core)}
    assert after["scenarios.json"] < before["scenarios.json"]


def test_a_file_with_a_mistake_is_never_kept_and_told_with_its_line(core: Path) -> None:
    (core / "pack.yaml").write_text(f"colour: blue\n{PACK}", "utf-8")
    for _ in range(2):
        assert load(places=False).problems[0].place.line == 1


@pytest.mark.usefixtures("core")
def test_a_change_that_does_not_fit_a_kept_flow_is_told_with_its_line(tmp_path: Path) -> None:
    ours = facility(tmp_path, "nowhere:\n    client: X\n")
    problem = load(ours, places=False).problems[0]
    assert problem == load(ours).problems[0]
    assert problem.place.line == 3


@pytest.mark.usefixtures("core")
def test_a_facility_changes_a_flow_that_was_kept(tmp_path: Path) -> None:
    ours = facility(tmp_path, "where:\n    client: And where to?\n")
    assert "And where to?" not in FLOW
    assert "And where to?" in str(load(ours, places=False).flows["outing"])


def test_what_did_not_change_stays_kept_beside_what_did(
    core: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(core, {"scenarios/stays.yaml": changed(STAYS, "stays", "sits")})
    load(places=False)
    assert not reads_yaml(monkeypatch)

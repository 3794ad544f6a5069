"""The entries that are kept beside the core pack, tried with a small pack in its place."""

from __future__ import annotations

import hashlib
import os
import pickle
import shutil
import sys
from io import BytesIO
from typing import TYPE_CHECKING

import pytest

from bht_assist.content import kept_entries, library, source
from bht_assist.content.explain import checked
from bht_assist.content.kept_entries import KeptEntries
from bht_assist.content.library import load
from bht_assist.content.models import Option
from bht_assist.content.pack_files import model_of
from tests.content.packs import FLOW, IN_ORDER, PACK, RESOURCES, STAYS, changed, write

if TYPE_CHECKING:
    from collections.abc import Callable
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
    monkeypatch.setattr(KeptEntries, "add", lambda *given: read.append(str(given)))
    load(places=False)
    return bool(read)


@pytest.mark.usefixtures("core")
def test_what_was_kept_makes_the_same_library() -> None:
    assert everything(load(places=False)) == everything(load())


@pytest.mark.usefixtures("core")
def test_a_second_start_reads_no_yaml(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not reads_yaml(monkeypatch)


def test_every_file_of_the_real_core_pack_comes_back_as_it_was(tmp_path: Path) -> None:
    before, again = KeptEntries(tmp_path / "core"), KeptEntries(tmp_path / "core")
    entries = {}
    for path in sorted(library.CORE.rglob("*.yaml")):
        name, raw = path.relative_to(library.CORE).as_posix(), path.read_bytes()
        entry, _ = checked(model_of(name), source.read_yaml(raw, name)[0])
        if entry is not None:
            before.add(name, raw, entry)
        entries[name, raw] = entry
    before.write()
    assert all(entries.values())
    for (name, raw), entry in entries.items():
        assert again.get(name, raw) == entry


def test_a_change_in_a_file_is_seen_at_once(core: Path) -> None:
    (core / "pack.yaml").write_text(changed(PACK, "Outings", "Trips"), "utf-8")
    assert load(places=False).packs[0].title == "Trips"


@pytest.mark.usefixtures("core")
def test_a_change_of_the_reader_is_seen_at_once(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    another = tmp_path / "source.py"
    another.write_text("# another reader", "utf-8")
    monkeypatch.setattr(kept_entries, "CODE", (*kept_entries.CODE[1:], another))
    assert reads_yaml(monkeypatch)


def kept_as(core: Path, raw: bytes) -> None:
    """Put something else in the place of all that was kept, with a checksum that is right."""
    for path in kept(core):
        path.write_bytes(hashlib.sha256(raw).digest() + raw)


@pytest.mark.parametrize(
    "broken", [b"", b"{", b"\x80\x05", b"\x80\x05.", b"(" * 100_000, b"\x00", b"N.", b"]."]
)
def test_where_what_is_kept_is_broken_the_yaml_is_read(core: Path, broken: bytes) -> None:
    kept_as(core, broken)
    assert everything(load(places=False)) == everything(load())
    for path in kept(core):
        path.write_bytes(broken)
    assert everything(load(places=False)) == everything(load())


def test_what_was_kept_is_not_taken_up_when_a_letter_of_it_has_changed(core: Path) -> None:
    for path in kept(core):
        path.write_bytes(path.read_bytes().replace(b"title", b"tilte"))
    assert everything(load(places=False)) == everything(load())


def test_what_was_kept_is_not_taken_up_when_its_end_is_missing(core: Path) -> None:
    for path in kept(core):
        path.write_bytes(path.read_bytes()[:-9])
    assert everything(load(places=False)) == everything(load())


class Hostile:
    """Does something where it is unpickled as Python does it."""

    def __init__(self, does: Callable[..., object], *given: object) -> None:
        self.does, self.given = does, given

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        return self.does, self.given


@pytest.mark.parametrize("does", [os.mkdir, os.system, eval])
def test_a_hostile_pickle_does_nothing_and_the_yaml_is_read(
    core: Path, tmp_path: Path, does: Callable[..., object]
) -> None:
    made = tmp_path / "made"
    said = {os.system: f"mkdir {made}", eval: f"__import__('os').mkdir({str(made)!r})"}
    raw = pickle.dumps({b"x": Hostile(does, said.get(does, made))}, protocol=5)
    kept_as(core, raw)
    assert everything(load(places=False)) == everything(load())
    assert not made.exists()
    pickle.loads(raw)  # noqa: S301 - to show that it would have done something
    assert made.exists()


@pytest.mark.parametrize(
    "named",
    [
        *("os.system", "builtins.eval", "builtins.getattr", "importlib.import_module"),
        *("bht_assist.content.models.base.Entry.plain", "bht_assist.content.models.base.key_of"),
        *("bht_assist.content.models.pack.re", "bht_assist.content.source.read_yaml"),
        "bht_assist.content.models.nowhere.Flow",
    ],
)
def test_nothing_but_entries_and_days_is_ever_found(named: str) -> None:
    module, _, name = named.rpartition(".")
    with pytest.raises((pickle.UnpicklingError, KeyError)):
        kept_entries._Entries(BytesIO()).find_class(module, name)


def test_an_entry_of_another_kind_is_not_taken_up(tmp_path: Path) -> None:
    before, again = KeptEntries(tmp_path / "core"), KeptEntries(tmp_path / "core")
    before.add("flows/outing.yaml", b"x", Option(id="a", say="A"))
    before.write()
    assert again.get("flows/outing.yaml", b"x") is None


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
    assert after["scenarios.pickle"] < before["scenarios.pickle"]


def test_a_file_with_a_mistake_is_never_kept_and_told_with_its_line(core: Path) -> None:
    (core / "pack.yaml").write_text(f"colour: blue\n{PACK}", "utf-8")
    for _ in range(2):
        assert load(places=False).problems[0].place.line == 1


def test_a_file_with_a_warning_is_never_kept_and_told_at_each_start(core: Path) -> None:
    write(core, {"flows/outing.yaml": changed(FLOW, "title: Plans", "title: Plans #1")})
    for _ in range(2):
        assert [each.code for each in load(places=False).problems] == ["lost-after-hash"]


def test_a_flow_that_a_facility_changes_is_not_kept_as_the_packs_own(
    core: Path, tmp_path: Path
) -> None:
    for path in kept(core):
        path.unlink()
    load(facility(tmp_path, "where:\n    client: And where to?\n"), places=False)
    assert "And where to?" not in str(load(places=False).flows["outing"])


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


OWN = "changes:\n  - {id: pantry, cost: One dollar}\n"


def test_a_facility_changes_a_resource_that_was_kept(core: Path, tmp_path: Path) -> None:
    write(core, {"resources/here.yaml": RESOURCES})
    ours = write(
        tmp_path / "ours",
        {"pack.yaml": changed(PACK, "outing", "ours"), "resources/own.yaml": OWN},
    )
    load(places=False)
    made, told = load(ours, places=False), load(ours)
    assert everything(made) == everything(told)
    pantry = made.resources["pantry"]
    assert (pantry.cost, pantry.hours) == ("One dollar", "Mon-Fri 9 to 5")


def test_changes_of_the_pack_itself_are_made_at_each_start(core: Path) -> None:
    write(core, {"resources/here.yaml": RESOURCES, "resources/own.yaml": OWN})
    for _ in range(2):
        assert load(places=False).resources["pantry"].cost == "One dollar"


def test_a_later_pack_may_make_a_list_empty_that_was_kept(core: Path, tmp_path: Path) -> None:
    write(core, {"directory.yaml": "small_words: [of]\nabbreviations: [ymca]\n"})
    blank = {"pack.yaml": changed(PACK, "outing", "ours"), "directory.yaml": "small_words: []\n"}
    load(places=False)
    keeping = load(write(tmp_path / "ours", blank), places=False).keeping
    assert (keeping.small_words, keeping.abbreviations) == ((), ("ymca",))


def test_a_paper_is_known_by_its_own_name_when_another_has_the_same_words(core: Path) -> None:
    shutil.copy(core / "documents" / "slip.md", core / "documents" / "ticket.md")
    for _ in range(2):
        assert {*load(places=False).documents} == {"slip", "ticket"}

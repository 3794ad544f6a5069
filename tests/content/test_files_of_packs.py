"""Which files of a pack are read, and where its letterhead lies."""

from pathlib import Path

import pytest

from bht_assist.content.library import load
from bht_assist.content.problems import Place

from .packs import PACK, alone, codes, found_in, small_pack, spot, write


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("flow/ours.yaml", "did you mean `flows/`?"),
        ("packs.yaml", "did you mean `pack.yaml`?"),
        ("flows/deep/ours.yaml", "did you mean `flows/`?"),
        ("lists/ours.yml", "did you mean `lists/`?"),
        ("documents/ours.yaml", "did you mean `documents/`?"),
        ("lists/ours.md", "did you mean `lists/`?"),
    ],
)
def test_a_file_that_is_not_read_is_told_of(tmp_path: Path, name: str, hint: str) -> None:
    (found,) = found_in(tmp_path, {name: "x: y\n"})
    assert (found.code, found.level) == ("not-read", "warning")
    assert found.place == Place((tmp_path / name).as_posix())
    assert found.hint == hint


@pytest.mark.parametrize(
    "name", ["README.md", "LICENSE.md", "notes.txt", ".git/config.yaml", "lists/.swp.yaml"]
)
def test_a_file_that_nobody_expects_to_be_read_is_no_problem(tmp_path: Path, name: str) -> None:
    assert found_in(tmp_path, {name: "x: [\n"}) == ()


def test_a_link_to_a_file_elsewhere_is_not_followed_and_told_of(tmp_path: Path) -> None:
    folder = small_pack(tmp_path / "pack", {})
    write(tmp_path, {"elsewhere.yaml": "list: snacks\ntitle: Snacks\nitems: [An apple]\n"})
    (folder / "lists").mkdir()
    (folder / "lists" / "snacks.yaml").symlink_to(tmp_path / "elsewhere.yaml")
    library = load(folder, core=False)
    assert not library.lists
    (found,) = library.problems
    assert (found.code, found.level) == ("not-read", "warning")
    assert "not a link" in found.hint


@pytest.mark.parametrize("inside", [".hidden", "a/.b/c"])
def test_a_pack_in_a_hidden_folder_is_a_pack(tmp_path: Path, inside: str) -> None:
    assert list(alone(tmp_path / inside, {}).flows) == ["outing"]


def test_a_pack_may_be_named_from_inside_one_of_its_folders(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = small_pack(tmp_path, {})
    monkeypatch.chdir(folder / "flows")
    assert [each.id for each in load(Path(".."), core=False).packs] == ["outing"]


def with_letterhead(folder: Path, name: str) -> Path:
    return write(folder, {"pack.yaml": f"{PACK}letterhead: {name}\n"})


def test_a_letterhead_lies_in_the_folder_of_its_pack(tmp_path: Path) -> None:
    folder = with_letterhead(tmp_path, "paper.docx")
    (folder / "paper.docx").write_bytes(b"x")
    assert load(folder, core=False).letterhead == folder / "paper.docx"


def test_a_letterhead_is_never_taken_from_outside_its_pack(tmp_path: Path) -> None:
    (tmp_path / "paper.docx").write_bytes(b"x")
    library = load(with_letterhead(tmp_path / "pack", "../paper.docx"), core=False)
    assert library.letterhead is None
    assert codes(library) == ["no-letterhead"]


def test_the_last_letterhead_is_used(tmp_path: Path) -> None:
    first, last = (
        with_letterhead(tmp_path / "a", "a.docx"),
        with_letterhead(tmp_path / "b", "b.docx"),
    )
    write(last, {"pack.yaml": "id: last\nversion: '1'\ntitle: Last\nletterhead: b.docx\n"})
    for file in (first / "a.docx", first / "b.docx", last / "b.docx"):
        file.write_bytes(b"x")
    assert load(first, last, core=False).letterhead == last / "b.docx"


def test_a_letterhead_that_is_not_there_is_told_of_and_an_earlier_one_is_used(
    tmp_path: Path,
) -> None:
    first = with_letterhead(tmp_path / "a", "paper.docx")
    (first / "paper.docx").write_bytes(b"x")
    text = "id: last\nversion: '1'\ntitle: Last\nletterhead: «gone.docx\n"
    last = write(tmp_path / "b", {"pack.yaml": text})
    library = load(first, last, core=False)
    assert library.letterhead == first / "paper.docx"
    (found,) = library.problems
    assert found.code == "no-letterhead"
    assert found.place == Place((last / "pack.yaml").as_posix(), *spot(text))

from pathlib import Path

import pytest

from bht_assist.content.library import load
from bht_assist.content.lint import library_problems
from bht_assist.content.starter import start_pack
from bht_assist.proofreading import proofread
from tests.core import core

from .packs import TODAY


def test_a_new_pack_checks_clean_beside_the_core(tmp_path: Path) -> None:
    library = load(start_pack(tmp_path, "westside"))
    assert [str(each) for each in proofread(library, TODAY) if "core/" not in str(each)] == []
    assert [pack.id for pack in library.packs] == ["core", "westside"]


def test_a_new_pack_has_room_for_whom_to_call(tmp_path: Path) -> None:
    facility = load(start_pack(tmp_path, "westside"), core=False).facility
    assert [contact.role for contact in facility.escalation] == [
        "Nurse on duty",
        "Clinician on call",
    ]
    assert {contact.phone for contact in facility.escalation} == {""}
    assert facility.settings["means_mode"] == "clinician_led"


@pytest.mark.parametrize("name", ["no", "0123", "a-b_c", "a" * 64])
def test_a_name_that_can_be_an_id_makes_a_pack(tmp_path: Path, name: str) -> None:
    library = load(start_pack(tmp_path, name), core=False)
    assert library.problems == ()
    assert [pack.id for pack in library.packs] == [name]


@pytest.mark.parametrize(
    "name", ["", "West", "my pack", "../up", "a/b", ".a", "-a", "a" * 65, "a\n"]
)
def test_a_name_that_can_not_be_an_id_is_refused_and_nothing_is_made(
    tmp_path: Path, name: str
) -> None:
    with pytest.raises(ValueError, match="lower-case letters"):
        start_pack(tmp_path, name)
    assert list(tmp_path.iterdir()) == []


def test_the_name_of_the_core_pack_is_taken(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="choose another name"):
        start_pack(tmp_path, "core")


def test_a_folder_that_is_there_is_left_alone(tmp_path: Path) -> None:
    (start_pack(tmp_path, "westside") / "pack.yaml").write_text("mine")
    with pytest.raises(FileExistsError):
        start_pack(tmp_path, "westside")
    assert (tmp_path / "westside" / "pack.yaml").read_text() == "mine"


def test_a_new_pack_shows_every_setting_there_is(tmp_path: Path) -> None:
    text = (start_pack(tmp_path, "westside") / "facility.yaml").read_text(encoding="utf-8")
    known = [each.id for pack in core().packs for each in pack.settings]
    assert [name for name in known if f"  {name}: " not in text and f"# {name}: " not in text] == []


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("means_mod: clinician_led", "unknown-setting"),
        ("means_mode: trained", "bad-setting"),
        ("keep_days: 0", "bad-setting"),
        ("lock_minutes: ten", "bad-setting"),
    ],
)
def test_a_setting_that_can_not_be_used_is_named_at_its_place(
    tmp_path: Path, written: str, code: str
) -> None:
    root = start_pack(tmp_path, "westside")
    (root / "facility.yaml").write_text(f"name: West\nsettings:\n  {written}\n", encoding="utf-8")
    found = [each for each in library_problems(load(root), TODAY) if each.code == code]
    assert [(each.place.file.rsplit("/", 1)[-1], each.place.line) for each in found] == [
        ("facility.yaml", 3)
    ]
    assert found[0].hint

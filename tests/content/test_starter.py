from pathlib import Path

import pytest

from bht_assist.content.library import load
from bht_assist.content.starter import start_pack
from bht_assist.proofreading import proofread

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

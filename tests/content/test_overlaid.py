"""How overlays of one pack change another."""

from pathlib import Path

import pytest

from bht_assist.content.library import Library, load
from bht_assist.content.problems import Place

from .packs import PACK, alone, codes, small_pack, spot, write


def overlaid_outing(folder: Path, overlay: str, *, overlays: bool = True) -> Library:
    files = {"pack.yaml": PACK.replace("outing", "ours"), "overlays/outing.yaml": overlay}
    packs = small_pack(folder / "a", {}), write(folder / "b", files)
    return load(*packs, core=False, overlays=overlays)


OVERLAY = "overlay: outing\nchange:\n  bring:\n    client: Our words.\n"


def test_an_overlay_changes_a_flow_of_another_pack(tmp_path: Path) -> None:
    library = overlaid_outing(tmp_path, OVERLAY)
    assert library.problems == ()
    assert library.flows["outing"].steps[2].client == "Our words."
    assert library.overlaid == {"outing"}
    assert library.home("flows", "outing") == "outing"


def test_overlays_can_be_left_out(tmp_path: Path) -> None:
    library = overlaid_outing(tmp_path, OVERLAY, overlays=False)
    assert library.flows["outing"].steps[2].client == "What will you bring?"
    assert library.problems == ()


def test_an_overlay_that_makes_a_flow_unfit_is_told_of_and_the_flow_stays_as_it_was(
    tmp_path: Path,
) -> None:
    overlay = "overlay: outing\nchange:\n  bring:\n    client: Our words.\n    max: «many\n"
    library = overlaid_outing(tmp_path, overlay)
    assert library.flows["outing"].steps[2].client == "What will you bring?"
    place = Place((tmp_path / "b/overlays/outing.yaml").as_posix(), *spot(overlay))
    assert [(each.code, each.place) for each in library.problems] == [("wrong-type", place)]


@pytest.mark.parametrize(
    ("overlay", "text", "hint"),
    [
        ("overlay: «outin\n", "there is no flow `outin`", "`outing`?"),
        ("«change: {}\n", "`overlay` is missing: which flow does this change?", "outing"),
        ("«- bring\n", "`overlay` is missing: which flow does this change?", "outing"),
    ],
)
def test_an_overlay_of_no_flow_is_told_of(
    tmp_path: Path, overlay: str, text: str, hint: str
) -> None:
    (found,) = overlaid_outing(tmp_path, overlay).problems
    assert (found.code, found.text) == ("unknown-flow", text)
    assert found.place[1:] == spot(overlay)
    assert hint in found.hint


def test_a_flow_that_is_no_mapping_takes_no_overlay(tmp_path: Path) -> None:
    changes = {"flows/odd.yaml": "- a\n", "overlays/outing.yaml": "overlay: outing\n"}
    assert codes(alone(tmp_path, changes)) == ["wrong-type"]

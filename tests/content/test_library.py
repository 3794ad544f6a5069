import gc
from datetime import date
from pathlib import Path

import pytest

from bht_assist.content.library import CORE, Library, load
from bht_assist.content.problems import Place
from bht_assist.proofreading import proofread
from tests.core import core as core_pack

from .packs import (
    FLOW,
    MARK,
    PACK,
    RESOURCES,
    SLIP,
    TODAY,
    alone,
    changed,
    codes,
    small_pack,
    spot,
    write,
)

LIST = "list: snacks\ntitle: Snacks\nitems: [An apple]\n"
CARD = "---\ncard: lost\ntitle: When somebody is lost\n---\nStay with them.\n"
LEXICON = "lexicon: vague\nrule: V1\nkind: whole\nsay: Which one?\n"
TRANSLATION = "language: es\ntexts: {}\n"


@pytest.fixture(scope="module")
def core() -> Library:
    return core_pack()


def test_the_core_pack_loads_without_a_problem(core: Library) -> None:
    assert core.problems == ()
    assert {"safety_plan", "group_session", "discharge"} <= core.flows.keys()


def test_the_core_pack_is_in_order_until_its_review_is_due(core: Library) -> None:
    due = core.packs[0].review_due
    assert due is not None
    assert {each.code for each in proofread(core, due)} <= {"check-due"}


def test_every_shelf_is_filled_from_its_folder(tmp_path: Path) -> None:
    library = alone(
        tmp_path,
        {
            "resources/here.yaml": f"{RESOURCES}ended:\n  - "
            "{id: gone, name: Gone, say: It ended., verified_on: 2026-11-20}\n",
            "lists/snacks.yaml": LIST,
            "cards/lost.md": CARD,
            "lexicons/vague.yaml": LEXICON,
            "translations/es.yaml": TRANSLATION,
            "synonyms.yaml": "synonyms:\n  - {say: [trip], means: outing}\n",
            "topics/one.yaml": "families: [body]\n",
            "facility.yaml": "name: Westside\nsettings: {means_mode: handoff_only}\n",
        },
    )
    assert library.problems == ()
    shelves = (library.resources, library.needs, library.ended, library.lists, library.cards)
    assert [list(shelf) for shelf in shelves] == [
        ["pantry"],
        ["food"],
        ["gone"],
        ["snacks"],
        ["lost"],
    ]
    assert list(library.lexicons) == ["vague"]
    assert list(library.families) == ["body"]
    assert list(library.scenarios) == ["Somebody goes", "Somebody stays"]
    assert library.documents["slip"].body.startswith("# My outing")
    assert [each.language for each in library.translations] == ["es"]
    assert [each.means for each in library.synonyms] == ["outing"]
    assert library.facility.settings == {"means_mode": "handoff_only"}


def test_a_paper_may_give_its_own_id(tmp_path: Path) -> None:
    text = changed(SLIP, "title:", "document: ticket\ntitle:")
    assert list(alone(tmp_path, {"documents/slip.md": text}).documents) == ["ticket"]


def test_what_nobody_wrote_is_empty(tmp_path: Path) -> None:
    library = load(write(tmp_path, {"pack.yaml": PACK}), core=False)
    assert library.problems == ()
    assert library.facility.name == ""
    assert not library.flows
    assert library.letterhead is None
    assert library.skip_reasons == ()


def test_the_last_pack_that_words_the_skip_reasons_is_heard(tmp_path: Path) -> None:
    words = "id: {0}\nversion: '1'\ntitle: {0}\nskip_reasons: [{{id: declined, say: {0}}}]\n"
    first = write(tmp_path / "a", {"pack.yaml": words.format("first")})
    last = write(tmp_path / "b", {"pack.yaml": words.format("last")})
    quiet = write(tmp_path / "c", {"pack.yaml": PACK})
    library = load(first, last, quiet, core=False)
    assert [each.say for each in library.skip_reasons] == ["last"]


def test_the_last_facility_is_the_place_where_we_are(tmp_path: Path) -> None:
    first = small_pack(tmp_path / "a", {"facility.yaml": "name: First\n"})
    last = {"pack.yaml": PACK.replace("outing", "last"), "facility.yaml": "name: Last\n"}
    library = load(first, write(tmp_path / "b", last), core=False)
    assert library.facility.name == "Last"


def test_flows_come_in_the_order_in_which_packs_offer_them(tmp_path: Path) -> None:
    trip = changed(FLOW, "flow: outing", "flow: trip")
    also = changed(FLOW, "flow: outing", "flow: also")
    changes = {"flows/trip.yaml": trip, "flows/also.yaml": also}
    library = alone(tmp_path, {**changes, "pack.yaml": PACK + "offers: [trip]\n"})
    assert list(library.flows) == ["trip", "also", "outing"]


# A broken pack of a facility.


def test_a_broken_facility_pack_never_stops_the_core(tmp_path: Path, core: Library) -> None:
    folder = write(
        tmp_path,
        {
            "pack.yaml": "id: [\n",
            "facility.yaml": "name: [Westside]\n",
            "flows/ours.yaml": "flow: Ours\n",
            "documents/ours.md": "no keys\n",
            "lists/coping.yaml": "list: coping\ntitle: x: y\n",
            "resources/ours.yaml": "resources: none\n",
            "overlays/safety_plan.yaml": "- nothing\n",
        },
    )
    (folder / "cards").mkdir()
    (folder / "cards" / "ours.md").write_bytes(b"\xff")
    library = load(folder)
    assert library.flows == core.flows
    assert library.lists == core.lists
    assert library.facility == core.facility
    files = {Path(each.place.file).relative_to(folder).as_posix() for each in library.problems}
    assert files == {
        *("pack.yaml", "facility.yaml", "flows/ours.yaml", "documents/ours.md", "cards/ours.md"),
        *("lists/coping.yaml", "resources/ours.yaml", "overlays/safety_plan.yaml"),
    }


def test_what_is_right_in_a_broken_pack_is_used(tmp_path: Path) -> None:
    library = alone(tmp_path, {"lists/snacks.yaml": LIST, "lists/drinks.yaml": "list: drinks\n"})
    assert list(library.lists) == ["snacks"]
    assert set(codes(library)) == {"missing-key"}


def test_problems_come_in_the_order_of_their_places(tmp_path: Path) -> None:
    changes = {"lists/b.yaml": "list: B\nitems: []\n", "lists/a.yaml": "b: c: d", "cards/c.md": ""}
    found = alone(tmp_path, changes).problems
    assert len(found) == 5
    assert list(found) == sorted(found, key=lambda each: each.place)


@pytest.mark.parametrize("name", ["nowhere", "a_file"])
def test_a_folder_that_is_no_pack_says_how_to_make_one(tmp_path: Path, name: str) -> None:
    (tmp_path / "a_file").write_text("x")
    library = load(tmp_path / name)
    assert library.flows
    (found,) = library.problems
    assert (found.code, found.place) == (
        "no-pack",
        Place((tmp_path / name / "pack.yaml").as_posix()),
    )
    assert "packs new" in found.hint


def test_a_file_that_can_not_be_opened_is_told_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = small_pack(tmp_path, {"lists/snacks.yaml": LIST, "lists/drinks.yaml": LIST})
    read_bytes = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == "drinks.yaml":
            raise PermissionError(13, "Permission denied")
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    library = load(folder, core=False)
    assert list(library.lists) == ["snacks"]
    (found,) = library.problems
    assert (found.code, Path(found.place.file).name) == ("not-opened", "drinks.yaml")
    assert "Permission denied" in found.text


# Entries with the same id.


@pytest.mark.parametrize(
    ("name", "text", "hint"),
    [
        ("flows/again.yaml", FLOW, "change it in overlays/outing.yaml"),
        ("lexicons/again.yaml", LEXICON, "give it another id"),
        ("resources/again.yaml", RESOURCES, "give it another id"),
        ("scenarios/again.yaml", "scenario: Somebody goes\nflow: outing\nanswers: {}\n", "another"),
    ],
)
def test_an_entry_with_an_id_that_is_taken_is_refused_and_the_first_stays(
    tmp_path: Path, name: str, text: str, hint: str
) -> None:
    first = {"lexicons/vague.yaml": LEXICON, "resources/here.yaml": RESOURCES}
    core_like = small_pack(tmp_path / "a", first)
    ours = write(tmp_path / "b", {"pack.yaml": PACK.replace("outing", "ours"), name: text})
    library = load(core_like, ours, core=False)
    assert set(codes(library)) == {"duplicate-id"}
    found = library.problems[0]
    assert found.place.file == (ours / name).as_posix()
    assert str(tmp_path / "a") in found.text
    assert hint in found.hint
    for (shelf, entry), tree in library.trees.items():
        assert tree.place.file.startswith(str(tmp_path / "a")) or shelf == "pack", entry


@pytest.mark.parametrize(
    ("name", "text", "shelf"),
    [
        ("documents/slip.md", changed(SLIP, "title: My outing", "title: Ours"), "documents"),
        ("cards/ours.md", changed(CARD, "title: When", "title: Ours when"), "cards"),
        ("lists/ours.yaml", changed(LIST, "title: Snacks", "title: Ours"), "lists"),
    ],
)
def test_a_facilitys_own_paper_card_or_list_takes_the_place_of_the_first(
    tmp_path: Path, name: str, text: str, shelf: str
) -> None:
    first = small_pack(tmp_path / "a", {"cards/lost.md": CARD, "lists/snacks.yaml": LIST})
    ours = write(tmp_path / "b", {"pack.yaml": PACK.replace("outing", "ours"), name: text})
    library = load(first, ours, core=False)
    assert library.problems == ()
    (entry,) = getattr(library, shelf).values()
    assert entry.title.startswith("Ours")
    ((key, _),) = getattr(library, shelf).items()
    assert library.place(shelf, key).file == (ours / name).as_posix()
    assert library.home(shelf, key) == "ours"


def test_an_entry_is_at_home_in_its_own_pack(core: Library, tmp_path: Path) -> None:
    both = load(small_pack(tmp_path, {}))
    assert core.home("flows", "safety_plan") == "core"
    assert both.home("flows", "outing") == "outing"
    assert both.home("flows", "safety_plan") == "core"
    assert both.home("flows", "nowhere") == ""


def test_what_was_never_written_has_the_place_of_its_shelf(core: Library) -> None:
    assert core.place("flows", "nowhere", "title") == Place("flows/nowhere")


def test_a_pack_that_is_named_twice_is_read_once(tmp_path: Path) -> None:
    folder = small_pack(tmp_path, {})
    library = load(folder, folder / "lists" / "..", folder, core=False)
    assert library.problems == ()
    assert len(library.packs) == 1


def test_the_core_pack_named_as_a_folder_is_still_one_pack(core: Library) -> None:
    again = load(CORE.parent / "core")
    assert again.problems == ()
    assert again.stamp == core.stamp


@pytest.mark.parametrize("running", [True, False])
def test_reading_leaves_the_garbage_collector_as_it_was(tmp_path: Path, *, running: bool) -> None:
    was = gc.isenabled()
    (gc.enable if running else gc.disable)()
    try:
        alone(tmp_path, {"lists/a.yaml": "list: ["})
        assert gc.isenabled() == running
    finally:
        (gc.enable if was else gc.disable)()


def test_the_stamp_names_packs_and_versions(tmp_path: Path, core: Library) -> None:
    assert core.stamp.startswith(f"core {core.packs[0].version} (")
    other = write(tmp_path / "b", {"pack.yaml": "id: more\nversion: '2'\ntitle: More\n"})
    stamp = load(small_pack(tmp_path / "a", {}), other, core=False).stamp
    assert stamp.startswith("outing 1 + more 2 (")


def test_the_stamp_changes_with_the_content_and_with_nothing_else(tmp_path: Path) -> None:
    here = alone(tmp_path / "a", {}).stamp
    assert alone(tmp_path / "b", {}).stamp == here
    other = alone(tmp_path / "c", {"flows/outing.yaml": changed(FLOW, "Where to?", "Where?")})
    assert other.stamp != here


def test_a_library_says_where_its_parts_were_written(tmp_path: Path) -> None:
    library = alone(tmp_path, {})
    marked = changed(FLOW, "client: Where to?", "client: «Where to?")
    place = library.place("flows", "outing", "sections", 0, "steps", 1, "client")
    assert place[1:] == spot(marked)
    assert MARK not in (tmp_path / "flows/outing.yaml").read_text(encoding="utf-8")


def test_proofreading_gives_the_same_list_each_time(tmp_path: Path) -> None:
    changes = {"pack.yaml": PACK + "translations: [es]\n", "lists/b.yaml": "list: B\n"}
    library = alone(tmp_path, changes)
    assert proofread(library, TODAY) == proofread(alone(tmp_path, changes), TODAY)
    found = proofread(library, date(2000, 1, 1))
    assert list(found) == sorted(found, key=lambda each: (each.place, each.code, each.text))

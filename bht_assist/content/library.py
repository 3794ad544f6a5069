"""Find packs, read them, lay overlays on them, and give the one Library that all else uses."""

from __future__ import annotations

import gc
import os
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from .amending import amended, kept
from .gathering import Gathering, is_overlaid, put_on_shelf, shelve
from .kept_entries import KeptEntries
from .marked import Marked, marked_text, place_at
from .models import (
    Adaptation,
    Asking,
    Calendar,
    Card,
    Document,
    Ended,
    Facility,
    Family,
    Finding,
    Flow,
    Keeping,
    Lexicon,
    Need,
    Option,
    Pack,
    Participation,
    Resource,
    Scenario,
    SuggestionList,
    Synonym,
    Topic,
    Translation,
    Weighed,
    Weights,
    Wording,
    one_calendar,
)
from .overlays import without_flow
from .pack_files import pack_files
from .problems import PackError, Place, Problem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

CORE = Path(__file__).parent / "packs" / "core"


@dataclass(frozen=True)
class Library:
    """Everything the packs hold, by id, ready to use."""

    packs: tuple[Pack, ...] = ()
    facility: Facility = field(default_factory=Facility)
    flows: Mapping[str, Flow] = field(default_factory=dict)
    documents: Mapping[str, Document] = field(default_factory=dict)
    topics: Mapping[str, Topic] = field(default_factory=dict)
    families: Mapping[str, Family] = field(default_factory=dict)
    agreements: Mapping[str, Option] = field(default_factory=dict)
    adaptations: Mapping[str, Adaptation] = field(default_factory=dict)
    participation: Mapping[str, Participation] = field(default_factory=dict)
    resources: Mapping[str, Resource] = field(default_factory=dict)
    needs: Mapping[str, Need] = field(default_factory=dict)
    ended: Mapping[str, Ended] = field(default_factory=dict)
    keeping: Keeping = field(default_factory=Keeping)
    calendar: Calendar = field(default_factory=Calendar)
    cards: Mapping[str, Card] = field(default_factory=dict)
    lists: Mapping[str, SuggestionList] = field(default_factory=dict)
    lexicons: Mapping[str, Lexicon] = field(default_factory=dict)
    scenarios: Mapping[str, Scenario] = field(default_factory=dict)
    translations: tuple[Translation, ...] = ()
    synonyms: tuple[Synonym, ...] = ()
    finding: tuple[Finding, ...] = ()
    asking: tuple[Asking, ...] = ()
    """How requests are understood, by each pack that says so."""
    wording: tuple[Wording, ...] = ()
    """What lexicons share; a later pack adds to an earlier one."""
    weights: Mapping[str, Weights] = field(default_factory=dict)
    letterhead: Path | None = None
    stamp: str = ""
    """Pack ids and versions with a short hash of every byte read: what a paper was made from."""
    overlaid: frozenset[str] = frozenset()
    """The flows that a facility has changed."""
    problems: tuple[Problem, ...] = ()
    trees: Mapping[tuple[str, str], Marked] = field(default_factory=dict)
    """Where each entry was written: (shelf, id) to its marked tree."""

    def with_more(self, more: Library, shelves: Iterable[str]) -> Library:
        """Give this library with shelves from another, which were left on the disk at first."""
        found = sorted({*self.problems, *more.problems}, key=lambda problem: problem.place)
        taken = {name: getattr(more, name) for name in shelves}
        return replace(self, problems=tuple(found), **taken)

    @property
    def weighed(self) -> Mapping[str, Weighed]:
        """How words are weighed together; the last pack that says so is heard."""
        return {key: how for each in self.wording for key, how in each.weighed.items()}

    @property
    def skip_reasons(self) -> tuple[Option, ...]:
        """The reasons for leaving a step open; the last pack that words them is heard."""
        return next((pack.skip_reasons for pack in reversed(self.packs) if pack.skip_reasons), ())

    @property
    def training_notice(self) -> str:
        """What stands on everything while people practice; the last pack that words it is heard."""
        worded = (pack.training_notice for pack in reversed(self.packs) if pack.training_notice)
        return next(worded, "")

    @property
    def left_out_notice(self) -> str:
        """What stands on a paper that leaves out danger; the last pack that words it is heard."""
        worded = (pack.left_out_notice for pack in reversed(self.packs) if pack.left_out_notice)
        return next(worded, "")

    def home(self, shelf: str, name: str) -> str:
        """Give the id of the pack that an entry came from."""
        root = self.place(shelf, name).file.rsplit("/", 2)[0]
        homes = {self.place("pack", pack.id).file.rsplit("/", 1)[0]: pack.id for pack in self.packs}
        return homes.get(root, "")

    def place(self, shelf: str, name: str, *path: str | int) -> Place:
        """Give the place in a pack of a part of an entry."""
        tree = self.trees.get((shelf, name))
        return place_at(tree, path) if tree is not None else Place(f"{shelf}/{name}")


def load(
    *folders: Path,
    core: bool = True,
    overlays: bool = True,
    without: Collection[str] = (),
    places: bool = True,
) -> Library:
    """Read the core pack and any others, in order; problems come with it, never as an error.

    Without `overlays`, flows are as their own packs have them; folders of a pack that are named
    in `without` are left on the disk, for whoever only looks around. Without `places` the library
    does not remember where its entries were written, comes sooner and takes a third of the memory;
    what is wrong in a pack is told with its place all the same.
    """
    roots: dict[str, Path] = {}
    for folder in ([CORE] if core else []) + list(folders):
        roots.setdefault(os.path.realpath(folder), folder)  # a pack named twice is one pack
    with _nothing_to_collect():
        left = {*without, *(() if overlays else ("overlays",))}
        known = None if places else _loaded(list(roots.values()), left, KeptEntries(CORE))
        if known and not known.problems:
            return known
        return _loaded(list(roots.values()), left, places=places)


@contextmanager
def _nothing_to_collect() -> Iterator[None]:
    """Hold the garbage collector: a pack makes ten thousands of objects, and all of them stay."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _loaded(
    roots: list[Path],
    without: Collection[str],
    kept: KeptEntries | None = None,
    *,
    places: bool = False,
) -> Library:
    """Shelve each file as it is read, so that one tree at a time is in memory."""
    gathering = Gathering(places, kept=kept)
    files = [each for root in roots for each in _files(root, gathering)]
    apart = [each for each in files if each[1].parent.name == "overlays"]
    opened = _opened(apart, without, gathering)
    overlays = [tree for each in opened if (tree := _tree(each, gathering)) is not None]
    for each in _opened((each for each in files if each not in apart), without, gathering):
        _shelve(each, overlays, gathering)
    gathering.problems += without_flow(overlays, gathering.shelves.get("flows", {}))
    gathering.problems += amended(gathering.shelves, gathering.trees)
    if kept:
        kept.write()
    return _library(gathering, roots)


def _files(root: Path, gathering: Gathering) -> Iterator[tuple[Path, Path]]:
    """Yield every file of a pack beside its root, in a fixed order."""
    if (root / "pack.yaml").is_file():
        for path in pack_files(root, partial(_shown, root=root), gathering.problems):
            yield root, path
    else:
        hint = "a pack is a folder that holds pack.yaml; make one with `bht-assist packs new NAME`"
        place = Place(str(root / "pack.yaml"))
        gathering.problems.append(Problem(place, "no-pack", "there is no pack here", hint))


class _Opened(NamedTuple):
    """A file of a pack."""

    root: Path
    name: str
    """Where it stands in the pack."""
    shown: str
    raw: bytes


def _opened(
    files: Iterable[tuple[Path, Path]], without: Collection[str], gathering: Gathering
) -> Iterator[_Opened]:
    """Open each file; say which can't be opened, and go on."""
    for root, path in files:
        shown = _shown(path, root)
        try:
            raw = path.read_bytes()
        except OSError as error:
            text = f"this file can't be opened: {error.strerror}"
            gathering.problems.append(Problem(Place(shown), "not-opened", text))
            continue
        gathering.digest.update(raw)
        if path.parent.name not in without:
            yield _Opened(root, path.relative_to(root).as_posix(), shown, raw)


def _tree(file: _Opened, gathering: Gathering) -> Marked | None:
    """Read a file; say what can't be read."""
    from .source import read  # noqa: PLC0415 - a start from what was kept reads nothing

    try:
        tree, problems = read(file.raw, file.shown)
    except PackError as error:
        gathering.problems += error.problems
        return None
    gathering.problems += problems
    return tree


def _shelve(file: _Opened, overlays: list[Marked], gathering: Gathering) -> None:
    """Shelve what was kept of a file, or else what is read, which is kept if nothing is wrong."""
    kept = gathering.kept if file.root == CORE else None
    known = kept.get(file.name, file.raw) if kept else None
    if known is not None and not is_overlaid(known, overlays):
        put_on_shelf(file.name, known, marked_text("", Place(file.shown)), gathering)
        return
    problems = len(gathering.problems)
    tree = _tree(file, gathering)
    made = shelve(file.name, tree, overlays, gathering) if tree is not None else None
    if kept and made is not None and len(gathering.problems) == problems:
        kept.add(file.name, file.raw, made)


def _shown(path: Path, root: Path) -> str:
    """Name core files by their place in the pack, a facility's by the path that was given."""
    return path.relative_to(root.parent).as_posix() if root == CORE else path.as_posix()


_BY_ID = (
    *("documents", "topics", "families", "agreements", "adaptations", "participation"),
    *("resources", "needs", "ended", "cards", "lists", "lexicons", "scenarios"),
    "weights",
)


def _library(gathering: Gathering, roots: list[Path]) -> Library:
    shelves = gathering.shelves
    packs = tuple(shelves.get("pack", {}).values())
    facilities = list(shelves.get("facility", {}).values())
    return Library(
        packs=packs,
        facility=facilities[-1] if facilities else Facility(),
        flows=_offered(packs, shelves.get("flows", {})),
        finding=tuple(shelves.get("finding", {}).values()),
        asking=tuple(shelves.get("asking", {}).values()),
        calendar=one_calendar(tuple(shelves.get("calendar", {}).values())),
        keeping=kept(shelves.get("directory", {}).values()),
        synonyms=tuple(
            row for file in shelves.get("synonyms", {}).values() for row in file.synonyms
        ),
        wording=tuple(shelves.get("wording", {}).values()),
        translations=tuple(shelves.get("translations", {}).values()),
        letterhead=_letterhead(packs, roots, gathering),
        stamp=_stamp(packs, gathering),
        overlaid=frozenset(gathering.overlaid),
        problems=tuple(sorted(gathering.problems, key=lambda problem: problem.place)),
        trees=gathering.trees if gathering.places else {},
        **{shelf: MappingProxyType(shelves.get(shelf, {})) for shelf in _BY_ID},
    )


def _offered(packs: tuple[Pack, ...], flows: Mapping[str, Flow]) -> Mapping[str, Flow]:
    """Put the flows in the order in which the packs offer them; the others follow."""
    offers = [name for pack in packs for name in pack.offers if name in flows]
    return MappingProxyType({name: flows[name] for name in dict.fromkeys([*offers, *flows])})


def _letterhead(packs: tuple[Pack, ...], roots: list[Path], gathering: Gathering) -> Path | None:
    """Give the last pack's letterhead; it must lie in a pack's own folder, so a path is cut."""
    found = None
    for pack in (each for each in packs if each.letterhead):
        name = Path(pack.letterhead).name
        here = next((root / name for root in reversed(roots) if (root / name).is_file()), None)
        if here is None:
            place = place_at(gathering.trees["pack", pack.id], ("letterhead",))
            text, hint = f"there is no file `{name}` in the pack", "put it beside pack.yaml"
            gathering.problems.append(Problem(place, "no-letterhead", text, hint))
        found = here or found
    return found


def _stamp(packs: tuple[Pack, ...], gathering: Gathering) -> str:
    names = " + ".join(f"{pack.id} {pack.version}" for pack in packs)
    return f"{names} ({gathering.digest.hexdigest()[:8]})"

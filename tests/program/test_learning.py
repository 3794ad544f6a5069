"""Words that found nothing: which are kept, where, and what they may mean."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from bht_assist.cli import main
from bht_assist.content.library import load
from bht_assist.content.starter import start_pack
from bht_assist.flows.ask import Listener, listener
from bht_assist.flows.ask.unfound import words_to_keep
from bht_assist.learning import (
    DAYS,
    FILE,
    MOST,
    Unfound,
    as_yaml,
    forget,
    learn,
    may_keep,
    read,
    suggestions,
)
from bht_assist.search.shelf import Shelf
from tests.core import core as core_pack

if TYPE_CHECKING:
    from pathlib import Path

TODAY = date(2026, 11, 25)
CANARIES = [
    "group with Quillon",
    "client named blorpy",
    "he said frobnicate to me",
    "my client hates snorvel",
    "quillon blorpsmith",
    "blorp 4471923",
    "blorp@example.org",
    "mr zibbel",
    "jessica zibbel",
    "dob march zibbel",
    "i want to die zibbel",
    "zibbel zibbel zibbel one two three four",
    "my sister zibbel hits me",
    "bed zibbel 14b",
    "x",
]
"""What must never be on the disk, in whole or in part."""


@cache
def core() -> Listener:
    library = core_pack()
    hears = listener(library, Shelf(library, TODAY))
    assert hears is not None
    return hears


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder where somebody chose to keep drafts."""
    data = tmp_path / "data"
    data.mkdir(mode=0o700)
    (data / "drafts.vault").touch()
    return data


def test_a_word_that_no_pack_knows_is_kept_alone_and_in_lower_case(folder: Path) -> None:
    learn(core(), "free zorbles", folder, TODAY)
    learn(core(), "ZORBLES near", folder, TODAY + timedelta(days=1))
    learn(core(), "annoblium resources", folder, TODAY + timedelta(days=1))
    assert (folder / FILE).read_text() == "annoblium 1 2026-11-26\nzorbles 2 2026-11-26\n"


def test_a_word_counts_once_a_day(folder: Path) -> None:
    for _ in range(5):
        learn(core(), "zorbles", folder, TODAY)
    assert read(folder / FILE, TODAY) == {"zorbles": Unfound(1, TODAY)}


def test_the_file_is_for_this_user_alone(folder: Path) -> None:
    learn(core(), "zorbles", folder, TODAY)
    assert (folder / FILE).stat().st_mode & 0o777 == 0o600
    assert [each.name for each in folder.iterdir() if each.suffix == ".new"] == []


@pytest.mark.parametrize("canary", CANARIES[:-2])
def test_what_may_say_who_somebody_is_or_what_they_said_is_not_kept(canary: str) -> None:
    assert words_to_keep(core(), canary) == frozenset()


def test_no_canary_is_on_the_disk_after_all_of_them(folder: Path) -> None:
    for canary in CANARIES:
        learn(core(), canary, folder, TODAY)
    learn(core(), "zorbles", folder, TODAY)
    held = " ".join(each.read_text() for each in folder.iterdir())
    words = {word for canary in CANARIES for word in re.findall(r"\w{5,}", canary.lower())}
    assert [word for word in words if word in held] == []
    assert "zorbles" in held


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_whatever_is_typed_only_single_words_of_letters_are_kept(text: str) -> None:
    assert all(word.isalpha() and word == word.lower() for word in words_to_keep(core(), text))


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(core().asking.private.names), st.sampled_from(["zorbles {}", "{} zorbles"]))
def test_a_request_with_a_first_name_leaves_nothing(name: str, around: str) -> None:
    assert words_to_keep(core(), around.format(name)) == frozenset()


def test_without_kept_drafts_nothing_is_kept(tmp_path: Path) -> None:
    learn(core(), "zorbles", tmp_path, TODAY)
    learn(core(), "zorbles", None, TODAY)
    assert list(tmp_path.iterdir()) == []


def test_a_facility_may_forbid_it(folder: Path) -> None:
    library = core().library
    never = library.facility.but(settings={"unfound_words": "never"})
    assert may_keep(library, folder)
    assert not may_keep(replace(library, facility=never), folder)


def test_old_words_go_and_so_do_the_oldest_of_too_many(folder: Path) -> None:
    old, recent = TODAY - timedelta(days=DAYS + 1), TODAY - timedelta(days=1)
    names = ("".join(chr(97 + int(digit)) for digit in f"{n:04}") for n in range(MOST))
    lines = [f"{name} 1 {recent}" for name in names]
    (folder / FILE).write_text("\n".join([*lines, f"oldword 9 {old}", "not a line", "x1 1 x"]))
    assert "oldword" not in read(folder / FILE, TODAY)
    learn(core(), "zorbles", folder, TODAY)
    kept = read(folder / FILE, TODAY)
    assert len(kept) == MOST
    assert "zorbles" in kept


def test_a_disk_that_takes_nothing_does_not_stop_a_search(folder: Path) -> None:
    (folder / FILE).mkdir()
    learn(core(), "zorbles", folder, TODAY)
    assert (folder / FILE).is_dir()


def test_a_word_like_one_that_is_known_is_proposed_as_a_synonym() -> None:
    kept = {"pantrey": Unfound(1, TODAY), "qqqqxxxx": Unfound(3, TODAY)}
    lines = list(as_yaml(suggestions(core().library, kept)))
    assert lines[0] == "synonyms:"
    assert lines[1].startswith('  - {say: ["pantrey"], means: "pantry"}')
    assert lines[2] == "# qqqqxxxx: nothing here is like it; what does it mean?"


def test_where_nothing_is_alike_there_is_nothing_to_paste() -> None:
    lines = list(as_yaml(suggestions(core().library, {"qqqqxxxx": Unfound(1, TODAY)})))
    assert [line[0] for line in lines] == ["#"]


def test_the_proposal_can_be_pasted_into_a_pack(tmp_path: Path) -> None:
    pack = start_pack(tmp_path, "westside")
    kept = {"pantrey": Unfound(1, TODAY)}
    words = "\n".join(as_yaml(suggestions(core().library, kept)))
    (pack / "synonyms.yaml").write_text(words)
    library = load(pack)
    assert library.problems == ()
    assert any("pantrey" in row.say for row in library.synonyms)


def test_words_are_forgotten_when_asked(folder: Path) -> None:
    learn(core(), "zorbles", folder, TODAY)
    assert forget(folder / FILE)
    assert not forget(folder / FILE)
    assert not (folder / FILE).exists()


def run(*args: str) -> str:
    done = CliRunner().invoke(main, args)
    assert done.exit_code == 0, done.output
    return done.output


def test_the_command_line_keeps_proposes_and_forgets(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BHT_ASSIST_DATA", str(folder))
    run("search", "pantreee")
    run("search", "qworblat")
    run("ask", "annoblium stuff")
    said = run("packs", "suggest")
    assert "qworblat" in said
    assert "annoblium" in said
    assert run("packs", "suggest", "--forget") == "The words are deleted.\n"
    assert run("packs", "suggest", "--forget") == "No words are kept.\n"
    assert run("packs", "suggest") == "# No words are kept that found nothing.\n"

"""The core pack is found by what staff type."""

import pytest

from bht_assist.search.shelf import Shelf
from tests.core import core as core_pack


@pytest.fixture(scope="module")
def core() -> Shelf:
    return Shelf(core_pack())


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("food stamps", "snap"),
        ("988", "988-lifeline"),
        ("narcan", "next-distro"),
        ("obama phone", "lifeline-phone"),
        ("suboxone", "mara"),
        ("halfway house", "oxford-house"),
        ("birth certificate", "ssa"),
        ("medical ride", "nemt"),
        ("domestc violence", "ndvh"),
        ("alcoholicos", "aa"),
        ("posion control", "poison-help"),
        ("vet crisis", "veterans-crisis-line"),
        ("non 12 step", "lifering"),
        ("warm line", "warmline-directory"),
        ("800-662", "samhsa-helpline"),
        ("aftercare plan", "discharge"),
    ],
)
def test_staff_words_find_it_among_the_first(core: Shelf, query: str, wanted: str) -> None:
    assert wanted in [hit.id for hit in core.everything(query, 5)]


@pytest.mark.parametrize("words", ["food", "job", "shelter", "ride", "dental", "legal help"])
def test_no_word_is_said_to_stand_for_itself(core: Shelf, words: str) -> None:
    told = [each.split(" = ") for hit in core.find(words).rows for each in hit.why]
    assert not [each for each in told if len(each) == 2 and each[0] == each[1]]

"""What every entry of a pack can do, whatever it is."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Mapping
from dataclasses import FrozenInstanceError, field
from datetime import date, time
from typing import Any

import pytest

from bht_assist.content.models import KINDS, Calendar, Minutes, Option, Phone, Verified
from bht_assist.content.models.base import Entry


class Bag(Entry):
    owner: str
    weight: float = 1
    packed: date | None = None
    at: time = time(9)
    things: tuple[Option, ...] = ()
    marks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


CAP = Option(id="cap", say="A cap")
FULL = Bag(owner="Ann", packed=date(2026, 11, 23), things=(CAP,), marks={"red": ("x",)})


def test_an_entry_is_what_it_is_given_and_else_what_is_usual() -> None:
    assert (FULL.owner, FULL.weight, FULL.at, FULL.things) == ("Ann", 1, time(9), (CAP,))


def test_an_entry_takes_no_other_keys() -> None:
    with pytest.raises(TypeError, match="Bag lacks or does not know colour"):
        Bag(owner="Ann", colour="red")  # type: ignore[call-arg]


def test_an_entry_lacks_nothing() -> None:
    with pytest.raises(TypeError, match="Bag lacks or does not know owner"):
        Bag()  # type: ignore[call-arg]


def test_an_entry_made_in_python_is_checked_for_what_it_says_of_itself() -> None:
    with pytest.raises(ValueError, match="rise"):
        Minutes(min=3, typical=2, max=4)


def test_an_entry_can_be_neither_changed_nor_emptied() -> None:
    with pytest.raises(FrozenInstanceError):
        FULL.owner = "Bea"  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del FULL.owner


def test_what_is_alike_is_equal_and_found_as_such() -> None:
    one, other = Option(id="cap", say="A cap"), Option(id="cap", say="The cap")
    assert one == CAP
    assert {one: 1}[CAP] == 1
    assert other != CAP
    assert Verified(when=date(2026, 11, 23)) != Phone(number="988")


def test_another_with_some_fields_changed_leaves_the_first_as_it_was() -> None:
    lent = FULL.but(owner="Bea")
    assert (lent.owner, lent.things, FULL.owner) == ("Bea", (CAP,), "Ann")
    with pytest.raises(TypeError):
        FULL.but(colour="red")


def test_the_fields_of_an_entry_come_in_their_order() -> None:
    assert Bag.field_names() == ("owner", "weight", "packed", "at", "things", "marks")


def test_a_kind_of_entry_has_the_fields_of_what_it_is_made_from_first() -> None:
    assert KINDS["text"].field_names()[-3:] == ("ask", "lines", "suggest")
    assert KINDS["text"].field_names()[0] == "id"


def test_an_entry_reads_as_it_is_made() -> None:
    assert repr(CAP) == "Option(id='cap', say='A cap')"


def test_a_plain_entry_is_as_json_has_it() -> None:
    assert FULL.plain() == {
        "owner": "Ann",
        "weight": 1,
        "packed": "2026-11-23",
        "at": "09:00:00",
        "things": [{"id": "cap", "say": "A cap"}],
        "marks": {"red": ["x"]},
    }


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        (Bag(owner="Ann"), {"owner": "Ann"}),
        (Bag(owner="Ann", weight=2, marks={}), {"owner": "Ann", "weight": 2}),
        (Calendar(), {}),
    ],
)
def test_a_plain_entry_may_leave_out_what_is_usual(entry: Entry, said: dict[str, Any]) -> None:
    assert entry.plain(defaults=False) == said


def test_a_plain_entry_may_go_without_some_of_its_fields() -> None:
    assert [*FULL.plain(without={"things", "marks", "at"})] == ["owner", "weight", "packed"]


def pickled(entry: Entry) -> Any:
    return pickle.loads(pickle.dumps(entry))  # noqa: S301 - it was made right here


@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy, pickled])
def test_a_copy_is_the_same(again: Any) -> None:
    for entry in (FULL, Bag(owner="Ann"), CAP, Calendar()):
        assert again(entry) == entry
        assert again(entry).plain() == entry.plain()
        assert hash(again(CAP)) == hash(CAP)


def test_what_is_usual_takes_no_room_where_an_entry_is_kept() -> None:
    assert Bag(owner="Ann").__getstate__().keys() <= {"owner", "marks"}

"""What was said and what undo changed, told in the words of people, never in ids."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bht_assist.flows.guide import Guide, guide_to
from bht_assist.flows.session import Answered, Cleared, Dismissed, Event, Skipped, frozen
from bht_assist.flows.view import view
from bht_assist.ui.telling import past, spoken, taken_back
from tests.core import core

from .person import TODAY

if TYPE_CHECKING:
    from collections.abc import Sequence

ANA, JO = {"name": "Ana", "phone": "602-555-0142"}, {"name": "Jo", "phone": "602-555-0163"}
LONG = "so many words " * 20


@pytest.fixture(scope="module")
def plan() -> Guide:
    return guide_to(core(), "safety_plan", TODAY)


def said(step: str, value: Any) -> Answered:
    return Answered(step, frozen(value))


def undone(plan: Guide, *events: Event) -> str:
    session = plan.start().add(*events)
    last = session.last_done
    assert last is not None
    return taken_back(view(plan, session), view(plan, session.undo()), last)


@pytest.mark.parametrize(
    ("events", "told"),
    [
        ([said("help_people", [ANA]), said("help_people", [ANA, JO])], "Jo · 602-555-0163"),
        ([said("coping", ["Walk"]), said("coping", ["Walk", "Walk"])], "Walk"),
        ([said("fits", ["teen"]), said("fits", ["teen", "veteran"])], "Served in the military"),
        ([said("review_date", "2026-12-01")], "2026-12-01"),
        ([said("story", "the worst night")], "The last hard time"),
        ([Skipped("coping", "declined")], "left open: "),
    ],
)
def test_undo_names_what_is_gone(plan: Guide, events: Sequence[Event], told: str) -> None:
    assert undone(plan, *events).startswith(f"Took back: {told}")


@pytest.mark.parametrize(
    "last", [said("coping", ["Walk"]), Cleared("coping")], ids=["an entry", "the answer"]
)
def test_undo_names_what_is_there_again(plan: Guide, last: Event) -> None:
    told = undone(plan, said("coping", ["Walk", "Sing"]), last)
    assert told in {"Put back: Sing", "Put back: Walk · Sing"}


def test_undo_of_setting_aside_names_that_and_not_the_answer(plan: Guide) -> None:
    aside = Dismissed("coping", "G02", "", "enough for now")
    assert undone(plan, said("coping", ["Walk"]), aside) == (
        "No longer set aside: Things I can do on my own"
    )


def test_long_words_are_cut_between_two_of_them_and_it_shows(plan: Guide) -> None:
    told = undone(plan, said("coping", [LONG]))
    assert told.endswith((" words ...", " many ...", " so ..."))
    assert len(told) < 150
    assert undone(plan, said("coping", ["x" * 200])) == f"Took back: {'x' * 120} ..."


def test_what_names_nothing_names_the_question(plan: Guide) -> None:
    noted = [{**ANA, "note": "late"}]
    told = undone(plan, said("help_people", [ANA]), said("help_people", noted))
    assert told == "Took back: People I can tell"


def test_rows_that_are_rated_are_told_in_their_words(plan: Guide) -> None:
    rated = said("likelihood", {"coping": 3, "help": 4})
    now = view(plan, plan.start().add(rated))
    words = "Do something on my own: 3 · Tell somebody: 4"
    assert spoken(now, now.step("likelihood")) == words
    assert any(words in line for line in past(now, None, 100))

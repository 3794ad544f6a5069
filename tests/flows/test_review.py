"""The review: one row a step, what was found, which paper waits for what."""

from bht_assist.flows.guide import Guide
from bht_assist.flows.review import report
from bht_assist.flows.session import Skipped

from .packs import seen
from .test_stops import STOPPED


def test_the_review_has_one_row_for_each_step(ride: Guide) -> None:
    made = report(seen(ride, Skipped("size", "deferred", "Dana"), who="Ana", rides=False))
    rows = {row["id"]: row for row in made["steps"]}
    assert [row["id"] for row in made["steps"]] == [each.id for each in ride.steps]
    assert rows["who"]["value"] == "Ana"
    assert rows["bus"]["status"] == "hidden"
    assert (rows["size"]["reason"], rows["size"]["to"]) == ("deferred", "Dana")
    assert "reason" not in rows["who"]


def test_the_review_says_what_was_refused_before_what_breaks_a_rule(ride: Guide) -> None:
    made = report(seen(ride, who="Ana", size=1), {"size": ("Not taken.",)})
    row = next(row for row in made["steps"] if row["id"] == "size")
    assert row["problems"] == ["Not taken.", "Ana: 1 is too few."]


def test_the_review_puts_coaching_among_the_hints_of_its_step(ride: Guide) -> None:
    made = report(seen(ride, rides=True, bus=["a b c d"]))
    row = next(row for row in made["steps"] if row["id"] == "bus")
    assert row["hints"] == ["Make it short."]
    assert made["level"] == "gap"


def test_the_review_shows_leftovers_as_plain_values(ride: Guide) -> None:
    assert report(seen(ride, gone=["x", {"a": 1}]))["leftovers"] == [
        {"step": "gone", "value": ["x", {"a": 1}]}
    ]


def test_the_review_names_what_blocks_each_paper(ride: Guide) -> None:
    made = report(seen(ride, who="Ana", **STOPPED))
    assert made["blocks"] == {"paper": ["S1"], "card": ["S1"]}
    assert made["level"] == "stop_now"

"""Stored answers of another shape than their step needs."""

import pytest

from bht_assist.flows.shapes import fits

from .steps import STEPS

MISFITS: list[tuple[str, object]] = [
    ("info", False),
    ("text", 5),
    ("items", "walk"),
    ("items", ("walk", 5)),
    ("choice", "gone"),
    ("choice", 5),
    ("own", 5),
    ("choices", "a"),
    ("choices", ("a", "gone")),
    ("yes_no", "yes"),
    ("scale", True),
    ("scale", 9),
    ("scale", {"sleep": 2}),
    ("rated", 2),
    ("rated", {"gone": 2}),
    ("rated", {"sleep": "2"}),
    ("rated", {"sleep": 9}),
    ("number", "7"),
    ("number", True),
    ("number", 41),
    ("number", (3, 4)),
    ("range", (3, 4, 5)),
    ("range", (4, 3)),
    ("range", (3, "4")),
    ("range", (3, 99)),
    ("date", 5),
    ("date", "soon"),
    ("date", "20261130"),
    ("time", 5),
    ("time", "25:00"),
    ("time", "9:00"),
    ("people", ("Ana",)),
    ("people", {"name": "Ana"}),
    ("records", {"items": ()}),
    ("headed", ()),
    ("headed", {"items": ("x",)}),
    ("headed", {"items": "x"}),
    ("resources", ("line-1",)),
    ("topic", 5),
    ("agenda", {"teach": "7"}),
    ("agenda", {"teach": -1}),
    ("agenda", 7),
    ("signature", "gone"),
]


@pytest.mark.parametrize(("kind", "value"), MISFITS)
def test_a_stored_answer_of_another_shape_does_not_fit(kind: str, value: object) -> None:
    assert not fits(STEPS[kind], value)


@pytest.mark.parametrize("kind", STEPS)
def test_nothing_at_all_does_not_fit(kind: str) -> None:
    assert not fits(STEPS[kind], None)

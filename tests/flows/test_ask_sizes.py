"""How many come to a group: whom a number counts, and whom it does not."""

from __future__ import annotations

from typing import Any

import pytest

from .test_ask import asked, values

SIZES = [
    ("stress, thirty minutes, seven of us", 7),
    ("two of us will lead stress, 45 min for 9", 9),
    ("6 girls and 4 boys, worry, 30 min", 10),
    ("6 to 8 girls and 4 boys, worry, 30 min", (6, 8)),
    ("12 kids and 2 of them are deaf, worry, 30 min", 12),
    ("12 kids and a guitar, worry, 30 min", 12),
    ("stretching, 2 in wheelchairs, 9 total, 30 min", 9),
    ("conflict for one 42-minute class period, 15 seventh graders", 15),
    ("enojo, del 0 al 10, 45 min y son 11", 11),
    ("sleep, class of 20, 35 min", 20),
    ("belly breathing for 8 yr olds, just 4 of them, fifteen min", 4),
    ("dishes and noise, 7 in grp, 35 minutes", 7),
    ("sleep on unit 3, 45 min, about a dozen", 12),
    ("a sleep group of 45 min", None),
    ("una clase de 45 minutos sobre el sueño", None),
]


@pytest.mark.parametrize(("say", "size"), SIZES)
def test_those_who_come_are_counted(say: str, size: Any) -> None:
    assert values(asked(say)).get("group_size") == size


@pytest.mark.parametrize(
    ("say", "minutes"),
    [
        ("getting thru the worst hour. 50 min / 9", 50),
        ("happy hour without a drink, leisure, 45 min", 45),
        ("a coping group, an hour 15 min", 75),
        ("16 pts, quarter of an hour tops, goals for today", 15),
        ("sleep 2 quarter hours", 30),
        ("they see him for four minutes, medicine visits, 45 min", 45),
        ("a sleep hour", 60),
    ],
)
def test_an_hour_that_nothing_counts_is_a_length_only_where_no_other_is(
    say: str, minutes: int
) -> None:
    assert values(asked(say))["minutes"] == minutes

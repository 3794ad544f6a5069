"""Timetables, read as weekly hours."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bht_assist.content.explain import valid
from bht_assist.content.models import Opening
from bht_assist.directory.hours import DAYS, clock, days, is_always, openings, read, said
from bht_assist.directory.told import ToldHours


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("09:00", "09:00"),
        ("9:00:00", "09:00"),
        ("9am", "09:00"),
        ("4:00 PM", "16:00"),
        ("12 a.m.", "00:00"),
        ("12pm", "12:00"),
        ("1830", "18:30"),
        ("noon", "12:00"),
        ("midnight", "24:00"),
        ("9", ""),
        ("9:0am", ""),
        ("6:300pm", ""),
        ("8:00m", ""),
        ("13pm", ""),
        ("25:00", ""),
        ("10:75", ""),
        ("Dismissal Bell", ""),
    ],
)
def test_a_time_is_read_where_it_is_sure(text: str, time: str) -> None:
    assert clock(text) == time


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Monday", "mon"),
        ("MO,TU,WE", "mon tue wed"),
        ("Mon-Fri", "mon tue wed thu fri"),
        ("Tuesdays and Thursdays", "tue thu"),
        ("Friday to Monday", "mon fri sat sun"),
        ("Sat, Sun", "sat sun"),
        ("daily", "mon tue wed thu fri sat sun"),
        ("1MO", ""),
        ("call", ""),
        ("", ""),
    ],
)
def test_days_are_read_in_any_writing(text: str, named: str) -> None:
    assert " ".join(days(text)) == named


def test_rows_with_the_same_times_are_one_opening() -> None:
    rows = [ToldHours(day, "9am", "5pm") for day in ("Fri", "Mon", "Tue")]
    rows.append(ToldHours("Sat", "10:00", "00:00"))
    assert openings(rows) == (
        [
            {"days": "mon-tue,fri", "from": "09:00", "to": "17:00"},
            {"days": "sat", "from": "10:00", "to": "24:00"},
        ],
        [],
    )


def test_what_cannot_be_read_stays_as_text() -> None:
    rows = [
        ToldHours("Mon", "Dismissal Bell", "4pm"),
        ToldHours(text="Second Tuesday of the month"),
        ToldHours("MO", "09:00", "10:00", weekly=False),
        ToldHours("Sun"),
    ]
    assert openings(rows) == (
        [],
        ["Mon Dismissal Bell 4pm", "Second Tuesday of the month", "MO 09:00 10:00"],
    )


def test_a_zone_that_is_known_is_kept() -> None:
    assert openings([ToldHours("Mon", "9am", "5pm", zone="PT")])[0][0]["zone"] == "PT"
    assert "zone" not in openings([ToldHours("Mon", "9am", "5pm", zone="3")])[0][0]


def test_hours_are_said_as_people_say_them() -> None:
    rows = [{"days": "mon-fri,sun", "from": "09:30", "to": "12:00", "zone": "ET"}]
    assert said([*rows, {"days": "sat", "from": "00:00", "to": "24:00"}]) == (
        "Mon-Fri, sun, 9:30 am to noon ET; Sat, midnight to midnight"
    )


def test_around_the_clock_is_told_apart() -> None:
    rows = [ToldHours(day, "00:00", "23:59") for day in DAYS]
    assert is_always(openings(rows)[0])
    assert not is_always(openings(rows[:3])[0])


@given(
    st.lists(
        st.builds(
            ToldHours,
            days=st.sampled_from(["Mon", "TU,WE", "daily", "Fri-Mon", "x", ""]),
            opens=st.sampled_from(["9am", "10:00", "", "x", "midnight"]),
            closes=st.sampled_from(["5pm", "00:00", "", "x"]),
            zone=st.sampled_from(["", "ET", "3"]),
        )
    )
)
def test_every_opening_is_one_that_a_pack_may_hold(rows: list[ToldHours]) -> None:
    for each in openings(rows)[0]:
        valid(Opening, each)


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("Mon-Fri, 9 am to 5 pm", [("mon-fri", "09:00", "17:00", None)]),
        ("Sat: noon to 4:30 pm", [("sat", "12:00", "16:30", None)]),
        (
            "Mon 9am-5pm; Sat 1pm-2pm et",
            [("mon", "09:00", "17:00", None), ("sat", "13:00", "14:00", "ET")],
        ),
        ("Daily 08:00-20:00 PT", [("mon-sun", "08:00", "20:00", "PT")]),
        ("Mon and Wed, 6 pm to midnight", [("mon,wed", "18:00", "24:00", None)]),
        ("24/7", [("mon-sun", "00:00", "24:00", None)]),
        ("24 hours a day, 7 days a week", [("mon-sun", "00:00", "24:00", None)]),
        ("Mon-Fri, 9 to 5", []),
        ("Second Tuesday 9 am to 5 pm", []),
        ("Mon-Fri 9am-5pm; call first", []),
        ("24/7 except holidays", []),
        ("", []),
    ],
)  # fmt: skip
def test_a_line_of_text_is_read_where_all_of_it_is_sure(
    text: str, hours: list[tuple[str, str, str, str | None]]
) -> None:
    made = [(each["days"], each["from"], each["to"], each.get("zone")) for each in read(text)]
    assert made == hours


@given(st.text("MonSatue-, 0123456789apm:;toET", max_size=30))
def test_hours_read_from_text_are_ones_that_a_pack_may_hold(text: str) -> None:
    for each in read(text):
        valid(Opening, each)


def test_hours_that_are_said_are_read_back() -> None:
    rows = [{"days": "mon-fri,sun", "from": "09:30", "to": "12:00", "zone": "ET"}]
    assert read(said(rows)) == rows

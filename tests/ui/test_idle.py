"""How long nobody has done anything."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from bht_assist.ui.idle import Idle, lock_after


@dataclass
class Clocks:
    boot: float = 100.0
    wall: float = 1_000_000.0

    def idle(self) -> Idle:
        return Idle(lambda: self.boot, lambda: self.wall)


def test_time_runs_on_while_the_computer_sleeps() -> None:
    clocks = Clocks()
    idle = clocks.idle()
    clocks.boot += 3600
    assert idle.seconds == 3600


def test_time_runs_on_where_only_the_wall_clock_saw_the_sleep() -> None:
    clocks = Clocks()
    idle = clocks.idle()
    clocks.wall += 3600
    assert idle.seconds == 3600


def test_a_clock_set_back_counts_as_forever() -> None:
    clocks = Clocks()
    idle = clocks.idle()
    clocks.boot, clocks.wall = clocks.boot + 1, clocks.wall - 60
    assert idle.seconds == float("inf")


def test_a_clock_that_is_put_right_by_a_little_does_not() -> None:
    clocks = Clocks()
    idle = clocks.idle()
    clocks.boot, clocks.wall = clocks.boot + 1, clocks.wall - 2
    assert idle.seconds == 1


def test_a_key_begins_anew() -> None:
    clocks = Clocks()
    idle = clocks.idle()
    clocks.boot += 500
    idle.touch()
    assert idle.seconds == 0


@pytest.mark.parametrize(
    ("said", "minutes"), [("", 5), ("8", 8), ("0", 1), ("90", 15), ("soon", 5)]
)
def test_a_facility_sets_the_lock_within_bounds(said: str, minutes: int) -> None:
    assert lock_after({"lock_minutes": said}) == minutes * 60

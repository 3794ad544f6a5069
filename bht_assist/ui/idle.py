"""How long nobody has done anything, by clocks that go on while the computer sleeps."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

COVER_AFTER = 120.0
"""Seconds until the screen covers itself."""

LOCK_MINUTES = 5, 1, 15
"""Minutes until kept drafts are locked: unless the facility says, at least, at most."""

BACKWARDS = 5.0
"""Seconds that the wall clock may be set back before that counts as an attack on the lock."""


def since_boot() -> float:
    """Give seconds that run on during sleep, where the system has such a clock."""
    clock = getattr(time, "CLOCK_BOOTTIME", None)
    return time.clock_gettime(clock) if clock is not None else time.monotonic()


@dataclass
class Idle:
    """The time since the last key, click or paste."""

    boot: Callable[[], float] = since_boot
    wall: Callable[[], float] = time.time
    _last: tuple[float, float] = field(init=False)

    def __post_init__(self) -> None:
        self.touch()

    def touch(self) -> None:
        self._last = self.boot(), self.wall()

    @property
    def seconds(self) -> float:
        """The longer of both clocks; forever when the wall clock was set back."""
        boot, wall = self.boot() - self._last[0], self.wall() - self._last[1]
        return float("inf") if wall < -BACKWARDS else max(boot, wall)


def lock_after(settings: Mapping[str, str]) -> float:
    """Give the seconds until the lock that a facility's `lock_minutes` asks for."""
    usual, least, most = LOCK_MINUTES
    said = settings.get("lock_minutes", "")
    return 60.0 * min(max(int(said), least), most) if said.isdecimal() else 60.0 * usual

"""How the program ends when it must: the terminal restored, and nothing said that was said."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
from contextlib import suppress
from pathlib import Path
from traceback import extract_tb
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

AT_MOST = 6.0
"""Seconds that a closed window is given to save and end; there is nothing left to restore."""


def stopped_by(error: BaseException | None) -> str:
    """Say what kind of fault it was and where; its text and its locals may hold client words."""
    trace = extract_tb(error.__traceback__) if error else None
    where = (
        f"{Path(trace[-1].filename).name}, line {trace[-1].lineno}" if trace else "an unknown place"
    )
    kind = type(error).__name__ if error else "Error"
    return f"BHT Assist stopped: {kind} in {where}. Nothing that was said is shown or kept."


def end_on_signals(leave: Callable[[], object]) -> None:
    """Leave in good order when the process is ended or its window closed."""
    loop = asyncio.get_running_loop()

    def hang_up() -> None:
        late = threading.Timer(AT_MOST, os._exit, (0,))
        late.daemon = True
        late.start()
        leave()

    with suppress(NotImplementedError, RuntimeError):  # Windows, or not the main thread
        loop.add_signal_handler(signal.SIGTERM, leave)
        loop.add_signal_handler(signal.SIGHUP, hang_up)

"""Start the screen. Textual is imported here and not before its switches are off."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NoReturn

from bht_assist.vault.hardening import harden

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bht_assist.content.library import Library

LOCKED = 75
"""The exit code that asks for a fresh process, with nothing of this one in its memory."""

ATTENDED = "BHT_ASSIST_ATTENDED"
"""Set for a process that another one starts again when it has locked."""


def run(load: Callable[..., Library], folder: Path, **how: Any) -> int:
    """Run the screen until staff leave; give the exit code, which may ask for a fresh process."""
    harden()
    gc.disable()  # until all that stays is loaded: Assistant.warm_up puts it on again
    from .app import Assistant  # noqa: PLC0415 - imports Textual
    from .ending import stopped_by  # noqa: PLC0415
    from .packed import How  # noqa: PLC0415

    app = Assistant(load, folder, How(**how))
    try:
        app.run()
    except Exception as error:  # its text and traceback may hold a client's words
        sys.stderr.write(f"{stopped_by(error)}\n")
        return 1
    return app.return_code or 0


def again() -> NoReturn:
    """Put a fresh process in the place of this one; keys typed meanwhile are dropped."""
    with suppress(ImportError, OSError):
        import termios  # noqa: PLC0415 - not on Windows

        termios.tcflush(sys.stdin, termios.TCIFLUSH)
    os.execv(sys.executable, _command())  # noqa: S606 - this program, as it was started


def attended() -> NoReturn:
    """Run the screen in a process of its own, and a fresh one after each lock.

    Where no process can take another's place, as on Windows; this one never holds a word.
    """
    around = {**os.environ, ATTENDED: "1"}
    while (code := subprocess.call(_command(), env=around)) == LOCKED:  # noqa: S603
        pass
    sys.exit(code)


def _command() -> list[str]:
    return [sys.executable, "-m", "bht_assist", *sys.argv[1:]]

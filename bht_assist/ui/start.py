"""Start the screen. Textual is imported here and not before its switches are off."""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bht_assist.content.library import Library


def scrub() -> None:
    """Take away the switches by which Textual writes keystrokes or screens to files."""
    for name in [each for each in os.environ if each.startswith("TEXTUAL")]:
        del os.environ[name]


def run(load: Callable[..., Library], folder: Path, *, ascii_only: bool = False) -> int:
    """Run the screen until staff leave; give the exit code."""
    scrub()
    gc.disable()  # until all that stays is loaded: Assistant.warm_up puts it on again
    from .app import Assistant  # noqa: PLC0415 - imports Textual
    from .ending import stopped_by  # noqa: PLC0415

    app = Assistant(load, folder, ascii_only=ascii_only)
    try:
        app.run()
    except Exception as error:  # its text and traceback may hold a client's words
        sys.stderr.write(f"{stopped_by(error)}\n")
        return 1
    return app.return_code or 0

"""Open a folder or a paper with the computer's own program for it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def opened(path: Path) -> bool:
    """Ask the desktop to show `path`; False where there is none to ask."""
    if sys.platform == "win32":
        os.startfile(path)  # noqa: S606 - a folder that staff chose, or a paper just made
        return True
    program = shutil.which("open" if sys.platform == "darwin" else "xdg-open")
    if program is None:
        return False
    nowhere = subprocess.DEVNULL
    subprocess.Popen(  # noqa: S603 - a path, as one argument
        [program, str(path.resolve())],
        stdin=nowhere,
        stdout=nowhere,
        stderr=nowhere,
        start_new_session=True,
    )
    return True

"""Open a folder in the computer's own file window."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def opened(folder: Path) -> bool:
    """Ask the desktop to show `folder`; False where there is none to ask."""
    if sys.platform == "win32":
        os.startfile(folder)  # noqa: S606 - a folder that staff chose
        return True
    program = shutil.which("open" if sys.platform == "darwin" else "xdg-open")
    if program is None:
        return False
    nowhere = subprocess.DEVNULL
    subprocess.Popen(  # noqa: S603 - a folder that staff chose, as one argument
        [program, str(folder.resolve())],
        stdin=nowhere,
        stdout=nowhere,
        stderr=nowhere,
        start_new_session=True,
    )
    return True

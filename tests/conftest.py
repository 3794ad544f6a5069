"""How the tests are spread over the machine."""

from __future__ import annotations

import os
import sys

# Hundreds of child processes start the program; without compiled modules each would compile it.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False


def pytest_xdist_auto_num_workers() -> int:
    """Give two workers to a core: tests of the screen spend half of their time waiting."""
    return 2 * (os.cpu_count() or 1)

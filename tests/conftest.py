"""How the tests are spread over the machine."""

from __future__ import annotations

import os


def pytest_xdist_auto_num_workers() -> int:
    """Give two workers to a core: tests of the screen spend half of their time waiting."""
    return 2 * (os.cpu_count() or 1)

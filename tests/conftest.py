"""How the tests are spread over the machine."""

from __future__ import annotations

import gc
import os
import sys

from hypothesis import settings

from tests import once

# Hundreds of child processes start the program; without compiled modules each would compile it.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False


def pytest_xdist_auto_num_workers() -> int:
    """Give three workers to two cores: tests of the screen wait, and each worker reads the core."""
    return 3 * (os.cpu_count() or 1) // 2 or 1


once.share()

# How long an example takes says more of the machine than of the program; bench/ measures speed.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


def pytest_collection_finish() -> None:
    """Spare the collector what stays, as modules, tests and the core pack do, and call it less."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)

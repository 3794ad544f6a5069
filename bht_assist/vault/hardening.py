"""Closing what a process leaves open: core dumps, other programs' eyes, and telling variables."""

from __future__ import annotations

import os
import sys
from contextlib import suppress

_PR_SET_DUMPABLE = 4


def harden() -> None:
    """Do what this system allows; call it before anything is typed. Harmless when repeated."""
    os.umask(0o077)
    forget_switches()
    no_core_dumps()
    close_memory()


def forget_switches() -> None:
    """Drop Textual's debugging variables: one of them writes every key to a file."""
    for name in [name for name in os.environ if name.startswith("TEXTUAL")]:
        del os.environ[name]


def no_core_dumps() -> None:
    """Let no crash write this process's memory to disk."""
    with suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - not on Windows

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def close_memory() -> None:
    """On Linux, keep other programs of the same user from reading this process's memory."""
    if sys.platform == "linux":
        with suppress(Exception):  # a libc without prctl is no reason not to start
            import ctypes  # noqa: PLC0415 - only where it is used

            ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)

"""A terminal to run the program in, as a person would: what it paints, and when."""

from __future__ import annotations

import fcntl
import os
import re
import select
import struct
import subprocess
import termios
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

_CONTROL = re.compile(
    rb"\x1b(\[[0-9;?<=>]*[ -/]*[@-~]|\][^\x07\x1b]*(\x07|\x1b\\)|P[^\x1b]*\x1b\\|.)"
)


class Terminal:
    """A process on a pseudo-terminal of its own."""

    def __init__(
        self,
        command: Sequence[str],
        folder: Path,
        *,
        size: tuple[int, int] = (80, 24),
        env: Mapping[str, str] | None = None,
    ) -> None:
        self.began = time.perf_counter()
        self.master, ours = os.openpty()
        fcntl.ioctl(ours, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        around = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", **(env or {})}
        self.process = subprocess.Popen(
            command,
            cwd=folder,
            env=around,
            preexec_fn=lambda: os.login_tty(ours),  # noqa: PLW1509 - one thread starts it
        )
        os.close(ours)
        self.raw = b""

    def read(self, wait: float) -> bytes:
        """Take what comes within `wait` seconds; nothing when nothing does or the end is there."""
        ready, _, _ = select.select([self.master], [], [], max(wait, 0))
        try:
            chunk = os.read(self.master, 1 << 20) if ready else b""
        except OSError:
            chunk = b""
        self.raw += chunk
        return chunk

    def type(self, keys: str) -> None:
        os.write(self.master, keys.encode())

    @property
    def mark(self) -> int:
        """How much has been painted so far."""
        return len(self.raw)

    def painted(self, since: int = 0) -> str:
        """Give the words painted since a mark, without colors and movements."""
        return _CONTROL.sub(b"", self.raw[since:]).decode("utf-8", "replace")

    def until(self, words: str, since: int = 0, wait: float = 10) -> float:
        """Read until these words are painted; give the seconds since the process began."""
        end = time.perf_counter() + wait
        while words not in self.painted(since):
            if time.perf_counter() > end or (not self.read(0.05) and self.ended):
                raise TimeoutError(
                    f"{words!r} never came; the last was {self.painted(since)[-800:]!r}"
                )
        return time.perf_counter() - self.began

    def settled(self, quiet: float = 0.05, wait: float = 5) -> float:
        """Read until nothing comes for `quiet` seconds; give when the last of it came."""
        last, end = time.perf_counter(), time.perf_counter() + wait
        while time.perf_counter() < end and self.read(quiet):
            last = time.perf_counter()
        return last

    @property
    def ended(self) -> bool:
        return self.process.poll() is not None

    def end(self, wait: float = 10) -> int:
        """Read to the end; give the exit code."""
        end = time.perf_counter() + wait
        while not self.ended and time.perf_counter() < end:
            self.read(0.05)
        while self.read(0.01):
            pass
        return self.process.wait(timeout=1)

    def close(self) -> None:
        """Close the window, and the process if it has not ended."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        os.close(self.master)

"""Lines in, lines out, and the few one-letter commands that work at every question."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MOVES = {"b": "back", "u": "undo", "r": "redo", "s": "skip", "m": "make", "q": "leave"} | {
    "!": "raise",
    "d": "set aside",
}
SHOWS = {"?": "why", "p": "page", "l": "list", "h": "help"}
HELP = (
    "At any question: words or numbers answer it, Enter alone goes on.\n"
    "  b back · u undo · r redo · s skip · ? why we ask · p the page so far · l list of steps\n"
    "  g5 go to step 5 · x take this answer out · x2 take out entry 2\n"
    "  m make the Word files · q leave · h this help\n"
    "  ! stop now and call somebody, for what you see or hear · d set a remark aside\n"
    "To answer with one of these letters, or with a number, put \\ in front: \\b"
)

_COMMAND = re.compile(r"(?:[" + "".join(MOVES) + "plh?]|g ?\\d{1,3}|x(?: ?\\d{1,3})?)")
_PLAIN_NUMBER = re.compile(r"[\d ,]+")


class InputEnded(Exception):
    """There are no more lines."""


class Words(str):
    """What was said with a backslash in front: words, never a command or a number."""

    __slots__ = ()


class Move(Exception):
    """Something else than an answer is asked for: `name`, with a number or words it is about."""

    def __init__(self, name: str, number: int = 0, words: str = "") -> None:
        super().__init__(name)
        self.name, self.number, self.words = name, number, words


@dataclass
class Talk:
    """One conversation on a terminal or a pipe."""

    lines: Iterator[str]
    show: Callable[[str], None]
    explain: Callable[[str], str] = lambda _what: ""
    """Gives the text for a command that only shows something."""
    listen: Callable[[str], None] = lambda _words: None
    """Is told words that answer nothing; raises a Move when the conversation has to stop."""

    last: str = ""
    """The line that was typed last."""

    def ask(self, prompt: str) -> str:
        """Give the next line that is an answer; show what is asked for on the way.

        Raises:
            Move: the line is a command to go somewhere else.
            InputEnded: there is no next line.
        """
        while True:
            self.show(prompt)
            line = next(self.lines, None)
            if line is None:
                raise InputEnded
            said = self.last = line.rstrip("\r\n")
            word = said.strip()
            if word in SHOWS:
                self.show(HELP if word == "h" else self.explain(SHOWS[word]))
            elif _COMMAND.fullmatch(word):
                raise _move(word)
            else:
                return unescaped(said)


def _move(word: str) -> Move:
    number = int(word[1:] or 0)
    return Move({"g": "go", "x": "take out"}.get(word[0]) or MOVES[word[0]], number)


def unescaped(said: str) -> str:
    """Take one backslash off words that would otherwise be a command or a number."""
    rest = said.strip().lstrip("\\")
    meant = _COMMAND.fullmatch(rest) or is_number(rest)
    return Words(said.strip()[1:]) if said.strip().startswith("\\") and meant else said


def is_number(said: str) -> bool:
    """Whether a line is nothing but numbers, as for picking."""
    return not isinstance(said, Words) and bool(_PLAIN_NUMBER.fullmatch(said.strip()))


def numbers(said: str, most: int) -> tuple[int, ...] | None:
    """Give the numbers of a line such as "1 3" when all are between 1 and `most`."""
    if not is_number(said):
        return None
    picked = tuple(int(each) for each in re.findall(r"\d{1,3}", said))
    return picked if picked and all(1 <= each <= most for each in picked) else None

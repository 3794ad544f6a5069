"""What says who somebody is: names, dates of birth, rooms and beds, numbers of records."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from .pieces import Piece
    from .vocabulary import Chunk

_LONG = 7
"""Digits that only a phone or a record has."""
_DATE = {"/", "-", "."}
_INITIALS = 5
"""Capitals up to here may be an abbreviation."""


def private(
    chunks: Sequence[Chunk], said: Sequence[Piece], known: Callable[[str], bool]
) -> set[int]:
    """Give the chunks to leave out."""
    found: set[int] = set()
    mixed = sum(piece.capital for piece in said) * 2 <= len(said)
    for at, chunk in enumerate(chunks):
        piece = said[chunk.at]
        if at in found:
            continue
        if chunk.has("name"):
            found |= {at, *_surname(chunks, said, at + 1)}
        elif chunk.has("names"):
            found |= set(_named(chunks, said, at + 1, known))
        elif chunk.has("birth"):
            found |= {at, *_numbers(chunks, at + 1)}
        elif chunk.has("code"):
            found |= set(_numbers(chunks, at + 1)) and {at, *_numbers(chunks, at + 1)}
        elif _is_date(chunks, at):
            found |= {at, at + 1, at + 2}
        elif len(piece.word) >= _LONG and piece.word.isdigit():
            found.add(at)
        elif mixed and _is_proper(chunk, said, known):
            found |= {at, *_surname(chunks, said, at + 1)}
    return found


def _surname(chunks: Sequence[Chunk], said: Sequence[Piece], at: int) -> Iterator[int]:
    """Yield what follows a first name as part of it."""
    if (
        at < len(chunks)
        and not chunks[at].known
        and said[chunks[at].at].capital
        and not chunks[at].opens
    ):
        yield at


def _named(
    chunks: Sequence[Chunk], said: Sequence[Piece], at: int, known: Callable[[str], bool]
) -> Iterator[int]:
    """Yield the name after "named"."""
    if at < len(chunks) and not chunks[at].opens and chunks[at].number is None:
        piece = said[chunks[at].at]
        if piece.capital or not (chunks[at].known or known(piece.word)):
            yield at
            yield from _surname(chunks, said, at + 1)


def _numbers(chunks: Sequence[Chunk], at: int) -> Iterator[int]:
    while at < len(chunks) and chunks[at].number is not None:
        yield at
        at += 1


def _is_date(chunks: Sequence[Chunk], at: int) -> bool:
    """Whether a date stands here, with its year."""
    three = chunks[at : at + 3]
    if len(three) < 3 or any(each.number is None for each in three):
        return False
    gaps = {three[1].gap, three[2].gap}
    return len(gaps) == 1 and gaps <= _DATE


def _is_proper(chunk: Chunk, said: Sequence[Piece], known: Callable[[str], bool]) -> bool:
    """Whether an unknown word has its capital because it is a name."""
    piece = said[chunk.at]
    typed = piece.end - piece.start
    if chunk.known or not piece.capital or chunk.at == 0 or typed < 3 or known(piece.word):
        return False
    return not (_ends_sentence(piece) or (typed <= _INITIALS and piece.shouted))


def _ends_sentence(piece: Piece) -> bool:
    return any(sign in piece.gap for sign in ".!?\n")

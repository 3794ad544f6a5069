"""From a screen to papers: with this computer's letterhead, its ledger and its notice."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from bht_assist.documents.word_sheet import Paper
    from bht_assist.flows.view import View

    from .desk import Desk


def printed(
    desk: Desk,
    now: View,
    documents: tuple[str, ...],
    size: int | None = None,
    paper: Paper | None = None,
) -> tuple[str, tuple[Path, ...]]:
    """Make papers in the desk's folder; say in a sentence how it went, and where they are."""
    from bht_assist import making  # noqa: PLC0415 - Word is slow to load
    from bht_assist.directory import ledger  # noqa: PLC0415

    lent, data = desk.library.letterhead, desk.how.data
    wish = making.Wish(
        desk.folder,
        documents,
        size,
        paper,
        lent.read_bytes() if lent else None,
        desk.how.training,
        data / ledger.FILE if data else None,
    )
    said, made = making.told(now, wish, now.guide.today)
    return said, tuple(each.path for each in made)

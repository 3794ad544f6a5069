"""What can go wrong with papers, for whoever tells of it without loading Word."""

from __future__ import annotations


class LetterheadError(Exception):
    """A letterhead that is not used; its message says why, and what to do."""

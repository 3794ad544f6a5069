"""A row of blanks as people say it: options in their words, yes and no."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .expressions import said

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from bht_assist.content.models import steps as kinds

    from .session import Value


def row_words(
    fields: Iterable[kinds.Field], row: Mapping[str, Value], words: Callable[[str], str]
) -> str:
    """Give one row in a line; `words` fills a text of the pack."""
    return " · ".join(
        _words_of(each, row[each.id], words)
        for each in {each.id: each for each in fields}.values()
        if row.get(each.id) not in (None, "")
    )


def option_words(blank: kinds.Field, value: object, words: Callable[[str], str]) -> str:
    """Give what one blank holds: an option as it reads."""
    return next((words(each.say) for each in blank.options if each.id == value), said(value))


def _words_of(blank: kinds.Field, value: object, words: Callable[[str], str]) -> str:
    named = option_words(blank, value, words)
    return f"{words(blank.say).rstrip('?:')}: {named}" if isinstance(value, bool) else named

"""What a request only tells of, and does not ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from bht_assist.content.models.asking import Planned

    from .amount import Amount
    from .vocabulary import Chunk

_COUNTED = {"a unit", "seconds"}


def is_told(
    length: Amount,
    plan: Planned,
    chunks: Sequence[Chunk],
    about: Collection[int],
    clause: Callable[[int], int],
) -> bool:
    """Whether a length that no group has is only told of: she caved in five minutes.

    `about` are the pieces that name somebody; `clause` gives the first piece of the clause of one.
    """
    if length.by not in _COUNTED or plan.can_last(length.value):
        return False
    here = clause(chunks[length.at].at)
    near = [each for each in chunks if clause(each.at) == here]
    told = {at for at in about if clause(at) == here}
    told -= {each.at for each in near if each.has("people")}
    return bool(told) and not any(each.has("group") for each in near)

"""What an unanswered or hidden question is worth: nothing, and it never raises."""

from __future__ import annotations

import jinja2


class Blank(jinja2.ChainableUndefined):
    """False, empty, equal to nothing but another blank; comparing or adding with it stays blank."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return other is None or isinstance(other, jinja2.Undefined)

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return 0

    def _false(self, _other: object) -> bool:
        return False

    def _blank(self, *_others: object) -> Blank:
        return self

    __lt__ = __le__ = __gt__ = __ge__ = _false  # type: ignore[assignment]
    __add__ = __radd__ = __sub__ = __rsub__ = __neg__ = _blank  # type: ignore[assignment]
    __getitem__ = _blank


BLANK = Blank(name="blank")


def is_blank(value: object) -> bool:
    return value is None or isinstance(value, jinja2.Undefined)

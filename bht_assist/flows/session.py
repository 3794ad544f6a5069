"""A conversation as it happened: an immutable log of events, and what undoing took back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, TypeAlias

Value: TypeAlias = Any
"""An answer: text, bool, int, None, a tuple of these, or an unchangeable mapping to them."""


@dataclass(frozen=True, slots=True)
class Answered:
    step: str
    value: Value


@dataclass(frozen=True, slots=True)
class Skipped:
    """Left open for a reason that is worth keeping; `to` names who will take it up."""

    step: str
    reason: str
    to: str = ""


@dataclass(frozen=True, slots=True)
class Cleared:
    step: str


@dataclass(frozen=True, slots=True)
class Moved:
    """Staff went to a step, or on past it; it changes no answer."""

    step: str
    past: bool = False


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """Somebody has been called about a stop; `step`, `rule` and `matched` say which one."""

    step: str
    rule: str
    matched: str
    name: str
    time: str


@dataclass(frozen=True, slots=True)
class Raised:
    """The conversation was stopped over what was seen or heard, whatever was answered.

    `step` is where, and `rule` what heard it; without one staff stopped it themselves.
    """

    step: str
    reason: str
    time: str
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Dismissed:
    """Staff set a finding aside; `step`, `rule` and `matched` say which one."""

    step: str
    rule: str
    matched: str
    reason: str


@dataclass(frozen=True, slots=True)
class Marked:
    """A key that was pressed while the plan of `step` ran: begin, next, late, back or end."""

    step: str
    what: str
    at: str
    """The day and time of day, as 2026-11-23 14:05:09."""


@dataclass(frozen=True, slots=True)
class Revised:
    """What becomes of an entry of an earlier plan: keep, move `to` another step, drop, or open."""

    step: str
    said: str
    fate: str
    reason: str = ""
    to: str = ""


Event: TypeAlias = (
    Answered | Skipped | Cleared | Moved | Acknowledged | Raised | Dismissed | Marked | Revised
)
Undoable = (Answered, Skipped, Cleared, Dismissed)
Lasting = (Raised, Acknowledged, Marked)
"""What happened between people; undo leaves it in the log."""

_KINDS: dict[str, type[Event]] = {
    "answer": Answered,
    "skip": Skipped,
    "clear": Cleared,
    "go": Moved,
    "acknowledge": Acknowledged,
    "raise": Raised,
    "dismiss": Dismissed,
    "mark": Marked,
    "revise": Revised,
}


@dataclass(frozen=True, slots=True)
class Session:
    """Everything that was said and done in one flow, in order."""

    flow: str
    stamp: str = ""
    """What the pack was when the conversation began."""
    events: tuple[Event, ...] = ()
    undone: tuple[tuple[Event, ...], ...] = field(default=())
    """What undo took back, last first out."""

    def add(self, *events: Event) -> Session:
        """Go on with `events`; what had been undone can't be redone after that."""
        undone = self.undone if all(isinstance(event, Moved) for event in events) else ()
        return replace(self, events=self.events + events, undone=undone)

    @property
    def can_undo(self) -> bool:
        return any(isinstance(event, Undoable) for event in self.events)

    def undo(self) -> Session:
        """Take back the last answer, skip, clear or dismissal, with what followed it.

        Stops that were raised, calls that were made and what was run stay.
        """
        for index in range(len(self.events) - 1, -1, -1):
            if isinstance(self.events[index], Undoable):
                taken = self.events[index:]
                left = self.events[:index] + _lasting(taken)
                return replace(self, events=left, undone=(*self.undone, taken))
        return self

    def redo(self) -> Session:
        """Put back what the last undo took, in its order."""
        if not self.undone:
            return self
        taken = self.undone[-1]
        left = list(reversed(self.events))
        for event in reversed(_lasting(taken)):
            left.remove(event)
        return replace(self, events=(*reversed(left), *taken), undone=self.undone[:-1])

    @property
    def last_done(self) -> Event | None:
        """The event that undo would take back."""
        return next((event for event in reversed(self.events) if isinstance(event, Undoable)), None)


def _lasting(events: tuple[Event, ...]) -> tuple[Event, ...]:
    return tuple(event for event in events if isinstance(event, Lasting))


def frozen(value: Any) -> Value:
    """Give the same value so that nothing can change it: lists as tuples, maps read-only."""
    if value is None or isinstance(value, str | int | MappingProxyType):
        return value
    if isinstance(value, Mapping):
        return MappingProxyType({str(key): frozen(each) for key, each in value.items()})
    if isinstance(value, list | tuple):
        return tuple(frozen(each) for each in value)
    return value


def thawed(value: Value) -> Any:
    """Give a value as plain lists and dicts, for JSON."""
    if isinstance(value, Mapping):
        return {key: thawed(each) for key, each in value.items()}
    return [thawed(each) for each in value] if isinstance(value, list | tuple) else value


def saved(session: Session) -> dict[str, Any]:
    """Give the session's saved form: plain values only."""
    names = {kind: name for name, kind in _KINDS.items()}
    events = [
        {
            "kind": names[type(event)],
            **{key: thawed(getattr(event, key)) for key in event.__slots__},
        }
        for event in session.events
    ]
    return {"flow": session.flow, "stamp": session.stamp, "events": events}


def restored(form: Mapping[str, Any]) -> Session:
    """Make a session from its saved form.

    Raises:
        ValueError: when this is not a saved session.
    """
    try:
        events = tuple(_event(dict(row)) for row in form["events"])
        return Session(str(form["flow"]), str(form.get("stamp", "")), events)
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise ValueError(f"this is not a saved conversation: {type(error).__name__}") from None


def _event(row: dict[str, Any]) -> Event:
    kind = _KINDS[row.pop("kind")]
    if wrong := [key for key in row.keys() - {"value", "past"} if not isinstance(row[key], str)]:
        raise TypeError(wrong)
    return kind(**{key: frozen(value) for key, value in row.items()})

"""What a request was understood to be."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from ..session import Answered

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..session import Value

Kind: TypeAlias = Literal[
    "plan",
    "start",
    "search",
    "card",
    "move",
    "urgent",
    "redirect",
    "clarify",
    "infeasible",
]
Span: TypeAlias = tuple[int, int]
"""The first letter in the text, and the one after the last."""

HELD_BACK: frozenset[str] = frozenset({"urgent", "redirect", "infeasible"})
"""Kinds of request that start nothing by themselves."""


@dataclass(frozen=True, slots=True)
class Filled:
    """The answer to a step, the words that it came from, and the rule that read them."""

    step: str
    value: Value
    span: Span
    by: str


@dataclass(frozen=True, slots=True)
class Understanding:
    """A request, read; every span lies in its text."""

    kind: Kind
    flow: str = ""
    answers: tuple[Filled, ...] = ()
    topics: tuple[str, ...] = ()
    """Best first; those after the first are alternatives."""
    excluded_topics: tuple[str, ...] = ()
    must_ask: tuple[str, ...] = ()
    constraints: tuple[str, ...] = ()
    """What to plan around, also where no step holds it: series:3, language:es."""
    flags: tuple[str, ...] = ()
    not_understood: tuple[Span, ...] = ()
    dropped: tuple[Span, ...] = ()
    """What says who somebody is: never to be shown or kept."""
    assumptions: Mapping[str, Value] = field(default_factory=dict)
    """What holds where nothing was said: the defaults of steps."""
    say: str = ""
    rule: str = ""
    """Why it is held back."""
    card: str = ""
    step: str = ""
    """Where to go in the conversation that is open."""
    query: str = ""
    """What to look up."""

    @property
    def events(self) -> tuple[Answered, ...]:
        """The answers, for a session of the flow."""
        return tuple(Answered(each.step, each.value) for each in self.answers)

    def to_json(self, text: str) -> dict[str, Any]:
        """Give it as docs/cli.md says; what was dropped is never in it."""
        return {
            "kind": self.kind,
            "flow": self.flow,
            "answers": {
                each.step: {"value": each.value, "span": list(each.span), "by": each.by}
                for each in self.answers
            },
            "topics": list(self.topics),
            "excluded_topics": list(self.excluded_topics),
            "must_ask": list(self.must_ask),
            "constraints": list(self.constraints),
            "flags": list(self.flags),
            "not_understood": [text[start:end] for start, end in self.not_understood],
            "dropped": [list(span) for span in self.dropped],
            "assumptions": dict(self.assumptions),
            "card": self.card,
            "step": self.step,
            "query": self.query,
            "say": self.say,
            "rule": self.rule,
        }

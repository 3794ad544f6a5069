"""What was understood, as one short text for each piece."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..days import short_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bht_assist.content.library import Library
    from bht_assist.content.models import Step

    from .understanding import Understanding


def chips(library: Library, found: Understanding, text: str) -> Iterator[str]:
    """Yield "topic: anger", "45 minutes", then what is left out, and what was not understood."""
    steps = {step.id: step for step in library.flows[found.flow].steps} if found.flow else {}
    for each in found.answers:
        yield _said(library, steps[each.step], each.value)
    for topic in found.excluded_topics:
        yield f"left out: {library.topics[topic].title}"
    for start, end in found.not_understood:
        yield f"not understood: “{text[start:end]}”"


def _said(library: Library, step: Step, value: Any) -> str:
    if step.ask == "topic":
        return f"topic: {library.topics[value].title}"
    if step.ask == "number":
        numbers = "–".join(map(str, value)) if isinstance(value, tuple) else str(value)
        return f"{numbers} {step.unit}".rstrip()
    if step.ask == "date":
        value = short_date(value)
    options = {option.id: option.say for option in getattr(step, "options", ())}
    chosen = value if isinstance(value, tuple) else (value,)
    names = [str(options.get(each, each)) for each in chosen]
    return f"{step.title[:1].lower()}{step.title[1:]}: {', '.join(names)}"

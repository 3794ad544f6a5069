"""A flow as a page to proofread: every word that staff and clients will meet, in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .models import Check, Flow, Step


def proof_page(flow: Flow) -> str:
    """Give the whole flow as plain text."""
    return "\n".join(_lines(flow))


def _lines(flow: Flow) -> Iterator[str]:
    yield f"{flow.title} ({flow.flow}), about {flow.minutes} minutes"
    yield flow.about
    number = 0
    for section in flow.sections:
        yield f"\n== {section.title} =="
        if section.about:
            yield section.about
        for step in section.steps:
            number += 1
            yield from _step(number, step)
    if button := flow.by_hand:
        yield f"\n== {button.title} =="
        yield from (button.remind, button.ask, button.say)
    if again := flow.revision:
        yield "\n== An earlier plan, looked at again =="
        yield from (again.say, again.then)
        yield from (f"    moved: {each}" for each in again.move)
        yield from (f"    taken off: {each}" for each in again.drop)
    for link in flow.links:
        taken = ", ".join(f"{step} from {name}" for step, name in link.takes.items())
        yield f"\n== Taken over from {link.flow} ==\n{link.say}: {taken}"
    yield "\n== Checks over the whole plan =="
    for check in flow.checks:
        yield f"{check.id} [{check.level}] {check.say}"
        if check.probe:
            yield f"    ? {check.probe}"
        yield f"    when: {_trigger(check)}"


def _trigger(check: Check) -> str:
    heard = f"{check.heard} is heard in {', '.join(check.steps)}" if check.heard else ""
    return check.each or check.compare or " and ".join(filter(None, (check.when, heard)))


def _step(number: int, step: Step) -> Iterator[str]:
    marks = [mark for mark in ("optional", "private", "locked") if getattr(step, mark)]
    yield f"\n{number}. {step.title or step.id} [{', '.join((step.ask, *marks))}]"
    for key in ("when", "staff", "client", "why", "example", "low_words", "high_words", "unit"):
        if words := getattr(step, key, ""):
            yield f"    {key}: {words}"
    for option in getattr(step, "options", ()):
        yield f"    ( ) {option.say}"
    for blank in (*getattr(step, "head", ()), *getattr(step, "fields", ())):
        yield f"    ___ {' / '.join((blank.say, *(option.say for option in blank.options)))}"
    for row in getattr(step, "rows", ()):
        yield f"    1-2-3 {row.say}"
    for probe in step.probes:
        yield f"    ? {probe}"
    for told in (*(rule.say for rule in step.rules), *(hint.say for hint in step.hints)):
        yield f"    ! {told}"
    yield from _session(step)


def _session(step: Step) -> Iterator[str]:
    """Yield what an agenda says: its parts, and why some are cut short."""
    for part in (*getattr(step, "segments", ()), *getattr(step, "short_segments", ())):
        yield f"    - {': '.join(filter(None, (part.title, part.say, part.how)))}"
    for limit in getattr(step, "limits", ()):
        yield f"    ! {limit.why}"
    for each in getattr(step, "otherwise", ()):
        yield f"    ? {': '.join(filter(None, (each.say, each.do)))}"

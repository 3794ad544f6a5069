"""The lists and pages that screens show over themselves, made from what there is to choose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .commands import PLACES, commands, shown, spelled
from .picklist import Row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from bht_assist.flows.guide import Guide
    from bht_assist.flows.view import StepView, View

    from .commands import Command

MARKS = {"todo": "·", "done": "✓", "skipped": "–"}


def step_rows(now: View) -> tuple[Row, ...]:
    """Give every question, with how far it is."""
    return tuple(
        Row(each.step.id, f"{MARKS[each.status]} {n} {now.label(each.step)}")
        for n, each in enumerate(now.visible, 1)
    )


def reason_rows(guide: Guide) -> tuple[Row, ...]:
    """Give the honest reasons for leaving a question open."""
    return tuple(Row(each.id, each.say) for each in guide.skip_reasons)


def _at_work(where: str, works: Callable[[str], bool]) -> Iterable[Command]:
    """Give the commands of a screen that do something there now."""
    listed = {each.action: each for each in commands(where)}
    return (each for each in listed.values() if works(each.action))


def menu_rows(where: str, works: Callable[[str], bool]) -> tuple[Row, ...]:
    """Give every command that works on a screen."""
    return tuple(
        Row(each.action, f"{each.label}: {each.help} ({shown(each.keys.split(',')[0])})")
        for each in _at_work(where, works)
    )


def help_words(where: str, works: Callable[[str], bool]) -> str:
    """Say what a screen is for, and its keys."""
    lines = [
        f"{', '.join(spelled(key) for key in each.keys.split(',')):16} {each.help}"
        for each in _at_work(where, works)
    ]
    more = "If the terminal looks odd after the window was closed, type: reset"
    return "\n".join([PLACES.get(where, ""), "", *lines, "", more])


def why_words(now: View, here: StepView, coaching: list[str]) -> str:
    """Say all there is to say about a question: the words, the reason, an example, what to ask."""
    return "\n\n".join(filter(None, _why_parts(now, here, coaching)))


def _why_parts(now: View, here: StepView, coaching: list[str]) -> Iterator[str]:
    step, words = here.step, now.words
    yield f"You: {words(step.staff)}" if step.staff else ""
    yield f"Client: {words(step.client)}" if step.client else ""
    yield f"Why: {words(step.why)}" if step.why else ""
    yield f"For example: {step.example}" if step.example else ""
    probes = [f"· {words(each)}" for each in step.probes]
    yield "\n".join(["When they are stuck:", *probes]) if probes else ""
    yield "\n".join([*here.hints, *coaching])

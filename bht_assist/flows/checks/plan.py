"""Checks over the whole plan: conditions, blanks, entries held against each other, words heard."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from operator import is_not
from typing import TYPE_CHECKING, Any

from bht_assist.content.models import steps as kinds

from ..expressions import compiled_text
from ..guide import label
from .across import COMPARED, Plan, Shared, Texts
from .findings import PRESSING, Finding, spoken

if TYPE_CHECKING:
    from jinja2.runtime import Context

    from bht_assist.content.models import Check

    from ..guide import Guide
    from ..session import Value
    from ..view import StepView


def plan_findings(
    guide: Guide, walked: tuple[StepView, ...], scope: Mapping[str, Any], context: Context
) -> Iterator[Finding]:
    """Give what the checks of a flow find."""
    values = {each.step.id: each.value for each in walked if each.status == "done"}
    for check, condition in guide.checks:
        if condition is not None and not condition(context):
            continue
        if check.each:
            yield from (
                _finding(guide, check, {**scope, "step": label(each.step, scope)}, each.step.id)
                for each in walked
                if _EACH[check.each](each)
            )
        elif check.compare or check.heard:
            for found in _entries(guide, check, values):
                yield _finding(guide, check, scope, found.step, found.item, found.matched)
        else:
            yield _finding(guide, check, scope)


def _entries(guide: Guide, check: Check, values: Mapping[str, Value]) -> tuple[Shared, ...]:
    """Give the entries that a check finds; answers that have not changed are not compared again."""
    looked_at = tuple(values.get(step) for step in (*check.steps, *check.against))
    seen = guide.compared.get(check.id)
    if seen is None or any(map(is_not, seen[0], looked_at)):
        said = {
            step: spoken(guide.by_id[step], values[step])
            for step in (*check.steps, *check.against)
            if step in values
        }
        seen = looked_at, tuple(_found(guide, check, said))
        guide.compared[check.id] = seen
    return seen[1]


def _found(guide: Guide, check: Check, said: Texts) -> Iterator[Shared]:
    if check.compare:
        plan = Plan(said, guide.unless_of(check), guide.facility_numbers)
        yield from COMPARED[check.compare](check, plan)
    elif not (check.unheard and any(_heard(guide, check.unheard, check.against, said))):
        yield from _heard(guide, check.heard, check.steps, said)


def _heard(guide: Guide, lexicon: str, steps: Iterable[str], said: Texts) -> Iterator[Shared]:
    for step in steps:
        for match in guide.checker(lexicon).matches(said.get(step, ()), step):
            yield Shared(step, match.item, match.matched)


def _finding(  # noqa: PLR0913, PLR0917 - what a finding is made of
    guide: Guide,
    check: Check,
    scope: Mapping[str, Any],
    step: str = "",
    item: int | None = None,
    matched: str = "",
) -> Finding:
    stops = check.level == "stop"
    return Finding(
        rule=check.id,
        level="gap" if stops else check.level,
        say=compiled_text(check.say)(scope),
        step=step or check.fix,
        item=item,
        matched=matched,
        probe=check.probe,
        fix=check.fix or step,
        card=check.card,
        blocks=guide.flow.documents if stops else check.blocks,
        stands=check.stands,
        clinician=check.clinician or check.level in PRESSING,
    )


def _is_blank(each: StepView) -> bool:
    return (
        each.status == "todo" and not each.step.optional and not isinstance(each.step, kinds.Info)
    )


def _is_below_target(each: StepView) -> bool:
    return (
        each.status == "done"
        and isinstance(each.step, kinds.Counted)
        and count(each.value) < each.step.target
    )


def count(value: Value) -> int:
    """Count the things in an answer."""
    return len(value.get("items", ()) if isinstance(value, Mapping) else value)


_EACH = {"blank": _is_blank, "below_target": _is_below_target}

"""The one function from a flow and a session to what is shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, MutableMapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from bht_assist.content.models import Section, Step, StepBase
from bht_assist.content.models import steps as kinds

from .agenda import TooLong, TooShort
from .blank import BLANK
from .checks.findings import Finding, spoken, word_findings
from .computed import agenda_of, scoped, with_always
from .expressions import context_over
from .guide import Guide, compiled, compiled_text
from .session import Acknowledged, Answered, Cleared, Event, Moved, Session, Skipped, Value, frozen
from .shapes import fits

if TYPE_CHECKING:
    from jinja2.runtime import Context

Status: TypeAlias = Literal["todo", "done", "skipped", "hidden"]


@dataclass(frozen=True, slots=True)
class StepView:
    """How one step stands."""

    step: Step
    section: Section
    status: Status
    value: Value = None
    reason: str = ""
    to: str = ""
    problems: tuple[str, ...] = ()
    """What keeps the answer from being used."""
    hints: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    misfit: TooShort | TooLong | None = None

    @property
    def visible(self) -> bool:
        return self.status != "hidden"


@dataclass(frozen=True, slots=True)
class Held:
    """A stop that was heard, and who was told of it."""

    finding: Finding
    name: str
    time: str


@dataclass(frozen=True, slots=True)
class Leftover:
    """Something said that no step of the flow can hold any more; shown, never dropped."""

    step: str
    value: Value


@dataclass(frozen=True, slots=True)
class View:
    """Everything there is to show of a conversation."""

    guide: Guide
    session: Session
    steps: tuple[StepView, ...]
    scope: Mapping[str, Any]
    """What expressions and texts see: answers, named values, the engine's names."""
    findings: tuple[Finding, ...]
    place: str | None
    """The step where the conversation stands; None is the review."""
    hold: Finding | None
    """A stop that nobody has been called about yet."""
    held: tuple[Held, ...]
    leftovers: tuple[Leftover, ...]

    def step(self, name: str) -> StepView:
        return next(each for each in self.steps if each.step.id == name)

    @property
    def visible(self) -> tuple[StepView, ...]:
        return tuple(each for each in self.steps if each.visible)

    def words(self, source: str) -> str:
        """Fill a text of the pack with what has been said."""
        return compiled_text(source)(self.scope)

    def label(self, step: StepBase) -> str:
        return label(step, self.scope)


def label(step: StepBase, scope: Mapping[str, Any]) -> str:
    """Name a step in a few words."""
    return step.title or compiled_text(step.client or step.staff or step.id)(scope)


@dataclass(slots=True)
class _Folded:
    """The log, folded: the last word on each step, and where the conversation went."""

    last: dict[str, Answered | Skipped] = field(default_factory=dict)
    told: dict[tuple[str, str, str], Acknowledged] = field(default_factory=dict)
    cursor: tuple[bool, str] = (True, "")
    """Whether the place is at the step or after it."""


def _fold(events: tuple[Event, ...], guide: Guide) -> _Folded:
    folded = _Folded()
    for event in events:
        step = guide.renamed.get(event.step, event.step)
        at_step = True
        match event:
            case Answered() | Skipped():
                folded.last[step] = event
                at_step = False
            case Cleared():
                folded.last.pop(step, None)
            case Moved(past=past):
                at_step = not past
            case Acknowledged():
                folded.told[step, event.rule, event.matched] = event
                continue
        if step in guide.by_id:
            folded.cursor = (at_step, step)
    return folded


def view(guide: Guide, session: Session) -> View:
    """Fold the log and walk the steps once, top to bottom."""
    folded = _fold(session.events, guide)
    scope: dict[str, Any] = {**guide.engine_scope}
    context = context_over(scope)
    _add_values(guide, "", scope, context)
    walked = tuple(_walk(guide, folded, scope, context))
    scope["skipped"] = _skipped(guide, walked)
    findings = (
        *(finding for each in walked for finding in each.findings),
        *_plan_findings(guide, walked, scope, context),
    )
    held = tuple(_held(findings, folded))
    hold = next((f for f in findings if f.level == "stop_now" and _key(f) not in folded.told), None)
    return View(
        guide=guide,
        session=session,
        steps=walked,
        scope=scope,
        findings=findings,
        place=_place(walked, folded, hold),
        hold=hold,
        held=held,
        leftovers=tuple(_leftovers(guide, folded)),
    )


def _skipped(guide: Guide, walked: tuple[StepView, ...]) -> Mapping[str, Mapping[str, str]]:
    """Give what was left open, by step: the reason, its words, and who takes it up."""
    says = {option.id: option.say for option in guide.skip_reasons}
    return {
        each.step.id: {
            "reason": each.reason,
            "to": each.to,
            "say": says.get(each.reason, each.reason),
        }
        for each in walked
        if each.status == "skipped"
    }


def _add_values(guide: Guide, step: str, scope: MutableMapping[str, Any], context: Context) -> None:
    for name, expression in guide.values_after.get(step, ()):
        scope[name] = expression(context)


def _walk(
    guide: Guide, folded: _Folded, scope: MutableMapping[str, Any], context: Context
) -> Iterator[StepView]:
    for step in guide.steps:
        scope[step.id] = BLANK
        seen = _look(guide, step, folded.last.get(step.id), scope, context)
        yield seen
        _add_values(guide, step.id, scope, context)


def _look(
    guide: Guide,
    step: Step,
    event: Answered | Skipped | None,
    scope: MutableMapping[str, Any],
    context: Context,
) -> StepView:
    """Look at one step: whether it is asked, what was said, and what there is to say about it."""
    section = guide.section_of[step.id]
    if step.when and not guide.conditions[step.id](context):
        return StepView(step, section, "hidden")
    if isinstance(event, Skipped):
        return StepView(step, section, "skipped", reason=event.reason, to=event.to)
    value = _worth(guide, step, event, scope, context)
    misfit = value if isinstance(value, TooShort | TooLong) else None
    if value is misfit:
        problems, hints = (misfit.say,) if misfit else (), _hints(step, scope, context)
        return StepView(step, section, "todo", problems=problems, hints=hints, misfit=misfit)
    scope[step.id] = scoped(guide, step, value)
    return StepView(
        step,
        section,
        "done",
        value,
        problems=(*_out_of_room(step, value), *_broken_rules(step, scope, context)),
        hints=_hints(step, scope, context),
        findings=_word_findings(guide, step, value),
    )


def _worth(
    guide: Guide, step: Step, event: Answered | None, scope: Mapping[str, Any], context: Context
) -> Value:
    """Give what an answer comes to: as it was given, or worked out."""
    value = event.value if event is not None and fits(step, event.value) else None
    if isinstance(step, kinds.Resources):
        return with_always(guide, step, value)
    if isinstance(step, kinds.Agenda):
        return agenda_of(guide, step, scope, lambda each: bool(compiled(each)(context)), value)
    return value


def _hints(step: Step, scope: Mapping[str, Any], context: Context) -> tuple[str, ...]:
    return tuple(
        compiled_text(hint.say)(scope) for hint in step.hints if compiled(hint.when)(context)
    )


def _out_of_room(step: Step, value: Value) -> Iterator[str]:
    """Say when there is too little or too much; what was said is kept and printed all the same."""
    if isinstance(step, kinds.Counted):
        if count(value) < step.min:
            yield f"This needs {step.min}; there is {count(value)} so far."
        if count(value) > step.max:
            yield f"There is room for {step.max}, and {count(value)} are here."


def _broken_rules(step: Step, scope: MutableMapping[str, Any], context: Context) -> Iterator[str]:
    if not step.rules:
        return
    scope["answer"] = scope[step.id]
    for rule in step.rules:
        if not compiled(rule.must)(context):
            yield compiled_text(rule.say)(scope)
    del scope["answer"]


def _word_findings(guide: Guide, step: Step, value: Value) -> tuple[Finding, ...]:
    """Look at the words of an answer; an answer that has not changed is not looked at again."""
    seen = guide.looked_at.get(step.id)
    if seen is None or seen[0] is not value:
        texts = spoken(step, value)
        checkers = map(guide.checker, (*step.escalate, *step.coach))
        seen = (
            value,
            tuple(f for checker in checkers for f in word_findings(step, texts, checker)),
        )
        guide.looked_at[step.id] = seen
    return seen[1]


def _plan_findings(
    guide: Guide, walked: tuple[StepView, ...], scope: MutableMapping[str, Any], context: Context
) -> Iterator[Finding]:
    for check, condition in guide.checks:
        level, blocks = check.level, check.blocks
        if level == "stop":
            level, blocks = "gap", guide.flow.documents
        if condition is not None:
            places = [("", scope)] if condition(context) else []
        else:
            places = [
                (each.step.id, {**scope, "step": label(each.step, scope)})
                for each in walked
                if _EACH[check.each](each)
            ]
        for step, seen in places:
            yield Finding(
                rule=check.id,
                level=level,
                say=compiled_text(check.say)(seen),
                step=step or check.fix,
                fix=check.fix or step,
                card=check.card,
                blocks=blocks,
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


def _key(finding: Finding) -> tuple[str, str, str]:
    return finding.step, finding.rule, finding.matched


def _held(findings: tuple[Finding, ...], folded: _Folded) -> Iterator[Held]:
    for finding in findings:
        if event := folded.told.get(_key(finding)):
            yield Held(finding, event.name, event.time)


def _place(walked: tuple[StepView, ...], folded: _Folded, hold: Finding | None) -> str | None:
    """Find where the conversation stands: never on a hidden step, and on a stop while one holds."""
    visible = {each.step.id for each in walked if each.visible}
    if hold is not None and hold.step in visible:
        return hold.step
    order = [each.step.id for each in walked]
    at, step = folded.cursor
    start = order.index(step) + (not at) if step in order else 0
    return next((name for name in order[start:] if name in visible), None)


def _leftovers(guide: Guide, folded: _Folded) -> Iterator[Leftover]:
    for name, event in folded.last.items():
        step = guide.by_id.get(name)
        if isinstance(event, Skipped):
            if step is None:
                yield Leftover(name, frozen({"skip": event.reason, "to": event.to}))
        elif step is None or not fits(step, event.value):
            yield Leftover(name, event.value)

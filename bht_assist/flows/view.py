"""The one function from a flow and a session to what is shown."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from bht_assist.content.models import Section, Step, StepBase
from bht_assist.content.models import steps as kinds

from .agenda import TooLong, TooShort
from .blank import BLANK
from .checks.findings import PRESSING, Finding, leading, spoken, word_findings
from .checks.plan import count, plan_findings
from .checks.words import Spoken
from .computed import agenda_of, scoped, with_always
from .expressions import compiled, compiled_text, context_over
from .guide import Guide, label
from .lapsing import lapsed
from .log import Folded, by_hand, called, fold, key_of, set_aside
from .session import Answered, Revised, Session, Skipped, Value, frozen
from .shapes import fits

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, MutableMapping

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
    """A stop that was heard, and who was told of it; its words need not stand any more."""

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
    revised: tuple[Revised, ...] = ()
    """What became of the entries of an earlier plan."""

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

    def offer(self, here: StepView) -> Any:
        """Give what the pack offers for a step while nothing has been said; None where nothing."""
        if here.status != "todo" or not here.step.default:
            return None
        return compiled(here.step.default)(context_over(dict(self.scope)))


def view(guide: Guide, session: Session) -> View:
    """Fold the log and walk the steps once, top to bottom."""
    folded = fold(session.events, guide)
    no_more = lapsed(guide, folded)
    for step in no_more:
        del folded.last[step]
    scope: dict[str, Any] = {**guide.engine_scope, "lapsed": no_more}
    context = context_over(scope)
    _add_values(guide, "", scope, context)
    walked = tuple(_walk(guide, folded, scope, context))
    scope["skipped"] = _skipped(guide, walked)
    findings = (
        *by_hand(guide, folded),
        *(finding for each in walked for finding in each.findings),
        *set_aside(tuple(plan_findings(guide, walked, scope, context)), folded),
    )
    calls = tuple(called(findings, folded))
    hold = next((f for f, call in calls if f.level == "stop_now" and call is None), None)
    return View(
        guide=guide,
        session=session,
        steps=walked,
        scope=scope,
        findings=findings,
        place=_place(walked, folded, hold),
        hold=hold,
        held=(
            *(Held(f, call.event.name, call.event.time) for f, call in calls if call),
            *_taken_off(folded, findings),
        ),
        leftovers=tuple(_leftovers(guide, folded)),
        revised=tuple(folded.revised),
    )


def _taken_off(folded: Folded, findings: tuple[Finding, ...]) -> Iterator[Held]:
    """Yield the stops whose words were taken off since: that they were said stays on record."""
    stands = {key_of(each) for each in findings}
    for key, call in folded.calls.items():
        if key not in stands:
            step, rule, matched = key
            found = Finding(rule, "stop_now", say="", step=step, matched=matched)
            yield Held(found, call.event.name, call.event.time)


def _skipped(guide: Guide, walked: tuple[StepView, ...]) -> Mapping[str, Mapping[str, str]]:
    """Give what was left open, by step: the reason, its words, and who takes it up."""
    says = {option.id: option.say for option in guide.skip_reasons}
    return {
        each.step.id: {
            "reason": each.reason,
            "to": each.to,
            "say": says.get(each.reason, each.reason),
            "title": "" if each.step.private else label(each.step, {}),
        }
        for each in walked
        if each.status == "skipped"
    }


def _add_values(guide: Guide, step: str, scope: MutableMapping[str, Any], context: Context) -> None:
    for name, expression in guide.values_after.get(step, ()):
        scope[name] = expression(context)


def _walk(
    guide: Guide, folded: Folded, scope: MutableMapping[str, Any], context: Context
) -> Iterator[StepView]:
    for step in guide.steps:
        scope[step.id] = BLANK
        seen = _look(guide, step, folded.last.get(step.id), scope, context)
        yield replace(seen, findings=set_aside(seen.findings, folded)) if folded.aside else seen
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
        findings = _word_findings(guide, step, event.to, (Spoken(0, "to", event.to),))
        return StepView(
            step, section, "skipped", reason=event.reason, to=event.to, findings=findings
        )
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
        findings=_word_findings(guide, step, value, spoken(step, value)),
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


def _word_findings(
    guide: Guide, step: Step, value: Value, texts: tuple[Spoken, ...]
) -> tuple[Finding, ...]:
    """Look at the words of an answer; an answer that has not changed is not looked at again."""
    seen = guide.looked_at.get(step.id)
    if seen is None or seen[0] is not value:
        stops = _pressing(_found(guide, step, step.escalate, texts))
        pressed = [each for each in stops if each.level in PRESSING]
        stops += _weighed(guide, step, "escalate", texts if step.escalate else (), pressed)
        coached = _found(guide, step, step.coach, texts)
        coached += _weighed(guide, step, "coach", (each for each in texts if each.main), coached)
        seen = value, (*stops, *leading(coached))
        guide.looked_at[step.id] = seen
    return seen[1]


def _weighed(
    guide: Guide, step: Step, key: str, texts: Iterable[Spoken], found: Iterable[Finding]
) -> tuple[Finding, ...]:
    """Weigh the words of the entries in which phrases found nothing."""
    heard = {each.item for each in found}
    left = (each for each in texts if each.item not in heard)
    return tuple(guide.weighers[key].findings(step, left)) if key in guide.weighers else ()


def _found(
    guide: Guide, step: Step, lexicons: tuple[str, ...], texts: tuple[Spoken, ...]
) -> tuple[Finding, ...]:
    checkers = map(guide.checker, lexicons)
    return tuple(found for checker in checkers for found in word_findings(step, texts, checker))


def _pressing(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Leave out a rule's milder finding where the same rule found something more pressing."""
    most = {(each.rule, each.item) for each in findings if each.level == "stop_now"}
    return tuple(
        each for each in findings if each.level == "stop_now" or (each.rule, each.item) not in most
    )


def _place(walked: tuple[StepView, ...], folded: Folded, hold: Finding | None) -> str | None:
    """Find where the conversation stands: never on a hidden step, and on a stop while one holds."""
    visible = {each.step.id for each in walked if each.visible}
    if hold is not None and hold.step in visible:
        return hold.step
    order = [each.step.id for each in walked]
    at, step = folded.cursor
    start = order.index(step) + (not at) if step in order else 0
    return next((name for name in order[start:] if name in visible), None)


def _leftovers(guide: Guide, folded: Folded) -> Iterator[Leftover]:
    for name, event in folded.last.items():
        step = guide.by_id.get(name)
        if isinstance(event, Skipped):
            if step is None:
                yield Leftover(name, frozen({"skip": event.reason, "to": event.to}))
        elif step is None or not fits(step, event.value):
            yield Leftover(name, event.value)

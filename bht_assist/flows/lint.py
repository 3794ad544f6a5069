"""Checks of a flow's expressions: known names, conditions that look back, options that exist."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bht_assist.content.models import Flow, StepBase
from bht_assist.content.models import steps as kinds
from bht_assist.content.problems import Problem, did_you_mean

from .expressions import Expression, ExpressionError, Text, compiled, compiled_text
from .guide import ENGINE_NAMES, steps_before, value_order
from .lint_links import link_problems
from .reminders import MADE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from bht_assist.content.library import Library

RESERVED = ENGINE_NAMES | {
    *("answer", "result", "step", "loop", "acknowledged", "raised", "dismissed"),
    *("skipped", "findings", "held", "otherwise", "series", MADE),
    *("none", "true", "false", "not", "and", "or", "in", "is", "if", "else"),
}
"""Names that steps and values can't have."""


@dataclass(frozen=True, slots=True)
class Written:
    """An expression or text of a flow: where it is written, and which names it may use."""

    path: tuple[str | int, ...]
    source: str
    names: frozenset[str]
    compile: Callable[[str], Expression | Text] = compiled


def flow_problems(library: Library, name: str) -> list[Problem]:
    """Give everything wrong with the expressions and texts of a flow."""
    flow = library.flows[name]
    found = _Finder(library, flow)
    problems = [*found.bad_names()]
    try:
        after = value_order(flow)
    except ExpressionError as error:
        problems += found.circle(error)
        after = dict.fromkeys(flow.values, "")
    for written in [*_written_in_steps(flow, after), *_written_in_flow(flow)]:
        problems += found.look(written)
    return [*problems, *found.no_days(), *found.unused_values(), *link_problems(library, flow)]


def known_names(flow: Flow) -> frozenset[str]:
    """Give every name that a document of this flow may use."""
    return ENGINE_NAMES | {step.id for step in flow.steps} | flow.values.keys()


def _written_in_flow(flow: Flow) -> Iterator[Written]:
    everything = known_names(flow)
    for name, source in flow.values.items():
        yield Written(("values", name), source, everything)
    for index, check in enumerate(flow.checks):
        names = everything | {"skipped"}
        if check.when:
            yield Written(("checks", index, "when"), check.when, names)
        names |= {"step"} if check.each else set()
        yield Written(("checks", index, "say"), check.say, names, compiled_text)
    for index, day in enumerate(flow.revision.reminders if flow.revision else ()):
        yield Written(("revision", "reminders", index), day, everything | {MADE})


def _written_in_steps(flow: Flow, after: Mapping[str, str]) -> Iterator[Written]:
    paths = {
        step.id: ("sections", s, "steps", i)
        for s, section in enumerate(flow.sections)
        for i, step in enumerate(section.steps)
    }
    for step, before in steps_before(flow):
        ready = frozenset(name for name, last in after.items() if last == "" or last in before)
        earlier = ENGINE_NAMES | before | ready
        settled = frozenset(name for name, last in after.items() if last == step.id)
        for written in _written_in(step, earlier, earlier | {step.id} | settled):
            yield Written(
                (*paths[step.id], *written.path), written.source, written.names, written.compile
            )


def _written_in(step: StepBase, earlier: frozenset[str], own: frozenset[str]) -> Iterator[Written]:
    """Yield what a step says; `earlier` names go before it, `own` adds its own answer."""
    if step.when:
        yield Written(("when",), step.when, earlier)
    if step.default:
        yield Written(("default",), step.default, earlier)
    for key in ("staff", "client", "why", "example", "title"):
        yield Written((key,), getattr(step, key), earlier, compiled_text)
    for index, probe in enumerate(step.probes):
        yield Written(("probes", index), probe, earlier, compiled_text)
    for index, rule in enumerate(step.rules):
        yield Written(("rules", index, "must"), rule.must, own | {"answer"})
        yield Written(("rules", index, "say"), rule.say, own | {"answer"}, compiled_text)
    for index, hint in enumerate(step.hints):
        yield Written(("hints", index, "when"), hint.when, own)
        yield Written(("hints", index, "say"), hint.say, own, compiled_text)
    yield from _written_in_parts(step, earlier)


def _written_in_parts(step: StepBase, earlier: frozenset[str]) -> Iterator[Written]:
    if isinstance(step, kinds.Records) and step.items_when:
        yield Written(("items_when",), step.items_when, earlier | {field.id for field in step.head})
    if isinstance(step, kinds.Scale):
        for index, row in enumerate(step.rows):
            if row.when:
                yield Written(("rows", index, "when"), row.when, earlier)
    if isinstance(step, kinds.Agenda):
        for key in ("segments", "short_segments"):
            for index, segment in enumerate(getattr(step, key)):
                for part in ("when", "required_when"):
                    if getattr(segment, part):
                        yield Written((key, index, part), getattr(segment, part), earlier)
                yield Written((key, index, "say"), segment.say, earlier, compiled_text)
        for index, limit in enumerate(step.limits):
            yield Written(("limits", index, "when"), limit.when, earlier)
        for part in ("when", "fits", "stay"):
            if step.series and getattr(step.series, part):
                yield Written(("series", part), getattr(step.series, part), earlier)


class _Finder:
    """The problems of one flow's expressions."""

    def __init__(self, library: Library, flow: Flow) -> None:
        self.library, self.flow = library, flow
        self.steps = {step.id: step for step in flow.steps}
        self.everything = known_names(flow)
        self.used: set[str] = set()

    def problem(
        self,
        path: tuple[str | int, ...],
        code: str,
        text: str,
        hint: str = "",
        *,
        warning: bool = False,
    ) -> Problem:
        place = self.library.place("flows", self.flow.flow, *path)
        return Problem(place, code, text, hint, "warning" if warning else "error")

    def bad_names(self) -> Iterator[Problem]:
        for name in RESERVED & {*self.steps, *self.flow.values}:
            path = ("values", name) if name in self.flow.values else self._path(name)
            yield self.problem(
                path, "reserved-name", f"`{name}` is a name of the program", "choose another"
            )
        for name in self.steps.keys() & self.flow.values.keys():
            yield self.problem(
                ("values", name), "duplicate-id", f"`{name}` is a step too", "choose another name"
            )
        seen: set[str] = set()
        for name in (step.id for step in self.flow.steps):
            if name in seen:
                yield self.problem(
                    self._path(name, last=True), "duplicate-id", f"the step `{name}` is here twice"
                )
            seen.add(name)

    def _path(self, name: str, *, last: bool = False) -> tuple[str | int, ...]:
        paths = [
            ("sections", s, "steps", i, "id")
            for s, section in enumerate(self.flow.sections)
            for i, step in enumerate(section.steps)
            if step.id == name
        ]
        return paths[-1 if last else 0]

    def circle(self, error: ExpressionError) -> Iterator[Problem]:
        """Say that values need each other; one that can't be compiled is said elsewhere."""
        written = (
            Written(("values", name), source, self.everything)
            for name, source in self.flow.values.items()
        )
        if not any(self._compiled(each)[1] for each in written):
            yield self.problem(("values",), "circle", error.text, error.hint)

    def look(self, written: Written) -> Iterator[Problem]:
        made, problems = self._compiled(written)
        yield from problems
        if made is None:
            return
        self.used |= made.names
        for name in sorted(made.names - written.names):
            yield self._name_problem(written, name)
        if isinstance(made, Expression):
            yield from self._compared(written, made)

    def _compiled(self, written: Written) -> tuple[Expression | Text | None, list[Problem]]:
        try:
            return written.compile(written.source), []
        except ExpressionError as error:
            return None, [self.problem(written.path, "bad-expression", error.text, error.hint)]

    def _name_problem(self, written: Written, name: str) -> Problem:
        if name in self.everything:
            hint = "a condition may look back only; move the step up or this one down"
            return self.problem(
                written.path, "looks-ahead", f"`{name}` is not known yet here", hint
            )
        return self.problem(
            written.path, "unknown-name", f"there is no `{name}`", did_you_mean(name, written.names)
        )

    def _compared(self, written: Written, made: Expression) -> Iterator[Problem]:
        for path, value in made.compared:
            if fault := never_equal(self.steps, path, value):
                yield self.problem(written.path, "unknown-option", *fault)

    def no_days(self) -> Iterator[Problem]:
        """Say which reminders name a step that asks for something other than a day."""
        for index, name in enumerate(self.flow.revision.reminders if self.flow.revision else ()):
            if name in self.steps and not isinstance(self.steps[name], kinds.Date):
                yield self.problem(
                    ("revision", "reminders", index),
                    "not-a-day",
                    f"`{name}` asks for no day",
                    "name a step with `ask: date`",
                )

    def unused_values(self) -> Iterator[Problem]:
        documents = " ".join(
            self.library.documents[name].body + self.library.documents[name].draft_until
            for name in self.flow.documents
            if name in self.library.documents
        )
        for name in self.flow.values.keys() - self.used:
            if name not in documents:
                yield self.problem(
                    ("values", name),
                    "unused-value",
                    f"nothing uses `{name}`",
                    "take it out",
                    warning=True,
                )


def never_equal(
    steps: Mapping[str, StepBase], path: tuple[str, ...], value: str
) -> tuple[str, str] | None:
    """Say that an answer can never be `value`, and what to write; None when it can."""
    options = _options_at(steps.get(path[0]), path[1:])
    if options is None or value in options:
        return None
    return f"`{'.'.join(path)}` can never be {value!r}", _option_hint(value, options)


def _option_hint(value: str, options: Iterable[str]) -> str:
    options = set(options)
    return (
        did_you_mean(value, options)
        if options
        else "it is true or false: write its name, or `not` and its name"
    )


def _options_at(step: StepBase | None, path: tuple[str, ...]) -> set[str] | None:
    """Give the texts that a step, or a blank of it, can be worth; None when any text can be."""
    match step, path:
        case kinds.YesNo(), ():
            return set()
        case ((kinds.Choice() | kinds.Choices()), ()) if not step.own_words:
            return {option.id for option in step.options}
        case kinds.Signature(), ():
            return {option.id for option in step.options}
        case kinds.Records(), (blank,):
            fields = [field for field in step.head if field.id == blank and field.ask == "choice"]
            return {option.id for field in fields for option in field.options} or None
        case _:
            return None

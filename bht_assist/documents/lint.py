"""Checks of documents: names that exist, nothing private, all closed, a page that builds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from jinja2 import meta, nodes

from bht_assist.content.models import Document, Flow, StepBase
from bht_assist.content.models import steps as kinds
from bht_assist.content.problems import Place, Problem, did_you_mean
from bht_assist.flows.blank import BLANK
from bht_assist.flows.expressions import (
    ExpressionError,
    compared_in,
    compiled,
    compiled_text,
    expression,
    parsed,
    text,
)
from bht_assist.flows.lint import known_names, never_equal

from .markdown import DIRECTIVES, blocks_of
from .template import DOCUMENT_NAMES, ENVIRONMENT, FAILURES, FILE_NAMES, template, tree_of
from .template_names import first_lines, keys_of, printed
from .whitelist import shown_names

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bht_assist.content.library import Library

FOR_CLIENTS = frozenset({"client", "family"})
_CONDITIONS = ("when", "bare_when", "draft_until")
_NO_WORDS = (kinds.Info, kinds.Topic, kinds.Agenda, kinds.Resources)
"""Kinds whose question a client never reads."""


def document_problems(library: Library) -> list[Problem]:
    """Give everything wrong with the documents of a library."""
    problems = [
        each for document in library.documents.values() for each in _problems(library, document)
    ]
    for flow in library.flows.values():
        problems += [*_flow_problems(library, flow), *_check_problems(library, flow)]
    return problems


def leaks(library: Library, flow: Flow, name: str) -> tuple[Problem, ...]:
    """Give what a document would show of a flow that it must not, or why that can't be known."""
    look = _Look(library, library.documents[name])
    try:
        tree = tree_of(look.document.body)
    except ExpressionError as error:
        return (look.in_body(error.line, "bad-expression", error.text, error.hint),)
    found = [*look.private_heads(flow), *look.private(tree, flow)]
    return tuple(each for each in found if each.code != "no-client-text")


def _problems(library: Library, document: Document) -> Iterator[Problem]:
    look = _Look(library, document)
    if look.flow is None:
        hint = did_you_mean(document.for_, library.flows)
        yield look.problem("for", "unknown-flow", f"there is no flow `{document.for_}`", hint)
        return
    yield from look.expressions(look.flow)
    yield from look.directives()
    try:
        tree = tree_of(document.body)
    except ExpressionError as error:
        yield look.in_body(error.line, "bad-expression", error.text, error.hint)
        return
    yield from look.names(tree, look.flow)
    yield from look.listed(tree, look.flow)
    yield from look.comparisons(tree, look.flow)
    yield from look.private_heads(look.flow)
    yield from look.private(tree, look.flow)
    yield from look.trial(look.flow)


class _Look:
    """One document being looked at."""

    def __init__(self, library: Library, document: Document) -> None:
        self.library, self.document = library, document
        self.flow = library.flows.get(document.for_)

    def problem(self, key: str, code: str, text: str, hint: str = "") -> Problem:
        return Problem(
            self.library.place("documents", self.document.document, key), code, text, hint
        )

    def in_body(self, line: int, code: str, text: str, hint: str = "") -> Problem:
        start = self.library.place("documents", self.document.document, "body")
        return Problem(Place(start.file, start.line + line - 1, 1), code, text, hint)

    def expressions(self, flow: Flow) -> Iterator[Problem]:
        allowed = known_names(flow) | DOCUMENT_NAMES
        for key in _CONDITIONS:
            if getattr(self.document, key):
                yield from self._source(key, allowed)
        yield from self._source("draft_notice", allowed)
        yield from self._source("title", allowed)
        yield from self._source("foot", allowed)
        yield from self._source("file_name", FILE_NAMES)

    def _source(self, key: str, allowed: frozenset[str]) -> Iterator[Problem]:
        source = getattr(self.document, key)
        try:
            made = expression(source) if key in _CONDITIONS else text(source)
        except ExpressionError as error:
            yield self.problem(key, "bad-expression", error.text, error.hint)
            return
        for name in sorted(made.names - allowed):
            yield self.problem(
                key, "unknown-name", f"there is no `{name}` here", did_you_mean(name, allowed)
            )

    def directives(self) -> Iterator[Problem]:
        """Say which ::: is left open, and which is not one that is known."""
        opened: list[tuple[int, str]] = []
        for number, line in enumerate(self.document.body.splitlines(), start=1):
            if not (found := re.match(r"\s{0,3}(:{3,})\s*(\w*)", line)):
                continue
            marks, name = found.groups()
            if name and name not in DIRECTIVES:
                yield self.in_body(
                    number,
                    "unknown-directive",
                    f"`::: {name}` is not known",
                    did_you_mean(name, DIRECTIVES),
                )
            if name:
                opened.append((number, marks))
            elif not opened or len(opened.pop()[1]) > len(marks):
                yield self.in_body(number, "lone-close", "this ::: closes nothing", "take it out")
        for number, _ in opened:
            yield self.in_body(
                number, "left-open", "this ::: is never closed", "add a line ::: where it ends"
            )

    def names(self, tree: nodes.Template, flow: Flow) -> Iterator[Problem]:
        allowed = known_names(flow) | DOCUMENT_NAMES
        for name in sorted(meta.find_undeclared_variables(tree) - allowed):
            line = next(node.lineno for node in tree.find_all(nodes.Name) if node.name == name)
            yield self.in_body(
                line, "unknown-name", f"no step gives `{name}`", did_you_mean(name, allowed)
            )

    def listed(self, tree: nodes.Template, flow: Flow) -> Iterator[Problem]:
        """Say what stands on a copy for others and is not on its list, and what no step gives."""
        if not self.document.shows:
            return
        listed = shown_names(self.document.shows)
        for name in sorted(listed - known_names(flow)):
            yield self.problem("shows", "unknown-name", f"no step gives `{name}`")
        for name in sorted(meta.find_undeclared_variables(tree) - listed):
            line = next(node.lineno for node in tree.find_all(nodes.Name) if node.name == name)
            text = f"`{name}` is not among what this copy shows"
            yield self.in_body(line, "not-listed", text, "add it to `shows`, or take it out")

    def comparisons(self, tree: nodes.Template, flow: Flow) -> Iterator[Problem]:
        steps = {step.id: step for step in flow.steps}
        for node in tree.find_all(nodes.Compare):
            for path, value in compared_in(node):
                if fault := never_equal(steps, path, value):
                    yield self.in_body(node.lineno, "unknown-option", *fault)

    def private_heads(self, flow: Flow) -> Iterator[Problem]:
        """Say which private step stands in the title, notice or foot, which are printed too."""
        for key in ("title", "draft_notice", "foot"):
            try:
                names = text(getattr(self.document, key)).names
            except ExpressionError:
                continue  # told of where the expressions are looked at
            for step in flow.steps:
                kept_off = step.print and self.document.document not in step.print
                near = {step.id} | _values_of(flow, {step.id})
                if (step.private or kept_off) and near & names:
                    said = f"`{step.id}` may not be seen on this copy and stands here"
                    yield self.problem(key, "private-step", said, "take it out")

    def private(self, tree: nodes.Template, flow: Flow) -> Iterator[Problem]:
        """Say what must not be seen here: private steps and blanks, and steps of other copies."""
        lines = first_lines((node.name, node.lineno) for node in tree.find_all(nodes.Name))
        keys = first_lines(keys_of(tree))
        on_paper = printed(tree)
        for step in flow.steps:
            through = {step.id}
            if step.private or step.print:
                through |= _values_of(flow, {step.id}) & on_paper
            if named := sorted(lines[name] for name in through if name in lines):
                yield from self._unfit(step, named[0])
            yield from self._private_blanks(step, flow, keys, lines)

    def _unfit(self, step: StepBase, line: int) -> Iterator[Problem]:
        if step.private:
            text = f"`{step.id}` is private and stands here"
            yield self.in_body(line, "private-step", text, "take it out")
        elif step.print and self.document.document not in step.print:
            hint = f"it may stand in: {', '.join(step.print)}"
            text = f"`{step.id}` is not for this copy"
            yield self.in_body(line, "not-on-this-copy", text, hint)
        elif self._needs_words(step):
            text = f"`{step.id}` is on a client's paper and has no `client` text"
            yield self.in_body(line, "no-client-text", text, "write what the client is asked")

    def _needs_words(self, step: StepBase) -> bool:
        return (
            self.document.audience in FOR_CLIENTS
            and not step.client
            and not isinstance(step, _NO_WORDS)
        )

    def _private_blanks(
        self, step: StepBase, flow: Flow, keys: Mapping[str, int], lines: Mapping[str, int]
    ) -> Iterator[Problem]:
        """Say which private blank of a step stands here, by its name or through a named value."""
        blanks = [*getattr(step, "fields", ()), *getattr(step, "head", ())]
        for key in [blank.id for blank in blanks if blank.private]:
            told = [lines[name] for name in _values_telling(flow, step, key) if name in lines]
            if key in keys and ({step.id} | _values_of(flow, {step.id})) & lines.keys():
                told.append(keys[key])
            if told:
                text = f"`{key}` of `{step.id}` is private"
                yield self.in_body(min(told), "private-field", text, "take it out")

    def trial(self, flow: Flow) -> Iterator[Problem]:
        """Build the page with nothing answered: what fails then would fail for somebody."""
        try:
            scope: dict[str, Any] = dict.fromkeys(known_names(flow) | DOCUMENT_NAMES, BLANK)
            scope["parts"] = tuple(section.id for section in flow.sections)
            blocks_of(template(self.document.body).render(scope))
        except FAILURES as error:
            yield self.problem(
                "body",
                "does-not-build",
                f"with nothing answered it fails: {type(error).__name__}",
                "compare only what has been answered",
            )


def _values_of(flow: Flow, names: set[str]) -> set[str]:
    """Give the named values through which the words of `names` could reach a paper."""
    found: set[str] = set()
    grew = True
    while grew:
        more = {
            name for name, source in flow.values.items() if compiled(source).names & (found | names)
        }
        grew, found = bool(more - found), found | more
    return found


def _values_telling(flow: Flow, step: StepBase, key: str) -> set[str]:
    """Give the named values that hold what stands in one blank of a step."""
    near = _values_of(flow, {step.id})
    telling = {
        name
        for name in near
        if key
        in {found for found, _ in keys_of(parsed("{{ " + flow.values[name] + " }}", ENVIRONMENT))}
    }
    return telling | (_values_of(flow, telling) if telling else set())


def _flow_problems(library: Library, flow: Flow) -> Iterator[Problem]:
    for index, name in enumerate(flow.documents):
        place = library.place("flows", flow.flow, "documents", index)
        document = library.documents.get(name)
        if document is None:
            yield Problem(
                place,
                "unknown-document",
                f"there is no document `{name}`",
                did_you_mean(name, library.documents),
            )
        elif document.for_ != flow.flow:
            yield Problem(
                place, "not-for-this-flow", f"`{name}` is for {document.for_}", "change its `for:`"
            )
    yield from _printed_nowhere(library, flow)


def _printed_nowhere(library: Library, flow: Flow) -> Iterator[Problem]:
    named: set[str] = set()
    for name in flow.documents:
        if document := library.documents.get(name):
            try:
                named |= meta.find_undeclared_variables(tree_of(document.body))
            except ExpressionError:
                return
    for source in [
        *flow.values.values(),
        *(check.when for check in flow.checks if check.when),
        *(step.when for step in flow.steps if step.when),
    ]:
        named |= compiled(source).names
    for s, section in enumerate(flow.sections):
        for i, step in enumerate(section.steps):
            if step.id not in named and not step.private and not isinstance(step, kinds.Info):
                place = library.place("flows", flow.flow, "sections", s, "steps", i, "id")
                yield Problem(
                    place,
                    "printed-nowhere",
                    f"`{step.id}` stands in no document and no condition",
                    "print it, or mark it private",
                    "warning",
                )


def _check_problems(library: Library, flow: Flow) -> Iterator[Problem]:
    """Say which check would carry a private answer onto a paper, since papers may show findings."""
    papers = [library.documents[name] for name in flow.documents if name in library.documents]
    if not any("findings" in paper.body or "held" in paper.body for paper in papers):
        return
    private = {step.id for step in flow.steps if step.private}
    near = private | _values_of(flow, private)
    for index, check in enumerate(flow.checks):
        for name in sorted(compiled_text(check.say).names & near):
            place = library.place("flows", flow.flow, "checks", index, "say")
            said = f"`{name}` is private, and papers show what `{check.id}` says"
            yield Problem(place, "private-step", said, "say it without the client's words")

"""Checks of documents: names that exist, nothing private, all closed, a page that builds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jinja2 import meta, nodes

from bht_assist.content.models import Document, Flow, StepBase
from bht_assist.content.models import steps as kinds
from bht_assist.content.problems import Place, Problem, did_you_mean
from bht_assist.flows.blank import BLANK
from bht_assist.flows.expressions import ExpressionError, expression, parsed, text
from bht_assist.flows.guide import compiled
from bht_assist.flows.lint import known_names

from .markdown import DIRECTIVES, blocks_of
from .template import DOCUMENT_NAMES, ENVIRONMENT, FILE_NAMES, template

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bht_assist.content.library import Library

FOR_CLIENTS = frozenset({"client", "family"})
_NO_WORDS = (kinds.Info, kinds.Topic, kinds.Agenda, kinds.Resources)
"""Kinds whose question a client never reads."""


def document_problems(library: Library) -> list[Problem]:
    """Give everything wrong with the documents of a library."""
    problems = [
        each for document in library.documents.values() for each in _problems(library, document)
    ]
    return problems + [
        each for flow in library.flows.values() for each in _flow_problems(library, flow)
    ]


def _problems(library: Library, document: Document) -> Iterator[Problem]:
    look = _Look(library, document)
    if look.flow is None:
        hint = did_you_mean(document.for_, library.flows)
        yield look.problem("for", "unknown-flow", f"there is no flow `{document.for_}`", hint)
        return
    yield from look.expressions(look.flow)
    yield from look.directives()
    try:
        tree = parsed(document.body, ENVIRONMENT)
    except ExpressionError as error:
        yield look.in_body(error.line, "bad-expression", error.text, error.hint)
        return
    yield from look.names(tree, look.flow)
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
        if self.document.draft_until:
            yield from self._source("draft_until", allowed)
        yield from self._source("draft_notice", allowed)
        yield from self._source("title", allowed)
        yield from self._source("file_name", FILE_NAMES)

    def _source(self, key: str, allowed: frozenset[str]) -> Iterator[Problem]:
        source = getattr(self.document, key)
        try:
            made = expression(source) if key == "draft_until" else text(source)
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

    def private(self, tree: nodes.Template, flow: Flow) -> Iterator[Problem]:
        for step in flow.steps:
            names = {step.id}
            if step.private or step.print:
                names |= _values_of(flow, step) & _printed(tree)
            lines = [node.lineno for node in tree.find_all(nodes.Name) if node.name in names]
            if not lines:
                continue
            if step.private:
                yield self.in_body(
                    lines[0],
                    "private-step",
                    f"`{step.id}` is private and stands here",
                    "take it out",
                )
            elif step.print and self.document.document not in step.print:
                hint = f"it may stand in: {', '.join(step.print)}"
                yield self.in_body(
                    lines[0], "not-on-this-copy", f"`{step.id}` is not for this copy", hint
                )
            elif self._needs_words(step):
                yield self.in_body(
                    lines[0],
                    "no-client-text",
                    f"`{step.id}` is on a client's paper and has no `client` text",
                    "write what the client is asked",
                )
            yield from self._private_fields(tree, step)

    def _needs_words(self, step: StepBase) -> bool:
        return (
            self.document.audience in FOR_CLIENTS
            and not step.client
            and not isinstance(step, _NO_WORDS)
        )

    def _private_fields(self, tree: nodes.Template, step: StepBase) -> Iterator[Problem]:
        fields = [*getattr(step, "fields", ()), *getattr(step, "head", ())]
        hidden = {field.id for field in fields if field.private}
        for node in tree.find_all((nodes.Getattr, nodes.Getitem, nodes.Const)):
            key = getattr(node, "attr", None) or getattr(node, "value", None)
            if isinstance(key, str) and key in hidden:
                yield self.in_body(
                    node.lineno,
                    "private-field",
                    f"`{key}` of `{step.id}` is private",
                    "take it out",
                )

    def trial(self, flow: Flow) -> Iterator[Problem]:
        """Build the page with nothing answered: what fails then would fail for somebody."""
        try:
            blocks_of(
                template(self.document.body).render(
                    dict.fromkeys(known_names(flow) | DOCUMENT_NAMES, BLANK)
                )
            )
        except (TypeError, ValueError, ArithmeticError) as error:
            yield self.problem(
                "body",
                "does-not-build",
                f"with nothing answered it fails: {type(error).__name__}",
                "compare only what has been answered",
            )


def _printed(tree: nodes.Template) -> set[str]:
    """Give the names whose words reach the paper, rather than only decide what does."""
    shown: list[nodes.Node] = [part for node in tree.find_all(nodes.Output) for part in node.nodes]
    shown += [node.iter for node in tree.find_all(nodes.For)]
    shown += [node.node for node in tree.find_all(nodes.Assign)]
    return {name.name for part in shown for name in _names_in(part)}


def _names_in(node: nodes.Node) -> Iterator[nodes.Name]:
    if isinstance(node, nodes.Name):
        yield node
    yield from node.find_all(nodes.Name)


def _values_of(flow: Flow, step: StepBase) -> set[str]:
    """Give the named values through which the words of a step could reach a paper."""
    found: set[str] = set()
    grew = True
    while grew:
        more = {
            name
            for name, source in flow.values.items()
            if compiled(source).names & (found | {step.id})
        }
        grew, found = bool(more - found), found | more
    return found


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
                named |= meta.find_undeclared_variables(parsed(document.body, ENVIRONMENT))
            except ExpressionError:
                return
    for source in [
        *flow.values.values(),
        *(check.when for check in flow.checks if check.when),
        *(step.when for step in flow.steps if step.when),
    ]:
        try:
            named |= compiled(source).names
        except ExpressionError:
            return
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

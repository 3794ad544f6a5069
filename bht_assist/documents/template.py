"""A document template and a view to a Page: Jinja2 writes Markdown, Markdown becomes blocks.

Every value is escaped where it enters, at one place (`literal`), so a client's `*words*` stay
words.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import jinja2

from bht_assist.flows.expressions import (
    Environment,
    ExpressionError,
    compiled,
    compiled_text,
    context_over,
    parsed,
    said,
)
from bht_assist.flows.otherwise import otherwise
from bht_assist.flows.revision import changes
from bht_assist.flows.series import series
from bht_assist.flows.session import frozen

from .markdown import blocks_of
from .page import Page
from .whitelist import only_shown

if TYPE_CHECKING:
    from bht_assist.content.models import Document
    from bht_assist.flows.checks.findings import Finding
    from bht_assist.flows.view import View

DOCUMENT_NAMES = frozenset(
    {"skipped", "findings", "held", "parts", "draft", "changes", "otherwise", "series"}
)
"""Names that a document may use beside those of its flow."""

FILE_NAMES = frozenset({"today", "flow", "document"})
"""All that a file name may be made of: never a client's words."""

_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")


class DocumentError(Exception):
    """A template that could not be filled; the text says which and where, never with what."""


def literal(value: object) -> str:
    """Write a value so that Markdown reads back exactly its letters, line breaks included.

    A backslash before ASCII punctuation is valid CommonMark; a line break goes in as an entity,
    so it can never end a heading, a list item or a table row. A record has no words of its own:
    a template names the blanks it prints.
    """
    if isinstance(value, Mapping):
        return ""
    if isinstance(value, list | tuple):
        return ", ".join(filter(None, map(literal, value)))
    return _PUNCTUATION.sub(r"\\\1", said(value)).replace("\n", "&#10;")


ENVIRONMENT = Environment(finalize=literal)

FAILURES = (TypeError, ValueError, AttributeError, jinja2.TemplateError)
"""What filling a template can raise, beside an ExpressionError."""


@lru_cache(maxsize=64)
def tree_of(body: str) -> jinja2.nodes.Template:
    """Parse the body of a document.

    Raises:
        ExpressionError: when it is not written right, or uses what is not allowed.
    """
    return parsed(body, ENVIRONMENT)


@lru_cache(maxsize=64)
def template(body: str) -> jinja2.Template:
    """Compile the body of a document; raises what parsing it raises."""
    return ENVIRONMENT.from_string(tree_of(body))


@dataclass(frozen=True, slots=True)
class Written:
    """A document filled in: its page, its name as a file, whether it is a draft, or goes bare."""

    document: Document
    page: Page
    file_name: str
    draft: bool
    bare: bool = False
    """Without the letterhead."""


def write(document: Document, view: View, *, unfinished: bool = False) -> Written:
    """Fill a document from a conversation; an `unfinished` one is a draft, whatever else holds.

    Raises:
        DocumentError: the template can't be filled.
    """
    try:
        return _written(document, view, unfinished=unfinished)
    except ExpressionError as error:
        raise DocumentError(f"{document.document}, line {error.line}: {error.text}") from None
    except FAILURES as error:
        text = f"{document.document} can't be filled: {type(error).__name__} in its template"
        raise DocumentError(text) from None


def _written(document: Document, view: View, *, unfinished: bool) -> Written:
    scope: Mapping[str, Any] = {**view.scope, **document_scope(view)}
    bare = _holds(document.bare_when, scope)
    scope = only_shown(scope, document.shows) if document.shows else scope
    final = not unfinished and _holds(document.draft_until, scope)
    draft = bool(document.draft_until) and not final
    scope = {**scope, "draft": draft, "changes": frozen(_changes(document, view))}
    blocks = blocks_of(template(document.body).render(scope))
    pack = view.guide.library.packs[0] if view.guide.library.packs else None
    page = Page(
        title=compiled_text(document.title)(scope) or view.guide.flow.title,
        blocks=blocks,
        language=pack.locale if pack else "en-US",
        notice=compiled_text(document.draft_notice)(scope) if draft else "",
        foot=compiled_text(document.foot)(scope),
        small_print=f"{_versions(view, bare=bare)} · {fingerprint(blocks)}",
    )
    return Written(document, page, _file_name(document, view), draft, bare)


def _changes(document: Document, view: View) -> list[dict[str, str]]:
    """Give what changed since an earlier plan, of the steps that this paper may show."""
    if document.shows:
        return []
    titles = {each.step.id: view.label(each.step) for each in view.steps}
    return [
        {**asdict(change), "title": titles[change.step], "to": titles.get(change.to, "")}
        for change in changes(view)
        if not (allowed := view.guide.by_id[change.step].print) or document.document in allowed
    ]


def is_wished(document: Document, view: View) -> bool:
    """Tell whether a paper is to be made at all, by what has been said.

    Raises:
        DocumentError: its `when` can't be used.
    """
    try:
        return not document.when or _holds(document.when, view.scope)
    except ExpressionError as error:
        raise DocumentError(f"{document.document}, when: {error.text}") from None


def _holds(condition: str, scope: Mapping[str, Any]) -> bool:
    return bool(condition) and bool(compiled(condition)(context_over(dict(scope))))


def _versions(view: View, *, bare: bool) -> str:
    """Give what the paper was made from; a bare one does not tell whose pack it was."""
    packs = view.guide.library.packs[:1] if bare else view.guide.library.packs
    return " + ".join(f"{pack.id} {pack.version}" for pack in packs)


def _file_name(document: Document, view: View) -> str:
    names = {
        "today": view.scope["today"],
        "flow": view.guide.flow.flow,
        "document": document.document,
    }
    return compiled_text(document.file_name)(names)


def fingerprint(blocks: object) -> str:
    """Give eight letters that change when the words on the paper change."""
    return hashlib.sha256(repr(blocks).encode()).hexdigest()[:8]


def document_scope(view: View) -> Mapping[str, Any]:
    """Give what only papers see: findings, stops that were heard, what if things go otherwise."""
    labels = {each.step.id: view.label(each.step) for each in view.steps}
    held = [
        {
            **_public(each.finding, view),
            "title": labels.get(each.finding.step, ""),
            "name": each.name,
            "time": each.time,
        }
        for each in view.held
    ]
    findings = [
        {**_public(finding, view), "title": labels.get(finding.step, "")}
        for finding in view.findings
    ]
    return {
        "held": frozen(held),
        "findings": frozen(findings),
        "parts": tuple(section.id for section in view.guide.flow.sections),
        "changes": (),
        "otherwise": frozen(otherwise(view)),
        "series": frozen(series(view)),
    }


def _public(finding: Finding, view: View) -> dict[str, Any]:
    """Give what a paper may show of a finding: words from a private answer are left out."""
    step = view.guide.by_id.get(finding.step)
    blanks = (*getattr(step, "fields", ()), *getattr(step, "head", ()))
    private = step is not None and (step.private or any(blank.private for blank in blanks))
    return {**finding.to_json(), **({"matched": ""} if private else {})}

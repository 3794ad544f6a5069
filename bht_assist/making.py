"""Make the papers of a conversation: the one way from a view to files, for every way of asking."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from bht_assist.content.problems import did_you_mean
from bht_assist.directory import ledger
from bht_assist.documents import files, text
from bht_assist.documents.call_sheet import call_sheet
from bht_assist.documents.files import OutputError
from bht_assist.documents.lint import leaks
from bht_assist.documents.markdown import blocks_of
from bht_assist.documents.page import Page
from bht_assist.documents.template import (
    DocumentError,
    Written,
    fingerprint,
    is_wished,
    tree_of,
    write,
)
from bht_assist.documents.template_names import printed
from bht_assist.documents.troubles import LetterheadError
from bht_assist.flows.left_out import for_others, stopped_at
from bht_assist.flows.readers import is_for_staff, may_show
from bht_assist.flows.review import blocks
from bht_assist.flows.session import thawed
from bht_assist.flows.ways import ways

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from bht_assist.content.library import Library
    from bht_assist.content.problems import Problem
    from bht_assist.directory.upkeep import Due
    from bht_assist.documents import word
    from bht_assist.documents.word_sheet import Paper
    from bht_assist.flows.guide import Guide
    from bht_assist.flows.view import StepView, View


SUPERVISOR = "group_report"
"""The document on groups over time, which belongs to notes and to none of them."""

_WAYS = ("phone", "text", "chat")
"""The ways to reach a service that a paper may show without its name."""

_WIDEST = 10_000
"""Letters of a line that breaks no name in two."""


class Blocked(Exception):
    """Papers that have to wait; `waiting` gives the rules by document."""

    def __init__(self, waiting: Mapping[str, tuple[str, ...]], view: View) -> None:
        self.waiting = waiting
        says = {finding.rule: finding.say for finding in view.findings}
        rules = dict.fromkeys(rule for rules in waiting.values() for rule in rules)
        super().__init__(
            "Not made yet. " + " ".join(f"{rule}: {says.get(rule, rule)}" for rule in rules)
        )


TROUBLES = (OutputError, LetterheadError, DocumentError)
"""What can go wrong while papers are made, each with a sentence for people."""


@dataclass(frozen=True, slots=True)
class Made:
    """A paper on disk."""

    written: Written
    path: Path

    def to_json(self) -> dict[str, Any]:
        document = self.written.document
        return {
            "id": document.document,
            "path": str(self.path),
            "audience": document.audience,
            "draft": self.written.draft,
        }


@dataclass(frozen=True, slots=True)
class Wish:
    """How somebody wants the papers: which ones, where, how large, on whose letterhead."""

    folder: Path
    documents: tuple[str, ...] = ()
    """All of the flow's, when empty."""
    type_size: int | None = None
    """Points; as each document has it, unless given."""
    paper: Paper | None = None
    """Letter or A4; as each document has it, unless given."""
    letterhead: bytes | None = None
    training: bool = False
    """Practice with a made-up client: every sheet says so."""
    ledger: Path | None = None
    """The file that remembers which numbers went out, without a word of the client; or none."""


def papers(view: View, wish: Wish) -> tuple[Written, ...]:
    """Fill the documents that were wished for.

    Raises:
        KeyError: a document that the flow does not have.
        Blocked: one of them has to wait.
        DocumentError: a template can't be filled.
    """
    flow = view.guide.flow
    names = wish.documents or flow.documents
    for name in names:
        if name not in flow.documents:
            raise KeyError(
                f"{flow.flow} has no document “{name}”; {did_you_mean(name, flow.documents)}"
            )
    names = _asked_for(view, names)
    waiting = {name: rules for name, rules in blocks(view).items() if name in names}
    if waiting:
        raise Blocked(waiting, view)
    written = tuple(_written(view, name) for name in names)
    return tuple(_practiced(each, view) for each in written) if wish.training else written


def _asked_for(view: View, names: Sequence[str]) -> tuple[str, ...]:
    """Leave out the papers that nobody asked for; there must be one that somebody did."""
    documents = view.guide.library.documents
    asked = tuple(
        name for name in names if name not in documents or is_wished(documents[name], view)
    )
    if names and not asked:
        titles = ", ".join(documents[name].title for name in names)
        reasons = " ".join(filter(None, (documents[name].when_not for name in names)))
        raise DocumentError(reasons or f"Nobody has asked for this copy yet: {titles}.")
    return asked


def _practiced(written: Written, view: View) -> Written:
    """Mark a paper of a made-up client, on every sheet and in the file's name."""
    marked = _noticed(written, view.guide.library.training_notice, written.page.notice)
    return replace(marked, file_name=f"practice-{written.file_name}")


def _written(view: View, name: str) -> Written:
    """Fill a document that may be filled: one that would show what is private is refused."""
    library = view.guide.library
    if name not in library.documents:
        raise DocumentError(f"There is no document “{name}”. `bht-assist packs check` says why.")
    if wrong := _leaks(view.guide, name):
        raise DocumentError("\n".join(map(str, wrong)))
    document, stopped = library.documents[name], stopped_at(view)
    if is_for_staff(library, name):
        return write(document, view, unfinished=bool(stopped))
    written = write(document, for_others(view), unfinished=bool(stopped))
    missing = any(may_show(each.step, {name}) for each in stopped)
    return _noticed(written, written.page.notice, library.left_out_notice) if missing else written


def _noticed(written: Written, *notices: str) -> Written:
    """Give a paper with these at the top of every sheet."""
    page = replace(written.page, notice=" ".join(filter(None, notices)))
    return replace(written, page=page)


@lru_cache(maxsize=32)
def _leaks(guide: Guide, name: str) -> tuple[Problem, ...]:
    """Look for what a document must not show: once, for neither it nor its flow changes."""
    return leaks(guide.library, guide.flow, name)


def make(view: View, wish: Wish, today: date) -> tuple[Made, ...]:
    """Make the Word files, all or none: everything is rendered before anything is written."""
    made = _made(papers(view, wish), wish, today)
    if wish.ledger and not wish.training:
        with suppress(OSError):  # a paper is worth more than its trace
            ledger.keep(wish.ledger, _handed_out(view, made, today))
    return made


def _made(written: Iterable[Written], wish: Wish, today: date) -> tuple[Made, ...]:
    from bht_assist.documents import word as paper  # noqa: PLC0415 - most of a talk needs none

    ready = [(each, paper.render(each.page, _look(each, wish), today)) for each in written]
    return tuple(_saved(ready, wish.folder))


def supervisor_page(view: View) -> Written:
    """Fill the page on the groups that were held; `make` never makes it along with a note.

    Raises:
        DocumentError: there is none in the packs, or it can't be filled.
    """
    return _written(view, SUPERVISOR)


def supervisor_file(view: View, wish: Wish, today: date) -> Made:
    """Make the Word file of that page."""
    (made,) = _made((supervisor_page(view),), wish, today)
    return made


def _handed_out(view: View, made: Iterable[Made], today: date) -> Iterator[ledger.HandedOut]:
    """Give which services stand on each paper, by its fingerprint; a paper with none is left out.

    A service stands on it where its name does; or a way to reach it, where the paper prints the
    answer in which it was picked: some show numbers alone.
    """
    library = view.guide.library
    rows = [(each.step.id, row) for each in view.steps for row in _picked(each)]
    for each in made:
        page = each.written.page
        words, shown = text.render(page, _WIDEST), printed(tree_of(each.written.document.body))
        on_it = {
            str(row["id"])
            for step, row in rows
            if str(row["name"]) in words or (step in shown and _is_reached(row, words))
        }
        known = [library.resources[name] for name in sorted(on_it & library.resources.keys())]
        numbers = {each.id: ledger.numbers_of(each) for each in known}
        if numbers:
            mark = fingerprint(page.blocks)
            yield ledger.HandedOut(mark, today.isoformat(), library.stamp, numbers)


def _is_reached(row: Mapping[str, Any], words: str) -> bool:
    """Whether a way to reach a service stands there, whole and not within a longer number."""
    ways = (str(row[way]) for way in _WAYS if row.get(way))
    return any(re.search(rf"(?<![\d-]){re.escape(way)}(?![\d-])", words) for way in ways)


def _picked(each: StepView) -> tuple[Mapping[str, Any], ...]:
    return each.value or () if each.step.ask == "resources" else ()


def _look(written: Written, wish: Wish) -> word.Look:
    from bht_assist.documents.word import Look  # noqa: PLC0415

    setup = written.document.print
    narrow = setup.margins == "narrow"
    letterhead = None if written.bare else wish.letterhead
    paper = wish.paper or setup.size
    return Look(wish.type_size or setup.type, paper, letterhead, narrow)


def _saved(ready: Iterable[tuple[Written, bytes]], folder: Path) -> list[Made]:
    """Write the files; when one fails, those before it go too, so that no half set stays."""
    made: list[Made] = []
    try:
        for written, content in ready:
            made.append(
                Made(
                    written,
                    files.write(folder, f"{files.safe_name(written.file_name)}.docx", content),
                )
            )
    except OutputError:
        for each in made:
            each.path.unlink(missing_ok=True)
        raise
    return made


def computed(view: View) -> dict[str, Any]:
    """Give what the flow worked out by itself."""
    shown: dict[str, Any] = {}
    for each in view.steps:
        if each.step.ask == "agenda" and each.status == "done":
            shown["agenda"] = thawed(each.value)
        elif each.misfit is not None:
            options = [way.to_json() for way in ways(view, each.step)]
            shown["misfit"] = {"why": each.misfit.say, "options": options}
    return shown


def told(view: View, wish: Wish, today: date) -> tuple[str, tuple[Made, ...]]:
    """Make the papers and say in a sentence how it went; none are made when it went badly."""
    try:
        made = make(view, wish, today)
    except (Blocked, *TROUBLES) as error:
        return str(error), ()
    return "\n".join(
        f"Made: {each.path}{' (draft)' if each.written.draft else ''}" for each in made
    ), made


def markdown_text(body: str, width: int = 72) -> str:
    """Give Markdown, such as a guidance card, as plain lines."""
    return text.render(Page("", blocks_of(body)), width)


def page_text(view: View, width: int = 72) -> str:
    """Give the first paper so far as plain text."""
    flow = view.guide.flow
    if not flow.documents:
        return ""
    try:
        return text.render(_written(view, flow.documents[0]).page, width)
    except DocumentError as error:
        return str(error)


def call_sheet_file(rows: Sequence[Due], library: Library, out: Path, today: date) -> Path:
    """Write the sheet for checking the directory by phone, never over another file.

    Raises:
        OutputError: it can't be written there.
    """
    words = library.keeping.call_sheet
    if words is None:
        raise OutputError("No pack has the words of a call sheet (directory.yaml, call_sheet).")
    page = call_sheet(rows, words, library.stamp)
    from bht_assist.documents.word import Look, render  # noqa: PLC0415

    return files.write(out.parent, out.name, render(page, Look(), today))

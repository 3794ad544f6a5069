"""`make` and `review`: a whole conversation from an answers file, without a question asked."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NoReturn

import click

from .counted import counted, lately_option
from .options import (
    PROBLEMS,
    Ask,
    Trouble,
    answers_option,
    earlier_option,
    guide_for,
    json_option,
    large_option,
    ledger_file,
    letterhead_bytes,
    letterhead_option,
    linked_option,
    load_library,
    out_option,
    packs_option,
    paper_option,
    print_json,
    take_answers,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bht_assist.content.library import Library
    from bht_assist.documents.word_sheet import Paper
    from bht_assist.flows.view import View
    from bht_assist.making import Blocked, Made

NOTHING_MADE = "Nothing was made."
NOT_FOR_PAPERS = ("asking", "scenarios")
"""Folders of a pack that no paper needs."""


@click.command()
@click.argument("flow")
@answers_option
@earlier_option
@linked_option
@click.option("--document", "documents", multiple=True, metavar="ID", help="Only this paper.")
@out_option
@large_option
@paper_option
@letterhead_option
@lately_option
@packs_option
@json_option
def make(  # noqa: PLR0913, PLR0917 - one parameter for each option
    flow: str,
    answers: Path,
    earlier: Path | None,
    linked: Path | None,
    documents: tuple[str, ...],
    out: Path,
    large_print: int | None,
    paper: Paper | None,
    letterhead: Path | None,
    lately: Path | None,
    packs: tuple[Path, ...],
    *,
    as_json: bool,
) -> None:
    """Make the Word files of FLOW from an answers file."""
    from bht_assist import making
    from bht_assist.flows.view import view

    library = load_library(packs, *NOT_FOR_PAPERS)
    guide = guide_for(library, flow).remembering(counted(lately))
    taken = take_answers(guide, answers, earlier, linked)
    if taken.problems:
        rows = [each.to_json() for each in taken.problems]
        _refuse(flow, "\n".join(map(str, taken.problems)), rows, as_json=as_json)
    seen = view(guide, taken.session)
    lent = letterhead_bytes(letterhead or guide.library.letterhead)
    with _troubles_told(seen, as_json=as_json):
        wish = making.Wish(out, documents, large_print, paper, lent, ledger=ledger_file())
        made = making.make(seen, wish, guide.today)
    _tell(seen, made, as_json=as_json)


def make_list(library: Library, services: list[str], out: Path, *, as_json: bool) -> None:
    """Make the sheet of these services, by the flow that asks for nothing else."""
    from bht_assist import making
    from bht_assist.flows.answers import parse
    from bht_assist.flows.picking import quick
    from bht_assist.flows.review import to_look_at
    from bht_assist.flows.session import Answered
    from bht_assist.flows.view import view

    flow, step = quick(library)
    guide = guide_for(library, flow)
    picked = parse(guide.by_id[step], services, guide.library)
    seen = view(guide, guide.start().add(Answered(step, picked)))
    if not services or seen.step(step).problems:
        text = " ".join(seen.step(step).problems) or "No service by these words."
        _refuse(flow, text, [], as_json=as_json)
    with _troubles_told(seen, as_json=as_json):
        lent = letterhead_bytes(guide.library.letterhead)
        wish = making.Wish(out, letterhead=lent, ledger=ledger_file())
        made = making.make(seen, wish, guide.today)
    _tell(seen, made, as_json=as_json)
    for found in to_look_at(seen):
        click.echo(found.say, err=True)


def _tell(seen: View, made: tuple[Made, ...], *, as_json: bool) -> None:
    from bht_assist.making import computed

    if as_json:
        rows = [each.to_json() for each in made]
        shape = {"flow": seen.guide.flow.flow, "documents": rows, "problems": []}
        print_json({**shape, "computed": computed(seen)})
        return
    for each in made:
        click.echo(f"{each.path}{'  (draft)' if each.written.draft else ''}")


def _refuse(
    flow: str,
    text: str,
    rows: list[dict[str, Any]],
    computed: dict[str, Any] | None = None,
    *,
    as_json: bool,
) -> NoReturn:
    """Say why nothing is written, and stop."""
    if as_json:
        print_json({"flow": flow, "documents": [], "problems": rows, "computed": computed or {}})
        sys.exit(PROBLEMS)
    raise Trouble(f"{text}\n{NOTHING_MADE}")


@contextmanager
def _troubles_told(seen: View, *, as_json: bool) -> Iterator[None]:
    """Turn what can go wrong while papers are made into a sentence and an exit code."""
    from bht_assist.documents.files import OutputError
    from bht_assist.making import TROUBLES, Blocked, computed

    try:
        yield
    except KeyError as error:
        raise Ask(error.args[0]) from None
    except Blocked as error:
        known = computed(seen)
        options = [f"  {each['say']}" for each in known.get("misfit", {}).get("options", ())]
        text = "\n".join([str(error), *options])
        _refuse(seen.guide.flow.flow, text, _waiting(error), known, as_json=as_json)
    except OutputError as error:
        raise Ask(str(error)) from None
    except TROUBLES as error:
        raise Trouble(str(error)) from None


def _waiting(blocked: Blocked) -> list[dict[str, Any]]:
    return [
        {
            "code": "blocked",
            "level": "error",
            "document": name,
            "rules": rules,
            "text": str(blocked),
        }
        for name, rules in blocked.waiting.items()
    ]


@click.command()
@click.argument("flow")
@answers_option
@earlier_option
@linked_option
@packs_option
@json_option
def review(  # noqa: PLR0913 - one parameter for each option
    flow: str,
    answers: Path,
    earlier: Path | None,
    linked: Path | None,
    packs: tuple[Path, ...],
    *,
    as_json: bool,
) -> None:
    """Show how far answers go: what is open, what was found, which paper waits for what.

    Exits with 1 when answers could not be used, somebody must be called, or a paper has to wait.
    """
    from bht_assist.flows.review import report
    from bht_assist.flows.view import view

    guide = guide_for(load_library(packs, *NOT_FOR_PAPERS), flow)
    taken = take_answers(guide, answers, earlier, linked)
    shape = report(view(guide, taken.session), taken.refused)
    shape["problems"] = [each.to_json() for each in taken.problems]
    if as_json:
        print_json(shape)
    else:
        click.echo("\n".join(_review_lines(shape)))
    if taken.problems or shape["blocks"] or shape["level"] in {"stop_now", "pause_check"}:
        sys.exit(PROBLEMS)


def _review_lines(shape: dict[str, Any]) -> Iterator[str]:
    marks = {"todo": "·", "done": "✓", "skipped": "–"}
    for row in shape["steps"]:
        if row["status"] != "hidden":
            yield f"{marks[row['status']]} {row['title']}"
            yield from (f"    {text}" for text in [*row["problems"], *row["hints"]])
    for finding in shape["findings"]:
        if finding["dismissed"]:
            yield f"– {finding['rule']} set aside: {finding['dismissed']}"
        elif finding["level"] != "hint":
            yield f"! {finding['rule']} {finding['say']}"
    for problem in shape["problems"]:
        yield f"! {problem['text']} {problem['hint']}"
    for key, words in (("filled_in", "Filled in"), ("personal_and_usable", "Personal and usable")):
        yield f"{words}: {shape[key]['met']} of {shape[key]['of']}"
    if shape["clinician"]:
        yield "For the clinician:"
        yield from (f"  {row['rule']} {row['say']}" for row in shape["clinician"])
    yield "This checks the paper, not the person."

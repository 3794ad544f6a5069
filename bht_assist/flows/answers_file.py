"""An answers file to a session: every answer checked, everything wrong said at once."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bht_assist.content.clean import clean
from bht_assist.content.models.steps import Info
from bht_assist.content.problems import PackError, Place, Problem, did_you_mean
from bht_assist.content.source import ANSWERS_FILE, MarkedMap, key_place, place_at, read_yaml

from .answers import AnswerError, parse
from .session import Acknowledged, Answered, Event, Session, Skipped

if TYPE_CHECKING:
    from pathlib import Path

    from bht_assist.content.models import Step

    from .guide import Guide

SKIP_REASONS = ("declined", "not_now", "not_applicable", "nobody_now", "deferred")
TOLD = "acknowledged"
"""The key under which an answers file says who has been called about a stop."""


@dataclass(frozen=True, slots=True)
class Taken:
    """The session that an answers file makes, and what could not be taken."""

    session: Session
    problems: tuple[Problem, ...] = ()
    refused: Mapping[str, tuple[str, ...]] | None = None
    """Problems by step."""


def read(path: Path) -> Mapping[str, Any]:
    """Read a YAML or JSON answers file.

    Raises:
        PackError: when it can't be read, with the place and what to do.
    """
    raw = _bytes(path)
    tree = _json(raw, path) if path.suffix == ".json" else _yaml(raw, path)
    if not isinstance(tree, Mapping):
        text = "answers must be keys and values, one line for each step"
        raise PackError(
            [Problem(Place(str(path), 1, 1), "wrong-shape", text, "write `step: answer`")]
        )
    return tree


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > ANSWERS_FILE.size:
            raise PackError(
                [
                    Problem(
                        Place(str(path)),
                        "too-large",
                        f"the file is over {ANSWERS_FILE.size:,} bytes",
                    )
                ]
            )
        return path.read_bytes()
    except OSError as error:
        text = f"the file can't be read: {error.strerror or type(error).__name__}"
        raise PackError(
            [Problem(Place(str(path)), "unreadable", text, "check the name and the folder")]
        ) from None


def _yaml(raw: bytes, path: Path) -> object:
    tree, problems = read_yaml(raw, str(path), ANSWERS_FILE)
    if errors := [problem for problem in problems if problem.level == "error"]:
        raise PackError(errors)
    return tree


def _json(raw: bytes, path: Path) -> object:
    try:
        return json.loads(raw, object_pairs_hook=_no_twins, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        place = Place(str(path), error.lineno, error.colno)
        raise PackError(
            [Problem(place, "json-syntax", error.msg, "check the quotes, commas and braces")]
        ) from None
    except (ValueError, RecursionError) as error:
        text = str(error) if isinstance(error, _Refused) else "this is not JSON that can be read"
        raise PackError([Problem(Place(str(path), 1, 1), "json-syntax", text)]) from None


class _Refused(ValueError):
    pass


def _no_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    keys = [key for key, _ in pairs]
    if twice := next((key for key in keys if keys.count(key) > 1), None):
        raise _Refused(f"`{twice[:40]}` stands there twice")
    return dict(pairs)


def _no_constant(name: str) -> Any:
    raise _Refused(f"{name} is not an answer")


def take(guide: Guide, answers: Mapping[str, Any], file: str = "answers") -> Taken:
    """Answer the steps of a flow from a mapping; nothing that fits is lost over what does not."""
    problems = [_unknown(guide, key, answers, file) for key in answers if key not in _known(guide)]
    events: list[Event] = []
    refused: dict[str, tuple[str, ...]] = {}
    for step in guide.steps:
        raw = next((answers[name] for name in (step.id, *step.was) if name in answers), None)
        try:
            events += _events(step, raw, guide)
        except AnswerError as error:
            refused[step.id] = error.texts
            place = _place(answers, (step.id,), file)
            problems += [
                Problem(place, "wrong-answer", f"`{step.id}`: {text}") for text in error.texts
            ]
    session = guide.start().add(*events, *_told(answers.get(TOLD)))
    return Taken(session, tuple(sorted(problems, key=lambda each: each.place)), refused)


def _known(guide: Guide) -> set[str]:
    return {*guide.by_id, *guide.renamed, TOLD}


def _unknown(guide: Guide, key: str, answers: Mapping[str, Any], file: str) -> Problem:
    place = key_place(answers, (key,)) if isinstance(answers, MarkedMap) else Place(file)
    hint = did_you_mean(str(key), guide.by_id)
    return Problem(
        place, "unknown-step", f"`{str(key)[:60]}` is not a step of {guide.flow.flow}", hint
    )


def _place(answers: Mapping[str, Any], path: tuple[str, ...], file: str) -> Place:
    return place_at(answers, path) if isinstance(answers, MarkedMap) else Place(file)


def _events(step: Step, raw: object, guide: Guide) -> Iterator[Event]:
    """Yield what one answer says; whoever writes a file has read the texts in between."""
    if isinstance(step, Info):
        yield Answered(step.id, True)
    elif isinstance(raw, Mapping) and "skip" in raw:
        yield _skip(step, raw)
    elif (value := parse(step, raw, guide.library)) is not None:
        yield Answered(step.id, value)


def _skip(step: Step, raw: Mapping[str, Any]) -> Skipped:
    reason = str(raw["skip"])
    if reason not in SKIP_REASONS:
        raise AnswerError(
            f"“{reason[:40]}” is not a reason to skip; {did_you_mean(reason, SKIP_REASONS)}"
        )
    if extra := set(raw) - {"skip", "to"}:
        raise AnswerError(
            f"A skipped step takes `skip` and `to`, not {', '.join(sorted(map(str, extra)))}."
        )
    return Skipped(step.id, reason, clean(str(raw.get("to", "")))[:200])


def _told(rows: object) -> Iterator[Acknowledged]:
    for row in rows if isinstance(rows, list) else []:
        if isinstance(row, Mapping):
            said = {
                key: clean(str(row.get(key, "")))
                for key in ("step", "rule", "matched", "name", "time")
            }
            yield Acknowledged(**said)

"""An answers file to a session: every answer checked, everything wrong said at once."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bht_assist.content.clean import clean
from bht_assist.content.marked import MarkedMap, key_place, place_at
from bht_assist.content.models.steps import Info
from bht_assist.content.problems import PackError, Place, Problem, did_you_mean
from bht_assist.content.source import ANSWERS_FILE, read_yaml

from .answers import AnswerError, parse, text_of
from .log import can_dismiss, key_of
from .revision import FATES, RevisionError, revised
from .session import Acknowledged, Answered, Dismissed, Event, Raised, Revised, Session, Skipped
from .view import view

if TYPE_CHECKING:
    from pathlib import Path

    from bht_assist.content.models import Step

    from .guide import Guide

SKIP_REASONS = ("declined", "not_now", "not_applicable", "nobody_now", "deferred")
TOLD = "acknowledged"
"""The key under which an answers file says who has been called about a stop."""
RAISED = "raised"
"""Stops that staff raised by hand."""
ASIDE = "dismissed"
"""Findings that staff set aside, each with a reason."""
REVISED = "revised"
"""What becomes of the entries of an earlier plan."""


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
        tree = json.loads(
            raw, object_pairs_hook=_no_twins, parse_constant=_no_constant, parse_float=str
        )
        _hold_to_limits(tree)
    except json.JSONDecodeError as error:
        place = Place(str(path), error.lineno, error.colno)
        raise PackError(
            [Problem(place, "json-syntax", error.msg, "check the quotes, commas and braces")]
        ) from None
    except (ValueError, RecursionError) as error:
        text = str(error) if isinstance(error, _Refused) else "this is not JSON that can be read"
        raise PackError([Problem(Place(str(path), 1, 1), "json-syntax", text)]) from None
    return tree


class _Refused(ValueError):
    pass


def _no_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for key, value in pairs:
        name = clean(key)
        if name in made:
            raise _Refused(f"`{name[:40]}` stands there twice")
        made[name] = value
    return made


def _no_constant(name: str) -> Any:
    raise _Refused(f"{name} is not an answer")


def _hold_to_limits(tree: object) -> None:
    """Hold a JSON file to the limits that a YAML file has."""
    level, depth, nodes = [tree], 0, 1
    while level := [
        inner
        for each in level
        if isinstance(each, dict | list)
        for inner in (each.values() if isinstance(each, dict) else each)
    ]:
        depth, nodes = depth + 1, nodes + len(level)
        if depth > ANSWERS_FILE.depth or nodes > ANSWERS_FILE.nodes:
            raise _Refused("there is too much in this file, or it is nested too deep")


def take(
    guide: Guide,
    answers: Mapping[str, Any],
    file: str = "answers",
    earlier: Session | None = None,
    linked: tuple[Answered, ...] = (),
) -> Taken:
    """Answer the steps of a flow from a mapping; nothing that fits is lost over what does not.

    With an `earlier` session it starts from what that one said; what is `linked` comes from another
    conversation, and the file's own answers stand over both.
    """
    known = {*guide.by_id, *guide.renamed, *_ROWS}
    problems = [_unknown(guide, key, answers, file) for key in answers if key not in known]
    events: list[Event] = []
    refused: dict[str, tuple[str, ...]] = {}
    for step in guide.steps:
        old = (name for name in step.was if guide.renamed.get(name) == step.id)
        name = next((name for name in (step.id, *old) if name in answers), step.id)
        try:
            events += _events(step, answers.get(name), guide)
        except AnswerError as error:
            refused[step.id] = error.texts
            problems += _wrong(answers, (name,), file, error)
    for key, make in _ROWS.items():
        rows = answers.get(key)
        listed = rows if isinstance(rows, list | tuple) else [rows] if rows else []
        for index, row in enumerate(listed):
            try:
                events.append(make(row))
            except AnswerError as error:
                problems += _wrong(answers, (key, index), file, error)
    try:
        session = _begun(guide, [*linked, *events], earlier)
    except RevisionError as error:
        session = guide.start().add(*events)
        problems += _wrong(answers, (REVISED,), file, AnswerError(str(error)))
    problems += _in_vain(guide, session, answers, file)
    return Taken(session, tuple(sorted(problems, key=lambda each: each.place)), refused)


def _begun(guide: Guide, events: list[Event], earlier: Session | None) -> Session:
    """Begin with what the file says; what is said there of all the rest comes last."""
    events = sorted(events, key=lambda each: _is_last(guide, each))
    if earlier is None:
        return guide.start().add(*events)
    decisions = [each for each in events if isinstance(each, Revised)]
    said = [each for each in events if not isinstance(each, Revised)]
    return revised(earlier, guide, decisions).add(*said)


def _is_last(guide: Guide, event: Event) -> bool:
    return isinstance(event, Answered) and event.step in guide.lapsing


def _wrong(
    answers: Mapping[str, Any], path: tuple[str | int, ...], file: str, error: AnswerError
) -> list[Problem]:
    place = place_at(answers, path) if isinstance(answers, MarkedMap) else Place(file)
    return [Problem(place, "wrong-answer", f"`{path[0]}`: {text}") for text in error.texts]


def _unknown(guide: Guide, key: str, answers: Mapping[str, Any], file: str) -> Problem:
    place = key_place(answers, (key,)) if isinstance(answers, MarkedMap) else Place(file)
    hint = did_you_mean(str(key), guide.by_id)
    return Problem(
        place, "unknown-step", f"`{str(key)[:60]}` is not a step of {guide.flow.flow}", hint
    )


def _events(step: Step, raw: object, guide: Guide) -> Iterator[Event]:
    """Yield what one answer says; whoever writes a file has read the texts in between."""
    if isinstance(step, Info):
        yield Answered(step.id, True)
    elif isinstance(raw, Mapping) and "skip" in raw:
        yield _skip(step, raw)
    elif (value := parse(step, raw, guide.library)) is not None:
        yield Answered(step.id, value)


def _skip(step: Step, raw: Mapping[str, Any]) -> Skipped:
    reason = clean(str(raw["skip"]))
    if reason not in SKIP_REASONS:
        raise AnswerError(
            f"“{reason[:40]}” is not a reason to skip; {did_you_mean(reason, SKIP_REASONS)}"
        )
    if extra := set(raw) - {"skip", "to"}:
        raise AnswerError(
            f"A skipped step takes `skip` and `to`, not {', '.join(sorted(map(str, extra)))}."
        )
    return Skipped(step.id, reason, clean(str(raw.get("to", "")))[:200])


def _told(row: object) -> Acknowledged:
    keys = ("step", "rule", "matched", "name", "time")
    return Acknowledged(**_row(row, keys, "A call to somebody", "name", "who has been called"))


def _raised(row: object) -> Raised:
    keys = ("step", "reason", "time")
    return Raised(**_row(row, keys, "A stop raised by hand", "reason", "what was seen or heard"))


def _aside(row: object) -> Dismissed:
    keys = ("step", "rule", "matched", "reason")
    return Dismissed(**_row(row, keys, "Something set aside", "reason", "why it is set aside"))


def _revised(row: object) -> Revised:
    keys = ("step", "said", "fate", "reason", "to")
    made = Revised(**_row(row, keys, "What becomes of an entry", "said", "which entry"))
    if made.fate not in FATES:
        raise AnswerError(f"`fate` is one of: {', '.join(FATES)}.")
    return made


def _in_vain(
    guide: Guide, session: Session, answers: Mapping[str, Any], file: str
) -> Iterator[Problem]:
    """Say what a file asks for that changes nothing: a stop must never be lost or set aside so."""
    if guide.flow.by_hand is None and any(isinstance(each, Raised) for each in session.events):
        error = AnswerError("This conversation has no stop by hand. Call who your policy says.")
        yield from _wrong(answers, (RAISED,), file, error)
    aside = {
        (each.step, each.rule, each.matched)
        for each in session.events
        if isinstance(each, Dismissed)
    }
    for finding in view(guide, session).findings if aside else ():
        if key_of(finding) in aside and not can_dismiss(finding):
            error = AnswerError(f"{finding.rule} can't be set aside. {finding.say}")
            yield from _wrong(answers, (ASIDE,), file, error)


def _row(
    row: object, keys: tuple[str, ...], what: str, needed: str, meaning: str
) -> dict[str, str]:
    if not isinstance(row, Mapping):
        raise AnswerError(f"{what} takes {', '.join(keys)}.")
    said = {key: text_of(row.get(key, ""), key, lines=key == "matched") for key in keys}
    if not said[needed]:
        raise AnswerError(f"Say {meaning}, under `{needed}`.")
    return said


_ROWS: Mapping[str, Callable[[object], Event]] = {
    RAISED: _raised,
    TOLD: _told,
    ASIDE: _aside,
    REVISED: _revised,
}
"""What an answers file may say beside its answers, in the order in which it is taken."""

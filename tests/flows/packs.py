"""Small packs for tests: YAML in, a guide out."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from textwrap import dedent, indent
from typing import Any

from bht_assist.content.explain import valid
from bht_assist.content.library import Library, load
from bht_assist.content.models.steps import KINDS, StepBase
from bht_assist.flows.guide import Guide, guide_to
from bht_assist.flows.session import Answered, Event, Session, frozen
from bht_assist.flows.view import View, view

DAY = date(2026, 11, 23)


def library(folder: Path, files: Mapping[str, str]) -> Library:
    """Write a pack of these files into `folder` and load it, alone."""
    for name, text in {"pack.yaml": "id: small\nversion: '1'\ntitle: Small\n", **files}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text), encoding="utf-8")
    return load(folder, core=False)


def flow(steps: str, more: str = "") -> str:
    """Give the YAML of a flow with one section of these steps."""
    return (
        "flow: small\ntitle: Small\nabout: A small one.\nminutes: 5\n"
        + dedent(more)
        + "\nsections:\n  - id: only\n    title: Only\n    steps:\n"
        + indent(dedent(steps), "      ")
    )


def guide(
    folder: Path, steps: str, more: str = "", files: Mapping[str, str] | None = None
) -> Guide:
    """Make a flow of these steps ready to run."""
    made = library(folder, {**(files or {}), "flows/small.yaml": flow(steps, more)})
    assert not [each for each in made.problems if each.level == "error"], made.problems
    return guide_to(made, "small", DAY)


def step(ask: str, **keys: object) -> StepBase:
    """Make one step of a kind."""
    return valid(KINDS[ask], {"id": "it", "ask": ask, **keys})


def options(*names: str) -> list[dict[str, str]]:
    return [{"id": name, "say": name.replace("_", " ").title()} for name in names]


def answered(**answers: Any) -> list[Event]:
    return [Answered(name, frozen(value)) for name, value in answers.items()]


def seen(guide: Guide, *events: Event, **answers: Any) -> View:
    """Look at a conversation of these answers, then these events."""
    return view(guide, session(guide, *events, **answers))


def session(guide: Guide, *events: Event, **answers: Any) -> Session:
    return guide.start().add(*answered(**answers), *events)

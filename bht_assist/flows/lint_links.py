"""Checks of links: both steps are there, of one kind, and nothing private crosses over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bht_assist.content.problems import Problem, did_you_mean

from .linking import crosses

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bht_assist.content.library import Library
    from bht_assist.content.models import Flow, Link, Step


def link_problems(library: Library, flow: Flow) -> Iterator[Problem]:
    """Give what is wrong with what a flow takes over from others."""
    here = {step.id: step for step in flow.steps}
    for index, link in enumerate(flow.links):
        for path, text, hint in _wrong(library, link, here):
            yield Problem(library.place("flows", flow.flow, "links", index, *path), *text, hint)


_Wrong = tuple[tuple[str, ...], tuple[str, str], str]
"""The key in the link, the code and the text, the hint."""


def _wrong(library: Library, link: Link, here: dict[str, Step]) -> Iterator[_Wrong]:
    if link.flow not in library.flows:
        text = f"there is no flow `{link.flow}`"
        yield ("flow",), ("unknown-flow", text), did_you_mean(link.flow, library.flows)
        return
    there = {step.id: step for step in library.flows[link.flow].steps}
    for step, name in link.takes.items():
        yield from _crossing(("takes", step), here.get(step), there.get(name), (step, name))
    for step in (*link.if_made, *filter(None, [link.made_on])):
        if step not in here:
            path = ("if_made", step) if step in link.if_made else ("made_on",)
            yield path, ("unknown-step", f"there is no step `{step}`"), did_you_mean(step, here)
    if link.made_on in here and here[link.made_on].ask != "date":
        yield ("made_on",), ("not-a-date", f"`{link.made_on}` asks for no date"), "name another"


def _crossing(
    path: tuple[str, ...], here: Step | None, there: Step | None, names: tuple[str, str]
) -> Iterator[_Wrong]:
    for step, name in ((here, names[0]), (there, names[1])):
        if step is None:
            yield path, ("unknown-step", f"there is no step `{name}`"), "check the name"
    if here is None or there is None:
        return
    if not crosses(there):
        text = f"`{names[1]}` is private, or stays apart"
        yield path, ("does-not-cross", text), "take the line out"
    if here.ask != there.ask:
        text = f"`{names[0]}` asks for {here.ask}, `{names[1]}` for {there.ask}"
        yield path, ("other-kind", text), "name a step of the same kind"

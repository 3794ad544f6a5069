"""Rules that hold over all of the screen's code: words, keys, contrast."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import pytest
from textual.binding import Binding
from textual.color import Color
from textual.dom import DOMNode

from bht_assist.ui import commands, themes
from tests.program.packs import ROOT

from .person import at_the_screen, story
from .test_screens import agenda, choices, find, items, mistake, people, review, stop

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Iterator
    from pathlib import Path

    from rich.color import Color as Ink
    from textual.strip import Strip
    from textual.theme import Theme

    from .person import Person

SOURCES = sorted((ROOT / "bht_assist" / "ui").glob("*.py"))
SHOWN = {"Static", "Label", "Option", "notify", "Text"}
GATES = {"plain", "joined", "Content", "styled"}


def _name(call: ast.Call) -> str:
    return getattr(call.func, "attr", getattr(call.func, "id", ""))


def _is_told(value: ast.expr) -> bool:
    """Whether words are ours, or went through the gate."""
    return isinstance(value, ast.Constant) or (
        isinstance(value, ast.Call) and _name(value) in GATES
    )


def _unguarded(tree: ast.AST) -> Iterator[int]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            named = [getattr(target, "attr", "") for target in node.targets]
            if {"border_title", "border_subtitle"} & {*named} and not _is_told(node.value):
                yield node.lineno
        if isinstance(node, ast.Call) and _name(node) in SHOWN and node.args:
            off = any(each.arg == "markup" for each in node.keywords)
            safe = off or _name(node) == "Text" or _is_told(node.args[0])
            if not safe:
                yield node.lineno
        if isinstance(node, ast.Attribute) and node.attr in {"from_markup", "from_text"}:
            yield node.lineno


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_no_widget_gets_words_that_could_be_markup(source: Path) -> None:
    assert not list(_unguarded(ast.parse(source.read_text(encoding="utf-8"))))


@pytest.mark.parametrize(
    "code",
    ["Static(words)", "self.notify(f'{x}')", "card.border_title = name", "Content.from_markup(x)"],
)
def test_the_rule_sees_what_it_is_for(code: str) -> None:
    assert list(_unguarded(ast.parse(code)))


def _ours(kind: type[DOMNode]) -> Iterator[type[DOMNode]]:
    for each in kind.__subclasses__():
        yield from _ours(each)
        if each.__module__.startswith("bht_assist."):
            yield each


def _keys(kind: type[DOMNode]) -> Iterator[str]:
    from textual.widgets import Input  # noqa: PLC0415

    for each in vars(kind).get("BINDINGS", ()):
        keys = each.key if isinstance(each, Binding) else each[0]
        if each not in Input.BINDINGS:
            yield from keys.split(",")


def test_no_key_is_bound_that_a_terminal_cannot_send() -> None:
    kinds = set(_ours(DOMNode))
    assert len(kinds) > 15
    bound = {key for kind in kinds for key in _keys(kind)}
    bound |= {key for each in commands.COMMANDS for key in each.keys.split(",")}
    assert not bound & commands.FORBIDDEN


@pytest.mark.parametrize("where", commands.PLACES)
def test_a_key_means_one_thing_on_a_screen(where: str) -> None:
    keys = [key for each in commands.commands(where) for key in each.keys.split(",")]
    assert len(keys) == len(set(keys))


def test_the_page_of_keys_is_made_from_the_table() -> None:
    assert (ROOT / "docs" / "keys.md").read_text(encoding="utf-8") == commands.keys_page()


def _light(color: Color) -> float:
    """Give the relative luminance of WCAG."""
    parts = [
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4
        for each in color.normalized
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def ratio(one: Color, other: Color) -> float:
    dark, bright = sorted((_light(one), _light(other)))
    return (bright + 0.05) / (dark + 0.05)


def _contrast(ink: Ink | None, ground: Ink | None) -> float:
    assert ink is not None
    assert ground is not None
    return ratio(Color.from_rich_color(ink), Color.from_rich_color(ground))


def _poor(strips: Iterable[Strip]) -> set[tuple[str, str]]:
    """Give the words that stand out too little from what is behind them."""
    return {
        (part.text.strip(), str(part.style))
        for strip in strips
        for part in strip
        if part.style is not None
        and any(letter.isalnum() for letter in part.text)
        and _contrast(part.style.color, part.style.bgcolor) < 4.5
    }


@pytest.mark.parametrize("told", [items, choices, people, mistake, stop, review, find, agenda])
def test_all_text_can_be_read_in_every_theme(
    tmp_path: Path, told: Callable[[Person], Awaitable[None]]
) -> None:
    @story
    async def tell() -> None:
        async with at_the_screen(tmp_path, (120, 40)) as person:
            await told(person)
            for theme in themes.ALL:
                person.app.theme = theme.name
                await person.press("ctrl+z")
                assert not _poor(person.app.screen._compositor.render_strips()), theme.name

    tell()


@pytest.mark.parametrize("theme", themes.ALL, ids=lambda theme: theme.name)
def test_body_text_can_be_read_with_ease(theme: Theme) -> None:
    body = Color.parse(theme.foreground or "")
    for ground in (theme.background, theme.surface, theme.panel):
        assert ratio(body, Color.parse(ground or "")) >= 7

"""Foreign words become something to show at one place only, so they can never become markup."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from rich.style import Style

import bht_assist.ui
from bht_assist.ui.words import segments

SHOW_WORDS = {"Static", "Label", "Option", "Button"}
SAFE_MAKERS = {"plain", "joined", "Content"}
SOURCES = sorted(Path(bht_assist.ui.__path__[0]).glob("*.py"))


def calls(tree: ast.AST) -> list[ast.Call]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.Call)]


def name_of(call: ast.Call) -> str:
    return getattr(call.func, "id", "") or getattr(call.func, "attr", "")


def is_safe(node: ast.expr) -> bool:
    if isinstance(node, ast.Constant):
        return True
    return isinstance(node, ast.Call) and name_of(node) in SAFE_MAKERS


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_a_widget_is_given_literals_or_plain_words_only(source: Path) -> None:
    shown = [c for c in calls(ast.parse(source.read_text("utf-8"))) if name_of(c) in SHOW_WORDS]
    unsafe = [call.lineno for call in shown if call.args and not is_safe(call.args[0])]
    assert unsafe == []


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_pieces_of_a_line_are_cut_at_the_one_place_only(source: Path) -> None:
    cuts = "Segment" in map(name_of, calls(ast.parse(source.read_text("utf-8"))))
    assert cuts == (source.stem == "words")


def test_a_line_keeps_its_letters_and_loses_what_moves_the_cursor() -> None:
    cut = segments("Call [sister] [/] é\r\x08 food", frozenset({"food"}), Style())
    assert "".join(piece.text for piece in cut) == "Call [sister] [/] é food"
    assert [piece.text for piece in cut if piece.style and piece.style.underline] == ["food"]


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_nothing_is_said_in_a_toast_which_would_lie_over_what_is_typed(source: Path) -> None:
    assert "notify" not in map(name_of, calls(ast.parse(source.read_text("utf-8"))))

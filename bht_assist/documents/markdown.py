"""Markdown to blocks of a Page: CommonMark, tables, boxes to tick, and fenced directives."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from markdown_it.common.utils import unescapeAll
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.container import container_plugin

from .page import (
    Block,
    Bullets,
    Card,
    CheckBoxes,
    FoldCard,
    Heading,
    Keep,
    Line,
    PageBreak,
    Paragraph,
    QrCode,
    Run,
    Signatures,
    Table,
    WritingLines,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

DIRECTIVES = ("card", "fold", "keep", "large", "small", "signatures", "lines")
_QR = "qr:"
_BOX = "[ ] "


@cache
def _reader() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    reader.normalizeLink = lambda url: url  # type: ignore[method-assign]
    for name in DIRECTIVES:
        container_plugin(reader, name)
    return reader


def blocks_of(markdown: str) -> tuple[Block, ...]:
    """Give the blocks of a Markdown text."""
    return tuple(_blocks(SyntaxTreeNode(_reader().parse(markdown))))


def _blocks(parent: SyntaxTreeNode) -> Iterator[Block]:
    for node in parent.children:
        match node.type:
            case "heading":
                yield Heading(min(int(node.tag[1]), 3), _line(node))
            case "paragraph":
                yield from _paragraph(node)
            case "bullet_list" | "ordered_list":
                yield _list(node)
            case "table":
                yield _table(node)
            case "hr":
                yield PageBreak()
            case "code_block" | "fence":
                yield Paragraph((Run(node.content.rstrip("\n")),))
            case kind if kind.startswith("container_"):
                yield from _directive(kind.removeprefix("container_"), node)
            case _:
                yield from _blocks(node)


def _paragraph(node: SyntaxTreeNode) -> Iterator[Block]:
    inline = node.children[0]
    pictures = [child for child in inline.children if child.type == "image"]
    codes = [QrCode(str(p.attrs["src"])[len(_QR) :], p.content) for p in pictures if _is_code(p)]
    if codes and len(codes) == len(
        [child for child in inline.children if child.type != "softbreak"]
    ):
        yield from codes
    else:
        yield Paragraph(_line(node))


def _is_code(picture: SyntaxTreeNode) -> bool:
    return str(picture.attrs.get("src", "")).startswith(_QR)


def _list(node: SyntaxTreeNode) -> Block:
    sources = [_source(item) for item in node.children]
    lines = tuple(_item(item) for item in node.children)
    if sources and all(source.startswith(_BOX) for source in sources):
        return CheckBoxes(tuple(_without_box(line) for line in lines))
    return Bullets(lines, ordered=node.type == "ordered_list")


def _source(item: SyntaxTreeNode) -> str:
    """Give an item as the template wrote it: there a client's own "[ ]" is escaped."""
    inline = next((node for node in item.walk() if node.type == "inline"), None)
    return inline.content + " " if inline else ""


def _without_box(line: Line) -> Line:
    first, *rest = line
    return (
        Run(
            (first.text + " ")[len(_BOX) :].rstrip() if not rest else first.text[len(_BOX) :],
            first.bold,
            first.italic,
        ),
        *rest,
    )


def _item(item: SyntaxTreeNode) -> Line:
    lines = [_runs(node) for node in item.walk() if node.type == "inline"]
    joined: list[Run] = []
    for line in lines:
        joined += [Run(" "), *line] if joined else line
    return tuple(joined)


def _table(node: SyntaxTreeNode) -> Table:
    rows = [tuple(_line(cell) for cell in row.children) for row in node.walk() if row.type == "tr"]
    return Table(rows[0], tuple(rows[1:]))


def _directive(name: str, node: SyntaxTreeNode) -> Iterator[Block]:
    words = unescapeAll(node.info.strip().removeprefix(name).strip()).replace("\n", " ")
    match name:
        case "card":
            yield Card(words, tuple(_blocks(node)))
        case "fold":
            yield FoldCard(words, tuple(_blocks(node)))
        case "keep":
            yield Keep(tuple(_blocks(node)))
        case "large":
            yield from (_sized(block, large=True) for block in _blocks(node))
        case "small":
            yield from (_sized(block, small=True) for block in _blocks(node))
        case "signatures":
            items = [item for item in node.walk() if item.type == "list_item"]
            yield Signatures(tuple(_item(item) for item in items))
        case _:
            count = re.match(r"\d+", words)
            yield WritingLines(min(int(count.group()), 40) if count else 1)


def _sized(block: Block, *, large: bool = False, small: bool = False) -> Block:
    return replace(block, large=large, small=small) if isinstance(block, Paragraph) else block


def _line(node: SyntaxTreeNode) -> Line:
    return tuple(
        run for inline in node.children if inline.type == "inline" for run in _runs(inline)
    )


def _runs(inline: SyntaxTreeNode) -> list[Run]:
    runs: list[Run] = []
    for run in _spoken(inline, Run("")):
        if runs and _same_style(runs[-1], run):
            runs[-1] = Run(runs[-1].text + run.text, run.bold, run.italic, run.link)
        elif run.text:
            runs.append(run)
    return runs


def _same_style(one: Run, other: Run) -> bool:
    return (one.bold, one.italic, one.link) == (other.bold, other.italic, other.link)


def _spoken(parent: SyntaxTreeNode, style: Run) -> Iterator[Run]:
    """Yield the words inside a node, each in its style."""
    for node in parent.children:
        match node.type:
            case "softbreak":
                yield Run(" ", style.bold, style.italic, style.link)
            case "hardbreak":
                yield Run("\n", style.bold, style.italic, style.link)
            case "strong":
                yield from _spoken(node, Run("", True, style.italic, style.link))
            case "em":
                yield from _spoken(node, Run("", style.bold, True, style.link))
            case "link":
                yield from _spoken(
                    node, Run("", style.bold, style.italic, str(node.attrs.get("href", "")))
                )
            case _:
                yield Run(node.content, style.bold, style.italic, style.link)

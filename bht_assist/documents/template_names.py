"""Which names and keys stand in a template, and on which line first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2 import nodes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def printed(tree: nodes.Template) -> set[str]:
    """Give the names whose words reach the paper, rather than only decide what does."""
    shown: list[nodes.Node] = [part for node in tree.find_all(nodes.Output) for part in node.nodes]
    shown += [node.iter for node in tree.find_all(nodes.For)]
    shown += [node.node for node in tree.find_all(nodes.Assign)]
    return {name.name for part in shown for name in _names_in(part)}


def _names_in(node: nodes.Node) -> Iterator[nodes.Name]:
    if isinstance(node, nodes.Name):
        yield node
    yield from node.find_all(nodes.Name)


def keys_of(tree: nodes.Template) -> Iterator[tuple[str, int]]:
    """Yield every key and fixed word of a template with its line."""
    for node in tree.find_all((nodes.Getattr, nodes.Const)):
        key = node.attr if isinstance(node, nodes.Getattr) else getattr(node, "value", None)
        if isinstance(key, str):
            yield key, node.lineno


def first_lines(found: Iterable[tuple[str, int]]) -> dict[str, int]:
    lines: dict[str, int] = {}
    for name, line in found:
        lines[name] = min(line, lines.get(name, line))
    return lines

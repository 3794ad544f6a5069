"""The small language of packs: Jinja2 expressions behind an allow-list, in an immutable sandbox.

Only what is listed here exists: no calls, no Python attributes, no arithmetic that can grow.
An unanswered question is blank: false, empty, and never an error in a comparison.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import jinja2
from jinja2 import meta, nodes
from jinja2.runtime import Context, LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

from . import filters
from .blank import BLANK, Blank, is_blank

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, MutableMapping

LONGEST = 20_000
_MOST_NODES = 4_000
_DEEPEST = 60
_DEEPEST_LOOP = 2
_MOST_JOINS = 10
_LONGEST_VALUE = 100_000

_VALUES = (
    nodes.Name,
    nodes.Const,
    nodes.Getattr,
    nodes.Getitem,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.CondExpr,
    nodes.Concat,
    nodes.Add,
    nodes.Sub,
    nodes.Neg,
    nodes.Filter,
    nodes.Test,
    nodes.List,
    nodes.Tuple,
    nodes.Keyword,
)
_STATEMENTS = (nodes.Template, nodes.Output, nodes.TemplateData, nodes.If, nodes.For, nodes.Assign)

TESTS = frozenset({"defined", "none", "string", "equalto", "eq", "ne", "in"})


class ExpressionError(Exception):
    """An expression that can't be used; `line` counts from 1 inside its own text."""

    def __init__(self, text: str, hint: str = "", line: int = 1) -> None:
        super().__init__(text)
        self.text, self.hint, self.line = text, hint, line


class Environment(ImmutableSandboxedEnvironment):
    """Jinja2 with our filters only, and with keys of mappings as the only attributes there are."""

    def __init__(self, finalize: Callable[[Any], Any]) -> None:
        super().__init__(
            undefined=Blank,
            autoescape=False,
            finalize=finalize,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        self.globals.clear()
        self.filters.clear()
        self.filters.update(filters.ALL)
        self.tests = {name: test for name, test in self.tests.items() if name in TESTS} | {
            "none": is_blank,
            "defined": lambda value: not is_blank(value),
        }

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, LoopContext):
            return super().getattr(obj, attribute)
        return self.getitem(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        found = filters.part(obj, argument)
        return BLANK if found is None else found


said = filters.said

ENVIRONMENT = Environment(finalize=said)


@dataclass(frozen=True)
class Expression:
    """A compiled condition or value."""

    source: str
    names: frozenset[str]
    compared: tuple[tuple[tuple[str, ...], str], ...]
    """Paths of names that are compared with a fixed text, and that text."""
    _run: Callable[[Context], Iterator[str]] = field(repr=False)

    def __call__(self, context: Context) -> Any:
        """Work it out; what can't be worked out, such as a text less than a number, is blank."""
        try:
            deque(self._run(context), maxlen=0)
        except (TypeError, ValueError):
            return BLANK
        value = context.vars["result"]
        return BLANK if isinstance(value, str) and len(value) > _LONGEST_VALUE else value


@dataclass(frozen=True)
class Text:
    """A compiled text with {{ names }} in it."""

    source: str
    names: frozenset[str]
    _template: jinja2.Template | None = field(repr=False)

    def __call__(self, scope: Mapping[str, Any]) -> str:
        if self._template is None:
            return self.source
        try:
            return self._template.render(scope)
        except (TypeError, ValueError):
            return self.source


def context_over(scope: MutableMapping[str, Any]) -> Context:
    """Give a context that sees `scope` as it is at each moment, for many expressions in turn."""
    return Context(ENVIRONMENT, scope, None, {})  # type: ignore[arg-type]


def expression(source: str) -> Expression:
    """Compile one expression.

    Raises:
        ExpressionError: when it is not written right, or uses what is not allowed.
    """
    wrapped = "{% set result = (" + source + ") %}"
    tree = parsed(wrapped, ENVIRONMENT, allowed=(*_VALUES, nodes.Template, nodes.Assign))
    if len(tree.body) != 1:
        raise ExpressionError("this is more than one expression", "write one condition only")
    compared = tuple(_comparisons(tree))  # first, since Jinja2 folds lists into constants
    read = {each.name for each in tree.find_all(nodes.Name) if each.ctx == "load"}
    names = frozenset(read - ENVIRONMENT.globals.keys())
    template = ENVIRONMENT.from_string(tree)
    return Expression(source, names, compared, template.root_render_func)


def text(source: str) -> Text:
    """Compile a text; most have no names in them and cost nothing."""
    if "{" not in source:
        return Text(source, frozenset(), None)
    tree = parsed(source, ENVIRONMENT)
    names = frozenset(meta.find_undeclared_variables(tree))
    return Text(source, names, ENVIRONMENT.from_string(tree))


@lru_cache(maxsize=4096)
def compiled(source: str) -> Expression:
    return expression(source)


@lru_cache(maxsize=4096)
def compiled_text(source: str) -> Text:
    return text(source)


def parsed(
    source: str,
    environment: Environment,
    allowed: tuple[type[nodes.Node], ...] = _VALUES + _STATEMENTS,
) -> nodes.Template:
    """Parse `source` and hold it against the allow-list."""
    if len(source) > LONGEST:
        raise ExpressionError(f"longer than {LONGEST:,} characters", "split it")
    try:
        tree = environment.parse(source)
    except jinja2.TemplateSyntaxError as error:
        raise ExpressionError(f"not written right: {error.message}", "", error.lineno) from None
    except RecursionError:
        raise ExpressionError("nested too deep", "split it into named values") from None
    count = sum(1 for _ in _walked(tree, allowed, loops=0, depth=0))
    if count > _MOST_NODES:
        raise ExpressionError("too much in one place", "split it into named values")
    if _joins(tree) > _MOST_JOINS:
        raise ExpressionError("joins too many texts", "write each in its own {{ }}, side by side")
    return tree


def _joins(tree: nodes.Node) -> int:
    """Count what puts texts together under a name: each could double what the one before made."""
    named = list(tree.find_all(nodes.Assign))
    joined = sum(len(node.nodes) - 1 for each in named for node in each.find_all(nodes.Concat))
    lists = [node for each in named for node in each.find_all(nodes.List)]
    listed = sum(not isinstance(item, nodes.Const) for node in lists for item in node.items)
    return joined + listed + sum(1 for each in named for _ in each.find_all(nodes.Add))


def _walked(
    node: nodes.Node, allowed: tuple[type[nodes.Node], ...], loops: int, depth: int
) -> Iterator[nodes.Node]:
    if depth > _DEEPEST:
        raise ExpressionError("nested too deep", "split it into named values", node.lineno)
    if not isinstance(node, allowed):
        name = type(node).__name__
        raise ExpressionError(f"{_NODE_NAMES.get(name, name)} can't be used here", "", node.lineno)
    _refuse(node)
    if isinstance(node, nodes.For):
        loops += 1
        if loops > _DEEPEST_LOOP or node.recursive:
            raise ExpressionError(f"loops nest {_DEEPEST_LOOP} deep at most", "", node.lineno)
    yield node
    for child in node.iter_child_nodes():
        yield from _walked(child, allowed, loops, depth + 1)


_NODE_NAMES = {
    "Call": "a call with ( )",
    "Mul": "multiplying",
    "Pow": "a power",
    "Div": "dividing",
    "Mod": "%",
    "Import": "import",
    "Include": "include",
    "Macro": "a macro",
    "Slice": "a slice [a:b]",
}


def _refuse(node: nodes.Node) -> None:
    """Refuse what the kinds of node alone would let through."""
    match node:
        case nodes.Name(name=name) | nodes.Getattr(attr=name) if name.startswith("_"):
            raise ExpressionError(
                f"`{name}` starts with an underscore", "use another name", node.lineno
            )
        case nodes.Name(name="self"):
            raise ExpressionError("`self` can't be used here", "", node.lineno)
        case nodes.Filter() | nodes.Test() if node.dyn_args or node.dyn_kwargs:
            raise ExpressionError("* and ** can't be used here", "", node.lineno)
        case nodes.Operand(op="in" | "notin", expr=nodes.Const(value=str() as text)):
            hint = f"write a list: [{text!r}]"
            raise ExpressionError("`in` needs a list or an answer after it", hint, node.lineno)
        case nodes.Filter(name="map", kwargs=[]):
            raise ExpressionError("`map` needs attribute='…'", "", node.lineno)
        case nodes.Getitem(arg=index) if not isinstance(index, nodes.Const):
            raise ExpressionError("[ ] takes a fixed word or number", "", node.lineno)
        case nodes.Filter(name=name) if name not in filters.ALL:
            hint = f"use one of: {', '.join(sorted(filters.ALL))}"
            raise ExpressionError(f"there is no filter `{name}`", hint, node.lineno)
        case nodes.Test(name=name) if name not in TESTS:
            hint = f"use one of: {', '.join(sorted(TESTS))}"
            raise ExpressionError(f"there is no test `is {name}`", hint, node.lineno)


def path_of(node: nodes.Node) -> tuple[str, ...]:
    """Give `means.asked` as ("means", "asked"); empty when it is not a plain path."""
    match node:
        case nodes.Name(name=name):
            return (name,)
        case nodes.Getattr(node=inner, attr=attribute):
            return (*path_of(inner), attribute) if path_of(inner) else ()
        case nodes.Getitem(node=inner, arg=nodes.Const(value=str() as key)):
            return (*path_of(inner), key) if path_of(inner) else ()
        case _:
            return ()


def _comparisons(tree: nodes.Node) -> Iterator[tuple[tuple[str, ...], str]]:
    for compare in tree.find_all(nodes.Compare):
        yield from compared_in(compare)


def compared_in(compare: nodes.Compare) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield each path of names that is compared with a fixed text, and that text."""
    for operand in compare.ops:
        if operand.op not in {"eq", "ne", "in", "notin"}:
            continue
        for one, other in ((compare.expr, operand.expr), (operand.expr, compare.expr)):
            if path := path_of(one):
                yield from ((path, value) for value in _fixed_texts(other))


def _fixed_texts(node: nodes.Node) -> Iterator[str]:
    if isinstance(node, nodes.Const) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, nodes.List | nodes.Tuple):
        for item in node.items:
            yield from _fixed_texts(item)

"""Whatever bytes a file holds: a placed tree, or a pack error."""

from collections.abc import Callable, Iterator
from typing import Any

import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bht_assist.content.clean import clean
from bht_assist.content.marked import (
    Marked,
    MarkedList,
    MarkedMap,
    MarkedText,
)
from bht_assist.content.problems import PackError, Problem
from bht_assist.content.source import read_markdown, read_yaml

from .packs import plain


def parts(tree: Any) -> Iterator[Marked]:
    yield from [tree] if isinstance(tree, Marked) else []
    if isinstance(tree, MarkedMap):
        for key, value in tree.items():
            assert isinstance(key, MarkedText)
            yield from (key, *parts(value))
    elif isinstance(tree, MarkedList):
        for each in tree:
            yield from parts(each)


def tree_or_problems(
    reader: Callable[[bytes, str], tuple[Any, list[Problem]]], raw: bytes
) -> tuple[Any, list[Problem]]:
    try:
        return reader(raw, "f")
    except PackError as error:
        return None, list(error.problems)


YAML_LIKE = st.text(
    st.sampled_from("ab:-[]{}?!&*#|>%@,'\"\\ \n\t~<.0é😀\x00\x85\u2028"), max_size=60
)


@settings(deadline=None, max_examples=300)
@given(st.binary(max_size=80) | YAML_LIKE.map(str.encode))
@example(b"[" * 100_000)
@example(b"- " * 100_000)
@example(b"? " * 100_000)
@example(b"{a: " * 60_000)
@example(b"&a [" * 60_000)
@example(b"!" * 200_000)
@example(b"\xef\xbb\xbf\xef\xbb\xbfa")
@example(b"%TAG ! x\n---\n!a b")
@example(b"\xff\xfea\x00")
@example("a: \ufeff b".encode())
def test_any_bytes_give_a_placed_tree_or_a_pack_error(raw: bytes) -> None:
    tree, problems = tree_or_problems(read_yaml, raw)
    assert tree is not None or problems
    places = [each.place for each in problems] + [each.place for each in parts(tree or [])]
    assert all(place.line >= 1 and place.column >= 1 for place in places)


@settings(deadline=None, max_examples=100)
@given(st.binary(max_size=60) | YAML_LIKE.map(lambda text: f"---\n{text}\n---\n{text}".encode()))
def test_any_bytes_give_a_paper_or_a_pack_error(raw: bytes) -> None:
    tree, problems = tree_or_problems(read_markdown, raw)
    assert problems if tree is None else isinstance(tree["body"], MarkedText)


SCALARS = st.text(st.characters(categories=["L", "N", "P", "Zs"]), max_size=20)


@settings(deadline=None, max_examples=100)
@given(
    st.recursive(
        SCALARS,
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(SCALARS, inner, max_size=4),
        max_leaves=12,
    )
)
def test_what_another_program_writes_as_yaml_is_read_as_its_texts(value: Any) -> None:
    def cleaned(part: Any) -> Any:
        if isinstance(part, dict):
            return {cleaned(key): cleaned(each) for key, each in part.items()}
        if isinstance(part, list):
            return [cleaned(each) for each in part]
        return clean(part, lines=True)

    text = yaml.safe_dump(value, allow_unicode=True, default_style='"')
    tree, problems = read_yaml(text.encode(), "f.yaml")
    if not any(each.code in {"duplicate-key", "merge"} for each in problems):
        assert plain(tree) == cleaned(value)
